#include "report.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <string_view>

namespace skillboard::bench {
namespace {

// Three significant digits, or all before the point.
std::string number(double value) {
  const double size = std::abs(value);
  std::string text(32, '\0');
  const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
  const int length = std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::string describe(const Target& target) {
  std::string text = target.of == Target::Of::ratio ? "ratio " : "";
  text += target.bound == Target::Bound::at_most ? "<= " : ">= ";
  return text + number(target.limit);
}

void print_line(std::ostream& out, std::string_view name, const std::vector<std::string>& cells) {
  out << name << std::string(name.size() < 44 ? 44 - name.size() : 1, ' ');
  for (const std::string& cell : cells) {
    out << std::string(cell.size() < 13 ? 13 - cell.size() : 1, ' ') << cell;
  }
  out << '\n';
}

}  // namespace

bool Row::met() const {
  if (!target) {
    return true;
  }
  const double figure = target->of == Target::Of::ratio ? ratio : server;
  // Written so that a figure that is not a number misses.
  return target->bound == Target::Bound::at_most ? figure <= target->limit
                                                 : figure >= target->limit;
}

void print_table(std::ostream& out, const std::vector<Row>& rows) {
  print_line(out, "", {"bare epoll", "server", "ratio", "target"});
  for (const Row& row : rows) {
    const std::string ratio = row.bare == 0 ? "" : number(row.ratio);
    const std::string target = row.target ? describe(*row.target) : "";
    const std::string verdict = row.target ? (row.met() ? "met" : "MISSED") : "";
    print_line(out, row.unit.empty() ? row.name : row.name + ", " + row.unit,
               {number(row.bare), number(row.server), ratio, target, verdict});
  }
}

void print_json(std::ostream& out, const std::vector<Row>& rows) {
  nlohmann::ordered_json figures = nlohmann::ordered_json::array();
  for (const Row& row : rows) {
    nlohmann::ordered_json figure{
        {"name", row.name}, {"unit", row.unit}, {"bare", row.bare}, {"server", row.server}};
    if (row.bare != 0) {
      figure["ratio"] = row.ratio;
    }
    if (row.target) {
      figure["target"] = describe(*row.target);
      figure["met"] = row.met();
    }
    figures.push_back(std::move(figure));
  }
  out << figures.dump(2) << '\n';
}

}  // namespace skillboard::bench
