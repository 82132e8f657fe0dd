// How further devices come to hold a name, and how they lose it.

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

using std::chrono::days;

class NamingTest : public MemberFixture {
 protected:
  NamingTest() {
    for (const char* member : {"Ana", "Bo", "Cy"}) {
      act_as(member);
      decide(ProposeOrEditTalk{std::string("Talk of ") + member, member, ""});
    }
    now += days(2);
  }

  static Refusal refusal(const Decision& decision) {
    return decision ? Refusal::invalid_text : decision.error().refusal;
  }

  // From this device, which says nothing of a name.
  void act_from(const std::string& which) {
    name.clear();
    device = which;
  }

  Decision want(NameIntention wish) { return decide(std::move(wish)); }

  Decision vouch(const std::string& who, const std::string& whose_device = "new phone") {
    act_as(who);
    return want(VouchForDevice{"Ana", whose_device, "Firefox"});
  }

  Decision sign_out(const std::string& from, const std::string& which) {
    act_from(from);
    return want(SignOut{"Ana", std::string(handle_of(which))});
  }

  bool holds(const std::string& which) const { return talks.roster().holds(which, "ana"); }

  const std::string phone = "phone of Ana";
};

TEST_F(NamingTest, a_device_joins_by_a_code) {
  act_from(phone);
  EXPECT_EQ(want(JoinName{"Ana", Joining::code})->effect, Effect::device_joined);

  EXPECT_TRUE(holds(phone));
  EXPECT_EQ(history.back().by, "Ana");
  EXPECT_TRUE(history.back().steps.empty());
  EXPECT_EQ(want(JoinName{"Ana", Joining::code})->effect, Effect::nothing);
  act_from("");
  EXPECT_EQ(refusal(want(JoinName{"Ana", Joining::code})), Refusal::no_such_device);
  EXPECT_EQ(refusal(want(JoinName{"Nobody", Joining::code})), Refusal::no_such_name);
}

TEST_F(NamingTest, a_device_is_signed_out_by_another_of_the_name_and_by_nobody_else) {
  act_from(phone);
  want(JoinName{"Ana", Joining::code});

  EXPECT_EQ(refusal(sign_out("device of Bo", phone)), Refusal::not_yours);
  EXPECT_EQ(refusal(sign_out("", phone)), Refusal::not_yours);
  EXPECT_EQ(refusal(sign_out("device of Ana", "unknown")), Refusal::no_such_device);
  EXPECT_TRUE(sign_out("device of Ana", phone));
  EXPECT_FALSE(holds(phone));
}

TEST_F(NamingTest, a_name_has_so_many_devices) {
  policy.devices_per_name = 2;
  act_from(phone);
  EXPECT_TRUE(want(JoinName{"Ana", Joining::code}));
  act_from("a third");
  EXPECT_EQ(refusal(want(JoinName{"Ana", Joining::code})), Refusal::too_many_devices);
}

TEST_F(NamingTest, two_members_restore_a_lost_name) {
  EXPECT_EQ(vouch("Bo")->effect, Effect::name_vouched);
  EXPECT_FALSE(holds("new phone"));
  EXPECT_EQ(vouch("Cy")->effect, Effect::device_joined);

  ASSERT_TRUE(holds("new phone"));
  const Device& joined = talks.roster().find("ana")->devices.back();
  EXPECT_EQ(joined.joining, Joining::vouched);
  EXPECT_EQ(joined.vouched_by, (std::vector<std::string>{"Bo", "Cy"}));
  EXPECT_EQ(joined.label, "Firefox");
}

TEST_F(NamingTest, one_alone_does_not) {
  vouch("Bo");
  EXPECT_EQ(refusal(vouch("Bo")), Refusal::vouched_already);

  // Nor from another device of theirs, or under another name that they have.
  act_from("phone of Bo");
  want(JoinName{"Bo", Joining::code});
  name = "Bo";
  EXPECT_EQ(refusal(want(VouchForDevice{"Ana", "new phone", ""})), Refusal::vouched_already);
  act_as("Bo");
  name = "Bo the second";
  decide(ProposeOrEditTalk{"Mine as well", "Bo the second", ""});
  now += days(2);
  EXPECT_EQ(refusal(want(VouchForDevice{"Ana", "new phone", ""})), Refusal::vouched_already);
  EXPECT_FALSE(holds("new phone"));
}

