// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <filesystem>
#include <fstream>
#include <iostream>

#include "account_claims.hpp"
#include "account_extras.hpp"
#include "command.hpp"
#include "tables.hpp"
#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/accounting/view.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/table.hpp"
#include "tanji/version.hpp"

namespace tool {
namespace {

using tanji::OrganisationInventory;
using tanji::Part;
using tanji::Statement;

tanji::Organisation organisation_of(AccountCommandOptions const& words) {
    if (words.organisation.empty()) return {};
    return tanji::try_read_organisation(tanji::read_table_file(words.organisation), words.organisation).value();
}

/// The shipped factors, or the tables named in their place; beside them only where "shipped" is named too, so that nobody's own factor meets another by chance.
tanji::FactorDatabase factors_of(AccountCommandOptions const& words) {
    tanji::FactorOptions options;
    if (!words.least.empty()) options.least = tanji::try_parse_confidence(words.least).value();
    if (words.factors.empty()) return tanji::FactorDatabase::shipped(options);
    auto all = read_factors(words.factors.front(), options);
    for (std::size_t i = 1; i < words.factors.size(); ++i) all = all.with(read_factors(words.factors[i], options));
    return all;
}

/// From the first to the last day of the lines, where no period was asked for.
tanji::Period period_of(AccountCommandOptions const& words, tanji::ActivityLines const& lines) {
    if (!words.period.empty()) return tanji::parse_period(words.period);
    tanji::Period whole = lines[0].period;
    for (auto const& line : lines) whole = tanji::Period((std::min)(whole.first(), line.period.first()), (std::max)(whole.last(), line.period.last()));
    return whole;
}

}  // namespace

OrganisationInventory account_file(AccountCommandOptions const& words, std::string const& file) {
    auto const lines = read_activities(file, words.sheet);
    auto const period = period_of(words, lines);
    auto rules = tanji::RuleSet::get(words.rules, period, {.allow_other_edition = words.other_edition, .allow_draft = words.draft, .edition = words.edition});
    if (!words.gwp.empty()) rules = rules.with_gwp(tanji::try_parse_gwp_set(words.gwp).value());
    tanji::AccountOptions account{.consolidation = tanji::try_parse_consolidation(words.consolidation).value(), .period = period};
    account.allow_fall_backs = words.fall_backs;
    account.keep_published = words.keep_published;
    account.every_month = words.every_month;
    if (!words.as_of.empty()) account.as_of = tanji::parse_date(words.as_of);
    return account_lines(words, lines, organisation_of(words), rules, factors_of(words), account);
}

std::vector<Setting> account_settings(std::string const& file, OrganisationInventory const& inventory) {
    std::vector<Setting> settings{{"file", file + " sha256:" + inventory.activities().files()[0].sha256}, {"rules", tanji::to_text(inventory.rules())}, {"gwp", tanji::to_text(inventory.rules().gwp)},
                                  {"period", tanji::to_text(inventory.period())}, {"consolidation", std::string(tanji::to_text(inventory.consolidation()))},
                                  {"lines", std::to_string(inventory.activities().size())}, {"factor look-ups", std::to_string(inventory.lookups())}, {"digest", inventory.digest()}};
    if (inventory.rules().status == tanji::RuleStatus::draft) settings.push_back({"draft", "yes: the rule set is not in force"});
    if (auto const said = inventory.attributions(); !said.empty()) settings.push_back({"attribution", tanji::join(said, "; ")});
    return settings;
}

Setting file_setting(std::string const& name) { return {"file", name + " sha256:" + tanji::sha256_hex(tanji::read_text_file(name))}; }

std::vector<Setting> account_files(AccountCommandOptions const& words) {
    std::vector<Setting> list{{"tanji", TANJI_VERSION}};
    if (!words.organisation.empty()) list.push_back(file_setting(words.organisation));
    for (auto const& name : words.factors) {
        if (name != "shipped") list.push_back(file_setting(name));  // what ships is known by the version
    }
    auto const claims = claim_file_settings(words);
    list.insert(list.end(), claims.begin(), claims.end());
    return list;
}

namespace {

OrganisationInventory inventory_of(Options const& options) {
    if (options.files.size() == 1) return account_file(options.account, options.files.front());
    throw tanji::Error({.id = "request.files", .what = "an inventory is made of one table of activities", .expected = "one CSV file", .got = std::to_string(options.files.size()) + " files", .hint = "put the rows into one table: every row names its site"});
}

/// A record is evidence, so none is overwritten. Written as a stream: ten million lines are not held as text.
std::optional<tanji::RecordRoot> written_record(AccountCommandOptions const& words, OrganisationInventory const& inventory) {
    if (words.record.empty()) return std::nullopt;
    if (std::filesystem::exists(words.record)) {
        throw tanji::Error({.id = "request.record", .what = "there is a file of this name already", .where = {.file = words.record}, .expected = "a new file", .got = "one that exists", .hint = "records are kept: take another name"});
    }
    tanji::InventoryRecordOptions how;
    if (!words.secret.empty()) how.writer.secret = tanji::read_text_file(words.secret);
    std::ofstream file;  // opened with the first bytes: a refusal leaves nothing behind
    how.writer.sink = [&](std::string_view bytes) {
        if (!file.is_open()) file.open(words.record, std::ios::binary);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    };
    auto const root = tanji::write_record(inventory, std::move(how));
    file.close();
    if (!file) throw tanji::Error({.id = "io.write", .what = "a file cannot be written", .where = {.file = words.record}, .expected = "room and permission to write"});
    return root;
}

std::vector<Setting> settings_of(Options const& options, OrganisationInventory const& inventory, std::optional<tanji::RecordRoot> const& root) {
    auto used = account_settings(options.files.front(), inventory);
    auto const beside = account_files(options.account);
    used.insert(used.begin() + 1, beside.begin() + 1, beside.end());
    used.insert(used.begin(), beside.front());
    if (root) used.insert(used.end(), {{"record", options.account.record}, {"root", to_text(*root)}});
    return used;
}

std::string shown(double kg) { return tanji::number_text(kg / 1000, 6); }

/// Lines that consolidation leaves out are none.
std::string shown(tanji::Co2e amount, std::uint64_t lines) { return lines == 0 ? "no lines" : shown(amount.stored()); }

void print_text(Statement const& statement, std::vector<Part> const& parts, std::string const& by) {
    std::cout << "\n" << statement.title_en << ", t CO2e\n";
    tanji::TextTable table({"section", "t CO2e", "lines"});
    for (auto const& row : statement.rows) {
        if (row.total.lines == 0 || (row.sign == 0 && row.shown_kg == 0)) continue;  // CSV and JSON have all of them
        table.add_row({row.title_en, shown(row.shown_kg) + (row.part == tanji::SectionPart::biogenic_co2 ? " t CO2" : ""), std::to_string(row.total.lines)});
    }
    table.add_line();
    for (auto const& total : statement.totals) table.add_row({total.title_en, shown(total.co2e, total.lines), std::to_string(total.lines)});
    std::cout << table.text();
    if (!parts.empty()) {
        tanji::TextTable divided({by, "name", "t CO2e", "lines"});
        for (auto const& part : parts) divided.add_row({part.key, part.name, shown(part.total.co2e, part.total.lines), std::to_string(part.total.lines)});
        std::cout << '\n' << divided.text();
    }
    for (auto const& note : statement.notes) std::cout << "note: " << note << '\n';
}

void print_csv(OrganisationInventory const& inventory, Statement const& statement, std::vector<Part> const& parts, AccountExtras const& extras) {
    tanji::CsvWriter csv({.guard_formulas = true});
    for (auto const* name : {"kind", "key", "title_en", "title_zh", "t_co2e", "reported", "t_biogenic_co2", "lines", "t_gas", "low_t_co2e", "high_t_co2e"}) csv.field(name);
    csv.end_row();
    for (auto const& row : statement.rows) {
        auto const co2e = row.part == tanji::SectionPart::biogenic_co2 ? std::nullopt : if_lines(row.total, row.shown_kg / 1000);
        csv.field(row.sign == 0 ? "beside" : "section").field(row.section).field(row.title_en).field(row.title_zh).field(co2e).field("").field(if_lines(row.total, row.total.biogenic_co2.stored() / 1000));
        csv.field(std::to_string(row.total.lines)).field("").field("").field("").end_row();
    }
    for (auto const& total : statement.totals) total_csv(csv, "total", total);
    for (auto const& part : parts) {
        csv.field("part").field(part.key).field(part.name).field("").field(if_lines(part.total, part.total.co2e.stored() / 1000)).field("").field(if_lines(part.total, part.total.biogenic_co2.stored() / 1000));
        csv.field(std::to_string(part.total.lines)).field("").field("").field("").end_row();
    }
    extras_csv(csv, extras);
    market_csv(csv, inventory, statement);
    for (auto const& note : statement.notes) {
        csv.field("note").field("").field(note);
        for (int empty = 0; empty < 8; ++empty) csv.field("");
        csv.end_row();
    }
    std::cout << csv.text();
}

void write_total(tanji::JsonWriter& json, tanji::Total const& total) {
    json.member("lines", total.lines).member("co2e_kg", if_lines(total, total.co2e.stored())).member("biogenic_co2_kg", if_lines(total, total.biogenic_co2.stored()));
    json.key("gases_kg").begin_object();
    for (auto const& [gas, mass] : total.gases) json.member(tanji::to_text(gas), mass.stored());
    json.end_object();
    json.key("not_estimated").begin_array();
    for (auto const& text : total.not_estimated) json.value(text);
    json.end_array();
}

void write_statement(tanji::JsonWriter& json, Statement const& statement) {
    json.key("statement").begin_object().member("view", statement.view).member("edition", statement.edition).member("energy", tanji::to_text(statement.energy));
    json.key("sections").begin_array();
    for (auto const& row : statement.rows) {
        json.begin_object().member("section", row.section).member("title_en", row.title_en).member("title_zh", row.title_zh).member("sign", row.sign).member("part", tanji::to_text(row.part));
        json.member("shown_kg", if_lines(row.total, row.shown_kg)).member("counted_kg", if_lines(row.total, row.counted.stored()));
        write_total(json, row.total);
        json.end_object();
    }
    json.end_array().key("totals").begin_array();
    for (auto const& total : statement.totals) total_json(json, total);
    json.end_array().key("notes").begin_array();
    for (auto const& note : statement.notes) json.value(note);
    json.end_array().end_object();
}

void print_json(std::vector<Setting> const& used, OrganisationInventory const& inventory, Statement const& statement, std::vector<Part> const& parts, std::string const& by, AccountExtras const& extras) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object();
    write_settings(json, used);
    write_statement(json, statement);
    json.member("by", by).key("parts").begin_array();
    for (auto const& part : parts) {
        json.begin_object().member("key", part.key).member("name", part.name);
        write_total(json, part.total);
        json.end_object();
    }
    json.end_array();
    write_extras(json, extras);
    write_market(json, inventory, statement);
    tanji::write_findings(json, inventory.findings());
    json.end_object();
    std::cout << json.text() << '\n';
}

}  // namespace

int account(Options const& options) {
    auto const inventory = inventory_of(options);
    auto const shown_as = tanji::statement(inventory, options.account.view);
    std::vector<Part> parts;
    if (!options.account.by.empty()) parts = inventory.by(tanji::try_parse_by(options.account.by).value());
    auto const extras = account_extras(options.account, inventory, shown_as);
    auto const used = settings_of(options, inventory, written_record(options.account, inventory));
    if (options.format() == Format::json) {
        print_json(used, inventory, shown_as, parts, options.account.by, extras);
        return ok;
    }
    std::cout << settings_text(used);
    if (options.format() == Format::csv) print_csv(inventory, shown_as, parts, extras);
    else {
        print_text(shown_as, parts, options.account.by);
        std::cout << market_text(inventory, shown_as) << extras_text(extras, options.top);
        if (!inventory.findings().empty()) std::cout << '\n' << counted(inventory.findings().size(), "finding") << '\n' << findings_text(inventory.findings(), 10);
    }
    return ok;
}

}  // namespace tool
