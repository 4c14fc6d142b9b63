// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/factors/gas.hpp"
#include "tanji/impact/greenhouse_gas.hpp"

/// \file
/// Names are tried from the surest to the loosest: whole names, indexed names turned round, the front of a name whose rest
/// is only a remark, refrigerant numbers, the table of gases, the CAS number. All work is on lower-case text.
namespace tanji {
namespace detail {

/// What one gas is called in flow lists, beyond the names that the shipped table of gases already has.
struct GasNames {
    std::string_view gas;
    std::string_view cas;
    std::string_view names;  // lower case, separated by '|', substituents in front of the parent ("tetrafluoromethane")
};

/// CAS numbers are those of AR6 WG1 table 7.SM.7. The escapes are Chinese names in UTF-8.
inline constexpr GasNames gas_names[] = {
    {"CO2", "124-38-9", "carbon dioxide|co2|\xE4\xBA\x8C\xE6\xB0\xA7\xE5\x8C\x96\xE7\xA2\xB3"},
    {"CH4", "74-82-8", "methane|ch4|\xE7\x94\xB2\xE7\x83\xB7"},
    {"N2O", "10024-97-2", "nitrous oxide|dinitrogen monoxide|dinitrogen oxide|n2o|\xE6\xB0\xA7\xE5\x8C\x96\xE4\xBA\x9A\xE6\xB0\xAE|\xE4\xB8\x80\xE6\xB0\xA7\xE5\x8C\x96\xE4\xBA\x8C\xE6\xB0\xAE"},
    {"CO", "630-08-0", "carbon monoxide|co|\xE4\xB8\x80\xE6\xB0\xA7\xE5\x8C\x96\xE7\xA2\xB3"},
    {"NMVOC", "", "nmvoc|non-methane volatile organic compounds|hydrocarbons (other than methane)|\xE9\x9D\x9E\xE7\x94\xB2\xE7\x83\xB7\xE6\x8C\xA5\xE5\x8F\x91\xE6\x80\xA7\xE6\x9C\x89\xE6\x9C\xBA\xE7\x89\xA9"},
    {"SF6", "2551-62-4", "sulfur hexafluoride|sulphur hexafluoride|sf6|\xE5\x85\xAD\xE6\xB0\x9F\xE5\x8C\x96\xE7\xA1\xAB"},
    {"NF3", "7783-54-2", "nitrogen trifluoride|nitrogen fluoride|trifluoroamine|nf3|\xE4\xB8\x89\xE6\xB0\x9F\xE5\x8C\x96\xE6\xB0\xAE"},
    {"SF5CF3", "373-80-8", "trifluoromethyl sulfur pentafluoride|trifluoromethyl sulphur pentafluoride|sf5cf3"},
    {"SO2F2", "2699-79-8", "sulfuryl fluoride|sulphuryl fluoride|so2f2"},
    {"PFC-14", "75-73-0", "tetrafluoromethane|carbon tetrafluoride|perfluoromethane|cf4|\xE5\x9B\x9B\xE6\xB0\x9F\xE5\x8C\x96\xE7\xA2\xB3|\xE5\x9B\x9B\xE6\xB0\x9F\xE7\x94\xB2\xE7\x83\xB7"},
    {"PFC-116", "76-16-4", "hexafluoroethane|perfluoroethane|c2f6|\xE5\x85\xAD\xE6\xB0\x9F\xE4\xB9\x99\xE7\x83\xB7"},
    {"PFC-218", "76-19-7", "octafluoropropane|perfluoropropane|c3f8"},
    {"PFC-318", "115-25-3", "octafluorocyclobutane|perfluorocyclobutane|c-c4f8|cc4f8"},
    {"PFC-31-10", "355-25-9", "decafluorobutane|perfluorobutane|c4f10"},
    {"PFC-41-12", "678-26-2", "dodecafluoropentane|perfluoropentane|c5f12"},
    {"PFC-51-14", "355-42-0", "tetradecafluorohexane|perfluorohexane|c6f14"},
    {"PFC-61-16", "335-57-9", "hexadecafluoroheptane|perfluoroheptane|c7f16"},
    {"PFC-71-18", "307-34-6", "octadecafluorooctane|perfluorooctane|c8f18"},
    {"CFC-11", "75-69-4", "trichlorofluoromethane"},
    {"CFC-12", "75-71-8", "dichlorodifluoromethane"},
    {"CFC-13", "75-72-9", "chlorotrifluoromethane"},
    {"CFC-113", "76-13-1", "1,1,2-trichloro-1,2,2-trifluoroethane"},
    {"CFC-114", "76-14-2", "1,2-dichloro-1,1,2,2-tetrafluoroethane|dichlorotetrafluoroethane"},
    {"CFC-115", "76-15-3", "chloropentafluoroethane|1-chloro-1,1,2,2,2-pentafluoroethane"},
    {"HCFC-21", "75-43-4", "dichlorofluoromethane"},
    {"HCFC-22", "75-45-6", "chlorodifluoromethane|difluoromonochloromethane|difluromonochloromethane"},
    {"HCFC-123", "306-83-2", "2,2-dichloro-1,1,1-trifluoroethane|1,1,1-trifluoro-2,2-dichloroethane"},
    {"HCFC-124", "2837-89-0", "2-chloro-1,1,1,2-tetrafluoroethane|2-chloro-1,1,1,2-tetra-fluoroethane"},
    {"HCFC-141b", "1717-00-6", "1,1-dichloro-1-fluoroethane"},
    {"HCFC-142b", "75-68-3", "1-chloro-1,1-difluoroethane"},
    {"HCFC-225ca", "422-56-0", "3,3-dichloro-1,1,1,2,2-pentafluoropropane"},
    {"HCFC-225cb", "507-55-1", "1,3-dichloro-1,1,2,2,3-pentafluoropropane"},
    {"HFC-23", "75-46-7", "trifluoromethane|fluoroform|\xE4\xB8\x89\xE6\xB0\x9F\xE7\x94\xB2\xE7\x83\xB7"},
    {"HFC-32", "75-10-5", "difluoromethane|\xE4\xBA\x8C\xE6\xB0\x9F\xE7\x94\xB2\xE7\x83\xB7"},
    {"HFC-41", "593-53-3", "fluoromethane|methyl fluoride"},
    {"HFC-125", "354-33-6", "pentafluoroethane|1,1,1,2,2-pentafluoroethane|\xE4\xBA\x94\xE6\xB0\x9F\xE4\xB9\x99\xE7\x83\xB7"},
    {"HFC-134", "359-35-3", "1,1,2,2-tetrafluoroethane"},
    {"HFC-134a", "811-97-2", "1,1,1,2-tetrafluoroethane"},
    {"HFC-143", "430-66-0", "1,1,2-trifluoroethane"},
    {"HFC-143a", "420-46-2", "1,1,1-trifluoroethane"},
    {"HFC-152", "624-72-6", "1,2-difluoroethane"},
    {"HFC-152a", "75-37-6", "1,1-difluoroethane"},
    {"HFC-161", "353-36-6", "fluoroethane|ethyl fluoride"},
    {"HFC-227ea", "431-89-0", "1,1,1,2,3,3,3-heptafluoropropane|heptafluoropropane"},
    {"HFC-236cb", "677-56-5", "1,1,1,2,2,3-hexafluoropropane"},
    {"HFC-236ea", "431-63-0", "1,1,1,2,3,3-hexafluoropropane"},
    {"HFC-236fa", "690-39-1", "1,1,1,3,3,3-hexafluoropropane"},
    {"HFC-245ca", "679-86-7", "1,1,2,2,3-pentafluoropropane"},
    {"HFC-245fa", "460-73-1", "1,1,1,3,3-pentafluoropropane"},
    {"HFC-365mfc", "406-58-6", "1,1,1,3,3-pentafluorobutane"},
    {"HFC-43-10mee", "138495-42-8", "1,1,1,2,2,3,4,5,5,5-decafluoropentane"},
    {"Halon-1211", "353-59-3", "bromochlorodifluoromethane"},
    {"Halon-1301", "75-63-8", "bromotrifluoromethane"},
    {"Halon-2402", "124-73-2", "1,2-dibromo-1,1,2,2-tetrafluoroethane|1,2-dibromotetrafluoroethane"},
    {"Halon-1202", "75-61-6", "dibromodifluoromethane"},
    {"CH3Br", "74-83-9", "bromomethane|methyl bromide"},
    {"CH3Cl", "74-87-3", "chloromethane|monochloromethane|methyl chloride"},
    {"CH2Cl2", "75-09-2", "dichloromethane|methylene chloride"},
    {"CHCl3", "67-66-3", "chloroform|trichloromethane"},
    {"CCl4", "56-23-5", "carbon tetrachloride|tetrachloromethane"},
    {"CH3CCl3", "71-55-6", "1,1,1-trichloroethane|methyl chloroform"},
    {"CH2ClCH2Cl", "107-06-2", "1,2-dichloroethane|ethylene dichloride"},
};

/// Refrigerant numbers whose gas goes by another name above; the prefix before the number does not matter, because
/// lists write CFC-14 and HFC-116 for perfluorocarbons.
inline constexpr std::array<std::array<std::string_view, 2>, 9> gas_numbers{{
    {"10", "CCl4"}, {"20", "CHCl3"}, {"30", "CH2Cl2"}, {"40", "CH3Cl"}, {"140", "CH3CCl3"}, {"140a", "CH3CCl3"},
    {"c318", "PFC-318"}, {"4310", "HFC-43-10mee"}, {"1001", "CH3Br"},
}};

[[nodiscard]] inline std::string without(std::string_view text, char unwanted) {
    std::string result;
    for (char const c : text)
        if (c != unwanted) result += c;
    return result;
}

[[nodiscard]] inline bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Linear: about a hundred names, asked once per elementary flow when a method is matched, never while solving.
[[nodiscard]] inline std::string_view gas_by_name(std::string_view name) {
    if (name.empty()) return {};
    for (auto const& entry : gas_names)
        for (auto const candidate : split(entry.names, '|'))
            if (candidate == name) return entry.gas;
    return {};
}

/// Gases of the shipped table that need no alias here ("HFE-125", "hfo-1234yf"). Its formulas are left out: lists use
/// them for other things, and "CO2" is known already.
[[nodiscard]] inline std::string_view gas_by_table(std::string_view name) {
    for (auto const& entry : all_gases())
        if (equal_ignoring_case(entry.key, name) || equal_ignoring_case(entry.name_en, name) || entry.name_zh == name) return entry.key;
    return {};
}

// Both tables hold CAS numbers without leading zeros; files pad them ("000124-38-9").
[[nodiscard]] inline std::string_view gas_by_cas(std::string_view cas) {
    auto const number = normal_cas(cas);
    if (number.empty()) return {};
    for (auto const& entry : gas_names)
        if (entry.cas == number) return entry.gas;
    for (auto const& entry : all_gases())
        if (entry.cas == number) return entry.key;
    return {};
}

/// "134a" of "HFC-134a". Halon numbers are a series of their own, but no number occurs in both.
[[nodiscard]] inline std::string_view gas_by_number(std::string_view number) {
    for (auto const& [text, gas] : gas_numbers)
        if (text == number) return gas;
    for (auto const& entry : gas_names) {
        auto const dash = entry.gas.find('-');
        if (dash != std::string_view::npos && without(lower(entry.gas.substr(dash + 1)), '-') == number) return entry.gas;
    }
    return {};
}

/// Finds "hfc-134a", "r 22", "halon 1301" as words of a name in lower case. A prefix counts only where a word starts and
/// a known number follows, so the single "r" of refrigerants does no harm.
[[nodiscard]] inline std::string_view gas_by_acronym(std::string_view name) {
    static constexpr std::array<std::string_view, 10> prefixes{"hcfc", "hfc", "cfc", "pfc", "hcc", "hfo", "halon", "freon", "fc", "r"};
    auto const word = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (at > 0 && word(name[at - 1])) continue;
        for (auto const prefix : prefixes) {
            if (!name.substr(at).starts_with(prefix)) continue;
            auto rest = name.substr(at + prefix.size());
            if (!rest.empty() && (rest.front() == '-' || rest.front() == ' ')) rest.remove_prefix(1);
            std::size_t end = 0;
            while (end < rest.size() && (word(rest[end]) || rest[end] == '-')) ++end;
            auto const gas = gas_by_number(without(rest.substr(0, end), '-'));
            if (!gas.empty()) return gas;
        }
    }
    return {};
}

/// A name in lower case, without "[Inorganic emissions to air]" and "(laughing gas)", cut at its commas. Commas inside
/// locants ("1,1,1,2-tetra") do not cut.
[[nodiscard]] inline std::vector<std::string> name_pieces(std::string_view name) {
    std::vector<std::string> pieces(1);
    int depth = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        char const c = name[i];
        if (c == '(' || c == '[') ++depth;
        else if (c == ')' || c == ']') depth -= depth > 0 ? 1 : 0;
        else if (depth > 0) continue;
        else if (c == ',' && (i + 1 == name.size() || name[i + 1] == ' ')) pieces.emplace_back();
        else pieces.back() += c;
    }
    for (auto& piece : pieces) piece = std::string(trim(piece));
    return pieces;
}

