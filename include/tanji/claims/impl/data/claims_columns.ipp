// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/claims/columns.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_claims_columns() {
    std::string text;
    text.reserve(1915);
    text +=
        "table,column,required,names\n"
        "certificates,certificate,yes,id;serial;\347\273\277\350\257\201\347\274\226\345\217\267;\350\257\201\344\271\246\347\274\226\345\217\267\n"
        "certificates,kind,yes,\350\257\201\344\271\246\347\261\273\345\236\213\n"
        "certificates,issuer,yes,registry;\346\240\270\345\217\221\346\234\272\346\236\204\n"
        "certificates,device,yes,plant;\345\217\221\347\224\265\350\256\276\345\244\207;\351\241\271\347\233\256\347\274\226\345\217\267\n"
        "certificates,technology,yes,energy source;\345\217\221\347\224\265\346\212\200\346\234\257\n"
        "certificates,vintage,yes,generation period;\347\224\265\351\207\217\347\224\237\344\272\247\345\271\264\346\234\210\n"
        "certificates,market,yes,\345\270\202\345\234\272\n"
        "certificates,amount,yes,volume;\347\224\265\351\207\217\n"
        "certificates,unit,yes,\345\215\225\344\275\215\n"
        "certificates,owner,yes,\346\214\201\346\234\211\344\272\272\n"
        "certificates,state,no,status;\347\212\266\346\200\201\n"
        "certificates,generator,no,\345\217\221\347\224\265\344\274\201\344\270\232\n"
        "certificates,beneficiary,no,\346\240\270\351\224\200\344\270\273\344\275\223;\345\217\227\347\233\212\344\272\272\n"
        "certificates,cancelled_on,no,\346\240\270\351\224\200\346\227\245\346\234\237\n"
        "certificates,valid_to,no,\346\234\211\346\225\210\346\234\237\350\207\263\n"
        "certificates,kg_co2_per_kwh,no,\346\216\222\346\224\276\347\216\207\n"
        "certificates,evidence,no,\350\257\201\346\230\216;\345\207\255\350\257\201\n"
        "consumptions,consumption,yes,\347\224\250\347\224\265\347\274\226\345\217\267;\347\224\250\347\224\265\350\256\260\345\275\225\n"
        "consumptions,holder,yes,organisation;organization;company;\347\224\250\347\224\265\345\215\225\344\275\215;\344\274\201\344\270\232\n"
        "consumptions,meter,yes,\347\224\265\350\241\250\345\217\267;\350\256\241\351\207\217\347\202\271\n"
        "consumptions,period,yes,\347\224\250\347\224\265\346\234\237\351\227\264;\347\273\237\350\256\241\346\234\237\n"
        "consumptions,amount,yes,\347\224\250\347\224\265\351\207\217\n"
        "consumptions,unit,yes,\345\215\225\344\275\215\n"
        "consumptions,market,yes,\345\270\202\345\234\272\n"
        "consumptions,site,no,\345\234\272\346\211\200;\345\216\202\345\214\272\n"
        "consumptions,city,no,\345\237\216\345\270\202\n"
        "consumptions,province,no,\347\234\201\344\273\275\n"
        "consumptions,supply,no,\344\276\233\347\224\265\346\226\271\345\274\217\n"
        "consumptions,device,no,\345\217\221\347\224\265\350\256\276\345\244\207\n"
        "consumptions,technology,no,\345\217\221\347\224\265\346\212\200\346\234\257\n"
        "consumptions,evidence,no,\350\257\201\346\230\216;\345\207\255\350\257\201\n"
        "generation,device,yes,\345\217\221\347\224\265\350\256\276\345\244\207\n"
        "generation,generated,yes,\345\217\221\347\224\265\351\207\217\n"
        "generation,unit,yes,\345\215\225\344\275\215\n"
        "generation,period,yes,\345\217\221\347\224\265\346\234\237\351\227\264\n"
        "generation,generator,no,\345\217\221\347\224\265\344\274\201\344\270\232\n"
        "claims,device,yes,\345\217\221\347\224\265\350\256\276\345\244\207\n"
        "claims,purpose,yes,\347\224\250\351\200\224\n"
        "claims,period,yes,\346\234\237\351\227\264\n"
        "claims,holder,yes,\344\270\273\345\274\240\346\226\271\n"
        "claims,evidence,no,\350\257\201\346\230\216;\345\207\255\350\257\201\n"
        "allotments,certificate,yes,\347\273\277\350\257\201\347\274\226\345\217\267;\350\257\201\344\271\246\347\274\226\345\217\267\n"
        "allotments,consumption,yes,\347\224\250\347\224\265\347\274\226\345\217\267;\347\224\250\347\224\265\350\256\260\345\275\225\n"
        "draws,certificate,yes,\347\273\277\350\257\201\347\274\226\345\217\267;\350\257\201\344\271\246\347\274\226\345\217\267\n"
        "draws,view,yes,\345\217\243\345\276\204\n"
        "draws,subject,yes,\345\257\271\350\261\241\n"
        "draws,amount,yes,\347\224\265\351\207\217\n"
        "draws,unit,yes,\345\215\225\344\275\215\n"
        "draws,pooled,no,\346\230\257\345\220\246\345\210\206\346\221\212\n";
    return text;
}

}  // namespace tanji::detail
