// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/claims/record.hpp"

/// \file
/// From a footprint to the record that is kept with the number: enough to repeat the calculation and to see what it leaves out.
namespace tanji {

/// A file that a footprint was made from.
struct SourceFile {
    std::string name;    ///< as it shall stand in the record; a full path would differ between machines
    std::string sha256;  ///< hex digits; "" is recorded as "not hashed"
};

/// How a footprint came about: version, linking, allocation, parameters, method and matching, the files if given, the
/// demand as steps, the scores as results; what was assumed, matched otherwise than by UUID, cut off or left out.
/// The same calculation gives the same record on every machine.
[[nodiscard]] Record record_of(Footprint const& footprint, std::vector<SourceFile> const& files = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/footprint_record.ipp"
#endif
