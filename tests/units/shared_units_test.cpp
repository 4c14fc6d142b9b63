// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Every unit that stands in the shared databases and tables is read, or refused as one of those listed here.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "support/shared.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "tanji/io/archive.hpp"
#include "tanji/io/json_parse.hpp"
#endif

using namespace tanji;

namespace {

std::vector<std::string> files_below(std::string const& folder, std::string_view extension) {
    std::vector<std::string> files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == extension) files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

/// Adds the fields of the named columns, where a table has them.
void take_columns(std::string const& path, std::initializer_list<std::string_view> columns, std::set<std::string>& units) {
    auto const text = read_text_file(path);
    CsvReader table(text, path);
    while (table.next())
        for (auto const column : columns)
            if (table.has_column(column) && !trim(table[column]).empty()) units.emplace(trim(table[column]));
}

#ifdef TANJI_HAS_OPENLCA
/// Names of the units of all unit groups in an openLCA archive.
void take_unit_groups(std::string const& path, std::set<std::string>& units) {
    auto archive = Archive::try_open(path).value();
    JsonReader reader;
    for (std::size_t i = 0; i < archive.entries().size(); ++i) {
        if (archive.entries()[i].name.find("unit_groups/") == std::string::npos) continue;
        auto const text = archive.try_read(i).value();
        if (text.empty()) continue;  // the folder itself
        for (auto const unit : reader.try_parse(text, path, true).value().find("units").items())
            units.emplace(trim(unit.find("name").text().value()));
    }
}
#endif

/// Units that only a guess could read: which hand or hour, atomic mass or micro, gallon or dollar, and products behind a stroke.
std::set<std::string> const ambiguous{"hh", "u", "gal", "M$ 2000", "MJ/kg*d", "kWh/m2*d"};

void check_all(std::set<std::string> const& units) {
    for (auto const& text : units) {
        CAPTURE(text);
        auto const parsed = try_unit(text);
        if (ambiguous.contains(text)) {
            REQUIRE_FALSE(parsed);
            CHECK(parsed.problem().id == "unit.ambiguous");
            CHECK_FALSE(parsed.problem().related.empty());
        } else {
            CHECK_MESSAGE(parsed.has_value(), (parsed ? "" : to_text(parsed.problem())));
        }
    }
}

}  // namespace

TEST_CASE("units of the shared tables are read, or known to be ambiguous") {
    auto const folder = test::shared_path("data/lcia");
    if (!folder) {
        MESSAGE("skipped: no ../shared/data");
        return;
    }
    std::set<std::string> units;
    take_columns(*folder + "/openlca_refdata_csv/units.csv", {"Name"}, units);
    for (auto const& file : files_below(*folder + "/fedelemflowlist_mappings", ".csv")) take_columns(file, {"SourceUnit", "TargetUnit"}, units);
    CHECK(units.size() > 100);
    check_all(units);
}

#ifdef TANJI_HAS_OPENLCA
TEST_CASE("units of the shared openLCA databases are read, or known to be ambiguous") {
    auto const folder = test::shared_path("data/jsonld");
    if (!folder) {
        MESSAGE("skipped: no ../shared/data");
        return;
    }
    std::set<std::string> units;
    for (auto const& file : files_below(*folder, ".zip"))
        if (file.find("-tests") == std::string::npos) take_unit_groups(file, units);  // those have a unit called "test"
    CHECK(units.size() > 200);
    check_all(units);
}
#endif
