#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "skillboard/api/site.hpp"
#include "skillboard/app/access_log.hpp"
#include "skillboard/app/commands.hpp"
#include "skillboard/app/log.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/board/retention.hpp"
#include "skillboard/http/listener.hpp"
#include "skillboard/http/server.hpp"

namespace skillboard {

// All that can be set: every queue, body, name, wait and connection count has its limit here.
struct Options {
  ListenAddress listen{"127.0.0.1", "8000", ""};
  std::filesystem::path data = "board.db";
  bool memory = false;  // keep nothing on the disk
  // With the page; when empty, the page is the one that the program was built with.
  std::filesystem::path public_folder;
  // What closes the board; empty for a board that is open to all.
  std::filesystem::path passphrase_file;
  std::string log_level = "info";
  LogFormat log_format = LogFormat::text;
  AccessLog::Options access_log;
  // Where operators ask how the server is; nothing for nowhere.
  std::optional<ListenAddress> admin_listen;
  // How long a clean stop may take before the rest is cut off.
  std::chrono::milliseconds stop_limit{10'000};
  BoardOptions board;
  RetentionOptions retention;
  ServerOptions server;
  SiteOptions site;
};

// What the command line, the environment (SKILLBOARD_…) and a file (--config) say, in this order of
// weight. Where that is all there is to it (--help, --version, a mistake), it has been printed, and
// the value is the exit code instead.
struct ParsedOptions {
  Options options;
  Command command;
  std::optional<int> exit_code;
};

ParsedOptions parse_options(int argument_count, const char* const* arguments);

}  // namespace skillboard
