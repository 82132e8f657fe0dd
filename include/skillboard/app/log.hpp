#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace skillboard {

enum class LogFormat {
  text,  // for people: "2026-11-22T09:30:00.123+01:00 info serving version 7 of the board"
  json,  // for machines: an object with `time`, `level`, `message` and what else belongs to it
};

// Sets up the program's log, on standard error, one line an event. Where that is the journal of
// systemd, lines begin with a priority (sd-daemon(3)) and text leaves the time to the journal.
void set_up_log(const std::string& level, LogFormat format);

// Makes the log tell one level more (towards debug) or less (towards error), and says so.
void change_log_level(int by);

// Tells an event, at the level "info", that has more to it than a sentence: the members of an
// object, `message` first. As text they are NAME=VALUE.
void log_event(const nlohmann::ordered_json& event);

}  // namespace skillboard