[[nodiscard]] inline bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) noexcept {
    for (auto const part : parts)
        if (text.find(part) != std::string_view::npos) return true;
    return false;
}

/// "Methane, tetrafluoro-" is no methane: the pieces behind must be remarks, not substituents.
[[nodiscard]] inline bool only_remarks_follow(std::vector<std::string> const& pieces) {
    for (std::size_t i = 1; i < pieces.size(); ++i)
        if (pieces[i].ends_with('-') || contains_any(pieces[i], {"chlor", "fluor", "brom", "iod", "nitro", "oxy", "thio"})) return false;
    return true;
}

/// The name itself; then indexed names turned round ("Methane, tetrafluoro-" is tetrafluoromethane); then the front
/// alone, if nothing that follows makes another substance of it ("Methane, fossil").
[[nodiscard]] inline std::string_view gas_by_systematic_name(std::string_view name) {
    if (auto const gas = gas_by_name(name); !gas.empty()) return gas;
    auto const pieces = name_pieces(name);
    if (pieces.size() > 1) {
        std::string_view front = pieces[1];
        if (front.ends_with('-')) front.remove_suffix(1);
        if (auto const gas = gas_by_name(std::string(front) + pieces[0]); !gas.empty()) return gas;
    }
    return only_remarks_follow(pieces) ? gas_by_name(pieces.front()) : std::string_view();
}

