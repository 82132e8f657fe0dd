#include "skillboard/http/message_fault.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {
namespace {

constexpr MessageFault all_faults[] = {MessageFault::malformed,
                                       MessageFault::bad_target,
                                       MessageFault::bad_host,
                                       MessageFault::bad_framing,
                                       MessageFault::head_too_large,
                                       MessageFault::unknown_transfer_coding,
                                       MessageFault::target_too_long,
                                       MessageFault::body_too_large,
                                       MessageFault::unmet_expectation,
                                       MessageFault::unsupported_version,
                                       MessageFault::tunnel,
                                       MessageFault::head_too_slow,
                                       MessageFault::body_too_slow};

TEST(MessageFault, HasItsStatus) {
  EXPECT_EQ(describe(MessageFault::malformed).status, 400U);
  EXPECT_EQ(describe(MessageFault::bad_target).status, 400U);
  EXPECT_EQ(describe(MessageFault::bad_host).status, 400U);
  EXPECT_EQ(describe(MessageFault::bad_framing).status, 400U);
  EXPECT_EQ(describe(MessageFault::unknown_transfer_coding).status, 501U);
  EXPECT_EQ(describe(MessageFault::head_too_large).status, 431U);
  EXPECT_EQ(describe(MessageFault::target_too_long).status, 414U);
  EXPECT_EQ(describe(MessageFault::body_too_large).status, 413U);
  EXPECT_EQ(describe(MessageFault::unmet_expectation).status, 417U);
  EXPECT_EQ(describe(MessageFault::unsupported_version).status, 505U);
  EXPECT_EQ(describe(MessageFault::tunnel).status, 501U);
  EXPECT_EQ(describe(MessageFault::head_too_slow).status, 408U);
  EXPECT_EQ(describe(MessageFault::body_too_slow).status, 408U);
}

TEST(MessageFault, HasATypeOfItsOwnAndATitle) {
  std::set<std::string> types;
  for (const MessageFault fault : all_faults) {
    const Problem problem = describe(fault);

    EXPECT_TRUE(types.insert(problem.type).second) << problem.type;
    EXPECT_TRUE(is_token(problem.type)) << problem.type;
    EXPECT_FALSE(problem.title.empty()) << problem.type;
  }
}

}  // namespace
}  // namespace skillboard
