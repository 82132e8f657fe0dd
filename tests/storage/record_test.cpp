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
      .as_of = 8,
      .title_mark = {5, 4},
      .details_mark = {7, 6},
      .former_titles = {{"Old", 3, 5}},
      .removed = instant(77),
      .ownership = {"ann", true, RemovalRequest{"bob", "Bob", instant(78)}},
      .comments = {std::make_shared<const Comment>(Comment{"c1",
                                                           "Bob",
                                                           "Hello",
                                                           instant(5),
                                                           4,
                                                           {9, 4},
                                                           4,
                                                           instant(6),
                                                           {"bob", false, std::nullopt}})}};

  // A change of one step, with what goes wrong in it.
  static std::string with(const std::string& member, const std::string& time = "1000",
                          const std::string& event = R"({"event":"talk_removed","talk":"t"})") {
    const std::string marks = R"("before":[1,1],"after":[7,7],)";
    const std::string step = event.size() > 1 ? "{" + marks + event.substr(1) : event;
    return R"({"format":3,"by":"","device":"","names":[],"undoes":[],"steps":[)" + step +
           R"(],"time":)" + time + (member.empty() ? "" : ",") + member + "}";
  }

  const Change change{
      .version = 18'446'744'073'709'551'615U,
      .time = instant(1'763'640'000'123),
      .by = "Eve",
      .device = "dev1ce",
      .undoes = {9, 7},
      .steps = {{TalkRestored{"t1"}, {4, 4}, {2, 2}}, {TalkRemoved{"t2"}, {3, 3}, {0, 0}}},
      .names = {NameClaimed{"eve", "eve", "Eve", "device1", "A"}, DeviceLeft{"eve", "device2"}}};
};

class EventTest : public testing::TestWithParam<std::pair<ChangeEvent, std::string>> {};

