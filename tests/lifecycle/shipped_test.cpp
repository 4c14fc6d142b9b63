// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/shipped.hpp"

#include <doctest/doctest.h>

#include "support/shared.hpp"
#include "tanji/io/csv_database.hpp"
#include "tanji/lifecycle/link.hpp"

// Issue 2: at least 40 unit processes; every number with source, year, licence and confidence.
TEST_CASE("the shipped database reads, links without gaps and names its sources") {
    auto const database = tanji::Database::shipped();
    CHECK(database.processes().size() >= 40);
    auto const system = tanji::link(database);
    CHECK(system.unlinked().empty());
    CHECK(system.refusals().empty());
    for (auto const& process : database.processes())
        for (auto const& exchange : process.exchanges) {
            auto const& source = exchange.source == tanji::no_index ? process.source : process.sources[exchange.source];
            INFO(process.id);
            bool const reference_product = exchange.reference;  // 1 kWh is no datum
            CHECK((reference_product || (!source.document.empty() && !source.year.empty() && !source.licence.empty() && !source.confidence.empty())));
        }
}

TEST_CASE("what is embedded is what stands in data/lifecycle") {
    auto const folder = tanji::read_csv_database(tanji::test::source_dir() + "/data/lifecycle");
    CHECK(tanji::write_csv_model(folder) == tanji::write_csv_model(tanji::shipped_import()));
}
