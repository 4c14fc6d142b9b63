// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/rules/categories.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_rules_categories() {
    std::string text;
    text.reserve(3050);
    text +=
        "key,name_en,name_zh,aliases,scope,scope3,carrier,fuel,deducts\n"
        "stationary-combustion,stationary combustion,\345\233\272\345\256\232\346\272\220\345\214\226\347\237\263\347\207\203\346\226\231\347\207\203\347\203\247,fuel;fuel combustion;\345\214\226\347\237\263\347\207\203\346\226\231\347\207\203\347\203\247;\347\207\203\346\226\231\347\207\203\347\203\247;\345\233\272\345\256\232\347\207\203\347\203\247,1,0,none,yes,no\n"
        "mobile-combustion,mobile combustion,\347\247\273\345\212\250\346\272\220\345\214\226\347\237\263\347\207\203\346\226\231\347\207\203\347\203\247,company vehicles;fleet;\347\247\273\345\212\250\347\207\203\347\203\247;\345\216\202\345\206\205\350\275\246\350\276\206,1,0,none,yes,no\n"
        "process,industrial process,\345\267\245\344\270\232\347\224\237\344\272\247\350\277\207\347\250\213,process emissions;\347\224\237\344\272\247\350\277\207\347\250\213;\350\277\207\347\250\213\346\216\222\346\224\276,1,0,none,no,no\n"
        "fugitive,fugitive emissions,\351\200\270\346\225\243\346\216\222\346\224\276,refrigerants;leakage;\345\210\266\345\206\267\345\211\202\346\263\204\346\274\217;\351\200\270\346\225\243,1,0,none,no,no\n"
        "land-use,land use and land use change on own land,\345\234\237\345\234\260\345\210\251\347\224\250\344\270\216\345\234\237\345\234\260\345\210\251\347\224\250\345\217\230\345\214\226,land use,1,0,none,no,no\n"
        "electricity,purchased electricity,\345\207\200\350\264\255\345\205\245\347\224\265\345\212\233,bought electricity;\345\244\226\350\264\255\347\224\265\345\212\233;\350\264\255\345\205\245\347\224\265\345\212\233;\347\224\250\347\224\265,2,0,electricity,no,no\n"
        "heat,purchased heat,\345\207\200\350\264\255\345\205\245\347\203\255\345\212\233,district heating;\345\244\226\350\264\255\347\203\255\345\212\233;\350\264\255\345\205\245\347\203\255\345\212\233,2,0,heat,no,no\n"
        "steam,purchased steam,\345\244\226\350\264\255\350\222\270\346\261\275,bought steam;\350\264\255\345\205\245\350\222\270\346\261\275,2,0,steam,no,no\n"
        "cooling,purchased cooling,\345\244\226\350\264\255\345\206\267\351\207\217,district cooling;\350\264\255\345\205\245\345\206\267\351\207\217,2,0,cooling,no,no\n"
        "purchased-goods,purchased goods and services,\350\264\255\344\271\260\347\232\204\345\225\206\345\223\201\345\222\214\346\234\215\345\212\241,goods and services;\345\244\226\350\264\255\345\225\206\345\223\201\345\222\214\346\234\215\345\212\241;\345\216\237\346\235\220\346\226\231,3,1,none,no,no\n"
        "capital-goods,capital goods,\350\265\204\346\234\254\350\264\247\347\211\251,\350\256\276\345\244\207\344\270\216\350\265\204\346\234\254\345\223\201,3,2,none,no,no\n"
        "fuel-and-energy,fuel- and energy-related activities,\347\207\203\346\226\231\345\222\214\350\203\275\346\272\220\347\233\270\345\205\263\346\264\273\345\212\250,upstream of fuels and energy;line losses;well to tank;\347\207\203\346\226\231\344\270\216\350\203\275\346\272\220\344\270\212\346\270\270,3,3,none,no,no\n"
        "upstream-transport,upstream transportation and distribution,\344\270\212\346\270\270\350\277\220\350\276\223\345\222\214\351\205\215\351\200\201,inbound freight;\344\270\212\346\270\270\350\277\220\350\276\223,3,4,none,no,no\n"
        "waste,waste generated in operations,\350\277\220\350\220\245\344\270\255\344\272\247\347\224\237\347\232\204\345\272\237\347\211\251,operational waste;\345\272\237\345\274\203\347\211\251\345\244\204\347\275\256,3,5,none,no,no\n"
        "business-travel,business travel,\345\225\206\345\212\241\346\227\205\350\241\214,travel;\345\267\256\346\227\205,3,6,none,no,no\n"
        "commuting,employee commuting,\345\221\230\345\267\245\351\200\232\345\213\244,commute;\351\200\232\345\213\244,3,7,none,no,no\n"
        "upstream-leased,upstream leased assets,\344\270\212\346\270\270\347\247\237\350\265\201\350\265\204\344\272\247,,3,8,none,no,no\n"
        "downstream-transport,downstream transportation and distribution,\344\270\213\346\270\270\350\277\220\350\276\223\345\222\214\351\205\215\351\200\201,outbound freight;\344\270\213\346\270\270\350\277\220\350\276\223,3,9,none,no,no\n"
        "processing,processing of sold products,\345\224\256\345\207\272\344\272\247\345\223\201\347\232\204\345\212\240\345\267\245,,3,10,none,no,no\n"
        "use-of-products,use of sold products,\345\224\256\345\207\272\344\272\247\345\223\201\347\232\204\344\275\277\347\224\250,\344\272\247\345\223\201\344\275\277\347\224\250,3,11,none,no,no\n"
        "end-of-life,end-of-life treatment of sold products,\345\224\256\345\207\272\344\272\247\345\223\201\347\232\204\346\212\245\345\272\237\345\244\204\347\220\206,\344\272\247\345\223\201\346\212\245\345\272\237\345\244\204\347\220\206,3,12,none,no,no\n"
        "downstream-leased,downstream leased assets,\344\270\213\346\270\270\347\247\237\350\265\201\350\265\204\344\272\247,,3,13,none,no,no\n"
        "franchises,franchises,\347\211\271\350\256\270\347\273\217\350\220\245,,3,14,none,no,no\n"
        "investments,investments,\346\212\225\350\265\204,,3,15,none,no,no\n"
        "other-indirect,other indirect sources,\345\205\266\344\273\226\351\227\264\346\216\245\346\216\222\346\224\276,,3,0,none,no,no\n"
        "co2-recovered,CO2 recovered and handed over,CO2\345\233\236\346\224\266\345\210\251\347\224\250,recovered CO2;\345\233\236\346\224\266\345\210\251\347\224\250,0,0,none,no,yes\n"
        "electricity-sold,electricity sold,\350\276\223\345\207\272\347\224\265\345\212\233,exported electricity;\345\244\226\344\276\233\347\224\265\345\212\233;\345\224\256\345\207\272\347\224\265\345\212\233,0,0,electricity,no,yes\n"
        "heat-sold,heat sold,\350\276\223\345\207\272\347\203\255\345\212\233,exported heat;\345\244\226\344\276\233\347\203\255\345\212\233;\345\224\256\345\207\272\347\203\255\345\212\233,0,0,heat,no,yes\n"
        "removals,removals by own sinks,\346\270\251\345\256\244\346\260\224\344\275\223\346\270\205\351\231\244,greenhouse gas removals;sinks;\347\242\263\346\261\207;\346\270\205\351\231\244,0,0,none,no,yes\n"
        "carbon-stored,carbon stored in products,\344\272\247\345\223\201\345\202\250\347\242\263,stored carbon;\345\202\250\347\242\263,0,0,none,no,yes\n";
    return text;
}

}  // namespace tanji::detail
