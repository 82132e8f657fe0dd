#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "skillboard/storage/entry.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// The board as the journal has it.
struct Recovered {
  // Made with the journal, and anew when a journal is restored from a backup or emptied: with it a
  // version never stands for two different contents. 1 to 32 letters and digits.
  std::string epoch;
  TalkStore talks;
  // Those not older than the journal was told to keep them, oldest first.
  std::vector<Receipt> receipts;
};

// Where changes become durable, and the only source from which a board learns of them.
//
// All functions are called on the loop's thread, and all handlers and the reader are called there,
// never from within the call that started them. One `append` or `recover` is under way at a time.
class Journal {
 public:
  // Learns of every entry that became durable, in order, each once.
  class Reader {
   public:
    virtual void committed(std::span<const Entry> entries) = 0;

   protected:
    ~Reader() = default;
  };

  using Recovering = std::function<void(boost::system::result<Recovered>)>;
  using Appending = std::function<void(boost::system::error_code)>;

  virtual ~Journal() = default;

  // Reads all there is, by the same road at start-up and after a failure, and proves that writing
  // is possible. From its success on, `reader` is told of what is appended; it outlives the
  // journal's use. An earlier reader is forgotten.
  virtual void recover(Reader& reader, Recovering handler) = 0;

  // Makes the entries durable, all or none, provided that the last change in the journal is number
  // `expected`; their changes continue it without a gap. On success the reader is told first, then
  // the handler.
  //
  // After an error none of them happened as far as anybody was told, the state of the file is
  // unknown, and the journal takes nothing more until it has recovered. `JournalError::conflict`
  // means that somebody else wrote meanwhile.
  virtual void append(Version expected, std::vector<Entry> entries, Appending handler) = 0;

  // Offers the board as it stands, which must be at the last version that the reader was told of.
  // The journal keeps it when it finds that start-up would gain from it. Costs the caller a copy
  // of pointers when it does, and next to nothing when it does not.
  virtual void offer_snapshot(const TalkStore& talks) = 0;
};

}  // namespace skillboard
