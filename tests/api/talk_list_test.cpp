// GET /talks, at once and by long poll.

#include "skillboard/api/talk_list.hpp"

#include "api/site_fixture.hpp"

namespace skillboard {
namespace {

using boost::beast::http::verb;
using namespace std::chrono_literals;

class TalkListTest : public SiteFixture {
 protected:
  std::string tag() const { return board.publication()->tag(); }

  std::optional<Park> poll(const Fields& fields) {
    Outcome outcome = handle(verb::get, "/talks", fields);
    auto* park = std::get_if<Park>(&outcome);
    return park == nullptr ? std::nullopt : std::optional(std::move(*park));
  }
};

TEST_F(TalkListTest, names_its_version_and_is_kept_by_no_cache) {
  propose("T");

  const auto list = get("/talks");

  EXPECT_EQ(list->status(), 200U);
  EXPECT_EQ(field(list, "ETag"), "\"epoch-1\"");
  EXPECT_EQ(field(list, "Cache-Control"), "no-store");
  EXPECT_EQ(field(list, "Preference-Applied"), std::nullopt);
}

TEST_F(TalkListTest, is_prepared_once_for_all_who_ask) {
  propose("T");
  const auto first = get("/talks");
  EXPECT_EQ(first, get("/talks"));

  propose("U");

  EXPECT_NE(first, get("/talks"));
}

TEST_F(TalkListTest, is_not_sent_again_to_who_has_it) {
  propose("T");

  for (const std::string& known : {tag(), "W/" + tag(), "\"x\", " + tag(), std::string("*"),
                                   std::string("\"epoch-1-gzip\"")}) {
    const auto answer = get("/talks", {{"If-None-Match", known}});
    EXPECT_EQ(answer->status(), 304U) << known;
    EXPECT_EQ(field(answer, "ETag"), tag());
  }
}

TEST_F(TalkListTest, is_sent_at_once_to_who_has_another) {
  propose("T");

  for (const char* known : {"\"epoch-0\"", "\"epoch-2\"", "\"other-1\"", "\"0\"", "1", ""}) {
    const Fields fields{{"If-None-Match", known}, {"Prefer", "wait=30"}};
    EXPECT_EQ(get("/talks", fields)->status(), 200U) << known;
  }
}

TEST_F(TalkListTest, parks_who_has_it_and_would_wait) {
  const auto park = poll({{"If-None-Match", tag()}, {"Prefer", "respond-async, Wait=\"30\""}});

  ASSERT_TRUE(park);
  EXPECT_EQ(park->wait, 30s);
}

TEST_F(TalkListTest, does_not_wait_longer_than_it_may_nor_for_nonsense) {
  EXPECT_EQ(poll({{"If-None-Match", tag()}, {"Prefer", "wait=2147484"}})->wait, 45s);
  for (const char* preference : {"wait=0", "wait=-1", "wait=soon", "wait", "hurry"}) {
    EXPECT_FALSE(poll({{"If-None-Match", tag()}, {"Prefer", preference}})) << preference;
  }
}

TEST_F(TalkListTest, tells_a_parked_poll_of_the_change_or_that_there_was_none) {
  const auto park = poll({{"If-None-Match", tag()}, {"Prefer", "wait=90"}});

  const auto unchanged = site.answer_parked(park->ticket, WakeReason::timed_out);
  EXPECT_EQ(unchanged->status(), 304U);
  EXPECT_EQ(field(unchanged, "Preference-Applied"), "wait=45");
  propose("T");
  const auto changed = site.answer_parked(park->ticket, WakeReason::changed);

  EXPECT_EQ(changed->status(), 200U);
  EXPECT_EQ(field(changed, "ETag"), "\"epoch-1\"");
  EXPECT_EQ(field(changed, "Preference-Applied"), "wait=45");
}

TEST_F(TalkListTest, tells_of_the_change_even_when_the_poll_ends_for_another_reason) {
  const auto park = poll({{"If-None-Match", tag()}, {"Prefer", "wait=9"}});
  propose("T");

  EXPECT_EQ(site.answer_parked(park->ticket, WakeReason::timed_out)->status(), 200U);
  EXPECT_EQ(site.answer_parked(park->ticket, WakeReason::stopping)->status(), 200U);
}

}  // namespace
}  // namespace skillboard
