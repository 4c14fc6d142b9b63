// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/temporary.hpp"
#include "support/zip_writer.hpp"
#include "tanji/io/archive.hpp"

namespace {

using tanji::Archive;
using tanji::test::TemporaryFolder;
using tanji::test::zip_bytes;
using tanji::test::ZipItem;

// Made with zlib's raw deflate at level 9; text and CRC are those zlib reports for it.
constexpr char const* deflated_text = R"({"name": "deflated, deflated, deflated, deflated"})";
std::string const deflated_bytes("\xab\x56\xca\x4b\xcc\x4d\x55\xb2\x52\x50\x4a\x49\x4d\xcb\x49\x2c\x49\x4d\xd1\x51\xc0\xc7\x52\xaa\x05\x00", 26);
constexpr std::uint32_t deflated_crc = 0x5eecb21c;
constexpr std::uint32_t deflated_size = 50;

ZipItem deflated(std::string name) { return {.name = std::move(name), .bytes = deflated_bytes, .method = 8, .size = deflated_size, .crc = deflated_crc}; }

/// Id and file of the problem of opening `bytes` as a.zip and reading every entry.
std::string problem_of(std::string const& bytes, tanji::ReadLimits const& limits = {}) {
    TemporaryFolder const folder;
    std::string const path = folder.write("a.zip", bytes);
    auto opened = Archive::try_open(path, limits);
    if (!opened) return opened.problem().id + " " + opened.problem().where.file.substr(folder.path().size() + 1);
    Archive archive = std::move(opened).value();
    for (std::size_t i = 0; i < archive.entries().size(); ++i)
        if (auto const text = archive.try_read(i); !text) return text.problem().id + " " + text.problem().where.file.substr(folder.path().size() + 1);
    return "none";
}

}  // namespace

TEST_CASE("stored and deflated entries come back") {
    TemporaryFolder const folder;
    Archive archive = Archive::try_open(folder.write("a.zip", zip_bytes({{.name = "flows/", .bytes = ""}, {.name = "flows/x.json", .bytes = "[1]"}, deflated("y.json")}))).value();
    REQUIRE(archive.entries().size() == 2);
    CHECK(archive.is_zip());
    CHECK(archive.entries()[0].name == "flows/x.json");
    CHECK(archive.try_read(0).value() == "[1]");
    CHECK(archive.try_read(1).value() == deflated_text);
    CHECK(archive.place(1) == folder.path() + "/a.zip!y.json");
    auto const text = archive.try_read(1).value();
    for (std::size_t i = 0; i < tanji::archive_padding; ++i) CHECK(text.data()[text.size() + i] == '\0');
}

TEST_CASE("a zip is known by its content, a folder is sorted, a file is one entry") {
    TemporaryFolder const folder;
    CHECK(Archive::try_open(folder.write("backup.dat", zip_bytes({deflated("y.json")}))).value().is_zip());
    folder.write("db/z.json", "[2]");
    folder.write("db/flows/a.json", "[3]");
    Archive tree = Archive::try_open(folder.path() + "/db").value();
    REQUIRE(tree.entries().size() == 2);
    CHECK(tree.entries()[0].name == "flows/a.json");
    CHECK(tree.place(0) == folder.path() + "/db/flows/a.json");
    CHECK(tree.try_read(1).value() == "[2]");
    Archive file = Archive::try_open(folder.path() + "/db/z.json").value();
    CHECK(file.try_read(0).value() == "[2]");
    CHECK(file.place(0) == folder.path() + "/db/z.json");
}

TEST_CASE("files that are not there, empty or no zip are refused") {
    TemporaryFolder const folder;
    CHECK(Archive::try_open(folder.path() + "/none.zip").problem().id == "file.missing");
    CHECK(Archive::try_open(folder.write("empty.zip", "")).problem().id == "file.empty");
    CHECK(Archive::try_open(folder.write("page.zip", "<html>")).problem().id == "archive.not-zip");
    folder.write("void/x", "");
    std::filesystem::remove(folder.path() + "/void/x");
    CHECK(Archive::try_open(folder.path() + "/void").problem().id == "file.empty");
}

