// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// An invented economy with the structure of a life-cycle database, for tanji_make_lci. The archetypes and their figures
// are those of the calibration in docs/performance.md.

#include <cstdint>
#include <vector>

#include "lci_file.hpp"

namespace bench {

struct EconomyOptions {
    std::size_t n = 23500;
    double deg = 12.6;      ///< technosphere entries per process that the recipes aim at
    std::uint64_t seed = 1;
    double core = 0.5;      ///< share of the products that may feed back
    double qrand = 0.02;    ///< share of inputs from anywhere in the core
    double smean = 0.55;    ///< value of all inputs per value of output
    double subst = 0;       ///< share of links that are credits
    double hub = 0.33;      ///< share of inputs that are hub products
    double hubexp = 0.8;    ///< how much the first hubs lead
    double fb = 0.1;        ///< share of core products that may use later ones of their cluster
    double par = 0.9;       ///< how strongly a recipe prefers its first neighbours
    std::size_t regdiv = 70; ///< one electricity region per so many processes
    std::size_t hubreg = 12; ///< additional regional producers of a hub, on average
    double lfac = 1.6;      ///< stretch of recipes, for inputs that coincide
    std::size_t flows = 4000, methods = 20;
    double biodeg = 19.2;   ///< elementary flows per process
};

[[nodiscard]] LciFile make_economy(EconomyOptions const& options);

}  // namespace bench
