// Measures a server beside the bare epoll program, on this machine and in the same run. See
// README.md for what the figures mean.

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "comparison.hpp"
#include "control.hpp"
#include "messages.hpp"
#include "report.hpp"
#include "server_process.hpp"
#include "session.hpp"
#include "socket.hpp"

namespace skillboard::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
  fs::path bare;
  fs::path server;
  std::vector<std::string> server_options;
  fs::path public_folder;
  bool self_check = false;
  std::uint32_t polls = 10'000;
  int rounds = 15;
  int sessions = 2;
  std::string json;
};

// A folder of its own that goes with it.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "skillboard-bench-XXXXXX").string();
    if (!mkdtemp(name.data())) {
      fail("mkdtemp");
    }
    folder_ = name;
  }

  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  fs::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  fs::path path(const std::string& name) const { return folder_ / name; }

 private:
  fs::path folder_;
};

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {
    const std::vector<int> cores = usable_cores();
    if (cores.size() > 1) {
      core_ = cores.front();
      stay_on_core(cores.back());
    }
    if (options_.public_folder.empty()) {
      fs::create_directory(scratch_.path("public"));
      options_.public_folder = scratch_.path("public");
      scratch_.write("public/index.html", "<!doctype html><title>Skillboard</title>\n");
    }
  }

  std::vector<Row> run() const {
    std::vector<Row> rows;
    for (const Client client :
         {Client::terse, Client::browser, Client::events, Client::websocket}) {
      prepare_answers(client);
      append(rows, compare_parking(client, park(client)));
    }
    prepare_answers(Client::terse);
    append(rows, compare_throughput(read_from_both({bare(), server()}, {})));
    std::cerr << ".\n";
    return rows;
  }

 private:
  static void append(std::vector<Row>& rows, const std::vector<Row>& more) {
    rows.insert(rows.end(), more.begin(), more.end());
  }

  Launch bare() const {
    return {options_.bare,
            {scratch_.path("read"), scratch_.path("poll"), scratch_.path("opening"),
             scratch_.path("part")},
            scratch_.path("bare.log"),
            core_};
  }

  Launch server() const {
    if (options_.self_check) {
      Launch launch = bare();
      launch.output = scratch_.path("server.log");
      return launch;
    }
    const std::string connections = std::to_string(options_.polls + 2'000);
    std::vector<std::string> arguments{"serve",
                                       "--memory",
                                       "--listen",
                                       "127.0.0.1:0",
                                       "--max-connections",
                                       connections,
                                       "--max-connections-per-address",
                                       connections,
                                       "--max-waiters-per-address",
                                       connections,
                                       "--public",
                                       options_.public_folder};
    arguments.insert(arguments.end(), options_.server_options.begin(),
                     options_.server_options.end());
    return {options_.server, arguments, scratch_.path("server.log"), core_};
  }

  // Lets the bare program send what the server sends to such a client, to the byte.
  void prepare_answers(Client client) const {
    if (options_.self_check) {
      scratch_.write("read", invented_answer(ParkingPlan{}.list_bytes));
      scratch_.write("poll", invented_answer(ParkingPlan{}.list_bytes));
      scratch_.write("opening", invented_opening(client));
      scratch_.write("part", invented_part(client));
      return;
    }
    const ServerProcess process(server());
    Control control(process.port());
    control.fill(ParkingPlan{}.list_bytes);
    scratch_.write("read", control.read(Client::terse));
    if (listens(client)) {
      const Control::Listening heard = control.listen(client);
      scratch_.write("opening", heard.opening);
      scratch_.write("part", heard.part);
    } else {
      scratch_.write("read", control.read(client));
      scratch_.write("poll", control.poll(client));
    }
  }

  std::vector<Pair<ParkingResult>> park(Client client) const {
    ParkingSession session;
    session.plan.client = client;
    session.plan.polls = options_.polls;
    session.rounds = options_.rounds;
    std::vector<Pair<ParkingResult>> results;
    for (int i = 0; i < options_.sessions; ++i) {
      session.begins = i % 2 == 0 ? Begins::bare : Begins::server;
      results.push_back(park_at_both({bare(), server()}, session));
      std::cerr << "." << std::flush;
    }
    return results;
  }

  Options options_;
  Scratch scratch_;
  std::optional<int> core_;
};

Options parse(int count, char** arguments) {
  const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
  Options options;
  options.bare = here / "bare_epoll";
  options.server = here / "skillboard";
  CLI::App app("Measures the server beside a bare epoll program");
  app.add_option("--server", options.server, "the server's program")->capture_default_str();
  app.add_option("--bare", options.bare, "the bare program")->capture_default_str();
  app.add_option("--server-option", options.server_options, "one more argument for the server");
  app.add_option("--public", options.public_folder, "the server's --public; else one small page");
  app.add_option("--polls", options.polls, "how many are parked")->capture_default_str();
  app.add_option("--rounds", options.rounds, "how often all are woken, from 10")
      ->check(CLI::Range(10, 1000))
      ->capture_default_str();
  app.add_option("--sessions", options.sessions, "how often that is done with servers started anew")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--json", options.json, "a file for the figures, - for standard output");
  app.add_flag("--self-check", options.self_check,
               "the bare program takes the server's place: shows the noise");
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error) == 0 ? 0 : 2);
  }
  return options;
}

// 0 when every target is met, 1 when one is missed.
int measure(const Options& options) {
  for (const fs::path& program : {options.bare, options.server}) {
    if (!fs::exists(program) && !(options.self_check && program == options.server)) {
      throw std::runtime_error("there is no " + program.string() + "; build it first");
    }
  }
  raise_descriptor_limit();
  std::vector<Row> rows = Bench(options).run();
  if (options.self_check) {
    for (Row& row : rows) {
      row.target.reset();
    }
  }
  if (options.json == "-") {
    print_json(std::cout, rows);
  } else {
    print_table(std::cout, rows);
  }
  if (!options.json.empty() && options.json != "-") {
    std::ofstream file(options.json);
    print_json(file, rows);
  }
  for (const Row& row : rows) {
    if (!row.met()) {
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace skillboard::bench

int main(int count, char** arguments) {
  try {
    return skillboard::bench::measure(skillboard::bench::parse(count, arguments));
  } catch (const std::exception& error) {
    std::cerr << "skillboard_bench: " << error.what() << '\n';
    return 2;
  }
}
