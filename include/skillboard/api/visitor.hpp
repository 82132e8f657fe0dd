#pragma once

#include <boost/system/result.hpp>

#include <optional>
#include <string>

#include "skillboard/board/board.hpp"
#include "skillboard/board/submission.hpp"
#include "skillboard/http/cookies.hpp"
#include "skillboard/http/problem.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"
#include "skillboard/names/device_token.hpp"

namespace skillboard {

// Who sends a request, as far as that is known.
struct Visitor {
  std::string token{};   // of the device; empty when it has none
  std::string device{};  // the hash of that
  // Whether what is said between us goes over TLS.
  bool https = false;
};

struct VisitorOptions {
  // Scheme, host and port that members use; empty for what each request is for.
  std::string public_url;
  // Below which the board is on its host (`read_base_path`).
  std::string base_path = "/";
  // Whether members reach the board by https, whatever a proxy says.
  bool https = false;
  // The header in which a trusted proxy names whom it has signed in; empty for none.
  std::string user_header;
};

// Knows the devices by their cookies.
class Visitors {
 public:
  // Both outlive it. Nothing is asked before the board has started.
  Visitors(const Board& board, const VisitorOptions& options) : board_(board), options_(options) {}

  Visitor identify(const Request& request);

  // Who acts by this request: under the name that the proxy says, or else `Board-Name` (UTF-8,
  // percent-encoded), or else `author`. Refused with 400 when a name cannot be read.
  boost::system::result<Actor, Problem> read_actor(const Request& request, const Visitor& visitor,
                                                   std::string author) const;

  // Whether names are what a proxy says, and are held by no device.
  bool are_signed_in() const { return !options_.user_header.empty(); }

  // The name that the proxy says; nothing when there is none, or it is not to be believed.
  std::optional<std::string> signed_in(const Request& request) const;

  // Scheme, host and port by which the visitor has reached us.
  std::string origin(const Request& request, const Visitor& visitor) const;

  // That, and the path of the board's page.
  std::string address(const Request& request, const Visitor& visitor) const {
    return origin(request, visitor) + options_.base_path;
  }

  // Of the cookies that this board gives them.
  CookieScope cookie_scope(const Visitor& visitor) const {
    return {visitor.https, options_.base_path};
  }

  // The page, with the cookie that makes the browser a device, or lets it stay one. Gives the
  // visitor a token who has none.
  ResponsePointer welcome(const Request& request, Visitor& visitor, const ResponsePointer& page);

  // Any answer with that cookie.
  ResponsePointer with_device(Visitor& visitor, const ResponsePointer& answer);

  const DeviceHashes& hashes();

 private:
  const Board& board_;
  const VisitorOptions& options_;
  std::optional<DeviceHashes> hashes_;
};

}  // namespace skillboard
