// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <vector>

#include "tanji/lifecycle/link.hpp"

/// \file
/// What is doubtful about data as such, without a demand: for `tanji check` and for whoever publishes a database.
namespace tanji {

/// Units of the database whose factor is not that of our own table, among units of one group ("check.unit-factor"): a
/// `ft2*a` that is 3 % off, a gallon of the wrong country. The file's factors still hold (rule A5); this is for the
/// reader's eye. Units that our table does not know are passed over. Cost O(units).
[[nodiscard]] std::vector<Finding> check_units(Database const& database);

/// What is doubtful about a linked system as a whole, before anybody asks for a product: refused processes, products
/// that several processes make where the policy had to choose none, processes that use up their own product, and every loop
/// that is singular, nearly singular or unproductive, with the processes concerned and the exchange most likely wrong in the
/// units of the file (see diagnose()). Factorises the whole system once, broken loops some dozens of times.
[[nodiscard]] std::vector<Finding> check_system(ProductSystem const& system);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/check.ipp"
#endif
