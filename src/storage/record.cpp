#include "skillboard/storage/record.hpp"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <utility>
#include <vector>

#include "skillboard/storage/error.hpp"
#include "skillboard/storage/event_record.hpp"
#include "skillboard/storage/member_reader.hpp"

namespace skillboard {

namespace {

using nlohmann::json;

constexpr std::uint64_t record_format = 1;

std::int64_t milliseconds(Instant instant) {
  return instant.time_since_epoch().count();
}

json to_json(const Comment& comment) {
  return {{"id", comment.id},
          {"author", comment.author},
          {"message", comment.message},
          {"written", milliseconds(comment.written)}};
}

std::vector<std::shared_ptr<const Comment>> read_comments(MemberReader& talk) {
  std::vector<std::shared_ptr<const Comment>> comments;
  for (json& value : talk.list("comments")) {
    MemberReader comment(std::move(value));
    comments.push_back(std::make_shared<const Comment>(
        Comment{comment.text("id"), comment.text("author"), comment.text("message"),
                comment.instant("written")}));
    if (!comment.finished()) {
      talk.fail();
    }
  }
  return comments;
}

std::string seal(json record) {
  record["format"] = record_format;
  return record.dump();
}

// Opens what `seal` closed and lets `read` take the rest.
template <typename Read>
auto unseal(std::string_view text, Read read)
    -> boost::system::result<decltype(read(std::declval<MemberReader&>()))> {
  MemberReader record(json::parse(text, nullptr, /*allow_exceptions=*/false));
  const std::uint64_t format = record.number("format");
  if (format > record_format) {
    return JournalError::newer_format;
  }
  if (format < record_format) {
    return JournalError::damaged;
  }
  auto value = read(record);
  if (!record.finished()) {
    return JournalError::damaged;
  }
  return value;
}

}  // namespace

std::string encode(const BoardRecord& board) {
  return seal({{"epoch", board.epoch}, {"snapshot", board.snapshot}, {"talks", board.talks}});
}

std::string encode(const Change& change) {
  json record = event_members(change.event);
  record["version"] = change.version;
  record["time"] = milliseconds(change.time);
  return seal(std::move(record));
}

std::string encode(const Talk& talk) {
  json comments = json::array();
  for (const auto& comment : talk.comments) {
    comments.push_back(to_json(*comment));
  }
  return seal({{"id", talk.id},
               {"title", talk.title},
               {"presenter", talk.presenter},
               {"summary", talk.summary},
               {"proposed", milliseconds(talk.proposed)},
               {"place", talk.place},
               {"version", talk.version},
               {"comments", std::move(comments)}});
}

std::string encode(const Receipt& receipt) {
  return seal({{"key", receipt.key},
               {"fingerprint", receipt.fingerprint},
               {"outcome", receipt.outcome},
               {"version", receipt.version},
               {"decided", milliseconds(receipt.decided)}});
}

boost::system::result<BoardRecord> decode_board(std::string_view record) {
  return unseal(record, [](MemberReader& board) {
    return BoardRecord{board.text("epoch"), board.number("snapshot"), board.number("talks")};
  });
}

boost::system::result<Change> decode_change(std::string_view record) {
  return unseal(record, [](MemberReader& change) {
    return Change{change.number("version"), change.instant("time"), read_event(change)};
  });
}

boost::system::result<Talk> decode_talk(std::string_view record) {
  return unseal(record, [](MemberReader& talk) {
    return Talk{.id = talk.text("id"),
                .title = talk.text("title"),
                .presenter = talk.text("presenter"),
                .summary = talk.text("summary"),
                .proposed = talk.instant("proposed"),
                .place = talk.number("place"),
                .version = talk.number("version"),
                .comments = read_comments(talk)};
  });
}

boost::system::result<Receipt> decode_receipt(std::string_view record) {
  return unseal(record, [](MemberReader& receipt) {
    return Receipt{receipt.text("key"), receipt.text("fingerprint"), receipt.text("outcome"),
                   receipt.number("version"), receipt.instant("decided")};
  });
}

std::uint32_t checksum(std::string_view record) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(record.data()), record.size()));
}

}  // namespace skillboard
