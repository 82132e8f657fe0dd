#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "skillboard/api/route.hpp"
#include "skillboard/api/visitor.hpp"
#include "skillboard/api/write_desk.hpp"
#include "skillboard/http/request.hpp"
#include "skillboard/http/response.hpp"
#include "skillboard/names/passphrase.hpp"

namespace skillboard {

// Keeps a closed board for those who know its passphrase. Who has said it once gets a cookie, bound
// to the device, that is good until the phrase is another.
class Door {
 public:
  // Both outlive it.
  Door(Visitors& visitors, WriteDesk& desk) : visitors_(visitors), desk_(desk) {}

  // Closes the board; until then it is open to all.
  void close(Passphrase passphrase) {
    passphrase_ = std::make_shared<const Passphrase>(std::move(passphrase));
  }

  bool is_closed() const { return passphrase_ != nullptr; }

  // Whether this visitor may read and write.
  bool admits(const Request& request, const Visitor& visitor);

  // The answer to whom it does not admit (401).
  static ResponsePointer refusal();

  // Adds its rows to the table, which refer to this.
  void add_to(std::vector<Route>& table);

 private:
  Outcome look(const Call& call);
  Outcome knock(const Call& call);
  boost::asio::awaitable<ResponsePointer> let_in(std::string attempt, Visitor visitor);

  Visitors& visitors_;
  WriteDesk& desk_;
  std::shared_ptr<const Passphrase> passphrase_;  // null while it is open
  std::size_t knocking_ = 0;
  // Hashing a phrase takes the processor for longer than the loop may be held up. Last: its
  // destructor waits for what is under way.
  boost::asio::thread_pool hashing_{1};
};

}  // namespace skillboard
