// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string_view>

#include "tanji/config.hpp"

/// \file
/// Which of the three versions of a kernel (config.hpp) may run here.
namespace tanji {

/// Ordered: a machine that has one has all before it. `baseline` is what the compiler was told, x86-64 with SSE2 mostly.
enum class InstructionSet : std::uint8_t { baseline, avx2, avx512 };

/// The widest set that this machine and its operating system can run; `baseline` on other processors and compilers.
/// Asks the processor each time (nanoseconds), keeps nothing, safe on any thread.
[[nodiscard]] InstructionSet best_instruction_set() noexcept;

/// "baseline", "avx2", "avx512": what records and benchmarks name.
[[nodiscard]] constexpr std::string_view to_text(InstructionSet set) noexcept {
    switch (set) {
        case InstructionSet::baseline: return "baseline";
        case InstructionSet::avx2: return "avx2";
        case InstructionSet::avx512: return "avx512";
    }
    return "?";
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/cpu.ipp"
#endif
