// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/solve/names.hpp"

namespace tanji {

// Users count from 1: messages do too.
TANJI_INLINE std::string NameLookup::process_text(std::int32_t column) const {
    return process ? process(column) : "process " + std::to_string(column + 1);
}

TANJI_INLINE std::string NameLookup::product_text(std::int32_t row) const {
    return product ? product(row) : "product " + std::to_string(row + 1);
}

}  // namespace tanji
