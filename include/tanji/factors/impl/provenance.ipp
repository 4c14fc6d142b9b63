// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/text.hpp"
#include "tanji/factors/provenance.hpp"

/// \file
/// The words of confidence, as files and records hold them (they never change), and a source on one line.
namespace tanji {

TANJI_INLINE std::string_view to_text(Confidence confidence) noexcept {
    switch (confidence) {
        case Confidence::official_seen: return "official-seen";
        case Confidence::transcribed_2: return "transcribed-2";
        case Confidence::transcribed_1: return "transcribed-1";
        case Confidence::derived: return "derived";
        case Confidence::unverified: return "unverified";
        case Confidence::conflict: return "conflict";
    }
    return "?";
}

// An unknown word is refused, not taken for the lowest level: a typing error would silently hold a factor back.
TANJI_INLINE Result<Confidence> try_parse_confidence(std::string_view text) {
    for (auto const confidence : {Confidence::official_seen, Confidence::transcribed_2, Confidence::transcribed_1, Confidence::derived,
                                  Confidence::unverified, Confidence::conflict}) {
        if (to_text(confidence) == text) return confidence;
    }
    return Problem{.id = "factor.confidence", .what = "this is no level of confidence",
                   .expected = "official-seen, transcribed-2, transcribed-1, derived, unverified or conflict", .got = in_quotes(text)};
}

// The edition is left out where the title names it already. The note is left out always: it is for the keeper of the table.
// Confidence comes last and never fails, so that no source can be quoted without it.
TANJI_INLINE std::string to_text(Provenance const& provenance) {
    std::string text = provenance.document;
    auto const add = [&](std::string_view label, std::string_view value) {
        if (value.empty()) return;
        if (!text.empty()) text += ", ";
        ((text += label) += label.empty() ? "" : " ") += value;
    };
    if (provenance.document.find(provenance.edition) == std::string::npos) add("edition", provenance.edition);
    if (provenance.released) add("released", to_text(*provenance.released));
    else if (provenance.released_by) add("released by", to_text(*provenance.released_by));
    add("", provenance.technology);
    add("licence", provenance.licence);
    add("", to_text(provenance.confidence));
    return text;
}

}  // namespace tanji
