#include "skillboard/http/media_types.hpp"

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

struct KnownType {
  std::string_view extension;
  MediaType type;
};

constexpr KnownType known_types[] = {
    {".html", {"text/html; charset=utf-8", true}},
    {".css", {"text/css; charset=utf-8", true}},
    {".js", {"text/javascript; charset=utf-8", true}},
    {".mjs", {"text/javascript; charset=utf-8", true}},
    {".txt", {"text/plain; charset=utf-8", true}},
    {".md", {"text/markdown; charset=utf-8", true}},
    {".json", {"application/json", true}},
    {".map", {"application/json", true}},
    {".webmanifest", {"application/manifest+json", true}},
    {".xml", {"application/xml", true}},
    {".svg", {"image/svg+xml", true}},
    {".ico", {"image/vnd.microsoft.icon", true}},
    {".wasm", {"application/wasm", true}},
    {".png", {"image/png", false}},
    {".jpg", {"image/jpeg", false}},
    {".jpeg", {"image/jpeg", false}},
    {".gif", {"image/gif", false}},
    {".webp", {"image/webp", false}},
    {".avif", {"image/avif", false}},
    {".woff2", {"font/woff2", false}},
    {".pdf", {"application/pdf", false}},
};

}  // namespace

MediaType media_type_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot != std::string_view::npos) {
    for (const KnownType& known : known_types) {
      if (equal_ignoring_case(file_name.substr(dot), known.extension)) {
        return known.type;
      }
    }
  }
  return {"application/octet-stream", false};
}

}  // namespace skillboard
