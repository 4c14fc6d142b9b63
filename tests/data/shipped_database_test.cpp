// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "support/shared.hpp"
#include "tanji/analysis/footprint.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/lifecycle/shipped.hpp"

using tanji::Database;

namespace {

/// A row of data/lifecycle-footprints.csv: solved by scripts/check-lifecycle-data, which shares no code with the library.
struct Expected {
    std::string process, unit;
    double ar6 = 0, ar5 = 0;
};

std::vector<Expected> expected_footprints() {
    auto const path = tanji::test::source_dir() + "/data/lifecycle-footprints.csv";
    auto const text = tanji::read_text_file(path);
    tanji::CsvReader table(text, path);
    std::vector<Expected> rows;
    while (table.next()) {
        rows.push_back({std::string(table["process"]), std::string(table["unit"]), table.number("ar6_gwp100"), table.number("ar5_gwp100")});
    }
    return rows;
}

double footprint_of(tanji::ProductSystem const& system, std::string const& process, std::string const& unit, tanji::BuiltinMethod const& method) {
    auto const column = system.find_column(system.database().process_index(process)).value();
    auto const result = tanji::footprint(system, tanji::demand_of(system, column, 1, unit), method);
    return result.scores().front().amount;
}

void check_close(double ours, double theirs) {
    CHECK(std::abs(ours - theirs) <= 1e-11 * std::abs(theirs));
}

tanji::ProductSystem shipped_system() { return tanji::link(Database::shipped()); }

}  // namespace

TEST_CASE("the shipped database gives the footprints of the independent solver") {
    auto const system = shipped_system();
    auto const rows = expected_footprints();
    REQUIRE(rows.size() >= 40);
    CHECK(rows.size() == system.database().processes().size());
    for (auto const& row : rows) {
        CAPTURE(row.process);
        check_close(footprint_of(system, row.process, row.unit, tanji::method::ipcc_ar6_gwp100()), row.ar6);
        check_close(footprint_of(system, row.process, row.unit, tanji::method::ipcc_ar5_gwp100()), row.ar5);
    }
}

TEST_CASE("everything in the shipped database links, and nothing is left out of a footprint") {
    auto const import = tanji::shipped_import();
    CHECK(import.findings.empty());
    auto const system = tanji::link(import.database);
    CHECK(system.unlinked().empty());
    CHECK(system.refusals().empty());
    CHECK(system.columns().size() == import.database.processes().size());
}

TEST_CASE("every number says where it is from") {
    auto const database = Database::shipped();
    for (auto const& process : database.processes()) {
        CAPTURE(process.id);
        CHECK_FALSE(process.source.document.empty());
        CHECK_FALSE(process.source.year.empty());
        CHECK_FALSE(process.source.licence.empty());
        CHECK_FALSE(process.source.confidence.empty());
        for (auto const& exchange : process.exchanges) {
            if (exchange.reference) continue;
            CAPTURE(database.flows()[exchange.flow].id);
            REQUIRE(exchange.source != tanji::no_index);
            auto const& source = process.sources[exchange.source];
            CHECK_FALSE(source.document.empty());
            CHECK_FALSE(source.year.empty());
            CHECK_FALSE(source.licence.empty());
            CHECK_FALSE(source.confidence.empty());
        }
    }
}

// MEE/NBS/NEA announcement 2025 No. 3: footprint factors of 2023, kg CO2e/kWh.
TEST_CASE("Chinese electricity meets the official footprint factors of 2023") {
    auto const system = shipped_system();
    struct Factor {
        std::string process;
        double value;
    };
    for (auto const& [process, value] : std::vector<Factor>{{"cn-electricity-coal", 0.9440},
                                                            {"cn-electricity-gas", 0.4792},
                                                            {"cn-electricity-hydro", 0.0143},
                                                            {"cn-electricity-nuclear", 0.0065},
                                                            {"cn-electricity-wind", 0.0336},
                                                            {"cn-electricity-pv", 0.0545},
                                                            {"cn-electricity-csp", 0.0313},
                                                            {"cn-electricity-biomass", 0.0457},
                                                            {"cn-transmission-distribution", 0.0463},
                                                            {"cn-electricity-grid-2023", 0.6205}}) {
        CAPTURE(process);
        CHECK(std::abs(footprint_of(system, process, "kWh", tanji::method::ipcc_ar6_gwp100()) - value) < 5e-6);
    }
}

// Rule C2: a certificate selects its source's footprint and keeps transmission and distribution; zero stays at home.
TEST_CASE("the showcase: grid, photovoltaic roof and certificates differ by the power of the works alone") {
    auto const system = shipped_system();
    auto const method = tanji::method::ipcc_ar6_gwp100();
    auto const profile = [&](std::string const& power) { return footprint_of(system, "zone-aluminium-profile-" + power, "t", method); };
    double const grid = profile("grid");
    // 1240 kWh per tonne; official factors: grid 0.6205, photovoltaic 0.0545, wind 0.0336, transmission and distribution 0.0463
    CHECK(std::abs(profile("pv-roof") - (grid - 1240 * 0.3 * (0.6205 - 0.0545))) < 0.05);
    CHECK(std::abs(profile("certificates") - (grid - 1240 * (0.6205 - 0.0336 - 0.0463))) < 0.05);
    CHECK(profile("certificates") > grid - 1240 * 0.6205);  // not zero
}
