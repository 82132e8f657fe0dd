#include "skillboard/names/device_label.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

struct Agent {
  std::string_view label;
  std::string_view text;
};

class KnownAgent : public testing::TestWithParam<Agent> {};

TEST_P(KnownAgent, is_called_as_people_call_it) {
  EXPECT_EQ(device_label(GetParam().text), GetParam().label) << GetParam().text;
}

// clang-format off
INSTANTIATE_TEST_SUITE_P(DeviceLabel, KnownAgent, testing::Values(
    Agent{"Chrome on Windows",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Safari/537.36"},
    Agent{"Chrome on Mac",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like "
          "Gecko) Chrome/131.0.0.0 Safari/537.36"},
    Agent{"Chrome on Linux",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Safari/537.36"},
    Agent{"Chrome on ChromeOS",
          "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Safari/537.36"},
    Agent{"Chrome on Android",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Mobile Safari/537.36"},
    Agent{"Chrome on iPhone",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
          "like Gecko) CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1"},
    Agent{"Chrome on Linux",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "HeadlessChrome/131.0.0.0 Safari/537.36"},
    Agent{"Chromium on Linux",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu "
          "Chromium/80.0.3987.87 Chrome/80.0.3987.87 Safari/537.36"},
    Agent{"Edge on Windows",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.70"},
    Agent{"Edge on Android",
          "Mozilla/5.0 (Linux; Android 10; Pixel 3 XL) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.6778.81 Mobile Safari/537.36 EdgA/131.0.2903.48"},
    Agent{"Edge on iPhone",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_7_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
          "like Gecko) Version/17.0 EdgiOS/131.2903.68 Mobile/15E148 Safari/605.1.15"},
    Agent{"Opera on Windows",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Safari/537.36 OPR/115.0.0.0"},
    Agent{"Opera on Android",
          "Mozilla/5.0 (Linux; Android 10; VOG-L29) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.6778.81 Mobile Safari/537.36 OPR/76.2.4027.73374"},
    Agent{"Opera on iPhone",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
          "like Gecko) Version/16.5 Mobile/15E148 Safari/604.1 OPT/4.0.5"},
    Agent{"Samsung Internet on Android",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
          "SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36"},
    Agent{"Vivaldi on Linux",
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/131.0.0.0 Safari/537.36 Vivaldi/7.0.3495.15"},
    Agent{"Yandex Browser on Windows",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
          "Chrome/126.0.0.0 YaBrowser/24.7.0.0 Safari/537.36"},
    Agent{"DuckDuckGo on Mac",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
          "Gecko) Version/17.4 Safari/605.1.15 Ddg/17.4"},
    Agent{"Firefox on Windows",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"},
    Agent{"Firefox on Mac",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:132.0) Gecko/20100101 Firefox/132.0"},
    Agent{"Firefox on Linux",
          "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"},
    Agent{"Firefox on Android",
          "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"},
    Agent{"Firefox on iPhone",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 14_7_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
          "like Gecko) FxiOS/132.0 Mobile/15E148 Safari/605.1.15"},
    Agent{"Safari on Mac",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7_1) AppleWebKit/605.1.15 (KHTML, like "
          "Gecko) Version/18.0 Safari/605.1.15"},
    Agent{"Safari on iPhone",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_7_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
          "like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"},
    Agent{"Safari on iPad",
          "Mozilla/5.0 (iPad; CPU OS 17_7_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
          "Gecko) Version/18.0 Mobile/15E148 Safari/604.1"},
    Agent{"Firefox on Unix",
          "Mozilla/5.0 (X11; FreeBSD amd64; rv:132.0) Gecko/20100101 Firefox/132.0"},
    Agent{"curl",
          "curl/8.11.0"},
    Agent{"Wget",
          "Wget/1.24.5 (linux-gnu)"},
    Agent{"Python",
          "python-requests/2.32.3"},
    Agent{"Python",
          "Python-urllib/3.12"},
    Agent{"Node.js",
          "node"},
    Agent{"Go",
          "Go-http-client/1.1"}));
// clang-format on

TEST(DeviceLabel, is_of_some_browser_where_it_cannot_be_told) {
  EXPECT_EQ(device_label(""), "Some browser");
  EXPECT_EQ(device_label("Mozilla/5.0"), "Some browser");
  EXPECT_EQ(device_label("Mozilla/5.0 (Windows NT 10.0)"), "Some browser on Windows");
}

TEST(DeviceLabel, has_nothing_of_what_the_browser_says_of_itself) {
  EXPECT_EQ(device_label("<b>Ana's phone</b> " + std::string(10'000, 'x')), "Some browser");
  EXPECT_EQ(device_label("Firefox/<b>Ana's phone</b> Linux\x1b[31m"), "Firefox on Linux");
}

}  // namespace
}  // namespace skillboard
