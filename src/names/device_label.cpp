#include "skillboard/names/device_label.hpp"

#include <algorithm>
#include <span>

namespace skillboard {

namespace {

struct Sign {
  std::string_view part;  // of the User-Agent
  std::string_view name;
};

// Each browser also names those it wants to be taken for. So the first sign that is found counts,
// and who is imitated comes after the imitators: Chrome after all that are built of it, Safari
// last.
constexpr Sign browsers[] = {
    {"Edg/", "Edge"},
    {"EdgA/", "Edge"},
    {"EdgiOS/", "Edge"},
    {"OPR/", "Opera"},
    {"OPT/", "Opera"},
    {"OPX/", "Opera"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"Vivaldi/", "Vivaldi"},
    {"YaBrowser/", "Yandex Browser"},
    {"DuckDuckGo/", "DuckDuckGo"},
    {"Ddg/", "DuckDuckGo"},
    {"FxiOS/", "Firefox"},
    {"Focus/", "Firefox"},
    {"Firefox/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"HeadlessChrome/", "Chrome"},
    {"Chromium/", "Chromium"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
};

// iPhones say that they are like Mac OS X, Android and ChromeOS that they are a Linux.
constexpr Sign systems[] = {
    {"iPhone", "iPhone"},   {"iPad", "iPad"},     {"Android", "Android"}, {"CrOS", "ChromeOS"},
    {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"},     {"X11", "Unix"},
};

// They say so first of all, and go without a system.
constexpr Sign programs[] = {
    {"curl/", "curl"},    {"Wget/", "Wget"},   {"HTTPie/", "HTTPie"},     {"python-", "Python"},
    {"Python", "Python"}, {"node", "Node.js"}, {"Go-http-client/", "Go"},
};

// Empty when there is none of them.
template <typename Has>
std::string_view first_that(std::span<const Sign> signs, Has has) {
  const auto found = std::ranges::find_if(signs, has, &Sign::part);
  return found == signs.end() ? std::string_view() : found->name;
}

}  // namespace

std::string device_label(std::string_view user_agent) {
  const auto begins = [&](std::string_view part) { return user_agent.starts_with(part); };
  if (const std::string_view program = first_that(programs, begins); !program.empty()) {
    return std::string(program);
  }
  const auto has = [&](std::string_view part) {
    return user_agent.find(part) != std::string_view::npos;
  };
  const std::string_view browser = first_that(browsers, has);
  const std::string_view system = first_that(systems, has);
  std::string label(browser.empty() ? "Some browser" : browser);
  return system.empty() ? label : label.append(" on ").append(system);
}

}  // namespace skillboard
