#include "skillboard/app/own_hosts.hpp"

#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

#include "skillboard/http/uri.hpp"

namespace skillboard {

namespace {

// May be empty, and have dots.
std::string machine_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

}  // namespace

KnownHosts own_hosts(const Options& options) {
  KnownHosts hosts;
  hosts.add(split_authority(read_url_start(options.site.visitors.public_url).authority).host);
  hosts.add(options.listen.host);
  const std::string name = machine_name();
  hosts.add(name);
  if (const std::string label = name.substr(0, name.find('.')); !label.empty()) {
    hosts.add(label);
    hosts.add(label + ".local");
  }
  return hosts;
}

}  // namespace skillboard
