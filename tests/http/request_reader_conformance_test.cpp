#include <gtest/gtest.h>

#include <string>

#include "http/reading_fixture.hpp"

namespace skillboard {
namespace {

// Whole messages and what a client sees of them: the rules' own tests have every case, these rows
// show that each rule is asked.
struct Row {
  std::string bytes;
  unsigned status;  // 0 when the message is accepted
};

class Message : public testing::TestWithParam<Row> {};

TEST_P(Message, IsAnsweredAsTheStandardsDemand) {
  const Reading reading = read_all(GetParam().bytes);

  const unsigned status = reading.fault ? describe(*reading.fault).status : 0;
  EXPECT_EQ(status, GetParam().status);
  EXPECT_EQ(reading.requests.size(), status == 0 ? 1U : 0U);
}

std::string post(const std::string& fields, const std::string& body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

std::string line(const std::string& line) {
  return line + "\r\nHost: a\r\n\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    Rfc9112Section2, Message,
    testing::Values(Row{line("GET / HTTP/1.1"), 0}, Row{"\r\n\r\n" + line("GET / HTTP/1.1"), 0},
                    Row{"GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
                    Row{"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
                    Row{"GET / HTTP/1.1\rHost: a\r\n\r\n", 400},
                    Row{"GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n", 400}, Row{"   \r\n\r\n", 400},
                    Row{line("GET / HTTP/1.2"), 0}, Row{line("GET / HTTP/2.0"), 505},
                    Row{line("GET / HTTP/0.9"), 505}, Row{"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
                    Row{line("GET / http/1.1"), 400}, Row{line("GET / HTTP/01.01"), 400},
                    Row{"GET /\r\n", 400}, Row{"GET / \r\n\r\n", 400}));
INSTANTIATE_TEST_SUITE_P(
    Rfc9112Section3, Message,
    testing::Values(Row{line("GET  / HTTP/1.1"), 400}, Row{line("GET\t/ HTTP/1.1"), 400},
                    Row{line("GET /a b HTTP/1.1"), 400}, Row{line("GET /a#b HTTP/1.1"), 400},
                    Row{line("GET * HTTP/1.1"), 400}, Row{line("OPTIONS * HTTP/1.1"), 0},
                    Row{line("CONNECT a:443 HTTP/1.1"), 501}, Row{line("GET a:443 HTTP/1.1"), 400},
                    Row{line("GET http://b/ HTTP/1.1"), 0}, Row{line("get / HTTP/1.1"), 0},
                    Row{line("GET /caf\xC3\xA9 HTTP/1.1"), 400},
                    Row{line("GET /%C0%AF HTTP/1.1"), 400},
                    Row{line("GET /" + std::string(7'900, 'a') + " HTTP/1.1"), 0},
                    Row{line("GET /" + std::string(100'000, 'a') + " HTTP/1.1"), 414},
                    Row{line(std::string(100'000, 'A') + " / HTTP/1.1"), 400},
                    Row{"GET / HTTP/1.1\r\n\r\n", 400}, Row{"GET / HTTP/1.0\r\n\r\n", 0},
                    Row{"GET http://a/ HTTP/1.1\r\n\r\n", 400},
                    Row{"GET http://a/ HTTP/1.1\r\nHost: b@c\r\n\r\n", 400},
                    Row{post("Host: a\r\n"), 400}));
INSTANTIATE_TEST_SUITE_P(Rfc9112Section5, Message,
                         testing::Values(Row{post("X : b\r\n"), 400}, Row{post(": b\r\n"), 400},
                                         Row{post("X\r\n"), 400}, Row{post("X[: b\r\n"), 400},
                                         Row{post("X\xC3\xAB: b\r\n"), 400},
                                         Row{post("X: b\r\n c\r\n"), 400},
                                         Row{post("X: \x07\r\n"), 400},
                                         Row{post("X: b\rc\r\n"), 400}, Row{post("X: \xFF\r\n"), 0},
                                         Row{post("X:\r\n"), 0},
                                         Row{post("X: " + std::string(100'000, 'b') + "\r\n"), 431},
                                         Row{post(std::string(100'000, 'X') + ": b\r\n"), 431}));
INSTANTIATE_TEST_SUITE_P(
    Rfc9112Section6, Message,
    testing::Values(Row{post("Content-Length: 5\r\n", "hello"), 0},
                    Row{post("Content-Length: +5\r\n", "hello"), 400},
                    Row{post("Content-Length: 5, 5\r\n", "hello"), 400},
                    Row{post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
                    Row{post("Content-Length: 99999999999999999999\r\n"), 400},
                    Row{post("Content-Length: 65537\r\n"), 413},
                    Row{post("Content_Length: 5\r\nContent-Length: 1\r\n", "h"), 0},
                    Row{post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0"), 400},
                    Row{post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0"), 400},
                    Row{post("Transfer-Encoding: xchunked\r\n"), 400},
                    Row{post("Transfer-Encoding: \r\n"), 400},
                    Row{post("Transfer-Encoding: chunked, gzip\r\n"), 400},
                    Row{post("Transfer-Encoding: gzip, chunked\r\n"), 501},
                    Row{post("Transfer-Encoding: \vchunked\r\n"), 400},
                    Row{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
                    Row{post("Transfer_Encoding: chunked\r\n"), 0}));
INSTANTIATE_TEST_SUITE_P(
    Rfc9112Section7, Message,
    testing::Values(Row{post("Transfer-Encoding: chunked\r\n", "A\r\n0123456789\r\n0\r\n\r\n"), 0},
                    Row{post("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 9\r\n\r\n"),
                        0},
                    Row{post("Transfer-Encoding: chunked\r\n", "0x1\r\na\r\n0\r\n\r\n"), 400},
                    Row{post("Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n"), 400},
                    Row{post("Transfer-Encoding: chunked\r\n", "10001\r\n"), 413}));
INSTANTIATE_TEST_SUITE_P(Rfc9110, Message,
                         testing::Values(Row{post("Expect: 100-continue\r\n"), 0},
                                         Row{post("Expect: 200-ok\r\n"), 417},
                                         Row{"GET / HTTP/1.0\r\nExpect: 200-ok\r\n\r\n", 0},
                                         Row{post("Connection: close, ,TE\r\n"), 0},
                                         Row{post("Connection:\r\n"), 0},
                                         Row{post("Connection: ,\r\n"), 0},
                                         Row{post("Upgrade: a/1\r\nConnection: upgrade\r\n"), 0}));

}  // namespace
}  // namespace skillboard
