// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tanji/accounting/emission.hpp"
#include "tanji/accounting/inventory.hpp"
#include "tanji/claims/method_revision.hpp"
#include "tanji/claims/record_reader.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// Recomputing a record (rule C10): from what was entered, through the unit path, by the factors that the record holds, to its
/// results; and the first difference with its cause.
///     auto const replay = replay_record(text, {.kept = root});
///     if (replay.first) show(to_text(replay.first->cause), replay.first->problem);
namespace tanji {

/// Why a record and its replay differ. The order is that of alarm.
enum class ReplayCause : std::uint8_t {
    tampered,         ///< an entry is not what was digested, or what it says does not follow from what was entered
    order_changed,    ///< the same lines in another order
    not_kept,         ///< whole by itself, but not the record whose root was kept: written anew
    differs,          ///< another number, for no reason that the record shows
    method_revised,   ///< the method has a later revision than the record's: both numbers are right
    factor_edition,   ///< replays; but today's database has other numbers for a factor that it used
};
[[nodiscard]] std::string_view to_text(ReplayCause cause) noexcept;

/// The first thing that does not agree, with its place in the record.
struct ReplayDifference {
    ReplayCause cause = ReplayCause::differs;
    Problem problem{};

    bool operator==(ReplayDifference const&) const = default;
};

/// What a record is compared with. The more is given, the more can be told apart: accident, change, later knowledge.
struct ReplayOptions {
    std::optional<RecordRoot> kept{};       ///< the root kept outside: without it only accident is detected
    std::string_view original{};            ///< a copy that is known to be good: names the first line that is not its
    std::optional<FactorDatabase> factors{}; ///< today's: which factors have another edition or other numbers now
    std::span<MethodRevision const> methods = method_revisions();
    double bound_ulp = 4;                   ///< of results; 0 on the build that made the record
    RecordReaderOptions reader{};
    RootHooks hooks{};                      ///< to check signature and time stamp beside the root
};

/// What the replay found: both sets of numbers, and why they differ if they do.
struct RecordReplay {
    RecordHeader header{};
    std::uint64_t lines = 0;        ///< recomputed
    std::uint64_t corrections = 0;
    std::uint64_t withheld = 0;     ///< not recomputed: totals are those of the visible lines
    std::optional<RecordRoot> root{};             ///< recomputed, of the last root entry
    std::vector<RecordNumber> stated{};
    std::vector<RecordNumber> recomputed{};
    double largest_ulp = 0;         ///< 0: the same bits
    std::optional<ReplayDifference> first{};
    std::vector<Finding> findings{};  ///< everything else worth knowing, each factor that has changed since

    /// Intact: nothing was changed; perhaps revised methods or newer factors give other numbers today.
    [[nodiscard]] bool intact() const noexcept { return !first || first->cause >= ReplayCause::method_revised; }
    /// Recomputed to the same numbers.
    [[nodiscard]] bool same() const noexcept { return !first || first->cause == ReplayCause::factor_edition; }
};

/// Records of emissions and inventories from a stream; `source` gives piece after piece, empty at the end. As a whole text also an array
/// of entries (Record::json), a document that holds one, and records of the first schema.
/// Never throws for what stands in a record: that is what `first` is for. Records of footprints need their files
/// (analysis/footprint_replay.hpp); here only their digests are checked.
[[nodiscard]] RecordReplay replay_record(std::function<std::string_view()> source, ReplayOptions const& options = {});
[[nodiscard]] RecordReplay replay_record(std::string_view whole, ReplayOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/replay.ipp"
#endif
