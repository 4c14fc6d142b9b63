// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "tanji/factors/gas.hpp"
#include "tanji/units/types.hpp"

/// \file
/// What factors hold and emissions add up to, before any GWP is chosen.
namespace tanji {

/// Masses by gas, sorted by gas. A gas that is not in it was not stated; a gas with 0 kg was stated to be none.
///     GasMasses exhaust{{gas::co2_fossil, 2.6_kg}, {gas::n2o, 0.1_g}};
///     exhaust.find(gas::ch4);  // nothing: not measured, not zero
/// A flat vector, because a source states one to five gases; adding and finding are linear in them. A value type: const calls
/// are safe from any thread. Adding throws Error "number.not-finite" on overflow.
class GasMasses {
public:
    using Entry = std::pair<Gas, Mass>;

    GasMasses() = default;
    GasMasses(std::initializer_list<Entry> entries) {
        for (auto const& [gas, mass] : entries) add(gas, mass);
    }

    /// Adds to what is there already.
    GasMasses& add(Gas gas, Mass mass) {
        auto const at = place(gas);
        if (at != entries_.end() && at->first == gas) at->second += mass;
        else entries_.insert(at, {gas, mass});
        return *this;
    }

    /// Nothing for a gas that was not stated: whoever wants 0 has to write so.
    [[nodiscard]] std::optional<Mass> find(Gas gas) const {
        for (auto const& [each, mass] : entries_) {
            if (each == gas) return mass;
        }
        return {};
    }
    [[nodiscard]] bool contains(Gas gas) const { return find(gas).has_value(); }

    [[nodiscard]] auto begin() const noexcept { return entries_.begin(); }
    [[nodiscard]] auto end() const noexcept { return entries_.end(); }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

private:
    // Where the gas is or belongs: the order by id makes texts and digests the same however the gases came in.
    [[nodiscard]] std::vector<Entry>::iterator place(Gas gas) {
        auto at = entries_.begin();
        while (at != entries_.end() && at->first < gas) ++at;
        return at;
    }

    std::vector<Entry> entries_;
};

}  // namespace tanji
