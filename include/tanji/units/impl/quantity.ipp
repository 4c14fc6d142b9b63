// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/quantity.hpp"

namespace tanji::detail {

TANJI_INLINE void refuse_not_finite() {
    throw Error(Problem{.id = "number.not-finite",
                        .what = "a quantity must be a finite number",
                        .expected = "a finite number",
                        .got = "NaN, infinity, or an operation that overflows or divides by zero",
                        .hint = "check the number before making a quantity of it; a missing value is no number"});
}

}  // namespace tanji::detail
