#include "skillboard/http/media_types.hpp"

#include <gtest/gtest.h>

namespace skillboard {
namespace {

TEST(MediaType, OfTextNamesItsCharset) {
  EXPECT_EQ(media_type_of("index.html").content_type, "text/html; charset=utf-8");
  EXPECT_EQ(media_type_of("a.min.CSS").content_type, "text/css; charset=utf-8");
  EXPECT_EQ(media_type_of("main.js").content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(media_type_of("app.webmanifest").content_type, "application/manifest+json");
}

TEST(MediaType, OfWhatIsUnknownIsBytes) {
  for (const std::string_view name : {"README", "a.", "a.xyz", "html", ""}) {
    EXPECT_EQ(media_type_of(name).content_type, "application/octet-stream") << name;
  }
}

TEST(MediaType, KnowsWhatIsCompressedAlready) {
  for (const std::string_view name : {"a.png", "a.woff2", "a.jpg", "a.webp"}) {
    EXPECT_FALSE(media_type_of(name).compressible) << name;
  }
  for (const std::string_view name : {"a.svg", "a.json", "a.html"}) {
    EXPECT_TRUE(media_type_of(name).compressible) << name;
  }
}

}  // namespace
}  // namespace skillboard
