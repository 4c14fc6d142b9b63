// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/contract-columns.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_contract_columns() {
    std::string text;
    text.reserve(346);
    text +=
        "column,required,names\n"
        "contract,yes,id;\345\220\210\345\220\214\347\274\226\345\217\267\n"
        "for,yes,consumption;line;\347\224\250\347\224\265\347\274\226\345\217\267;\346\264\273\345\212\250\347\274\226\345\217\267\n"
        "carrier,no,\350\203\275\346\272\220\345\223\201\347\247\215\n"
        "amount,yes,\346\225\260\351\207\217;\347\224\265\351\207\217\n"
        "unit,yes,\345\215\225\344\275\215\n"
        "kg_co2_per_unit,yes,\346\216\222\346\224\276\345\274\272\345\272\246\n"
        "supplier_rate,no,\344\276\233\345\272\224\345\225\206\350\264\271\347\216\207\n"
        "technology,no,\346\212\200\346\234\257;\345\217\221\347\224\265\347\261\273\345\236\213\n"
        "attributes_included,yes,\345\261\236\346\200\247\351\232\217\351\231\204;\347\216\257\345\242\203\345\261\236\346\200\247\n"
        "evidence,no,\350\257\201\346\215\256;\347\273\223\347\256\227\345\215\225\n";
    return text;
}

}  // namespace tanji::detail
