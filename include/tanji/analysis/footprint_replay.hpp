// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tanji/analysis/footprint_record.hpp"
#include "tanji/claims/method_revision.hpp"

/// \file
/// Recomputing the record of a footprint. Such a record names its files by digest and holds the settings that decided the
/// numbers, not the databases: those come as arguments, read by whatever reader fits them.
namespace tanji {

struct FootprintReplayOptions {
    std::vector<SourceFile> files{};  ///< what `import` was read from; their digests must be those of the record
    std::vector<FlowMapEntry> flow_map{};  ///< of a record that was matched by one
    double bound_ulp = 4;
    std::span<MethodRevision const> methods = method_revisions();
};

struct FootprintReplay {
    Record record{};          ///< recomputed
    double largest_ulp = 0;   ///< of results of one name
    /// The first difference: "record.file" (another file), "record.differs" (a result), "record.setting" (a setting that
    /// cannot be repeated).
    std::optional<Problem> first{};
    /// The method has a later revision than the record's: `first`, if it is a result, is no sign of a change (rule C10).
    bool revised = false;
};

/// Links, solves and characterises again by the record's settings. Problems: "record.subject" (not of a footprint), "record.file",
/// "record.setting", and those of linking and solving.
[[nodiscard]] Result<FootprintReplay> try_replay_footprint(Record const& record, Import const& import, FootprintReplayOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/footprint_replay.ipp"
#endif
