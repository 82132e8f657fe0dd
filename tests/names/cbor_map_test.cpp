#include "skillboard/names/cbor_map.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

using namespace std::string_literals;

TEST(CborMap, has_its_bytes_found_by_their_key) {
  EXPECT_EQ(find_cbor_bytes("\xA2\x61"
                            "a"
                            "\x01\x61"
                            "b"
                            "\x42xy"s,
                            "b"),
            "xy");
  EXPECT_EQ(find_cbor_bytes("\xA1\x61"
                            "b"
                            "\x40"s,
                            "b"),
            "");
  EXPECT_EQ(find_cbor_bytes("\xBF\x61"
                            "b"
                            "\x42xy\xFF"s,
                            "b"),
            "xy");
}

TEST(CborMap, has_bytes_of_its_own_only) {
  // {"a": {"b": bytes}}, {"a": [bytes]}, {"b": text}, {"b": [bytes]}, {}
  for (const std::string& bytes : {"\xA1\x61"
                                   "a"
                                   "\xA1\x61"
                                   "b"
                                   "\x42xy"s,
                                   "\xA1\x61"
                                   "a"
                                   "\x81\x42xy"s,
                                   "\xA1\x61"
                                   "b"
                                   "\x62xy"s,
                                   "\xA1\x61"
                                   "b"
                                   "\x81\x42xy"s,
                                   "\xA0"s}) {
    EXPECT_TRUE(is_cbor_map(bytes));
    EXPECT_EQ(find_cbor_bytes(bytes, "b"), std::nullopt);
  }
}

TEST(CborMap, says_nothing_twice) {
  const std::string twice =
      "\xA2\x61"
      "b"
      "\x41x\x61"
      "b"
      "\x41y"s;
  const std::string once_otherwise =
      "\xA2\x61"
      "b"
      "\x41x\x61"
      "b"
      "\x01"s;

  EXPECT_EQ(find_cbor_bytes(twice, "b"), std::nullopt);
  EXPECT_EQ(find_cbor_bytes(once_otherwise, "b"), std::nullopt);
}

TEST(CborMap, is_one_map_with_keys_of_text) {
  // Nothing, a number, text, bytes, an array, a tag, a key that is a number, something left over,
  // something missing, an end that does not come.
  for (const std::string& bytes : {""s, "\x01"s,
                                   "\x61"
                                   "b"s,
                                   "\x41"
                                   "b"s,
                                   "\x81\xA0"s, "\xC0\xA0"s, "\xA1\x01\x01"s, "\xA0\x00"s,
                                   "\xA1\x61"
                                   "b"s,
                                   "\xBF"s, "\xF6"s, "\xF9\x00\x00"s}) {
    EXPECT_FALSE(is_cbor_map(bytes)) << testing::PrintToString(bytes);
  }
}

std::string nest(std::size_t levels, const std::string& begin) {
  std::string bytes;
  for (std::size_t level = 0; level < levels; ++level) {
    bytes += begin;
  }
  return bytes + "\xA0";
}

TEST(CborMap, is_not_nested_without_end) {
  EXPECT_TRUE(is_cbor_map(nest(15,
                               "\xA1\x61"
                               "b")));
  EXPECT_FALSE(is_cbor_map(nest(16,
                                "\xA1\x61"
                                "b")));
  EXPECT_TRUE(
      is_cbor_map("\xA1\x61"
                  "b" +
                  nest(14, "\x81")));
  EXPECT_FALSE(
      is_cbor_map("\xA1\x61"
                  "b" +
                  nest(15, "\x81")));
  // It would take the stack with it.
  EXPECT_FALSE(is_cbor_map(nest(1'000'000,
                                "\xA1\x61"
                                "b")));
  EXPECT_FALSE(
      is_cbor_map("\xA1\x61"
                  "b" +
                  nest(1'000'000, "\x81")));
}

TEST(CborMap, may_claim_to_be_larger_than_it_is) {
  EXPECT_FALSE(is_cbor_map("\xBB\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s));
  EXPECT_FALSE(
      is_cbor_map("\xA1\x61"
                  "b"
                  "\x5B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s));
}

}  // namespace
}  // namespace skillboard
