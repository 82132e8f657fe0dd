#include "skillboard/app/log.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/formatter.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

namespace skillboard {

namespace {

using nlohmann::ordered_json;
using spdlog::level::level_enum;

// The payload of this logger is the JSON of an event, of all others a sentence.
constexpr const char* event_logger = "event";

// Of syslog(3), as the journal reads them at the beginning of a line.
std::string_view priority_of(level_enum level) {
  switch (level) {
    case spdlog::level::critical:
      return "<2>";
    case spdlog::level::err:
      return "<3>";
    case spdlog::level::warn:
      return "<4>";
    case spdlog::level::info:
      return "<6>";
    default:
      return "<7>";
  }
}

// Whether standard error is the journal's, which says so by device and inode (systemd.exec(5)).
bool is_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status{};
  if (stream == nullptr || ::fstat(STDERR_FILENO, &status) != 0) {
    return false;
  }
  return std::string(stream) == std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
}

std::string dump(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

// One line whatever was in it.
std::string without_line_ends(std::string_view text) {
  std::string line(text);
  std::ranges::replace_if(line, [](char letter) { return letter >= 0 && letter < ' '; }, ' ');
  return line;
}

std::string as_text(const ordered_json& event) {
  std::string text;
  for (const auto& [name, value] : event.items()) {
    if (text.empty()) {
      text = value.is_string() ? value.get<std::string>() : dump(value);
    } else {
      text.append(" ").append(name).append("=");
      const bool bare =
          value.is_string() && value.get_ref<const std::string&>().find(' ') == std::string::npos;
      text.append(bare ? value.get<std::string>() : dump(value));
    }
  }
  return text;
}

class LineFormatter final : public spdlog::formatter {
 public:
  LineFormatter(LogFormat format, bool for_journal) : format_(format), for_journal_(for_journal) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& line) override {
    const std::string_view payload(message.payload.data(), message.payload.size());
    const std::string_view logger(message.logger_name.data(), message.logger_name.size());
    const ordered_json event =
        logger == event_logger ? ordered_json::parse(payload) : ordered_json{{"message", payload}};
    const auto level = spdlog::level::to_string_view(message.level);
    const std::string_view level_name(level.data(), level.size());
    std::string text(for_journal_ ? priority_of(message.level) : "");
    if (format_ == LogFormat::json) {
      ordered_json whole{{"time", time_of(message)}, {"level", level_name}};
      whole.update(event);
      text += dump(whole);
    } else {
      if (!for_journal_) {
        text.append(time_of(message)).append(" ").append(level_name).append(" ");
      }
      text += without_line_ends(as_text(event));
    }
    text += '\n';
    line.append(text.data(), text.data() + text.size());
  }

  std::unique_ptr<formatter> clone() const override {
    return std::make_unique<LineFormatter>(format_, for_journal_);
  }

 private:
  std::string time_of(const spdlog::details::log_msg& message) {
    spdlog::memory_buf_t time;
    clock_.format(message, time);
    return {time.data(), time.size()};
  }

  LogFormat format_;
  bool for_journal_;
  spdlog::pattern_formatter clock_{"%Y-%m-%dT%H:%M:%S.%e%z", spdlog::pattern_time_type::local, ""};
};

constexpr std::array levels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                            spdlog::level::err};

}  // namespace

void set_up_log(const std::string& level, LogFormat format) {
  spdlog::drop_all();
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_st>();
  sink->set_formatter(std::make_unique<LineFormatter>(format, is_journal()));
  spdlog::set_default_logger(std::make_shared<spdlog::logger>("skillboard", sink));
  spdlog::register_logger(std::make_shared<spdlog::logger>(event_logger, sink));
  spdlog::set_level(spdlog::level::from_str(level));
}

void change_log_level(int by) {
  const auto found = std::ranges::find(levels, spdlog::get_level());
  const auto place = std::clamp<std::ptrdiff_t>(found - levels.begin() - by, 0,
                                                static_cast<std::ptrdiff_t>(levels.size()) - 1);
  const level_enum level = levels.at(static_cast<std::size_t>(place));
  spdlog::set_level(level);
  spdlog::log(level, "logging from {} on", spdlog::level::to_string_view(level));
}

void log_event(const ordered_json& event) {
  const auto logger = spdlog::get(event_logger);
  if (logger && logger->should_log(spdlog::level::info)) {
    logger->info(dump(event));
  }
}

}  // namespace skillboard
