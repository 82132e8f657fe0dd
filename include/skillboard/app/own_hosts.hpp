#pragma once

#include "skillboard/app/options.hpp"
#include "skillboard/http/known_hosts.hpp"

namespace skillboard {

// The hosts that requests to this server may be for, as far as its options and the machine tell:
// those of --public-url and --listen, and the machine's name, also as multicast DNS has it
// (NAME.local). What name servers know of the machine is not asked for, since that may block.
KnownHosts own_hosts(const Options& options);

}  // namespace skillboard
