// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/claims/record_writer.hpp"

/// \file
/// How one calculation came about, as data: what Emission::record() and footprints give out, what try_replay() takes
/// (accounting/emission.hpp). Knows no factors, units or gases itself, only their texts and numbers, so that a record of an
/// old version can always be held, shown and written again. As text it is "tanji-record/2", like that of an inventory
/// (record_lines.hpp); "tanji-record/1", one JSON object, was written by version 0.1 and is still read.
namespace tanji {

/// Amount times factor. What was entered comes first, then each conversion, then what met the factor.
struct RecordStep {
    double entered = 0;
    std::string entered_unit{};
    std::vector<std::string> unit_path{};  ///< "x 1000 (MWh to kWh)"
    double amount = 0;
    std::string amount_unit{};             ///< the unit that the factor is per
    std::size_t factor = 0;                ///< into Record::factors
    double scale = 1;                      ///< amount_unit in one entered_unit, rounded once; `amount` is not computed with it

    bool operator==(RecordStep const&) const = default;
};

/// How a result came about: provenance and replay. Plain data. Emissions fill all of it; a footprint fills settings,
/// inputs as steps without a factor, results and the rest.
struct Record {
    static constexpr std::size_t no_factor = RecordMethodStep::no_factor;

    std::string subject{};   ///< "emission", "footprint"
    std::string version{};   ///< of the library
    std::uint32_t revision = 1;  ///< of the method (method_revision.hpp) when the record was made
    std::vector<std::pair<std::string, std::string>> settings{};
    std::string gwp_set{};   ///< empty while only gases are stated
    std::vector<RecordFactor> factors{};   ///< each once
    std::vector<RecordStep> steps{};
    std::vector<RecordNumber> results{};
    std::vector<std::string> assumptions{};
    std::vector<std::string> fall_backs{};
    std::vector<std::string> not_estimated{};  ///< "ch4 (grid.co2.national.avg.2023)": left out by the source, not zero
    std::vector<std::string> opt_ins{};        ///< numbers of low confidence that were asked for

    bool operator==(Record const&) const = default;

    /// Id of the method by which this subject is computed: "amount-times-factor" of emissions, else the subject itself.
    [[nodiscard]] std::string method() const { return subject == "emission" ? "amount-times-factor" : subject; }

    /// A few lines for people.
    [[nodiscard]] std::string brief() const;
    /// The file: JSON Lines of "tanji-record/2", root included. The same calculation gives the same bytes on every machine.
    /// Throws Error "json.syntax" for texts that are not UTF-8, "json.not-finite".
    [[nodiscard]] std::string lines() const;
    /// The same entries as one JSON array, for whoever puts a record inside another document; `pretty`: one entry a line.
    [[nodiscard]] std::string json(bool pretty = false) const;
    /// SHA-256 of lines(), which `sha256sum` of the file gives as well.
    [[nodiscard]] std::string digest() const;
};

/// A record of one calculation: lines of "tanji-record/2", an array of them (Record::json), an object of "tanji-record/1", which every
/// later version opens, or a document with one of these as its member "record". Roots are not checked: replay_record() does.
/// Problems "record.*", "json.*".
[[nodiscard]] Result<Record> try_parse_record(std::string_view text);
[[nodiscard]] inline Record parse_record(std::string_view text) { return try_parse_record(text).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/record.ipp"
#endif
