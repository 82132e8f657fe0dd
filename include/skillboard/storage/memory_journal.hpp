#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "skillboard/storage/journal.hpp"

namespace skillboard {

// Keeps nothing beyond the process: for `--memory`. Handlers that have not run when it is destroyed
// never do.
class MemoryJournal final : public Journal {
 public:
  // Handlers run on `loop`.
  MemoryJournal(boost::asio::any_io_executor loop, std::string epoch);

  void recover(Reader& reader, Recovering handler) override;
  void append(Version expected, std::vector<Entry> entries, Appending handler) override;

  // Looks through the whole history.
  void read(HistoryQuery query, Reading handler) override;

  void offer_snapshot(const TalkStore&) override {}

 private:
  // Runs the function on the loop, if the journal is still there.
  void post(std::function<void()> function);
  void keep(const Entry& entry);
  void purge(const Change& purging);

  boost::asio::any_io_executor loop_;
  Recovered state_;
  std::vector<Change> history_;
  Reader* reader_ = nullptr;
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace skillboard
