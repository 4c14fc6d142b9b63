// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <utility>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/exclusivity.hpp"
#include "tanji/claims/impl/data/claims_exclusivity.ipp"

/// \file
/// Reading the table of claims that exclude each other, and the choice of the row that holds.
namespace tanji {

namespace detail {

[[nodiscard]] inline std::optional<Date> exclusivity_day(CsvReader const& csv, std::string_view column) {
    auto const text = trim(csv[column]);
    if (text.empty()) return std::nullopt;
    auto day = try_parse_date(text);
    if (day) return *day;
    auto problem = std::move(day).problem();
    problem.where = csv.where(csv.column(column));
    throw Error(std::move(problem));
}

[[nodiscard]] inline ExclusivityRule exclusivity_row(CsvReader const& csv) {
    ExclusivityRule rule;
    if (auto const kind = trim(csv["certificate"]); kind != "*") {
        auto parsed = try_parse_certificate_kind(kind);
        if (!parsed) {
            auto problem = std::move(parsed).problem();
            problem.where = csv.where(csv.column("certificate"));
            problem.expected += ", or * for all";
            throw Error(std::move(problem));
        }
        rule.certificate = *parsed;
    }
    rule.purpose = trim(csv["purpose"]);
    auto const word = trim(csv["rule"]);
    if (rule.purpose.empty() || (word != "forbidden" && word != "allowed")) {
        throw Error({.id = "registry.exclusivity", .what = "a row of the exclusivity table names no purpose or no rule", .where = csv.where(),
                     .expected = "a purpose, and forbidden or allowed", .got = in_quotes(rule.purpose) + ", " + in_quotes(word)});
    }
    rule.forbidden = word == "forbidden";
    rule.from = exclusivity_day(csv, "from");
    rule.to = exclusivity_day(csv, "to");
    rule.document = csv["document"];
    rule.note = csv["note"];
    return rule;
}

}  // namespace detail

TANJI_INLINE Result<ExclusivityTable> ExclusivityTable::try_from_csv(std::string_view text, std::string file) {
    try {
        CsvReader csv(text, std::move(file));
        std::vector<ExclusivityRule> rules;
        while (csv.next()) rules.push_back(detail::exclusivity_row(csv));
        return ExclusivityTable(std::move(rules));
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE ExclusivityTable ExclusivityTable::shipped() { return try_from_csv(detail::data_claims_exclusivity(), "data/claims/exclusivity.csv").value(); }

// Generation counts as a whole: a certificate whose vintage reaches one day into a rule's time is under the rule.
TANJI_INLINE std::optional<ExclusivityRule> ExclusivityTable::forbids(CertificateKind kind, std::string_view purpose, Period const& generation) const {
    ExclusivityRule const* best = nullptr;
    bool known = false;
    for (auto const& rule : rules_) {
        if (!equal_ignoring_case(rule.purpose, purpose)) continue;
        known = true;
        if (rule.certificate && *rule.certificate != kind) continue;
        if ((rule.from && generation.last() < *rule.from) || (rule.to && *rule.to < generation.first())) continue;
        bool const closer = best == nullptr || (rule.certificate && !best->certificate) ||
                            (rule.certificate.has_value() == best->certificate.has_value() && rule.from > best->from);
        if (closer) best = &rule;
    }
    if (best != nullptr) return best->forbidden ? std::optional(*best) : std::nullopt;
    if (known) return std::nullopt;
    return ExclusivityRule{.certificate = std::nullopt, .purpose = std::string(purpose), .document = "no row of the exclusivity table allows it"};
}

}  // namespace tanji
