// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/places/places.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_places_places() {
    std::string text;
    text.reserve(1597);
    text +=
        "code,parent,name_en,name_zh\n"
        "GLO,,world,\345\205\250\347\220\203\n"
        "CN,GLO,China,\344\270\255\345\233\275\n"
        "CN-NORTH,CN,north China,\345\215\216\345\214\227\n"
        "CN-NORTHEAST,CN,north-east China,\344\270\234\345\214\227\n"
        "CN-EAST,CN,east China,\345\215\216\344\270\234\n"
        "CN-CENTRAL,CN,central China,\345\215\216\344\270\255\n"
        "CN-NORTHWEST,CN,north-west China,\350\245\277\345\214\227\n"
        "CN-SOUTH,CN,south China,\345\215\227\346\226\271\n"
        "CN-SOUTHWEST,CN,south-west China,\350\245\277\345\215\227\n"
        "CN-BJ,CN,Beijing,\345\214\227\344\272\254\n"
        "CN-TJ,CN,Tianjin,\345\244\251\346\264\245\n"
        "CN-HE,CN,Hebei,\346\262\263\345\214\227\n"
        "CN-SX,CN,Shanxi,\345\261\261\350\245\277\n"
        "CN-NM,CN,Inner Mongolia,\345\206\205\350\222\231\345\217\244\n"
        "CN-LN,CN,Liaoning,\350\276\275\345\256\201\n"
        "CN-JL,CN,Jilin,\345\220\211\346\236\227\n"
        "CN-HL,CN,Heilongjiang,\351\273\221\351\276\231\346\261\237\n"
        "CN-SH,CN,Shanghai,\344\270\212\346\265\267\n"
        "CN-JS,CN,Jiangsu,\346\261\237\350\213\217\n"
        "CN-ZJ,CN,Zhejiang,\346\265\231\346\261\237\n"
        "CN-AH,CN,Anhui,\345\256\211\345\276\275\n"
        "CN-FJ,CN,Fujian,\347\246\217\345\273\272\n"
        "CN-JX,CN,Jiangxi,\346\261\237\350\245\277\n"
        "CN-SD,CN,Shandong,\345\261\261\344\270\234\n"
        "CN-HA,CN,Henan,\346\262\263\345\215\227\n"
        "CN-HB,CN,Hubei,\346\271\226\345\214\227\n"
        "CN-HN,CN,Hunan,\346\271\226\345\215\227\n"
        "CN-GD,CN,Guangdong,\345\271\277\344\270\234\n"
        "CN-GX,CN,Guangxi,\345\271\277\350\245\277\n"
        "CN-HI,CN,Hainan,\346\265\267\345\215\227\n"
        "CN-CQ,CN,Chongqing,\351\207\215\345\272\206\n"
        "CN-SC,CN,Sichuan,\345\233\233\345\267\235\n"
        "CN-GZ,CN,Guizhou,\350\264\265\345\267\236\n"
        "CN-YN,CN,Yunnan,\344\272\221\345\215\227\n"
        "CN-SN,CN,Shaanxi,\351\231\225\350\245\277\n"
        "CN-GS,CN,Gansu,\347\224\230\350\202\203\n"
        "CN-QH,CN,Qinghai,\351\235\222\346\265\267\n"
        "CN-NX,CN,Ningxia,\345\256\201\345\244\217\n"
        "CN-XJ,CN,Xinjiang,\346\226\260\347\226\206\n"
        "CN-XZ,CN,Tibet,\350\245\277\350\227\217\n"
        "HK,CN,Hong Kong,\351\246\231\346\270\257\n"
        "MO,CN,Macao,\346\276\263\351\227\250\n"
        "TW,CN,Taiwan,\345\217\260\346\271\276\n"
        "RER,GLO,Europe,\346\254\247\346\264\262\n"
        "GB,RER,United Kingdom,\350\213\261\345\233\275\n"
        "DE,RER,Germany,\345\276\267\345\233\275\n"
        "FR,RER,France,\346\263\225\345\233\275\n"
        "IT,RER,Italy,\346\204\217\345\244\247\345\210\251\n"
        "ES,RER,Spain,\350\245\277\347\217\255\347\211\231\n"
        "NL,RER,Netherlands,\350\215\267\345\205\260\n"
        "NO,RER,Norway,\346\214\252\345\250\201\n"
        "SE,RER,Sweden,\347\221\236\345\205\270\n"
        "PL,RER,Poland,\346\263\242\345\205\260\n"
        "US,GLO,United States,\347\276\216\345\233\275\n"
        "CA,GLO,Canada,\345\212\240\346\213\277\345\244\247\n"
        "JP,GLO,Japan,\346\227\245\346\234\254\n"
        "KR,GLO,Korea,\351\237\251\345\233\275\n"
        "IN,GLO,India,\345\215\260\345\272\246\n"
        "VN,GLO,Viet Nam,\350\266\212\345\215\227\n"
        "ID,GLO,Indonesia,\345\215\260\345\272\246\345\260\274\350\245\277\344\272\232\n"
        "AU,GLO,Australia,\346\276\263\345\244\247\345\210\251\344\272\232\n"
        "BR,GLO,Brazil,\345\267\264\350\245\277\n"
        "RU,GLO,Russia,\344\277\204\347\275\227\346\226\257\n";
    return text;
}

}  // namespace tanji::detail
