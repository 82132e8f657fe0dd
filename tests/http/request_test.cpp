#include "skillboard/http/request.hpp"

#include <gtest/gtest.h>

#include <string>

namespace skillboard {
namespace {

Request with_fields(std::vector<Field> fields) {
  Request request;
  request.fields = std::move(fields);
  return request;
}

TEST(RequestFields, AreFoundWithoutRegardToCase) {
  const Request request = with_fields({{"ACCEPT", "a"}, {"prefer", "b"}});

  EXPECT_EQ(request.find("Accept"), "a");
  EXPECT_EQ(request.find("Prefer"), "b");
  EXPECT_TRUE(request.has("pReFeR"));
}

TEST(RequestFields, WithAnUnderscoreAreNotThoseWithAHyphen) {
  const Request request = with_fields({{"Content_Length", "4"}});

  EXPECT_FALSE(request.has("Content-Length"));
  EXPECT_EQ(request.find("Content-Length"), "");
}

TEST(RequestFields, DifferInMoreThanTheCaseBit) {
  EXPECT_FALSE(Request::same_field_name("a@b", "a`b"));
  EXPECT_FALSE(Request::same_field_name("a[b", "a{b"));
  EXPECT_FALSE(Request::same_field_name("Host", "Hosts"));
}

TEST(RequestFields, OfOneNameAreVisitedInOrderAndTheFirstIsFound) {
  const Request request = with_fields({{"A", "1"}, {"B", "2"}, {"a", "3"}});

  std::string visited;
  request.each("a", [&](std::string_view value) { visited.append(value); });

  EXPECT_EQ(visited, "13");
  EXPECT_EQ(request.find("a"), "1");
}

TEST(RequestFields, MayBeThereAndEmpty) {
  const Request request = with_fields({{"Host", ""}});

  EXPECT_TRUE(request.has("host"));
  EXPECT_EQ(request.find("host"), "");
}

}  // namespace
}  // namespace skillboard
