#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace skillboard {

// The same with symbolic links resolved, where that can be done.
std::filesystem::path resolved(std::filesystem::path path);

// What stands beside a file under its name and this ending.
std::filesystem::path beside(const std::filesystem::path& file, std::string_view ending);

// 0 for a file that is not there, or cannot be looked at.
std::uintmax_t size_of(const std::filesystem::path& file);

// Makes what was created, renamed or removed in the file's folder survive a power cut.
std::error_code sync_folder_of(const std::filesystem::path& file);

}  // namespace skillboard
