#include "skillboard/app/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

namespace skillboard {
namespace {

class OptionsTest : public testing::Test {
 protected:
  ~OptionsTest() override {
    for (const std::string& name : set_) {
      ::unsetenv(name.c_str());
    }
  }

  void set_environment(const std::string& name, const std::string& value) {
    ::setenv(name.c_str(), value.c_str(), 1);
    set_.push_back(name);
  }

  static ParsedOptions parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "skillboard");
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    ParsedOptions parsed = parse_options(static_cast<int>(arguments.size()), arguments.data());
    printed = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    return parsed;
  }

  static inline std::string printed;

 private:
  std::vector<std::string> set_;
};

TEST_F(OptionsTest, have_defaults) {
  const auto [options, command, exit_code] = parse({});

  EXPECT_FALSE(exit_code);
  EXPECT_EQ(options.listen.host, "127.0.0.1");
  EXPECT_EQ(options.listen.port, "8000");
  EXPECT_EQ(options.site.longest_wait, std::chrono::seconds(45));
  EXPECT_EQ(options.server.deadlines.head, std::chrono::seconds(10));
}

TEST_F(OptionsTest, are_taken_with_and_without_the_command) {
  EXPECT_EQ(parse({"serve", "--data", "x.db"}).options.data, "x.db");
  EXPECT_EQ(parse({"--data", "y.db", "serve"}).options.data, "y.db");
  EXPECT_EQ(parse({"--data=z.db"}).options.data, "z.db");
}

TEST_F(OptionsTest, serve_unless_another_command_is_named) {
  EXPECT_TRUE(std::holds_alternative<Serve>(parse({}).command));
  EXPECT_TRUE(std::holds_alternative<Serve>(parse({"serve"}).command));
  const Command command = parse({"tail", "http://board.example/", "--talk", "t1"}).command;
  ASSERT_TRUE(std::holds_alternative<TailOptions>(command));
  EXPECT_EQ(std::get<TailOptions>(command).url, "http://board.example/");
  EXPECT_EQ(std::get<TailOptions>(command).talk, "t1");
}

TEST_F(OptionsTest, may_stand_before_or_after_a_command_about_the_data) {
  for (const auto& parsed : {parse({"--data", "x.db", "backup", "b.db", "--replace"}),
                             parse({"backup", "b.db", "--replace", "--data", "x.db"}),
                             parse({"backup", "--replace", "--data=x.db", "b.db"})}) {
    EXPECT_EQ(parsed.options.data, "x.db");
    const auto* backup = std::get_if<BackUp>(&parsed.command);
    ASSERT_NE(backup, nullptr);
    EXPECT_EQ(backup->file, "b.db");
    EXPECT_TRUE(backup->replace);
  }
}

TEST_F(OptionsTest, leave_out_the_files_that_have_a_usual_place) {
  EXPECT_EQ(std::get<Verify>(parse({"verify"}).command).file, "");
  EXPECT_EQ(std::get<Export>(parse({"export"}).command).file, "-");
  EXPECT_EQ(std::get<Verify>(parse({"verify", "b.db"}).command).file, "b.db");
  for (const char* command : {"backup", "restore", "import"}) {
    EXPECT_TRUE(parse({command}).exit_code) << command;
    EXPECT_THAT(printed, testing::HasSubstr("file is required")) << command;
  }
}

TEST_F(OptionsTest, take_the_origins_of_other_sites_as_browsers_write_them) {
  using testing::ElementsAre;
  EXPECT_THAT(parse({"--allowed-origin", "https://a.example,http://b.example:81",
                     "--allowed-origin", "http://[::1]:8000"})
                  .options.site.allowed_origins,
              ElementsAre("https://a.example", "http://b.example:81", "http://[::1]:8000"));
  for (const char* wrong : {"a.example", "https://a.example/", "https://A.example", "null", "*",
                            "ftp://a.example", "https://", "https://a.example/x", "https://u@a"}) {
    EXPECT_TRUE(parse({"--allowed-origin", wrong}).exit_code) << wrong;
    EXPECT_NE(printed.find("is not an origin"), std::string::npos) << printed;
  }
}

TEST_F(OptionsTest, say_below_which_path_the_board_is) {
  const auto base_path = [](const char* url) {
    const auto parsed = parse({"--public-url", url});
    EXPECT_FALSE(parsed.exit_code) << printed;
    return parsed.options.site.visitors.base_path;
  };

  EXPECT_EQ(parse({}).options.site.visitors.base_path, "/");
  EXPECT_EQ(base_path("https://example.org"), "/");
  EXPECT_EQ(base_path("https://example.org/talks"), "/talks/");
  EXPECT_EQ(base_path("https://example.org:8443/a/b-c_1.2~/"), "/a/b-c_1.2~/");
  for (const char* wrong : {"https://example.org/a%20b/", "https://example.org/ü/",
                            "https://example.org/?a", "https://example.org/a/#b"}) {
    EXPECT_TRUE(parse({"--public-url", wrong}).exit_code) << wrong;
    EXPECT_NE(printed.find("Write one like https://example.org/talks/"), std::string::npos);
  }
}

