#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/talks/talk.hpp"
#include "skillboard/talks/talk_store.hpp"

namespace skillboard {

// A version as HTTP carries it: "<epoch>-<version>" with its quotes.
std::string make_tag(std::string_view epoch, Version version);

// A talk and how it is told, made once for each version of the talk and shared by all publications
// it stands in.
struct PublishedTalk {
  TalkPointer talk;
  std::string json;
};

// The board at one version, already serialized: all readers are served from it. Immutable, and
// shared for as long as somebody reads; used on the loop's thread alone.
class Publication {
 public:
  // The whole board. Costs its size.
  Publication(std::string epoch, const TalkStore& talks);

  // The board after changes of the talks with these ids. Costs their size, and a copy of pointers
  // for the others.
  Publication(const Publication& before, const TalkStore& talks,
              const std::set<std::string>& touched);

  const std::string& epoch() const { return epoch_; }

  Version version() const { return version_; }

  const std::string& tag() const { return tag_; }

  // The talk with exactly this title, or null; good for as long as the publication.
  const PublishedTalk* find(std::string_view title) const;

  // All talks in the order of proposal, as a JSON array. Put together when it is first asked for.
  std::shared_ptr<const std::string> list() const;

 private:
  using Pointer = std::shared_ptr<const PublishedTalk>;

  void index_titles();

  std::string epoch_;
  Version version_;
  std::string tag_;
  std::vector<Pointer> by_place_;
  std::vector<const PublishedTalk*> by_title_;
  mutable std::shared_ptr<const std::string> list_;
};

using PublicationPointer = std::shared_ptr<const Publication>;

}  // namespace skillboard
