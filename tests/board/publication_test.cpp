#include "skillboard/board/publication.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "skillboard/board/talk_json.hpp"

#include "support/changes.hpp"

namespace skillboard {
namespace {

using Json = nlohmann::json;

class PublicationTest : public testing::Test {
 protected:
  void make(ChangeEvent event) {
    talks.apply(
        make_change(talks.version() + 1, Instant(std::chrono::milliseconds(5)), std::move(event)));
  }

  void propose(const std::string& id, const std::string& title) {
    make(TalkProposed{id, title, "Ana", "about"});
  }

  static std::vector<std::string> titles(const Publication& publication) {
    std::vector<std::string> titles;
    for (const Json& talk : Json::parse(*publication.list())) {
      titles.push_back(talk.at("title"));
    }
    return titles;
  }

  TalkStore talks;
};

TEST_F(PublicationTest, lists_talks_in_the_order_of_proposal) {
  propose("a", "zebra");
  propose("b", "2025");
  propose("c", "__proto__");

  const Publication publication("epoch", talks);

  EXPECT_EQ(titles(publication), (std::vector<std::string>{"zebra", "2025", "__proto__"}));
  EXPECT_EQ(publication.tag(), "\"epoch-3\"");
}

TEST_F(PublicationTest, keeps_what_was_not_touched) {
  propose("a", "First");
  propose("b", "Second");
  const Publication before("epoch", talks);

  make(CommentWritten{"b", "c1", "Bo", "Me too"});
  const Publication after(before, talks, {"b"});

  EXPECT_EQ(before.find("First"), after.find("First"));
  EXPECT_NE(before.find("Second"), after.find("Second"));
  EXPECT_EQ(before.find("Second")->talk->comments.size(), 0U);
  EXPECT_EQ(titles(after), (std::vector<std::string>{"First", "Second"}));
}

TEST_F(PublicationTest, is_the_same_whether_made_anew_or_from_the_one_before) {
  propose("a", "First");
  propose("b", "Second");
  const Publication before("epoch", talks);

  make(TalkRemoved{"a"});
  propose("c", "Third");
  make(TalkEdited{"b", "Cy", "other"});
  const Publication after(before, talks, {"a", "b", "c"});

  EXPECT_EQ(*after.list(), *Publication("epoch", talks).list());
  EXPECT_EQ(after.find("First"), nullptr);
  EXPECT_EQ(after.find("Third")->talk->id, "c");
}

TEST_F(PublicationTest, hands_the_same_list_to_everybody) {
  propose("a", "First");
  const Publication publication("epoch", talks);

  EXPECT_EQ(publication.list(), publication.list());
}

TEST(TalkJson, has_the_members_that_the_interface_promises) {
  Talk talk{"id", "Título", "Ana", "a \"b\"\n", {}, 1, 7, {}};
  talk.proposed = Instant(std::chrono::milliseconds(1'700'000'000'123));
  talk.comments.push_back(std::make_shared<const Comment>(
      Comment{"c", "Bo", "😀", Instant(std::chrono::milliseconds(-1))}));

  EXPECT_EQ(to_json(talk),
            R"({"id":"id","title":"Título","presenter":"Ana","summary":"a \"b\"\n",)"
            R"("proposed":"2023-11-14T22:13:20.123Z","version":7,"comments":[)"
            R"({"id":"c","author":"Bo","message":"😀","written":"1969-12-31T23:59:59.999Z"}]})");
}

}  // namespace
}  // namespace skillboard
