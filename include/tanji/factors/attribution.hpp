// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tanji/factors/factor.hpp"

/// \file
/// What licences ask to be repeated wherever a number goes: results carry it, so that who passes them on need not know where they came from.
namespace tanji {

/// "UK Government GHG Conversion Factors ... 2023 (DESNZ): Contains public sector information licensed under ...". Empty where the licence asks for nothing.
[[nodiscard]] std::string attribution_text(Provenance const& provenance);

/// Those of many factors, each source once, in order of first use. Linear in the factors; null pointers are passed over.
[[nodiscard]] std::vector<std::string> attributions(std::span<std::shared_ptr<Factor const> const> factors);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/attribution.ipp"
#endif
