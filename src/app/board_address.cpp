#include "skillboard/app/board_address.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>

namespace skillboard {

std::optional<BoardAddress> BoardAddress::read(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  const bool by_web = parsed && (parsed->scheme() == "http" || parsed->scheme() == "https");
  if (!by_web || parsed->host().empty()) {
    return std::nullopt;
  }
  BoardAddress address;
  address.secure = parsed->scheme() == "https";
  address.host = parsed->host_address();
  const char* const usual_port = address.secure ? "443" : "80";
  address.port = parsed->has_port() ? std::string(parsed->port()) : usual_port;
  address.authority = std::string(parsed->encoded_host_and_port());
  const auto path = std::string(parsed->encoded_path());  // empty, or with a slash at its beginning
  address.folder = path.substr(0, path.rfind('/') + 1);
  if (address.folder.empty()) {
    address.folder.push_back('/');
  }
  return address;
}

}  // namespace skillboard
