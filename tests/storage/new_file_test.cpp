// A file that is being written has its name when it is complete, and not before.

#include "skillboard/storage/new_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "skillboard/storage/paths.hpp"

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using testing::HasSubstr;

class NewFileTest : public testing::Test {
 protected:
  std::unique_ptr<NewFile> create(Existing existing = Existing::kept) {
    auto created = NewFile::create(name, existing);
    EXPECT_TRUE(created) << created.error().sentence;
    return created ? *std::move(created) : nullptr;
  }

  static void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path) << text;
  }

  std::string text() const {
    std::ifstream stream(name);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  bool part_is_left() const { return std::filesystem::exists(beside(name, ".part")); }

  TemporaryFolder folder;
  std::filesystem::path name = folder.path() / "new";
};

TEST_F(NewFileTest, ItHasItsNameOnceItIsComplete) {
  const auto file = create();
  write(file->part(), "all of it");
  EXPECT_FALSE(std::filesystem::exists(name));

  ASSERT_FALSE(file->take_place());

  EXPECT_EQ(text(), "all of it");
  EXPECT_FALSE(part_is_left());
  EXPECT_EQ(std::filesystem::status(name).permissions(), std::filesystem::perms(0600));
}

TEST_F(NewFileTest, WhatIsGivenUpIsRemovedWithItsLogs) {
  const auto log = create()->part().string() + "-wal";
  {
    const auto file = create();
    write(file->part(), "some of it");
    write(log, "a log");
  }
  EXPECT_FALSE(part_is_left());
  EXPECT_FALSE(std::filesystem::exists(log));
}

TEST_F(NewFileTest, WhatIsThereIsKept) {
  write(name, "mine");
  const auto refused = NewFile::create(name, Existing::kept);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().sentence, HasSubstr("is there already"));
  EXPECT_EQ(text(), "mine");
}

TEST_F(NewFileTest, WhatCameMeanwhileIsKept) {
  const auto file = create();
  write(name, "mine");
  const auto refused = file->take_place();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->error, JournalError::already_there);
  EXPECT_EQ(text(), "mine");
}

TEST_F(NewFileTest, WhatIsThereGivesWayWhereThatIsAskedFor) {
  write(name, "mine");
  const auto file = create(Existing::replaced);
  write(file->part(), "new");
  ASSERT_FALSE(file->take_place());
  EXPECT_EQ(text(), "new");
}

TEST_F(NewFileTest, OneAtATimeIsWritten) {
  const auto file = create();
  const auto second = NewFile::create(name, Existing::kept);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().error, JournalError::in_use);
}

TEST_F(NewFileTest, WhatAKilledProcessLeftDoesNotGetInTheWay) {
  write(beside(name, ".part"), "half of");
  write(beside(name, ".part-wal"), "a log");
  const auto file = create();
  EXPECT_EQ(size_of(file->part()), 0U);
  EXPECT_FALSE(std::filesystem::exists(beside(name, ".part-wal")));
}

}  // namespace
}  // namespace skillboard
