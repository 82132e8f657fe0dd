// Who may act under which name, and whose what they write is.

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class PermissionTest : public MemberFixture {
 protected:
  static Refusal refusal(const Decision& decision) {
    return decision ? Refusal::invalid_text : decision.error().refusal;
  }

  Decision comment(const std::string& author) {
    return decide(WriteComment{"Unicycling", author, "text " + std::to_string(++texts)});
  }

  // From a device of somebody, under a name that they choose.
  Decision comment(const std::string& whose_device, const std::string& author) {
    act_as(author);
    device = whose_device.empty() ? "" : "device of " + whose_device;
    return comment(author);
  }

  const Comment& last_comment() const { return *talks.find("Unicycling")->comments.back(); }

  int texts = 0;
};

TEST_F(PermissionTest, the_first_write_under_a_name_claims_it_for_the_device) {
  act_as("Ana");
  propose("Unicycling");

  EXPECT_TRUE(talks.roster().holds("device of Ana", "ana"));
  EXPECT_EQ(history.back().names.size(), 1U);
  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "ana");
  EXPECT_TRUE(comment("Ana", "Ana"));
  EXPECT_TRUE(history.back().names.empty()) << "it is claimed once";
}

TEST_F(PermissionTest, from_then_on_only_its_devices_act_under_it) {
  act_as("Ana");
  propose("Unicycling");

  for (const char* thief : {"Eve", ""}) {
    EXPECT_EQ(refusal(comment(thief, "Ana")), Refusal::name_taken) << thief;
    EXPECT_EQ(refusal(comment(thief, " aNA  ")), Refusal::name_taken) << thief;
    EXPECT_EQ(refusal(comment(thief, "ＡＮＡ")), Refusal::name_taken) << thief;
  }
  act_as("Eve");
  EXPECT_EQ(refusal(comment("Ana")), Refusal::name_taken) << "whoever it says that it is";
  EXPECT_EQ(refusal(decide(ProposeOrEditTalk{"Other", "Ana", ""})), Refusal::name_taken);
  name = "Ana";
  EXPECT_EQ(refusal(decide(RemoveTalk{"Unicycling"})), Refusal::name_taken);
}

TEST_F(PermissionTest, a_refused_name_names_the_field_that_has_it) {
  act_as("Ana");
  propose("Unicycling");
  act_as("Eve");

  EXPECT_EQ(comment("Ana").error().text.field, "author");
  EXPECT_EQ(decide(ProposeOrEditTalk{"Other", "Ana", ""}).error().text.field, "presenter");
}

TEST_F(PermissionTest, without_a_device_nothing_is_claimed_and_belongs_to_nobody) {
  name = "Ana";
  propose("Unicycling");
  comment("Ana");

  EXPECT_EQ(talks.roster().size(), 0U);
  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "");
  EXPECT_EQ(last_comment().ownership.owner, "");
  act_as("Eve");
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Ana", "edited"}));
  EXPECT_TRUE(decide(EditComment{"Unicycling", last_comment().id, "edited"}));
  EXPECT_TRUE(decide(RenameTalk{"Unicycling", "One wheel"}));
}

TEST_F(PermissionTest, what_was_nobodys_stays_so_when_its_name_is_claimed) {
  name = "Ana";
  propose("Unicycling");
  act_as("Ana");
  comment("Ana");

  act_as("Eve");
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Ana", "by Eve"}));
  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "");
}

TEST_F(PermissionTest, open_names_belong_to_nobody) {
  act_as("Anon");
  propose("Unicycling");
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Anon", "edited"}));
  EXPECT_TRUE(comment("Eve", "ANON"));
  EXPECT_TRUE(comment("Bo", "Anônimo"));

  EXPECT_EQ(talks.roster().size(), 0U);
  EXPECT_EQ(last_comment().ownership.owner, "");
}

TEST_F(PermissionTest, lookalikes_are_refused_to_others_only) {
  act_as("Bill");
  propose("Unicycling");

  EXPECT_EQ(refusal(comment("Eve", "Bi11")), Refusal::name_looks_alike);
  EXPECT_EQ(refusal(comment("Eve", "BiII")), Refusal::name_looks_alike);
  EXPECT_EQ(refusal(comment("Eve", "Вill")), Refusal::name_mixes_scripts) << "a Cyrillic В";
  EXPECT_TRUE(comment("Bill", "Bi11"));
}

