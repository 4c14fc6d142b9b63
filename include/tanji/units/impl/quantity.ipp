// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/quantity.hpp"

/// \file
/// The one body of quantities that is not constexpr: what every making of a quantity calls when the number is not finite.
namespace tanji::detail {

// Out of line, so that the checks inlined everywhere stay one comparison; in a constant expression the call to a function
// that is not constexpr is itself the compiler's error.
TANJI_INLINE void refuse_not_finite() {
    throw Error(Problem{.id = "number.not-finite",
                        .what = "a quantity must be a finite number",
                        .expected = "a finite number",
                        .got = "NaN, infinity, or an operation that overflows or divides by zero",
                        .hint = "check the number before making a quantity of it; a missing value is no number"});
}

}  // namespace tanji::detail
