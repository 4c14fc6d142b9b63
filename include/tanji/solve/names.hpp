// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "tanji/config.hpp"

namespace tanji {

/// Turns indices of the system into words for messages. The solver knows numbers only; whoever built the matrices
/// knows what they are called. Empty functions give "process 3" and "product 3", counted from 1.
/// The functions must be safe to call from the thread that solves; they are not kept after the call they are given to.
struct NameLookup {
    std::function<std::string(std::int32_t)> process{}; ///< name of a column of A
    std::function<std::string(std::int32_t)> product{}; ///< name of a row of A

    /// The name, or "process 3" where there is no function. Called for messages only, never in a solve that goes well.
    [[nodiscard]] std::string process_text(std::int32_t column) const;
    [[nodiscard]] std::string product_text(std::int32_t row) const;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/names.ipp"
#endif
