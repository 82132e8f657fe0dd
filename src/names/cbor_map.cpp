#include "skillboard/names/cbor_map.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>

namespace skillboard {

namespace {

using Json = nlohmann::json;

// What nlohmann's reader tells of a map. It calls itself for each level, and so does `from_cbor`,
// which cannot be told where to stop: thousands of bytes 0x81 would use up the stack.
class MapReader final : public nlohmann::json_sax<Json> {
 public:
  explicit MapReader(std::string_view wanted) : wanted_(wanted) {}

  bool null() override { return in_map(); }

  bool boolean(bool /*value*/) override { return in_map(); }

  bool number_integer(std::int64_t /*value*/) override { return in_map(); }

  bool number_unsigned(std::uint64_t /*value*/) override { return in_map(); }

  bool number_float(double /*value*/, const std::string& /*text*/) override { return in_map(); }

  bool string(std::string& /*value*/) override { return in_map(); }

  bool binary(Json::binary_t& value) override {
    if (depth_ == 1 && is_wanted_) {
      found_.emplace(value.begin(), value.end());
    }
    return in_map();
  }

  bool key(std::string& name) override {
    if (depth_ == 1) {
      is_wanted_ = name == wanted_;
      times_ += is_wanted_ ? 1 : 0;
    }
    return true;
  }

  bool start_object(std::size_t /*size*/) override { return ++depth_ <= deepest; }

  bool start_array(std::size_t /*size*/) override { return in_map() && ++depth_ <= deepest; }

  bool end_object() override {
    --depth_;
    return true;
  }

  bool end_array() override {
    --depth_;
    return true;
  }

  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const Json::exception& /*error*/) override {
    return false;
  }

  std::optional<std::string> found() const { return times_ == 1 ? found_ : std::nullopt; }

 private:
  static constexpr int deepest = 16;

  // A value that stands by itself is no map.
  bool in_map() const { return depth_ > 0; }

  std::string_view wanted_;
  std::optional<std::string> found_;
  int times_ = 0;
  int depth_ = 0;
  bool is_wanted_ = false;
};

bool read(std::string_view bytes, MapReader& reader) {
  return Json::sax_parse(bytes, &reader, Json::input_format_t::cbor);
}

}  // namespace

bool is_cbor_map(std::string_view bytes) {
  MapReader reader("");
  return read(bytes, reader);
}

std::optional<std::string> find_cbor_bytes(std::string_view map, std::string_view key) {
  MapReader reader(key);
  return read(map, reader) ? reader.found() : std::nullopt;
}

}  // namespace skillboard
