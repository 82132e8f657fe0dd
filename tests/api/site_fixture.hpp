#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skillboard/api/site.hpp"
#include "skillboard/storage/memory_journal.hpp"

namespace skillboard {

// A site on an empty board in memory, asked without a socket.
class SiteFixture : public testing::Test, protected WaitingRoom::Keeper {
 protected:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  SiteFixture() {
    room.open(*this);
    board.start([](boost::system::error_code error) { ASSERT_FALSE(error); });
    settle();
  }

  void settle() {
    loop.restart();
    while (loop.poll() > 0) {
    }
  }

  Outcome handle(boost::beast::http::verb method, const std::string& path,
                 const Fields& fields = {}, const std::string& body = {}) {
    Request request;
    request.method = method;
    request.method_name = boost::beast::http::to_string(method);
    const std::size_t path_end = std::min(path.find('?'), path.size());
    request.path = std::string_view(path).substr(0, path_end);
    request.query = std::string_view(path).substr(std::min(path_end + 1, path.size()));
    request.authority = "board.example";
    request.body = body;
    for (const auto& [name, value] : fields) {
      request.fields.push_back({name, value});
    }
    return site.handle(request);
  }

  // The answer, waited for if it has to come from the board.
  ResponsePointer ask(boost::beast::http::verb method, const std::string& path,
                      const Fields& fields = {}, const std::string& body = {}) {
    Outcome outcome = handle(method, path, fields, body);
    if (auto* response = std::get_if<ResponsePointer>(&outcome)) {
      return *response;
    }
    ResponsePointer answer;
    auto on_answer = [&](const std::exception_ptr&, ResponsePointer response) {
      answer = std::move(response);
    };
    boost::asio::co_spawn(
        loop, std::get<boost::asio::awaitable<ResponsePointer>>(std::move(outcome)), on_answer);
    settle();
    return answer;
  }

  ResponsePointer put(const std::string& path, const std::string& body, const Fields& fields = {}) {
    return ask(boost::beast::http::verb::put, path, fields, body);
  }

  ResponsePointer post(const std::string& path, const std::string& body,
                       const Fields& fields = {}) {
    return ask(boost::beast::http::verb::post, path, fields, body);
  }

  ResponsePointer get(const std::string& path, const Fields& fields = {}) {
    return ask(boost::beast::http::verb::get, path, fields);
  }

  ResponsePointer patch(const std::string& path, const std::string& body,
                        const Fields& fields = {}) {
    return ask(boost::beast::http::verb::patch, path, fields, body);
  }

  ResponsePointer remove(const std::string& path, const Fields& fields = {}) {
    return ask(boost::beast::http::verb::delete_, path, fields);
  }

  // The cookie of somebody's device; the same letter is the same device.
  static std::pair<std::string, std::string> device(char letter) {
    return {"Cookie", "skillboard-device=" + std::string(42, letter) + "A"};
  }

  void propose(const std::string& title) {
    ASSERT_EQ(put("/talks/" + title, R"({"presenter":"Ana","summary":"about"})")->status(), 201U);
  }

  // The value of a field of the answer; nothing when it has none.
  static std::optional<std::string> field(const ResponsePointer& response, std::string_view name) {
    const std::string_view head = response->head();
    const std::string start = "\r\n" + std::string(name) + ": ";
    const std::size_t found = head.find(start);
    if (found == std::string_view::npos) {
      return std::nullopt;
    }
    const std::size_t begin = found + start.size();
    return std::string(head.substr(begin, head.find("\r\n", begin) - begin));
  }

  // Read once for all tests: compressing it takes longer than most of them.
  static const StaticFiles& page() {
    static const StaticFiles files = *StaticFiles::read(SKILLBOARD_TEST_PUBLIC);
    return files;
  }

  WaitingRoom::Next readable(int, WaitingRoom::Note, bool) override { return {}; }

  WaitingRoom::Next due(int, WaitingRoom::Note, WaitingRoom::Reason) override { return {}; }

  void closing(int, WaitingRoom::Note) override {}

  boost::asio::io_context loop;
  WaitingRoom room{loop};
  MemoryJournal journal{loop.get_executor(), "epoch"};
  BoardOptions board_options;
  int ids = 0;
  Board board{loop,
              journal,
              room,
              board_options,
              {[] { return Instant(std::chrono::milliseconds(1'700'000'000'000)); },
               [this] { return "id" + std::to_string(++ids); }}};
  const StaticFiles& files = page();
  SiteOptions options;
  Site site{loop, board, files, options};
};

}  // namespace skillboard
