#include "skillboard/storage/journal_builder.hpp"

#include <chrono>
#include <utility>

#include "skillboard/storage/journal_tables.hpp"
#include "skillboard/storage/journal_writing.hpp"
#include "skillboard/storage/random_id.hpp"

namespace skillboard {

using boost::system::error_code;

boost::system::result<std::unique_ptr<JournalBuilder>, JournalFault> JournalBuilder::begin(
    const std::filesystem::path& file, std::string device_key) {
  auto database = SqliteDatabase::open(file, std::chrono::seconds(0));
  if (!database) {
    return JournalFault{JournalError::cannot_write, {}};
  }
  std::unique_ptr<JournalBuilder> builder(new JournalBuilder(*std::move(database)));
  if (const error_code error = builder->prepare(std::move(device_key))) {
    return fault(builder->database_, error);
  }
  return builder;
}

error_code JournalBuilder::prepare(std::string device_key) {
  device_key_ = std::move(device_key);
  if (const error_code error = create_tables(database_)) {
    return error;
  }
  return transaction_.begin();
}

std::optional<JournalFault> JournalBuilder::add(Change change) {
  constexpr std::size_t most = 500;
  talks_.apply(change);
  batch_.push_back({.change = std::move(change)});
  const error_code error = batch_.size() < most ? error_code() : insert_batch();
  return error ? std::optional(fault(database_, error)) : std::nullopt;
}

std::optional<JournalFault> JournalBuilder::finish() {
  for (const auto step : {&JournalBuilder::insert_batch, &JournalBuilder::insert_snapshot}) {
    if (const error_code error = (this->*step)()) {
      return fault(database_, error);
    }
  }
  const error_code error = transaction_.commit();
  return error ? std::optional(fault(database_, error)) : std::nullopt;
}

error_code JournalBuilder::insert_batch() {
  const error_code error = insert_entries(database_, batch_);
  batch_.clear();
  return error;
}

error_code JournalBuilder::insert_snapshot() {
  return replace_snapshot(database_, {.epoch = make_random_id(),
                                      .device_key = device_key_,
                                      .version = talks_.version(),
                                      .talks = talks_.kept_talks(),
                                      .names = talks_.roster().names()});
}

}  // namespace skillboard
