// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/factors/gas.hpp"
#include "tanji/factors/provenance.hpp"

/// \file
/// Global warming potentials as the IPCC reports print them. Which set is used is always said by the caller; there is no
/// default report, because for fossil methane AR4 and AR6 differ by a fifth.
///     double const methane = gwp::ar6(100).get(gas::ch4_fossil);  // kg CO2e per kg
namespace tanji {

/// IPCC assessment report; `unstated` for a CO2e whose source does not say.
enum class GwpReport : std::uint8_t { unstated, ar4, ar5, ar6 };

/// One GWP of one gas.
struct GwpValue {
    double value = 0;  ///< kg CO2e per kg
    Confidence confidence = Confidence::unverified;
    std::string source{};
    std::string note{};
};

/// A column of an IPCC table: report, horizon in years, with or without climate-carbon feedback. A value type that reads
/// the shipped table (data/gwp/gwp.csv); safe from any thread.
///
/// Missing is not zero: a gas for which the report prints nothing, or nothing that was confirmed, is a Problem that names
/// the sets which do have it. AR6 includes the carbon-cycle response for all gases, so it has no second column.
class GwpSet {
public:
    /// Unstated.
    GwpSet() = default;
    /// Throws Error "gwp.horizon" for a column that was not published.
    GwpSet(GwpReport report, int horizon, bool feedback = false);

    [[nodiscard]] GwpReport report() const noexcept { return report_; }
    [[nodiscard]] int horizon() const noexcept { return horizon_; }
    [[nodiscard]] bool feedback() const noexcept { return feedback_; }
    [[nodiscard]] Confidence least() const noexcept { return least_; }

    /// The same set that also uses values of lower confidence, down to `least`; results repeat it.
    [[nodiscard]] GwpSet accepting(Confidence least) const {
        GwpSet other = *this;
        other.least_ = least;
        return other;
    }

    /// Problems: "gwp.missing" (no value), "gwp.unconfirmed" (a value below the confidence asked for), "gwp.unstated".
    [[nodiscard]] Result<GwpValue> find(Gas gas) const;
    [[nodiscard]] double get(Gas gas) const { return find(gas).value().value; }

    /// The same column; which confidence is accepted does not matter.
    [[nodiscard]] bool operator==(GwpSet const& other) const noexcept {
        return report_ == other.report_ && horizon_ == other.horizon_ && feedback_ == other.feedback_;
    }

private:
    GwpReport report_ = GwpReport::unstated;
    int horizon_ = 0;
    bool feedback_ = false;
    Confidence least_ = default_confidence;
};

/// "AR6-100", "AR5-100-feedback", "unstated": what files and records hold. Case does not matter when read. Problem
/// "gwp.unknown" (related: the sets that exist).
[[nodiscard]] std::string to_text(GwpSet const& set);
[[nodiscard]] Result<GwpSet> try_parse_gwp_set(std::string_view text);

/// Every published column.
[[nodiscard]] std::vector<GwpSet> all_gwp_sets();

namespace gwp {
[[nodiscard]] inline GwpSet ar4(int horizon = 100) { return {GwpReport::ar4, horizon}; }            ///< 20, 100, 500
[[nodiscard]] inline GwpSet ar5(int horizon = 100) { return {GwpReport::ar5, horizon}; }            ///< 20, 100
[[nodiscard]] inline GwpSet ar5_feedback(int horizon = 100) { return {GwpReport::ar5, horizon, true}; }  ///< 100
[[nodiscard]] inline GwpSet ar6(int horizon = 100) { return {GwpReport::ar6, horizon}; }            ///< 20, 100, 500
[[nodiscard]] inline GwpSet unstated() { return {}; }
}  // namespace gwp

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/gwp.ipp"
#endif