/// Land use before biogenic before fossil: "non-fossil" contains "fossil", and a name may say both land use and biogenic.
[[nodiscard]] inline CarbonOrigin origin_in(std::string_view name) noexcept {
    // Chinese: land; biogenic, biomass; fossil.
    if (contains_any(name, {"land transformation", "land use", "land-use", "lulucf", "luluc", "luc)", "soil or biomass stock", "peat oxidation", "deforestation", "\xE5\x9C\x9F\xE5\x9C\xB0"}))
        return CarbonOrigin::land_use;
    if (contains_any(name, {"biogenic", "non-fossil", "non fossil", "nonfossil", "\xE7\x94\x9F\xE7\x89\xA9"})) return CarbonOrigin::biogenic;
    if (contains_any(name, {"fossil", "\xE5\x8C\x96\xE7\x9F\xB3"})) return CarbonOrigin::fossil;
    return CarbonOrigin::unstated;
}

/// Names of groups whose members differ by orders of magnitude, so that no one factor could stand for the group. Asked for
/// only when no gas was found: "HFC-134a" is no group.
[[nodiscard]] inline bool is_gas_mixture(std::string_view name) noexcept {
    return contains_any(name, {"hfcs", "cfcs", "pfcs", "pfc (", "perfluorocarbon", "fluorocarbons", "greenhouse gas"});
}

