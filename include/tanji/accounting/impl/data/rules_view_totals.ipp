// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/view-totals.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_view_totals() {
    std::string text;
    text.reserve(865);
    text +=
        "view,total,title_en,title_zh\n"
        "ghg-protocol,,GHG Protocol,\346\270\251\345\256\244\346\260\224\344\275\223\346\240\270\347\256\227\344\275\223\347\263\273\n"
        "ghg-protocol,scope-1,scope 1,\350\214\203\345\233\264\344\270\200\345\220\210\350\256\241\n"
        "ghg-protocol,scope-2,scope 2,\350\214\203\345\233\264\344\272\214\345\220\210\350\256\241\n"
        "ghg-protocol,scope-1-2,scopes 1 and 2,\350\214\203\345\233\264\344\270\200\345\222\214\344\272\214\345\220\210\350\256\241\n"
        "ghg-protocol,scope-3,scope 3,\350\214\203\345\233\264\344\270\211\345\220\210\350\256\241\n"
        "ghg-protocol,all,scopes 1 to 3,\345\220\210\350\256\241\n"
        "iso-14064-1,,ISO 14064-1,ISO 14064-1\n"
        "iso-14064-1,direct,direct emissions,\347\233\264\346\216\245\346\216\222\346\224\276\345\220\210\350\256\241\n"
        "iso-14064-1,indirect,indirect emissions,\351\227\264\346\216\245\346\216\222\346\224\276\345\220\210\350\256\241\n"
        "iso-14064-1,all,all categories,\345\220\210\350\256\241\n"
        "cn-enterprise,,Chinese enterprise statement,\344\274\201\344\270\232\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\351\207\217\346\261\207\346\200\273\350\241\250\n"
        "cn-enterprise,without-energy,total without energy bought and sold,\344\274\201\344\270\232\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\200\273\351\207\217\357\274\210\344\270\215\345\214\205\346\213\254\350\264\255\345\205\245\345\222\214\350\276\223\345\207\272\347\232\204\347\224\265\345\212\233\345\222\214\347\203\255\345\212\233\357\274\211\n"
        "cn-enterprise,with-energy,total with energy bought and sold,\344\274\201\344\270\232\346\270\251\345\256\244\346\260\224\344\275\223\346\216\222\346\224\276\346\200\273\351\207\217\357\274\210\345\214\205\346\213\254\350\264\255\345\205\245\345\222\214\350\276\223\345\207\272\347\232\204\347\224\265\345\212\233\345\222\214\347\203\255\345\212\233\357\274\211\n";
    return text;
}

}  // namespace tanji::detail
