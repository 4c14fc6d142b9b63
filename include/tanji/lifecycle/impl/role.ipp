// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/role.hpp"

namespace tanji {
namespace detail {

/// Takes `word` (lower case) off the front if it stands there as a whole word.
[[nodiscard]] inline bool take_word(std::string_view& text, std::string_view word) noexcept {
    if (text.size() < word.size() || !equal_ignoring_case(text.substr(0, word.size()), word)) return false;
    auto const rest = text.substr(word.size());
    char const next = rest.empty() ? ' ' : rest.front();
    if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) return false;
    text = trim(rest);
    return true;
}

}  // namespace detail

// Any part of the path counts, since databases nest the word at different depths; it must begin the part, so that "water
// resources management" in the middle of a name does not turn an emission into a resource. Brackets are those of older
// nomenclatures, "[Resource] water".
TANJI_INLINE bool is_resource_category(std::string_view path) noexcept {
    for (bool more = true; more;) {
        auto const slash = path.find('/');
        auto part = trim(path.substr(0, slash));
        while (!part.empty() && (part.front() == '[' || part.front() == '(')) part.remove_prefix(1);
        (void)detail::take_word(part, "natural");
        if (detail::take_word(part, "resource") || detail::take_word(part, "resources")) return true;
        more = slash != std::string_view::npos;
        if (more) path.remove_prefix(slash + 1);
    }
    return false;
}

}  // namespace tanji
