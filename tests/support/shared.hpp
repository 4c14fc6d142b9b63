// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

/// \file
/// Where tests find things: the checkout they were built from, and the shared data that lies beside it.
namespace tanji::test {

/// Root of the checkout, without a slash at the end. The build passes TANJI_SOURCE_DIR; a test built by hand
/// without it is taken to run in the root.
[[nodiscard]] inline std::string source_dir() {
#ifdef TANJI_SOURCE_DIR
    return TANJI_SOURCE_DIR;
#else
    return ".";
#endif
}

/// Folder of the shared data, whether it exists or not: $TANJI_SHARED, else `../shared` beside the checkout.
[[nodiscard]] inline std::string shared_dir() {
    char const* const named = std::getenv("TANJI_SHARED");
    return named != nullptr && *named != '\0' ? std::string(named) : source_dir() + "/../shared";
}

/// The path of `relative` ("data/jsonld/...") in the shared data, or nothing if it is not there.
/// A test that gets nothing says so with MESSAGE and returns: a fresh clone has no shared data.
[[nodiscard]] inline std::optional<std::string> shared_path(std::string_view relative) {
    std::string path = shared_dir() + "/" + std::string(relative);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return std::nullopt;
    return path;
}

}  // namespace tanji::test
