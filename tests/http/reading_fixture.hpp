#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "skillboard/http/request_reader.hpp"

namespace skillboard {

// A request on its own, without the bytes it was read from.
struct ReadRequest {
  std::string method;
  std::string path;
  std::string query;
  std::string authority;
  bool http_1_0 = false;
  bool keep_alive = true;
  std::vector<std::string> fields;  // "name=value"
  std::string body;

  bool operator==(const ReadRequest&) const = default;
};

// What a connection makes of its bytes: requests, and then perhaps a fault.
struct Reading {
  std::vector<ReadRequest> requests;
  std::optional<MessageFault> fault;
  std::size_t left = 0;  // bytes that are no request yet

  bool operator==(const Reading&) const = default;
};

// Reads as a connection does, which gets these pieces one after the other.
Reading read_pieces(const std::vector<std::string_view>& pieces, const MessageLimits& limits = {});

inline Reading read_all(std::string_view bytes, const MessageLimits& limits = {}) {
  return read_pieces({bytes}, limits);
}

}  // namespace skillboard
