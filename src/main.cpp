#include <spdlog/spdlog.h>

#include <exception>

#include "skillboard/app/application.hpp"
#include "skillboard/app/options.hpp"

int main(int argument_count, char** arguments) {
  try {
    const auto [options, exit_code] = skillboard::parse_options(argument_count, arguments);
    return exit_code ? *exit_code : skillboard::run(options);
  } catch (const std::exception& error) {
    spdlog::critical("ended by: {}", error.what());
    return 2;
  }
}
