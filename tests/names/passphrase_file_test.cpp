#include "skillboard/names/passphrase_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace skillboard {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class PassphraseFileTest : public testing::Test {
 protected:
  ~PassphraseFileTest() override { std::remove(path.c_str()); }

  void write(std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

  bool opens_with(std::string_view phrase) {
    const auto passphrase = read_passphrase_file(path, hashes);
    return passphrase && passphrase->verify(phrase);
  }

  std::string refusal() { return read_passphrase_file(path, hashes).error().sentence; }

  DeviceHashes hashes{std::string(64, '0')};
  const std::string path = testing::TempDir() + "skillboard-passphrase-" + std::to_string(getpid());
};

TEST_F(PassphraseFileTest, begins_with_the_passphrase) {
  for (const std::string_view bytes :
       {"open sesame", "open sesame\n", "open sesame\r\n", "open sesame\nnothing of this counts",
        "\uFEFFopen sesame\r\n"}) {
    write(bytes);
    EXPECT_TRUE(opens_with("open sesame")) << bytes;
  }
}

TEST_F(PassphraseFileTest, may_go_on_for_ever_after_its_first_line) {
  write("open sesame\n" + std::string(1'000'000, 'x'));

  EXPECT_TRUE(opens_with("open sesame"));
}

TEST_F(PassphraseFileTest, is_refused_by_name_with_what_to_do_and_without_the_phrase) {
  for (const auto& [bytes, why] :
       {std::pair{"", "fewer than 8"}, std::pair{"\nopen sesame", "fewer than 8"},
        std::pair{"secret", "fewer than 8"}, std::pair{"secret\xff secret", "UTF-8"},
        std::pair{"$argon2id$secret", "Argon2id"}}) {
    write(bytes);
    EXPECT_THAT(refusal(), AllOf(StartsWith(path + " "), HasSubstr(why), Not(HasSubstr("secret"))));
  }
  write(std::string(1'001, 'x'));
  EXPECT_THAT(refusal(), HasSubstr("1,000 bytes"));
}

TEST_F(PassphraseFileTest, is_refused_when_it_cannot_be_read) {
  EXPECT_THAT(refusal(), AllOf(StartsWith(path + " "), HasSubstr("cannot be read")));
  EXPECT_THAT(read_passphrase_file(testing::TempDir(), hashes).error().sentence,
              HasSubstr("cannot be read"));
}

}  // namespace
}  // namespace skillboard
