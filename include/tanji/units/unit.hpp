// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"
#include "tanji/units/kind.hpp"

/// \file
/// The unit of a number that was read from data.
namespace tanji {

/// One kind and its power: energy^-1 in kg/kWh.
struct UnitTerm {
    Kind kind{};
    int power = 0;

    bool operator==(UnitTerm const&) const = default;
};

/// A scale to coherent SI and powers of kinds. The rules are those of the typed quantities: named products form (t*km
/// is freight, kW*h is energy), the same kind cancels against itself (kWh/t * t), and nothing else cancels: l/km stays
/// volume per distance, kg CO2e per kg stays what it is. A value type; const calls are safe from any thread.
class Unit {
public:
    /// The unit of a plain number.
    Unit() = default;
    Unit(double scale, Kind kind, std::string symbol);
    Unit(double scale, std::vector<UnitTerm> terms, std::string symbol, double offset = 0);

    /// Storage (coherent SI) units in one of it.
    [[nodiscard]] double scale() const noexcept { return scale_; }
    /// Degrees Celsius and Fahrenheit start elsewhere: kelvin = number * scale + offset. 0 for all others.
    [[nodiscard]] double offset() const noexcept { return offset_; }
    /// Sorted by kind, powers never 0; empty for plain numbers and shares.
    [[nodiscard]] std::vector<UnitTerm> const& terms() const noexcept { return terms_; }
    /// As it was written or put together.
    [[nodiscard]] std::string const& symbol() const noexcept { return symbol_; }

    /// Equal in value: "kWh" and "kilowatt hour" are.
    bool operator==(Unit const& other) const noexcept {
        return scale_ == other.scale_ && offset_ == other.offset_ && terms_ == other.terms_;
    }

private:
    double scale_ = 1;
    double offset_ = 0;
    std::vector<UnitTerm> terms_;
    std::string symbol_ = "1";
};

/// True if amounts in `a` convert to `b`.
[[nodiscard]] inline bool same_kind(Unit const& a, Unit const& b) noexcept { return a.terms() == b.terms(); }

/// Problems: "unit.offset" (a temperature point times something), "unit.power".
[[nodiscard]] Result<Unit> try_multiply(Unit const& a, Unit const& b);
[[nodiscard]] Result<Unit> try_divide(Unit const& a, Unit const& b);
[[nodiscard]] Result<Unit> try_power(Unit const& unit, int power);

/// "energy", "CO2e/energy", "number": what the unit measures, for messages.
[[nodiscard]] std::string kind_text(Unit const& unit);
[[nodiscard]] std::string kind_text(Kind kind);

/// The symbol.
[[nodiscard]] inline std::string to_text(Unit const& unit) { return unit.symbol(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/units/impl/unit.ipp"
#endif
