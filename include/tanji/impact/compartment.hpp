// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/lifecycle/flow.hpp"

/// \file
/// Compartments out of category paths, for matching by name, for the built-in gas methods and for splits of a score.
/// Never needed where flows match by UUID.
namespace tanji {

/// Where an elementary flow goes to or comes from, read from its category path.
enum class Medium : std::uint8_t { unknown, resource, air, water, soil };

[[nodiscard]] std::string_view to_text(Medium medium) noexcept;  ///< "air"

struct Compartment {
    Medium medium = Medium::unknown;
    std::string sub{};  ///< "urban", "rural", "river", ...; "" if unspecified

    bool operator==(Compartment const&) const = default;
};

/// Reads paths of the lists in use: "air/high population density", "Elementary flows/Emission to air/urban",
/// "emission/air/troposphere/rural", "resource/in air", and Chinese names of the media. The first part that names a
/// medium decides; what follows is the sub-compartment, brought to one spelling ("low. pop." and "low population
/// density" are "rural"). Never fails: what no part tells is `unknown`.
[[nodiscard]] Compartment compartment_of(std::string_view category);

/// "air/urban", "air", "unknown".
[[nodiscard]] std::string to_text(Compartment const& compartment);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/compartment.ipp"
#endif
