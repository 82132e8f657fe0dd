#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

#include "http/reading_fixture.hpp"

namespace skillboard {
namespace {

const std::string valid =
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    "\r\n\r\nPOST /talks/a%20b/comments?x=y HTTP/1.1\r\nHost: a:80\r\nContent-Length: "
    "5\r\n\r\nhello"
    "PUT /talks/c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    "3;a=\"b;c\"\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nTrailer: d\r\n\r\n"
    "OPTIONS * HTTP/1.1\r\nHost: [::1]:80\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n"
    "GET http://b.example/c HTTP/1.2\r\nHOST:a\r\nPrefer: wait=10\r\nConnection: close\r\n\r\n"
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\nAccept:\t*/* \r\n\r\n";

Reading read_byte_by_byte(std::string_view bytes) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    pieces.push_back(bytes.substr(at, 1));
  }
  return read_pieces(pieces);
}

TEST(PipelinedRequests, AreTheSameHoweverTheyArrive) {
  const Reading whole = read_all(valid);
  ASSERT_EQ(whole.requests.size(), 6U);
  ASSERT_EQ(whole.fault, std::nullopt);

  const std::string_view bytes(valid);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    ASSERT_EQ(read_pieces({bytes.substr(0, cut), bytes.substr(cut)}), whole) << cut;
  }
  EXPECT_EQ(read_byte_by_byte(bytes), whole);
}

TEST(PipelinedRequests, AreNotSeenBeforeTheyAreWhole) {
  std::size_t seen = 0;
  for (std::size_t size = 0; size <= valid.size(); ++size) {
    const Reading begun = read_all(std::string_view(valid).substr(0, size));
    ASSERT_EQ(begun.fault, std::nullopt) << size;
    ASSERT_GE(begun.requests.size(), seen) << size;
    seen = begun.requests.size();
  }
  EXPECT_EQ(seen, 6U);
}

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(std::string bytes) {
    for (std::size_t count = 1 + pick(4); count > 0; --count) {
      mutate_once(bytes);
    }
    return bytes;
  }

 private:
  static constexpr std::array pieces = {"\r\n",
                                        "\n",
                                        "\r",
                                        " ",
                                        "\t",
                                        ":",
                                        ",",
                                        ";",
                                        "0",
                                        "4",
                                        "chunked",
                                        "gzip",
                                        "\"",
                                        "\\",
                                        "%",
                                        "%C3%A9",
                                        "a",
                                        "HTTP/1.1",
                                        "HTTP/1.0",
                                        "GET ",
                                        "\x7F",
                                        "\xFF",
                                        "\r\n ",
                                        "0\r\n\r\n",
                                        "*",
                                        "http://",
                                        "[::1]",
                                        "@",
                                        "\r\nA: b",
                                        "\r\n\r\n",
                                        "\r\nHost: b",
                                        "\r\nContent-Length: 4",
                                        "\r\nTransfer-Encoding: chunked",
                                        "\r\nConnection: close",
                                        "\r\nExpect: 100-continue"};

  void mutate_once(std::string& bytes) {
    const std::size_t at = pick(bytes.size() + 1);
    switch (pick(5)) {
      case 0:
        bytes.insert(at, pieces[pick(pieces.size())]);
        return;
      case 1:
        bytes.erase(at, 1 + pick(8));
        return;
      case 2:
        bytes.insert(at, bytes.substr(pick(bytes.size() + 1), pick(40)));
        return;
      case 3:
        bytes.replace(at, std::min<std::size_t>(1, bytes.size() - at), 1,
                      static_cast<char>(pick(256)));
        return;
      default:
        bytes.resize(at);
    }
  }

  std::size_t pick(std::size_t count) { return count == 0 ? 0 : random_() % count; }

  std::mt19937 random_;
};

std::vector<std::string> values(const ReadRequest& request, std::string_view name) {
  std::vector<std::string> found;
  for (const std::string& field : request.fields) {
    const std::size_t end = field.find('=');
    if (Request::same_field_name(std::string_view(field).substr(0, end), name)) {
      found.push_back(field.substr(end + 1));
    }
  }
  return found;
}

// Written apart from the rules it tests: by what no two readers can disagree about.
void expect_unambiguous(const ReadRequest& request) {
  const auto hosts = values(request, "Host");
  const auto lengths = values(request, "Content-Length");
  const auto codings = values(request, "Transfer-Encoding");
  EXPECT_LE(hosts.size(), 1U);
  EXPECT_TRUE(hosts.size() == 1 || request.http_1_0);
  EXPECT_LE(lengths.size(), 1U);
  EXPECT_TRUE(lengths.empty() || codings.empty());
  EXPECT_TRUE(codings.empty() || !request.http_1_0);
  if (!lengths.empty()) {
    EXPECT_EQ(lengths[0].find_first_not_of("0123456789"), std::string::npos);
    EXPECT_EQ(request.body.size(), std::stoull(lengths[0]));
  } else if (codings.empty()) {
    EXPECT_EQ(request.body, "");
  }
  EXPECT_TRUE(request.path.starts_with('/') || request.path == "*");
  for (const std::string& field : request.fields) {
    EXPECT_TRUE(std::none_of(field.begin(), field.end(), [](unsigned char byte) {
      return (byte < 0x20 && byte != '\t') || byte == 0x7F;
    })) << testing::PrintToString(field);
  }
}

TEST(MutatedRequests, AreNeverReadWithAmbiguousFraming) {
  Mutator mutator(1);
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (int round = 0; round < 20'000 && !testing::Test::HasFailure(); ++round) {
    const std::string bytes = mutator.mutate(valid);
    SCOPED_TRACE(testing::PrintToString(bytes));

    const Reading reading = read_all(bytes);

    accepted += reading.requests.size();
    refused += reading.fault ? 1 : 0;
    for (const ReadRequest& request : reading.requests) {
      expect_unambiguous(request);
    }
  }
  EXPECT_GT(accepted, 20'000U);
  EXPECT_GT(refused, 5'000U);
}

TEST(MutatedRequests, AreReadTheSameByteByByte) {
  Mutator mutator(2);
  for (int round = 0; round < 1'000 && !testing::Test::HasFailure(); ++round) {
    const std::string bytes = mutator.mutate(valid);
    SCOPED_TRACE(testing::PrintToString(bytes));

    const Reading whole = read_all(bytes);
    const Reading trickled = read_byte_by_byte(bytes);

    EXPECT_EQ(trickled.requests, whole.requests);
    EXPECT_EQ(trickled.fault.has_value(), whole.fault.has_value());
  }
}

}  // namespace
}  // namespace skillboard
