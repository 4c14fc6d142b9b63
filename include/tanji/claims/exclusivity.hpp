// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/claims/certificate.hpp"

/// \file
/// Which other claims on the same generation a certificate rules out, and since when (rule C1). Data with dates, because
/// schemes change their minds: a table of one's own is read with try_from_csv.
namespace tanji {

/// "A GEC and a CCER credit exclude each other for generation from ... to ...".
struct ExclusivityRule {
    std::optional<CertificateKind> certificate{};  ///< nothing: every kind
    std::string purpose{};                         ///< of the outside claim
    bool forbidden = true;                         ///< false: said to be allowed together
    std::optional<Date> from{};                    ///< first day of generation it holds for
    std::optional<Date> to{};
    std::string document{};
    std::string note{};

    bool operator==(ExclusivityRule const&) const = default;
};

class ExclusivityTable {
public:
    ExclusivityTable() = default;
    explicit ExclusivityTable(std::vector<ExclusivityRule> rules) : rules_(std::move(rules)) {}

    /// data/claims/exclusivity.csv.
    [[nodiscard]] static ExclusivityTable shipped();
    /// Columns certificate, purpose, rule (forbidden|allowed), from, to, document, note. Problems "csv.*", "certificate.kind",
    /// "registry.exclusivity".
    [[nodiscard]] static Result<ExclusivityTable> try_from_csv(std::string_view text, std::string file = {});

    [[nodiscard]] std::span<ExclusivityRule const> rules() const noexcept { return rules_; }

    /// The rule for this kind, purpose and generation: the row that names the kind before one for all kinds; later dates
    /// before earlier ones. A purpose in no row at all is forbidden: what is not known to be compatible is a second use
    /// (quality criterion 2). Nothing: allowed.
    [[nodiscard]] std::optional<ExclusivityRule> forbids(CertificateKind kind, std::string_view purpose, Period const& generation) const;

private:
    std::vector<ExclusivityRule> rules_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/exclusivity.ipp"
#endif
