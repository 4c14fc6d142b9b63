// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A database from files: a folder of CSV tables (docs/model-files.md), or the one that comes with the library.
#include <iostream>

#include <tanji/analysis.hpp>
#include <tanji/io/csv_database.hpp>
#include <tanji/lifecycle.hpp>
#include <tanji/report/footprint_text.hpp>

int main(int argc, char** argv) {
    using namespace tanji;

    Import const import = argc > 1 ? read_csv_database(argv[1]) : shipped_import();
    Database const& db = import.database;
    std::cout << db.content().name << ": " << db.processes().size() << " processes, " << db.flows().size() << " flows\n";
    for (auto const& finding : import.findings) std::cout << to_text(finding) << '\n';

    // Links, allocation and what nobody provides are part of the system, not hidden in a result.
    ProductSystem const system = link(db);
    std::cout << system.unlinked().size() << " inputs without a provider\n\n";

    Index const process = db.find_process(argc > 2 ? argv[2] : "cn-aluminium-ingot").value();
    auto const result = footprint(system, demand_of(system, system.find_column(process).value(), 1, "t"), method::ipcc_ar6_gwp100());
    std::cout << to_text(result) << '\n';
}
