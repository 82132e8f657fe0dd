#include "skillboard/app/commands.hpp"

#include <memory>

namespace skillboard {

namespace {

// The values of a command's arguments, which `chosen` becomes when it is the one.
template <typename Values>
std::shared_ptr<Values> choose_by(CLI::App* command, Command& chosen) {
  auto values = std::make_shared<Values>();
  command->callback([values, &chosen] { chosen = *values; });
  return values;
}

void add_tail(CLI::App& app, Command& chosen) {
  CLI::App* const command = app.add_subcommand(
      "tail", "Print what happens on a board, each change a line of JSON, and go on for ever");
  const auto tail = choose_by<TailOptions>(command, chosen);
  command->add_option("url", tail->url, "the address of the board")->required();
  command->add_option("--since", tail->since, "the tag to go on from, instead of now");
  command->add_option("--talk", tail->talk, "the id of the one talk to follow");
}

}  // namespace

void add_commands(CLI::App& app, Command& chosen) {
  app.add_subcommand("serve", "Serve the board; may be left out")->fallthrough();
  add_tail(app, chosen);
  app.require_subcommand(0, 1);
}

}  // namespace skillboard
