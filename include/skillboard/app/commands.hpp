#pragma once

#include <variant>

#include "skillboard/app/data_commands.hpp"
#include "skillboard/app/tail.hpp"

// CLI11 takes seconds to compile.
// NOLINTNEXTLINE(readability-identifier-naming): CLI11's name
namespace CLI {
class App;
}

namespace skillboard {

// Serves the board, as the options say; what is done when nothing else is asked for.
struct Serve {};

// What the program is asked to do.
using Command = std::variant<Serve, TailOptions, BackUp, Restore, Verify, Export, Import>;

// Adds the subcommands. The one that the command line names stands in `chosen` once that has been
// read.
void add_commands(CLI::App& app, Command& chosen);

}  // namespace skillboard
