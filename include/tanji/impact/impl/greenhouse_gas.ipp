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
#include "tanji/impact/impl/gas_names.ipp"

/// \file
/// Names are tried from the surest to the loosest: whole names, indexed names turned round, the front of a name whose rest
/// is only a remark, refrigerant numbers, the table of gases, the CAS number. All work is on lower-case text.
namespace tanji {
namespace detail {

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
