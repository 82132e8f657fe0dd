#include "skillboard/http/encoded_file.hpp"

#include <algorithm>
#include <iterator>

#include "skillboard/http/media_types.hpp"

namespace skillboard {

EncodedFile encode_file(TreeFile file) {
  EncodedFile encoded{.path = file.path.generic_string(), .codings = {}};
  if (media_type_of(file.path.filename().native()).compressible) {
    for (const ContentCoding coding : {ContentCoding::brotli, ContentCoding::gzip}) {
      if (std::string bytes = encode(coding, file.bytes); bytes.size() < file.bytes.size()) {
        encoded.codings.emplace_back(coding, std::move(bytes));
      }
    }
  }
  encoded.codings.emplace_back(ContentCoding::identity, std::move(file.bytes));
  return encoded;
}

boost::system::result<std::vector<EncodedFile>> read_encoded(const std::filesystem::path& folder) {
  auto files = read_tree(folder);
  if (!files) {
    return files.error();
  }
  std::ranges::sort(*files, {}, &TreeFile::path);
  std::vector<EncodedFile> encoded;
  std::ranges::transform(*files, std::back_inserter(encoded),
                         [](TreeFile& file) { return encode_file(std::move(file)); });
  return encoded;
}

}  // namespace skillboard
