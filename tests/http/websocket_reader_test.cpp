// What end_to_end/websocket_frames sends over a socket is read here in pieces of every size, and
// whatever else may come.

#include "skillboard/http/websocket_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace skillboard {
namespace {

using Kind = WebSocketReader::Kind;
using testing::ElementsAre;

constexpr std::size_t most = 1'000;

// As a client sends it. `first` is the first byte.
std::string masked(unsigned char first, std::string_view payload) {
  std::string frame{static_cast<char>(first)};
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80U | payload.size());
  } else {
    frame += static_cast<char>(0xFE);
    frame += static_cast<char>(payload.size() >> 8U);
    frame += static_cast<char>(payload.size() & 0xFFU);
  }
  constexpr std::string_view mask = "\x01\x80\xFF\x7E";
  frame += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) {
    frame += static_cast<char>(payload[i] ^ mask[i % 4]);
  }
  return frame;
}

std::string describe(const WebSocketReader::Heard& heard) {
  const std::string payload(heard.payload);
  switch (heard.kind) {
    case Kind::nothing:
      return "nothing";
    case Kind::text:
      return "text " + payload;
    case Kind::ping:
      return "ping " + payload;
    case Kind::pong:
      return "pong " + payload;
    case Kind::close:
      return "close " + std::to_string(static_cast<unsigned>(heard.code));
    case Kind::fault:
      return "fault " + std::to_string(static_cast<unsigned>(heard.code));
  }
  return {};
}

std::vector<std::string> read(WebSocketReader& reader, std::string bytes, std::size_t piece) {
  std::vector<std::string> told;
  for (std::size_t begin = 0; begin < bytes.size(); begin += piece) {
    std::span<char> left(bytes.data() + begin, std::min(piece, bytes.size() - begin));
    for (;;) {
      const auto heard = reader.next(left);
      if (heard.kind == Kind::nothing) {
        EXPECT_TRUE(left.empty());
        break;
      }
      told.push_back(describe(heard));
      if (heard.kind == Kind::fault) {
        return told;
      }
    }
  }
  return told;
}

TEST(WebSocketReader, ReadsTheSameInPiecesOfEverySize) {
  const std::string bytes = masked(0x81, "one") + masked(0x89, "?") + masked(0x01, "t") +
                            masked(0x00, "") + masked(0x8A, "!") + masked(0x80, "wo") +
                            masked(0x81, "") + masked(0x81, std::string(most, 'x')) +
                            masked(0x88, "\x03\xE8");
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    WebSocketReader reader(most);
    ASSERT_THAT(read(reader, bytes, piece),
                ElementsAre("text one", "ping ?", "pong !", "text two", "text ",
                            "text " + std::string(most, 'x'), "close 1000"))
        << piece;
    EXPECT_TRUE(reader.at_rest());
  }
}

TEST(WebSocketReader, IsAtRestBetweenMessagesOnly) {
  const std::string bytes = masked(0x01, "a") + masked(0x80, "b");
  WebSocketReader reader(most);
  EXPECT_TRUE(reader.at_rest());
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    read(reader, bytes.substr(i, 1), 1);
    EXPECT_FALSE(reader.at_rest()) << i;
  }
  read(reader, bytes.substr(bytes.size() - 1), 1);
  EXPECT_TRUE(reader.at_rest());
}

TEST(WebSocketReader, CountsThePiecesOfAMessageTogether) {
  WebSocketReader reader(most);
  EXPECT_THAT(read(reader, masked(0x01, std::string(most - 1, 'x')) + masked(0x80, "xx"), 100),
              ElementsAre("fault 1009"));
  WebSocketReader other(most);
  EXPECT_THAT(read(other, masked(0x01, std::string(most - 1, 'x')) + masked(0x80, "x"), 100),
              ElementsAre("text " + std::string(most, 'x')));
}

TEST(WebSocketReader, FailsBeforeThePayloadComes) {
  WebSocketReader reader(most);
  EXPECT_THAT(read(reader, masked(0x81, std::string(most + 1, 'x')).substr(0, 8), 1),
              ElementsAre("fault 1009"));
  WebSocketReader other(most);
  EXPECT_THAT(read(other, std::string("\x82"), 1), ElementsAre("fault 1003"));
}

// Nothing that comes makes it read beyond what is there, hold more than it may, or go on for ever.
TEST(WebSocketReader, StandsUpToWhateverComes) {
  std::mt19937 random(1);
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  const std::string good = masked(0x01, "ab") + masked(0x89, "x") + masked(0x80, "cd") +
                           masked(0x81, std::string(200, 'y')) + masked(0x88, "\x03\xE8 bye");
  std::size_t faults = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (unsigned changes = below(4); changes > 0; --changes) {
      bytes[below(static_cast<unsigned>(bytes.size()))] = static_cast<char>(below(256));
    }
    WebSocketReader reader(most);
    const auto told = read(reader, bytes, 1 + below(40));
    faults += !told.empty() && told.back().starts_with("fault") ? 1 : 0;
  }
  EXPECT_GT(faults, 1'000U);
  EXPECT_LT(faults, 19'000U);
}

}  // namespace
}  // namespace skillboard
