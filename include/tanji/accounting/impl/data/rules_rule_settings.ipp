// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/rule-settings.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_rule_settings() {
    std::string text;
    text.reserve(1100);
    text +=
        "rule_set,edition,name,value,clause,confidence\n"
        "ghg-protocol,2015,fuel.tables,one-per-region,fuel tables of different documents do not mix,transcribed-1\n"
        "ghg-protocol,2015,energy.methods,location market,\"Scope 2 Guidance, chapter 7: both results, each labelled\",transcribed-2\n"
        "ghg-protocol,2015,electricity.unproven,residual-mix,\"Scope 2 Guidance, table 6.3: residual mix before the grid average\",transcribed-1\n"
        "iso-14064-1,2018,fuel.tables,one-per-region,,derived\n"
        "iso-14064-1,2018,energy.methods,location market,Annex E,unverified\n"
        "iso-14064-1,2018,electricity.unproven,residual-mix,Annex E,unverified\n"
        "gbt-32150,2015,fuel.tables,one-per-region,carbon contents of the tables differ: LNG 0.0172 and 0.0153,transcribed-1\n"
        "gbt-32150,2015,energy.methods,location,,transcribed-1\n"
        "gbt-32150,2015,electricity.unproven,national-average,,derived\n"
        "gbt-32151.34,2024,fuel.tables,one-per-region,,derived\n"
        "gbt-32151.34,2024,energy.methods,location market,Appendix D,transcribed-2\n"
        "gbt-32151.34,2024,electricity.unproven,national-average,Appendix D: latest national average; it already contains certified power,transcribed-2\n";
    return text;
}

}  // namespace tanji::detail
