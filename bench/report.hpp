#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace skillboard::bench {

// What a figure must keep to.
struct Target {
  enum class Of { ratio, value } of = Of::value;
  enum class Bound { at_most, at_least } bound = Bound::at_most;
  double limit = 0;
};

// One figure of both programs.
struct Row {
  std::string name;
  std::string unit;
  double bare = 0;
  double server = 0;
  double ratio = 0;  // server to bare
  std::optional<Target> target;

  // Whether it keeps to the target; one without a target does.
  bool met() const;
};

void print_table(std::ostream& out, const std::vector<Row>& rows);

void print_json(std::ostream& out, const std::vector<Row>& rows);

}  // namespace skillboard::bench
