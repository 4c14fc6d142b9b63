// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/factors/uk-groups.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_factors_uk_groups() {
    std::string text;
    text.reserve(990);
    text +=
        "level1,kind,note\n"
        "fuels,direct,burned by the one who reports\n"
        "bioenergy,direct,CH4 and N2O of burning; CO2 stands in outside of scopes\n"
        "refrigerant & other,direct,\n"
        "passenger vehicles,direct,\n"
        "delivery vehicles,direct,\n"
        "uk electricity,direct,at the power plants\n"
        "uk electricity for evs,direct,\n"
        "overseas electricity,direct,\n"
        "heat and steam,direct,\n"
        "transmission and distribution,direct,at the power plants that make up for the losses\n"
        "uk electricity t&d for evs,direct,\n"
        "business travel- air,direct,\n"
        "business travel- sea,direct,\n"
        "business travel- land,direct,\n"
        "freighting goods,direct,\n"
        "managed assets- electricity,direct,\n"
        "managed assets- vehicles,direct,\n"
        "outside of scopes,direct,biogenic CO2 of burning\n"
        "water supply,footprint,\n"
        "water treatment,footprint,\n"
        "material use,footprint,\"from extraction to the point of sale, or of recycled material\"\n"
        "waste disposal,footprint,transport to and treatment at the site\n"
        "hotel stay,footprint,\n"
        "homeworking,footprint,electricity and heating with their upstream emissions\n";
    return text;
}

}  // namespace tanji::detail
