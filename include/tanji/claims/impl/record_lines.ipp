// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/text.hpp"
#include "tanji/claims/record_lines.hpp"

/// \file
/// The root as a line of text: what people keep, so it is made to be copied by hand, compared by eye and signed as it stands.
namespace tanji {

TANJI_INLINE std::string to_text(RecordRoot const& root) {
    return "tanji-root/1 " + std::to_string(root.entries) + ' ' + std::to_string(root.lines) + ' ' + to_hex(root.content) + ' ' + to_hex(root.sequence);
}

// Blanks and line ends around it are what copying adds; anything else that differs is not this text.
TANJI_INLINE Result<RecordRoot> try_parse_record_root(std::string_view text) {
    auto const parts = split(trim(text), ' ');
    auto const number = [&parts](std::size_t i) { return i < parts.size() ? parse_integer(parts[i]) : std::optional<long long>(); };
    if (parts.size() == 5 && parts[0] == "tanji-root/1" && number(1).value_or(-1) >= 0 && number(2).value_or(-1) >= 0) {
        auto const content = try_parse_digest(parts[3]);
        auto const sequence = try_parse_digest(parts[4]);
        if (content && sequence) return RecordRoot{static_cast<std::uint64_t>(*number(1)), static_cast<std::uint64_t>(*number(2)), *content, *sequence};
    }
    return Problem{.id = "record.root", .what = "this is not the root of a record", .expected = "tanji-root/1 ENTRIES LINES CONTENT SEQUENCE, as `tanji replay` prints it", .got = in_quotes(text.substr(0, 80)),
                   .hint = "copy the whole line, or name a file that holds it"};
}

}  // namespace tanji
