// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/lifecycle/database.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_lifecycle_database() {
    std::string text;
    text.reserve(605);
    text +=
        "key,value\n"
        "name,Tanji shipped life-cycle database\n"
        "version,0.1.0\n"
        "licence,MIT for the selection and arrangement; each number carries the licence of its source\n"
        "source,\"Tanji developers, 2026; see docs/shipped-database.md\"\n"
        "attribution,Contains UK public sector information licensed under the Open Government Licence v3.0 (DESNZ conversion factors 2023). Contains data of the U.S. Life Cycle Inventory Database (DOE/NREL/Alliance). Generation shares: Ember (CC BY 4.0).\n"
        "description,\"Small open unit-process database: electricity of China and the world, fuels, freight, aluminium, steel, cement, lime and glass\"\n";
    return text;
}

}  // namespace tanji::detail
