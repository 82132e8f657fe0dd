#include "skillboard/names/join_codes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

namespace skillboard {
namespace {

using namespace std::chrono_literals;

class JoinCodesTest : public testing::Test {
 protected:
  std::string make(std::string name = "ana") {
    return codes.make(std::move(name), "laptop", now).text;
  }

  // By a device that has taken none before.
  std::optional<std::string> take(std::string_view text) {
    return take(text, "device " + std::to_string(++devices));
  }

  std::optional<std::string> take(std::string_view text, std::string_view taker) {
    const auto grant = codes.take(text, taker, now);
    return grant ? std::optional(grant->name) : std::nullopt;
  }

  std::string make_with_0_and_1() {
    for (;;) {
      const std::string code = make();
      if (code.find('0') != std::string::npos && code.find('1') != std::string::npos) {
        return code;
      }
    }
  }

  JoinCodes codes{3};
  int devices = 0;
  Instant now{1h};
};

TEST_F(JoinCodesTest, the_device_that_took_it_may_ask_again) {
  const std::string code = make();
  EXPECT_EQ(take(code, "phone"), "ana");
  EXPECT_EQ(take(code, "thief"), std::nullopt);
  EXPECT_TRUE(codes.take(code, "phone", now)->again);
}

TEST_F(JoinCodesTest, it_says_which_device_has_made_it) {
  const std::string code = make();
  EXPECT_EQ(codes.take(code, "phone", now)->maker, "laptop");
}

TEST_F(JoinCodesTest, a_code_is_good_once) {
  const std::string code = make();

  EXPECT_EQ(take(code), "ana");
  EXPECT_EQ(take(code), std::nullopt);
}

TEST_F(JoinCodesTest, a_code_is_of_eight_characters_that_are_not_taken_for_others) {
  std::set<std::string> made;
  for (int i = 0; i < 200; ++i) {
    const std::string code = make();
    EXPECT_EQ(code.size(), 8U);
    EXPECT_EQ(code.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), std::string::npos);
    made.insert(code);
  }
  EXPECT_EQ(made.size(), 200U);
}

TEST_F(JoinCodesTest, a_code_is_good_for_ten_minutes) {
  const JoinCode code = codes.make("ana", "laptop", now);
  EXPECT_EQ(code.expires, now + 10min);
  now += 10min - 1ms;
  EXPECT_EQ(take(code.text), "ana");

  const std::string late = make();
  now += 10min;
  EXPECT_EQ(take(late), std::nullopt);
}

TEST_F(JoinCodesTest, a_code_is_read_as_it_was_meant) {
  for (const auto& [zero, one] :
       {std::pair{'o', 'l'}, std::pair{'O', 'I'}, std::pair{'0', 'i'}, std::pair{'o', 'L'}}) {
    std::string typed = " ";
    for (const char character : make_with_0_and_1()) {
      typed += character == '0' ? zero : character == '1' ? one : character;
      typed += typed.size() % 4 == 0 ? "-" : " ";
    }

    EXPECT_EQ(take(typed), "ana") << typed;
  }
}

TEST_F(JoinCodesTest, a_code_is_read_in_small_letters) {
  std::string code = make();
  std::ranges::transform(code, code.begin(), [](char c) { return std::tolower(c); });

  EXPECT_EQ(take(code), "ana");
}

TEST_F(JoinCodesTest, nothing_else_is_a_code) {
  const std::string code = make();
  std::string wrong = code;
  wrong.back() = code.back() == 'A' ? 'B' : 'A';

  for (const std::string& text : {std::string(), std::string(" -"), wrong, code.substr(1),
                                  code + code.back(), code + "0", std::string(1'000'000, 'A')}) {
    EXPECT_EQ(take(text), std::nullopt) << text.substr(0, 20);
  }
  EXPECT_EQ(take(code), "ana");
}

TEST_F(JoinCodesTest, a_new_code_for_a_name_takes_the_place_of_its_former_one) {
  const std::string former = make("ana");
  const std::string of_another = make("ben");
  const std::string code = make("ana");

  EXPECT_EQ(take(former), std::nullopt);
  EXPECT_EQ(take(code), "ana");
  EXPECT_EQ(take(of_another), "ben");
}

TEST_F(JoinCodesTest, the_oldest_goes_when_there_are_too_many) {
  const std::string oldest = make("ana");
  const std::string second = make("ben");
  make("cid");
  make("dan");

  EXPECT_EQ(take(oldest), std::nullopt);
  EXPECT_EQ(take(second), "ben");
}

}  // namespace
}  // namespace skillboard
