// Random histories: the store agrees after every change with a model too simple to be wrong, and
// with itself after a replay from any snapshot.

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "skillboard/talks/talk_store.hpp"

#include "support/changes.hpp"

namespace skillboard {
namespace {

// A board as a plain list of talks that is searched from the front, those that are removed and
// their removed comments among them. It knows nothing of marks and former titles.
class Model {
 public:
  void apply(const Change& change) {
    version = change.version;
    std::visit([&](const auto& event) { make(change, event); }, change.steps.front().event);
  }

  Version version = 0;
  std::vector<Talk> talks;

 private:
  using CommentPointer = std::shared_ptr<const Comment>;

  void make(const Change& change, const TalkProposed& event) {
    const auto same = [&](const Talk& talk) { return talk.id == event.talk; };
    if (std::ranges::none_of(talks, same) && is_free(event.title, event.talk)) {
      talks.push_back({event.talk, event.title, event.presenter, event.summary, change.time,
                       change.version, change.version});
    }
  }

  void make(const Change& change, const TalkEdited& event) {
    edit(change, event.talk, [&](Talk& talk) {
      talk.presenter = event.presenter;
      talk.summary = event.summary;
      return true;
    });
  }

  void make(const Change& change, const TalkRenamed& event) {
    edit(change, event.talk, [&](Talk& talk) {
      const bool fits = talk.removed || is_free(event.title, talk.id);
      talk.title = fits ? event.title : talk.title;
      return fits;
    });
  }

  void make(const Change& change, const TalkRemoved& event) {
    edit(change, event.talk, [&](Talk& talk) {
      const bool stood = !talk.removed;
      talk.removed = talk.removed.value_or(change.time);
      return stood;
    });
  }

  void make(const Change& change, const TalkRestored& event) {
    edit(change, event.talk, [&](Talk& talk) {
      if (!talk.removed || !is_free(talk.title, talk.id)) {
        return false;
      }
      talk.removed.reset();
      return true;
    });
  }

  void make(const Change& change, const CommentWritten& event) {
    edit(change, event.talk, [&](Talk& talk) {
      talk.comments.push_back(std::make_shared<const Comment>(
          Comment{event.comment, event.author, event.message, change.time}));
      return true;
    });
  }

  void make(const Change& change, const CommentEdited& event) {
    edit_comment(change, event, [&](Comment& comment) { comment.message = event.message; });
  }

  void make(const Change& change, const CommentRemoved& event) {
    edit_comment(change, event, [&](Comment& comment) { comment.removed = change.time; });
  }

  void make(const Change& change, const CommentRestored& event) {
    edit_comment(change, event, [&](Comment& comment) { comment.removed.reset(); });
  }

  void make(const Change& change, const RemovalAsked& event) {
    if (event.comment.empty()) {
      edit(change, event.talk, [](Talk&) { return true; });
    } else {
      edit_comment(change, event, [](Comment&) {});
    }
  }

  void make(const Change& change, const Purged& event) {
    if (event.comment.empty()) {
      std::erase_if(talks, [&](const Talk& talk) { return talk.id == event.talk && talk.removed; });
      return;
    }
    edit(change, event.talk, [&](Talk& talk) {
      std::erase_if(talk.comments, [&](const CommentPointer& comment) {
        return comment->id == event.comment && comment->removed;
      });
      return true;
    });
  }

  bool is_free(const std::string& title, const std::string& id) const {
    return std::ranges::none_of(talks, [&](const Talk& talk) {
      return talk.title == title && talk.id != id && !talk.removed;
    });
  }

  template <typename Edit>
  void edit(const Change& change, const std::string& id, Edit edit) {
    for (Talk& talk : talks) {
      if (talk.id == id && edit(talk)) {
        talk.version = change.version;
      }
    }
  }

