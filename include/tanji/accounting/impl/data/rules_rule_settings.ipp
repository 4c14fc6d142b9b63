// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/rule-settings.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_rule_settings() {
    std::string text;
    text.reserve(4710);
    text +=
        "rule_set,edition,name,value,clause,confidence\n"
        "ghg-protocol,2015,fuel-tables,one-per-region,fuel tables of different documents do not mix,transcribed-1\n"
        "ghg-protocol,2015,energy.methods,location market,\"Scope 2 Guidance, chapter 7: both results, each labelled\",transcribed-2\n"
        "ghg-protocol,2015,electricity.unproven,residual-mix,\"Scope 2 Guidance, table 6.3: residual mix before the grid average\",transcribed-1\n"
        "iso-14064-1,2018,fuel-tables,one-per-region,,derived\n"
        "iso-14064-1,2018,energy.methods,location market,Annex E,unverified\n"
        "iso-14064-1,2018,electricity.unproven,residual-mix,Annex E,unverified\n"
        "gbt-32150,2015,fuel-tables,one-per-region,carbon contents of the tables differ: LNG 0.0172 and 0.0153,transcribed-1\n"
        "gbt-32150,2015,energy.methods,location,,transcribed-1\n"
        "gbt-32150,2015,electricity.unproven,national-average,,derived\n"
        "gbt-32151.34,2024,fuel-tables,one-per-region,,derived\n"
        "gbt-32151.34,2024,energy.methods,location market,Appendix D,transcribed-2\n"
        "gbt-32151.34,2024,electricity.unproven,national-average,Appendix D: latest national average; it already contains certified power,transcribed-2\n"
        "ghg-protocol,2015,electricity.matching,annual,quality criterion 4: as close as possible to the period of consumption,transcribed-1\n"
        "ghg-protocol,2015,electricity.certificate,conveyed-rate,quality criterion 1,transcribed-1\n"
        "ghg-protocol,2015,electricity.missing-proof,fall-back,Table 6.3: what meets no criteria goes down the hierarchy,transcribed-1\n"
        "ghg-protocol,2015,electricity.no-residual,grid-average,quality criterion 8: the absence of a residual mix is disclosed,transcribed-1\n"
        "ghg-protocol,2015,electricity.vintage-months-before,6,\"the Guidance gives no number; window of Green-e (6 before, 3 after the calendar year)\",unverified\n"
        "ghg-protocol,2015,electricity.vintage-months-after,3,as above,unverified\n"
        "iso-14064-1,2018,electricity.matching,annual,quality criterion 4: as close as possible to the period of consumption,unverified\n"
        "iso-14064-1,2018,electricity.certificate,conveyed-rate,quality criterion 1,unverified\n"
        "iso-14064-1,2018,electricity.missing-proof,fall-back,Table 6.3: what meets no criteria goes down the hierarchy,unverified\n"
        "iso-14064-1,2018,electricity.no-residual,grid-average,quality criterion 8: the absence of a residual mix is disclosed,unverified\n"
        "iso-14064-1,2018,electricity.vintage-months-before,6,\"the Guidance gives no number; window of Green-e (6 before, 3 after the calendar year)\",unverified\n"
        "iso-14064-1,2018,electricity.vintage-months-after,3,as above,unverified\n"
        "gbt-32150,2015,electricity.matching,annual,,derived\n"
        "gbt-32150,2015,electricity.certificate,zero-non-fossil,\"Appendix D: 0 only for non-fossil power with contract and settlement, GEC proof, or monthly records of own use\",derived\n"
        "gbt-32150,2015,electricity.missing-proof,error,Appendix D: without proof there is no zero; a fall-back would hide it,derived\n"
        "gbt-32150,2015,electricity.no-residual,national-average,not asked for: the residual mix is no part of this rule,derived\n"
        "gbt-32150,2015,electricity.vintage-months-before,24,a GEC may be used for two years from the month of generation (NEA 2024),unverified\n"
        "gbt-32150,2015,electricity.vintage-months-after,0,as above,unverified\n"
        "gbt-32151.34,2024,electricity.matching,annual,,transcribed-2\n"
        "gbt-32151.34,2024,electricity.certificate,zero-non-fossil,\"Appendix D: 0 only for non-fossil power with contract and settlement, GEC proof, or monthly records of own use\",transcribed-2\n"
        "gbt-32151.34,2024,electricity.missing-proof,error,Appendix D: without proof there is no zero; a fall-back would hide it,transcribed-2\n"
        "gbt-32151.34,2024,electricity.no-residual,national-average,not asked for: the residual mix is no part of this rule,transcribed-2\n"
        "gbt-32151.34,2024,electricity.vintage-months-before,24,a GEC may be used for two years from the month of generation (NEA 2024),unverified\n"
        "gbt-32151.34,2024,electricity.vintage-months-after,0,as above,unverified\n"
        "scope2-hourly,draft-2025,energy.methods,location market,public consultation of October 2025,transcribed-1\n"
        "scope2-hourly,draft-2025,electricity.unproven,residual-mix,proposed: hourly residual mix,transcribed-1\n"
        "scope2-hourly,draft-2025,electricity.matching,hourly,proposed criterion 4: issued and redeemed for the same hour,transcribed-1\n"
        "scope2-hourly,draft-2025,electricity.certificate,conveyed-rate,quality criterion 1,transcribed-1\n"
        "scope2-hourly,draft-2025,electricity.missing-proof,fall-back,,derived\n"
        "scope2-hourly,draft-2025,electricity.no-residual,fossil-only,\"proposed criterion 8: a fossil-only factor, never the grid average\",transcribed-1\n"
        "scope2-hourly,draft-2025,electricity.vintage-months-before,0,the hour decides,derived\n"
        "scope2-hourly,draft-2025,electricity.vintage-months-after,0,the hour decides,derived\n";
    return text;
}

}  // namespace tanji::detail
