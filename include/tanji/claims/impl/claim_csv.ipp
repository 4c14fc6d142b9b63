// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/claim_csv.hpp"
#include "tanji/claims/impl/data/claims_columns.ipp"

/// \file
/// Rows to objects. Names of columns are data, so that a language more is a change of a table.
namespace tanji {

namespace detail {

struct ClaimColumn {
    std::string table{};
    std::string column{};
    bool required = false;
    std::vector<std::string> names{};
};

/// Read anew for each import: a table of some forty rows, and no state is kept between calls.
[[nodiscard]] inline std::vector<ClaimColumn> claim_columns() {
    auto const text = data_claims_columns();
    CsvReader csv(text, "data/claims/columns.csv");
    std::vector<ClaimColumn> columns;
    while (csv.next()) {
        ClaimColumn column{std::string(csv["table"]), std::string(csv["column"]), csv["required"] == "yes", {std::string(csv["column"])}};
        for (auto const name : split(csv["names"], ';')) column.names.emplace_back(name);
        columns.push_back(std::move(column));
    }
    return columns;
}

/// One file as one of the known tables: fields by the name of their column, whatever the header calls it.
class ClaimTable {
public:
    explicit ClaimTable(ClaimFile const& file, std::vector<ClaimColumn> const& columns) : csv_(file.text, file.name) {
        std::vector<std::string> wanted;
        // Tables in order of how many columns they ask for, so that certificates are not taken for allotments.
        for (auto const* table : {"certificates", "consumptions", "draws", "generation", "claims", "allotments"}) {
            std::map<std::string, std::size_t, std::less<>> places;
            std::string lacking;
            for (auto const& column : columns) {
                if (column.table != table) continue;
                auto const place = find(column.names);
                if (place < csv_.header().size()) places.emplace(column.column, place);
                else if (column.required) lacking += (lacking.empty() ? "" : ", ") + column.column;
            }
            if (lacking.empty()) {
                name_ = table;
                places_ = std::move(places);
                refuse_unknown(columns);
                return;
            }
            wanted.push_back(std::string(table) + " (lacks " + lacking + ")");
        }
        throw Error({.id = "claims.columns", .what = "this file is none of the tables that are known", .where = csv_.where(), .expected = "the columns of one table of docs/electricity.md",
                     .got = join(csv_.header(), ", "), .related = std::move(wanted)});
    }

    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    [[nodiscard]] bool next() { return csv_.next(); }
    [[nodiscard]] Where where() const { return csv_.where(); }
    [[nodiscard]] std::string text(std::string_view column) const {
        auto const place = places_.find(column);
        return place == places_.end() ? std::string() : std::string(csv_.text(place->second));
    }
    /// Runs a parser on a field and gives its problem the field's place.
    template <class Parse>
    [[nodiscard]] auto parsed(std::string_view column, Parse parse) const {
        auto result = parse(text(column));
        if (result) return *std::move(result);
        auto problem = std::move(result).problem();
        problem.where = csv_.where(places_.find(column)->second);
        throw Error(std::move(problem));
    }
    /// Whole watt-hours of a number and the row's unit.
    [[nodiscard]] WattHours amount(std::string_view column) const {
        return parsed(column, [&](std::string const& field) -> Result<WattHours> {
            auto const number = parse_number(field);
            if (number) return try_watt_hours(*number, text("unit"));
            return Problem{.id = "claims.number", .what = "an amount is missing or no number", .expected = "a decimal number with a point", .got = in_quotes(field), .hint = number_hint(field)};
        });
    }
    [[nodiscard]] Period period(std::string_view column) const {
        return parsed(column, [](std::string const& field) { return try_parse_period(field); });
    }
    [[nodiscard]] std::optional<Date> day(std::string_view column) const {
        if (text(column).empty()) return std::nullopt;
        return parsed(column, [](std::string const& field) { return try_parse_date(field); });
    }

private:
    /// A misspelt rate would be no rate, and a certificate without one no claim: nothing of a header is passed over but what starts with x_.
    void refuse_unknown(std::vector<ClaimColumn> const& columns) const {
        std::vector<std::string> known;
        for (auto const& column : columns) {
            if (column.table == name_) known.insert(known.end(), column.names.begin(), column.names.end());
        }
        for (std::size_t place = 0; place < csv_.header().size(); ++place) {  // as they are written here, case aside
            for (auto const& column : columns) {
                if (column.table == name_ && find(column.names) == place) known.push_back(csv_.header()[place]);
            }
        }
        csv_.only_columns(known);
    }

    [[nodiscard]] std::size_t find(std::vector<std::string> const& names) const {
        for (std::size_t place = 0; place < csv_.header().size(); ++place) {
            for (auto const& name : names) {
                if (equal_ignoring_case(trim(csv_.header()[place]), name)) return place;
            }
        }
        return csv_.header().size();
    }

