#pragma once

#include "skillboard/app/options.hpp"

namespace skillboard {

// Runs the server until it is told to stop by SIGTERM or SIGINT; a second one ends it at once. Says
// "listening on URL" on standard output as soon as it answers. Returns the exit code: 0 after a
// clean stop, 1 when it could not start, or when it had to cut off what did not end in time.
int run(const Options& options);

}  // namespace skillboard
