#include "skillboard/http/static_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace skillboard {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    std::string name = (fs::temp_directory_path() / "static_files.XXXXXX").string();
    folder_ = mkdtemp(name.data());
    write("index.html", "<!doctype html>" + std::string(500, ' '));
  }

  ~StaticFilesTest() override { fs::remove_all(folder_); }

  void write(const std::string& path, std::string_view bytes) {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path, std::ios::binary) << bytes;
  }

  void read() {
    auto files = StaticFiles::read(folder_);
    ASSERT_TRUE(files) << files.error().message();
    files_ = *std::move(files);
  }

  ResponsePointer get(std::string_view path, std::vector<Field> fields = {}) const {
    Request request;
    request.path = path;
    request.fields = std::move(fields);
    return files_.find(request);
  }

  static std::string field(const ResponsePointer& response, const std::string& name) {
    const std::string head(response->head());
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) {
      return "";
    }
    const std::size_t value = at + name.size() + 4;
    return head.substr(value, head.find("\r\n", value) - value);
  }

  fs::path folder_;
  StaticFiles files_{std::vector<EncodedFile>()};
};

TEST_F(StaticFilesTest, AreServedWithTheirTypes) {
  write("js/main.js", "export {};");
  read();

  EXPECT_EQ(get("/js/main.js")->body(), "export {};");
  EXPECT_EQ(field(get("/js/main.js"), "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(get("/js/main.js")->status(), 200U);
}

TEST_F(StaticFilesTest, AtTheRootAreThePage) {
  read();

  EXPECT_EQ(get("/"), get("/index.html"));
  EXPECT_EQ(field(get("/"), "Content-Type"), "text/html; charset=utf-8");
}

TEST_F(StaticFilesTest, AreFoundByTheirDecodedNames) {
  write("a b%c.txt", "found");
  read();

  EXPECT_EQ(get("/a%20b%25c.txt")->body(), "found");
  EXPECT_EQ(get("/%69ndex.html"), get("/"));
}

TEST_F(StaticFilesTest, LeadNowhereElse) {
  write("css/a.css", "a");
  write("../outside-" + folder_.filename().string(), "secret");
  read();

  for (const std::string_view path :
       {"/nothing", "/css", "/css/", "//index.html", "/./index.html", "/css/../index.html",
        "/css/%2e%2e/index.html", "/css%2Fa.css", "/css/a.css/", "/../index.html", "/index.html/",
        "/%zz", "/%00", "/index.html%00", "", "*", "index.html", "/INDEX.html", "/css\\a.css"}) {
    EXPECT_EQ(get(path), nullptr) << path;
  }
  EXPECT_EQ(get("/../outside-" + folder_.filename().string()), nullptr);
  fs::remove(folder_.parent_path() / ("outside-" + folder_.filename().string()));
}

TEST_F(StaticFilesTest, AreNotHidden) {
  write(".env", "secret");
  write(".git/config", "secret");
  write("css/.hidden/a.css", "secret");
  read();

  EXPECT_EQ(get("/.env"), nullptr);
  EXPECT_EQ(get("/.git/config"), nullptr);
  EXPECT_EQ(get("/css/.hidden/a.css"), nullptr);
}

TEST_F(StaticFilesTest, AreReachedThroughLinksOnlyWithinTheFolder) {
  write("real.txt", "real");
  write(".secret", "secret");
  fs::create_symlink("real.txt", folder_ / "inner.txt");
  fs::create_symlink("/etc/passwd", folder_ / "outer.txt");
  fs::create_symlink(".secret", folder_ / "hidden.txt");
  fs::create_symlink("missing", folder_ / "broken.txt");
  fs::create_directory_symlink("/etc", folder_ / "etc");
  fs::create_symlink("loop", folder_ / "loop");
  read();

  EXPECT_EQ(get("/inner.txt")->body(), "real");
  for (const std::string_view path :
       {"/outer.txt", "/hidden.txt", "/broken.txt", "/etc/passwd", "/loop"}) {
    EXPECT_EQ(get(path), nullptr) << path;
  }
}

TEST_F(StaticFilesTest, ComeInTheCodingTheClientWantsMost) {
  read();

  EXPECT_EQ(field(get("/"), "Content-Encoding"), "");
  EXPECT_EQ(field(get("/", {{"Accept-Encoding", "gzip"}}), "Content-Encoding"), "gzip");
  EXPECT_EQ(field(get("/", {{"Accept-Encoding", "gzip, br"}}), "Content-Encoding"), "br");
  EXPECT_EQ(field(get("/", {{"Accept-Encoding", "gzip, br;q=0.5"}}), "Content-Encoding"), "gzip");
  EXPECT_EQ(field(get("/", {{"Accept-Encoding", "gzip;q=0.5, identity"}}), "Content-Encoding"), "");
  EXPECT_EQ(field(get("/", {{"Accept-Encoding", "*;q=0"}}), "Content-Encoding"), "");
  EXPECT_LT(get("/", {{"Accept-Encoding", "br"}})->body().size(), get("/")->body().size());
  EXPECT_EQ(field(get("/"), "Vary"), "Accept-Encoding");
}

TEST_F(StaticFilesTest, AreNotCodedWhereThatMakesThemNoSmaller) {
  write("a.txt", "a");
  write("a.png", std::string(1000, 'x'));
  read();

  EXPECT_EQ(field(get("/a.txt", {{"Accept-Encoding", "br, gzip"}}), "Content-Encoding"), "");
  EXPECT_EQ(field(get("/a.png", {{"Accept-Encoding", "br, gzip"}}), "Content-Encoding"), "");
  EXPECT_EQ(field(get("/a.png"), "Vary"), "");
}

TEST_F(StaticFilesTest, HaveAStrongTagForEachCoding) {
  read();
  const std::string plain = field(get("/"), "ETag");
  const std::string coded = field(get("/", {{"Accept-Encoding", "br"}}), "ETag");

  EXPECT_THAT(plain, testing::MatchesRegex("\"[0-9a-f]+\\.[0-9a-f]+\""));
  EXPECT_NE(plain, coded);
}

TEST_F(StaticFilesTest, ChangeTheirTagWithTheirBytesOnly) {
  write("a.txt", "one");
  write("b.txt", "one");
  read();
  const std::string one = field(get("/a.txt"), "ETag");
  EXPECT_EQ(field(get("/b.txt"), "ETag"), one);

  write("a.txt", "two");
  read();
  EXPECT_NE(field(get("/a.txt"), "ETag"), one);
}

TEST_F(StaticFilesTest, AreNotSentAgainToWhoHasThem) {
  read();
  const std::string tag = field(get("/"), "ETag");

  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    const auto answer = get("/", {{"If-None-Match", known}});
    EXPECT_EQ(answer->status(), 304U) << known;
    EXPECT_EQ(field(answer, "ETag"), tag);
    EXPECT_EQ(field(answer, "Cache-Control"), "private, no-cache");
    EXPECT_EQ(field(answer, "Vary"), "Accept-Encoding");
    EXPECT_EQ(answer->body(), "");
  }
  EXPECT_EQ(get("/", {{"If-None-Match", "\"x\""}})->status(), 200U);
  EXPECT_EQ(get("/", {{"If-None-Match", tag}, {"Accept-Encoding", "br"}})->status(), 200U);
}

TEST_F(StaticFilesTest, AreWithheldWhereAnotherVersionIsAskedFor) {
  read();
  const std::string tag = field(get("/"), "ETag");

  EXPECT_EQ(get("/", {{"If-Match", tag}})->status(), 200U);
  EXPECT_EQ(get("/", {{"If-Match", "*"}})->status(), 200U);
  EXPECT_EQ(get("/", {{"If-Match", "W/" + tag}})->status(), 412U);
  EXPECT_EQ(get("/", {{"If-Match", "\"x\""}, {"If-None-Match", tag}})->status(), 412U);
}

TEST_F(StaticFilesTest, AreKeptForAYearOnlyWithAHashInTheirNames) {
  for (const char* name : {"a.0123abcd.css", "a.min.0123456789ABCDEF.js"}) {
    write(name, "x");
  }
  for (const char* name :
       {"a.css", "a.0123abc.css", "0123abcd.css", "a.0123abcg.css", "a.css.0123abcd", "0123abcd"}) {
    write(name, "x");
  }
  read();

  for (const char* name : {"/a.0123abcd.css", "/a.min.0123456789ABCDEF.js"}) {
    EXPECT_EQ(field(get(name), "Cache-Control"), "public, max-age=31536000, immutable") << name;
  }
  for (const char* name : {"/a.css", "/a.0123abc.css", "/0123abcd.css", "/a.0123abcg.css",
                           "/a.css.0123abcd", "/0123abcd"}) {
    EXPECT_EQ(field(get(name), "Cache-Control"), "no-cache") << name;
  }
}

TEST_F(StaticFilesTest, HaveAPageForWhatIsNotThere) {
  read();
  EXPECT_EQ(files_.not_found()->status(), 404U);
  EXPECT_EQ(field(files_.not_found(), "Content-Type"), "text/plain; charset=utf-8");

  write("404.html", "<title>Nothing</title>");
  read();
  EXPECT_EQ(files_.not_found()->status(), 404U);
  EXPECT_EQ(files_.not_found()->body(), "<title>Nothing</title>");
  EXPECT_EQ(field(files_.not_found(), "Cache-Control"), "no-store");
  EXPECT_EQ(field(files_.not_found(), "Content-Type"), "text/html; charset=utf-8");
}

TEST_F(StaticFilesTest, LinkFromThatPageToWhatIsBelowTheBasePath) {
  write("404.html", R"(<a href="/">a</a><a href="/b">b</a><a href="c">c</a>)");

  const StaticFiles at_root = *StaticFiles::read(folder_);
  const StaticFiles below = *StaticFiles::read(folder_, "/x/y/");

  EXPECT_EQ(at_root.not_found()->body(), R"(<a href="/">a</a><a href="/b">b</a><a href="c">c</a>)");
  EXPECT_EQ(below.not_found()->body(),
            R"(<a href="/x/y/">a</a><a href="/x/y/b">b</a><a href="c">c</a>)");
}

TEST_F(StaticFilesTest, AreNotReadWithoutAFolderOrAPage) {
  EXPECT_EQ(StaticFiles::read(folder_ / "missing").error(),
            boost::system::errc::no_such_file_or_directory);
  EXPECT_EQ(StaticFiles::read(folder_ / "index.html").error(),
            boost::system::errc::not_a_directory);

  fs::remove(folder_ / "index.html");
  EXPECT_EQ(StaticFiles::read(folder_).error(), boost::system::errc::no_such_file_or_directory);
}

}  // namespace
}  // namespace skillboard
