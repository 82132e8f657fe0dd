#include <cstdio>
#include <fstream>
#include <ostream>
#include <string_view>

#include "skillboard/http/encoded_file.hpp"

// Writes the source of `embedded_page`: the files below a folder, each encoded already, so that no
// start has to do that.
//
//   embed_page FOLDER OUTPUT

namespace skillboard {

namespace {

constexpr std::size_t bytes_in_a_line = 24;

std::string_view name_of(ContentCoding coding) {
  switch (coding) {
    case ContentCoding::identity:
      return "identity";
    case ContentCoding::gzip:
      return "gzip";
    case ContentCoding::brotli:
      return "brotli";
  }
  return {};
}

// As string literals, which compilers read many times faster than lists of numbers.
void write_bytes(std::ostream& output, std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i % bytes_in_a_line == 0) {
      output << (i == 0 ? "\"" : "\"\n\"");
    }
    output << '\\' << (byte >> 6U) << (byte >> 3U & 7U) << (byte & 7U);
  }
  output << (bytes.empty() ? "\"\"" : "\"");
}

void write_source(std::ostream& output, const std::vector<EncodedFile>& files) {
  output << "#include \"skillboard/app/embedded_page.hpp\"\n\nnamespace skillboard {\n\n"
            "std::vector<EncodedFile> embedded_page() {\n  return {\n";
  for (const EncodedFile& file : files) {
    output << "{\"" << file.path << "\", {\n";
    for (const auto& [coding, bytes] : file.codings) {
      output << "{ContentCoding::" << name_of(coding) << ", std::string(\n";
      write_bytes(output, bytes);
      output << ", " << bytes.size() << ")},\n";
    }
    output << "}},\n";
  }
  output << "  };\n}\n\n}  // namespace skillboard\n";
}

}  // namespace

}  // namespace skillboard

int main(int argument_count, char** arguments) {
  if (argument_count != 3) {
    std::fputs("usage: embed_page FOLDER OUTPUT\n", stderr);
    return 2;
  }
  const auto files = skillboard::read_encoded(arguments[1]);
  if (!files) {
    std::fprintf(stderr, "%s: %s\n", arguments[1], files.error().message().c_str());
    return 1;
  }
  std::ofstream output(arguments[2]);
  skillboard::write_source(output, *files);
  output.close();
  return output.fail() ? 1 : 0;
}
