#include "skillboard/http/query.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

std::string find(std::string_view query, std::string_view name) {
  const auto parsed = Query::parse(query);
  const std::string* value = parsed ? parsed->find(name) : nullptr;
  return value == nullptr ? "(none)" : *value;
}

TEST(QueryTest, takes_parameters_apart_as_forms_write_them) {
  EXPECT_EQ(find("by=Ana+Maria&limit=20", "by"), "Ana Maria");
  EXPECT_EQ(find("by=Ana+Maria&limit=20", "limit"), "20");
  EXPECT_EQ(find("by=%C5%81%C3%B3d%C5%BA%2B", "by"), "Łódź+");
  EXPECT_EQ(find("since=%22epoch-7%22", "since"), "\"epoch-7\"");
  EXPECT_EQ(find("a=b=c", "a"), "b=c");
  EXPECT_EQ(find("a", "a"), "");
  EXPECT_EQ(find("a=1&a=2", "a"), "1");
  EXPECT_EQ(find("&&a=1&", "a"), "1");
  EXPECT_EQ(find("%61=1", "a"), "1");
  EXPECT_EQ(find("", "a"), "(none)");
}

TEST(QueryTest, is_nothing_when_it_cannot_be_read) {
  for (const char* query : {"a=%", "a=%4", "a=%zz", "a=%FF", "%00=1", "a=%0A", "a=%ED%A0%80"}) {
    EXPECT_FALSE(Query::parse(query)) << query;
  }
}

TEST(ReadNumberTest, takes_decimal_digits_alone) {
  EXPECT_EQ(read_number("0"), 0U);
  EXPECT_EQ(read_number("18446744073709551615"), 18'446'744'073'709'551'615U);
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "18446744073709551616"}) {
    EXPECT_FALSE(read_number(text)) << text;
  }
}

}  // namespace
}  // namespace skillboard
