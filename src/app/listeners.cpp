#include "skillboard/app/listeners.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace skillboard {

boost::system::result<void, std::string> Listeners::open(const ListenAddress& address,
                                                         const std::vector<PassedSocket>& passed) {
  if (passed.empty()) {
    return add().open(address);
  }
  for (const PassedSocket& socket : passed) {
    if (auto adopted = add().adopt(socket.descriptor); !adopted) {
      return adopted;
    }
  }
  return {};
}

void Listeners::start() {
  for (const auto& listener : listeners_) {
    listener->start();
  }
}

void Listeners::stop() {
  for (const auto& listener : listeners_) {
    listener->stop();
  }
}

std::vector<std::string> Listeners::urls() const {
  std::vector<std::string> urls;
  std::ranges::transform(listeners_, std::back_inserter(urls),
                         [](const auto& listener) { return listener->url(); });
  return urls;
}

Listener& Listeners::add() {
  listeners_.push_back(std::make_unique<Listener>(loop_, accept_));
  return *listeners_.back();
}

}  // namespace skillboard
