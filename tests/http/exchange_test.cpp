#include "skillboard/http/exchange.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

using Connection = HeadEndings::Connection;

TEST(Exchange, KnowsWhatTheAnswerDependsOn) {
  Request request;
  request.method = boost::beast::http::verb::head;
  request.http_1_0 = true;
  request.keep_alive = false;

  const auto exchange = Exchange::of(request);

  EXPECT_TRUE(exchange.head);
  EXPECT_TRUE(exchange.http_1_0);
  EXPECT_FALSE(exchange.keep_alive);
}

TEST(Exchange, SaysInTheAnswerWhetherTheConnectionPersists) {
  const Exchange modern{.head = false, .http_1_0 = false, .keep_alive = true};
  const Exchange old{.head = false, .http_1_0 = true, .keep_alive = true};
  const Exchange closing{.head = false, .http_1_0 = false, .keep_alive = false};

  EXPECT_EQ(modern.form(false).connection, Connection::persists);
  EXPECT_EQ(modern.form(true).connection, Connection::closes);
  EXPECT_EQ(old.form(false).connection, Connection::persists_1_0);
  EXPECT_EQ(old.form(true).connection, Connection::closes);
  EXPECT_EQ(closing.form(false).connection, Connection::closes);
}

TEST(Exchange, LeavesTheBodyOutForAHeadOnly) {
  EXPECT_TRUE((Exchange{.head = true}.form(false).without_body));
  EXPECT_TRUE((Exchange{.head = true}.form(true).without_body));
  EXPECT_FALSE(Exchange{}.form(false).without_body);
}

TEST(RestingNote, IsTheSameAfterItWasPacked) {
  using Phase = RestingNote::Phase;
  for (const Phase phase : {Phase::next_request, Phase::first_request, Phase::answer, Phase::stream,
                            Phase::websocket, Phase::lingering}) {
    for (unsigned bits = 0; bits < 32; ++bits) {
      RestingNote note;
      note.exchange = {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
      note.phase = phase;
      note.unread = (bits & 8) != 0;
      note.follower = (bits & 16) != 0;
      note.ticket = bits % 2 == 0 ? ticket_mask : 1;

      const auto unpacked = RestingNote::unpack(note.pack());

      EXPECT_EQ(unpacked.exchange.head, note.exchange.head) << bits;
      EXPECT_EQ(unpacked.exchange.http_1_0, note.exchange.http_1_0) << bits;
      EXPECT_EQ(unpacked.exchange.keep_alive, note.exchange.keep_alive) << bits;
      EXPECT_EQ(unpacked.phase, phase) << bits;
      EXPECT_EQ(unpacked.unread, note.unread) << bits;
      EXPECT_EQ(unpacked.follower, note.follower) << bits;
      EXPECT_EQ(unpacked.ticket, note.ticket) << bits;
    }
  }
}

TEST(RestingNote, KeepsATicketThatIsTooLongOutOfTheRest) {
  RestingNote note;
  note.ticket = ~Ticket{0};

  const auto unpacked = RestingNote::unpack(note.pack());

  EXPECT_EQ(unpacked.ticket, ticket_mask);
  EXPECT_FALSE(unpacked.exchange.head);
  EXPECT_EQ(unpacked.phase, RestingNote::Phase::next_request);
}

}  // namespace
}  // namespace skillboard
