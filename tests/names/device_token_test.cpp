#include "skillboard/names/device_token.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "skillboard/names/base64url.hpp"

namespace skillboard {
namespace {

const std::string key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const std::string other_key = std::string(63, '0') + "1";
const std::string token(43, 'A');
const std::string other_token = std::string(42, 'A') + "E";

TEST(DeviceToken, is_a_new_one_each_time) {
  const std::string made = make_device_token();

  EXPECT_EQ(made.size(), 43U);
  EXPECT_TRUE(is_device_token(made));
  EXPECT_NE(made, make_device_token());
}

TEST(DeviceToken, is_nothing_else) {
  for (const std::string& text : {std::string(), std::string(42, 'A'), std::string(44, 'A'),
                                  std::string(42, 'A') + "B", std::string(42, 'A') + "=",
                                  std::string(42, 'A') + " ", to_base64url(std::string(33, 'x'))}) {
    EXPECT_FALSE(is_device_token(text)) << text;
  }
}

TEST(DeviceKey, is_a_new_one_each_time) {
  const std::string made = make_device_key();

  EXPECT_TRUE(is_device_key(made)) << made;
  EXPECT_NE(made, make_device_key());
}

TEST(DeviceKey, is_nothing_else) {
  for (const std::string& text :
       {std::string(), key.substr(1), key + "0", key.substr(1) + "g", key.substr(1) + "F"}) {
    EXPECT_FALSE(is_device_key(text)) << text;
    EXPECT_THROW(DeviceHashes{text}, std::invalid_argument) << text;
  }
}

// Made by Python's hashlib.blake2b. Journals and cookies outlive a version of the program.
TEST(DeviceHashes, are_the_same_for_ever) {
  const DeviceHashes hashes(key);

  EXPECT_EQ(hashes.hash(token), "nq91q2q1my39wyjqcwmmkar2qa6tqefcpjb914s5etbedaxvjqvg");
  EXPECT_EQ(hashes.admission(token, "digest"),
            "ptpam96r04511et2z1ks1nraebdcpxs86m0fx3h6g8m6xbht79r0");
  EXPECT_EQ(hashes.passphrase_digest("open sesame"),
            "g1169ct7sffgbprp46711g932bxwm3ptkmaenrza5tk22djhry60");
}

TEST(DeviceHashes, tell_devices_and_boards_apart) {
  const DeviceHashes hashes(key);

  EXPECT_NE(hashes.hash(token), hashes.hash(other_token));
  EXPECT_NE(hashes.hash(token), DeviceHashes(other_key).hash(token));
}

TEST(DeviceHashes, admit_one_device_with_one_passphrase_on_one_board) {
  const DeviceHashes hashes(key);
  const std::string admission = hashes.admission(token, "digest");

  EXPECT_NE(admission, hashes.admission(other_token, "digest"));
  EXPECT_NE(admission, hashes.admission(token, "another digest"));
  EXPECT_NE(admission, DeviceHashes(other_key).admission(token, "digest"));
}

TEST(DeviceHashes, are_never_good_for_one_another) {
  const DeviceHashes hashes(key);

  EXPECT_NE(hashes.hash(token), hashes.passphrase_digest(token));
  EXPECT_NE(hashes.hash(token + "\ndigest"), hashes.admission(token, "digest"));
}

}  // namespace
}  // namespace skillboard
