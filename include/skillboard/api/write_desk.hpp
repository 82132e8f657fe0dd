#pragma once

#include <boost/system/result.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "skillboard/api/route.hpp"
#include "skillboard/api/visitor.hpp"
#include "skillboard/board/board.hpp"
#include "skillboard/http/handler.hpp"
#include "skillboard/http/rate_limiter.hpp"

namespace skillboard {

// How often one address, and one device, may do what costs others something.
struct WriteLimits {
  RateLimit per_address{.per_second = 20, .burst = 600};
  RateLimit per_device{.per_second = 3, .burst = 60};
  // Names that are claimed: a classroom at once, then one a minute.
  RateLimit names_per_address{.per_second = 1.0 / 60, .burst = 100};
  RateLimit names_per_device{.per_second = 1.0 / 600, .burst = 10};
  // Guesses at a code, a pair of words or the passphrase.
  RateLimit tries_per_address{.per_second = 5.0 / 60, .burst = 10};
};

// Takes writes: counts them, says who acts, and brings them to the board.
class WriteDesk {
 public:
  // All of them outlive it, and so do the coroutines' board.
  WriteDesk(Board& board, const Visitors& visitors, const WriteLimits& limits);

  // The answer to a write that comes too often; null when it does not.
  ResponsePointer refuse_if_too_often(const Request& request, const Visitor& visitor);

  // The same of a guess at a secret. `about` is what it is a guess at, where that has a limit of
  // its own, whoever guesses.
  ResponsePointer refuse_if_guessing(const Request& request, const std::string& about = {});

  // The name that what is written is under: `given`, unless the proxy says whose it is.
  std::string speaker(const Call& call, const std::string& given) const {
    return visitors_.signed_in(call.request).value_or(given);
  }

  // Has the board decide what the request wants, and answers with what it has decided. `author` is
  // who does it if the request does not name anybody else.
  Outcome write(const Call& call, Intention intention, std::string author = {});

  // The same for a request whose answer is not one of those that writes about talks have.
  using Telling = std::function<ResponsePointer(const Accepted&)>;
  Outcome write(const Call& call, Intention intention, const Telling& tell);

  // Has the device join a name, and answers with that (201). Who joins acts under no name, whatever
  // the request says: it may well be this one already, which is not theirs yet.
  Outcome join(const Call& call, JoinName wish);

  // The same about changes of the past: `Wish` is `UndoChanges`, `UndoWhatCanBe` or `PurgeFormer`.
  template <typename Wish>
  Outcome write_on_history(const Call& call, HistoryQuery query);

 private:
  Outcome write_as(boost::system::result<Actor, Problem> actor, const Call& call,
                   Intention intention, const Telling& tell);
  boost::system::result<Submission, ResponsePointer> prepare(
      const Call& call, boost::system::result<Actor, Problem> actor);
  // Whether acting under this name would claim it, and there have been too many of that.
  ResponsePointer refuse_if_too_many_names(const Call& call, const Actor& actor);

  Board& board_;
  const Visitors& visitors_;
  RateLimiter by_address_;
  RateLimiter by_device_;
  RateLimiter names_by_address_;
  RateLimiter names_by_device_;
  RateLimiter tries_by_address_;
  RateLimiter tries_by_subject_;
};

}  // namespace skillboard
