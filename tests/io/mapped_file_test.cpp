// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/temporary.hpp"
#include "tanji/io/mapped_file.hpp"

namespace {

std::string text_of(tanji::MappedFile const& file) { return {reinterpret_cast<char const*>(file.bytes().data()), file.bytes().size()}; }

}  // namespace

TEST_CASE("a file gives the same bytes mapped, copied and from memory, at a multiple of 64") {
    tanji::test::TemporaryFolder const folder;
    std::string text = "\x89 tanji \xe7\xa2\xb3\xe8\xbf\xb9 ";
    text += std::string(100'000, 'x');
    auto const path = folder.write("a.bin", text);
    for (auto const access : {tanji::FileAccess::mapped, tanji::FileAccess::copied}) {
        auto const file = tanji::MappedFile::try_open(path, access).value();
        CHECK(text_of(file) == text);
        CHECK(file.path() == path);
        CHECK(reinterpret_cast<std::uintptr_t>(file.bytes().data()) % 64 == 0);
    }
    auto const held = tanji::MappedFile::from_bytes(text);
    CHECK(text_of(held) == text);
    CHECK(reinterpret_cast<std::uintptr_t>(held.bytes().data()) % 64 == 0);
}

TEST_CASE("what cannot be opened says why") {
    tanji::test::TemporaryFolder const folder;
    auto const full = folder.write("full.bin", "12345");
    auto const empty = folder.write("empty.bin", "");
    for (auto const access : {tanji::FileAccess::mapped, tanji::FileAccess::copied}) {
        CHECK(tanji::MappedFile::try_open(folder.path() + "/none", access).problem().id == "file.missing");
        CHECK(tanji::MappedFile::try_open(folder.path(), access).problem().id == "file.unreadable");
        CHECK(tanji::MappedFile::try_open(empty, access).problem().id == "file.empty");
        tanji::ReadLimits limits;
        limits.file_bytes = 4;
        CHECK(tanji::MappedFile::try_open(full, access, limits).problem().id == "limit.file-bytes");
        limits.file_bytes = 5;
        CHECK(tanji::MappedFile::try_open(full, access, limits).has_value());
    }
}

TEST_CASE("writing into an open file is noticed, replacing it is not a change") {
    tanji::test::TemporaryFolder const folder;
    auto const path = folder.write("a.bin", "first");
    auto const file = tanji::MappedFile::try_open(path).value();
    CHECK_FALSE(file.changed());
    auto const other = folder.write("b.bin", "other");
    std::filesystem::rename(other, path);
    CHECK_FALSE(file.changed());
    CHECK(text_of(file) == "first");
    auto const next = tanji::MappedFile::try_open(path).value();
    std::ofstream(path, std::ios::app) << "more";
    CHECK(next.changed());
}

TEST_CASE("the owner keeps the bytes after the handle is gone") {
    std::shared_ptr<void const> owner;
    std::span<std::byte const> bytes;
    {
        auto const file = tanji::MappedFile::from_bytes("kept");
        owner = file.owner();
        bytes = file.bytes();
    }
    CHECK(static_cast<char>(bytes[0]) == 'k');
    CHECK(tanji::MappedFile().bytes().empty());
    CHECK(tanji::MappedFile().owner() == nullptr);
}
