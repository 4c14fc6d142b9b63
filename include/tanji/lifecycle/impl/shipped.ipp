// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/lifecycle/impl/data/lifecycle_database.ipp"
#include "tanji/lifecycle/impl/data/lifecycle_exchanges.ipp"
#include "tanji/lifecycle/impl/data/lifecycle_flows.ipp"
#include "tanji/lifecycle/impl/data/lifecycle_locations.ipp"
#include "tanji/lifecycle/impl/data/lifecycle_processes.ipp"
#include "tanji/lifecycle/shipped.hpp"

namespace tanji {

// "@tanji/" before a file name says in messages and records that it is no file of the user's; no path begins like that.
// Read anew by each call: a cache would be a global, and whoever needs it twice keeps the handle.
TANJI_INLINE CsvTexts shipped_csv_texts() {
    CsvTexts texts;
    auto const add = [&texts](std::string const& name, std::string text) { texts.emplace(name, CsvText{std::move(text), "@tanji/" + name}); };
    add("database.csv", detail::data_lifecycle_database());
    add("locations.csv", detail::data_lifecycle_locations());
    add("flows.csv", detail::data_lifecycle_flows());
    add("processes.csv", detail::data_lifecycle_processes());
    add("exchanges.csv", detail::data_lifecycle_exchanges());
    return texts;
}

// Throws in theory only: the tests read the same text.
TANJI_INLINE Import shipped_import() {
    auto import = read_csv_model(shipped_csv_texts(), "@tanji");
    import.files = {"@tanji"};
    return import;
}

TANJI_INLINE Database Database::shipped() { return shipped_import().database; }

}  // namespace tanji
