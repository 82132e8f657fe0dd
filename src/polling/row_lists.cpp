#include "skillboard/polling/row_lists.hpp"

namespace skillboard {

void RowLists::append(std::size_t list, Row row) {
  if (row >= links_.size()) {
    links_.resize(row + std::size_t{1});
  }
  remove(row);
  Ends& ends = ends_[list];
  links_[row] = {ends.last, no_row, static_cast<std::uint32_t>(list)};
  (ends.last == no_row ? ends.first : links_[ends.last].next) = row;
  ends.last = row;
  ++size_;
}

void RowLists::remove(Row row) {
  if (row >= links_.size() || links_[row].list == no_list) {
    return;
  }
  const Link link = links_[row];
  Ends& ends = ends_[link.list];
  (link.previous == no_row ? ends.first : links_[link.previous].next) = link.next;
  (link.next == no_row ? ends.last : links_[link.next].previous) = link.previous;
  links_[row] = {};
  --size_;
}

}  // namespace skillboard
