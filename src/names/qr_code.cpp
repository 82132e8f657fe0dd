#include "skillboard/names/qr_code.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include <cstdint>
#include <vector>

namespace skillboard {

namespace {

using qrcodegen::QrSegment;

constexpr int margin = 4;

qrcodegen::QrCode encode(const std::string& text) {
  // As bytes, whatever the text is: given a C string it would end at the first zero.
  const QrSegment segment = QrSegment::makeBytes({text.begin(), text.end()});
  return qrcodegen::QrCode::encodeSegments({segment}, qrcodegen::QrCode::Ecc::MEDIUM);
}

// As many dark squares as there are side by side from here on.
int count_dark(const qrcodegen::QrCode& code, int x, int y) {
  int count = 0;
  while (code.getModule(x + count, y)) {
    ++count;
  }
  return count;
}

void append_run(std::string& path, int x, int y, int length) {
  const std::string width = std::to_string(length);
  path.append("M").append(std::to_string(x + margin));
  path.append(" ").append(std::to_string(y + margin));
  path.append("h").append(width).append("v1h-").append(width).append("z");
}

}  // namespace

QrCode make_qr_code(const std::string& text) {
  const qrcodegen::QrCode code = encode(text);
  QrCode image{.size = code.getSize() + 2 * margin, .path = {}};
  for (int y = 0; y < code.getSize(); ++y) {
    // A square outside of the code is light, so a run ends with its row.
    for (int x = 0; x < code.getSize(); ++x) {
      if (const int length = count_dark(code, x, y); length > 0) {
        append_run(image.path, x, y, length);
        x += length;
      }
    }
  }
  return image;
}

}  // namespace skillboard
