// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <filesystem>
#include <limits>

#include "io/binary_sample.hpp"
#include "support/temporary.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"

using tanji::test::get;
using tanji::test::small_content;

TEST_CASE("the bytes are those that docs/binary-database.md states") {
    auto const bytes = tanji::try_binary_bytes(small_content()).value();
    CHECK(bytes.substr(0, 16) == std::string("\x89tanji-db\r\n\x1a\n\0\0\0", 16));
    CHECK(get<std::uint32_t>(bytes, 16) == 1);
    CHECK(bytes.substr(20, 4) == "\x04\x03\x02\x01");
    CHECK(get<std::uint64_t>(bytes, 24) == bytes.size());
    CHECK(get<std::uint32_t>(bytes, 36) == 16384);
    CHECK(get<std::uint64_t>(bytes, 56) == 1);  // diagonal
    CHECK(get<std::uint64_t>(bytes, 64) == 4);
    CHECK(get<std::uint64_t>(bytes, 80) == 2);
    CHECK(get<std::uint64_t>(bytes, 120) == tanji::test::sum_of(bytes, 0, 120));
    for (std::size_t at = 128; at < 128 + std::size_t{32} * get<std::uint32_t>(bytes, 32); at += 32) CHECK(get<std::uint64_t>(bytes, at + 8) % 64 == 0);
    // A by columns, as the test wrote it.
    auto const value = static_cast<std::size_t>(get<std::uint64_t>(bytes, tanji::test::table_line(bytes, 12) + 8));
    CHECK(get<double>(bytes, value + 8) == -0.25);
}

TEST_CASE("equal content gives equal bytes, in a file and in memory") {
    tanji::test::TemporaryFolder const folder;
    auto const path = folder.path() + "/a.tanjidb";
    tanji::write_binary_database(path, small_content());
    auto const bytes = tanji::try_binary_bytes(small_content()).value();
    CHECK(tanji::read_text_file(path) == bytes);
    CHECK_FALSE(std::filesystem::exists(path + ".part"));
}

TEST_CASE("a write that fails leaves the old file and no rest") {
    tanji::test::TemporaryFolder const folder;
    auto const path = folder.write("a.tanjidb", "old");
    auto content = small_content();
    content.products.pop_back();
    auto const problem = tanji::try_write_binary_database(path, content);
    REQUIRE(problem.has_value());
    CHECK(problem->id == "binary.content");
    CHECK(problem->where.file == path);
    CHECK(tanji::read_text_file(path) == "old");
    CHECK(tanji::try_write_binary_database(folder.path() + "/none/a.tanjidb", small_content())->id == "io.write");
    // Somebody else is writing.
    auto const part = folder.write("a.tanjidb.part", "half");
    CHECK(tanji::try_write_binary_database(path, small_content())->id == "io.write");
    CHECK(tanji::read_text_file(part) == "half");
    CHECK(tanji::read_text_file(path) == "old");
    CHECK_THROWS_AS(tanji::write_binary_database(path, content), tanji::Error);
}

TEST_CASE("content that no reader could use is not written") {
    auto const id = [](auto const& change) {
        auto content = small_content();
        change(content);
        auto const bytes = tanji::try_binary_bytes(content);
        return bytes ? std::string() : bytes.problem().id;
    };
    double const nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(id([](auto&) {}).empty());
    CHECK(id([](auto& c) { c.processes.pop_back(); }) == "binary.content");
    CHECK(id([](auto& c) { c.flows.push_back({}); }) == "binary.content");
    CHECK(id([](auto& c) { c.categories.pop_back(); }) == "binary.content");
    CHECK(id([](auto& c) { c.refused[0].flow = 2; }) == "binary.content");
    CHECK(id([](auto& c) { c.cut_offs[0].process = -1; }) == "binary.content");
    CHECK(id([](auto& c) { c.uncertainties[0].cell = 7; }) == "binary.content");
    CHECK(id([](auto& c) { std::swap(c.uncertainties[0], c.uncertainties[1]); }) == "binary.content");
    CHECK(id([&](auto& c) { c.uncertainties[0].b = nan; }) == "binary.content");
    CHECK(id([&](auto& c) { c.categories[0].normalisation = nan; }) == "binary.content");
    CHECK(id([](auto& c) { c.processes[0].name = "\xff"; }) == "binary.content");
    CHECK(id([&](auto& c) { c.characterisation.value[0] = nan; }) == "number.not-finite");
    CHECK(id([](auto& c) { c.characterisation.row[0] = 5; }) == "matrix.index");
    CHECK(id([](auto& c) { c.characterisation.rows = 3; }) == "binary.content");
}

TEST_CASE("a system without a complete matching is written; only the way from products is closed") {
    tanji::BinaryContent content;
    content.matrices = tanji::SystemMatrices::try_make({3, 2, {0, 1, 2}, {0, 1}, {1, 1}}).value();
    auto const file = tanji::BinaryDatabase::try_from_bytes(tanji::try_binary_bytes(content).value()).value();
    CHECK(file.products() == 3);
    CHECK(file.try_matrices().value().technosphere().rows == 3);
    std::int32_t const rows[] = {0};
    CHECK(file.try_reachable(rows).problem().id == "binary.producer");
}

// A file of this release, by its digest: a change of the layout without a new version fails here.
TEST_CASE("version 1 stays what it is") {
    auto content = small_content();
    content.settings.clear();
    CHECK(tanji::sha256_hex(tanji::try_binary_bytes(content).value()) == "039af2f024db5eb24bd09179c404ac704d58c3baf0034e32d23afe988aca6ae9");
}
