#include "skillboard/http/request_ids.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace skillboard {
namespace {

Request from_proxy(std::string_view id) {
  Request request;
  request.fields.push_back({"X-Request-Id", id});
  request.from_proxy = true;
  return request;
}

TEST(RequestIds, AreThoseOfATrustedProxy) {
  RequestIds ids;

  EXPECT_EQ(ids.name(from_proxy("7f3a.B-c_9")), "7f3a.B-c_9");
  Request untrusted = from_proxy("7f3a");
  untrusted.from_proxy = false;
  EXPECT_NE(ids.name(untrusted), "7f3a");
}

TEST(RequestIds, AreOurOwnWhereThatCannotStandInALog) {
  RequestIds ids;

  for (const std::string& id : {std::string(), std::string("a b"), std::string("a\"b"),
                                std::string("ä"), std::string(65, 'a')}) {
    EXPECT_NE(ids.name(from_proxy(id)), id);
  }
  EXPECT_EQ(ids.name(from_proxy(std::string(64, 'a'))), std::string(64, 'a'));
}

TEST(RequestIds, AreNeverTheSame) {
  RequestIds ids;
  RequestIds later;

  const std::string first = ids.name({});
  EXPECT_NE(ids.name({}), first);
  EXPECT_NE(later.name({}), first);
}

}  // namespace
}  // namespace skillboard
