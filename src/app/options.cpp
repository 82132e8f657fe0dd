#include "skillboard/app/options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <utility>
#include <vector>

#include "skillboard/app/option_list.hpp"
#include "skillboard/http/base_path.hpp"
#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

void add_limits(OptionList& list, Options& options) {
  constexpr double an_hour = 3600;
  BoardLimits& board = options.board.limits;
  list.count("--max-talks", board.open_talks, "talks on the board", 100'000);
  list.count("--max-comments", board.comments_per_talk, "comments under one talk", 10'000);
  list.count("--max-queue", options.board.queue, "changes that wait for the disk", 100'000);
  ServerOptions& server = options.server;
  list.count("--max-connections", server.connections, "open connections", 1'000'000);
  list.count("--max-waiters", server.waiters, "parked long polls, and those who listen", 1'000'000);
  list.count("--max-connections-per-address", server.connections_per_address,
             "open connections of one IPv4 address or IPv6 /64", 1'000'000);
  list.count("--max-waiters-per-address", server.waiters_per_address,
             "parked long polls of one of them", 1'000'000);
  Deadlines& deadlines = server.deadlines;
  list.seconds("--head-timeout", deadlines.head, "for the head of a request to arrive", an_hour);
  list.seconds("--body-timeout", deadlines.body, "for its body to arrive", an_hour);
  list.seconds("--write-timeout", deadlines.write_stall, "for a client to take some of an answer",
               an_hour);
  // The waiting room's deadlines reach no further than ten minutes.
  list.seconds("--idle-timeout", deadlines.idle, "between two requests", 600);
  list.seconds("--stop-timeout", options.stop_limit, "for a clean stop", an_hour);
}

// An option that is an address to listen on.
template <typename Address>
CLI::Option* add_listen(CLI::App& app, const std::string& flag, Address& address,
                        const std::string& help) {
  const auto set = [flag, &address](const std::string& text) {
    auto parsed = ListenAddress::parse(text);
    if (!parsed) {
      throw CLI::ValidationError(flag, parsed.error());
    }
    address = *std::move(parsed);
  };
  return app.add_option_function<std::string>(flag, set, help)->type_name("ADDRESS");
}

// What the server says of itself.
void add_watching(CLI::App& app, Options& options) {
  add_listen(app, "--admin-listen", options.admin_listen,
             "where /healthz, /readyz and /metrics are served, for operators alone; if left out, "
             "nowhere")
      ->envname("SKILLBOARD_ADMIN_LISTEN");
  app.add_option("--log-level", options.log_level,
                 "how much to log; SIGUSR1 makes it more, SIGUSR2 less")
      ->envname("SKILLBOARD_LOG_LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}))
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--log-format",
         [&options](const std::string& name) {
           options.log_format = name == "json" ? LogFormat::json : LogFormat::text;
         },
         "text for people, or JSON for machines, a line for each event")
      ->envname("SKILLBOARD_LOG_FORMAT")
      ->check(CLI::IsMember({"text", "json"}))
      ->default_str("text");
  app.add_flag("--access-log", options.access_log.enabled, "log each request")
      ->envname("SKILLBOARD_ACCESS_LOG");
  app.add_flag("--log-addresses", options.access_log.addresses, "log as well who made it")
      ->envname("SKILLBOARD_LOG_ADDRESSES");
}

void add_proxies(CLI::App& app, ForwardingOptions& forwarding) {
  const auto add_trusted = [&forwarding](const std::vector<std::string>& proxies) {
    for (const std::string& proxy : proxies) {
      if (const auto added = forwarding.proxies.add(proxy); !added) {
        throw CLI::ValidationError("--trusted-proxy", added.error());
      }
    }
  };
  app.add_option_function<std::vector<std::string>>(
         "--trusted-proxy", add_trusted,
         "a reverse proxy to believe for whom it asks: an address, a range like 10.0.0.0/8, or "
         "unix; may be given several times, or several with commas between")
      ->envname("SKILLBOARD_TRUSTED_PROXY")
      ->type_name("ADDRESS")
      ->allow_extra_args(false)
      ->delimiter(',');
  const auto set_header = [&forwarding](const std::string& name) {
    forwarding.header = name == "Forwarded" ? ProxyHeader::forwarded : ProxyHeader::x_forwarded_for;
  };
  app.add_option_function<std::string>(
         "--proxy-header", set_header,
         "the header in which trusted proxies say that, and the only one that is read")
      ->envname("SKILLBOARD_PROXY_HEADER")
      ->transform(CLI::IsMember({"X-Forwarded-For", "Forwarded"}, CLI::ignore_case))
      ->default_str("X-Forwarded-For");
}

// What a browser writes in `Origin`: scheme, host and port, and nothing behind that.
std::string read_origin(const std::string& text) {
  const UrlStart start = read_url_start(text);
  const std::string origin = std::string(start.scheme).append("://").append(start.authority);
  const bool by_web = start.scheme == "https" || start.scheme == "http";
  const bool lower =
      std::ranges::none_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
  if (text != origin || !by_web || !lower || !is_host_and_port(start.authority)) {
    throw CLI::ValidationError(
        "--allowed-origin",
        "\"" + text + "\" is not an origin. Write one like https://chat.example.");
  }
  return origin;
}

void add_origins(CLI::App& app, std::vector<std::string>& origins) {
  const auto add = [&origins](const std::vector<std::string>& given) {
    std::ranges::transform(given, std::back_inserter(origins), read_origin);
  };
  app.add_option_function<std::vector<std::string>>(
         "--allowed-origin", add,
         "another site whose pages may read the board; may be given several times, or several with "
         "commas between")
      ->envname("SKILLBOARD_ALLOWED_ORIGIN")
      ->type_name("ORIGIN")
      ->allow_extra_args(false)
      ->delimiter(',');
}

// Who may do what, and how often.
void add_rules(CLI::App& app, OptionList& list, Options& options) {
  NamePolicy& names = options.board.names;
  const auto set_open_names = [&names](const std::string& given) {
    names.open_names = OpenNames(given);
  };
  app.add_option_function<std::string>(
         "--open-names", set_open_names,
         "names that belong to nobody and cannot be claimed, with commas between")
      ->envname("SKILLBOARD_OPEN_NAMES")
      ->type_name("NAMES")
      ->default_str(std::string(default_open_names));
  list.path("--passphrase-file", options.passphrase_file,
            "a file whose first line is a passphrase, or its Argon2id hash; only who knows it "
            "reads and writes");
  constexpr double a_month = 31 * 24;
  list.hours("--member-after", names.member_after,
             "how long a name is held until its owner counts as a member", a_month);
  list.text("--user-header", options.site.visitors.user_header,
            "the header in which a trusted proxy names whom it has signed in; then nothing is "
            "claimed",
            "NAME");
  WriteLimits& limits = options.site.limits;
  list.rate("--address-writes", limits.per_address, "writes of one IPv4 address or IPv6 /64");
  list.rate("--device-writes", limits.per_device, "writes of one device");
  list.rate("--address-names", limits.names_per_address, "names claimed from one address");
  list.rate("--device-names", limits.names_per_device, "names claimed by one device");
  list.rate("--address-tries", limits.tries_per_address,
            "guesses of one address at a code, a pair of words or the passphrase");
}

// What cannot be true together: a sentence, or nothing.
std::string check_together(const Options& options) {
  if (!options.site.visitors.user_header.empty() && options.server.forwarding.proxies.empty()) {
    return "--user-header needs --trusted-proxy: from anybody else the header would be made up.";
  }
  if (options.access_log.addresses && !options.access_log.enabled) {
    return "--log-addresses needs --access-log: it says who made the requests that are in that.";
  }
  return {};
}

void add_options(CLI::App& app, Options& options, std::size_t& longest_wait) {
  OptionList list(app);
  add_listen(app, "--listen", options.listen,
             "where to listen: HOST:PORT, [IPV6]:PORT or unix:PATH; sockets that systemd passes "
             "come before it")
      ->envname("SKILLBOARD_LISTEN")
      ->default_str("127.0.0.1:8000");
  list.path("--data", options.data, "the file that keeps the board; made when there is none");
  app.add_flag("--memory", options.memory, "keep the board in memory only, and lose it at the end")
      ->envname("SKILLBOARD_MEMORY");
  list.path("--public", options.public_folder,
            "a folder with the page, instead of the one in the program");
  list.url("--public-url", options.site.visitors.public_url,
           "the address members use, if it is neither this machine's name nor an IP address; its "
           "path is below which the board is");
  add_origins(app, options.site.allowed_origins);
  add_proxies(app, options.server.forwarding);
  add_watching(app, options);
  app.add_option("--max-wait", longest_wait, "the longest a poll may ask to wait, in seconds")
      ->envname("SKILLBOARD_MAX_WAIT")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 300))
      ->capture_default_str();
  constexpr double a_century = 36'525;
  list.days("--keep-removed", options.retention.removed_kept,
            "how long what was removed can be restored, before it is erased for good", a_century);
  add_limits(list, options);
  add_rules(app, list, options);
}

// The arguments as CLI11 takes them, last first. What the environment says stands before what the
// command line says, unless that says something else of the same option: what may be given several
// times would else be put together. Both win over the file, which CLI11 reads afterwards for what
// has not been given. Left to CLI11 the file would win over the environment.
std::vector<std::string> collect_arguments(CLI::App& app, int count, const char* const* arguments) {
  const std::vector<std::string> given(arguments + 1, arguments + count);
  std::vector<std::string> collected(given.rbegin(), given.rend());
  for (CLI::Option* option : app.get_options()) {
    const char* value =
        option->get_envname().empty() ? nullptr : std::getenv(option->get_envname().c_str());
    const std::string flag = value == nullptr ? "" : "--" + option->get_lnames().front();
    const bool overruled = std::ranges::any_of(given, [&](const std::string& argument) {
      return argument == flag || argument.starts_with(flag + "=");
    });
    if (value != nullptr && !overruled) {
      collected.push_back(flag + "=" + value);
    }
  }
  return collected;
}

}  // namespace

