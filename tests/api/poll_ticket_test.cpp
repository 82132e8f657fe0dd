#include "skillboard/api/poll_ticket.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

using namespace std::chrono_literals;

TEST(PollTicketTest, remembers_all_of_it_in_the_bits_of_a_row) {
  const Version largest = (Version{1} << 40) - 1;
  for (const auto subject : {PollTicket::Subject::talks, PollTicket::Subject::changes}) {
    const Ticket ticket = PollTicket{subject, largest, 300s}.pack();
    const PollTicket unpacked = PollTicket::unpack(ticket);

    EXPECT_EQ(ticket & ticket_mask, ticket);
    EXPECT_EQ(unpacked.subject, subject);
    EXPECT_EQ(unpacked.version, largest);
    EXPECT_EQ(unpacked.wait, 300s);
  }
}

}  // namespace
}  // namespace skillboard
