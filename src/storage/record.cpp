#include "skillboard/storage/record.hpp"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "skillboard/names/device_token.hpp"
#include "skillboard/storage/change_record.hpp"
#include "skillboard/storage/error.hpp"
#include "skillboard/storage/member_reader.hpp"
#include "skillboard/storage/name_record.hpp"

namespace skillboard {

namespace {

using nlohmann::json;

constexpr std::uint64_t record_format = 3;

json stored(const std::optional<Instant>& instant) {
  return instant ? json(milliseconds(*instant)) : json();
}

json stored(const Mark& mark) {
  return json::array({mark.changed, mark.as_of});
}

Mark read_mark(MemberReader& record, const char* name) {
  const auto [changed, as_of] = record.version_pair(name);
  return {changed, as_of};
}

json stored(const Ownership& ownership) {
  json request;
  if (const auto& asked = ownership.removal_request) {
    request = {
        {"member", asked->member}, {"name", asked->name}, {"asked", milliseconds(asked->asked)}};
  }
  return {{"owner", ownership.owner},
          {"restored_by_owner", ownership.restored_by_owner},
          {"removal_request", std::move(request)}};
}

Ownership read_ownership(MemberReader& record) {
  MemberReader part = record.object("ownership");
  Ownership ownership{part.text("owner"), part.flag("restored_by_owner"), std::nullopt};
  if (auto request = part.optional_object("removal_request")) {
    ownership.removal_request = {request->text("member"), request->text("name"),
                                 request->instant("asked")};
    part.expect_finished(*request);
  }
  record.expect_finished(part);
  return ownership;
}

json stored(const Comment& comment) {
  return {{"id", comment.id},
          {"author", comment.author},
          {"message", comment.message},
          {"written", milliseconds(comment.written)},
          {"place", comment.place},
          {"mark", stored(comment.mark)},
          {"text", comment.text},
          {"removed", stored(comment.removed)},
          {"ownership", stored(comment.ownership)}};
}

Comment read_comment(MemberReader& comment) {
  return {.id = comment.text("id"),
          .author = comment.text("author"),
          .message = comment.text("message"),
          .written = comment.instant("written"),
          .place = comment.number("place"),
          .mark = read_mark(comment, "mark"),
          .text = comment.number("text"),
          .removed = comment.optional_instant("removed"),
          .ownership = read_ownership(comment)};
}

std::vector<std::shared_ptr<const Comment>> read_comments(MemberReader& talk) {
  return read_list(talk, "comments", [](MemberReader& comment) {
    return std::make_shared<const Comment>(read_comment(comment));
  });
}

json stored(const FormerTitle& former) {
  return {{"title", former.title}, {"as_of", former.as_of}, {"until", former.until}};
}

std::vector<FormerTitle> read_former_titles(MemberReader& talk) {
  return read_list(talk, "former_titles", [](MemberReader& former) {
    return FormerTitle{former.text("title"), former.number("as_of"), former.number("until")};
  });
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

namespace {

bool is_epoch(std::string_view text) {
  constexpr std::size_t longest = 32;
  const auto fits = [](char character) {
    return ('a' <= character && character <= 'z') || ('A' <= character && character <= 'Z') ||
           ('0' <= character && character <= '9');
  };
  return !text.empty() && text.size() <= longest && std::ranges::all_of(text, fits);
}

}  // namespace

bool is_sound(const BoardRecord& board) {
  return is_epoch(board.epoch) && is_device_key(board.device_key);
}

std::string encode(const BoardRecord& board) {
  return seal({{"epoch", board.epoch},
               {"device_key", board.device_key},
               {"snapshot", board.snapshot},
               {"talks", board.talks},
               {"names", board.names}});
}

std::string encode(const Change& change) {
  return seal(change_members(change));
}

std::string encode(const Talk& talk) {
  json comments = json::array();
  for (const auto& comment : talk.comments) {
    comments.push_back(stored(*comment));
  }
  json former_titles = json::array();
  for (const FormerTitle& former : talk.former_titles) {
    former_titles.push_back(stored(former));
  }
  return seal({{"id", talk.id},
               {"title", talk.title},
               {"presenter", talk.presenter},
               {"summary", talk.summary},
               {"proposed", milliseconds(talk.proposed)},
               {"place", talk.place},
               {"version", talk.version},
               {"as_of", talk.as_of},
               {"title_mark", stored(talk.title_mark)},
               {"details_mark", stored(talk.details_mark)},
               {"former_titles", std::move(former_titles)},
               {"removed", stored(talk.removed)},
               {"ownership", stored(talk.ownership)},
               {"comments", std::move(comments)}});
}

std::string encode(const HeldName& name) {
  return seal(name_members(name));
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
    return BoardRecord{board.text("epoch"), board.text("device_key"), board.number("snapshot"),
                       board.number("talks"), board.number("names")};
  });
}

boost::system::result<Change> decode_change(std::string_view record) {
  return unseal(record, [](MemberReader& change) { return read_change(change); });
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
                .as_of = talk.number("as_of"),
                .title_mark = read_mark(talk, "title_mark"),
                .details_mark = read_mark(talk, "details_mark"),
                .former_titles = read_former_titles(talk),
                .removed = talk.optional_instant("removed"),
                .ownership = read_ownership(talk),
                .comments = read_comments(talk)};
  });
}

boost::system::result<HeldName> decode_name(std::string_view record) {
  return unseal(record, read_name);
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
