#include <spdlog/spdlog.h>

#include <exception>

#include "skillboard/app/application.hpp"
#include "skillboard/app/options.hpp"
#include "skillboard/app/tail.hpp"

int main(int argument_count, char** arguments) {
  try {
    const auto [options, tail, exit_code] = skillboard::parse_options(argument_count, arguments);
    if (exit_code) {
      return *exit_code;
    }
    return tail ? skillboard::run_tail(*tail) : skillboard::run(options);
  } catch (const std::exception& error) {
    spdlog::critical("ended by: {}", error.what());
    return 2;
  }
}
