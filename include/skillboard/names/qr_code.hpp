#pragma once

#include <string>

namespace skillboard {

// A QR code as an image of squares.
struct QrCode {
  // The width and height of the whole, with the margin of four light squares that readers need.
  int size = 0;
  // The dark squares as an SVG path of ASCII, to be filled in a viewBox of `size` by `size`.
  std::string path;
};

// The text as UTF-8, in the smallest code that can be read when 15 of 100 squares are damaged
// (error correction M). For texts of our own: one that does not fit, of more than some 2,000 bytes,
// throws std::length_error. Costs a millisecond or so for a link of usual length.
QrCode make_qr_code(const std::string& text);

}  // namespace skillboard
