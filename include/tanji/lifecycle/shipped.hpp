// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/lifecycle/csv_model.hpp"

/// \file
/// The database that comes with the library: text embedded by scripts/embed from data/lifecycle/*.csv. Apart from
/// database.hpp because its text is 100 kB that few programs need. `Database::shipped()` is defined here.
namespace tanji {

/// The shipped database as read, with its name and licence (docs/shipped-database.md). Reading takes some milliseconds.
[[nodiscard]] Import shipped_import();

/// The files it is made of, as text.
[[nodiscard]] CsvTexts shipped_csv_texts();

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/shipped.ipp"
#endif
