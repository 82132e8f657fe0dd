#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

#include "skillboard/storage/entry.hpp"

namespace skillboard {

// What was decided lately under which key, so that a retry is recognized. Bounded in age and
// number: the oldest go first.
class Receipts {
 public:
  Receipts(std::chrono::milliseconds kept, std::size_t most) : kept_(kept), most_(most) {}

  // The receipt of this key, or null; good until the next `add`.
  const Receipt* find(const std::string& key) const;

  void add(Receipt receipt);

  void clear();

 private:
  void forget_oldest();

  std::chrono::milliseconds kept_;
  std::size_t most_;
  std::unordered_map<std::string, Receipt> by_key_;
  std::deque<std::string> by_age_;
};

}  // namespace skillboard
