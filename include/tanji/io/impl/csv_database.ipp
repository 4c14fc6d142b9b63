// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "tanji/base/file.hpp"
#include "tanji/io/csv_database.hpp"

/// \file
/// Files in and out; the format itself is lifecycle/csv_model.hpp, which works on texts and can be tested without a disk.
namespace tanji {

// The three files without which there is no model. The other tables of the format may be left out.
TANJI_INLINE bool is_csv_database(std::string const& folder) {
    std::error_code ignored;
    for (char const* file : {"flows.csv", "processes.csv", "exchanges.csv"})
        if (!std::filesystem::is_regular_file(std::filesystem::path(folder) / file, ignored)) return false;
    return true;
}

// All CSV files are handed on, also unknown ones: the model refuses those by name, since "exchange.csv" is a mistyped
// "exchanges.csv" far more often than a file that just happens to lie there. The folder's name names the database.
TANJI_INLINE Result<Import> try_read_csv_database(std::string const& folder, ReadLimits const& limits) {
    std::error_code failed;
    std::filesystem::directory_iterator entries(folder, failed);
    if (failed) return Problem{"file.missing", "The folder of the database cannot be opened", {folder, 0, 0, 0, {}}, "a folder with CSV files", failed.message(), {}, {}};
    CsvTexts texts;
    std::uint64_t total = 0;
    for (; entries != std::filesystem::directory_iterator(); entries.increment(failed)) {
        auto const path = entries->path();
        if (path.extension() != ".csv") continue;
        auto text = try_read_text_file(path.string(), limits);
        if (!text) return text.problem();
        total += text->size();
        if (total > limits.total_bytes) return Problem{"limit.total-bytes", "The files of the database are too large together", {folder, 0, 0, 0, {}}, std::to_string(limits.total_bytes) + " bytes at most", {}, {}, {}};
        texts.emplace(path.filename().string(), CsvText{std::move(*text), path.string()});
    }
    auto name = std::filesystem::path(folder).filename().string();
    return try_read_csv_model(texts, std::move(name), limits);
}

TANJI_INLINE Import read_csv_database(std::string const& folder, ReadLimits const& limits) { return try_read_csv_database(folder, limits).value(); }

// All texts are made before the first file is opened: a model that cannot be written leaves the folder as it was. Binary
// mode, so that line ends are the same on every system.
TANJI_INLINE void write_csv_database(Import const& model, std::string const& folder) {
    auto const texts = write_csv_model(model);
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);  // a failure shows when the first file cannot be opened
    for (auto const& [name, table] : texts) {
        auto const path = std::filesystem::path(folder) / name;
        std::ofstream file(path, std::ios::binary);
        file << table.text;
        if (!file.flush()) throw Error(Problem{"file.unwritable", "A file cannot be written", {path.string(), 0, 0, 0, {}}, "a folder that can be written to", {}, {}, {}});
    }
}

}  // namespace tanji
