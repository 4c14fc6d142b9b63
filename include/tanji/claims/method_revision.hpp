// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "tanji/config.hpp"

/// \file
/// Methods by id and revision. A fix that changes results gets a new revision here (rule C10), so that replaying an old record
/// says "method revised by", not "tampered".
namespace tanji {

struct MethodRevision {
    std::string_view method;   ///< id, as records hold it
    std::uint32_t revision;    ///< counted from 1
    std::string_view version;  ///< of the library that brought it
    std::string_view what;     ///< what changed, in a sentence
};

/// All revisions, in order; the last of a method is the one in use.
inline constexpr MethodRevision method_revision_table[] = {
    {"amount-times-factor", 1, "0.1.0", "amount in the factor's unit, times mass per unit; exact sums, rounded once"},
    {"inventory-line", 1, "0.2.0", "amount as entered, times (units per unit entered x share x mass); exact products and sums, rounded once"},
    {"footprint", 1, "0.1.0", "solved, refined, characterised"},
};
[[nodiscard]] constexpr std::span<MethodRevision const> method_revisions() noexcept { return method_revision_table; }

/// The revision in use, or null for a method that is not known.
[[nodiscard]] constexpr MethodRevision const* current_revision(std::string_view method, std::span<MethodRevision const> among = method_revisions()) noexcept {
    MethodRevision const* found = nullptr;
    for (auto const& entry : among) {
        if (entry.method == method && (found == nullptr || entry.revision > found->revision)) found = &entry;
    }
    return found;
}

}  // namespace tanji
