#include "skillboard/board/recent_changes.hpp"

#include <nlohmann/json.hpp>

#include "board/member_fixture.hpp"

namespace skillboard {
namespace {

class RecentChangesTest : public MemberFixture {
 protected:
  void write_comments(int count) {
    for (int i = 0; i < count; ++i) {
      write("Unicycling", "Hello " + std::to_string(i));
      recent.add(history.back(), talks);
    }
  }

  // How many changes it tells; nothing when it has not got them all.
  std::optional<std::size_t> count_since(Version version) const { return count_since(version, ""); }

  std::optional<std::size_t> count_since(Version version, std::string_view talk) const {
    std::size_t count = 0;
    const bool told = recent.tell_since(version, talk, [&](const RecentChanges::Told& change) {
      EXPECT_EQ(nlohmann::json::parse(change.json)["version"], change.version);
      ++count;
    });
    return told ? std::optional(count) : std::nullopt;
  }

  RecentChanges recent{{.changes = 10, .bytes = 100'000}};
};

TEST_F(RecentChangesTest, tells_what_came_after_a_version) {
  propose("Unicycling");
  recent.add(history.back(), talks);
  write_comments(3);

  EXPECT_EQ(count_since(0), 4U);
  EXPECT_EQ(count_since(2), 2U);
  EXPECT_EQ(count_since(4), 0U);
  EXPECT_EQ(count_since(5), std::nullopt);
}

TEST_F(RecentChangesTest, tells_of_one_talk_alone) {
  for (const char* title : {"Unicycling", "Knots"}) {
    propose(title);
    recent.add(history.back(), talks);
  }
  write_comments(3);
  const std::string knots = talks.find("Knots")->id;

  EXPECT_EQ(count_since(0, knots), 1U);
  EXPECT_EQ(count_since(0, talks.find("Unicycling")->id), 4U);
  EXPECT_EQ(count_since(2, knots), 0U);
  EXPECT_EQ(count_since(6, knots), std::nullopt);
}

TEST_F(RecentChangesTest, forgets_the_oldest_beyond_its_limits) {
  propose("Unicycling");
  write_comments(15);
  EXPECT_EQ(count_since(6), 10U);
  EXPECT_EQ(count_since(5), std::nullopt);

  limits.message_characters = 100'000;
  write("Unicycling", std::string(60'000, 'x'));
  recent.add(history.back(), talks);
  write("Unicycling", std::string(60'000, 'y'));
  recent.add(history.back(), talks);
  EXPECT_EQ(count_since(talks.version() - 1), 1U);
  EXPECT_EQ(count_since(talks.version() - 2), std::nullopt);
}

TEST_F(RecentChangesTest, forgets_all_when_something_is_purged) {
  propose("Unicycling");
  act_as("Bo");
  write_comments(1);
  decide(RemoveComment{"Unicycling", "id2"});
  recent.add(history.back(), talks);
  purge(3);
  recent.add(history.back(), talks);

  EXPECT_EQ(count_since(2), std::nullopt);
  EXPECT_EQ(count_since(3), 1U);
}

TEST_F(RecentChangesTest, has_nothing_from_before_a_gap) {
  propose("Unicycling");
  write_comments(2);
  write("Unicycling", "unheard");
  write_comments(1);

  EXPECT_EQ(count_since(4), 1U);
  EXPECT_EQ(count_since(3), std::nullopt);
}

}  // namespace
}  // namespace skillboard
