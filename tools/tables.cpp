// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Files of tables, by their names; and tanji factor-table: publishers' tables in our own form.

#include "tables.hpp"

#include <iostream>
#include <utility>

#include "command.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/factor_tables_cn.hpp"
#include "tanji/io/factor_tables_own.hpp"
#include "tanji/io/xlsx_activity.hpp"

namespace tool {

tanji::FactorDatabase read_factors(std::string const& path, tanji::FactorOptions const& options) {
    if (path == "shipped") return tanji::FactorDatabase::shipped(options);
    if (tanji::is_xlsx_name(path)) {
        throw tanji::Error({.id = "request.files", .what = "Factors of one's own are CSV or JSON", .where = {.file = path}, .expected = "a .csv or .json file", .got = "a spreadsheet",
                            .hint = "save it as CSV with the columns of data/factors/README.md, or read a publisher's table with `tanji factor-table`"});
    }
    if (tanji::lower(path).ends_with(".json")) return tanji::try_factors_from_json(tanji::read_text_file(path), path, options).value();
    return tanji::FactorDatabase::from_csv(tanji::read_table_file(path), path, options);
}

namespace {

/// A sheet that is asked for and cannot be there is a slip: another file was meant.
void refuse_sheet(std::string const& path, std::string const& sheet) {
    if (sheet.empty()) return;
    throw tanji::Error({.id = "request.files", .what = "Only spreadsheets have sheets", .where = {.file = path}, .expected = "a .xlsx file, or no --sheet", .got = tanji::in_quotes(sheet)});
}

}  // namespace

tanji::SheetTable read_sheet(std::string const& path, std::string const& sheet) {
    if (tanji::is_xlsx_name(path)) return tanji::try_read_xlsx(path, sheet).value();
    refuse_sheet(path, sheet);
    return tanji::table_from_csv(tanji::read_table_file(path), path);
}

tanji::ActivityImport import_activities(std::string const& path, std::string const& sheet) {
    if (tanji::is_xlsx_name(path)) return tanji::import_activity_xlsx(path, sheet);
    refuse_sheet(path, sheet);
    return tanji::import_activity_file(path);
}

tanji::ActivityLines read_activities(std::string const& path, std::string const& sheet) {
    if (tanji::is_xlsx_name(path)) return tanji::try_read_activity_xlsx(path, sheet).value();
    refuse_sheet(path, sheet);
    return tanji::read_activity_file(path);
}

namespace {

tanji::TableOptions table_options(TableCommandOptions const& words) {
    tanji::TableOptions options{.document = words.document, .edition = words.edition, .year = words.year, .licence = words.licence, .attribution = words.attribution};
    if (!words.gwp.empty()) options.gwp = tanji::try_parse_gwp_set(words.gwp).value();
    if (!words.released.empty()) options.released = tanji::parse_date(words.released);
    if (!words.confidence.empty()) options.confidence = tanji::try_parse_confidence(words.confidence).value();
    if (!words.kind.empty()) options.kind = tanji::try_parse_factor_kind(words.kind).value();
    if (!words.co2.empty()) options.co2 = words.co2 == "fossil" ? tanji::gas::co2_fossil : tanji::gas::co2_biogenic;
    options.heat = words.heat;
    options.region = words.region;
    options.key_prefix = words.prefix;
    return options;
}

tanji::TableImport import(std::string const& form, tanji::SheetTable const& table, tanji::TableOptions const& options) {
    using Reader = tanji::TableImport (*)(tanji::SheetTable const&, tanji::TableOptions const&);
    static constexpr std::pair<std::string_view, Reader> readers[] = {{"defra", tanji::read_defra}, {"epa-supply-chain", tanji::read_epa_supply_chain}, {"egrid", tanji::read_egrid}, {"ember", tanji::read_ember},
                                                                      {"national", tanji::read_national_factors}, {"fuels", tanji::read_fuel_table}, {"carbonates", tanji::read_carbonate_table}};
    for (auto const& [name, reader] : readers) {
        if (name == form) return reader(table, options);
    }
    throw tanji::Error({.id = "request.command-line", .what = "This is no form of table", .expected = "defra, epa-supply-chain, egrid, ember, national, fuels or carbonates", .got = tanji::in_quotes(form)});
}

}  // namespace

int factor_table(Options const& options) {
    auto const& words = options.table;
    auto const read = import(words.form, read_sheet(options.files.front(), words.sheet), table_options(words));
    std::cerr << findings_text(read.left_out, 5);
    if (words.save.empty()) {
        std::cout << (options.json ? tanji::factors_to_json(read.factors) + "\n" : tanji::factors_to_csv(read.factors));
        return ok;
    }
    bool const json = options.json || tanji::lower(words.save).ends_with(".json");
    write_file(words.save, json ? tanji::factors_to_json(read.factors) : tanji::factors_to_csv(read.factors));
    std::cout << counted(read.factors.held().size(), "factor") << " written to " << words.save << ", " << counted(read.left_out.size(), "row") << " left out\n";
    return ok;
}

}  // namespace tool
