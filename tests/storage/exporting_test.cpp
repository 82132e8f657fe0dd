// What is exported makes the very same board elsewhere.

#include "skillboard/storage/exporting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/storage/export_lines.hpp"
#include "skillboard/storage/importing.hpp"
#include "skillboard/storage/rfc3339.hpp"

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;
using testing::HasSubstr;

class ExportingTest : public JournalFixture {
 protected:
  // A history in which each step says what it found.
  error_code append_told_history(Version count) {
    TalkStore board;
    std::vector<Entry> batch;
    while (board.version() < count) {
      Change change = history_at(board.version() + 1);
      change.steps = {board.step(change.steps.front().event, change.version)};
      board.apply(change);
      batch.push_back({.change = std::move(change)});
    }
    return append(std::move(batch));
  }

  std::string exported() {
    const auto name = folder.path() / "export.jsonl";
    const auto written = export_board(file(), name, Existing::replaced);
    EXPECT_TRUE(written) << written.error().sentence;
    std::ifstream stream(name);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  // Puts a board made of the lines in the place where none is.
  std::string import(const std::string& text) {
    std::istringstream stream(text);
    LineReader lines(stream, longest_line);
    EXPECT_TRUE(lines.next());
    const auto written = put_new_board(file(), [&](const std::filesystem::path& empty_file) {
      return import_lines(lines, "the export", empty_file);
    });
    return written ? "" : written.error().sentence;
  }

  std::size_t longest_line = longest_export_line;
};

TEST_F(ExportingTest, AnImportedBoardIsTheSameAndHasAnotherEpoch) {
  start();
  ASSERT_EQ(append_told_history(300), error_code());
  const TalkStore before = talks;
  const std::string epoch_before = epoch;
  const std::string key_before = device_key;
  stop();
  const std::string text = exported();
  std::filesystem::remove(file());

  ASSERT_EQ(import(text), "");

  EXPECT_EQ(exported(), text);
  start();
  EXPECT_EQ(talks, before);
  EXPECT_EQ(device_key, key_before);
  EXPECT_NE(epoch, epoch_before);
  EXPECT_EQ(read(HistoryQuery::one(7)).front().names, history_at(7).names);
}

TEST_F(ExportingTest, AnEmptyBoardIsExportedAndImported) {
  start();
  stop();
  const std::string text = exported();
  std::filesystem::remove(file());
  ASSERT_EQ(import(text), "");
  EXPECT_EQ(exported(), text);
}

TEST_F(ExportingTest, ADamagedBoardIsNotExported) {
  start();
  ASSERT_EQ(append_history(20), error_code());
  stop();
  query("UPDATE changes SET crc = 0 WHERE version = 7");
  const auto written = export_board(file(), folder.path() / "export.jsonl", Existing::kept);
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().sentence, HasSubstr("changes, version 7: its checksum is wrong"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "export.jsonl"));
}

TEST_F(ExportingTest, ALineMayBePutInAnotherWay) {
  start();
  ASSERT_EQ(append_told_history(2), error_code());
  stop();
  std::string text = exported();
  std::filesystem::remove(file());
  for (std::size_t at = 0; (at = text.find("\":", at)) != std::string::npos; at += 3) {
    text.insert(at + 2, " ");
  }
  EXPECT_EQ(import(text), "");
}

TEST_F(ExportingTest, ALineThatIsTooLongIsRefused) {
  start();
  ASSERT_EQ(append_told_history(2), error_code());
  stop();
  const std::string text = exported();
  std::filesystem::remove(file());
  longest_line = text.find('\n') + 1;
  EXPECT_THAT(import(text), HasSubstr("line 3: it is too long"));
}

TEST(InstantTextTest, AnInstantIsReadAsItIsWritten) {
  for (const std::int64_t milliseconds : {0LL, 1'763'640'000'123LL, -1LL, 253'402'300'799'999LL}) {
    const Instant instant{std::chrono::milliseconds(milliseconds)};
    EXPECT_EQ(read_rfc3339(to_rfc3339(instant)), instant);
  }
  for (const char* none : {"", "2025-11-20", "2025-13-20T10:00:00.123Z", "2025-11-20T10:00:00.123",
                           "2025-11-20T10:00:00Z", "2025-02-30T10:00:00.123Z"}) {
    EXPECT_EQ(read_rfc3339(none), std::nullopt) << none;
  }
}

}  // namespace
}  // namespace skillboard