TEST_F(PermissionTest, only_its_owner_edits_what_belongs_to_somebody) {
  with_devices = true;
  propose("Unicycling");
  const std::string id = write("Unicycling", "Bo's words");

  for (const char* other : {"Eve", ""}) {
    act_as(other);
    EXPECT_EQ(refusal(decide(ProposeOrEditTalk{"Unicycling", "Ana", "x"})), Refusal::not_yours);
    EXPECT_EQ(refusal(decide(RenameTalk{"Unicycling", "x"})), Refusal::not_yours);
    EXPECT_EQ(refusal(decide(EditComment{"Unicycling", id, "x"})), Refusal::not_yours);
  }
  act_as("Ana");
  EXPECT_EQ(refusal(decide(EditComment{"Unicycling", id, "x"})), Refusal::not_yours)
      << "not even who proposed the talk";
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Ana", "x"}));
  EXPECT_TRUE(decide(RenameTalk{"Unicycling", "One wheel"}));
  act_as("Bo");
  EXPECT_TRUE(decide(EditComment{"One wheel", id, "x"}));
}

TEST_F(PermissionTest, a_talk_can_be_handed_over_by_giving_it_to_nobody) {
  with_devices = true;
  propose("Unicycling");
  EXPECT_EQ(refusal(decide(ProposeOrEditTalk{"Unicycling", "Bo", ""})), Refusal::invalid_text)
      << "nobody has that name yet, so it is nobody's then";
  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "");

  act_as("Bo");
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Bo", "mine"}));
  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "") << "the presenter was not changed";
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Anon", "mine"}));
  EXPECT_TRUE(decide(ProposeOrEditTalk{"Unicycling", "Bo", "mine"}));
  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "bo");
}

TEST_F(PermissionTest, undoing_gives_back_what_it_takes_from_whom_it_took_it) {
  with_devices = true;
  propose("Unicycling");
  decide(ProposeOrEditTalk{"Unicycling", "Anon", "given away"});

  act_as("Eve");
  ASSERT_TRUE(undo(2));

  EXPECT_EQ(talks.find("Unicycling")->ownership.owner, "ana");
  EXPECT_EQ(refusal(decide(RenameTalk{"Unicycling", "x"})), Refusal::not_yours);
}

TEST_F(PermissionTest, names_are_limited) {
  policy.names_per_device = 2;
  act_as("Ana");
  propose("Unicycling");
  EXPECT_TRUE(comment("Ana", "Ana II"));
  EXPECT_EQ(refusal(comment("Ana", "Ana III")), Refusal::too_many_names);
  policy.names = 2;
  EXPECT_EQ(refusal(comment("Bo", "Bo")), Refusal::too_many_names);
  EXPECT_TRUE(comment("Ana", "Ana II"));
}

TEST_F(PermissionTest, a_proxy_that_signs_people_in_is_believed_and_nothing_is_claimed) {
  policy.from_proxy = true;
  const auto decide_as = [&](const std::string& who, Intention intention) {
    const MakeId make_id = [this] { return "id" + std::to_string(++ids); };
    const Actor actor{.name = who, .device = "device", .signed_in = !who.empty()};
    Decided decided = skillboard::decide(talks, {.intention = std::move(intention), .actor = actor},
                                         {limits, policy, now, make_id});
    if (decided.change) {
      make(*decided.change);
    }
    return decided.decision;
  };

  EXPECT_EQ(refusal(decide_as("", RemoveTalk{"Unicycling"})), Refusal::sign_in);
  EXPECT_TRUE(decide_as("ana", ProposeOrEditTalk{"Unicycling", "ana", ""}));
  EXPECT_EQ(refusal(decide_as("bo", ProposeOrEditTalk{"Unicycling", "ana", "x"})),
            Refusal::not_yours);
  EXPECT_EQ(refusal(decide_as("bo", WriteComment{"Unicycling", "ana", "x"})), Refusal::name_taken);
  EXPECT_TRUE(decide_as("ana", ProposeOrEditTalk{"Unicycling", "ana", "x"}));
  EXPECT_EQ(talks.roster().size(), 0U);
}

}  // namespace
}  // namespace skillboard
