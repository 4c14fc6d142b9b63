// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>

#include "tanji/base/finding.hpp"
#include "tanji/base/result.hpp"

/// \file
/// A number as reported against the same number from a second source: the verifier's own, an invoice, a stock balance.
/// Above 5 % the reporter has to explain or correct (Chinese verification practice; the threshold is a setting).
namespace tanji {

/// One number twice, in the same unit.
struct CrossCheck {
    std::string what{};         ///< "CO2 of unit 1", as people know it
    double reported = 0;
    double verified = 0;
    std::string unit{};
    std::string explanation{};  ///< of the reporter; a deviation that is explained is a note
    Where where{};
};

/// (reported - verified) / verified: negative where too little was reported. Problems: "verify.reference" (the verified number
/// is 0 or one of them is not finite: there is nothing to relate to).
[[nodiscard]] Result<double> try_deviation(double reported, double verified);
[[nodiscard]] inline double deviation(double reported, double verified) { return try_deviation(reported, verified).value(); }

/// "verify.deviation" if it is above `threshold` either way: a warning, or a note if it is explained; nothing else.
/// Exactly at the threshold is not above it.
[[nodiscard]] std::optional<Finding> check_deviation(CrossCheck const& check, double threshold = 0.05);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/verification/impl/deviation.ipp"
#endif
