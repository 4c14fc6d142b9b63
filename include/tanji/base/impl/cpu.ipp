// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/cpu.hpp"

namespace tanji {

TANJI_INLINE InstructionSet best_instruction_set() noexcept {
#ifdef TANJI_CPU_SUPPORTS
    // The built-ins also ask whether the operating system saves the wide registers.
    bool const avx2 = TANJI_CPU_SUPPORTS("avx2") && TANJI_CPU_SUPPORTS("fma");
    bool const avx512 = avx2 && TANJI_CPU_SUPPORTS("avx512f") && TANJI_CPU_SUPPORTS("avx512dq") && TANJI_CPU_SUPPORTS("avx512bw") && TANJI_CPU_SUPPORTS("avx512vl");
    if (avx512) return InstructionSet::avx512;
    if (avx2) return InstructionSet::avx2;
#endif
    return InstructionSet::baseline;
}

}  // namespace tanji
