#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "skillboard/talks/change.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// The lines of an exported board (docs/export-format.md): a header, each talk that stands on the
// board, and all changes. The changes are the board; the talks are there to be read.

constexpr std::uint64_t export_format = 1;

// None is longer than that.
constexpr std::size_t longest_export_line = 256UL * 1024 * 1024;

struct ExportHeader {
  std::uint64_t format = export_format;
  std::string program;  // the version of the program that wrote it
  Version version = 0;
  std::size_t talks = 0;  // on the board
  std::string device_key;
};

// Each without the end of the line.
std::string export_line(const ExportHeader& header);
std::string export_line(const Talk& talk);
std::string export_line(const Change& change);

// Whether a text begins with a header, of whatever format.
bool is_export(std::string_view first_line);

// Nothing when it is not such a line. Of a header of a newer format nothing but that is read.
std::optional<ExportHeader> read_export_header(std::string_view line);
std::optional<Change> read_exported_change(std::string_view line);

// Whether two lines say the same, in whatever order and with whatever space between.
bool is_same_line(std::string_view line, std::string_view other);

}  // namespace skillboard
