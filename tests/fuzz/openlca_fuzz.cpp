// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Feeds bytes to the openLCA reader: as a zip if they start like one, else as one JSON entry. Corpus: tests/fuzz/corpus/openlca_fuzz/.
// Build: clang++-19 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/openlca_fuzz.cpp -lsimdjson -ldeflate
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

#include "tanji/io/openlca.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    // The reader takes paths, as sources of random access; a file in memory-backed /tmp is good enough.
    static std::string const path = (std::filesystem::temp_directory_path() / ("tanji-fuzz-" + std::to_string(::getpid()) + ".json")).string();
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<char const*>(data), static_cast<std::streamsize>(size));
    tanji::ReadOptions options;
    options.limits.total_bytes = 1'000'000;
    options.limits.entry_bytes = 1'000'000;
    std::vector<std::string> const paths{path};
    auto const read = tanji::try_read_openlca(paths, options);
    // A refusal must say what and where; what was read must hold together.
    if (!read && (read.problem().id.empty() || read.problem().what.empty())) __builtin_trap();
    if (read)
        for (auto const& process : read->database.processes())
            for (auto const& exchange : process.exchanges)
                if (exchange.flow >= read->database.flows().size()) __builtin_trap();
    return 0;
}
