// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/factors/cn-electricity-footprint.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_factors_cn_electricity_footprint() {
    std::string text;
    text.reserve(3840);
    text +=
        "key,what,name_en,name_zh,kind,region,year,data_year,technology,unit,co2e,gwp_set,document,place,confidence,note\n"
        "elec.cfp.national.2023,\"electricity, grid\",\"grid electricity, China, footprint\",\345\205\250\345\233\275\347\224\265\345\212\233\345\271\263\345\235\207\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,,kg/kWh,0.6205,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.coal.2023,\"electricity, coal power\",\"electricity from coal power, China, footprint\",\347\207\203\347\205\244\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,coal power,kg/kWh,0.9440,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.gas.2023,\"electricity, gas power\",\"electricity from gas power, China, footprint\",\347\207\203\346\260\224\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,gas power,kg/kWh,0.4792,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.hydro.2023,\"electricity, hydropower\",\"electricity from hydropower, China, footprint\",\346\260\264\345\212\233\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,hydropower,kg/kWh,0.0143,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.nuclear.2023,\"electricity, nuclear power\",\"electricity from nuclear power, China, footprint\",\346\240\270\350\203\275\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,nuclear power,kg/kWh,0.0065,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.wind.2023,\"electricity, wind power\",\"electricity from wind power, China, footprint\",\351\243\216\345\212\233\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,wind power,kg/kWh,0.0336,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.pv.2023,\"electricity, photovoltaic\",\"electricity from photovoltaic, China, footprint\",\345\205\211\344\274\217\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,photovoltaic,kg/kWh,0.0545,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.csp.2023,\"electricity, concentrating solar power\",\"electricity from concentrating solar power, China, footprint\",\345\205\211\347\203\255\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,concentrating solar power,kg/kWh,0.0313,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.biomass.2023,\"electricity, biomass power\",\"electricity from biomass power, China, footprint\",\347\224\237\347\211\251\350\264\250\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2023,2023,biomass power,kg/kWh,0.0457,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.td_incl_losses.2023,\"electricity, transmission and distribution\",\"transmission and distribution with losses, China, footprint\",\350\276\223\351\205\215\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220(\345\220\253\347\272\277\346\215\237),footprint,CN,2023,2023,,kg/kWh,0.0463,unstated,mee-2025-3,,transcribed-2,\n"
        "elec.cfp.td_excl_losses.2023,\"electricity, transmission and distribution without losses\",\"electricity, transmission and distribution without losses, China, footprint\",\350\276\223\351\205\215\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220(\344\270\215\345\220\253\347\272\277\346\215\237),footprint,CN,2023,2023,,kg/kWh,0.0035,unstated,mee-2025-3,,unverified,number not seen in a copy\n"
        "elec.cfp.generation_mix.2023,\"electricity, generation mix\",\"generation mix, China, footprint\",\345\205\250\345\233\275\345\217\221\347\224\265\344\276\247\345\212\240\346\235\203\347\242\263\350\266\263\350\277\271(\346\216\250\347\256\227),footprint,CN,2023,2023,,kg/kWh,0.5742,unstated,mee-2025-3,,derived,national average minus transmission and distribution\n"
        "elec.cfp.national.2024,\"electricity, grid\",\"grid electricity, China, footprint\",\345\205\250\345\233\275\347\224\265\345\212\233\345\271\263\345\235\207\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2024,2024,,kg/kWh,0.5777,unstated,mee-cfp-2024,,transcribed-2,\n"
        "elec.cfp.coal.2024,\"electricity, coal power\",\"electricity from coal power, China, footprint\",\347\207\203\347\205\244\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2024,2024,coal power,kg/kWh,0.9240,unstated,mee-cfp-2024,,transcribed-1,\n"
        "elec.cfp.gas.2024,\"electricity, gas power\",\"electricity from gas power, China, footprint\",\347\207\203\346\260\224\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2024,2024,gas power,kg/kWh,0.4503,unstated,mee-cfp-2024,,transcribed-1,\n"
        "elec.cfp.hydro.2024,\"electricity, hydropower\",\"electricity from hydropower, China, footprint\",\346\260\264\345\212\233\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2024,2024,hydropower,kg/kWh,0.0141,unstated,mee-cfp-2024,,transcribed-1,\n"
        "elec.cfp.nuclear.2024,\"electricity, nuclear power\",\"electricity from nuclear power, China, footprint\",\346\240\270\350\203\275\345\217\221\347\224\265\347\242\263\350\266\263\350\277\271\345\233\240\345\255\220,footprint,CN,2024,2024,nuclear power,kg/kWh,0.0065,unstated,mee-cfp-2024,,transcribed-1,\n";
    return text;
}

}  // namespace tanji::detail
