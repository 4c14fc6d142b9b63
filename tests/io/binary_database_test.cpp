// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <fstream>
#include <vector>

#include "io/binary_sample.hpp"
#include "support/temporary.hpp"
#include "tanji/solve/solver.hpp"

using tanji::BinaryDatabase;
using tanji::test::get;
using tanji::test::put;
using tanji::test::small_content;

namespace {

/// Opens and reads everything there is: the problem's id, or "" if all was read.
std::string read_all(std::string const& bytes, tanji::BinaryContent const& expected, bool& same) {
    auto const file = BinaryDatabase::try_from_bytes(bytes);
    if (!file) return file.problem().id;
    auto const content = file->try_content();
    if (!content) return content.problem().id;
    same = tanji::test::same_content(*content, expected);
    auto const verified = file->verify_all();
    return verified ? verified->id : "";
}

std::string open_id(std::string const& bytes) {
    auto const file = BinaryDatabase::try_from_bytes(bytes);
    return file ? "" : file.problem().id;
}

}  // namespace

TEST_CASE("what is written is read back to the last bit, Chinese names included") {
    tanji::test::TemporaryFolder const folder;
    auto const path = folder.path() + "/a.tanjidb";
    auto const written = small_content();
    REQUIRE_FALSE(tanji::try_write_binary_database(path, written).has_value());
    for (auto const access : {tanji::FileAccess::mapped, tanji::FileAccess::copied}) {
        auto const file = BinaryDatabase::try_open(path, {.access = access}).value();
        CHECK(tanji::test::same_content(file.try_content().value(), written));
        CHECK_FALSE(file.verify_all().has_value());
        CHECK(file.try_process(0).value().name == "\u7535\u529b\u751f\u4ea7");
        CHECK(file.try_files().value().front().first == "\u6570\u636e.zip");
        CHECK(file.try_category(1).value().weighting == 0.25);
        CHECK_FALSE(file.try_category(1).value().normalisation.has_value());
        CHECK(file.entries_a() == 7);
        CHECK(file.uncertain() == 2);
    }
    CHECK(BinaryDatabase::is_one(path));
    CHECK_FALSE(BinaryDatabase::is_one(folder.path() + "/none"));
}

TEST_CASE("matrices outlive the handle they were borrowed from") {
    tanji::SystemMatrices matrices;
    {
        auto const bytes = tanji::try_binary_bytes(small_content()).value();
        matrices = BinaryDatabase::try_from_bytes(bytes).value().try_matrices().value();
    }
    CHECK(matrices.technosphere().value[1] == -0.25);
}

TEST_CASE("bare matrices need no names, and a handle of nothing has nothing") {
    tanji::BinaryContent content;
    content.matrices = tanji::SystemMatrices::try_make({2, 2, {0, 1, 3}, {1, 0, 1}, {2, 1, -0.5}}).value();  // product 2 is process 1's
    auto const file = BinaryDatabase::try_from_bytes(tanji::try_binary_bytes(content).value()).value();
    CHECK(file.try_process(1).value() == tanji::BinaryProcess{});
    CHECK(file.try_producer(0).value() == 1);
    CHECK(file.find_product("x").problem().id == "lookup.unknown");
    std::int32_t const rows[] = {1};
    CHECK(file.try_reachable(rows).value().columns == std::vector<std::int32_t>{0});
    CHECK(file.try_matrices().value().biosphere().columns == 2);
    CHECK(BinaryDatabase().try_process(0).problem().id == "binary.index");
    CHECK(BinaryDatabase().find_product("x").problem().id == "lookup.unknown");
    CHECK(BinaryDatabase().try_matrices().value().technosphere().columns == 0);
    auto const empty = BinaryDatabase::try_from_bytes(tanji::try_binary_bytes({}).value()).value();
    CHECK(empty.try_matrices().value().technosphere().columns == 0);
}