    CsvReader csv_;
    std::string name_{};
    std::map<std::string, std::size_t, std::less<>> places_{};
};

[[nodiscard]] inline Certificate certificate_row(ClaimTable const& row) {
    Certificate out{.id = row.text("certificate"), .issuer = row.text("issuer"), .device = row.text("device"), .technology = row.text("technology"), .vintage = row.period("vintage"),
                    .market = row.text("market"), .amount = row.amount("amount"), .generator = row.text("generator"), .owner = row.text("owner"), .beneficiary = row.text("beneficiary"),
                    .cancelled_on = row.day("cancelled_on"), .valid_to = row.day("valid_to"), .evidence = row.text("evidence")};
    out.kind = row.parsed("kind", [](std::string const& field) { return try_parse_certificate_kind(field); });
    if (!row.text("state").empty()) out.state = row.parsed("state", [](std::string const& field) { return try_parse_certificate_state(field); });
    if (!row.text("kg_co2_per_kwh").empty()) {
        out.kg_co2_per_kwh = row.parsed("kg_co2_per_kwh", [](std::string const& field) -> Result<double> {
            if (auto const number = parse_number(field); number && *number >= 0) return *number;
            return Problem{.id = "claims.number", .what = "an emission rate is no number from 0", .expected = "kg CO2 per kWh, or an empty field", .got = in_quotes(field), .hint = number_hint(field)};
        });
    }
    return out;
}

/// Without a column `supply` everything came through the grid, which claims nothing.
[[nodiscard]] inline Consumption consumption_row(ClaimTable const& row) {
    Consumption out{.id = row.text("consumption"), .holder = row.text("holder"), .site = row.text("site"), .meter = row.text("meter"), .period = row.period("period"), .amount = row.amount("amount"),
                    .market = row.text("market"), .city = row.text("city"), .province = row.text("province"), .device = row.text("device"), .technology = row.text("technology"),
                    .evidence = row.text("evidence")};
    if (!row.text("supply").empty()) out.supply = row.parsed("supply", [](std::string const& field) { return try_parse_supply_route(field); });
    return out;
}

[[nodiscard]] inline ClaimDraw draw_row(ClaimTable const& row) {
    ClaimDraw out{.certificate = row.text("certificate"), .subject = row.text("subject"), .amount = row.amount("amount")};
    out.view = row.parsed("view", [](std::string const& field) { return try_parse_claim_view(field); });
    out.pooled = equal_ignoring_case(row.text("pooled"), "yes");
    return out;
}

/// One import: the registry, and where each certificate got its allotment or was entered.
struct ClaimReading {
    Registry& registry;
    ClaimImport import{};
    std::map<std::string, Where> places{};  // "allotments GEC-7": first row that was accepted

    /// The place of the row in question goes into the problem, that of the first use beside it.
    void refuse(Problem problem, Where const& where, std::string const& first_use) {
        if (problem.where.file.empty()) {
            auto const object = std::move(problem.where.object);
            problem.where = where;
            problem.where.object = object;
        }
        if (auto const place = places.find(first_use); place != places.end()) problem.related.insert(problem.related.begin(), "first: " + to_text(place->second));
        import.refused.push_back(std::move(problem));
    }

    template <class Enter>
    void row(ClaimTable const& table, std::size_t& count, std::string const& key, Enter enter) {
        auto const name = table.name() + " " + key;
        try {
            enter();
            places.emplace(name, table.where());
            ++count;
        } catch (Error const& error) {
            refuse(error.problem(), table.where(), error.problem().id == "registry.meter-twice" ? other_reading(table, name) : name);
        }
    }

    /// The row that holds the reading which another one overlaps: of the same meter or device, under an id of its own.
    [[nodiscard]] std::string other_reading(ClaimTable const& table, std::string const& name) const {
        if (table.name() != "consumptions") return name;
        for (auto const& other : registry.store().consumptions_of(table.text("meter"))) {
            if (other.period.overlaps(table.period("period"))) return table.name() + " " + other.id;
        }
        return name;
    }

    /// One row into the registry, which has the last word on it.
    void enter(ClaimTable const& table) {
        auto const& name = table.name();
        if (name == "certificates") row(table, import.certificates, table.text("certificate"), [&] { registry.add(certificate_row(table)); });
        if (name == "consumptions") row(table, import.consumptions, table.text("consumption"), [&] { registry.add(consumption_row(table)); });
        if (name == "generation") {
            row(table, import.generation, table.text("device"),
                [&] { registry.add(DeviceGeneration{table.text("device"), table.text("generator"), table.period("period"), table.amount("generated")}); });
        }
        if (name == "claims") {
            row(table, import.claims, table.text("device"), [&] {
                (void)registry.try_claim_outside({table.text("device"), table.period("period"), table.text("purpose"), table.text("holder"), table.text("evidence")}).value();
            });
        }
        if (name == "allotments") row(table, import.allotments, table.text("certificate"), [&] { (void)registry.allot(table.text("certificate"), table.text("consumption")); });
        if (name == "draws") row(table, import.draws, table.text("certificate"), [&] { (void)registry.draw(draw_row(table)); });
    }
};

}  // namespace detail

TANJI_INLINE ClaimImport read_claims(Registry& registry, std::span<ClaimFile const> files) {
    detail::ClaimReading reading{registry};
    auto const columns = detail::claim_columns();
    std::vector<detail::ClaimTable> tables;
    for (auto const& file : files) {
        try {
            tables.emplace_back(file, columns);
        } catch (Error const& error) {
            reading.refuse(error.problem(), {.file = file.name}, {});
        }
    }
    for (auto const* kind : {"certificates", "consumptions", "generation", "claims", "allotments", "draws"}) {
        for (auto& table : tables) {
            if (table.name() != kind) continue;
            try {
                while (table.next()) reading.enter(table);
            } catch (Error const& error) {  // the table itself is broken: nothing after this row can be trusted
                reading.refuse(error.problem(), table.where(), {});
            }
        }
    }
    return std::move(reading.import);
}

}  // namespace tanji
