// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/units/unit.hpp"

/// \file
/// Text to Unit. Strict: a name is in the table (impl/unit_table.ipp) or the text is refused; nothing is guessed.
namespace tanji {

/// Reads a unit: a name ("kWh", "ton kilometer", "\u4e07\u5343\u74e6\u65f6"), a name with its kind ("kg CO2e", "MJ net",
/// "kg SO2 eq"), or a compound of names with `*`, `.`, `/`, `^`, `**`, brackets and whole powers ("kg/m3", "m2*a",
/// "(cmol*m2)/kg"). Case counts: "Mt" is a megatonne, "mt" is refused. UTF-8.
/// Problems: "unit.unknown" (related: near names) and "unit.ambiguous" (related: the candidates), the latter also for
/// "a/b*c", which is read both ways. Cost: some microseconds. Safe from any thread.
[[nodiscard]] Result<Unit> try_unit(std::string_view text);

/// As try_unit; throws Error.
[[nodiscard]] Unit unit(std::string_view text);

/// All names the table knows, prefixes written out: for completion, `tanji list --units` and messages.
[[nodiscard]] std::vector<std::string> unit_names();

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/units/impl/parse.ipp"
#endif
