// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/inventory.hpp"
#include "tanji/base/period.hpp"
#include "tanji/verification/deviation.hpp"

/// \file
/// What a verifier looks for in a year of activity data. Each check gives findings with severity and place (file, row, line id);
/// none changes a number.
///     VerificationReport const report = verify(inventory, {.past = last_year.activities()});
namespace tanji {

/// That a meter was tested, and until when it counts as such.
struct Calibration {
    std::string meter{};   ///< as lines name it, or their source where they name no meter
    Period valid{};
    std::string certificate{};

    bool operator==(Calibration const&) const = default;
};

struct VerificationOptions {
    ActivityLines past{};                       ///< earlier years: outliers are looked for against both
    std::optional<Period> period{};             ///< months that must be there; nothing: from the first to the last line
    std::span<Calibration const> calibrations{};
    bool calibrations_complete = false;         ///< true: a measured line without one is a finding
    std::span<CrossCheck const> cross_checks{};
    double deviation = 0.05;                    ///< above it a cross-check must be explained
    double outlier = 5;                         ///< robust standard deviations (1.4826 x median absolute deviation) from the median
    double outlier_share = 0.5;                 ///< and at least this far from the median: steady meters may move a little
    std::size_t outlier_least = 6;              ///< readings of a meter that are needed to say what is usual
    double slip = 0.15;                         ///< how near to 1000 times (or a thousandth of) the median is a slip of unit
    std::size_t most_findings = 1000;           ///< of each check; further ones are counted in its last finding
};

struct VerificationReport {
    std::vector<Finding> findings{};  ///< the worst first, then in the order of lines
    std::size_t lines = 0;            ///< looked at
    std::size_t errors = 0;
    std::size_t warnings = 0;

    [[nodiscard]] bool ok() const noexcept { return errors == 0; }
};

/// All checks over activity data. Cost O(lines log lines).
/// Findings: "verify.percent", "verify.overlap" (errors); "verify.duplicate", "verify.evidence-reused", "verify.month-gap", "verify.outlier",
/// "verify.unit-slip", "verify.calibration", "verify.deviation" (warnings); "verify.default-used", "verify.no-evidence" (notes).
[[nodiscard]] VerificationReport verify(ActivityLines const& lines, VerificationOptions const& options = {});

/// The same, and what accounting noticed: fall-backs, proxies and low confidence of the factors that lines met, gases not estimated.
[[nodiscard]] VerificationReport verify(OrganisationInventory const& inventory, VerificationOptions const& options = {});

/// The same over a file as read, with what reading found: negative amounts ("activity.negative"), units, periods.
[[nodiscard]] VerificationReport verify(ActivityImport const& import, VerificationOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/verification/impl/checks.ipp"
#endif
