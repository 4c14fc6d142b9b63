// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/accounting/electricity_rules.hpp"
#include "tanji/claims/registry.hpp"

/// \file
/// The Scope 2 quality criteria (Guidance, Table 7.1) as checks on one claim. A claim that fails one is unproven.
namespace tanji {

/// One criterion: its number, whether it is met, and why (not).
struct CriterionCheck {
    int number = 0;
    bool met = false;
    std::string why{};

    bool operator==(CriterionCheck const&) const = default;
};

/// Criteria 1 to 5 of a certificate for the consumption it is allotted to: it conveys a rate (where the rule set uses it), is the only claim,
/// is cancelled for the holder with a statement, is near in time, is of the same market. For a rule set that knows only zero, 1 asks for non-fossil power.
[[nodiscard]] std::vector<CriterionCheck> check_criteria(Registry const& registry, Certificate const& certificate, Consumption const& consumption, ElectricityRules const& rules);

/// For electricity that came without certificate from a named device (own use, direct line, neighbour): 1, the technology is known and non-fossil, and
/// 7, records prove the delivery. That nobody else has the certificate is in the registry's balance already.
[[nodiscard]] std::vector<CriterionCheck> check_own_criteria(Consumption const& consumption);

[[nodiscard]] bool all_met(std::vector<CriterionCheck> const& checks) noexcept;
/// "criterion 3: not cancelled; criterion 5: of market EU, used in CN": the failed ones.
[[nodiscard]] std::string failures_text(std::vector<CriterionCheck> const& checks);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/quality_criteria.ipp"
#endif