TEST_CASE("a zip that was cut off anywhere is refused") {
    std::string const whole = zip_bytes({deflated("x.json"), {.name = "y.json", .bytes = "[1, 2, 3]"}});
    CHECK(problem_of(whole) == "none");
    for (std::size_t size = 4; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(problem_of(whole.substr(0, size)) == "archive.truncated a.zip");
    }
}

TEST_CASE("no single wrong byte passes unnoticed, and none crashes") {
    std::string const whole = zip_bytes({deflated("x.json")});
    std::size_t const data = 30 + 6;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string wrong = whole;
        wrong[i] = static_cast<char>(wrong[i] ^ 0x41);
        std::string const id = problem_of(wrong);
        // The packed bytes are under the checksum, whatever unpacking makes of them.
        if (i >= data && i < data + deflated_bytes.size()) CHECK(id == "archive.damaged a.zip!x.json");
    }
}

TEST_CASE("entries that lie or would do harm are refused by name") {
    CHECK(problem_of(zip_bytes({{.name = "x.json", .bytes = "[1]", .crc = 7}})) == "archive.damaged a.zip!x.json");
    CHECK(problem_of(zip_bytes({{.name = "x.json", .bytes = "[1]"}, {.name = "x.json", .bytes = "[2]"}})) == "archive.duplicate a.zip!x.json");
    CHECK(problem_of(zip_bytes({{.name = "flows/../../x.json", .bytes = "[1]"}})) == "archive.unsafe-name a.zip!flows/../../x.json");
    CHECK(problem_of(zip_bytes({{.name = "..\\x.json", .bytes = "[1]"}})) == "archive.unsafe-name a.zip!..\\x.json");
    CHECK(problem_of(zip_bytes({{.name = "/etc/x.json", .bytes = "[1]"}})) == "archive.unsafe-name a.zip!/etc/x.json");
    CHECK(problem_of(zip_bytes({{.name = "\xff.json", .bytes = "[1]"}})) == "archive.name-encoding a.zip!?");
    CHECK(problem_of(zip_bytes({{.name = "x.json", .bytes = "[1]", .flags = 0x801}})) == "archive.encrypted a.zip!x.json");
    CHECK(problem_of(zip_bytes({{.name = "x.json", .bytes = "[1]", .method = 12}})) == "archive.method a.zip!x.json");
    CHECK(problem_of(zip_bytes({{.name = "x.json", .bytes = "[1]", .size = 4}})) == "archive.damaged a.zip!x.json");
    CHECK(problem_of(zip_bytes({{.name = "a..b/x.json", .bytes = "[1]"}})) == "none");
}

TEST_CASE("bombs are refused before they are unpacked") {
    // 42 kB that claim 1 GB: over the expansion limit of 200.
    ZipItem bomb{.name = "x.json", .bytes = std::string(42'000, '\0'), .method = 8, .size = 900'000'000u, .crc = 0};
    CHECK(problem_of(zip_bytes({bomb})) == "limit.expansion a.zip!x.json");
    // Below 10 MB a large ratio is allowed, but deflate cannot reach 1 : 1100 (its maximum is 1032).
    bomb.bytes = std::string(100, '\0');
    bomb.size = 9'000'000u;
    CHECK(problem_of(zip_bytes({bomb})) == "archive.damaged a.zip!x.json");
    // Many entries, each harmless.
    std::vector<ZipItem> many;
    for (int i = 0; i < 2000; ++i) many.push_back({.name = std::to_string(i), .bytes = std::string(100, '\0'), .method = 8, .size = 90'000u, .crc = 0});
    CHECK(problem_of(zip_bytes(many)) == "limit.expansion a.zip");
}

TEST_CASE("limits are kept") {
    std::string const whole = zip_bytes({{.name = "x", .bytes = "12345"}, {.name = "y", .bytes = "12345"}});
    tanji::ReadLimits limits;
    CHECK(problem_of(whole, limits) == "none");
    limits.entries = 1;
    CHECK(problem_of(whole, limits) == "limit.entries a.zip");
    limits = {};
    limits.entry_bytes = 4;
    CHECK(problem_of(whole, limits) == "limit.entry-bytes a.zip!x");
    limits = {};
    limits.total_bytes = 9;
    CHECK(problem_of(whole, limits) == "limit.total-bytes a.zip");
    limits = {};
    limits.file_bytes = whole.size() - 1;
    CHECK(problem_of(whole, limits) == "limit.file-bytes a.zip");
}
