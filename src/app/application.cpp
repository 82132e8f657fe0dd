#include "skillboard/app/application.hpp"

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/app/access_log.hpp"
#include "skillboard/app/admin_server.hpp"
#include "skillboard/app/embedded_page.hpp"
#include "skillboard/app/listeners.hpp"
#include "skillboard/app/log.hpp"
#include "skillboard/app/loop_lag.hpp"
#include "skillboard/app/metrics.hpp"
#include "skillboard/app/own_hosts.hpp"
#include "skillboard/app/process_figures.hpp"
#include "skillboard/app/server_figures.hpp"
#include "skillboard/app/service_manager.hpp"
#include "skillboard/app/watchdog.hpp"
#include "skillboard/http/base_path.hpp"
#include "skillboard/http/host_guard.hpp"
#include "skillboard/names/passphrase_file.hpp"
#include "skillboard/polling/event_loop.hpp"
#include "skillboard/storage/clock.hpp"
#include "skillboard/storage/memory_journal.hpp"
#include "skillboard/storage/random_id.hpp"
#include "skillboard/storage/sqlite_journal.hpp"

namespace skillboard {

namespace {

constexpr int could_not_start = 1;
constexpr int was_cut_off = 1;

// The limit of connections is worth nothing when the system allows fewer descriptors.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
}

boost::system::result<StaticFiles> find_page(const Options& options) {
  const std::string& base_path = options.site.visitors.base_path;
  return options.public_folder.empty() ? StaticFiles(embedded_page(), base_path)
                                       : StaticFiles::read(options.public_folder, base_path);
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
  // What it is made of; all of it outlives the application.
  struct Parts {
    EventLoop& loop;
    const Options& options;
    const StaticFiles& files;
    Journal& journal;
    ServiceManager& manager;
  };

  explicit Application(const Parts& parts)
      : options_(parts.options),
        loop_(parts.loop),
        manager_(parts.manager),
        room_(loop_),
        board_(loop_, parts.journal, room_, options_.board,
               {system_now, make_random_id, report_journal,
                [this](const BatchReport& report) { metrics_.batch_written(report); }}),
        retention_(loop_, board_, options_.retention, system_now),
        site_(loop_, board_, parts.files, options_.site),
        base_path_(site_, options_.site.visitors.base_path),
        guard_(base_path_, own_hosts(options_)),
        server_(loop_, room_, guard_, options_.server),
        listeners_(loop_, [this](int socket,
                                 const ClientAddress& peer) { server_.welcome(socket, peer); }),
        metrics_(site_.route_names()),
        access_log_(options_.access_log, site_.route_names()),
        loop_lag_(loop_, [this](auto late) { metrics_.loop_was_late(late); }),
        admin_(loop_, {[this] { return why_not_ready(); }, [this] { return metrics_.write(); }}),
        watchdog_(loop_, manager_),
        signals_(loop_, SIGTERM, SIGINT),
        log_signals_(loop_, SIGUSR1, SIGUSR2),
        stop_limit_(loop_) {
    add_process_figures(metrics_);
    add_server_figures(metrics_, server_, board_);
    server_.observe(metrics_);
    if (options_.access_log.enabled) {
      server_.observe(access_log_);
    }
  }

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
    if (const auto opened = open_sockets(); !opened) {
      return end(refuse_to_start(opened.error()));
    }
    listeners_.start();
    retention_.start();
    loop_lag_.start();
    watchdog_.start();
    wait_for_signal();
    wait_for_log_signal();
    announce("listening on", listeners_.urls());
    announce("admin on", admin_.urls());
    std::fflush(stdout);
    spdlog::info("serving version {} of the board", board_.publication()->version());
    manager_.tell("READY=1");
  }

  // Sockets whose name is "admin" are for operators, all others for the board.
  boost::system::result<void, std::string> open_sockets() {
    std::vector<PassedSocket> passed = manager_.take_sockets();
    const auto admin = std::ranges::stable_partition(
        passed, [](const PassedSocket& socket) { return socket.name != "admin"; });
    const std::vector<PassedSocket> for_admin(admin.begin(), admin.end());
    passed.erase(admin.begin(), admin.end());
    if (auto opened = listeners_.open(options_.listen, passed); !opened) {
      return opened;
    }
    return admin_.open(options_.admin_listen, for_admin);
  }

  static void announce(const char* what, const std::vector<std::string>& urls) {
    for (const std::string& url : urls) {
      std::printf("%s %s\n", what, url.c_str());
    }
  }

  std::string why_not_ready() const {
    if (stopping_) {
      return "the server is stopping";
    }
    return board_.is_writable() ? "" : "the journal cannot be written";
  }

  void wait_for_log_signal() {
    log_signals_.async_wait([this](boost::system::error_code error, int signal) {
      if (!error) {
        change_log_level(signal == SIGUSR1 ? 1 : -1);
        wait_for_log_signal();
      }
    });
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
    manager_.tell("STOPPING=1");
    wait_for_signal();
    listeners_.stop();
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
  ServiceManager& manager_;
  WaitingRoom room_;
  Board board_;
  Retention retention_;
  Site site_;
  BasePath base_path_;
  HostGuard guard_;
  Server server_;
  Listeners listeners_;
  Metrics metrics_;
  AccessLog access_log_;
  LoopLag loop_lag_;
  AdminServer admin_;
  Watchdog watchdog_;
  boost::asio::signal_set signals_;
  boost::asio::signal_set log_signals_;
  boost::asio::steady_timer stop_limit_;
  int exit_code_ = 0;
  bool stopping_ = false;
};

}  // namespace

int run(const Options& options) {
  std::signal(SIGPIPE, SIG_IGN);  // whoever reads our output may go
  set_up_log(options.log_level, options.log_format);
  ServiceManager manager = ServiceManager::from_environment();
  raise_descriptor_limit();
  const auto files = find_page(options);
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
  return Application({loop, options, *files, **journal, manager}).run();
}

}  // namespace skillboard
