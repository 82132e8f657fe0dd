#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "skillboard/storage/entry.hpp"
#include "skillboard/talks/change.hpp"
#include "skillboard/talks/held_name.hpp"
#include "skillboard/talks/talk.hpp"

namespace skillboard {

// How what is kept stands in the journal's rows: JSON with stable names (docs/journal-format.md).
//
// Decoding takes exactly what encoding makes and nothing else: `JournalError::damaged` where
// anything is missing, left over, or of another kind; `JournalError::newer_format` where the record
// says that it is of a format this program does not know.

// What the journal says about the board as a whole.
struct BoardRecord {
  std::string epoch;
  std::string device_key;
  // The version that the snapshot shows, and of how many talks and names it consists.
  Version snapshot = 0;
  std::size_t talks = 0;
  std::size_t names = 0;

  bool operator==(const BoardRecord&) const = default;
};

// Whether epoch and device key are such as a journal is made with.
bool is_sound(const BoardRecord& board);

std::string encode(const BoardRecord& board);
std::string encode(const Change& change);
std::string encode(const Talk& talk);
std::string encode(const HeldName& name);
std::string encode(const Receipt& receipt);

boost::system::result<BoardRecord> decode_board(std::string_view record);
boost::system::result<Change> decode_change(std::string_view record);
boost::system::result<Talk> decode_talk(std::string_view record);
boost::system::result<HeldName> decode_name(std::string_view record);
boost::system::result<Receipt> decode_receipt(std::string_view record);

// CRC-32 (of zlib), which stands beside each record: SQLite would not notice a byte that flipped
// within a value, and JSON not one within a text.
std::uint32_t checksum(std::string_view record);

}  // namespace skillboard
