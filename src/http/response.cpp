#include "skillboard/http/response.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <ctime>
#include <ostream>  // <boost/beast/http/status.hpp> writes to one
#include <stdexcept>

#include "skillboard/http/field_syntax.hpp"

namespace skillboard {

namespace {

// docs/http-interface.md, "Every answer".
constexpr std::string_view fields_of_every_answer =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

// What a page may use of its browser: nothing, but passkeys. On all other answers no browser looks
// at this, and the first load of the page is a seventh smaller without the whole of it.
constexpr std::string_view permissions_of_page =
    "Permissions-Policy: accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
    "display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), "
    "hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), "
    "payment=(), picture-in-picture=(), publickey-credentials-create=(self), "
    "publickey-credentials-get=(self), screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
    "web-share=(), xr-spatial-tracking=()\r\n";

constexpr std::string_view permissions_of_others =
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n";

// RFC 9110, sections 15.2, 15.3.5 and 15.4.5.
bool allows_content(unsigned status) {
  return status >= 200 && status != 204 && status != 304;
}

std::string_view reason_phrase(unsigned status) {
  namespace http = boost::beast::http;
  switch (const http::status known = http::int_to_status(status)) {
    case http::status::unknown:
      return "";  // Beast has a name for it which is no phrase
    case http::status::payload_too_large:
      return "Content Too Large";  // since RFC 9110
    case http::status::unprocessable_entity:
      return "Unprocessable Content";  // since RFC 9110
    default: {
      const auto phrase = http::obsolete_reason(known);
      return {phrase.data(), phrase.size()};
    }
  }
}

bool is_field_value(std::string_view value) {
  return std::ranges::none_of(value, [](unsigned char character) {
    return (character < 0x20 && character != '\t') || character == 0x7f;
  });
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  if (!is_token(name) || !is_field_value(value)) {
    throw std::invalid_argument("not a header field");
  }
  head.append(name).append(": ").append(value).append("\r\n");
}

// `Date` as IMF-fixdate (RFC 9110, section 5.6.7): std::strftime would ask the locale for names.
std::string date_line(std::chrono::sys_seconds now) {
  constexpr const char* weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);

  const auto two_digits = [](auto number) {
    const auto value = static_cast<unsigned>(number);
    return std::string{static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
  };
  std::string line = "Date: ";
  line.append(weekdays[std::chrono::weekday(day).c_encoding()]).append(", ");
  line.append(two_digits(static_cast<unsigned>(date.day()))).append(" ");
  line.append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
  line.append(std::to_string(static_cast<int>(date.year()))).append(" ");
  line.append(two_digits(time.hours().count())).append(":");
  line.append(two_digits(time.minutes().count())).append(":");
  line.append(two_digits(time.seconds().count())).append(" GMT\r\n");
  return line;
}

}  // namespace

ResponseDraft& ResponseDraft::set(std::string name, std::string value) {
  fields.emplace_back(std::move(name), std::move(value));
  return *this;
}

ResponseDraft& ResponseDraft::set_body(std::string content_type, std::string text) {
  body = std::make_shared<const std::string>(std::move(text));
  return set("Content-Type", std::move(content_type));
}

Response::Response(ResponseDraft draft)
    : status_(draft.status), closes_(draft.close), reason_(std::move(draft.reason)) {
  head_ = "HTTP/1.1 " + std::to_string(status_) + " ";
  head_.append(reason_phrase(status_)).append("\r\n");
  for (const auto& [name, value] : draft.fields) {
    append_field(head_, name, value);
  }
  if (allows_content(status_) && !draft.stream) {
    body_ = std::move(draft.body);
    append_field(head_, "Content-Length", std::to_string(body().size()));
  }
  head_.append(fields_of_every_answer);
  // An answer that says "not modified" may be about a page, whose fields it replaces (RFC 9111,
  // section 3.2).
  const bool is_page = status_ == 304 || find("Content-Type").starts_with("text/html");
  head_.append(is_page ? permissions_of_page : permissions_of_others);
}

Response::Response(Response response, std::string_view name, std::string_view value)
    : Response(std::move(response)) {
  append_field(head_, name, value);
}

Response Response::with(std::string_view name, std::string_view value) const {
  const std::string_view former = find(name);
  std::string field;
  append_field(field, name, value);
  Response other = *this;
  const auto begin = static_cast<std::size_t>(former.data() - head_.data()) - name.size() - 2;
  other.head_.replace(begin, name.size() + former.size() + 4, field);
  return other;
}

std::string_view Response::find(std::string_view name) const {
  const std::string line = "\r\n" + std::string(name) + ": ";
  const std::size_t found = head_.find(line);
  if (found == std::string::npos) {
    return {};
  }
  const std::size_t begin = found + line.size();
  return std::string_view(head_).substr(begin, head_.find("\r\n", begin) - begin);
}

std::string_view HeadEndings::ending(Connection connection) {
  // Not std::chrono::system_clock: whole seconds cost the kernel's coarse clock, a tenth of it.
  const std::chrono::sys_seconds now{std::chrono::seconds(std::time(nullptr))};
  if (now != made_) {
    renew(now);
  }
  switch (connection) {
    case Connection::persists:
      return persists_;
    case Connection::persists_1_0:
      return persists_1_0_;
    case Connection::chunked:
      return chunked_;
    case Connection::upgraded:
      return upgraded_;
    case Connection::closes:
      break;
  }
  return closes_;
}

void HeadEndings::renew(std::chrono::sys_seconds now) {
  made_ = now;
  const std::string date = date_line(now);
  persists_ = date + "\r\n";
  persists_1_0_ = date + "Connection: keep-alive\r\n\r\n";
  chunked_ = date + "Transfer-Encoding: chunked\r\n\r\n";
  upgraded_ = date + "Connection: Upgrade\r\n\r\n";
  closes_ = date + "Connection: close\r\n\r\n";
}

}  // namespace skillboard
