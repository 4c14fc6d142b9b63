// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/rule-sets.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_rule_sets() {
    std::string text;
    text.reserve(2682);
    text +=
        "id,edition,held,name_en,name_zh,document,released,valid_from,valid_to,status,gwp_set,view,fall_backs,round_decimals,round_unit,round_mode,confidence,note\n"
        "ghg-protocol,2015,yes,GHG Protocol Corporate Standard with Scope 2 Guidance and Scope 3 Standard,\346\270\251\345\256\244\346\260\224\344\275\223\346\240\270\347\256\227\344\275\223\347\263\273\344\274\201\344\270\232\346\240\207\345\207\206,\"Corporate Standard (revised 2004), Scope 3 Standard (2011), Scope 2 Guidance (2015)\",2015-01-01,2015-01-01,,in-force,AR6-100,ghg-protocol,parent-region neighbour-year:2 proxy,0,t,half-even,transcribed-1,the standard asks for 100-year values of a recent IPCC report; AR6 is the latest. Day of release: the year only is certain\n"
        "iso-14064-1,2018,yes,ISO 14064-1:2018,ISO 14064-1:2018 \347\273\204\347\273\207\345\261\202\347\272\247\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\345\222\214\346\270\205\351\231\244\347\232\204\351\207\217\345\214\226\344\270\216\346\212\245\345\221\212\350\247\204\350\214\203,ISO 14064-1:2018,2018-12-01,2018-12-01,,in-force,AR6-100,iso-14064-1,parent-region neighbour-year:2 proxy,0,t,half-even,transcribed-1,asks for the latest IPCC values unless otherwise required\n"
        "gbt-32150,2015,yes,General rules for industrial enterprises,\345\267\245\344\270\232\344\274\201\344\270\232\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\240\270\347\256\227\345\222\214\346\212\245\345\221\212\351\200\232\345\210\231,GB/T 32150-2015,2015-11-19,2016-06-01,2026-06-30,superseded,AR5-100,cn-enterprise,,0,t,half-up,transcribed-1,replaced on 2026-07-01 by GB/T 32150-2025 (confirmed). GWP set not printed in the copies seen: AR5-100 as in the provincial sheets and the aluminium guideline; first days from memory\n"
        "gbt-32150,2025,no,\"Requirements for greenhouse gas accounting and reporting, general rules\",\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\240\270\347\256\227\344\270\216\346\212\245\345\221\212\350\246\201\346\261\202 \351\200\232\345\210\231,GB/T 32150-2025,2025-12-31,2026-07-01,,in-force,,,,0,t,half-up,transcribed-1,\"known, but its text was not seen: nothing can be computed by it\"\n"
        "gbt-32151.34,2024,yes,Carbon material producers,\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\240\270\347\256\227\344\270\216\346\212\245\345\221\212\350\246\201\346\261\202 \347\254\25434\351\203\250\345\210\206\357\274\232\347\202\255\347\264\240\346\235\220\346\226\231\347\224\237\344\272\247\344\274\201\344\270\232,GB/T 32151.34-2024,,2025-03-01,,in-force,AR5-100,cn-enterprise,,0,t,half-up,transcribed-1,GWP set as gbt-32150\n"
        "gbt-32151.4,2026,no,Part 4: aluminium smelting,\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\240\270\347\256\227\344\270\216\346\212\245\345\221\212\350\246\201\346\261\202 \347\254\2544\351\203\250\345\210\206\357\274\232\351\223\235\345\206\266\347\202\274\344\274\201\344\270\232,GB/T 32151.4-2026,,2026-08-01,,in-force,,,,0,t,half-up,transcribed-1,\"known, not held\"\n"
        "gbt-32151.5,2026,no,Part 5: steel,\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\240\270\347\256\227\344\270\216\346\212\245\345\221\212\350\246\201\346\261\202 \347\254\2545\351\203\250\345\210\206\357\274\232\351\222\242\351\223\201\347\224\237\344\272\247\344\274\201\344\270\232,GB/T 32151.5-2026,,2026-10-01,,in-force,,,,0,t,half-up,transcribed-1,\"known, not held\"\n"
        "scope2-hourly,draft-2025,yes,GHG Protocol Scope 2 revision with hourly matching (draft),\346\270\251\345\256\244\346\260\224\344\275\223\346\240\270\347\256\227\344\275\223\347\263\273\350\214\203\345\233\264\344\272\214\344\277\256\350\256\242\350\215\211\346\241\210\357\274\210\351\200\220\345\260\217\346\227\266\345\214\271\351\205\215\357\274\211,\"Public consultation on the Scope 2 Guidance, October 2025; publication expected late 2027\",2025-10-20,2025-10-20,,draft,AR6-100,ghg-protocol,,0,t,half-even,transcribed-1,\"a draft: never a default, every output says so; consultation opened in October 2025, the day is from memory\"\n";
    return text;
}

}  // namespace tanji::detail
