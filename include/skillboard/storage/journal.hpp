#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
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
  // What the tokens of devices are hashed with. Made with the journal, and stays with it.
  std::string device_key;
  TalkStore talks;
  // Those not older than the journal was told to keep them, oldest first.
  std::vector<Receipt> receipts;
  // When each device was seen last.
  std::vector<Sighting> sightings;
};

// A part of the history: the changes that fit all of it.
struct HistoryQuery {
  Version after = 0;
  Version before = std::numeric_limits<std::int64_t>::max();
  // By whom, under exactly this name; empty for everybody.
  std::string by{};
  // By the device with this handle; empty for all.
  std::string device{};
  // The id of the talk that they are about; empty for all.
  std::string talk{};
  bool newest_first = false;
  std::size_t most = 50;

  // For one change alone; its version is not 0.
  static HistoryQuery one(Version version) {
    return {.after = version - 1, .before = version + 1, .most = 1};
  }
};

// Where changes become durable, and the only source from which a board learns of them.
//
// All functions are called on the loop's thread, and all handlers and the reader are called there,
// never from within the call that started them. One `append` or `recover` is under way at a time.
//
// A `Purged` in a change that is appended also takes what it erases out of all that the journal
// keeps, by the same commit.
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
  using Reading = std::function<void(boost::system::result<std::vector<Change>>)>;
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

  // Reads changes that are durable, as they stand in the history now: what has been purged is gone
  // from them. Costs what is read, however long the history is. Any number may be under way; an
  // error harms nothing else.
  virtual void read(HistoryQuery query, Reading handler) = 0;

  // Offers the board as it stands, which must be at the last version that the reader was told of.
  // The journal keeps it when it finds that start-up would gain from it. Costs the caller a copy
  // of pointers when it does, and next to nothing when it does not.
  virtual void offer_snapshot(const TalkStore& talks) = 0;
};

}  // namespace skillboard
