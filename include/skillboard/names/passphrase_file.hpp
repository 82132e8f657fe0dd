#pragma once

#include <boost/system/result.hpp>

#include <string>

#include "skillboard/names/passphrase.hpp"

namespace skillboard {

// Why a passphrase cannot be used: a sentence for the person who started the server, which says
// what to do. It never tells anything of the phrase.
struct PassphraseRefusal {
  std::string sentence;
};

// The passphrase that is the first line of the file (see `Passphrase::read`). Reads no more of the
// file than a line may have, and waits for the disk.
boost::system::result<Passphrase, PassphraseRefusal> read_passphrase_file(
    const std::string& path, const DeviceHashes& hashes);

}  // namespace skillboard
