// Random histories: the store agrees after every change with a model too simple to be wrong, and
// with itself after a replay from any snapshot.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "skillboard/talks/talk_store.hpp"

namespace skillboard {
namespace {

// A board as a plain list of talks that is searched from the front.
class Model {
 public:
  void apply(const Change& change) {
    version = change.version;
    std::visit([&](const auto& event) { make(change, event); }, change.event);
  }

  Version version = 0;
  std::vector<Talk> talks;

 private:
  void make(const Change& change, const TalkProposed& event) {
    const bool taken = std::ranges::any_of(talks, [&](const Talk& talk) {
      return talk.id == event.talk || talk.title == event.title;
    });
    if (!taken) {
      talks.push_back({event.talk,
                       event.title,
                       event.presenter,
                       event.summary,
                       change.time,
                       change.version,
                       change.version,
                       {}});
    }
  }

  void make(const Change& change, const TalkEdited& event) {
    for (Talk& talk : talks) {
      if (talk.id == event.talk) {
        talk.presenter = event.presenter;
        talk.summary = event.summary;
        talk.version = change.version;
      }
    }
  }

  void make(const Change&, const TalkRemoved& event) {
    std::erase_if(talks, [&](const Talk& talk) { return talk.id == event.talk; });
  }

  void make(const Change& change, const CommentWritten& event) {
    for (Talk& talk : talks) {
      if (talk.id == event.talk) {
        talk.comments.push_back(std::make_shared<const Comment>(
            Comment{event.comment, event.author, event.message, change.time}));
        talk.version = change.version;
      }
    }
  }

  void make(const Change& change, const CommentEdited& event) {
    for (Talk& talk : talks) {
      for (auto& comment : talk.comments) {
        if (talk.id == event.talk && comment->id == event.comment) {
          comment = std::make_shared<const Comment>(
              Comment{comment->id, comment->author, event.message, comment->written});
          talk.version = change.version;
        }
      }
    }
  }

  void make(const Change& change, const CommentRemoved& event) {
    for (Talk& talk : talks) {
      const auto removed = std::erase_if(
          talk.comments, [&](const auto& comment) { return comment->id == event.comment; });
      if (talk.id == event.talk && removed > 0) {
        talk.version = change.version;
      }
    }
  }
};

// Draws changes that mostly hit something and sometimes miss.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  Change draw(Version version) {
    return {version, Instant(std::chrono::milliseconds(roll(1'000'000))), draw_event(version)};
  }

  unsigned roll(unsigned sides) {
    return std::uniform_int_distribution<unsigned>(0, sides - 1)(random_);
  }

 private:
  ChangeEvent draw_event(Version version) {
    const std::string talk = "t" + std::to_string(roll(8));
    const CommentEdited target = draw_comment();
    const std::string text = "text " + std::to_string(version);
    switch (roll(7)) {
      case 0:
        return TalkProposed{talk, "title " + std::to_string(roll(8)), "Ann", text};
      case 1:
        return TalkEdited{talk, "Eve", text};
      case 2:
        return TalkRemoved{talk};
      case 3:
        return CommentEdited{target.talk, target.comment, text};
      case 4:
        return CommentRemoved{target.talk, target.comment};
      default:
        written_.push_back({talk, "c" + std::to_string(version), text});
        return CommentWritten{talk, written_.back().comment, "Bob", text};
    }
  }

  // One of the last that were written, which may be gone by now.
  CommentEdited draw_comment() {
    if (written_.empty()) {
      return {"t0", "c0", ""};
    }
    const auto recent = std::min<unsigned>(static_cast<unsigned>(written_.size()), 12);
    return written_[written_.size() - 1 - roll(recent)];
  }

  std::mt19937 random_;
  std::vector<CommentEdited> written_;
};

bool agree(const TalkStore& store, const Model& model) {
  const auto same = [](const TalkPointer& left, const Talk& right) { return *left == right; };
  return store.version() == model.version && store.size() == model.talks.size() &&
         std::ranges::equal(store.talks(), model.talks, same) &&
         std::ranges::all_of(model.talks, [&](const Talk& talk) {
           return store.find_by_title(talk.title) == store.find_by_id(talk.id) &&
                  *store.find_by_id(talk.id) == talk;
         });
}

class TalkStoreModelTest : public testing::TestWithParam<unsigned> {};

TEST_P(TalkStoreModelTest, TheStoreAgreesWithTheModelAndWithItsReplay) {
  Dice dice(GetParam());
  TalkStore store;
  TalkStore follower;
  Model model;

  for (Version version = 1; version <= 2'000; ++version) {
    const Change change = dice.draw(version);
    store.apply(change);
    model.apply(change);
    ASSERT_TRUE(agree(store, model)) << "after change " << version;

    // The follower starts over from a snapshot now and then, as a server does.
    follower.apply(change);
    if (dice.roll(100) == 0) {
      follower = TalkStore(follower.version(), follower.talks());
    }
    ASSERT_EQ(follower, store);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TalkStoreModelTest, testing::Range(1U, 9U));

}  // namespace
}  // namespace skillboard
