// Whether history stays cheap: the same readings and undos on a board of a few changes and on one
// of very many, in the same run. Every figure is the time of one, and the ratio tells whether it
// costs what it returns or what there is.

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/board/undoing.hpp"
#include "skillboard/storage/journal_database.hpp"

#include "statistics.hpp"

namespace skillboard::bench {
namespace {

// A tenth is talks, three tenths comments, the rest edits of them: by a hundred people.
ChangeEvent event_at(Version version) {
  const Version group = (version - 1) / 10 * 10 + 1;
  const std::string talk = "t" + std::to_string(group);
  const Version place = (version - 1) % 10;
  if (place == 0) {
    return TalkProposed{talk, "Title " + talk, "Ana", "What it is about, in a sentence or two."};
  }
  const std::string comment = "c" + std::to_string(group + (place - 1) % 3);
  if (place <= 3) {
    return CommentWritten{talk, comment, "Bo", "A question of the length that questions have."};
  }
  return CommentEdited{talk, comment, "The question, put better " + std::to_string(version),
                       "A question of the length that questions have."};
}

// A journal with so many changes, and the board that they make.
class History {
 public:
  History(const std::filesystem::path& file, Version size) {
    SqliteJournalOptions options;
    options.file = file;
    database_ = *JournalDatabase::lock(std::move(options));
    if (!database_->recover()) {
      std::abort();
    }
    while (talks_.version() < size) {
      append(std::min<Version>(10'000, size - talks_.version()));
    }
  }

  Version size() const { return talks_.version(); }

  std::size_t read(const HistoryQuery& query) { return database_->read(query)->size(); }

  // Reads a change, and puts together what takes it back.
  std::size_t undo(Version version) {
    const auto read = database_->read(HistoryQuery::one(version));
    const auto of_nobody = [](std::string_view) { return false; };
    Undoing undoing(talks_, limits_, talks_.version() + 1, of_nobody);
    return undoing.add(read->front()) ? 0 : undoing.take_steps().size();
  }

 private:
  void append(Version count) {
    const Version before = talks_.version();
    std::vector<Entry> entries;
    for (Version version = before + 1; version <= before + count; ++version) {
      Change change{.version = version, .by = "person " + std::to_string(version * 7 % 100)};
      change.steps.push_back(talks_.step(event_at(version), version));
      talks_.apply(change);
      entries.push_back({.change = std::move(change), .receipt = {}});
    }
    if (database_->append(before, entries)) {
      std::abort();
    }
  }

  std::unique_ptr<JournalDatabase> database_;
  TalkStore talks_;
  BoardLimits limits_;
};

// Does something with a history at a place in it, and says how many things that gave.
struct Task {
  const char* name;
  std::size_t given;  // how many have to come of it
  std::function<std::size_t(History&, Version place)> run;
};

const std::vector<Task> tasks = {
    {"newest page of 50", 50,
     [](History& history, Version) { return history.read({.newest_first = true}); }},
    {"page of 50 anywhere", 50,
     [](History& history, Version place) {
       return history.read({.before = place + 51, .newest_first = true});
     }},
    {"page of 50 of one person", 50,
     [](History& history, Version) {
       return history.read({.by = "person 7", .newest_first = true});
     }},
    {"all about one talk", 10,
     [](History& history, Version place) {
       const std::string talk = "t" + std::to_string((place - 1) / 10 * 10 + 1);
       return history.read({.talk = talk, .newest_first = true});
     }},
    {"500 to follow from anywhere", 500,
     [](History& history, Version place) {
       return history.read({.after = std::min(place, history.size() - 500), .most = 500});
     }},
    {"undo of any talk's last edit", 1,
     [](History& history, Version place) { return history.undo((place - 1) / 10 * 10 + 10); }},
};

// The median time of a task, in microseconds.
double measure(const Task& task, History& history, int rounds) {
  std::mt19937_64 random(1);
  std::uniform_int_distribution<Version> anywhere(1, history.size() - 60);
  std::vector<double> samples;
  for (int round = 0; round < rounds; ++round) {
    const Version place = anywhere(random);
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t given = task.run(history, place);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    if (given != task.given) {
      std::fprintf(stderr, "%s gave %zu things\n", task.name, given);
      std::exit(2);
    }
    samples.push_back(took.count());
  }
  return median(samples);
}

int compare(Version few, Version many, int rounds) {
  constexpr double limit = 2;
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("skillboard-bench-" + std::to_string(std::rand()));
  std::filesystem::create_directory(folder);
  bool met = true;
  {
    History small(folder / "few.db", few);
    History large(folder / "many.db", many);
    std::printf("%-30s %12s %12s %8s\n", "microseconds", std::to_string(few).c_str(),
                std::to_string(many).c_str(), "ratio");
    for (const Task& task : tasks) {
      const double at_few = measure(task, small, rounds);
      const double at_many = measure(task, large, rounds);
      const double ratio = at_many / at_few;
      met = met && ratio <= limit;
      std::printf("%-30s %12.1f %12.1f %8.2f %s\n", task.name, at_few, at_many, ratio,
                  ratio <= limit ? "" : "missed: at most 2");
    }
  }
  std::filesystem::remove_all(folder);
  return met ? 0 : 1;
}

}  // namespace
}  // namespace skillboard::bench

int main(int count, char** arguments) {
  CLI::App app("What reading and undoing the history costs, on a small board and on a large one.");
  skillboard::Version few = 10'000;
  skillboard::Version many = 1'000'000;
  int rounds = 500;
  app.add_option("--few", few, "changes of the small board")->capture_default_str();
  app.add_option("--many", many, "changes of the large board")->capture_default_str();
  app.add_option("--rounds", rounds, "how often each is done")->capture_default_str();
  CLI11_PARSE(app, count, arguments);
  return skillboard::bench::compare(few, many, rounds);
}
