#include "skillboard/talks/roster.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace skillboard {
namespace {

class RosterTest : public testing::Test {
 protected:
  void apply(const NameEvent& event) {
    ++version;
    roster.apply(event, version, time());
  }

  void claim(const std::string& key, const std::string& device) {
    apply(NameClaimed{key, "like " + key, "The " + key, device, "Firefox"});
  }

  void join(const std::string& key, const std::string& device) {
    apply(DeviceJoined{key, device, "Chrome", Joining::code});
  }

  Instant time() const { return Instant(std::chrono::hours(version)); }

  std::vector<std::string> keys_of(const std::string& device) const {
    std::vector<std::string> keys;
    for (const HeldNamePointer& name : roster.held_by(device)) {
      keys.push_back(name->key);
    }
    return keys;
  }

  Roster roster;
  Version version = 0;
};

using Keys = std::vector<std::string>;

TEST_F(RosterTest, a_name_belongs_to_the_device_that_claimed_it) {
  claim("ana", "phone");

  const HeldNamePointer ana = roster.find("ana");
  ASSERT_TRUE(ana);
  EXPECT_EQ(*ana, (HeldName{.key = "ana",
                            .skeleton = "like ana",
                            .name = "The ana",
                            .claimed = time(),
                            .place = 1,
                            .version = 1,
                            .devices = {{"phone", "Firefox", time(), Joining::claimed}}}));
  EXPECT_EQ(roster.find_lookalike("like ana"), ana);
  EXPECT_TRUE(roster.holds("phone", "ana"));
  EXPECT_FALSE(roster.holds("laptop", "ana"));
  EXPECT_FALSE(roster.holds("", "ana"));
}

TEST_F(RosterTest, a_name_is_claimed_once) {
  claim("ana", "phone");
  claim("ana", "thief");

  EXPECT_FALSE(roster.holds("thief", "ana"));
  EXPECT_EQ(roster.find("ana")->version, 1U);
}

TEST_F(RosterTest, a_device_that_joined_holds_the_name_until_it_leaves) {
  claim("ana", "phone");
  join("ana", "laptop");
  EXPECT_TRUE(roster.holds("laptop", "ana"));
  EXPECT_EQ(roster.find("ana")->version, 2U);
  EXPECT_EQ(roster.find("ana")->place, 1U);

  apply(DeviceLeft{"ana", "laptop"});
  EXPECT_FALSE(roster.holds("laptop", "ana"));
  EXPECT_EQ(keys_of("laptop"), Keys());
  EXPECT_TRUE(roster.holds("phone", "ana"));
}

TEST_F(RosterTest, what_does_not_fit_changes_nothing) {
  claim("ana", "phone");
  const Roster before = roster;

  join("nobody", "laptop");
  join("ana", "phone");
  apply(DeviceLeft{"ana", "laptop"});
  apply(PasskeyRemoved{"ana", "none"});

  EXPECT_EQ(roster, before);
}

TEST_F(RosterTest, a_device_may_hold_several_names) {
  claim("ana", "phone");
  claim("bo", "laptop");
  claim("cy", "phone");
  join("bo", "phone");

  EXPECT_EQ(keys_of("phone"), (Keys{"ana", "bo", "cy"}));
  EXPECT_EQ(keys_of("laptop"), Keys{"bo"});
}

TEST_F(RosterTest, vouches_are_counted_by_member_and_end_with_joining) {
  claim("ana", "phone");
  for (const char* member : {"bo", "cy", "bo"}) {
    apply(NameVouched{"ana", "new phone", member, member, "from"});
  }
  EXPECT_EQ(roster.find("ana")->vouches.size(), 2U);

  apply(NameVouched{"ana", "other", "bo", "bo", "from"});
  join("ana", "new phone");
  ASSERT_EQ(roster.find("ana")->vouches.size(), 1U);
  EXPECT_EQ(roster.find("ana")->vouches.front().device, "other");
}

TEST_F(RosterTest, old_vouches_are_forgotten) {
  claim("ana", "phone");
  apply(NameVouched{"ana", "new phone", "bo", "Bo", "from"});
  version += 24 * 7 + 1;
  apply(NameVouched{"ana", "other", "cy", "Cy", "from"});

  ASSERT_EQ(roster.find("ana")->vouches.size(), 1U);
  EXPECT_EQ(roster.find("ana")->vouches.front().member, "cy");
}

TEST_F(RosterTest, a_passkey_leads_to_its_name) {
  claim("ana", "phone");
  apply(PasskeyAdded{"ana", "id", "key", "Chrome"});
  EXPECT_EQ(roster.find_by_passkey("id")->key, "ana");

  apply(PasskeyRemoved{"ana", "id"});
  EXPECT_FALSE(roster.find_by_passkey("id"));
}

TEST_F(RosterTest, a_handle_finds_a_device_and_gives_little_of_it_away) {
  const std::string hash(52, 'h');
  claim("ana", hash);

  EXPECT_EQ(handle_of(hash), std::string(12, 'h'));
  EXPECT_EQ(find_device_by_handle(*roster.find("ana"), handle_of(hash))->hash, hash);
  EXPECT_EQ(find_device_by_handle(*roster.find("ana"), "nobody"), nullptr);
}

// Whatever happens, its indices say what its names say, and a snapshot brings it back.
TEST_F(RosterTest, agrees_with_itself_after_any_history) {
  std::mt19937 random(1);
  const auto pick = [&](const char* what) { return what + std::to_string(random() % 6); };
  for (int round = 0; round < 3'000; ++round) {
    const std::string key = pick("name");
    const std::string device = pick("device");
    switch (random() % 6) {
      case 0:
        claim(key, device);
        break;
      case 1:
        join(key, device);
        break;
      case 2:
        apply(DeviceLeft{key, device});
        break;
      case 3:
        apply(NameVouched{key, device, pick("name"), "x", "from"});
        break;
      case 4:
        apply(PasskeyAdded{key, key + pick(" passkey"), "x", "x"});
        break;
      default:
        apply(PasskeyRemoved{key, key + pick(" passkey")});
    }
    const Roster again(roster.names());
    ASSERT_EQ(again, roster);
    for (int i = 0; i < 6; ++i) {
      const std::string each = "device" + std::to_string(i);
      Keys expected;
      for (const HeldNamePointer& name : roster.names()) {
        ASSERT_EQ(roster.find(name->key), name);
        if (find_device(*name, each) != nullptr) {
          expected.push_back(name->key);
        }
      }
      ASSERT_EQ(keys_of(each), expected);
    }
  }
}

}  // namespace
}  // namespace skillboard
