// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/factors/attribution.hpp"

/// \file
/// One text per source, however many of its numbers were used.
namespace tanji {

TANJI_INLINE std::string attribution_text(Provenance const& provenance) {
    if (provenance.attribution.empty() || provenance.document.empty()) return provenance.attribution;
    return provenance.document + ": " + provenance.attribution;
}

TANJI_INLINE std::vector<std::string> attributions(std::span<std::shared_ptr<Factor const> const> factors) {
    std::vector<std::string> texts;
    for (auto const& factor : factors) {
        if (!factor || factor->provenance.attribution.empty()) continue;
        auto text = attribution_text(factor->provenance);
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace tanji
