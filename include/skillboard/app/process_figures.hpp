#pragma once

#include "skillboard/app/metrics.hpp"

namespace skillboard {

// Adds what all of Prometheus' clients say of their process (`process_…`): processor time, memory,
// descriptors, and since when it runs.
void add_process_figures(Metrics& metrics);

}  // namespace skillboard