TEST_P(EventTest, EveryEventComesBackFromTheFormThatItAlwaysHad) {
  const auto& [event, members] = GetParam();
  const Change change{.version = 7,
                      .time = instant(1'000),
                      .by = "B",
                      .device = "D",
                      .undoes = {3},
                      .steps = {{event, {1, 2}, {7, 8}}}};

  // The expected text is what journals out there hold: it must never change.
  EXPECT_EQ(encode(change),
            R"({"by":"B","device":"D","format":3,"names":[],"steps":[{"after":[7,8],)" + members +
                R"(}],"time":1000,"undoes":[3],"version":7})");
  EXPECT_EQ(decode_change(encode(change)).value(), change);
}

INSTANTIATE_TEST_SUITE_P(
    Events, EventTest,
    testing::Values(
        std::pair(
            ChangeEvent(TalkProposed{"t", "T", "P", "S", "p"}),
            R"("before":[1,2],"event":"talk_proposed","owner":"p","presenter":"P","summary":"S",)"
            R"("talk":"t","title":"T")"),
        std::pair(ChangeEvent(TalkEdited{"t", "P", "S", Details{"Q", "R", "q"}, "p"}),
                  R"("before":[1,2],"event":"talk_edited",)"
                  R"("former":{"owner":"q","presenter":"Q","summary":"R"},"owner":"p",)"
                  R"("presenter":"P","summary":"S",)"
                  R"("talk":"t")"),
        std::pair(
            ChangeEvent(TalkEdited{"t", "P", "S"}),
            R"("before":[1,2],"event":"talk_edited","former":null,"owner":"","presenter":"P",)"
            R"("summary":"S","talk":"t")"),
        std::pair(ChangeEvent(TalkRenamed{"t", "T", "U"}),
                  R"("before":[1,2],"event":"talk_renamed","former":"U","talk":"t","title":"T")"),
        std::pair(ChangeEvent(TalkRemoved{"t"}),
                  R"("before":[1,2],"event":"talk_removed","talk":"t")"),
        std::pair(ChangeEvent(TalkRestored{"t", true}),
                  R"("before":[1,2],"by_owner":true,"event":"talk_restored","talk":"t")"),
        std::pair(ChangeEvent(CommentWritten{"t", "c", "A", "M", "a"}),
                  R"("author":"A","before":[1,2],"comment":"c","event":"comment_written",)"
                  R"("message":"M","owner":"a","talk":"t")"),
        std::pair(ChangeEvent(CommentEdited{"t", "c", "M", "N"}),
                  R"("before":[1,2],"comment":"c","event":"comment_edited","former":"N",)"
                  R"("message":"M","talk":"t")"),
        std::pair(ChangeEvent(CommentRemoved{"t", "c"}),
                  R"("before":[1,2],"comment":"c","event":"comment_removed","talk":"t")"),
        std::pair(ChangeEvent(CommentRestored{"t", "c", true}),
                  R"("before":[1,2],"by_owner":true,"comment":"c",)"
                  R"("event":"comment_restored","talk":"t")"),
        std::pair(ChangeEvent(RemovalAsked{"t", "c", "m", "M"}),
                  R"("before":[1,2],"comment":"c","event":"removal_asked","member":"m",)"
                  R"("name":"M","talk":"t")"),
        std::pair(ChangeEvent(Purged{"t", "c", Purged::Part::message, 5}),
                  R"("before":[1,2],"comment":"c","event":"purged","part":"message","talk":"t",)"
                  R"("text":5)")));

class NameEventTest : public testing::TestWithParam<std::pair<NameEvent, std::string>> {};

TEST_P(NameEventTest, every_event_of_a_name_comes_back_from_the_form_that_it_always_had) {
  const auto& [event, members] = GetParam();
  const Change change{.version = 7, .time = instant(1'000), .names = {event}};

  EXPECT_EQ(encode(change), R"({"by":"","device":"","format":3,"names":[{)" + members +
                                R"(}],"steps":[],"time":1000,"undoes":[],"version":7})");
  EXPECT_EQ(decode_change(encode(change)).value(), change);
}

INSTANTIATE_TEST_SUITE_P(
    Events, NameEventTest,
    testing::Values(
        std::pair(NameEvent(NameClaimed{"k", "k", "N", "d", "l"}),
                  R"("device":"d","event":"name_claimed","key":"k","label":"l","name":"N")"),
        std::pair(NameEvent(DeviceJoined{"k", "d", "l", Joining::vouched, {"A", "B"}}),
                  R"("device":"d","event":"device_joined","joining":"vouched","key":"k",)"
                  R"("label":"l","vouched_by":["A","B"])"),
        std::pair(NameEvent(DeviceLeft{"k", "d"}),
                  R"("device":"d","event":"device_left","key":"k")"),
        std::pair(NameEvent(NameVouched{"k", "d", "m", "M", "from"}),
                  R"("device":"d","event":"name_vouched","from":"from","key":"k",)"
                  R"("member":"m","name":"M")"),
        std::pair(NameEvent(PasskeyAdded{"k", "i", "p", "l"}),
                  R"("event":"passkey_added","id":"i","key":"k","label":"l","public_key":"p")"),
        std::pair(NameEvent(PasskeyRemoved{"k", "i"}),
                  R"("event":"passkey_removed","id":"i","key":"k")")));

TEST_F(RecordTest, names_come_back_as_they_were) {
  const HeldName name{.key = "ann",
                      .skeleton = "ann",
                      .name = "Ann",
                      .claimed = instant(1),
                      .place = 2,
                      .version = 3,
                      .devices = {{"d1", "Firefox", instant(4), Joining::claimed},
                                  {"d2", "curl", instant(5), Joining::vouched, {"Bo", "Cy"}}},
                      .passkeys = {{"id", "key", "Chrome", instant(6)}},
                      .vouches = {{"d3", "bo", "Bo", "d4", instant(7)}},
                      .trust = {instant(8), instant(9)}};

  EXPECT_EQ(decode_name(encode(name)).value(), name);
  std::string bent = encode(name);
  bent.replace(bent.find("vouched"), 7, "guessed");
  EXPECT_EQ(decode_name(bent).error(), JournalError::damaged);
}

TEST_F(RecordTest, TalksReceiptsAndBoardsComeBackAsTheyWere) {
  const Receipt receipt{"key", "fingerprint", R"({"outcome":"x"})", 3, instant(4)};
  const BoardRecord board{"abc123", "secret", 5'000, 12, 3};

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
           with(R"("version":7,"format":2)"),
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
  const std::string record = R"({"format":4,"whatever":[]})";

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
