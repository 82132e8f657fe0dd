#include "skillboard/names/join_codes.hpp"

#include <utility>

#include "skillboard/names/base32.hpp"
#include "skillboard/names/secrets.hpp"

namespace skillboard {

namespace {

constexpr std::size_t random_bytes_of_code = 5;
constexpr std::size_t code_length = 8;

// Of ASCII alone, whatever the locale.
char to_capital(char character) {
  return 'a' <= character && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                              : character;
}

char as_meant(char character) {
  const char capital = to_capital(character);
  if (capital == 'O') {
    return '0';
  }
  return capital == 'I' || capital == 'L' ? '1' : capital;
}

// As a code is written; empty when it is too long for one.
std::string read_code(std::string_view text) {
  std::string code;
  for (const char character : text) {
    if (character == ' ' || character == '-') {
      continue;
    }
    if (code.size() == code_length) {
      return {};
    }
    code += as_meant(character);
  }
  return code;
}

std::string make_code() {
  std::string code = to_base32(random_bytes(random_bytes_of_code));
  for (char& character : code) {
    character = to_capital(character);
  }
  return code;
}

}  // namespace

JoinCode JoinCodes::make(std::string name, std::string maker, Instant now) {
  std::erase_if(codes_, [&](const Kept& kept) {
    return kept.code.expires <= now || kept.grant.name == name;
  });
  if (codes_.size() >= most_) {
    codes_.erase(codes_.begin());
  }
  JoinCode code{make_code(), now + lifetime};
  codes_.push_back({{.name = std::move(name), .maker = std::move(maker)}, code, {}});
  return code;
}

std::optional<JoinCodes::Grant> JoinCodes::take(std::string_view text, std::string_view taker,
                                                Instant now) {
  std::erase_if(codes_, [&](const Kept& kept) { return kept.code.expires <= now; });
  const std::string code = read_code(text);
  // All of them are looked at, each in the same time, instead of looking it up: how far a look-up
  // gets tells of the code that is next to it.
  auto found = codes_.end();
  for (auto kept = codes_.begin(); kept != codes_.end(); ++kept) {
    if (equal_secrets(kept->code.text, code)) {
      found = kept;
    }
  }
  if (found == codes_.end() || (!found->taker.empty() && found->taker != taker)) {
    return std::nullopt;
  }
  Grant grant = found->grant;
  grant.again = !found->taker.empty();
  found->taker = taker;
  return grant;
}

}  // namespace skillboard
