#include "skillboard/app/option_list.hpp"

#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string_view>

#include "skillboard/http/base_path.hpp"
#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

// "--max-wait" is SKILLBOARD_MAX_WAIT in the environment.
std::string environment_name(std::string_view flag) {
  std::string name = "SKILLBOARD";
  flag.remove_prefix(1);
  for (const char letter : flag) {
    name += letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<int>(letter)));
  }
  return name;
}

// A sentence about what is wrong with the address of a site, or nothing.
std::string check_url(const std::string& text) {
  const UrlStart start = read_url_start(text);
  const bool known_scheme = start.scheme == "http" || start.scheme == "https";
  if (!text.empty() && (!known_scheme || !is_host_and_port(start.authority))) {
    return "\"" + text + "\" is not the address of a site. Write one like https://board.example.";
  }
  if (!read_base_path(text)) {
    return "\"" + text + "\" has more than a plain path behind its host. Write one like " +
           "https://example.org/talks/, of letters, digits and any of -._~ alone.";
  }
  return {};
}

// Nothing when it is not two numbers with a colon between.
std::optional<RateLimit> read_rate(const std::string& text) {
  RateLimit limit;
  char rest = 0;
  const int read = std::sscanf(text.c_str(), "%lf:%lf%c", &limit.per_second, &limit.burst, &rest);
  const bool fits = read == 2 && limit.per_second > 0 && limit.per_second <= 1e6 &&
                    limit.burst >= 1 && limit.burst <= 1e6;
  return fits ? std::optional(limit) : std::nullopt;
}

}  // namespace

template <typename Value>
CLI::Option* OptionList::add(const std::string& flag, Value& value, const std::string& help) {
  return app_.add_option(flag, value, help)->envname(environment_name(flag))->capture_default_str();
}

void OptionList::text(const std::string& flag, std::string& value, const std::string& help,
                      const std::string& type) {
  add(flag, value, help)->type_name(type);
}

void OptionList::url(const std::string& flag, std::string& value, const std::string& help) {
  add(flag, value, help)->type_name("URL")->check(check_url);
}

void OptionList::path(const std::string& flag, std::filesystem::path& value,
                      const std::string& help) {
  add(flag, value, help)->type_name("PATH");
}

void OptionList::count(const std::string& flag, std::size_t& value, const std::string& help,
                       std::size_t most) {
  add(flag, value, help)->type_name("N")->check(CLI::Range(std::size_t{1}, most));
}

void OptionList::rate(const std::string& flag, RateLimit& value, const std::string& help) {
  const auto set = [&value, flag](const std::string& text) {
    const auto limit = read_rate(text);
    if (!limit) {
      throw CLI::ValidationError(flag, "\"" + text + "\" is not a rate. Write one like 20:600, " +
                                           "for 20 a second and 600 at once.");
    }
    value.per_second = limit->per_second;
    value.burst = limit->burst;
  };
  std::array<char, 64> usual{};
  std::snprintf(usual.data(), usual.size(), "%g:%g", value.per_second, value.burst);
  app_.add_option_function<std::string>(flag, set, help)
      ->envname(environment_name(flag))
      ->type_name("RATE:BURST")
      ->default_str(usual.data());
}

void OptionList::seconds(const std::string& flag, std::chrono::milliseconds& value,
                         const std::string& help, double most) {
  duration(flag, value, help, {"SECONDS", std::chrono::seconds(1), 0.001, most});
}

void OptionList::hours(const std::string& flag, std::chrono::milliseconds& value,
                       const std::string& help, double most) {
  duration(flag, value, help, {"HOURS", std::chrono::hours(1), 0, most});
}

void OptionList::days(const std::string& flag, std::chrono::milliseconds& value,
                      const std::string& help, double most) {
  duration(flag, value, help, {"DAYS", std::chrono::days(1), 1.0 / 86'400'000, most});
}

void OptionList::duration(const std::string& flag, std::chrono::milliseconds& value,
                          const std::string& help, const Unit& unit) {
  const auto length = static_cast<double>(unit.length.count());
  const auto set = [&value, length](double given) {
    value = std::chrono::milliseconds(std::llround(given * length));
  };
  app_.add_option_function<double>(flag, set, help)
      ->envname(environment_name(flag))
      ->type_name(unit.name)
      ->check(CLI::Range(unit.least, unit.most))
      ->default_str(std::to_string(value / unit.length));
}

}  // namespace skillboard
