#include "skillboard/http/cookies.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace skillboard {
namespace {

std::optional<std::string_view> find(const std::vector<std::string>& fields) {
  Request request;
  for (const std::string& field : fields) {
    request.fields.push_back({"Cookie", field});
  }
  const auto found = find_cookie(request, "device");
  return found;
}

TEST(Cookies, one_is_found_among_others) {
  EXPECT_EQ(find({"device=abc"}), "abc");
  EXPECT_EQ(find({"a=1; device=abc; b=2"}), "abc");
  EXPECT_EQ(find({"a=1;device=abc"}), "abc");
  EXPECT_EQ(find({"a=1", "device=abc"}), "abc");
  EXPECT_EQ(find({"device="}), "");
  EXPECT_EQ(find({"device=a=b"}), "a=b");
}

TEST(Cookies, what_only_looks_like_it_is_another_one) {
  for (const char* other : {"", "devices=abc", "xdevice=abc", "Device=abc", "device", "; =device",
                            "__Host-device=abc", "a=device=abc"}) {
    EXPECT_EQ(find({other}), std::nullopt) << other;
  }
}

TEST(Cookies, of_two_neither_is_believed) {
  EXPECT_EQ(find({"device=abc; device=def"}), std::nullopt);
  EXPECT_EQ(find({"device=abc", "device=abc"}), std::nullopt);
}

TEST(Cookies, one_is_set_for_this_host_and_no_script) {
  EXPECT_EQ(set_cookie({"device", "abc", {.secure = false}, std::chrono::seconds(60)}),
            "device=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
  EXPECT_EQ(set_cookie({"device", "abc", {.secure = true}, std::chrono::seconds(60)}),
            "__Host-device=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
}

TEST(Cookies, one_below_a_path_is_set_for_that_alone) {
  EXPECT_EQ(set_cookie({"device", "abc", {false, "/a/b/"}, std::chrono::seconds(60)}),
            "device.a.b=abc; Path=/a/b/; Max-Age=60; HttpOnly; SameSite=Lax");
  // Browsers take "__Host-" with Path=/ only.
  EXPECT_EQ(set_cookie({"device", "abc", {true, "/a/"}, std::chrono::seconds(60)}),
            "__Secure-device.a=abc; Path=/a/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
}

}  // namespace
}  // namespace skillboard
