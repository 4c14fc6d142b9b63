// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string_view>

#include "tanji/units/kind.hpp"

/// \file
/// What the parser knows, as data. Names are case-sensitive and divided by '|'; a row's prefixes apply to its first name.
/// Sources: SI brochure (BIPM 2019) and NIST SP 811 for exact definitions (lb, in, gal, Btu_IT, cal_IT); openLCA and ILCD
/// reference data, ecoinvent/SimaPro/Brightway names, UN/ECE Rec 20 and UCUM codes for spellings; GB/T 2589-2020 for the
/// coal equivalent (7000 kcal_IT per kg = 29.3076 MJ); State Council 1984 and GB 3100 for Chinese units (1 mu = 10000/15 m2).
/// Where published tables carry rounded or wrong factors (../shared/facts/ghg/unit_table_defects.csv: ft2*a, bsh (US),
/// bl (Imp), nautical mile 1547.896 m, second = 3600 h ...) the exact ones stand here. A year is 365 d.
/// Escapes: \u00b5 micro, \u4e07 ten thousand; the Chinese word stands beside its row in pinyin.
namespace tanji::detail {

/// Names that mean exactly the same unit. The first one takes the prefixes of the row, where it lists any; names that hold a
/// prefix in words ("kilogram") are rows of their own.
struct UnitRow {
    std::string_view names;
    double scale;                 // to coherent SI
    Kind kind;
    std::string_view prefixes = {};
};

// Exact by definition: the international foot, pound and nautical mile, the US gallon of 231 cubic inches, the Imperial one
// of 4.54609 l, the IT calorie. The Btu_IT follows from pound, calorie and degree Fahrenheit (1055.05585262 J).
inline constexpr double year_seconds = 365.0 * 86400.0;
inline constexpr double foot = 0.3048, inch = 0.0254, yard = 0.9144, mile = 1609.344, nautical_mile = 1852.0;
inline constexpr double pound = 0.45359237, grain = 6.479891e-5;
inline constexpr double us_gallon = 3.785411784e-3, us_dry_gallon = 4.40488377086e-3, imperial_gallon = 4.54609e-3;
inline constexpr double calorie = 4.1868, btu = 1055.05585262;

inline constexpr UnitRow unit_rows[] = {
    // mass
    {"g|gram|grams", 1e-3, Kind::mass, "p n u m c d da h k M G T P"},
    {"kilogram|kilograms|Kilograms|KGM|kilo", 1, Kind::mass},
    {"t|tonne|tonnes|metric ton|metric tons|TNE|megagram", 1e3, Kind::mass, "k M G"},
    {"kton|kilotonne|kilotonnes", 1e6, Kind::mass},
    {"Mtn|megatonne|megatonnes", 1e9, Kind::mass},
    {"lb|lb av|lbs|pound|pounds", pound, Kind::mass},
    {"oz|oz av|ounce|ounces", pound / 16, Kind::mass},
    {"oz t|troy ounce", 480 * grain, Kind::mass},
    {"dwt", 24 * grain, Kind::mass},
    {"grain|gr", grain, Kind::mass},
    {"dr (Av)", pound / 256, Kind::mass},
    {"cwt|cwt (US)", 100 * pound, Kind::mass},
    {"cwt (Imp)", 112 * pound, Kind::mass},
    {"short ton|short tons|sh tn|tn.sh|ton (US)|US ton", 2000 * pound, Kind::mass},
    {"long ton|long tons|long tn|tn.lg|ton (UK)|UK ton", 2240 * pound, Kind::mass},
    {"ct|carat|metric Carat|metric carat|metrisches Karat", 2e-4, Kind::mass},
    {"Da|dalton", 1.66053906660e-27, Kind::mass},
    {"dt|Zentner (AT)|Zentner (CH)|quintal|centner (100 kg)", 100, Kind::mass},
    {"Zentner (DE)|centner (50 kg)", 50, Kind::mass},
    {"\u514b", 1e-3, Kind::mass},                          // ke
    {"\u5343\u514b|\u516c\u65a4", 1, Kind::mass},          // qianke, gongjin
    {"\u5428|\u516c\u5428", 1e3, Kind::mass},              // dun, gongdun
    {"\u65a4|\u5e02\u65a4", 0.5, Kind::mass},              // jin (mainland)
    {"\u53f0\u65a4|Taiwan catty", 0.6, Kind::mass},        // taijin
    {"\u4e24|\u5e02\u4e24", 0.05, Kind::mass},             // liang
    {"\u62c5|\u5e02\u62c5", 50, Kind::mass},               // dan
    {"kg SWU|kg SW|kg sw|SWU|kilogram separative work unit", 1, Kind::separative_work},

    // energy
    {"J|joule|joules", 1, Kind::energy, "m k M G T P E"},
    {"kilojoule", 1e3, Kind::energy},
    {"megajoule|megajoules|Megajoules (MJ)|3B", 1e6, Kind::energy},
    {"gigajoule|gigajoules", 1e9, Kind::energy},
    {"terajoule|terajoules", 1e12, Kind::energy},
    {"Wh|watt hour|watt-hour|W.h", 3.6e3, Kind::energy, "k M G T P"},
    {"kilowatt hour|kilowatt-hour|kilowatt hours|KWH|kW.h", 3.6e6, Kind::energy},
    {"megawatt hour|megawatt-hour", 3.6e9, Kind::energy},
    {"\u5343\u74e6\u65f6|\u5ea6", 3.6e6, Kind::energy},    // qianwashi, du
    {"\u5146\u74e6\u65f6", 3.6e9, Kind::energy},           // zhaowashi
    {"\u7126\u8033|\u7126", 1, Kind::energy},              // jiao'er
    {"\u5343\u7126", 1e3, Kind::energy},                   // qianjiao
    {"\u5146\u7126", 1e6, Kind::energy},                   // zhaojiao
    {"\u5409\u7126", 1e9, Kind::energy},                   // jijiao
    {"\u592a\u7126", 1e12, Kind::energy},                  // taijiao
    {"cal|cal_IT", calorie, Kind::energy, "k M G"},        // kcal_IT, the one of the coal equivalent
    {"kcal_IT", 1e3 * calorie, Kind::energy},
    {"kcal_th", 4184, Kind::energy},
    {"cal_th", 4.184, Kind::energy},
    {"btu|Btu|BTU|Btu_IT", btu, Kind::energy},
    {"MMBtu|mmBtu|MMBTU|mmbtu|million Btu", 1e6 * btu, Kind::energy},
    {"quad", 1e15 * btu, Kind::energy},
    {"therm (US)", 1.054804e8, Kind::energy},              // 100000 Btu_59F
    {"therm (EC)", 1e5 * btu, Kind::energy},
    {"erg", 1e-7, Kind::energy},
    {"eV", 1.602176634e-19, Kind::energy, "k M G"},
    {"Nm|N*m", 1, Kind::energy},                           // as an energy; ILCD lists it among energies
    {"kpm", 9.80665, Kind::energy},
    {"PSh", 75 * 9.80665 * 3600, Kind::energy},            // metric horse power times hour
    {"tce|TCE|tonne of coal equivalent|ton of standard coal equivalent", 29.3076e9, Kind::energy, "k M"},
    {"kgce", 29.3076e6, Kind::energy},
    {"\u5428\u6807\u51c6\u7164|\u5428\u6807\u7164", 29.3076e9, Kind::energy},                              // dun biaozhunmei
    {"\u5343\u514b\u6807\u51c6\u7164|\u516c\u65a4\u6807\u51c6\u7164|\u5343\u514b\u6807\u7164", 29.3076e6, Kind::energy},
    {"toe|TOE|tonne of oil equivalent", 41.868e9, Kind::energy, "k M"},
    {"kgoe", 41.868e6, Kind::energy},
    {"tec (ADEME)|tonne \u00e9quivalent charbon", 29.288e9, Kind::energy},
    {"tep (ADEME)|tonne \u00e9quivalent p\u00e9trole", 41.86e9, Kind::energy},

    // power
    {"W|watt|watts", 1, Kind::power, "m k M G T"},
    {"kilowatt|kilowatts|\u5343\u74e6", 1e3, Kind::power}, // qianwa
    {"megawatt|megawatts|\u5146\u74e6", 1e6, Kind::power}, // zhaowa
    {"hp (metric)|PS", 75 * 9.80665, Kind::power},
    {"Wp", 1, Kind::peak_power, "k M G"},                  // rated at standard test conditions: no power that was drawn

    // length
    {"m|metre|meter|metres|meters|MTR|\u7c73", 1, Kind::distance, "n u m c d da h k"},
    {"km|kilometre|kilometer|kilometres|kilometers|KMT|\u516c\u91cc|\u5343\u7c73", 1e3, Kind::distance},  // gongli, qianmi
    {"\u91cc|\u5e02\u91cc", 500, Kind::distance},          // li, shili
    {"in|inch|inches", inch, Kind::distance},
    {"ft|foot|feet", foot, Kind::distance},
    {"yd|yard|yards", yard, Kind::distance},
    {"mi|mile|miles", mile, Kind::distance},
    {"nmi|nautical mile|nautical miles|Nautic mil", nautical_mile, Kind::distance},
    {"ch|chain", 22 * yard, Kind::distance},
    {"fur|furlong", 220 * yard, Kind::distance},
    {"ftm|fathom", 2 * yard, Kind::distance},
    {"hand", 4 * inch, Kind::distance},

    // area; squares of lengths (m2, ft2, km2) come from the grammar
    {"square meter|square metre|square meters|square metres|MTK|sqm|qm|\u5e73\u65b9\u7c73", 1, Kind::area},  // pingfangmi
    {"square kilometer|square kilometre|qkm|\u5e73\u65b9\u516c\u91cc|\u5e73\u65b9\u5343\u7c73", 1e6, Kind::area},
    {"are", 100, Kind::area},
    {"ha|hectare|hectares|HAR|\u516c\u9877", 1e4, Kind::area},                                                // gongqing
    {"ac|acre|acres|acre (US)", 10.0 * 4356 * (1200.0 / 3937) * (1200.0 / 3937), Kind::area},          // US survey acre
    {"acre (intl)", 4840 * yard * yard, Kind::area},
    {"mu|\u4ea9|\u5e02\u4ea9", 10000.0 / 15.0, Kind::area},                                                   // mu
    {"\u576a|ping (TW)|tsubo", 400.0 / 121.0, Kind::area},                                                    // ping
    {"sq.ft|sqft|sq ft", foot * foot, Kind::area},
    {"sq.in", inch * inch, Kind::area},
    {"sq.yd", yard * yard, Kind::area},
    {"sq.mi", mile * mile, Kind::area},

    // volume; cubes of lengths come from the grammar
    {"l|L|litre|liter|litres|liters|LTR|\u5347", 1e-3, Kind::volume, "n u m c d da h k M"},                   // sheng
    {"cL", 1e-5, Kind::volume}, {"dL", 1e-4, Kind::volume}, {"daL", 1e-2, Kind::volume}, {"hL", 0.1, Kind::volume},
    {"mL|millilitre|milliliter", 1e-6, Kind::volume}, {"uL", 1e-9, Kind::volume}, {"kL|kilolitre", 1, Kind::volume},
    {"cubic meter|cubic metre|cubic meters|cubic metres|MTQ|cbm|\u7acb\u65b9\u7c73|\u65b9", 1, Kind::volume}, // lifangmi, fang
    {"cu ft|cuft|cu.ft|cubic foot|cubic feet|cf", foot * foot * foot, Kind::volume},
    {"cu.in", inch * inch * inch, Kind::volume},
    {"cu.yd", yard * yard * yard, Kind::volume},
    {"gal (US liq)|gal (US fl)|gal*|US gallon|US gallons|gal (US)|US Gallon", us_gallon, Kind::volume},
    {"gal (US dry)", us_dry_gallon, Kind::volume},
    {"gal (Imp)|imperial gallon|imperial gallons|gal (UK)", imperial_gallon, Kind::volume},
    {"bbl|barrel (oil)|barrel (petroleum)", 42 * us_gallon, Kind::volume},
    {"bl (Imp)", 36 * imperial_gallon, Kind::volume},
    {"bl (US beer)", 31 * us_gallon, Kind::volume},
    {"bl (US fl)", 31.5 * us_gallon, Kind::volume},
    {"bl (US dry)", 7056 * inch * inch * inch, Kind::volume},
    {"bsh (US)", 2150.42 * inch * inch * inch, Kind::volume},
    {"bsh (Imp)", 8 * imperial_gallon, Kind::volume},
    {"pk", 2150.42 / 4 * inch * inch * inch, Kind::volume},
    {"pt (US fl)|pt (US liq)", us_gallon / 8, Kind::volume},
    {"pt (US dry)", us_dry_gallon / 8, Kind::volume},
    {"pt (Imp)", imperial_gallon / 8, Kind::volume},
    {"qt (US liq)", us_gallon / 4, Kind::volume},
    {"qt (US dry)", us_dry_gallon / 4, Kind::volume},
    {"gill|gill (US)", us_gallon / 32, Kind::volume},
    {"US fl oz|fl oz (US)", us_gallon / 128, Kind::volume},
    {"fl oz (Imp)", imperial_gallon / 160, Kind::volume},
    {"dr (Fl)", us_gallon / 1024, Kind::volume},
    {"Imp.min.|minim (Imp)", imperial_gallon / 76800, Kind::volume},
    {"Nm3|normal cubic meter|normal cubic metre|m3 (0C)|m3(0C)", 1, Kind::gas_0},
    {"Sm3|standard cubic meter|standard cubic metre|m3 (15C)|m3(15C)", 1, Kind::gas_15},
    {"m3 (20C)|m3(20C)|\u6807\u51c6\u7acb\u65b9\u7c73 (GB 20 \u00b0C)", 1, Kind::gas_20},
    {"scf|SCF", foot * foot * foot * 288.15 / (273.15 + 140.0 / 9.0), Kind::gas_15},   // at 60 degF, brought to 15 degC

    // time
    {"s|sec|second|seconds|SEC|\u79d2", 1, Kind::duration, "n u m"},
    {"min|minute|minutes|MIN|\u5206\u949f", 60, Kind::duration},
    {"h|hr|hour|hours|HUR|\u5c0f\u65f6", 3600, Kind::duration},
    {"d|day|days|DAY|\u5929|\u65e5", 86400, Kind::duration},
    {"week|weeks", 7 * 86400.0, Kind::duration},
    {"a|yr|year|years|annum|ANN|\u5e74", year_seconds, Kind::duration},
    {"year (Julian)|a_j", 365.25 * 86400.0, Kind::duration},

    // transport
    {"tkm|ton kilometer|tonne kilometre|metric ton*km|TKM|ton-km|t-km|\u5428\u516c\u91cc", 1e6, Kind::freight}, // dun gongli
    {"kgkm|kilogram kilometer", 1e3, Kind::freight},
    {"ktkm", 1e9, Kind::freight},
    {"pkm|p*km|person kilometer|personkm|person*km|passenger.km|passenger*km|passenger kilometre|\u4eba\u516c\u91cc", 1e3, Kind::person_distance},
    {"pmi|p*mi", mile, Kind::person_distance},
    {"vkm|v*km|vehicle kilometer|vehicle kilometre|\u8f66\u516c\u91cc", 1e3, Kind::item_distance},

    // area-time, volume-time
    {"m2a|m2y|m2yr|square meter-year|square metre-year", year_seconds, Kind::area_time},
    {"m2d", 86400, Kind::area_time},
    {"cm2a", 1e-4 * year_seconds, Kind::area_time}, {"mm2a", 1e-6 * year_seconds, Kind::area_time},
    {"km2a", 1e6 * year_seconds, Kind::area_time}, {"ha a", 1e4 * year_seconds, Kind::area_time},
    {"ft2a", foot * foot * year_seconds, Kind::area_time}, {"mi2a", mile * mile * year_seconds, Kind::area_time},
    {"m3a|m3y|cubic meter-year|cubic metre-year", year_seconds, Kind::volume_time},
    {"m3d|m3day", 86400, Kind::volume_time}, {"cm3y|cm3a", 1e-6 * year_seconds, Kind::volume_time},

    // counts
    {"item|items|Item|Items|Item(s)|item(s)|unit|units|piece|pieces|pcs|count|p|H87|C62|LU|livestock unit|pig place|\u4e2a|\u4ef6|\u53f0|\u8f86", 1, Kind::count},
    {"dozen|Dozen(s)|Dozen", 12, Kind::count},
    {"pers|person|persons|people|\u4eba", 1, Kind::persons},
    {"TEU", 1, Kind::container},
    {"use|uses", 1, Kind::use},
    {"Pt|points|point", 1, Kind::points, "m k M"},
    {"DALY|DALYs", 1, Kind::daly, "u m"},
    {"microDALYs", 1e-6, Kind::daly},
    {"species", 1, Kind::species},

    // radioactivity, information
    {"Bq|becquerel|Becquerel", 1, Kind::radioactivity, "n u m k M G T"},
    {"kilo Becquerel", 1e3, Kind::radioactivity},
    {"Ci|curie", 3.7e10, Kind::radioactivity},
    {"Rutherford|rutherford", 1e6, Kind::radioactivity},
    {"bit|bits", 1, Kind::information, "k M G T"},
    {"megabit|D36", 1e6, Kind::information}, {"gigabit", 1e9, Kind::information},
    {"byte|bytes", 8, Kind::information},
    {"kB", 8e3, Kind::information}, {"MB", 8e6, Kind::information}, {"GB", 8e9, Kind::information}, {"TB", 8e12, Kind::information},

    // shares
    {"1|dimensionless|one|fraction|-", 1, Kind::share}, {"%|percent", 1e-2, Kind::share}, {"\u2030", 1e-3, Kind::share},
    {"ppm", 1e-6, Kind::share}, {"ppb", 1e-9, Kind::share},

    // the rest of physics
    {"mol|mole|moles", 1, Kind::amount_of_substance, "n u m c k M"},
    {"mmole", 1e-3, Kind::amount_of_substance},
    {"K|kelvin", 1, Kind::temperature_difference},
    {"Pa|pascal", 1, Kind::pressure, "h k M G"}, {"bar", 1e5, Kind::pressure, "m"}, {"atm", 101325, Kind::pressure},
    {"V|volt", 1, Kind::voltage, "m k M"}, {"A|ampere", 1, Kind::current, "m k"},
    {"C|coulomb", 1, Kind::charge}, {"Ah", 3600, Kind::charge, "m k"},
    {"Hz|hertz", 1, Kind::frequency, "k M G"}, {"lm|lumen", 1, Kind::luminous}, {"rad", 1, Kind::angle},
    {"Gy", 1, Kind::absorbed_dose, "u m"}, {"Sv", 1, Kind::equivalent_dose, "u m"},
};

/// A name and what the grammar would read for it.
struct UnitAlias {
    std::string_view names, definition;
};

// Names that stand for a compound of the rows above.
inline constexpr UnitAlias unit_aliases[] = {
    {"ma|my|meter-year|metre-year", "m*a"}, {"kmy|kilometer-year|kilometre-year", "km*a"}, {"miy", "mi*a"},
    {"kgy", "kg*a"}, {"kg*day|kilogram day", "kg*d"},
    {"km2*year|square kilometer-year", "km2*a"},
    {"guest night|guestnight", "person*d"}, {"Room per night|room night", "item*d"},
    {"PersonYr|person year", "person*a"},
    {"megabit second|Mbit.s", "Mbit*s"},
    {"RSI", "m2*K/W"},
    {"g/mole", "g/mol"}, {"kg/mole", "kg/mol"},
    {"1000 pers", "1000 item"},                            // SimaPro: 1000 p
    {"kph", "km/h"}, {"mph", "mi/h"},
    {"pW m^-2 yr", "0.000000000001 W*a*m^-2"},
    {"species.yr", "species*a"},
};

/// A unit that counts in an equivalent: `base` gives scale and kind: a name that find_row() finds (a row above,
/// prefixes included) or a length with its power ("m3"); `label` is the substance or indicator that tells it apart from others of the same base.
struct LabelledUnit {
    std::string_view names, base, label;
};

// Units of impact categories that follow no pattern ("kg X eq" does, and needs no row). Each is a kind of its own.
inline constexpr LabelledUnit labelled_units[] = {
    {"CTUh", "item", "CTUh"}, {"CTUe", "item", "CTUe"}, {"UBP", "item", "UBP"}, {"NEX", "item", "NEX"},
    {"case|cases", "item", "disease case"}, {"disease inc.", "item", "disease incidence"}, {"T&E count", "item", "threatened and endangered"},
    {"jobs|job|Employees", "item", "job"}, {"PAF", "1", "PAF"}, {"PDF", "1", "PDF"},
    {"molc H+ eq", "mol", "charge H+"}, {"molc N eq", "mol", "charge N"}, {"H+ mmole eq", "mmol", "H+"},
    {"kg 1,4-DCB|kg 1,4-DCB eq|kg 1,4-DB eq", "kg", "1,4-DCB"}, {"kg NMVOC", "kg", "NMVOC"}, {"kg N", "kg", "N"}, {"kg P", "kg", "P"},
    {"kg PO4 P-lim", "kg", "PO4 P-lim"}, {"kg C deficit", "kg", "C deficit"}, {"kg TEG soil", "kg", "TEG soil"}, {"kg TEG water", "kg", "TEG water"},
    {"MJ surplus", "MJ", "surplus"}, {"MJ primary", "MJ", "primary"}, {"m3 depriv.|m3 world eq. deprived", "m3", "deprived"}, {"m3 eq", "m3", "water"},
    {"m3 air", "m3", "air"}, {"m2org.arable", "m2a", "organic arable"}, {"PR2004", "item", "PR2004"},
    {"tMS", "t", "dry matter"}, {"tMB", "t", "fresh matter"}, {"tOM", "t", "household waste"},
    {"kg dry|kg d.m.", "kg", "dry matter"}, {"kg atro", "kg", "dry matter"}, {"t atro", "t", "dry matter"},
};

/// Names with several meanings, what could be typed instead, and the reason in words for the message.
struct AmbiguousUnit {
    std::string_view names, candidates, why;
};

// Refused, with what could have been meant. The reasons are cases of the literature and of the files we have.
inline constexpr AmbiguousUnit ambiguous_units[] = {
    {"ton|tons|Ton|TON", "t|short ton|long ton", "a metric, a US or a UK ton (10 % apart)"},
    {"T", "t|Mt|tesla", "tonne, tera or tesla"},
    {"mt|MT", "t|Mt|mg", "metric ton or megatonne (a million apart)"},
    {"gal|gallon|gallons", "gal (US liq)|gal (Imp)|gal (US dry)", "US or imperial gallons (20 % apart)"},
    {"bl|barrel", "bbl|bl (Imp)|bl (US beer)|bl (US fl)|bl (US dry)", "five barrels share the name"},
    {"bsh|bushel|bu", "bsh (US)|bsh (Imp)", "US or imperial bushel"},
    {"pt|pint", "pt (US fl)|pt (Imp)|pt (US dry)|Pt", "three pints, or points"},
    {"qt|quart", "qt (US liq)|qt (US dry)", "liquid or dry quart"},
    {"fl oz", "US fl oz|fl oz (Imp)", "US or imperial fluid ounce"},
    {"MBtu|MBTU|Mbtu", "MMBtu|1000 Btu", "M is a thousand in US usage and a million in SI"},
    {"therm|thm|Therm|therms|therm (US/EC)", "therm (US)|therm (EC)", "US and EC therms differ"},
    {"u", "um|Da|item", "openLCA's micron, ILCD's atomic mass unit, or a unit"},
    {"hh", "hand|h", "a hand (4 in), or openLCA's old synonym of hour"},
    {"tmi*|ton mile|ton-mile", "t*mi|short ton*mi", "a metric or short ton-mile"},
    {"centner|Zentner", "centner (50 kg)|centner (100 kg)", "50 kg in Germany, 100 kg in Austria, Switzerland and Russia"},
    {"$|M$|dollar|dollars", "USD|AUD|CAD|HKD|SGD", "several dollars"},
    {"M$ 2000", "1000000 USD 2000|1000000 AUD 2000|1000000 CAD 2000", "several dollars"},
    {"$ surplus", "USD|AUD|CAD", "several dollars"},
    {"k$", "1000 USD|1000 AUD|1000 CAD", "several dollars"},
    {"tec", "tce|tec (ADEME)", "29.3076 or 29.288 GJ"},
    {"tep", "toe|tep (ADEME)", "41.868 or 41.86 GJ"},
    {"hp|PS (UK)", "hp (metric)", "metric or mechanical horse power"},
    {"\u6807\u65b9|\u6807\u51c6\u7acb\u65b9\u7c73", "Nm3|m3 (20C)", "0 degC in emission rules, 20 degC in the gas trade"},   // biaofang
    {"Kilograms Carbon Dioxide (CO2)", "kg CO2|kg CO2e", "the gas, or USEEIO's word for CO2 equivalents"},
    {"Kilograms Nitrogen (N)", "kg N|kg N eq", "the element, or USEEIO's word for equivalents"},
    {"Kilograms Sulphur Dioxide (SO2)", "kg SO2 eq|kg", "the gas, or USEEIO's word for equivalents"},
    {"Kilograms Ozone (O3)", "kg O3 eq|kg", "the gas, or USEEIO's word for equivalents"},
    {"Kilograms Particulate Matter", "kg PM2.5 eq|kg", "the matter, or USEEIO's word for equivalents"},
    {"Kilograms ChloroFluoroCarbon-11", "kg CFC-11 eq|kg", "the gas, or USEEIO's word for equivalents"},
    {"Square Meters per Year|(m2/year)", "m2*a|m2/a", "PACT and USEEIO write the quotient and mean the product"},
    {"ppt", "10^-12|0.001", "parts per trillion or per thousand"},
    {"degree", "degC|degF|rad", "a temperature or an angle"},
};

// ISO 4217 codes that data have been seen to use, with names that stand for one currency only.
inline constexpr std::string_view currency_codes =
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DEM DKK EEK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW LTL LVL MXN MYR NOK NZD PHP "
    "PKR PLN RON RUB SAR SEK SGD SKK THB TRY TWD UAH USD VND ZAR";

/// Other names of one currency. "$" and "dollar" are not here: they are ambiguous. A yuan is taken for CNY.
struct CurrencyName {
    std::string_view names, code;
};

inline constexpr CurrencyName currency_names[] = {
    {"\u5143|\u4eba\u6c11\u5e01|RMB|yuan", "CNY"},        // yuan, renminbi
    {"Euro|euro|\u20ac", "EUR"}, {"DM", "DEM"}, {"sFr|SFr|Fr.", "CHF"}, {"Yen|yen", "JPY"}, {"US Dollars ($)|US$|US dollar", "USD"},
    {"\u6e2f\u5143", "HKD"}, {"\u7f8e\u5143", "USD"}, {"\u6b27\u5143", "EUR"},
};

}  // namespace tanji::detail
