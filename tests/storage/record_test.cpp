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
  const Talk talk{.id = "t1",
                  .title = "__proto__ \"\\ \u0001 Łódź 🎪",
                  .presenter = "Ann",
                  .summary = "Two\nlines",
                  .proposed = instant(-1),
                  .place = 3,
                  .version = 9,
                  .as_of = 8,
                  .title_mark = {5, 4},
                  .details_mark = {7, 6},
                  .former_titles = {{"Old", 3, 5}},
                  .removed = instant(77),
                  .comments = {std::make_shared<const Comment>(
                      Comment{"c1", "Bob", "Hello", instant(5), 4, {9, 4}, 4, instant(6)})}};

  // A change of one step, with what goes wrong in it.
  static std::string with(const std::string& member, const std::string& time = "1000",
                          const std::string& event = R"({"event":"talk_removed","talk":"t"})") {
    const std::string marks = R"("before":[1,1],"after":[7,7],)";
    const std::string step = event.size() > 1 ? "{" + marks + event.substr(1) : event;
    return R"({"format":2,"by":"","undoes":[],"steps":[)" + step + R"(],"time":)" + time +
           (member.empty() ? "" : ",") + member + "}";
  }

  const Change change{
      .version = 18'446'744'073'709'551'615U,
      .time = instant(1'763'640'000'123),
      .by = "Eve",
      .undoes = {9, 7},
      .steps = {{TalkRestored{"t1"}, {4, 4}, {2, 2}}, {TalkRemoved{"t2"}, {3, 3}, {0, 0}}}};
};

class EventTest : public testing::TestWithParam<std::pair<ChangeEvent, std::string>> {};

TEST_P(EventTest, EveryEventComesBackFromTheFormThatItAlwaysHad) {
  const auto& [event, members] = GetParam();
  const Change change{.version = 7,
                      .time = instant(1'000),
                      .by = "B",
                      .undoes = {3},
                      .steps = {{event, {1, 2}, {7, 8}}}};

  // The expected text is what journals out there hold: it must never change.
  EXPECT_EQ(encode(change), R"({"by":"B","format":2,"steps":[{"after":[7,8],)" + members +
                                R"(}],"time":1000,"undoes":[3],"version":7})");
  EXPECT_EQ(decode_change(encode(change)).value(), change);
}

INSTANTIATE_TEST_SUITE_P(
    Events, EventTest,
    testing::Values(
        std::pair(ChangeEvent(TalkProposed{"t", "T", "P", "S"}),
                  R"("before":[1,2],"event":"talk_proposed","presenter":"P","summary":"S",)"
                  R"("talk":"t","title":"T")"),
        std::pair(ChangeEvent(TalkEdited{"t", "P", "S", Details{"Q", "R"}}),
                  R"("before":[1,2],"event":"talk_edited",)"
                  R"("former":{"presenter":"Q","summary":"R"},"presenter":"P","summary":"S",)"
                  R"("talk":"t")"),
        std::pair(ChangeEvent(TalkEdited{"t", "P", "S"}),
                  R"("before":[1,2],"event":"talk_edited","former":null,"presenter":"P",)"
                  R"("summary":"S","talk":"t")"),
        std::pair(ChangeEvent(TalkRenamed{"t", "T", "U"}),
                  R"("before":[1,2],"event":"talk_renamed","former":"U","talk":"t","title":"T")"),
        std::pair(ChangeEvent(TalkRemoved{"t"}),
                  R"("before":[1,2],"event":"talk_removed","talk":"t")"),
        std::pair(ChangeEvent(TalkRestored{"t"}),
                  R"("before":[1,2],"event":"talk_restored","talk":"t")"),
        std::pair(ChangeEvent(CommentWritten{"t", "c", "A", "M"}),
                  R"("author":"A","before":[1,2],"comment":"c","event":"comment_written",)"
                  R"("message":"M","talk":"t")"),
        std::pair(ChangeEvent(CommentEdited{"t", "c", "M", "N"}),
                  R"("before":[1,2],"comment":"c","event":"comment_edited","former":"N",)"
                  R"("message":"M","talk":"t")"),
        std::pair(ChangeEvent(CommentRemoved{"t", "c"}),
                  R"("before":[1,2],"comment":"c","event":"comment_removed","talk":"t")"),
        std::pair(ChangeEvent(CommentRestored{"t", "c"}),
                  R"("before":[1,2],"comment":"c","event":"comment_restored","talk":"t")"),
        std::pair(ChangeEvent(Purged{"t", "c", Purged::Part::message, 5}),
                  R"("before":[1,2],"comment":"c","event":"purged","part":"message","talk":"t",)"
                  R"("text":5)")));

TEST_F(RecordTest, TalksReceiptsAndBoardsComeBackAsTheyWere) {
  const Receipt receipt{"key", "fingerprint", R"({"outcome":"x"})", 3, instant(4)};
  const BoardRecord board{"abc123", 5'000, 12};

  EXPECT_EQ(decode_talk(encode(talk)).value(), talk);
  EXPECT_EQ(decode_change(encode(change)).value(), change);
  EXPECT_EQ(decode_receipt(encode(receipt)).value(), receipt);
  EXPECT_EQ(decode_board(encode(board)).value(), board);
}

TEST_F(RecordTest, WhatIsWholeIsTaken) {
  EXPECT_TRUE(decode_change(with(R"("version":7)")));
}

TEST_F(RecordTest, AnythingMissingLeftOverOrOfAnotherKindIsDamage) {
  for (const std::string& record : std::vector<std::string>{
           R"()",
           R"(null)",
           R"([])",
           R"({)",
           with(R"()"),
           with(R"("version":7,"more":0)"),
           with(R"("version":"7")"),
           with(R"("version":-7)"),
           with(R"("version":7)", "1.5"),
           with(R"("version":7)", "1000", R"({"event":"talk_removed","talk":1})"),
           with(R"("version":7)", "1000", R"({"event":"talk_vanished","talk":"t"})"),
           with(R"("version":7)", "1000", R"(7)"),
           with(R"("version":7,"format":1)"),
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
  const std::string record = R"({"format":3,"whatever":[]})";

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