TEST_CASE("a part holds what a product needs, and no more") {
    auto const file = BinaryDatabase::try_from_bytes(tanji::try_binary_bytes(small_content()).value()).value();
    std::int32_t const fuel[] = {1}, steel[] = {2}, waste[] = {3}, none[] = {4};
    auto const part = file.try_reachable(fuel).value();
    CHECK(part.columns == std::vector<std::int32_t>{0, 1});
    CHECK(part.rows == std::vector<std::int32_t>{0, 1});
    CHECK(part.demanded == std::vector<std::int32_t>{1});
    CHECK(part.matrices.technosphere().value.size() == 4);
    CHECK(part.matrices.biosphere().rows == 2);
    CHECK(file.try_reachable(steel).value().columns == std::vector<std::int32_t>{0, 1, 2});
    auto const refused = file.try_reachable(waste).problem();
    CHECK(refused.id == "link.refused");
    CHECK(refused.got == "cannot be allocated");
    CHECK(file.try_reachable(none).problem().id == "binary.index");
}

TEST_CASE("products are found by id, name and part of a name") {
    auto content = small_content();
    content.processes[1].id = "p-3";  // one process with two products
    auto const file = BinaryDatabase::try_from_bytes(tanji::try_binary_bytes(content).value()).value();
    CHECK(file.find_product("p-1").value() == 0);
    CHECK(file.find_product(" \u7535\u529b").value() == 0);
    CHECK(file.find_product("STEEL").value() == 2);
    CHECK(file.find_product("p-3", "steel").value() == 2);
    CHECK(file.find_product("p-3", "f-2").value() == 1);
    CHECK(file.find_product("p-3").problem().id == "lookup.ambiguous");
    CHECK(file.find_product("p-3").problem().related.size() == 2);
    CHECK(file.find_product("fuel, at refinary").problem().related.front() == "fuel, at refinery");
    CHECK(file.find_product("p-3", "gold").problem().id == "lookup.unknown");
}

TEST_CASE("a file that is cut anywhere is refused") {
    auto const bytes = tanji::try_binary_bytes(small_content()).value();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        auto const id = open_id(bytes.substr(0, size));
        INFO(size);
        CHECK(id == "binary.truncated");
    }
    CHECK(open_id(bytes + '\0') == "binary.layout");
}

TEST_CASE("a byte that is changed anywhere is refused, or stands in a gap that nothing reads") {
    auto const content = small_content();
    auto const bytes = tanji::try_binary_bytes(content).value();
    std::size_t gaps = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (unsigned const mask : {0x01u, 0x80u, 0xffu}) {
            auto changed = bytes;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ mask);
            bool same = false;
            auto const id = read_all(changed, content, same);
            INFO(at << " " << mask << " " << id);
            CHECK_FALSE(id.empty());   // verify_all sees the gaps too
            if (same) ++gaps;          // all was read, and all was right
            bool const known = id == "binary.corrupt" || id == "binary.foreign" || id == "binary.version" || id == "binary.byte-order";
            CHECK(known);
        }
    }
    // Gaps are at most 63 bytes before each section.
    CHECK(gaps < std::size_t{3} * 64 * get<std::uint32_t>(bytes, 32));
}

TEST_CASE("without checksums no byte makes a reader run astray") {
    auto const bytes = tanji::try_binary_bytes(small_content()).value();
    auto const data = get<std::uint64_t>(bytes, tanji::test::table_line(bytes, 10) + 8);
    for (std::size_t at = data; at < bytes.size(); ++at) {
        for (unsigned const mask : {0x01u, 0x80u, 0xffu}) {
            auto changed = bytes;
            changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ mask);
            auto const file = BinaryDatabase::try_from_bytes(changed, {.checksums = false}).value();
            auto const content = file.try_content();
            if (!content) CHECK_FALSE(content.problem().what.empty());
            std::int32_t const rows[] = {0, 1, 2};
            auto const part = file.try_reachable(rows);
            if (!part) CHECK_FALSE(part.problem().what.empty());
            auto const found = file.find_product("steel");
            if (!found) CHECK_FALSE(found.problem().what.empty());
        }
    }
}

TEST_CASE("only what is read is checked, and what is read is checked first") {
    auto bytes = tanji::try_binary_bytes(small_content()).value();
    auto const names = get<std::uint64_t>(bytes, tanji::test::table_line(bytes, 62) + 8);
    bytes[names] = static_cast<char>(bytes[names] ^ 1);
    auto const file = BinaryDatabase::try_from_bytes(bytes).value();
    CHECK(file.try_matrices().has_value());
    CHECK(file.try_process(0).has_value());
    CHECK(file.try_product(0).problem().id == "binary.corrupt");
    CHECK(file.verify_all()->id == "binary.corrupt");
    CHECK(BinaryDatabase::try_from_bytes(bytes, {.checksums = false}).value().try_product(1).has_value());
}

