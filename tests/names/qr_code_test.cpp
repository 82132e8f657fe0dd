#include "skillboard/names/qr_code.hpp"

#include <gtest/gtest.h>
#include <qrcodegen/qrcodegen.hpp>

#include <regex>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace skillboard {
namespace {

const std::string link = "https://board.example/#device=K7QM2XPR";

// What the path paints, row by row: '#' is dark.
std::vector<std::string> paint(const QrCode& code) {
  const auto size = static_cast<std::size_t>(code.size);
  std::vector<std::string> rows(size, std::string(size, '.'));
  const std::regex run("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
  std::size_t covered = 0;
  for (std::sregex_iterator match(code.path.begin(), code.path.end(), run), end; match != end;
       ++match) {
    covered += match->length();
    EXPECT_EQ((*match)[3], (*match)[4]);
    for (std::size_t i = 0; i < std::stoul((*match)[3]); ++i) {
      char& square = rows.at(std::stoul((*match)[2])).at(std::stoul((*match)[1]) + i);
      EXPECT_EQ(square, '.') << "painted twice";
      square = '#';
    }
  }
  EXPECT_EQ(covered, code.path.size()) << "something else is in the path";
  return rows;
}

std::string part(const std::vector<std::string>& rows, std::size_t x, std::size_t y) {
  std::string squares;
  for (std::size_t row = y; row < y + 7; ++row) {
    squares += rows.at(row).substr(x, 7) + "\n";
  }
  return squares;
}

TEST(QrCode, is_as_large_as_one_of_the_forty_versions_and_its_margin) {
  for (const std::size_t length : {1U, 20U, 100U, 500U, 2'000U}) {
    const int inner = make_qr_code(std::string(length, 'x')).size - 8;
    EXPECT_GE(inner, 21);
    EXPECT_LE(inner, 177);
    EXPECT_EQ((inner - 17) % 4, 0);
  }
}

TEST(QrCode, has_its_finders_in_three_corners) {
  const std::vector<std::string> rows = paint(make_qr_code(link));
  const std::string finder = "#######\n#.....#\n#.###.#\n#.###.#\n#.###.#\n#.....#\n#######\n";

  EXPECT_EQ(part(rows, 4, 4), finder);
  EXPECT_EQ(part(rows, rows.size() - 11, 4), finder);
  EXPECT_EQ(part(rows, 4, rows.size() - 11), finder);
  EXPECT_NE(part(rows, rows.size() - 11, rows.size() - 11), finder);
}

TEST(QrCode, has_nothing_in_its_margin) {
  const std::vector<std::string> rows = paint(make_qr_code(link));
  const std::size_t size = rows.size();
  for (std::size_t i = 0; i < size; ++i) {
    for (const std::size_t j : {0UL, 1UL, 2UL, 3UL, size - 4, size - 3, size - 2, size - 1}) {
      EXPECT_EQ(rows[i][j], '.');
      EXPECT_EQ(rows[j][i], '.');
    }
  }
}

TEST(QrCode, paints_each_square_of_the_code) {
  for (const std::string& text : {link, std::string("x"), std::string(1'500, 'y')}) {
    const std::vector<std::string> rows = paint(make_qr_code(text));
    const auto expected = qrcodegen::QrCode::encodeSegments(
        {qrcodegen::QrSegment::makeBytes({text.begin(), text.end()})},
        qrcodegen::QrCode::Ecc::MEDIUM);
    ASSERT_EQ(rows.size(), static_cast<std::size_t>(expected.getSize() + 8));
    for (int y = 0; y < expected.getSize(); ++y) {
      for (int x = 0; x < expected.getSize(); ++x) {
        EXPECT_EQ(rows[y + 4][x + 4] == '#', expected.getModule(x, y)) << x << " " << y;
      }
    }
  }
}

TEST(QrCode, is_of_all_of_the_text) {
  using namespace std::string_literals;
  EXPECT_NE(make_qr_code("a"s).path, make_qr_code("a\0b"s).path);
  EXPECT_THROW(make_qr_code(std::string(3'000, 'x')), std::length_error);
}

}  // namespace
}  // namespace skillboard
