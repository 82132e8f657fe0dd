#include "skillboard/app/event_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace skillboard {
namespace {

std::vector<std::string> read_in_pieces(std::string_view text, std::size_t size) {
  EventReader reader;
  std::vector<std::string> told;
  for (std::size_t begin = 0; begin < text.size(); begin += size) {
    reader.feed(text.substr(begin, size), [&](const ServerEvent& event) {
      told.push_back(event.id + "|" + event.name + "|" + event.data);
    });
  }
  return told;
}

TEST(EventReader, takes_events_however_they_come_in_pieces) {
  constexpr std::string_view text =
      ":\n\nid: a-1\nevent: board\ndata: {\"talks\":[]}\n\n: alive\n\nid: a-2\ndata:{}\n\n"
      "id: a-3\nretry: 5\ndata\n\nevent: presence\ndata: 1\ndata: 2\n\nid: a-4\ndata: never ends";
  for (std::size_t size = 1; size <= text.size(); ++size) {
    EXPECT_EQ(read_in_pieces(text, size),
              (std::vector<std::string>{"a-1|board|{\"talks\":[]}", "a-2||{}", "|presence|1\n2"}))
        << size;
  }
}

}  // namespace
}  // namespace skillboard