  template <typename Event, typename Edit>
  void edit_comment(const Change& change, const Event& event, Edit edit_one) {
    edit(change, event.talk, [&](Talk& talk) {
      bool found = false;
      for (CommentPointer& comment : talk.comments) {
        if (comment->id == event.comment) {
          Comment edited = *comment;
          edit_one(edited);
          comment = std::make_shared<const Comment>(std::move(edited));
          found = true;
        }
      }
      return found;
    });
  }
};

// Draws changes that mostly hit something and sometimes miss.
class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}

  Change draw(Version version) {
    return make_change(version, Instant(std::chrono::milliseconds(roll(1'000'000))),
                       draw_event(version));
  }

  unsigned roll(unsigned sides) {
    return std::uniform_int_distribution<unsigned>(0, sides - 1)(random_);
  }

 private:
  ChangeEvent draw_event(Version version) {
    const std::string talk = "t" + std::to_string(roll(8));
    const CommentEdited target = draw_comment();
    const std::string text = "text " + std::to_string(version);
    switch (roll(12)) {
      case 0:
        return TalkProposed{talk, title(), "Ann", text};
      case 1:
        return TalkEdited{talk, "Eve", text};
      case 2:
        return TalkRemoved{talk};
      case 3:
        return CommentEdited{target.talk, target.comment, text};
      case 4:
        return CommentRemoved{target.talk, target.comment};
      case 5:
        return TalkRenamed{talk, title(), "whatever"};
      case 6:
        return TalkRestored{talk};
      case 7:
        return CommentRestored{target.talk, target.comment};
      case 8:
        return roll(3) == 0 ? Purged{talk} : Purged{target.talk, target.comment};
      case 9:
        return roll(3) == 0 ? RemovalAsked{talk, "", "bo", "Bo"}
                            : RemovalAsked{target.talk, target.comment, "bo", "Bo"};
      default:
        written_.push_back({talk, "c" + std::to_string(version), text});
        return CommentWritten{talk, written_.back().comment, "Bob", text};
    }
  }

  std::string title() { return "title " + std::to_string(roll(8)); }

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

// What the model knows of a talk.
std::string seen(const Talk& talk) {
  const auto time = [](const std::optional<Instant>& instant) {
    return instant ? std::to_string(instant->time_since_epoch().count()) : "never";
  };
  std::string text = talk.id + "|" + talk.title + "|" + talk.presenter + "|" + talk.summary + "|" +
                     time(talk.proposed) + "|" + std::to_string(talk.place) + "|" +
                     std::to_string(talk.version) + "|removed " + time(talk.removed);
  for (const auto& comment : talk.comments) {
    text += "\n  " + comment->id + "|" + comment->author + "|" + comment->message + "|" +
            time(comment->written) + "|removed " + time(comment->removed);
  }
  return text;
}

void expect_agreement(const TalkStore& store, const Model& model) {
  ASSERT_EQ(store.version(), model.version);
  const std::vector<TalkPointer> kept = store.kept_talks();
  ASSERT_EQ(kept.size(), model.talks.size());
  std::size_t standing = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Talk& talk = model.talks[i];
    ASSERT_EQ(seen(*kept[i]), seen(talk));
    ASSERT_EQ(store.find_kept(talk.id), kept[i]);
    ASSERT_EQ(store.find_by_id(talk.id), talk.removed ? nullptr : kept[i]);
    if (!talk.removed) {
      ++standing;
      ASSERT_EQ(store.find_by_title(talk.title), kept[i]);
    }
  }
  ASSERT_EQ(store.size(), standing);
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
    expect_agreement(store, model);
    ASSERT_FALSE(HasFatalFailure()) << "after change " << version;

    // The follower starts over from a snapshot now and then, as a server does.
    follower.apply(change);
    if (dice.roll(100) == 0) {
      follower = TalkStore(follower.version(), follower.kept_talks());
    }
    ASSERT_EQ(follower, store);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TalkStoreModelTest, testing::Range(1U, 9U));

}  // namespace
}  // namespace skillboard
