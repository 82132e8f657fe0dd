#include "skillboard/storage/record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "skillboard/storage/error.hpp"

namespace skillboard {
namespace {

constexpr Instant instant(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

class RecordTest : public testing::Test {
 protected:
  const Talk talk{
      .id = "t1",
      .title = "__proto__ \"\\ \u0001 Łódź 🎪",
      .presenter = "Ann",
      .summary = "Two\nlines",
      .proposed = instant(-1),
      .place = 3,
      .version = 9,
      .comments = {std::make_shared<const Comment>(Comment{"c1", "Bob", "Hello", instant(5)})}};
  const Change change{18'446'744'073'709'551'615U, instant(1'763'640'000'123),
                      TalkProposed{"t1", "Title", "Ann", ""}};
};

class EventTest : public testing::TestWithParam<std::pair<ChangeEvent, std::string>> {};

TEST_P(EventTest, EveryChangeComesBackFromTheFormThatItAlwaysHad) {
  const auto& [event, record] = GetParam();
  const Change change{7, instant(1'000), event};

  // The expected text is what journals out there hold: it must never change.
  EXPECT_EQ(encode(change), record);
  EXPECT_EQ(decode_change(record).value(), change);
}

INSTANTIATE_TEST_SUITE_P(
    Events, EventTest,
    testing::Values(
        std::pair(ChangeEvent(TalkProposed{"t", "T", "P", "S"}),
                  R"({"event":"talk_proposed","format":1,"presenter":"P","summary":"S",)"
                  R"("talk":"t","time":1000,"title":"T","version":7})"),
        std::pair(ChangeEvent(TalkEdited{"t", "P", "S"}),
                  R"({"event":"talk_edited","format":1,"presenter":"P","summary":"S",)"
                  R"("talk":"t","time":1000,"version":7})"),
        std::pair(ChangeEvent(TalkRemoved{"t"}),
                  R"({"event":"talk_removed","format":1,"talk":"t","time":1000,"version":7})"),
        std::pair(ChangeEvent(CommentWritten{"t", "c", "A", "M"}),
                  R"({"author":"A","comment":"c","event":"comment_written","format":1,)"
                  R"("message":"M","talk":"t","time":1000,"version":7})"),
        std::pair(ChangeEvent(CommentEdited{"t", "c", "M"}),
                  R"({"comment":"c","event":"comment_edited","format":1,"message":"M",)"
                  R"("talk":"t","time":1000,"version":7})"),
        std::pair(ChangeEvent(CommentRemoved{"t", "c"}),
                  R"({"comment":"c","event":"comment_removed","format":1,)"
                  R"("talk":"t","time":1000,"version":7})")));

TEST_F(RecordTest, TalksReceiptsAndBoardsComeBackAsTheyWere) {
  const Receipt receipt{"key", "fingerprint", R"({"outcome":"x"})", 3, instant(4)};
  const BoardRecord board{"abc123", 5'000, 12};

  EXPECT_EQ(decode_talk(encode(talk)).value(), talk);
  EXPECT_EQ(decode_change(encode(change)).value(), change);
  EXPECT_EQ(decode_receipt(encode(receipt)).value(), receipt);
  EXPECT_EQ(decode_board(encode(board)).value(), board);
}

TEST_F(RecordTest, AnythingMissingLeftOverOrOfAnotherKindIsDamage) {
  for (const std::string record : {
           R"()",
           R"(null)",
           R"([])",
           R"({)",
           R"({"event":"talk_removed","format":1,"talk":"t","time":1000})",
           R"({"event":"talk_removed","format":1,"talk":"t","time":1000,"version":7,"more":0})",
           R"({"event":"talk_removed","format":1,"talk":"t","time":1000,"version":"7"})",
           R"({"event":"talk_removed","format":1,"talk":"t","time":1000,"version":-7})",
           R"({"event":"talk_removed","format":1,"talk":"t","time":1.5,"version":7})",
           R"({"event":"talk_removed","format":1,"talk":1,"time":1000,"version":7})",
           R"({"event":"talk_vanished","format":1,"talk":"t","time":1000,"version":7})",
           R"({"event":"talk_removed","format":0,"talk":"t","time":1000,"version":7})",
           R"({"event":"talk_removed","talk":"t","time":1000,"version":7})",
       }) {
    EXPECT_EQ(decode_change(record).error(), JournalError::damaged) << record;
  }
}

TEST_F(RecordTest, ACommentThatIsNotWholeIsDamage) {
  std::string record = encode(talk);
  record.replace(record.find("\"author\""), 8, "\"auth0r\"");

  EXPECT_EQ(decode_talk(record).error(), JournalError::damaged);
}

TEST_F(RecordTest, ANewerFormatIsToldFromDamage) {
  const std::string record = R"({"format":2,"whatever":[]})";

  EXPECT_EQ(decode_change(record).error(), JournalError::newer_format);
}

TEST_F(RecordTest, NoBentRecordIsTakenForAnotherOrEndsTheProgram) {
  const std::string record = encode(talk);
  std::mt19937 random(1);
  std::uniform_int_distribution<int> byte(-128, 127);
  for (int round = 0; round < 20'000; ++round) {
    std::string bent = record;
    bent[random() % bent.size()] = static_cast<char>(byte(random));
    if (bent == record) {
      continue;
    }
    EXPECT_NE(checksum(bent), checksum(record));
    const auto decoded = decode_talk(bent);
    EXPECT_TRUE(!decoded || encode(*decoded) != record) << bent;
  }
}

TEST_F(RecordTest, TheChecksumIsTheCommonOne) {
  EXPECT_EQ(checksum("123456789"), 0xCBF43926U);
}

}  // namespace
}  // namespace skillboard
