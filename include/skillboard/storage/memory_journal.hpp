#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <string>
#include <vector>

#include "skillboard/storage/journal.hpp"

namespace skillboard {

// Keeps nothing beyond the process: for `--memory`.
class MemoryJournal final : public Journal {
 public:
  // Handlers run on `loop`.
  MemoryJournal(boost::asio::any_io_executor loop, std::string epoch);

  void recover(Reader& reader, Recovering handler) override;
  void append(Version expected, std::vector<Entry> entries, Appending handler) override;

  void offer_snapshot(const TalkStore&) override {}

 private:
  boost::asio::any_io_executor loop_;
  Recovered state_;
  Reader* reader_ = nullptr;
};

}  // namespace skillboard
