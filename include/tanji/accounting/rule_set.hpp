// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/period.hpp"
#include "tanji/factors/gwp.hpp"

/// \file
/// A method with its document and dates, read from data/rules/rule-sets.csv and rule-settings.csv: what decides a number is data, not code.
///     RuleSet const rules = RuleSet::get("ghg-protocol", year_period(2023));
namespace tanji {

/// Whether a rule set may be used without asking. A draft is never a default, and every output says so (rule C3).
enum class RuleStatus : std::uint8_t { in_force, superseded, draft };
/// The words of data/rules and of outputs.
[[nodiscard]] std::string_view to_text(RuleStatus status) noexcept;

/// At which step numbers are rounded for output, and how (rule C9).
enum class RoundingMode : std::uint8_t { half_even, half_up };
struct Rounding {
    int decimals = 0;        ///< behind the point, in `unit`; negative: tens, hundreds
    std::string unit = "t";  ///< in which it is shown
    RoundingMode mode = RoundingMode::half_even;

    bool operator==(Rounding const&) const = default;
};
/// The number as reported: rounded once, in decimal, from the raw one. 2.5 with no decimals gives 2 (half-even) or 3 (half-up).
/// The decision is made on the shortest decimal text of the number, as a person with the printed number would make it.
[[nodiscard]] double rounded(double value, int decimals, RoundingMode mode);

/// A fall-back that a rule set allows in look-ups of factors: "parent-region", "neighbour-year", "proxy"; `limit` in years where it has one.
struct AllowedFallBack {
    std::string kind{};
    int limit = 0;

    bool operator==(AllowedFallBack const&) const = default;
};

/// One setting by name, with the clause it rests on: "electricity.unproven" = "residual-mix".
struct RuleSetting {
    std::string name{};
    /// Text as in the table; who uses the setting reads it and refuses words it does not know.
    std::string value{};
    /// Where the document says so, for who has to check it.
    std::string clause{};
    Confidence confidence = Confidence::unverified;

    bool operator==(RuleSetting const&) const = default;
};

/// How a rule set is chosen.
struct RuleSetOptions {
    /// C11: take an edition although a newer one is in force in the period. The result then carries the warning.
    bool allow_other_edition = false;
    /// Take a draft. The result then says draft.
    bool allow_draft = false;
    std::string edition{};  ///< empty: the one in force
};

/// One edition of a method. Plain data.
struct RuleSet {
    std::string id{};        ///< "ghg-protocol", "iso-14064-1", "gbt-32150"
    std::string edition{};   ///< "2018"
    std::string name_en{};
    std::string name_zh{};
    /// Title and number of the publication.
    std::string document{};
    std::optional<Date> released{};
    /// First and last day of reporting periods that it is for; open where the document sets none.
    std::optional<Date> valid_from{};
    std::optional<Date> valid_to{};
    RuleStatus status = RuleStatus::in_force;
    bool held = true;        ///< false: it is known to exist, but its text was not seen, and nothing can be computed by it
    GwpSet gwp{};            ///< fixed by the rule (C4)
    bool gwp_overridden = false;  ///< set by with_gwp(): results then say "outside the rule"
    std::string view{};      ///< the table of data/rules/views.csv it reports by
    std::vector<AllowedFallBack> fall_backs{};
    Rounding rounding{};
    /// What code would otherwise have to know about a method.
    std::vector<RuleSetting> settings{};
    std::string file_hash{}; ///< SHA-256 of the table it was read from
    Confidence confidence = Confidence::unverified;
    std::vector<std::string> warnings{};  ///< what results repeat: other edition by permission, draft, GWP outside the rule

    bool operator==(RuleSet const&) const = default;

    /// The rule set in force on all days of `period`. Problems: "rules.unknown" (related: ids), "rules.newer-edition" (C11: names both), "rules.draft",
    /// "rules.not-in-force" (no edition covers the period), "rules.edition" (no such edition).
    [[nodiscard]] static Result<RuleSet> find(std::string_view id, Period const& period, RuleSetOptions const& options = {});
    [[nodiscard]] static RuleSet get(std::string_view id, Period const& period, RuleSetOptions const& options = {}) { return find(id, period, options).value(); }

    /// Another GWP set, labelled as outside the rule unless it is the same (C4).
    [[nodiscard]] RuleSet with_gwp(GwpSet const& set) const;

    /// A setting. Problem "rules.setting": related names what there is.
    [[nodiscard]] Result<RuleSetting> setting(std::string_view name) const;
};

/// "ghg-protocol 2015 (title)".
[[nodiscard]] std::string to_text(RuleSet const& rules);

/// Every edition that ships, or of tables of the caller.
[[nodiscard]] std::span<RuleSet const> all_rule_sets();
[[nodiscard]] Result<std::vector<RuleSet>> try_read_rule_sets(std::string_view sets, std::string_view settings, std::string file = {});
/// As RuleSet::find(), among these.
[[nodiscard]] Result<RuleSet> find_rule_set(std::span<RuleSet const> among, std::string_view id, Period const& period, RuleSetOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/rule_set.ipp"
#endif
