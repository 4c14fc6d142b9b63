// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/base/text.hpp"

namespace tanji::detail {

/// "process 'Smelter' (id smelter)": how messages name an entry. One function for all of them, so that a host can search
/// its log for an entry. Trimmed, because published names often end in a blank.
[[nodiscard]] inline std::string entry_text(std::string_view kind, std::string_view name, std::string_view id) {
    std::string text(kind);
    text += " '";
    text += trim(name);
    text += "'";
    if (!id.empty()) text += " (id " + std::string(id) + ")";
    return text;
}

}  // namespace tanji::detail
