#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace skillboard {

// The number of a row: small, since rows are numbered by descriptor.
using Row = std::uint32_t;
inline constexpr Row no_row = std::numeric_limits<Row>::max();

// A fixed number of lists, each of which holds rows in the order they were appended; a row is in
// one list at the most. The links stand in one array, twelve bytes a row, and nothing is allocated
// for an entry: that is why it is not a std::list.
class RowLists {
 public:
  explicit RowLists(std::size_t lists) : ends_(lists) {}

  // Puts the row at the end of the list, and takes it out of the one it is in.
  void append(std::size_t list, Row row);

  // Takes the row out of its list, if it is in one.
  void remove(Row row);

  // The first row of the list, or `no_row`.
  Row front(std::size_t list) const { return ends_[list].first; }

  // How many rows are in any list.
  std::size_t size() const { return size_; }

 private:
  struct Ends {
    Row first = no_row;
    Row last = no_row;
  };

  static constexpr std::uint32_t no_list = std::numeric_limits<std::uint32_t>::max();

  struct Link {
    Row previous = no_row;
    Row next = no_row;
    std::uint32_t list = no_list;
  };

  std::vector<Ends> ends_;
  std::vector<Link> links_;
  std::size_t size_ = 0;
};

}  // namespace skillboard
