#include "skillboard/api/door.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <utility>

#include "skillboard/api/answers.hpp"
#include "skillboard/api/problems.hpp"
#include "skillboard/api/write_request.hpp"
#include "skillboard/board/json_object.hpp"
#include "skillboard/http/cookies.hpp"
#include "skillboard/http/standard_answers.hpp"
#include "skillboard/names/secrets.hpp"

namespace skillboard {

namespace asio = boost::asio;
using boost::beast::http::verb;

namespace {

constexpr const char* admission_cookie = "skillboard-admission";

// Each takes 64 MiB and a good part of a second.
constexpr std::size_t most_knocking = 8;

// One more for as long as it lives, however it ends: there may be no memory to hash with.
class Counted {
 public:
  explicit Counted(std::size_t& count) : count_(count) { ++count_; }

  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

  ~Counted() { --count_; }

 private:
  std::size_t& count_;
};

// On the thread that this is for.
asio::awaitable<bool> verify(std::shared_ptr<const Passphrase> passphrase, std::string attempt) {
  const bool right = passphrase->verify(attempt);
  wipe(attempt);
  co_return right;
}

}  // namespace

bool Door::admits(const Request& request, const Visitor& visitor) {
  if (!passphrase_) {
    return true;
  }
  const auto admission =
      find_cookie(request, cookie_name(admission_cookie, visitors_.cookie_scope(visitor)));
  return admission && !visitor.token.empty() &&
         equal_secrets(*admission,
                       visitors_.hashes().admission(visitor.token, passphrase_->digest()));
}

ResponsePointer Door::refusal() {
  ResponseDraft draft = problem_response({401, "passphrase-needed", "This board is closed",
                                          "It opens to those who know its passphrase.", ""});
  draft.set("WWW-Authenticate", "Passphrase realm=\"board\"");
  return make_response(std::move(draft));
}

void Door::add_to(std::vector<Route>& table) {
  table.push_back({{"door"},
                   {{verb::get, [this](const Call& call) { return look(call); }},
                    {verb::post, [this](const Call& call) { return knock(call); }}}});
}

Outcome Door::look(const Call& call) {
  const auto tell = [](bool is) { return is ? "true" : "false"; };
  return json_answer(200, JsonObject()
                              .value("closed", tell(is_closed()))
                              .value("admitted", tell(admits(call.request, call.visitor)))
                              .close());
}

Outcome Door::knock(const Call& call) {
  auto texts = read_texts(call.request, {"passphrase"});
  if (!texts) {
    return refused(texts.error());
  }
  if (!passphrase_) {
    return refused({404, "not-closed", "This board is open to all", "", ""});
  }
  if (ResponsePointer refusal = desk_.refuse_if_guessing(call.request)) {
    return refusal;
  }
  if (knocking_ >= most_knocking) {
    return too_many_requests(std::chrono::seconds(2));
  }
  return let_in(std::move(texts->front()), call.visitor);
}

asio::awaitable<ResponsePointer> Door::let_in(std::string attempt, Visitor visitor) {
  asio::awaitable<bool> verification = verify(passphrase_, std::move(attempt));
  bool right = false;
  {
    const Counted knock(knocking_);
    right = co_await asio::co_spawn(hashing_, std::move(verification), asio::use_awaitable);
  }
  if (!right) {
    co_return refused({403, "wrong-passphrase", "This is not the passphrase", "", "passphrase"});
  }
  const ResponsePointer answer = visitors_.with_device(visitor, done());
  std::string admission = visitors_.hashes().admission(visitor.token, passphrase_->digest());
  const Cookie cookie{admission_cookie, std::move(admission), visitors_.cookie_scope(visitor)};
  co_return std::make_shared<const Response>(*answer, "Set-Cookie", set_cookie(cookie));
}

}  // namespace skillboard
