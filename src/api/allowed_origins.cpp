#include "skillboard/api/allowed_origins.hpp"

#include <boost/asio/awaitable.hpp>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

namespace skillboard {

namespace asio = boost::asio;

namespace {

ResponsePointer share_response(const ResponsePointer& response, const std::string& origin) {
  Response shared(*response, "Access-Control-Allow-Origin", origin);
  shared = Response(std::move(shared), "Access-Control-Expose-Headers", "ETag, Preference-Applied");
  return std::make_shared<const Response>(std::move(shared), "Vary", "Origin");
}

asio::awaitable<ResponsePointer> share_later(asio::awaitable<ResponsePointer> later,
                                             std::string origin) {
  const ResponsePointer response = co_await std::move(later);
  co_return share_response(response, origin);
}

// A poll that is parked for such a page.
class SharedPoll final : public Follower {
 public:
  SharedPoll(Handler& handler, Park park, std::string origin)
      : handler_(handler), park_(std::move(park)), origin_(std::move(origin)) {
    if (park_.follower) {
      park_.follower->attach(relay_, 0);
    }
  }

  ResponsePointer answer(WakeReason reason) override {
    const ResponsePointer response = park_.follower ? park_.follower->answer(reason)
                                                    : handler_.answer_parked(park_.ticket, reason);
    return response ? share_response(response, origin_) : nullptr;
  }

  std::chrono::milliseconds wait_left() const override { return park_.follower->wait_left(); }

 private:
  // Who is woken inside is woken as this one.
  class Relay final : public Waker {
   public:
    explicit Relay(SharedPoll& poll) : poll_(poll) {}

    void wake(int) override { poll_.wake(); }

   private:
    SharedPoll& poll_;
  };

  Handler& handler_;
  Relay relay_{*this};
  Park park_;
  std::string origin_;
};

}  // namespace

bool AllowedOrigins::include(const Request& request) const {
  return !origins_.empty() && std::ranges::find(origins_, request.find("Origin")) != origins_.end();
}

ResponsePointer AllowedOrigins::answer_preflight(const Request& request) {
  ResponseDraft draft;
  draft.status = 204;
  draft.set("Access-Control-Allow-Methods", "GET, HEAD");
  draft.set("Access-Control-Allow-Headers", "If-None-Match, Last-Event-ID, Prefer");
  draft.set("Access-Control-Max-Age", "86400");
  return share_response(make_response(std::move(draft)), std::string(request.find("Origin")));
}

Request AllowedOrigins::without_cookies(const Request& request) {
  Request anonymous = request;
  std::erase_if(anonymous.fields,
                [](const Field& field) { return Request::same_field_name(field.name, "Cookie"); });
  return anonymous;
}

Outcome AllowedOrigins::share(Outcome outcome, const Request& request, Handler& handler) {
  std::string origin(request.find("Origin"));
  if (auto* response = std::get_if<ResponsePointer>(&outcome)) {
    return share_response(*response, origin);
  }
  if (auto* park = std::get_if<Park>(&outcome)) {
    const auto wait = park->wait;
    return Park{0, wait,
                std::make_unique<SharedPoll>(handler, std::move(*park), std::move(origin))};
  }
  if (auto* stream = std::get_if<Stream>(&outcome)) {
    stream->head = share_response(stream->head, origin);
    return outcome;
  }
  return share_later(std::get<asio::awaitable<ResponsePointer>>(std::move(outcome)),
                     std::move(origin));
}

}  // namespace skillboard
