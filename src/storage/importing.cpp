#include "skillboard/storage/importing.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "skillboard/storage/export_lines.hpp"
#include "skillboard/storage/journal_builder.hpp"
#include "skillboard/storage/journal_place.hpp"
#include "skillboard/storage/paths.hpp"
#include "skillboard/storage/step_check.hpp"

namespace skillboard {

boost::system::result<WrittenJournal, JournalRefusal> put_new_board(
    const std::filesystem::path& board, const FillJournal& fill) {
  const auto place = JournalPlace::hold(board);
  if (!place) {
    return place.error();
  }
  if ((*place)->taken() && !(*place)->has_empty_board()) {
    return JournalRefusal{JournalError::already_there,
                          (*place)->path().string() +
                              " has a board already. Name another file with --data: a board is "
                              "imported where none is."};
  }
  const auto file = (*place)->make_file();
  if (!file) {
    return file.error();
  }
  if (auto refusal = fill((*file)->part())) {
    return *std::move(refusal);
  }
  const auto counts = check_written((*file)->part());
  if (!counts) {
    return refuse((*place)->path(), counts.error(), Task::write);
  }
  WrittenJournal written{(*place)->path(), *counts, size_of((*file)->part())};
  if (auto refusal = (*place)->put(**file)) {
    return *std::move(refusal);
  }
  return written;
}

JournalRefusal refuse_line(const std::filesystem::path& file, std::size_t line,
                           std::string_view reason) {
  return {JournalError::damaged, file.string() + ", line " + std::to_string(line) + ": " +
                                     std::string(reason) + ". Nothing was imported."};
}

namespace {

// Takes the lines one by one.
class ExportImport {
 public:
  ExportImport(LineReader& lines, const std::filesystem::path& source,
               const std::filesystem::path& empty_file)
      : lines_(lines), source_(source), file_(empty_file) {}

  std::optional<JournalRefusal> run() {
    for (const auto part : {&ExportImport::take_header, &ExportImport::take_talks,
                            &ExportImport::take_changes, &ExportImport::compare_talks}) {
      if (auto refusal = (this->*part)()) {
        return refusal;
      }
    }
    return said(builder_->finish());
  }

 private:
  using Refused = std::optional<JournalRefusal>;

  Refused refuse_here(std::string_view reason) const {
    return refuse_line(source_, lines_.number(), reason);
  }

  // A fault of the file that is being written.
  Refused said(const std::optional<JournalFault>& fault) const {
    return fault ? Refused(refuse(file_, *fault, Task::write)) : std::nullopt;
  }

  Refused next(const std::string& expected) {
    if (lines_.next()) {
      return std::nullopt;
    }
    return refuse_here(lines_.too_long() ? "it is too long" : "the file ends before " + expected);
  }

  Refused take_header() {
    auto header = read_export_header(lines_.line());
    if (!header) {
      return refuse_here("it is not the header of an exported board");
    }
    if (header->format > export_format) {
      return refuse_here("a newer version of Skillboard wrote this, in format " +
                         std::to_string(header->format) + "; use that version");
    }
    header_ = *std::move(header);
    auto builder = JournalBuilder::begin(file_, header_.device_key);
    if (!builder) {
      return said(builder.error());
    }
    builder_ = *std::move(builder);
    return std::nullopt;
  }

  Refused take_talks() {
    for (std::size_t count = 1; count <= header_.talks; ++count) {
      if (auto refusal =
              next("talk " + std::to_string(count) + " of " + std::to_string(header_.talks))) {
        return refusal;
      }
      talks_.push_back(lines_.line());
    }
    return std::nullopt;
  }

  Refused take_changes() {
    for (Version version = 1; version <= header_.version; ++version) {
      const std::string which =
          "change " + std::to_string(version) + " of " + std::to_string(header_.version);
      if (auto refusal = next(which)) {
        return refusal;
      }
      auto change = read_exported_change(lines_.line());
      if (!change || change->version != version) {
        return refuse_here("it is not " + which);
      }
      if (!found_what_it_says(builder_->talks(), *change)) {
        return refuse_here("it does not go with the changes before it");
      }
      if (auto refusal = said(builder_->add(*std::move(change)))) {
        return refusal;
      }
    }
    return lines_.next() || lines_.too_long() ? refuse_here("there is more after the last change")
                                              : std::nullopt;
  }

  Refused compare_talks() {
    const auto on_board = builder_->talks().talks();
    for (std::size_t i = 0; i < talks_.size(); ++i) {
      constexpr std::size_t first = 2;  // the line
      if (i >= on_board.size() || !is_same_line(talks_[i], export_line(*on_board[i]))) {
        return refuse_line(source_, first + i, "it is not the talk that the changes lead to");
      }
    }
    return talks_.size() == on_board.size()
               ? std::nullopt
               : Refused(refuse_line(source_, 1, "the changes lead to more talks than it says"));
  }

  LineReader& lines_;
  const std::filesystem::path& source_;
  const std::filesystem::path& file_;
  ExportHeader header_;
  std::vector<std::string> talks_;  // their lines
  std::unique_ptr<JournalBuilder> builder_;
};

}  // namespace

std::optional<JournalRefusal> import_lines(LineReader& lines, const std::filesystem::path& source,
                                           const std::filesystem::path& empty_file) {
  return ExportImport(lines, source, empty_file).run();
}

}  // namespace skillboard
