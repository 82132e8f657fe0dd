#include "skillboard/talks/talk_store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/changes.hpp"

namespace skillboard {
namespace {

class TalkStoreTest : public testing::Test {
 protected:
  void make(ChangeEvent event) {
    const Version version = store.version() + 1;
    history.push_back(
        make_change(version, Instant(std::chrono::seconds(version)), std::move(event)));
    store.apply(history.back());
  }

  void propose(const std::string& id, const std::string& title) {
    make(TalkProposed{id, title, "Ann", "About " + title});
  }

  void comment(const std::string& talk, const std::string& id) {
    make(CommentWritten{talk, id, "Bob", "Message " + id});
  }

  std::vector<std::string> titles() const {
    std::vector<std::string> titles;
    for (const TalkPointer& talk : store.talks()) {
      titles.push_back(talk->title);
    }
    return titles;
  }

  TalkStore store;
  std::vector<Change> history;
};

using Titles = std::vector<std::string>;

TEST_F(TalkStoreTest, AnEmptyBoardIsAtVersionZero) {
  EXPECT_EQ(store.version(), 0U);
  EXPECT_EQ(store.size(), 0U);
  EXPECT_EQ(store.find_by_title("Unicycles"), nullptr);
}

TEST_F(TalkStoreTest, AProposedTalkIsFoundByTitleAndId) {
  propose("t1", "Unicycles");

  const Talk expected{.id = "t1",
                      .title = "Unicycles",
                      .presenter = "Ann",
                      .summary = "About Unicycles",
                      .proposed = history[0].time,
                      .place = 1,
                      .version = 1,
                      .as_of = 1,
                      .title_mark = {1, 1},
                      .details_mark = {1, 1}};
  EXPECT_EQ(*store.find_by_title("Unicycles"), expected);
  EXPECT_EQ(store.find_by_id("t1"), store.find_by_title("Unicycles"));
  EXPECT_EQ(store.find_by_title("unicycles"), nullptr);
}

TEST_F(TalkStoreTest, TheListIsInTheOrderOfProposal) {
  propose("t1", "Zebras");
  propose("t2", "Apples");
  make(TalkEdited{"t1", "Ann", "Edited later"});
  make(TalkRemoved{"t1"});
  propose("t3", "Zebras");

  EXPECT_EQ(titles(), (Titles{"Apples", "Zebras"}));
}

TEST_F(TalkStoreTest, EditingKeepsTitlePlaceAndComments) {
  propose("t1", "Unicycles");
  comment("t1", "c1");

  make(TalkEdited{"t1", "Eve", "Longer"});

  const TalkPointer talk = store.find_by_id("t1");
  EXPECT_EQ(talk->presenter, "Eve");
  EXPECT_EQ(talk->summary, "Longer");
  EXPECT_EQ(talk->title, "Unicycles");
  EXPECT_EQ(talk->place, 1U);
  EXPECT_EQ(talk->proposed, history[0].time);
  EXPECT_EQ(talk->version, 3U);
  EXPECT_EQ(talk->comments.size(), 1U);
}

TEST_F(TalkStoreTest, CommentsAreWrittenEditedAndRemovedInPlace) {
  propose("t1", "Unicycles");
  comment("t1", "c1");
  comment("t1", "c2");
  comment("t1", "c3");

  make(CommentEdited{"t1", "c2", "Better"});
  make(CommentRemoved{"t1", "c1"});

  const TalkPointer talk = store.find_by_id("t1");
  ASSERT_EQ(talk->comments.size(), 3U);
  EXPECT_EQ(count_comments(*talk), 2U);
  EXPECT_EQ(talk->comments[0]->removed, history[5].time);
  EXPECT_EQ(*talk->comments[1],
            (Comment{"c2", "Bob", "Better", history[2].time, 3, Mark{5, 5}, 5, std::nullopt}));
  EXPECT_EQ(talk->comments[2]->id, "c3");
  EXPECT_EQ(talk->version, 6U);
}

TEST_F(TalkStoreTest, AReaderKeepsWhatItRead) {
  propose("t1", "Unicycles");
  comment("t1", "c1");
  const TalkPointer before = store.find_by_id("t1");
  const Talk copy = *before;

  make(CommentEdited{"t1", "c1", "Better"});
  make(TalkRemoved{"t1"});

  EXPECT_EQ(*before, copy);
}

TEST_F(TalkStoreTest, AnEditCopiesPointersToTheOtherComments) {
  propose("t1", "Unicycles");
  comment("t1", "c1");
  const auto comment_before = store.find_by_id("t1")->comments[0];

  comment("t1", "c2");

  EXPECT_EQ(store.find_by_id("t1")->comments[0], comment_before);
}

TEST_F(TalkStoreTest, ChangesOfWhatIsNotThereMoveOnlyTheVersion) {
  propose("t1", "Unicycles");
  const std::vector<TalkPointer> before = store.talks();

  make(TalkEdited{"t9", "Eve", "Longer"});
  make(TalkRemoved{"t9"});
  make(CommentWritten{"t9", "c1", "Bob", "Hello"});
  make(CommentEdited{"t1", "c9", "Hello"});
  make(CommentRemoved{"t1", "c9"});

  EXPECT_EQ(store.talks(), before);
  EXPECT_EQ(store.version(), 6U);
}

TEST_F(TalkStoreTest, ASecondTalkOfATitleOrIdIsNotTaken) {
  propose("t1", "Unicycles");

  propose("t2", "Unicycles");
  propose("t1", "Bicycles");

  EXPECT_EQ(titles(), (Titles{"Unicycles"}));
  EXPECT_EQ(store.find_by_id("t2"), nullptr);
}

TEST_F(TalkStoreTest, ReplayingAHistoryTwiceDoesNoHarm) {
  propose("t1", "Unicycles");
  comment("t1", "c1");
  propose("t2", "Apples");
  make(TalkRemoved{"t2"});
  const TalkStore once = store;

  for (const Change& change : history) {
    store.apply(change);
  }

  EXPECT_EQ(store, once);
}

TEST_F(TalkStoreTest, ASnapshotIsTheSameBoard) {
  propose("t1", "Zebras");
  propose("t2", "Apples");
  comment("t1", "c1");
  std::vector<TalkPointer> talks = store.talks();
  std::swap(talks[0], talks[1]);

  const TalkStore restored(store.version(), talks);

  EXPECT_EQ(restored, store);
  EXPECT_EQ(restored.find_by_title("Apples"), store.find_by_title("Apples"));
}

}  // namespace
}  // namespace skillboard
