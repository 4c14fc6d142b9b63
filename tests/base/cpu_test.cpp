// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/base/cpu.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

TEST_CASE("the instruction set is what the kernel of the operating system reports") {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    std::string flags;
    while (flags.empty() && std::getline(file, line)) {
        if (line.starts_with("flags")) flags = line + " ";
    }
    if (flags.empty()) {
        MESSAGE("skipped: no /proc/cpuinfo of an x86 machine");
        return;
    }
    auto const has = [&](char const* flag) { return flags.find(" " + std::string(flag) + " ") != std::string::npos; };
    bool const avx512 = has("fma") && has("avx512f") && has("avx512dq") && has("avx512bw") && has("avx512vl");
    CHECK(tanji::best_instruction_set() == (avx512        ? tanji::InstructionSet::avx512
                                            : has("avx2") && has("fma") ? tanji::InstructionSet::avx2
                                                          : tanji::InstructionSet::baseline));
}

TEST_CASE("instruction sets have names") {
    CHECK(to_text(tanji::InstructionSet::baseline) == "baseline");
    CHECK(to_text(tanji::InstructionSet::avx2) == "avx2");
    CHECK(to_text(tanji::InstructionSet::avx512) == "avx512");
}
