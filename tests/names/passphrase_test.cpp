#include "skillboard/names/passphrase.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <thread>

#include "skillboard/names/secrets.hpp"

namespace skillboard {
namespace {

class PassphraseTest : public testing::Test {
 protected:
  Passphrase read(std::string_view line) { return *Passphrase::read(line, hashes); }

  PassphraseFault fault(std::string_view line) { return Passphrase::read(line, hashes).error(); }

  // By the least that libsodium allows.
  static std::string hash(std::string_view phrase) {
    ready_libsodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    EXPECT_EQ(crypto_pwhash_str(text.data(), phrase.data(), phrase.size(),
                                crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN),
              0);
    return text.data();
  }

  DeviceHashes hashes{std::string(64, '0')};
  DeviceHashes others{std::string(64, '1')};
};

TEST_F(PassphraseTest, opens_with_itself_and_nothing_else) {
  const Passphrase passphrase = read("open sesame");

  EXPECT_TRUE(passphrase.verify("open sesame"));
  for (const std::string_view attempt :
       {"", "open sesam", "open sesame!", "Open sesame", "opensesame", "open  sesame"}) {
    EXPECT_FALSE(passphrase.verify(attempt)) << attempt;
  }
}

TEST_F(PassphraseTest, is_the_same_from_any_keyboard) {
  const Passphrase passphrase = read("\tcafé über alles \r");

  for (const std::string_view attempt :
       {"café über alles", "cafe\u0301 u\u0308ber alles", " ｃａｆé\u3000über\u00a0alles\n"}) {
    EXPECT_TRUE(passphrase.verify(attempt)) << attempt;
  }
}

TEST_F(PassphraseTest, may_be_given_as_a_hash) {
  const Passphrase passphrase = read(hash("open sesame") + "\r");

  EXPECT_TRUE(passphrase.verify(" open sesame"));
  EXPECT_FALSE(passphrase.verify("open sesame!"));
  EXPECT_FALSE(passphrase.verify(hash("open sesame")));
}

TEST_F(PassphraseTest, has_eight_characters_at_the_least_in_any_script) {
  EXPECT_EQ(fault(""), PassphraseFault::too_short);
  EXPECT_EQ(fault("1234567"), PassphraseFault::too_short);
  EXPECT_EQ(fault("  1234567  "), PassphraseFault::too_short);
  EXPECT_EQ(fault("cafe\u0301 12"), PassphraseFault::too_short);
  EXPECT_TRUE(read("日本日本日本日本").verify("日本日本日本日本"));
}

TEST_F(PassphraseTest, has_a_thousand_bytes_at_the_most) {
  const std::string longest(1'000, 'x');

  EXPECT_TRUE(read(longest).verify(longest));
  EXPECT_FALSE(read(longest).verify(longest + " "));
  EXPECT_EQ(fault(longest + " "), PassphraseFault::too_long);
}

TEST_F(PassphraseTest, is_text) {
  EXPECT_EQ(fault("open sesame\xff"), PassphraseFault::no_text);
  EXPECT_FALSE(read("open sesame").verify("open sesame\xff"));
}

TEST_F(PassphraseTest, is_no_hash_that_cannot_be_used) {
  const std::string good = hash("open sesame");
  std::string of_argon2i = good;
  of_argon2i.erase(8, 1);

  for (const std::string& line :
       {std::string("$argon2id$"), std::string("$argon2 is a fine phrase"), of_argon2i,
        good.substr(0, good.size() / 2), good + "$", good + " open sesame",
        good + std::string(100, 'A')}) {
    EXPECT_EQ(fault(line), PassphraseFault::no_hash) << line;
  }
}

TEST_F(PassphraseTest, has_a_digest_that_stays_until_it_changes) {
  const std::string digest = read("open sesame").digest();

  EXPECT_EQ(read(" open sesame\r").digest(), digest);
  EXPECT_NE(read("open sesame!").digest(), digest);
  EXPECT_NE(Passphrase::read("open sesame", others)->digest(), digest);
}

TEST_F(PassphraseTest, has_a_digest_of_its_hash_when_it_is_given_as_one) {
  const std::string one = hash("open sesame");
  const std::string other = hash("open sesame");  // with another salt

  EXPECT_EQ(read(one).digest(), read(one).digest());
  EXPECT_NE(read(one).digest(), read(other).digest());
  EXPECT_NE(read(one).digest(), read("open sesame").digest());
}

TEST_F(PassphraseTest, is_verified_on_several_threads_at_once) {
  const Passphrase passphrase = read(hash("open sesame"));
  std::array<std::thread, 4> threads;
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      EXPECT_TRUE(passphrase.verify("open sesame"));
      EXPECT_FALSE(passphrase.verify("close sesame"));
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace
}  // namespace skillboard