TEST_F(NamingTest, only_members_vouch_and_not_for_themselves) {
  for (const char* nobody : {"", "Anon", "New here"}) {
    EXPECT_EQ(refusal(vouch(nobody)), Refusal::members_only) << nobody;
  }
  EXPECT_EQ(refusal(vouch("Ana")), Refusal::members_only) << "whose name it is";
  EXPECT_EQ(refusal(vouch("Bo", "device of Bo")), Refusal::members_only) << "for the own device";
  act_from("phone of Bo");
  want(JoinName{"Bo", Joining::code});
  EXPECT_EQ(refusal(vouch("Bo", "phone of Bo")), Refusal::members_only) << "nor for another of it";
}

TEST_F(NamingTest, a_vouch_counts_for_a_week) {
  vouch("Bo");
  now += days(8);

  EXPECT_EQ(vouch("Cy")->effect, Effect::name_vouched);
  EXPECT_EQ(vouch("Bo")->effect, Effect::device_joined);
}

TEST_F(NamingTest, two_vouches_are_for_one_device) {
  vouch("Bo", "new phone");
  EXPECT_EQ(vouch("Cy", "another")->effect, Effect::name_vouched);
  EXPECT_FALSE(holds("new phone"));
  EXPECT_FALSE(holds("another"));
}

TEST_F(NamingTest, who_got_a_name_by_vouches_signs_out_nobody_for_a_week) {
  vouch("Bo");
  vouch("Cy");
  EXPECT_EQ(refusal(sign_out("new phone", "device of Ana")), Refusal::too_new);
  EXPECT_TRUE(holds("device of Ana"));

  now += days(8);
  EXPECT_TRUE(sign_out("new phone", "device of Ana"));
}

TEST_F(NamingTest, nor_erases_anything_for_good) {
  act_as("Ana");
  decide(RemoveTalk{"Talk of Ana"});
  const Version removed = talks.version();
  vouch("Bo");
  vouch("Cy");

  act_from("new phone");
  EXPECT_EQ(refusal(purge(removed)), Refusal::not_yours);
  act_from("device of Ana");
  EXPECT_TRUE(purge(removed));
}

TEST_F(NamingTest, the_name_s_other_devices_undo_it_and_nobody_else) {
  vouch("Bo");
  vouch("Cy");
  const Version joined = talks.version();

  act_as("Bo");
  EXPECT_EQ(refusal(undo(joined)), Refusal::not_yours);
  act_from("");
  EXPECT_EQ(refusal(undo(joined)), Refusal::not_yours);
  act_as("Ana");
  EXPECT_EQ(undo(joined)->effect, Effect::changes_undone);
  EXPECT_FALSE(holds("new phone"));
  EXPECT_EQ(refusal(undo(joined)), Refusal::no_such_device);
}

TEST_F(NamingTest, what_cannot_be_taken_back_says_so) {
  vouch("Bo");
  EXPECT_EQ(refusal(undo(talks.version())), Refusal::not_undoable);
}

TEST_F(NamingTest, undoing_a_first_write_leaves_its_name_claimed) {
  act_as("Ana");
  ASSERT_TRUE(undo(1));

  EXPECT_EQ(talks.find("Talk of Ana"), nullptr);
  EXPECT_TRUE(holds("device of Ana"));
}

TEST_F(NamingTest, passkeys_are_added_and_removed_by_the_name_s_devices) {
  act_as("Bo");
  EXPECT_EQ(refusal(want(AddPasskey{"Ana", "id", "key", "Chrome"})), Refusal::not_yours);
  act_as("Ana");
  EXPECT_TRUE(want(AddPasskey{"Ana", "id", "key", "Chrome"}));
  EXPECT_EQ(talks.roster().find_by_passkey("id")->key, "ana");
  EXPECT_EQ(want(AddPasskey{"Ana", "id", "key", "Chrome"})->effect, Effect::nothing);
  for (std::size_t count = 1; count < NamePolicy().passkeys_per_name; ++count) {
    EXPECT_TRUE(want(AddPasskey{"Ana", "id" + std::to_string(count), "key", "Chrome"}));
  }
  EXPECT_EQ(refusal(want(AddPasskey{"Ana", "another", "key", "Chrome"})),
            Refusal::too_many_passkeys);

  act_as("Bo");
  EXPECT_EQ(refusal(want(RemovePasskey{"Ana", "id"})), Refusal::not_yours);
  act_as("Ana");
  EXPECT_TRUE(want(RemovePasskey{"Ana", "id"}));
  EXPECT_EQ(talks.roster().find_by_passkey("id"), nullptr);
}

}  // namespace
}  // namespace skillboard
