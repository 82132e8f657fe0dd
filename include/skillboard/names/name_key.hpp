#pragma once

#include <string>
#include <string_view>

namespace skillboard {

// What names are compared by.
struct NameKey {
  // Equal for all spellings of one name: NFKC_Casefold (UAX #44), so without case, compatibility
  // forms and characters that have no looks; white space collapsed and trimmed. Empty for a name
  // of nothing else, which nobody can have. May be stored: Unicode keeps it stable.
  std::string folded;
  // Equal for names that look alike, in any ordinary spelling (UTS #39, section 4): "Bi11" and
  // "Bill", Cyrillic "аса" and "aca". It differs between versions of ICU, so it is not to be stored
  // but made of `folded`, of which it depends alone.
  std::string skeleton;
  // The skeleton of the name that this one passes for by the case of its letters: "AIice" for
  // "alice", "lan" for "ian", Cyrillic "ТОМ" for "tom". Equal to `skeleton` for most names.
  std::string misread;

  bool operator==(const NameKey&) const = default;
};

// The name is UTF-8; what is not counts as U+FFFD. Costs some microseconds for a name of usual
// length. As all of this, it may be called on any thread.
NameKey make_name_key(std::string_view name);

// Whether somebody may take the one that is written for the other, which is not the same name: in
// an index by the skeletons of the others, one looks for its skeleton and for what it can be
// misread as. "Iara" does not look like "Lara" by this, although "lara" looks like "Iara": both are
// names, and who is called Lara can write it with a capital.
bool looks_like(const NameKey& written, const NameKey& other);

// Whether the name mixes scripts so that it could pass for another: it is beyond "highly
// restrictive" (UTS #39, section 5.2), as with a Cyrillic А among Latin letters. One script is
// fine, and so is Latin with what is written in China, Japan or Korea; digits, signs and emoji go
// with all.
bool mixes_scripts(std::string_view name);

}  // namespace skillboard
