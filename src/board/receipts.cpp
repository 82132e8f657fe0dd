#include "skillboard/board/receipts.hpp"

#include <utility>

namespace skillboard {

const Receipt* Receipts::find(const std::string& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &found->second;
}

void Receipts::add(Receipt receipt) {
  const Instant oldest = receipt.decided - kept_;
  by_age_.push_back(receipt.key);
  std::string key = receipt.key;
  by_key_.insert_or_assign(std::move(key), std::move(receipt));
  while (by_age_.size() > most_ || by_key_.at(by_age_.front()).decided < oldest) {
    forget_oldest();
  }
}

void Receipts::clear() {
  by_key_.clear();
  by_age_.clear();
}

void Receipts::forget_oldest() {
  by_key_.erase(by_age_.front());
  by_age_.pop_front();
}

}  // namespace skillboard
