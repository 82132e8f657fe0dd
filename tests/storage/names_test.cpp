// What the journal keeps of names and devices beside the changes that are about them.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "skillboard/names/device_token.hpp"

#include "storage/journal_fixture.hpp"

namespace skillboard {
namespace {

using boost::system::error_code;

class NamesTest : public JournalFixture {};

TEST_F(NamesTest, names_come_back_from_a_snapshot_and_what_followed_it) {
  options.changes_between_snapshots = 100;
  start();
  for (int batch = 0; batch < 5; ++batch) {
    ASSERT_EQ(append_history(47), error_code());
  }
  read({});  // after which the snapshot has been taken
  ASSERT_EQ(query("SELECT count(*) FROM names"), std::to_string(talks.roster().size()));

  const TalkStore before = talks;
  restart();

  EXPECT_EQ(talks, before);
  EXPECT_EQ(talks, board_at(235));
}

TEST_F(NamesTest, a_snapshot_that_lost_a_name_is_refused) {
  options.changes_between_snapshots = 10;
  start();
  ASSERT_EQ(append_history(40), error_code());
  read({});  // after which the snapshot has been taken
  stop();
  ASSERT_NE(query("SELECT count(*) FROM names"), "0");
  query("DELETE FROM names WHERE place = (SELECT min(place) FROM names)");

  EXPECT_EQ(refused_with(), JournalError::damaged);
}

TEST_F(NamesTest, the_key_for_devices_is_made_with_the_journal_and_stays) {
  start();
  const std::string key = device_key;
  EXPECT_TRUE(is_device_key(key));
  options.changes_between_snapshots = 10;
  restart();
  ASSERT_EQ(append_history(20), error_code());
  restart();

  EXPECT_EQ(device_key, key);
}

TEST_F(NamesTest, only_the_last_sighting_of_a_device_is_kept) {
  start();
  const Sighting first{"phone", now};
  const Sighting second{"phone", now + std::chrono::hours(1)};
  const Sighting other{"laptop", now};
  ASSERT_EQ(append({{.sighting = first}, {.sighting = other}}), error_code());
  ASSERT_EQ(append({{.sighting = second}}), error_code());

  restart();

  EXPECT_EQ(sightings, (std::vector<Sighting>{other, second}));
}

TEST_F(NamesTest, a_device_that_was_not_seen_for_long_is_forgotten) {
  start();
  ASSERT_EQ(append({{.sighting = Sighting{"phone", now}}}), error_code());
  now += std::chrono::days(401);
  ASSERT_EQ(append({{.sighting = Sighting{"laptop", now}}}), error_code());
  restart();
  ASSERT_EQ(append({receipt("makes pruning due", now)}), error_code());
  restart();

  EXPECT_EQ(sightings, (std::vector<Sighting>{{"laptop", now}}));
}

}  // namespace
}  // namespace skillboard
