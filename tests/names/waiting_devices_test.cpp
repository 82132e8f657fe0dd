#include "skillboard/names/waiting_devices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

#include "skillboard/names/word_list.hpp"

namespace skillboard {
namespace {

using namespace std::chrono_literals;

class WaitingDevicesTest : public testing::Test {
 protected:
  // The words it waits with; empty when it is refused.
  std::string wait(std::string_view device, std::string_view name = "ana") {
    const auto waiting = devices.wait(device, "curl", name, now);
    return waiting ? waiting->words : "";
  }

  WaitRefusal refusal(std::string_view device, std::string_view name = "ana") {
    return devices.wait(device, "curl", name, now).error();
  }

  // The device that is found; empty for none.
  std::string find(std::string_view words, std::string_view name = "ana") {
    const auto found = devices.find(name, words, now);
    return found ? found->device : "";
  }

  bool waits(std::string_view device) { return devices.of_device(device, now).has_value(); }

  WaitingDevices devices{{.for_name = 3, .in_all = 5}};
  Instant now{1h};
};

TEST_F(WaitingDevicesTest, a_device_gets_two_words_of_the_list) {
  std::istringstream words(wait("one"));
  std::string first, second, more;
  words >> first >> second;

  EXPECT_TRUE(std::ranges::binary_search(word_list(), std::string_view(first))) << first;
  EXPECT_TRUE(std::ranges::binary_search(word_list(), std::string_view(second))) << second;
  EXPECT_FALSE(words >> more);
}

TEST_F(WaitingDevicesTest, the_words_are_chosen_anew_each_time) {
  std::set<std::string> seen;
  for (int i = 0; i < 20; ++i) {
    seen.insert(wait("one"));
    devices.stop("one");
  }

  EXPECT_GT(seen.size(), 10U);
}

TEST_F(WaitingDevicesTest, no_word_comes_twice_among_those_who_wait_for_a_name) {
  WaitingDevices many{{.for_name = 60, .in_all = 60}};
  std::set<std::string> seen;
  for (int i = 0; i < 60; ++i) {
    std::istringstream words(many.wait(std::to_string(i), "curl", "ana", now)->words);
    for (std::string word; words >> word;) {
      EXPECT_TRUE(seen.insert(word).second) << word;
    }
  }
}

TEST_F(WaitingDevicesTest, it_is_found_by_its_words_for_its_name) {
  const std::string words = wait("one");
  const std::string others = wait("two");

  EXPECT_EQ(find(words), "one");
  EXPECT_EQ(find(others), "two");
  EXPECT_EQ(find(words, "ben"), "");
  EXPECT_EQ(find(""), "");
  EXPECT_EQ(find(words + "s"), "");
  EXPECT_EQ(find(words.substr(0, words.find(' '))), "");
}

TEST_F(WaitingDevicesTest, the_words_are_read_as_they_were_meant) {
  const std::string words = wait("one");
  const std::size_t space = words.find(' ');
  std::string capitals = words;
  std::ranges::transform(capitals, capitals.begin(), [](char c) { return std::toupper(c); });
  std::string accents;
  for (const char character : words) {
    accents += character;
    accents += std::string_view("aeiou").find(character) != std::string_view::npos ? "\u0301" : "";
  }

  for (const std::string& typed :
       {capitals, accents, words.substr(0, space) + words.substr(space + 1), " " + words + ". ",
        words.substr(0, space) + " - " + words.substr(space + 1)}) {
    EXPECT_EQ(find(typed), "one") << typed;
  }
}

TEST_F(WaitingDevicesTest, it_waits_for_an_hour) {
  const std::string words = wait("one");
  EXPECT_EQ(devices.of_device("one", now)->until, now + 1h);
  now += 1h - 1ms;
  EXPECT_EQ(find(words), "one");
  EXPECT_TRUE(waits("one"));

  now += 1ms;
  EXPECT_EQ(find(words), "");
  EXPECT_FALSE(waits("one"));
}

TEST_F(WaitingDevicesTest, asking_again_keeps_the_words_and_begins_the_hour_anew) {
  const std::string words = wait("one");
  now += 50min;

  EXPECT_EQ(wait("one"), words);
  now += 50min;
  EXPECT_EQ(find(words), "one");
}

TEST_F(WaitingDevicesTest, it_waits_for_one_name_at_a_time) {
  const std::string words = wait("one", "ana");
  wait("one", "ben");

  EXPECT_EQ(find(words), "");
  EXPECT_EQ(devices.of_device("one", now)->name, "ben");
}

TEST_F(WaitingDevicesTest, it_waits_no_more_when_stopped) {
  const std::string words = wait("one");
  wait("two");
  devices.stop("one");
  devices.stop("nobody");

  EXPECT_EQ(find(words), "");
  EXPECT_FALSE(waits("one"));
  EXPECT_TRUE(waits("two"));
}

TEST_F(WaitingDevicesTest, one_too_many_for_a_name_is_refused_and_sends_nobody_away) {
  for (const std::string_view device : {"one", "two", "three"}) {
    wait(device);
  }

  EXPECT_EQ(refusal("four"), WaitRefusal::name_full);
  EXPECT_TRUE(waits("one") && waits("two") && waits("three"));
  EXPECT_FALSE(waits("four"));
  EXPECT_NE(wait("two"), "");
  EXPECT_NE(wait("four", "ben"), "");
}

TEST_F(WaitingDevicesTest, one_too_many_in_all_is_refused) {
  for (const std::string_view device : {"one", "two", "three", "four", "five"}) {
    wait(device, device);
  }

  EXPECT_EQ(refusal("six"), WaitRefusal::full);
  EXPECT_NE(wait("five", "ana"), "");
  now += 1h;
  EXPECT_NE(wait("six"), "");
}

TEST_F(WaitingDevicesTest, a_device_that_is_refused_waits_as_before) {
  for (const std::string_view device : {"one", "two", "three"}) {
    wait(device);
  }
  const std::string words = wait("four", "ben");

  EXPECT_EQ(refusal("four"), WaitRefusal::name_full);
  EXPECT_EQ(find(words, "ben"), "four");
}

}  // namespace
}  // namespace skillboard
