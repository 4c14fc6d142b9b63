// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <filesystem>

#include "command.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/io/binary_database.hpp"
#include "tanji/io/csv_database.hpp"
#include "tanji/lifecycle/shipped.hpp"
#ifdef TANJI_HAS_OPENLCA
#include "tanji/io/openlca.hpp"
#endif

namespace tool {
namespace {

constexpr char const* shipped_name = "@tanji";

bool is_csv_folder(std::string const& path) {  // by its one necessary name, so that a half folder is refused by its reader
    return std::filesystem::is_directory(path) && std::filesystem::exists(std::filesystem::path(path) / "processes.csv");
}

tanji::Import read_openlca_files(std::vector<std::string> const& files) {
#ifdef TANJI_HAS_OPENLCA
    return tanji::read_openlca(files);
#else
    throw tanji::Error({.id = "io.component-missing", .what = "This build of the tool cannot read openLCA files", .where = {.file = files.front()},
                        .expected = "a build with the component openlca", .got = "one without it", .hint = "install simdjson and the archive library and configure again"});
#endif
}

[[noreturn]] void refuse_mixture(std::string const& file) {
    throw tanji::Error({.id = "io.mixture", .what = "Files of different formats cannot be merged", .where = {.file = file},
                        .expected = "only openLCA files, or one folder of the CSV format, or @tanji alone", .got = "a mixture",
                        .hint = "their flows have different ids, so that factors of one would silently miss the other"});
}

[[noreturn]] void refuse_binary(std::string const& file) {
    throw tanji::Error({.id = "request.binary", .what = "A binary database holds the matrices of a linked system and no model", .where = {.file = file}, .expected = "one of the commands info, footprint", .got = "another command",
                        .hint = "give this command the files that the binary database was made from: tanji info lists them"});
}

std::string file_hash(std::string const& path) {
    return std::filesystem::is_regular_file(path) ? tanji::sha256_hex(tanji::read_text_file(path)) : std::string();
}

}  // namespace

Loaded load(std::vector<std::string> const& files) {
    if (files.empty()) {
        throw tanji::Error({.id = "io.no-file", .what = "No file is given", .expected = "a database, or @tanji for the shipped one", .got = "nothing",
                            .hint = "tanji footprint @tanji --process \"...\""});
    }
    Loaded loaded;
    for (auto const& file : files) {
        if (std::filesystem::is_regular_file(file) && tanji::BinaryDatabase::is_one(file)) refuse_binary(file);
        bool const own = file == shipped_name || is_csv_folder(file);
        if (own && files.size() > 1) refuse_mixture(file);
        loaded.files.push_back({file, file == shipped_name ? std::string() : file_hash(file)});
    }
    if (files.front() == shipped_name) loaded.import = tanji::shipped_import();
    else if (is_csv_folder(files.front())) loaded.import = tanji::read_csv_database(files.front());
    else loaded.import = read_openlca_files(files);
    return loaded;
}

}  // namespace tool
