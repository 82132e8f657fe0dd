#include "skillboard/http/websocket_handshake.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

constexpr std::string_view version = "13";
// Of RFC 6455, section 1.3, so that no server says yes that does not know the protocol.
constexpr std::string_view guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
constexpr std::size_t sha1_size = 20;

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string text(4 * ((size + 2) / 3) + 1, '\0');  // OpenSSL ends it with a zero
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

// Section 4.2.2.
std::string accept_key(std::string_view key) {
  const std::string text = std::string(key).append(guid);
  std::array<unsigned char, sha1_size> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return base64(digest.data(), digest.size());
}

// 16 bytes in base64.
bool is_key(std::string_view key) {
  const auto is_digit = [](char character) {
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
           (character >= '0' && character <= '9') || character == '+' || character == '/';
  };
  return key.size() == 24 && key.ends_with("==") &&
         std::ranges::all_of(key.substr(0, 22), is_digit);
}

bool lists(const Request& request, std::string_view field, std::string_view wanted) {
  bool found = false;
  request.each(field, [&](std::string_view list) {
    each_element(list, [&](std::string_view element) {
      found = found || equal_ignoring_case(element, wanted);
    });
  });
  return found;
}

std::size_t count(const Request& request, std::string_view field) {
  std::size_t found = 0;
  request.each(field, [&](std::string_view) { ++found; });
  return found;
}

ResponsePointer refuse(Problem problem) {
  return make_response(problem_response(problem));
}

ResponsePointer wrong_version() {
  ResponseDraft draft = problem_response(
      {426, "websocket-version", "This WebSocket cannot be opened", "It takes version 13.", ""});
  draft.set("Sec-WebSocket-Version", std::string(version));
  draft.set("Upgrade", "websocket");
  return make_response(std::move(draft));
}

}  // namespace

bool asks_for_websocket(const Request& request) {
  return request.method == boost::beast::http::verb::get && !request.http_1_0 &&
         lists(request, "Upgrade", "websocket") && lists(request, "Connection", "upgrade");
}

boost::system::result<ResponseDraft, ResponsePointer> accept_websocket(
    const Request& request, std::string_view subprotocol) {
  if (request.find("Sec-WebSocket-Version") != version) {
    return wrong_version();
  }
  const std::string_view key = request.find("Sec-WebSocket-Key");
  if (count(request, "Sec-WebSocket-Key") != 1 || !is_key(key)) {
    return refuse({400, "websocket-key", "This WebSocket cannot be opened",
                   "Sec-WebSocket-Key has to be 16 bytes in base64.", ""});
  }
  const bool offers = request.has("Sec-WebSocket-Protocol");
  if (offers && !lists(request, "Sec-WebSocket-Protocol", subprotocol)) {
    return refuse({400, "websocket-protocol", "This WebSocket cannot be opened",
                   "The subprotocol here is " + std::string(subprotocol) + ".", ""});
  }
  ResponseDraft draft;
  draft.status = 101;
  draft.stream = true;
  draft.set("Upgrade", "websocket");
  draft.set("Sec-WebSocket-Accept", accept_key(key));
  if (offers) {
    draft.set("Sec-WebSocket-Protocol", std::string(subprotocol));
  }
  return draft;
}

}  // namespace skillboard
