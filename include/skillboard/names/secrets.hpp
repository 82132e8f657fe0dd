#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace skillboard {

// What secrets are made of and compared with, by libsodium. All may be called on any thread.

// Readies libsodium; whatever here needs that has done so itself. Throws std::runtime_error when it
// cannot be done: the system has no random source.
void ready_libsodium();

// Bytes that nobody can guess, from the system's random source.
std::string random_bytes(std::size_t count);

// A number below `limit`, each as likely as any other.
std::uint32_t random_below(std::uint32_t limit);

// Whether they are equal. How long it takes tells of their lengths, and of nothing else.
bool equal_secrets(std::string_view left, std::string_view right);

// Overwrites the text where it stands, and leaves it empty. Copies that were made of it earlier, as
// by growing it, are not reached.
void wipe(std::string& secret);

}  // namespace skillboard
