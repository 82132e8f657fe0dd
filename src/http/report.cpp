#include "skillboard/http/report.hpp"

#include <spdlog/spdlog.h>

namespace skillboard {

void report(const std::exception_ptr& bug) {
  try {
    std::rethrow_exception(bug);
  } catch (const std::exception& error) {
    spdlog::error("a request failed: {}", error.what());
  } catch (...) {
    spdlog::error("a request failed for an unknown reason");
  }
}

}  // namespace skillboard
