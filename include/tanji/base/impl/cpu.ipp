// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/cpu.hpp"

namespace tanji {

TANJI_INLINE InstructionSet best_instruction_set() noexcept {
#if (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__)
    // The built-ins also ask whether the operating system saves the wide registers.
    __builtin_cpu_init();
    bool const avx2 = __builtin_cpu_supports("avx2") != 0;
    bool const avx512 = avx2 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                        __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0;
    if (avx512) return InstructionSet::avx512;
    if (avx2) return InstructionSet::avx2;
#endif
    return InstructionSet::baseline;
}

}  // namespace tanji
