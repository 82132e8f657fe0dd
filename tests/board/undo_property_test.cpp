// Random histories: undoing leads back through every earlier board exactly, and undoing that leads
// forward again.

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class UndoPropertyTest : public RandomMembers, public testing::WithParamInterface<unsigned> {
 protected:
  // Of what belongs to somebody, its owner has a say in what undoing removes.
  UndoPropertyTest() { from_devices = false; }

  // Undoes the changes after `first` up to `last`, the newest first, and compares the boards.
  void go_back(Version last, Version first) {
    for (Version version = last; version > first; --version) {
      const Decision decision = undo(version);
      ASSERT_TRUE(decision) << "change " << version << " cannot be undone, refusal "
                            << static_cast<int>(decision.error().refusal) << " because of "
                            << decision.error().in_the_way;
      ASSERT_EQ(shown(), boards.at(version - 1)) << "after undoing change " << version;
    }
  }
};

TEST_P(UndoPropertyTest, newest_first_leads_back_and_undoing_that_forward_again) {
  random.seed(GetParam());
  for (int i = 0; i < 250; ++i) {
    act();
  }
  const Version all = talks.version();

  act_as("");
  go_back(all, 0);
  EXPECT_EQ(talks.talks().size(), 0U);

  // Undoing the undo of change n leads to the board after change n.
  const Version back = talks.version();
  for (Version version = back; version > all; --version) {
    ASSERT_TRUE(undo(version));
    ASSERT_EQ(shown(), boards.at(back - version + 1)) << "after undoing change " << version;
  }
  EXPECT_EQ(shown(), boards.at(all));

  // And back again by undoing the redoing, which is as far away from the beginning as can be.
  go_back(talks.version(), back);
  EXPECT_EQ(talks.talks().size(), 0U);
}

TEST_P(UndoPropertyTest, all_that_one_did_in_one_go_and_back) {
  random.seed(GetParam() + 100);
  for (int i = 0; i < 250; ++i) {
    act();
  }
  const std::string before = shown();

  act_as("");
  if (undo_all("Cy")) {
    ASSERT_TRUE(undo(talks.version()));
    EXPECT_EQ(shown(), before);
  }
}

TEST_P(UndoPropertyTest, a_spree_that_nobody_built_on_is_gone_without_trace) {
  random.seed(GetParam() + 200);
  for (int i = 0; i < 100; ++i) {
    act();
  }
  const std::string before = shown();
  const Version since = talks.version();
  for (int i = 0; i < 100; ++i) {
    act();
    if (talks.version() > since) {
      history.back().by = "Vandal";
    }
  }

  if (talks.version() > since) {
    name = "Eve";
    const Decision decision = undo_all("Vandal", since);
    ASSERT_TRUE(decision || before == shown());
    EXPECT_EQ(shown(), before);
    EXPECT_TRUE(!decision || decision->left.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, UndoPropertyTest, testing::Range(1U, 21U));

}  // namespace
}  // namespace skillboard
