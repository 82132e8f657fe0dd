#pragma once

#include <CLI/CLI.hpp>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

#include "skillboard/http/rate_limiter.hpp"

namespace skillboard {

// Adds options to a command, each of which can be given in the environment as well.
class OptionList {
 public:
  explicit OptionList(CLI::App& app) : app_(app) {}

  void text(const std::string& flag, std::string& value, const std::string& help,
            const std::string& type);
  void url(const std::string& flag, std::string& value, const std::string& help);
  void path(const std::string& flag, std::filesystem::path& value, const std::string& help);
  void count(const std::string& flag, std::size_t& value, const std::string& help,
             std::size_t most);

  // RATE a second and BURST at once, as "20:600".
  void rate(const std::string& flag, RateLimit& value, const std::string& help);

  // To the millisecond; `most` of the unit.
  void seconds(const std::string& flag, std::chrono::milliseconds& value, const std::string& help,
               double most);
  void hours(const std::string& flag, std::chrono::milliseconds& value, const std::string& help,
             double most);
  void days(const std::string& flag, std::chrono::milliseconds& value, const std::string& help,
            double most);

 private:
  struct Unit {
    const char* name;
    std::chrono::milliseconds length;
    double least;
    double most;
  };

  void duration(const std::string& flag, std::chrono::milliseconds& value, const std::string& help,
                const Unit& unit);

  template <typename Value>
  CLI::Option* add(const std::string& flag, Value& value, const std::string& help);

  CLI::App& app_;
};

}  // namespace skillboard
