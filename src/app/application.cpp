#include "skillboard/app/application.hpp"

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "skillboard/app/embedded_page.hpp"
#include "skillboard/app/own_hosts.hpp"
#include "skillboard/http/host_guard.hpp"
#include "skillboard/names/passphrase_file.hpp"
#include "skillboard/polling/event_loop.hpp"
#include "skillboard/storage/memory_journal.hpp"
#include "skillboard/storage/random_id.hpp"
#include "skillboard/storage/sqlite_journal.hpp"

namespace skillboard {

namespace {

constexpr int could_not_start = 1;
constexpr int was_cut_off = 1;

Instant system_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void set_up_log(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_st("skillboard"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_level(spdlog::level::from_str(level));
}

// The limit of connections is worth nothing when the system allows fewer descriptors.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
}

boost::system::result<StaticFiles> find_page(const std::filesystem::path& folder) {
  return folder.empty() ? StaticFiles(embedded_page()) : StaticFiles::read(folder);
}

int refuse_to_start(const std::string& sentence) {
  std::fprintf(stderr, "skillboard: %s\n", sentence.c_str());
  return could_not_start;
}

boost::system::result<std::unique_ptr<Journal>, std::string> open_journal(EventLoop& loop,
                                                                          const Options& options) {
  if (options.memory) {
    return std::unique_ptr<Journal>(
        std::make_unique<MemoryJournal>(loop.get_executor(), make_random_id()));
  }
  SqliteJournalOptions journal_options;
  journal_options.file = options.data;
  journal_options.receipts_kept = options.board.receipts_kept;
  journal_options.most_receipts = options.board.most_receipts;
  auto opened = SqliteJournal::open(loop.get_executor(), std::move(journal_options));
  if (!opened) {
    return opened.error().sentence;
  }
  return std::unique_ptr<Journal>(*std::move(opened));
}

void report_journal(boost::system::error_code error) {
  if (error) {
    spdlog::error(
        "the board cannot be saved: {}; reading goes on, changes are refused until it can",
        error.message());
  } else {
    spdlog::info("the board is saved again");
  }
}

// Everything that makes a running server, in the order in which each part needs the ones before.
class Application {
 public:
  Application(EventLoop& loop, const Options& options, const StaticFiles& files, Journal& journal)
      : options_(options),
        loop_(loop),
        room_(loop),
        board_(loop, journal, room_, options.board, {system_now, make_random_id, report_journal}),
        retention_(loop, board_, options.retention, system_now),
        site_(loop_, board_, files, options.site),
        guard_(site_, own_hosts(options)),
        server_(loop, room_, guard_, options.server),
        listener_(loop,
                  [this](int socket, const ClientAddress& peer) { server_.welcome(socket, peer); }),
        signals_(loop, SIGTERM, SIGINT),
        stop_limit_(loop) {}

  // What is pending refers to the members, which are destroyed after this.
  ~Application() { loop_.abandon(); }

  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  int run() {
    board_.start([this](boost::system::error_code error) { begin(error); });
    loop_.run();
    return exit_code_;
  }

 private:
  void begin(boost::system::error_code error) {
    if (error) {
      return end(refuse_to_start("Cannot read the board: " + error.message() + "."));
    }
    if (!options_.passphrase_file.empty()) {
      auto passphrase = read_passphrase_file(options_.passphrase_file, site_.hashes());
      if (!passphrase) {
        return end(refuse_to_start(passphrase.error().sentence));
      }
      site_.close(*std::move(passphrase));
    }
    if (const auto opened = listener_.open(options_.listen); !opened) {
      return end(refuse_to_start(opened.error()));
    }
    listener_.start();
    retention_.start();
    wait_for_signal();
    std::printf("listening on %s\n", listener_.url().c_str());
    std::fflush(stdout);
    spdlog::info("serving version {} of the board", board_.publication()->version());
  }

  void wait_for_signal() {
    signals_.async_wait([this](boost::system::error_code error, int) {
      if (!error) {
        stop();
      }
    });
  }

  void stop() {
    if (std::exchange(stopping_, true)) {
      spdlog::warn("stopping at once");
      return end(was_cut_off);
    }
    spdlog::info("stopping");
    wait_for_signal();
    listener_.stop();
    server_.stop([this] { end(0); });
    stop_limit_.expires_after(options_.stop_limit);
    stop_limit_.async_wait([this](boost::system::error_code error) {
      if (!error) {
        spdlog::warn("{} connections did not end in time", server_.connections());
        end(was_cut_off);
      }
    });
  }

  void end(int exit_code) {
    exit_code_ = exit_code;
    loop_.stop();
  }

  const Options& options_;
  EventLoop& loop_;
  WaitingRoom room_;
  Board board_;
  Retention retention_;
  Site site_;
  HostGuard guard_;
  Server server_;
  Listener listener_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer stop_limit_;
  int exit_code_ = 0;
  bool stopping_ = false;
};

}  // namespace

int run(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);  // whoever reads our output may go
  set_up_log(options.log_level);
  raise_descriptor_limit();
  const auto files = find_page(options.public_folder);
  if (!files) {
    return refuse_to_start("Cannot read the page from " + options.public_folder.string() + ": " +
                           files.error().message() +
                           ". Name the folder that has index.html with --public.");
  }
  EventLoop loop;
  const auto journal = open_journal(loop, options);
  if (!journal) {
    return refuse_to_start(journal.error());
  }
  return Application(loop, options, *files, **journal).run();
}

}  // namespace skillboard
