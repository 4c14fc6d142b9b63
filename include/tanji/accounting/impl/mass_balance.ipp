// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <utility>

#include "tanji/accounting/mass_balance.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/conversions.hpp"

/// \file
/// Balances as exact sums, and a reader of chemical formulas that knows the elements of carbonates only.
namespace tanji {
namespace detail {

[[nodiscard]] inline std::optional<Problem> share_problem(double share, std::string_view of) {
    if (share >= 0 && share <= 1) return {};
    return Problem{.id = "balance.share", .what = "a share of a mass is outside 0 to 1", .where = {.object = std::string(of)}, .expected = "0 to 1; 12 % is 0.12", .got = number_text(share)};
}

/// in - out of amount x share, in kg, or what is wrong with it.
[[nodiscard]] inline Result<double> balance_of(std::span<MaterialFlow const> in, std::span<MaterialFlow const> out) {
    ExactSum sum;
    for (auto const& [flows, sign] : {std::pair(in, 1.0), std::pair(out, -1.0)}) {
        for (auto const& flow : flows) {
            if (auto problem = share_problem(flow.share, flow.name)) return std::move(*problem);
            sum.add(sign * flow.amount.stored() * flow.share);
        }
    }
    double const difference = sum.value();
    if (difference >= 0) return difference;
    return Problem{.id = "balance.negative", .what = "more comes out of a balance than goes in", .expected = "at least as much in as out", .got = number_text(difference) + " kg",
                   .hint = "an input or a stock change is missing, or a unit is wrong; a balance is never a removal"};
}

/// Symbol and weight; elements that carbonates in methods have.
inline constexpr std::array<std::pair<std::string_view, double>, 17> atomic_weights{
    {{"H", 1.008}, {"Li", 6.94}, {"C", 12.011}, {"N", 14.007}, {"O", 15.999}, {"Na", 22.990}, {"Mg", 24.305}, {"Al", 26.982}, {"S", 32.06}, {"K", 39.098}, {"Ca", 40.078},
     {"Mn", 54.938}, {"Fe", 55.845}, {"Zn", 65.38}, {"Sr", 87.62}, {"Ba", 137.33}, {"Pb", 207.2}}};

/// Reads "CaMg(CO3)2" by recursion over brackets; counts mass and carbon together, since both walk the same text.
class FormulaReader {
public:
    explicit FormulaReader(std::string_view text) : text_(text) {}

    struct Sum {
        double mass = 0;
        int carbon = 0;
    };

    /// Nothing if the text is no formula of these elements.
    [[nodiscard]] std::optional<Sum> read() {
        auto const sum = group(0);
        if (!sum || at_ != text_.size() || sum->mass == 0) return {};
        return sum;
    }

private:
    std::optional<Sum> group(int depth) {
        Sum sum;
        while (at_ < text_.size() && text_[at_] != ')') {
            auto part = text_[at_] == '(' ? bracket(depth) : element();
            if (!part) return {};
            int const times = number();
            sum.mass += part->mass * times;
            sum.carbon += part->carbon * times;
        }
        return sum;
    }

    std::optional<Sum> bracket(int depth) {
        if (depth > 3) return {};  // no carbonate has more; the text is somebody's input
        ++at_;
        auto sum = group(depth + 1);
        if (!sum || at_ >= text_.size()) return {};
        ++at_;
        return sum;
    }

    /// The longer symbol first: "Ca" is calcium, not carbon.
    std::optional<Sum> element() {
        for (std::size_t const length : {std::size_t{2}, std::size_t{1}}) {
            for (auto const& [symbol, weight] : atomic_weights) {
                if (symbol.size() != length || text_.substr(at_, length) != symbol) continue;
                at_ += length;
                return Sum{weight, symbol == "C" ? 1 : 0};
            }
        }
        return {};
    }

    int number() {
        int value = 0;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9' && value < 1000) value = value * 10 + (text_[at_++] - '0');
        return value == 0 ? 1 : value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

[[nodiscard]] inline Result<FormulaReader::Sum> read_formula(std::string_view formula) {
    if (auto const sum = FormulaReader(trim(formula)).read()) return *sum;
    return Problem{.id = "formula.unknown", .what = "this is no chemical formula that can be read here", .expected = "a formula like CaMg(CO3)2, of the elements of carbonates", .got = in_quotes(formula)};
}

}  // namespace detail

TANJI_INLINE Result<Co2Mass> try_carbon_balance(std::span<MaterialFlow const> in, std::span<MaterialFlow const> out) {
    auto const carbon = detail::balance_of(in, out);
    if (!carbon) return carbon.problem();
    return carbon_to_co2(CarbonMass::stored(*carbon));
}

TANJI_INLINE Result<Co2Mass> try_volatile_balance(std::span<MaterialFlow const> in, std::span<MaterialFlow const> out, double k) {
    if (auto problem = detail::share_problem(k, "k, the share of volatiles that burns")) return std::move(*problem);
    auto const volatiles = detail::balance_of(in, out);
    if (!volatiles) return volatiles.problem();
    return Co2Mass::stored(k * *volatiles * 44.0 / 16.0);
}

TANJI_INLINE Result<Co2Mass> try_carbonate_co2(Mass material, double purity, double co2_per_carbonate, double converted) {
    for (auto const& [share, name] : {std::pair(purity, "purity"), std::pair(co2_per_carbonate, "CO2 per carbonate"), std::pair(converted, "share converted")}) {
        if (auto problem = detail::share_problem(share, name)) return std::move(*problem);
    }
    return Co2Mass::stored(material.stored() * purity * co2_per_carbonate * converted);
}

TANJI_INLINE Result<double> try_molar_mass(std::string_view formula) {
    auto const sum = detail::read_formula(formula);
    if (!sum) return sum.problem();
    return sum->mass;
}

TANJI_INLINE Result<int> try_carbon_atoms(std::string_view formula) {
    auto const sum = detail::read_formula(formula);
    if (!sum) return sum.problem();
    return sum->carbon;
}

TANJI_INLINE Result<double> try_carbonate_factor(std::string_view formula, double molar_mass) {
    auto const sum = detail::read_formula(formula);
    if (!sum) return sum.problem();
    double const mass = molar_mass > 0 ? molar_mass : sum->mass;
    return sum->carbon * 44.0095 / mass;
}

}  // namespace tanji
