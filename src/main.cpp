#include <spdlog/spdlog.h>

#include <exception>
#include <variant>

#include "skillboard/app/application.hpp"
#include "skillboard/app/options.hpp"

namespace skillboard {

namespace {

// Does what the command line asks for, and returns the exit code.
struct Doing {
  const Options& options;

  int operator()(const Serve&) const { return run(options); }

  int operator()(const TailOptions& tail) const { return run_tail(tail); }

  int operator()(const BackUp& command) const { return run(command, options.data); }

  int operator()(const Restore& command) const { return run(command, options.data); }

  int operator()(const Verify& command) const { return run(command, options.data); }

  int operator()(const Export& command) const { return run(command, options.data); }

  int operator()(const Import& command) const { return run(command, options.data, options.board); }
};

}  // namespace

}  // namespace skillboard

int main(int argument_count, char** arguments) {
  try {
    const auto parsed = skillboard::parse_options(argument_count, arguments);
    return parsed.exit_code ? *parsed.exit_code
                            : std::visit(skillboard::Doing{parsed.options}, parsed.command);
  } catch (const std::exception& error) {
    spdlog::critical("ended by: {}", error.what());
    return 2;
  }
}