TEST_F(OptionsTest, are_taken_from_the_flag_then_the_environment_then_the_file) {
  const std::string file = testing::TempDir() + "skillboard-options.ini";
  std::ofstream(file) << "max-wait = 10\ndata = file.db\nlog-level = warn\n";
  set_environment("SKILLBOARD_CONFIG", file);
  set_environment("SKILLBOARD_MAX_WAIT", "20");
  set_environment("SKILLBOARD_DATA", "environment.db");

  const auto [options, command, exit_code] = parse({"--data", "flag.db"});

  EXPECT_FALSE(exit_code) << printed;
  EXPECT_EQ(options.data, "flag.db");
  EXPECT_EQ(options.site.longest_wait, std::chrono::seconds(20));
  EXPECT_EQ(options.log_level, "warn");
}

TEST_F(OptionsTest, name_any_number_of_trusted_proxies) {
  const auto trusts = [](const ParsedOptions& parsed, const char* address) {
    const ClientAddress peer(*read_ip_address(address));
    return parsed.options.server.forwarding.proxies.include(peer);
  };

  const auto none = parse({});
  EXPECT_TRUE(none.options.server.forwarding.proxies.empty());
  EXPECT_EQ(none.options.server.forwarding.header, ProxyHeader::x_forwarded_for);

  const auto several =
      parse({"--trusted-proxy", "192.0.2.1,fd00::/8", "--trusted-proxy=unix", "--trusted-proxy",
             "10.0.0.0/8", "serve", "--proxy-header", "forwarded"});
  EXPECT_FALSE(several.exit_code) << printed;
  for (const char* address : {"192.0.2.1", "fd00::1", "10.1.2.3"}) {
    EXPECT_TRUE(trusts(several, address)) << address;
  }
  EXPECT_TRUE(several.options.server.forwarding.proxies.include(ClientAddress()));
  EXPECT_EQ(several.options.server.forwarding.header, ProxyHeader::forwarded);
}

TEST_F(OptionsTest, are_not_put_together_from_the_environment_and_the_flags) {
  const ClientAddress proxy(*read_ip_address("10.0.0.1"));
  set_environment("SKILLBOARD_TRUSTED_PROXY", "192.0.2.1,10.0.0.1");

  EXPECT_TRUE(parse({}).options.server.forwarding.proxies.include(proxy));
  EXPECT_FALSE(parse({"--trusted-proxy=unix"}).options.server.forwarding.proxies.include(proxy));
  EXPECT_FALSE(
      parse({"--trusted-proxy", "fd00::1"}).options.server.forwarding.proxies.include(proxy));
}

TEST_F(OptionsTest, that_make_no_sense_are_refused_with_a_sentence) {
  const std::vector<std::vector<const char*>> wrong{
      {"--listen", "8000"},
      {"--listen", "[::1]"},
      {"--listen", "127.0.0.1:99999"},
      {"--listen", "unix:"},
      {"--max-wait", "0"},
      {"--max-wait", "301"},
      {"--max-connections", "x"},
      {"--max-waiters-per-address", "0"},
      {"--trusted-proxy", "localhost"},
      {"--trusted-proxy", "127.0.0.1,10.0.0.0/33"},
      {"--proxy-header", "X-Real-IP"},
      {"--trusted-proxy", "127.0.0.1", "10.0.0.1"},
      {"--public-url", "board.example"},
      {"--public-url", "https://"},
      {"--head-timeout", "-1"},
      {"--log-level", "loud"},
      {"--no-such-option"},
      {"dance"},
      {"--config", "/no/such/file"},
  };
  for (const auto& arguments : wrong) {
    const auto parsed = parse(arguments);
    ASSERT_TRUE(parsed.exit_code) << arguments[0];
    EXPECT_NE(*parsed.exit_code, 0) << arguments[0];
    EXPECT_FALSE(printed.empty()) << arguments[0];
  }
}

TEST_F(OptionsTest, are_listed_by_help) {
  const auto parsed = parse({"--help"});

  EXPECT_EQ(parsed.exit_code, 0);
  for (const char* name : {"--listen", "--data", "--memory", "--public", "--public-url",
                           "--max-wait", "--max-connections", "--log-level", "SKILLBOARD_LISTEN"}) {
    EXPECT_NE(printed.find(name), std::string::npos) << name;
  }
}

TEST_F(OptionsTest, take_deadlines_in_fractions_of_a_second) {
  const auto [options, command, exit_code] = parse({"--head-timeout", "0.25"});

  EXPECT_EQ(options.server.deadlines.head, std::chrono::milliseconds(250));
}

TEST_F(OptionsTest, know_every_kind_of_address) {
  EXPECT_EQ(parse({"--listen", "[::]:0"}).options.listen.host, "::");
  EXPECT_EQ(parse({"--listen", "localhost:1"}).options.listen.host, "localhost");
  EXPECT_EQ(parse({"--listen", "unix:/run/x.sock"}).options.listen.path, "/run/x.sock");
}

TEST_F(OptionsTest, that_do_nothing_without_another_are_refused) {
  EXPECT_NE(parse({"serve", "--log-addresses"}).exit_code.value_or(0), 0);
  EXPECT_THAT(printed, testing::HasSubstr("--log-addresses needs --access-log"));
  EXPECT_NE(parse({"serve", "--user-header", "Remote-User"}).exit_code.value_or(0), 0);
  EXPECT_THAT(printed, testing::HasSubstr("--user-header needs --trusted-proxy"));

  EXPECT_FALSE(parse({"serve", "--log-addresses", "--access-log"}).exit_code);
}

}  // namespace
}  // namespace skillboard
