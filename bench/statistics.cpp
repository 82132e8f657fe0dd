#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace skillboard::bench {

double quantile(std::vector<double> samples, double share) {
  const double rank = std::ceil(share * static_cast<double>(samples.size()));
  const std::size_t index = std::max<std::size_t>(static_cast<std::size_t>(rank), 1) - 1;
  const auto found = samples.begin() + static_cast<std::ptrdiff_t>(index);
  std::nth_element(samples.begin(), found, samples.end());
  return *found;
}

double median(const std::vector<double>& samples) {
  return quantile(samples, 0.5);
}

double largest(const std::vector<double>& samples) {
  return *std::max_element(samples.begin(), samples.end());
}

}  // namespace skillboard::bench
