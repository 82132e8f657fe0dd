#include "skillboard/storage/record.hpp"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <utility>
#include <vector>

#include "skillboard/storage/error.hpp"
#include "skillboard/storage/event_record.hpp"
#include "skillboard/storage/member_reader.hpp"
#include "skillboard/storage/name_record.hpp"

namespace skillboard {

namespace {

using nlohmann::json;

constexpr std::uint64_t record_format = 3;

json stored(const std::optional<Instant>& instant) {
  return instant ? json(milliseconds(*instant)) : json();
}

// Two versions, as a list.
json stored(Version first, Version second) {
  return json::array({first, second});
}

json stored(const Mark& mark) {
  return stored(mark.changed, mark.as_of);
}

json stored(const AsOf& as_of) {
  return stored(as_of.part, as_of.talk);
}

std::pair<Version, Version> read_versions(MemberReader& record, const char* name) {
  const json::array_t list = record.list(name);
  if (list.size() != 2 || !list[0].is_number_unsigned() || !list[1].is_number_unsigned()) {
    record.fail();
    return {};
  }
  return {list[0].get<Version>(), list[1].get<Version>()};
}

Mark read_mark(MemberReader& record, const char* name) {
  const auto [changed, as_of] = read_versions(record, name);
  return {changed, as_of};
}

AsOf read_as_of(MemberReader& record, const char* name) {
  const auto [part, talk] = read_versions(record, name);
  return {part, talk};
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

json stored(const Step& step) {
  json record = event_members(step.event);
  record["before"] = stored(step.before);
  record["after"] = stored(step.after);
  return record;
}

std::vector<Step> read_steps(MemberReader& change) {
  return read_list(change, "steps", [](MemberReader& step) {
    const AsOf before = read_as_of(step, "before");
    const AsOf after = read_as_of(step, "after");
    return Step{read_event(step), before, after};
  });
}

std::vector<Version> read_undone(MemberReader& change) {
  std::vector<Version> versions;
  for (const json& version : change.list("undoes")) {
    if (!version.is_number_unsigned()) {
      change.fail();
      return {};
    }
    versions.push_back(version.get<Version>());
  }
  return versions;
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
  return seal({{"epoch", board.epoch},
               {"device_key", board.device_key},
               {"snapshot", board.snapshot},
               {"talks", board.talks},
               {"names", board.names}});
}

std::string encode(const Change& change) {
  json steps = json::array();
  for (const Step& step : change.steps) {
    steps.push_back(stored(step));
  }
  json names = json::array();
  for (const NameEvent& event : change.names) {
    names.push_back(name_event_members(event));
  }
  return seal({{"version", change.version},
               {"time", milliseconds(change.time)},
               {"by", change.by},
               {"device", change.device},
               {"undoes", change.undoes},
               {"steps", std::move(steps)},
               {"names", std::move(names)}});
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
  return unseal(record, [](MemberReader& change) {
    return Change{.version = change.number("version"),
                  .time = change.instant("time"),
                  .by = change.text("by"),
                  .device = change.text("device"),
                  .undoes = read_undone(change),
                  .steps = read_steps(change),
                  .names = read_list(change, "names", read_name_event)};
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
