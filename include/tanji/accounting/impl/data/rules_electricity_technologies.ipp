// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/electricity-technologies.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_electricity_technologies() {
    std::string text;
    text.reserve(819);
    text +=
        "technology,name_zh,non_fossil,renewable,footprint_what,also\n"
        "wind,\351\243\216\347\224\265,yes,yes,\"electricity, wind power\",wind power;onshore wind;offshore wind;\351\243\216\345\212\233\345\217\221\347\224\265\n"
        "photovoltaic,\345\205\211\344\274\217,yes,yes,\"electricity, photovoltaic\",solar;pv;solar pv;\345\244\252\351\230\263\350\203\275;\345\205\211\344\274\217\345\217\221\347\224\265\n"
        "concentrating-solar,\345\205\211\347\203\255,yes,yes,\"electricity, concentrating solar power\",csp;\345\205\211\347\203\255\345\217\221\347\224\265\n"
        "hydro,\346\260\264\347\224\265,yes,yes,\"electricity, hydropower\",hydropower;water;\346\260\264\345\212\233\345\217\221\347\224\265\n"
        "biomass,\347\224\237\347\211\251\350\264\250,yes,yes,\"electricity, biomass power\",biomass power;\347\224\237\347\211\251\350\264\250\345\217\221\347\224\265\n"
        "geothermal,\345\234\260\347\203\255,yes,yes,,\345\234\260\347\203\255\350\203\275\n"
        "ocean,\346\265\267\346\264\213\350\203\275,yes,yes,,tidal;wave;\346\275\256\346\261\220\n"
        "nuclear,\346\240\270\347\224\265,yes,no,\"electricity, nuclear power\",nuclear power;\346\240\270\350\203\275;\346\240\270\350\203\275\345\217\221\347\224\265\n"
        "gas,\347\207\203\346\260\224,no,no,\"electricity, gas power\",natural gas;gas power;\347\207\203\346\260\224\345\217\221\347\224\265\n"
        "coal,\347\207\203\347\205\244,no,no,\"electricity, coal power\",coal power;\347\207\203\347\205\244\345\217\221\347\224\265\n";
    return text;
}

}  // namespace tanji::detail
