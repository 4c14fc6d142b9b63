// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Feeds bytes to the reader of binary databases. The checksums of header, table and list are made right first, as almost no change
// would get past them, and blocks are read without theirs: what is left to hold the reader are its bounds.
// Corpus: tests/fuzz/corpus/binary_database_fuzz/. Build: scripts/check-fuzz.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "io/binary_sample.hpp"
#include "tanji/io/binary_database.hpp"
#include "tanji/solve/solver.hpp"

namespace {

/// A refusal must say what and where; matrices that were handed out must hold together.
void require(bool holds) {
    if (!holds) __builtin_trap();
}

void look_at(tanji::BinaryDatabase const& file) {
    auto const content = file.try_content();
    if (!content) require(!content.problem().id.empty() && !content.problem().what.empty());
    (void)file.verify_all();
    (void)file.find_product("steel");
    for (std::int32_t row = 0; row < (std::min)(file.products(), 8); ++row) {
        std::int32_t const rows[] = {row};
        auto const part = file.try_reachable(rows);
        if (!part) {
            require(!part.problem().id.empty());
            continue;
        }
        auto const a = part->matrices.technosphere();
        require(a.columns == static_cast<std::int32_t>(part->columns.size()) && a.rows == static_cast<std::int32_t>(part->rows.size()));
        for (std::size_t e = 0; e < a.row.size(); ++e) require(a.row[e] >= 0 && a.row[e] < a.rows && std::isfinite(a.value[e]));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string bytes(reinterpret_cast<char const*>(data), size);
    for (bool const sealed : {false, true}) {
        if (sealed && size >= 128) {
            // Sealing reads the table only where it lies inside.
            tanji::test::put(bytes, 24, static_cast<std::uint64_t>(size));
            auto const list = 128 + std::size_t{32} * tanji::test::get<std::uint32_t>(bytes, 32) <= size ? tanji::test::table_line(bytes, 1) : 0;
            if (list != 0) {
                auto const offset = tanji::test::get<std::uint64_t>(bytes, list + 8), length = tanji::test::get<std::uint64_t>(bytes, list + 16);
                if (offset <= size && length <= size - offset) tanji::test::put(bytes, 48, tanji::test::sum_of(bytes, offset, length));
            }
            tanji::test::seal(bytes, false);
        }
        auto const file = tanji::BinaryDatabase::try_from_bytes(bytes, {.checksums = !sealed});
        if (file) look_at(*file);
        else require(!file.problem().id.empty() && !file.problem().what.empty());
    }
    return 0;
}
