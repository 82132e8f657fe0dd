#include "skillboard/http/content_coding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <new>
#include <stdexcept>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

std::string_view token(ContentCoding coding) {
  switch (coding) {
    case ContentCoding::identity:
      return "";
    case ContentCoding::gzip:
      return "gzip";
    case ContentCoding::brotli:
      return "br";
  }
  throw std::logic_error("not a ContentCoding");
}

namespace {

// The header zlib writes has no name and no time, so that the same bytes always give the same.
std::string encode_gzip(std::string_view bytes) {
  constexpr int window_bits = 15;
  constexpr int with_gzip_header = 16;
  constexpr int most_memory = 9;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits + with_gzip_header,
                   most_memory, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string encoded(deflateBound(&stream, bytes.size()), '\0');
  // zlib reads through this pointer only, but was written before const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(encoded.data());
  stream.avail_out = static_cast<uInt>(encoded.size());
  const int result = deflate(&stream, Z_FINISH);
  encoded.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) {
    throw std::runtime_error("zlib could not encode");
  }
  return encoded;
}

// One below the best: 2 % more bytes for a fifth of the time, which every start takes.
constexpr int brotli_quality = 10;

std::string encode_brotli(std::string_view bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string encoded(size, '\0');
  if (BrotliEncoderCompress(brotli_quality, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_GENERIC,
                            bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                            &size,
                            reinterpret_cast<std::uint8_t*>(encoded.data())) == BROTLI_FALSE) {
    throw std::runtime_error("brotli could not encode");
  }
  encoded.resize(size);
  return encoded;
}

}  // namespace

std::string encode(ContentCoding coding, std::string_view bytes) {
  switch (coding) {
    case ContentCoding::identity:
      return std::string(bytes);
    case ContentCoding::gzip:
      return encode_gzip(bytes);
    case ContentCoding::brotli:
      return encode_brotli(bytes);
  }
  throw std::logic_error("not a ContentCoding");
}

namespace {

constexpr unsigned wanted = 1000;

// `0[.ddd]` or `1[.000]` (RFC 9110, section 12.4.2), in thousandths; 0 for nonsense, which errs to
// the bytes as they are.
unsigned read_weight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1') ||
      (text.size() > 1 && text[1] != '.')) {
    return 0;
  }
  unsigned weight = text[0] == '1' ? wanted : 0;
  unsigned place = 100;
  for (const char digit : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (digit < '0' || digit > '9') {
      return 0;
    }
    weight += place * static_cast<unsigned>(digit - '0');
    place /= 10;
  }
  return weight <= wanted ? weight : 0;
}

unsigned weight_of(std::string_view parameters) {
  unsigned weight = wanted;
  while (!parameters.empty()) {
    const std::string_view parameter = take_part(parameters, ';');
    if (equal_ignoring_case(parameter.substr(0, 2), "q=")) {
      weight = read_weight(parameter.substr(2));
    }
  }
  return weight;
}

bool names(std::string_view name, ContentCoding coding) {
  switch (coding) {
    case ContentCoding::identity:
      return equal_ignoring_case(name, "identity");
    case ContentCoding::gzip:
      return equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip");
    case ContentCoding::brotli:
      return equal_ignoring_case(name, "br");
  }
  return false;
}

}  // namespace

unsigned quality(const Request& request, ContentCoding coding) {
  std::optional<unsigned> named;
  std::optional<unsigned> any;
  request.each("Accept-Encoding", [&](std::string_view value) {
    each_element(value, [&](std::string_view element) {
      const std::string_view name = take_part(element, ';');
      if (!named && names(name, coding)) {
        named = weight_of(element);
      } else if (!any && name == "*") {
        any = weight_of(element);
      }
    });
  });
  if (named || any) {
    return named ? *named : *any;
  }
  // Whoever names codings and not this one takes the plain bytes, but rather what it named.
  const unsigned plain = request.has("Accept-Encoding") ? 1 : wanted;
  return coding == ContentCoding::identity ? plain : 0;
}

}  // namespace skillboard
