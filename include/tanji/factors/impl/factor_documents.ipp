// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/provenance.hpp"

/// \file
/// The sources of the shipped factors, said once: two thousand numbers of one publication would otherwise repeat its title,
/// dates, licence and attribution in every row. Tables of users need none of this: they name their source in the row.
namespace tanji::detail {

/// By the short name that rows hold in their column `document`.
using FactorDocuments = std::unordered_map<std::string, Provenance>;

/// An empty field is a date that is not known; any other text has to be a date.
[[nodiscard]] inline std::optional<Date> factor_date(std::string_view text) {
    if (trim(text).empty()) return {};
    return try_parse_date(trim(text)).value();
}

/// Reads data/factors/documents.csv. Throws Error ("csv.*", "date.*"); our own file, so a test would notice.
[[nodiscard]] inline FactorDocuments read_factor_documents(std::string_view text, std::string file) {
    FactorDocuments documents;
    CsvReader in(text, std::move(file));
    while (in.next()) {
        documents.emplace(in["document"], Provenance{.document = std::string(in["title"]), .edition = std::string(in["edition"]), .released = factor_date(in["released"]),
                                                     .released_by = factor_date(in["released_by"]), .valid_from = factor_date(in["valid_from"]), .valid_to = factor_date(in["valid_to"]),
                                                     .licence = std::string(in["licence"]), .attribution = std::string(in["attribution"])});
    }
    return documents;
}

/// Digits behind the decimal point of a number as it was printed: "2.52" has 2, "1.2e-3" has 4. Says how far the number was rounded.
[[nodiscard]] inline int decimal_places(std::string_view text) {
    auto const exponent = text.find_first_of("eE");
    auto const digits = text.substr(0, exponent);
    auto const point = digits.find('.');
    int const behind = point == std::string_view::npos ? 0 : static_cast<int>(digits.size() - point - 1);
    if (exponent == std::string_view::npos) return behind;
    return behind - static_cast<int>(parse_integer(text.substr(exponent + 1)).value_or(0));
}

}  // namespace tanji::detail
