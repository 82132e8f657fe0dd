#include "skillboard/names/passphrase_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

#include "skillboard/names/secrets.hpp"

namespace skillboard {

namespace {

// To follow the name of the file.
std::string_view describe(PassphraseFault fault) {
  switch (fault) {
    case PassphraseFault::no_text:
      return "does not begin with a line of UTF-8. Save it as UTF-8.";
    case PassphraseFault::too_short:
      return "begins with a passphrase of fewer than 8 characters. Choose a longer one.";
    case PassphraseFault::too_long:
      return "begins with a line of more than 1,000 bytes. Choose a shorter passphrase.";
    case PassphraseFault::no_hash:
      return "begins like a hash of Argon2, but not with one of Argon2id that can be used. Put the "
             "passphrase itself there, or a string \"$argon2id$…\" of fewer than 128 characters.";
  }
  return "cannot be used.";
}

PassphraseRefusal refuse(const std::string& path, std::string_view why) {
  return {std::string(path).append(" ").append(why)};
}

// The first line, or so much of it that it is too long; nothing when the file cannot be read.
std::optional<std::string> read_line(const std::string& path) {
  // Without a buffer of its own, in which the phrase would stay.
  std::ifstream file;
  file.rdbuf()->pubsetbuf(nullptr, 0);
  file.open(path, std::ios::binary);
  // Room for what is needed to tell that there is too much, so that it is never moved.
  std::string line(Passphrase::most_bytes + 1, '\0');
  if (!file.read(line.data(), static_cast<std::streamsize>(line.size())) && !file.eof()) {
    return std::nullopt;
  }
  line.resize(static_cast<std::size_t>(file.gcount()));
  line.resize(std::min(line.find('\n'), line.size()));
  return line;
}

// Some editors begin a file of UTF-8 with a byte order mark.
std::string_view without_mark(std::string_view line) {
  constexpr std::string_view mark = "\uFEFF";
  return line.starts_with(mark) ? line.substr(mark.size()) : line;
}

}  // namespace

boost::system::result<Passphrase, PassphraseRefusal> read_passphrase_file(
    const std::string& path, const DeviceHashes& hashes) {
  auto line = read_line(path);
  if (!line) {
    return refuse(path, "cannot be read. See that it is there and that this server may read it.");
  }
  auto passphrase = Passphrase::read(without_mark(*line), hashes);
  wipe(*line);
  if (!passphrase) {
    return refuse(path, describe(passphrase.error()));
  }
  return *std::move(passphrase);
}

}  // namespace skillboard
