#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/board/decide.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// A board without a journal, what members do to it, and all that it ever showed.
class MemberFixture : public testing::Test {
 protected:
  // Decides, and lets the board have the change.
  Decision decide(Intention intention) {
    const MakeId make_id = [this] { return "id" + std::to_string(++ids); };
    now += std::chrono::milliseconds(1);
    const Actor actor{.name = name, .device = device};
    Decided decided = skillboard::decide(talks, {.intention = std::move(intention), .actor = actor},
                                         {limits, policy, now, make_id});
    if (decided.change) {
      make(*decided.change);
    }
    return decided.decision;
  }

  void make(const Change& change) {
    talks.apply(change);
    history.push_back(change);
    boards.push_back(shown());
  }

  // From now on this person does it, from a device of theirs; or nobody in particular.
  void act_as(const std::string& who) {
    name = who;
    device = who.empty() ? "" : "device of " + who;
  }

  void propose(const std::string& title, const std::string& summary = "about") {
    if (with_devices) {
      act_as("Ana");
    }
    decide(ProposeOrEditTalk{title, "Ana", summary});
  }

  std::string write(const std::string& title, const std::string& message) {
    if (with_devices) {
      act_as("Bo");
    }
    return decide(WriteComment{title, "Bo", message})->comment->id;
  }

  Decision undo(Version version) { return decide(UndoChanges{read({version})}); }

  Decision purge(Version version) { return decide(PurgeFormer{read({version})}); }

  // Everything that this person did after the version.
  Decision undo_all(const std::string& by, Version since = 0) {
    std::vector<Version> versions;
    for (const Change& change : history) {
      if (change.by == by && change.version > since) {
        versions.insert(versions.begin(), change.version);
      }
    }
    return decide(UndoWhatCanBe{read(versions)});
  }

  ReadChanges read(const std::vector<Version>& versions) const {
    ReadChanges read{.changes = {}, .read_at = talks.version()};
    for (const Version version : versions) {
      read.changes.push_back(history.at(version - 1));
    }
    return read;
  }

  // The board as anybody can see it: all but the numbers of changes.
  std::string shown() const {
    std::string text;
    for (const TalkPointer& talk : talks.talks()) {
      text += "\n" + talk->id + "|" + std::to_string(talk->place) + "|" + talk->title + "|" +
              talk->presenter + "|" + talk->summary + "|" + time(talk->proposed);
      for (const FormerTitle& former : talk->former_titles) {
        text += "|was " + former.title;
        const TalkPointer reached = talks.find(former.title);
        text += reached ? " reaches " + reached->id : " reaches nothing";
      }
      for (const auto& comment : talk->comments) {
        if (!comment->removed) {
          text += "\n  " + comment->id + "|" + comment->author + "|" + comment->message + "|" +
                  time(comment->written);
        }
      }
    }
    return text;
  }

  static std::string time(Instant instant) {
    return std::to_string(instant.time_since_epoch().count());
  }

  BoardLimits limits;
  NamePolicy policy;
  TalkStore talks;
  std::vector<Change> history;             // number n at n - 1
  std::vector<std::string> boards = {""};  // after change n at n
  // Who acts: under which name, and from which device, if from any.
  std::string name;
  std::string device;
  // Whether Ana proposes and Bo comments, so that it belongs to them.
  bool with_devices = false;
  Instant now{std::chrono::milliseconds(1'700'000'000'000)};
  int ids = 0;
};

// Members who do whatever comes to their minds, mostly something that can be done.
class RandomMembers : public MemberFixture {
 protected:
  void act() {
    static const std::vector<std::string> names = {"Ana", "Bo", "Cy", ""};
    act_as(pick(names));
    if (!from_devices || roll(4) == 0) {
      device.clear();  // a script's, under a name that others may have claimed
    }
    switch (roll(14)) {
      case 0:
      case 1:
        decide(ProposeOrEditTalk{title(), author(), text(), roll(2) == 0});
        break;
      case 2:
        decide(ProposeOrEditTalk{title(), author(), text()});
        break;
      case 3:
        decide(RenameTalk{title(), title()});
        break;
      case 4:
        decide(RemoveTalk{title()});
        break;
      case 5:
      case 6:
      case 7:
        decide(WriteComment{title(), author(), text()});
        break;
      case 8:
        decide(EditComment{title(), comment(), text()});
        break;
      case 9:
        decide(RemoveComment{title(), comment()});
        break;
      case 10:
        undo_all(pick(names), talks.version() - std::min<Version>(talks.version(), roll(12)));
        break;
      default:
        if (!history.empty()) {
          undo(talks.version() - std::min<Version>(talks.version() - 1, roll(10)));
        }
    }
  }

  unsigned roll(unsigned sides) {
    return std::uniform_int_distribution<unsigned>(0, sides - 1)(random);
  }

  std::mt19937 random;
  // Whether what they write is theirs; else it belongs to nobody.
  bool from_devices = true;

 private:
  template <typename Value>
  const Value& pick(const std::vector<Value>& values) {
    return values[roll(static_cast<unsigned>(values.size()))];
  }

  std::string author() const { return name.empty() ? "Anon" : name; }

  std::string title() { return "title " + std::to_string(roll(6)); }

  std::string text() { return "text " + std::to_string(roll(1'000'000)); }

  std::string comment() {
    std::vector<std::string> comments = {"none"};
    for (const TalkPointer& talk : talks.talks()) {
      for (const auto& comment : talk->comments) {
        comments.push_back(comment->id);
      }
    }
    return pick(comments);
  }
};

}  // namespace skillboard