ParsedOptions parse_options(int argument_count, const char* const* arguments) {
  ParsedOptions parsed;
  Options& options = parsed.options;
  auto longest_wait = static_cast<std::size_t>(options.site.longest_wait.count());
  CLI::App app("Skillboard: a board for the talks of a group that has no organiser.", "skillboard");
  app.set_version_flag("--version", "skillboard " SKILLBOARD_VERSION);
  app.set_config("--config", "", "a file with options, one NAME = VALUE a line");
  app.get_config_ptr()->envname("SKILLBOARD_CONFIG");
  // Passed over, a misspelt name would leave a board open that was meant to be closed.
  app.allow_config_extras(CLI::config_extras_mode::error);
  add_options(app, options, longest_wait);
  add_commands(app, parsed.command);
  try {
    app.parse(collect_arguments(app, argument_count, arguments));
    options.site.longest_wait = std::chrono::seconds(longest_wait);
    VisitorOptions& visitors = options.site.visitors;
    visitors.https = visitors.public_url.starts_with("https:");
    visitors.base_path = read_base_path(visitors.public_url).value_or("/");
    options.server.trace_requests = options.access_log.enabled;
    options.board.names.from_proxy = !visitors.user_header.empty();
    if (const std::string wrong = check_together(options); !wrong.empty()) {
      throw CLI::ValidationError("skillboard", wrong);
    }
  } catch (const CLI::ParseError& error) {
    parsed.exit_code = app.exit(error);
  }
  return parsed;
}

}  // namespace skillboard
