// Thousands of random operations against the board, and against a model that is simple enough to be
// right, agree at every step, and again after a replay of the journal.

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <random>

#include "board/board_fixture.hpp"

namespace skillboard {
namespace {

using Json = nlohmann::json;

struct ModelComment {
  std::string id;
  std::string author;
  std::string message;
};

struct ModelTalk {
  std::string title;
  std::string presenter;
  std::string summary;
  std::vector<ModelComment> comments;
};

// The board as a plain list. Each function says what the board ought to answer.
class Model {
 public:
  Effect save(const std::string& title, const std::string& presenter, const std::string& summary) {
    if (ModelTalk* talk = find(title)) {
      const bool same = talk->presenter == presenter && talk->summary == summary;
      talk->presenter = presenter;
      talk->summary = summary;
      return same ? Effect::nothing : Effect::talk_edited;
    }
    talks.push_back({title, presenter, summary, {}});
    return Effect::talk_proposed;
  }

  Effect remove(const std::string& title) {
    return std::erase_if(talks, [&](const ModelTalk& talk) { return talk.title == title; }) > 0
               ? Effect::talk_removed
               : Effect::nothing;
  }

  ModelTalk* find(const std::string& title) {
    const auto found = std::ranges::find(talks, title, &ModelTalk::title);
    return found == talks.end() ? nullptr : &*found;
  }

  Json json() const {
    Json list = Json::array();
    for (const ModelTalk& talk : talks) {
      Json comments = Json::array();
      for (const ModelComment& comment : talk.comments) {
        comments.push_back(
            {{"id", comment.id}, {"author", comment.author}, {"message", comment.message}});
      }
      list.push_back({{"title", talk.title},
                      {"presenter", talk.presenter},
                      {"summary", talk.summary},
                      {"comments", comments}});
    }
    return list;
  }

  std::vector<ModelTalk> talks;
};

class ModelTest : public BoardFixture, public testing::WithParamInterface<unsigned> {
 protected:
  int random(int most) { return std::uniform_int_distribution<int>(0, most)(engine); }

  std::string any_title() {
    constexpr std::array titles{"Unicycling", "2025", "__proto__", "a/b", "ü", "😀", "constructor"};
    return titles[static_cast<std::size_t>(random(titles.size() - 1))];
  }

  std::string any_text() { return "text " + std::to_string(random(3)); }

  void step() {
    const std::string title = any_title();
    switch (random(9)) {
      case 0:
      case 1:
      case 2:
        return save(title);
      case 3:
        EXPECT_EQ(decide(RemoveTalk{title})->effect, model.remove(title));
        return;
      case 4:
        return start();  // replays all there is
      default:
        return converse(title);
    }
  }

  void save(const std::string& title) {
    const std::string presenter = any_text();
    const std::string summary = any_text();
    const Decision decision = decide(ProposeOrEditTalk{title, presenter, summary});
    EXPECT_EQ(decision->effect, model.save(title, presenter, summary));
  }

  void converse(const std::string& title) {
    ModelTalk* talk = model.find(title);
    const std::string text = any_text();
    if (talk == nullptr) {
      EXPECT_EQ(refusal(decide(WriteComment{title, "Bo", text})), Refusal::no_such_talk);
    } else if (talk->comments.empty() || random(2) > 0) {
      const Decision decision = decide(WriteComment{title, "Bo", text});
      talk->comments.push_back({decision->comment->id, "Bo", text});
    } else {
      change_comment(*talk,
                     static_cast<std::size_t>(random(static_cast<int>(talk->comments.size()) - 1)));
    }
  }

  void change_comment(ModelTalk& talk, std::size_t index) {
    ModelComment& comment = talk.comments[index];
    if (random(1) == 0) {
      EXPECT_EQ(decide(RemoveComment{talk.title, comment.id})->effect, Effect::comment_removed);
      talk.comments.erase(talk.comments.begin() + static_cast<std::ptrdiff_t>(index));
      return;
    }
    const std::string text = any_text();
    const Effect expected = text == comment.message ? Effect::nothing : Effect::comment_edited;
    EXPECT_EQ(decide(EditComment{talk.title, comment.id, text})->effect, expected);
    comment.message = text;
  }

  // What the board tells, without what the model does not know: ids of talks, versions, times.
  Json told() const {
    Json list = Json::parse(list_text());
    for (Json& talk : list) {
      talk.erase("id");
      talk.erase("version");
      talk.erase("proposed");
      for (Json& comment : talk.at("comments")) {
        comment.erase("written");
      }
    }
    return list;
  }

  std::string list_text() const { return *board->publication()->list(); }

  std::mt19937 engine;
  Model model;
};

TEST_P(ModelTest, agrees_with_the_board_after_thousands_of_random_operations) {
  engine.seed(GetParam());
  start();

  for (int i = 0; i < 1'500; ++i) {
    step();
    ASSERT_EQ(told(), model.json()) << "at step " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ModelTest, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace skillboard
