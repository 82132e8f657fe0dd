#include <gtest/gtest.h>

#include "skillboard/talks/change.hpp"

namespace skillboard {
namespace {

using Part = Purged::Part;

Change change_of(ChangeEvent event, Version before, Version after) {
  return {
      .version = 9, .by = "Ana", .steps = {{std::move(event), {before, before}, {after, after}}}};
}

TEST(Scrub, leaves_what_is_about_something_else) {
  Change change = change_of(CommentWritten{"t1", "c1", "Bo", "Hello"}, 0, 9);
  const Change before = change;

  EXPECT_FALSE(scrub(change, {.talk = "t2"}));
  EXPECT_FALSE(scrub(change, {.talk = "t1", .comment = "c2"}));
  EXPECT_FALSE(scrub(change, {"t1", "c1", Part::message, 8}));
  EXPECT_FALSE(scrub(change, {"t1", "", Part::summary, 9}));
  EXPECT_EQ(change, before);
}

TEST(Scrub, puts_the_purge_in_the_place_of_all_that_is_about_it) {
  Change change = change_of(CommentWritten{"t1", "c1", "Bo", "Hello"}, 0, 9);

  EXPECT_TRUE(scrub(change, {.talk = "t1", .comment = "c1"}));

  EXPECT_EQ(change.by, "");
  EXPECT_EQ(change.steps.front().event, ChangeEvent(Purged{.talk = "t1", .comment = "c1"}));
  EXPECT_EQ(change.steps.front().after, (AsOf{9, 9}));
}

TEST(Scrub, keeps_the_name_as_long_as_anything_else_is_left) {
  Change change = change_of(TalkRestored{"t1"}, 3, 2);
  change.steps.push_back({TalkRestored{"t2"}, {4, 4}, {1, 1}});

  EXPECT_TRUE(scrub(change, {.talk = "t1"}));

  EXPECT_EQ(change.by, "Ana");
  EXPECT_EQ(change.steps.back().event, ChangeEvent(TalkRestored{"t2"}));
}

TEST(Scrub, takes_a_text_out_wherever_it_stands) {
  Change wrote = change_of(CommentEdited{"t1", "c1", "secret", "older"}, 5, 9);
  Change overwrote = change_of(CommentEdited{"t1", "c1", "newer", "secret"}, 9, 12);
  Change proposed = change_of(TalkProposed{"t1", "secret", "Ana", "summary"}, 0, 9);
  Change renamed = change_of(TalkRenamed{"t1", "newer", "secret"}, 9, 12);

  EXPECT_TRUE(scrub(wrote, {"t1", "c1", Part::message, 9}));
  EXPECT_TRUE(scrub(overwrote, {"t1", "c1", Part::message, 9}));
  EXPECT_TRUE(scrub(proposed, {"t1", "", Part::title, 9}));
  EXPECT_TRUE(scrub(renamed, {"t1", "", Part::title, 9}));

  EXPECT_EQ(wrote.steps[0].event, ChangeEvent(CommentEdited{"t1", "c1", "", "older"}));
  EXPECT_EQ(overwrote.steps[0].event, ChangeEvent(CommentEdited{"t1", "c1", "newer", {}}));
  const auto& event = std::get<TalkProposed>(proposed.steps[0].event);
  EXPECT_EQ(event.title,
            "\x7F"
            "9")
      << "a title that no talk can have";
  EXPECT_EQ(event.summary, "summary");
  EXPECT_EQ(renamed.steps[0].event, ChangeEvent(TalkRenamed{"t1", "newer", {}}));
}

TEST(Scrub, takes_it_out_of_a_talk_as_it_once_was) {
  // Removed at the time: its mark is that of the removal.
  const Comment comment{"c1", "Bo", "secret", {}, 4, {7, 7}, 4, Instant()};
  Talk talk{.id = "t1",
            .title = "T",
            .presenter = "Ana",
            .summary = "secret",
            .proposed = {},
            .title_mark = {7, 7},
            .details_mark = {3, 3},
            .former_titles = {{"secret", 3, 7}},
            .comments = {std::make_shared<const Comment>(comment)}};

  EXPECT_TRUE(scrub(talk, {"t1", "", Part::summary, 3}));
  EXPECT_TRUE(scrub(talk, {"t1", "", Part::title, 3}));
  EXPECT_TRUE(scrub(talk, {"t1", "c1", Part::message, 4}));
  EXPECT_EQ(talk.summary, "");
  EXPECT_TRUE(talk.former_titles.empty());
  EXPECT_EQ(talk.title, "T");
  EXPECT_EQ(talk.comments.front()->message, "");

  EXPECT_TRUE(scrub(talk, {.talk = "t1", .comment = "c1"}));
  EXPECT_TRUE(talk.comments.empty());
}

}  // namespace
}  // namespace skillboard
