#pragma once

#include <vector>

namespace skillboard::bench {

// The value below which that share of the samples lies, `share` from 0 to 1. Not for no samples.
double quantile(std::vector<double> samples, double share);

double median(const std::vector<double>& samples);

double largest(const std::vector<double>& samples);

}  // namespace skillboard::bench
