#include "skillboard/app/commands.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

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

// A command about the data, whose place --data names, before or after it.
CLI::App* add_data_command(CLI::App& app, const std::string& name, const std::string& help) {
  CLI::App* const command = app.add_subcommand(name, help);
  command->fallthrough();
  return command;
}

void add_backup(CLI::App& app, Command& chosen) {
  CLI::App* const command =
      add_data_command(app, "backup", "Write a backup of the board, also while it is served");
  const auto backup = choose_by<BackUp>(command, chosen);
  command->add_option("file", backup->file, "where to write it")->required();
  command->add_flag("--replace", backup->replace, "put it in the place of a file that is there");
}

void add_restore(CLI::App& app, Command& chosen) {
  CLI::App* const command = add_data_command(
      app, "restore", "Put a backup where the board is kept; its server has to be stopped");
  const auto restore = choose_by<Restore>(command, chosen);
  command->add_option("file", restore->file, "the backup")->required();
  command->add_flag("--replace", restore->replace,
                    "put it in the place of a board that is there, which is kept beside it");
}

void add_verify(CLI::App& app, Command& chosen) {
  CLI::App* const command = add_data_command(
      app, "verify", "Read all of a board and say what is wrong, also while it is served");
  const auto verify = choose_by<Verify>(command, chosen);
  command->add_option("file", verify->file, "a backup; if left out, the board of --data");
}

void add_export(CLI::App& app, Command& chosen) {
  CLI::App* const command = add_data_command(
      app, "export", "Write all of a board as lines of JSON, also while it is served");
  const auto exported = choose_by<Export>(command, chosen);
  command->add_option("file", exported->file, "where to write it; if left out, standard output");
  command->add_flag("--replace", exported->replace, "put it in the place of a file that is there");
}

void add_import(CLI::App& app, Command& chosen) {
  CLI::App* const command = add_data_command(
      app, "import", "Make a board of an export, or of the talks of the server of the book");
  const auto imported = choose_by<Import>(command, chosen);
  command->add_option("file", imported->file, "what was exported, or talks.json")->required();
}

}  // namespace

void add_commands(CLI::App& app, Command& chosen) {
  app.add_subcommand("serve", "Serve the board; may be left out")->fallthrough();
  add_tail(app, chosen);
  add_backup(app, chosen);
  add_restore(app, chosen);
  add_verify(app, chosen);
  add_export(app, chosen);
  add_import(app, chosen);
  app.require_subcommand(0, 1);
}

}  // namespace skillboard
