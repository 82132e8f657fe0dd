#include "skillboard/storage/line_reader.hpp"

namespace skillboard {

bool LineReader::next() {
  if (too_long()) {
    return false;
  }
  line_.clear();
  ++number_;
  using Traits = std::istream::traits_type;
  for (auto character = stream_.rdbuf()->sbumpc(); !Traits::eq_int_type(character, Traits::eof());
       character = stream_.rdbuf()->sbumpc()) {
    if (character == '\n') {
      return true;
    }
    line_ += Traits::to_char_type(character);
    if (too_long()) {
      return false;
    }
  }
  return !line_.empty();
}

}  // namespace skillboard