TEST_CASE("foreign, newer and big-endian files are refused for what they are") {
    auto const bytes = tanji::try_binary_bytes(small_content()).value();
    CHECK(open_id("PK\x03\x04 a zip") == "binary.foreign");
    CHECK(open_id("{}") == "binary.foreign");
    auto newer = bytes;
    put(newer, 16, std::uint32_t{2});
    CHECK(open_id(newer) == "binary.version");
    tanji::test::seal(newer);
    CHECK(open_id(newer) == "binary.version");
    auto swapped = bytes;
    std::reverse(swapped.begin() + 20, swapped.begin() + 24);
    CHECK(open_id(swapped) == "binary.byte-order");
    tanji::test::seal(swapped);
    CHECK(open_id(swapped) == "binary.byte-order");
    // The line ends in the magic: a transfer as text turns CR LF into LF.
    auto as_text = bytes;
    as_text.erase(9, 1);
    CHECK(open_id(as_text) == "binary.foreign");
}

TEST_CASE("a section table that makes no sense is refused even with right checksums") {
    auto const good = tanji::try_binary_bytes(small_content()).value();
    auto const a_row = tanji::test::table_line(good, 11), a_value = tanji::test::table_line(good, 12);
    auto const broken = [&](auto const& change, bool blocks = false) {
        auto bytes = good;
        change(bytes);
        tanji::test::seal(bytes, blocks);
        return open_id(bytes);
    };
    REQUIRE(broken([](std::string&) {}, true) == "");
    CHECK(broken([&](std::string& b) { put(b, a_value + 8, get<std::uint64_t>(b, a_row + 8)); }) == "binary.layout");         // overlap
    CHECK(broken([&](std::string& b) { put(b, a_value + 8, get<std::uint64_t>(b, a_value + 8) + 4); }) == "binary.layout");   // out of line
    CHECK(broken([&](std::string& b) { put(b, a_value + 8, std::uint64_t{1} << 40); }) == "binary.layout");                   // beyond the end
    CHECK(broken([&](std::string& b) { put(b, a_value + 16, ~std::uint64_t{7}); }) == "binary.layout");                       // offset + length wraps
    CHECK(broken([&](std::string& b) { put(b, a_value + 16, get<std::uint64_t>(b, a_value + 16) - 8); }) == "binary.layout"); // one value less than rows
    CHECK(broken([&](std::string& b) { put(b, a_value + 4, std::uint32_t{4}); }) == "binary.layout");                         // another element
    CHECK(broken([&](std::string& b) { put(b, a_value + 4, std::uint32_t{3}); }) == "binary.layout");
    CHECK(broken([&](std::string& b) { put(b, a_value + 4, std::uint32_t{0}); }) == "binary.layout");
    CHECK(broken([&](std::string& b) { put(b, a_value + 24, std::uint64_t{999}); }) == "binary.layout");                      // checksums elsewhere
    CHECK(broken([&](std::string& b) { put(b, a_value, std::uint32_t{11}); }) == "binary.layout");                            // twice
    CHECK(broken([&](std::string& b) { put(b, tanji::test::table_line(b, 10), std::uint32_t{9}); }) == "binary.layout");      // no starts of A
    CHECK(broken([&](std::string& b) { put(b, tanji::test::table_line(b, 13), std::uint32_t{9}); }) == "binary.layout");      // a required section
    CHECK(broken([&](std::string& b) { put(b, tanji::test::table_line(b, 76), std::uint32_t{9}); }) == "binary.layout");
    CHECK(broken([&](std::string& b) { put(b, 32, std::uint32_t{0xffffffffu}); }) == "binary.layout");                        // table beyond the end
    CHECK(broken([&](std::string& b) { put(b, 36, std::uint32_t{1}); }) == "binary.layout");                                  // other blocks
    // A kind that this release does not know is passed over.
    CHECK(broken([&](std::string& b) { put(b, tanji::test::table_line(b, 113), std::uint32_t{4000}); put(b, tanji::test::table_line(b, 112), std::uint32_t{4001}); }) == "");
}

