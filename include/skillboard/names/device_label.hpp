#pragma once

#include <string>
#include <string_view>

namespace skillboard {

// What a person calls the device that sent this `User-Agent`: "Firefox on Android", "Safari on
// iPhone", "curl"; "Some browser" where it cannot be told. Coarse, without versions, and never with
// anything of the text itself, which may say whatever it likes. At most 60 ASCII characters.
std::string device_label(std::string_view user_agent);

}  // namespace skillboard