/// Flows that are a result already. Asked for before anything else, because their names contain that of CO2.
[[nodiscard]] inline bool is_co2_equivalent(std::string_view name) noexcept {
    // Chinese: carbon dioxide equivalent.
    return contains_any(name, {"co2e", "co2-e", "co2 e", "dioxide eq", "dioxide-eq", "\xE4\xBA\x8C\xE6\xB0\xA7\xE5\x8C\x96\xE7\xA2\xB3\xE5\xBD\x93\xE9\x87\x8F"});
}

}  // namespace detail

// Anything that is not digits and hyphens is no CAS number, and nothing is read out of it.
TANJI_INLINE std::string normal_cas(std::string_view cas) {
    cas = trim(cas);
    while (cas.starts_with('0')) cas.remove_prefix(1);
    bool const digits = std::all_of(cas.begin(), cas.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
    return digits && cas.size() >= 5 ? std::string(cas) : std::string();
}

// Names go before CAS numbers: only names tell the origin of the carbon and CO2e from CO2. A CAS number of another gas is
// a conflict that refuses the flow (rule A8), not a second opinion to be outvoted.
TANJI_INLINE GasMatch recognise_gas(std::string_view name, std::string_view cas) {
    GasMatch match;
    auto const text = lower(trim(name));
    if (detail::is_co2_equivalent(text)) return {GasRole::co2_equivalent, "CO2e", CarbonOrigin::unstated, false, "name"};
    auto gas = detail::gas_by_systematic_name(text);
    match.how = "name";
    if (gas.empty()) {
        gas = detail::gas_by_acronym(text);
        match.how = "acronym";
    }
    if (gas.empty()) {
        gas = detail::gas_by_table(text);
        match.how = "name";
    }
    auto const by_cas = detail::gas_by_cas(cas);
    if (gas.empty()) {
        gas = by_cas;
        match.how = "CAS";
    }
    if (gas.empty()) {
        match.role = detail::is_gas_mixture(text) ? GasRole::mixture : GasRole::none;
        match.how = match.role == GasRole::none ? "" : "name";
        return match;
    }
    match.role = by_cas.empty() || by_cas == gas ? GasRole::gas : GasRole::conflict;
    match.gas = gas;
    if (gas == "CO2" || gas == "CH4" || gas == "CO") match.origin = detail::origin_in(text);
    match.into_stock = text.find("to soil or biomass stock") != std::string::npos;
    return match;
}

}  // namespace tanji