TEST_CASE("counts are held against the sections and against what int32 can hold") {
    auto const good = tanji::try_binary_bytes(small_content()).value();
    // Offsets of products, processes, flows and categories in the header.
    for (std::size_t const field : {64u, 72u, 80u, 88u}) {
        for (std::uint64_t const number : {std::uint64_t{3}, std::uint64_t{1000}, std::uint64_t{0x7fff'fffe}}) {
            auto bytes = good;
            put(bytes, field, number);
            tanji::test::seal(bytes);
            CHECK(open_id(bytes) == "binary.layout");
        }
        for (std::uint64_t const number : {std::uint64_t{1} << 31, (std::uint64_t{1} << 31) - 1, ~std::uint64_t{0}, (std::uint64_t{1} << 62) + 1}) {
            auto bytes = good;
            put(bytes, field, number);
            tanji::test::seal(bytes);
            CHECK(open_id(bytes) == "limit.matrix-entries");
        }
    }
}

TEST_CASE("indices that lead nowhere are refused even with right checksums") {
    auto const good = tanji::try_binary_bytes(small_content()).value();
    auto const data = [&](std::uint32_t kind) { return static_cast<std::size_t>(get<std::uint64_t>(good, tanji::test::table_line(good, kind) + 8)); };
    auto const broken = [&](auto const& change) {
        auto bytes = good;
        change(bytes);
        tanji::test::seal(bytes);
        return BinaryDatabase::try_from_bytes(bytes).value();
    };
    std::int32_t const rows[] = {2};
    CHECK(broken([&](std::string& b) { put(b, data(11), std::int32_t{4}); }).try_reachable(rows).problem().id == "binary.index");   // a row beyond
    CHECK(broken([&](std::string& b) { put(b, data(11), std::int32_t{-1}); }).try_reachable(rows).problem().id == "binary.index");
    CHECK(broken([&](std::string& b) { put(b, data(11) + 4, std::int32_t{0}); }).try_reachable(rows).problem().id == "binary.index");  // twice in a column
    CHECK(broken([&](std::string& b) { put(b, data(11), std::int32_t{4}); }).try_matrices().problem().id == "matrix.index");
    CHECK(broken([&](std::string& b) { put(b, data(10) + 4, std::int32_t{2'000'000'000}); }).try_reachable(rows).problem().id == "binary.index");  // a start beyond
    CHECK(broken([&](std::string& b) { put(b, data(10) + 4, std::int32_t{-5}); }).try_reachable(rows).problem().id == "binary.index");
    CHECK(broken([&](std::string& b) { put(b, data(12), std::numeric_limits<double>::quiet_NaN()); }).try_reachable(rows).problem().id == "number.not-finite");
    CHECK(broken([&](std::string& b) { put(b, data(51), std::uint32_t{100'000}); }).try_process(0).problem().id == "binary.index");   // a text beyond
    CHECK(broken([&](std::string& b) { put(b, data(2) + 16, ~std::uint64_t{0}); }).try_content().problem().id == "binary.index");     // a text that ends nowhere
    CHECK(broken([&](std::string& b) { put(b, data(54), std::uint32_t{77}); }).find_product("p-1").problem().id == "binary.index");
    CHECK(broken([&](std::string& b) { put(b, data(102), std::uint8_t{9}); }).try_uncertainties().problem().id == "binary.index");
    CHECK(broken([&](std::string& b) { put(b, data(91), std::int32_t{2}); }).try_refused().problem().id == "binary.index");
    CHECK(broken([&](std::string& b) { put(b, data(95), std::int32_t{-2}); }).try_cut_offs().problem().id == "binary.index");
}

TEST_CASE("a file that is written into while it is open is refused") {
    tanji::test::TemporaryFolder const folder;
    auto const path = folder.path() + "/a.tanjidb";
    tanji::write_binary_database(path, small_content());
    auto const file = BinaryDatabase::try_open(path).value();
    tanji::write_binary_database(path, small_content());  // replaced: the old one stays whole for who has it open
    CHECK(file.try_matrices().has_value());
    auto const next = BinaryDatabase::try_open(path).value();
    std::ofstream(path, std::ios::app) << "x";
    CHECK(next.try_matrices().problem().id == "file.changed");
    CHECK(next.verify_all()->id == "file.changed");
}
