// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>

#include "golden/account_case.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// What the keys of cases say. "CO2_lb_per_MWh", "kgCO2_per_l", "EF_bio_kg_per_gal", "mass_t": the words between underscores are a gas, an origin, a unit,
/// or a name. So a case with other fuels, units or an other order of words is read without code of its own.
namespace golden {

/// Abbreviations of the cases that the library refuses as ambiguous, spelled out.
inline std::string spelled_out(std::string_view token) {
    for (auto const& [from, to] : {std::pair<std::string_view, std::string_view>{"st", "short ton"}, {"gal", "US gallon"}, {"gallon", "US gallon"}, {"gallons", "US gallon"}, {"litres", "l"}, {"litre", "l"},
                                   {"liters", "l"}, {"liter", "l"}, {"L", "l"}, {"short ton", "short ton"}, {"short tons", "short ton"}, {"long ton", "long ton"}, {"long tons", "long ton"}, {"tonne", "t"},
                                   {"tonnes", "t"}, {"scf", "ft3"}}) {
        if (token == from) return std::string(to);
    }
    return std::string(token);
}

inline std::optional<tanji::Unit> unit_of(std::string_view token) {
    auto unit = tanji::try_unit(spelled_out(token));
    if (!unit) return {};
    return *unit;
}

/// One side of a ratio, or a whole key.
struct Key {
    std::string text{};                  ///< in small letters
    std::string gas{};                   ///< CO2, CH4, N2O, CO2e, C, N
    std::string origin{};                ///< "fossil" or "bio"
    std::optional<tanji::Unit> unit{};

    explicit Key(std::string_view name) : text(tanji::lower(name)) {
        std::vector<std::string> words;
        for (auto const word : tanji::split(name, '_')) {
            bool const tons = tanji::lower(word).starts_with("ton") && !words.empty() && (words.back() == "short" || words.back() == "long");
            if (tons) (words.back() += ' ') += word;
            else words.emplace_back(word);
        }
        for (auto const& word : words) read(word);
        for (auto const* plant : {"bio", "ethanol", "renewable", "plant", "fame", "hvo", "outside"}) {
            if (has(plant)) origin = "bio";
        }
        for (auto const* mineral : {"fossil", "gasoline", "petrol", "mineral"}) {
            if (has(mineral)) origin = "fossil";
        }
        if (has("diesel") && !has("biodiesel") && origin.empty()) origin = "fossil";
    }

    [[nodiscard]] bool has(std::string_view word) const { return text.find(word) != std::string::npos; }

private:
    /// "kgCO2e" is a unit and a gas; of several units the last counts.
    void read(std::string_view word) {
        for (auto const* name : {"CO2e", "CO2", "CH4", "N2O", "C"}) {
            if (!word.ends_with(name)) continue;
            auto const front = word.substr(0, word.size() - std::string_view(name).size());
            if (front.empty()) {
                if (name == std::string_view("C")) continue;
            } else if (auto const before = unit_of(front)) {
                unit = before;
            } else {
                continue;
            }
            gas = name;
            return;
        }
        if (auto const known = unit_of(word)) unit = known;
    }
};

/// One input that is a ratio: of what, and per what.
struct Ratio {
    std::string gas;     ///< empty for heating values and densities
    std::string origin;  ///< "fossil", "bio", or empty
    tanji::Amount amount;
};

/// "CH4_lb_per_GWh": gas, unit above and below the stroke. A mass without a gas is CO2, unless the key says density.
inline std::optional<Ratio> ratio_of(std::string_view name, double value) {
    auto const per = name.find("_per_");
    if (per == std::string_view::npos) return {};
    Key const above(name.substr(0, per)), below(name.substr(per + 5)), whole(name);
    if (!above.unit || !below.unit) return {};
    auto const unit = tanji::try_divide(*above.unit, *below.unit);
    if (!unit) return {};
    bool const mass = above.unit->terms() == std::vector<tanji::UnitTerm>{{tanji::Kind::mass, 1}};
    bool const plain = whole.has("density") || whole.has("ncv") || whole.has("gcv") || whole.has("hhv") || whole.has("lhv") || whole.has("heat");
    return Ratio{!above.gas.empty() ? above.gas : mass && !plain ? "CO2" : "", whole.origin, {value, *unit}};
}

/// The number of the key that starts with `name` and goes on with a unit, in another unit: "load_MWh" in MWh; "grid_kg_per_kWh" in t/MWh.
inline std::optional<double> named_in(JsonValue inputs, std::string_view name, std::string_view unit) {
    for (auto const [key, value] : inputs.members()) {
        if (!key.starts_with(name) || key.size() <= name.size() || key[name.size()] != '_' || !value.number()) continue;
        auto const rest = key.substr(name.size() + 1);
        if (auto const ratio = ratio_of(rest, *value.number())) {
            if (auto const there = tanji::try_convert(ratio->amount, tanji::unit(unit))) return there->value;
        } else if (auto const own = unit_of(rest)) {
            if (auto const there = tanji::try_convert({*value.number(), *own}, tanji::unit(unit))) return there->value;
        }
    }
    return {};
}

}  // namespace golden
