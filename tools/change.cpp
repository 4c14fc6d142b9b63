// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// tanji change: why an inventory differs from that of another year, in effects that add up to the difference exactly (rule C7).

#include <cmath>
#include <iostream>

#include "account_extras.hpp"
#include "command.hpp"
#include "tanji/accounting/change.hpp"
#include "tanji/accounting/intensity.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/table.hpp"

namespace tool {
namespace {

using tanji::Change;
using tanji::ChangeEffect;
using tanji::OrganisationInventory;

constexpr ChangeEffect effects[] = {ChangeEffect::activity, ChangeEffect::factor, ChangeEffect::gwp, ChangeEffect::method, ChangeEffect::boundary};

/// Both years and what explains the step between them.
struct Compared {
    OrganisationInventory before, after;
    Change change;
};

/// The later year's words, with those of the earlier one where it was accounted otherwise.
AccountCommandOptions earlier(Options const& options) {
    auto words = options.account;
    if (!options.change.old_rules.empty()) {
        words.rules = options.change.old_rules;
        words.edition.clear();
    }
    if (!options.change.old_gwp.empty()) words.gwp = options.change.old_gwp;
    return words;
}

Compared compare_years(Options const& options) {
    if (options.files.size() != 2) {
        throw tanji::Error({.id = "request.files", .what = "a change is between two tables of activities", .expected = "the earlier and the later CSV file", .got = std::to_string(options.files.size()) + " files"});
    }
    auto const& asked = options.change;
    tanji::ChangeOptions how{.unmatched_are_boundary = asked.unmatched};
    if (!asked.map.empty()) how.map = tanji::try_read_key_links(tanji::read_text_file(asked.map), asked.map).value();
    how.settings.order = tanji::try_parse_change_order(asked.order).value();
    auto before = account_file(earlier(options), options.files[0]);
    auto after = account_file(options.account, options.files[1]);
    auto change = tanji::change_between(before, after, how);
    return {std::move(before), std::move(after), std::move(change)};
}

/// "NAME=OLD,NEW": what both years' emissions are divided by.
struct IntensityStep {
    tanji::Intensity before, after;
    double change = 0;
};

IntensityStep intensity_step(std::string const& text, Compared const& years) {
    auto const name = text.substr(0, text.find('='));
    auto const comma = text.find(',', name.size());
    if (name.size() == text.size() || comma == std::string::npos) {
        throw tanji::Error({.id = "request.per", .what = "this is no pair of amounts to divide by", .expected = "NAME=OLD,NEW, for example \"sheet=800 t,900 t\"", .got = text});
    }
    auto const of = [&](OrganisationInventory const& inventory, std::string const& amount) {
        return tanji::intensities(inventory.total().co2e, inventory.period(), {{name, per_amount(amount), inventory.period()}}).front();
    };
    IntensityStep step{of(years.before, text.substr(name.size() + 1, comma - name.size() - 1)), of(years.after, text.substr(comma + 1))};
    step.change = tanji::try_intensity_change(step.before, step.after).value();
    return step;
}

std::vector<IntensityStep> intensity_steps(Options const& options, Compared const& years) {
    std::vector<IntensityStep> steps;
    for (auto const& text : options.change.per) steps.push_back(intensity_step(text, years));
    return steps;
}

std::vector<Setting> settings_of(Options const& options, Compared const& years) {
    auto list = account_files(options.account);
    if (!options.change.map.empty()) list.push_back(file_setting(options.change.map));
    auto const add = [&](std::string const& which, std::string const& file, OrganisationInventory const& inventory) {
        for (auto& each : account_settings(file, inventory)) list.push_back({which + each.name, std::move(each.value)});
    };
    add("before: ", options.files[0], years.before);
    add("after: ", options.files[1], years.after);
    list.push_back({"order", years.change.order});
    return list;
}

std::vector<tanji::RowChange> largest_first(Change const& change) {
    auto rows = change.rows;
    tanji::sort_keeping_order(rows, [](auto const& a, auto const& b) { return std::fabs(a.effects.sum().stored()) > std::fabs(b.effects.sum().stored()); });
    return rows;
}

std::string tonnes(tanji::Co2e amount) { return tanji::number_text(amount.stored() / 1000, 6); }

void print_text(Options const& options, Compared const& years, std::vector<IntensityStep> const& steps) {
    auto const& change = years.change;
    tanji::TextTable table({"", "t CO2e"});
    table.add_row({"before", tonnes(change.before)});
    for (auto const effect : effects) table.add_row({std::string(tanji::to_text(effect)), tonnes(change.effects.of(effect))});
    table.add_line().add_row({"after", tonnes(change.after)});
    std::cout << '\n' << table.text();
    std::cout << "effects: " << tonnes(change.effects.sum()) << " t = after - before: " << tonnes(change.change) << " t, "
              << (change.effects.sum() == change.change && change.after - change.before == change.change ? "exactly" : "NOT exactly") << "\n\n";
    std::vector<std::string> header{"line", "status"};
    for (auto const effect : effects) header.emplace_back(tanji::to_text(effect));
    header.emplace_back("sum");
    tanji::TextTable lines(header);
    auto const rows = largest_first(change);
    for (std::size_t i = 0; i < rows.size() && i < static_cast<std::size_t>(options.top); ++i) {
        std::vector<std::string> cells{rows[i].key, std::string(tanji::to_text(rows[i].status))};
        for (auto const effect : effects) cells.push_back(tonnes(rows[i].effects.of(effect)));
        cells.push_back(tonnes(rows[i].effects.sum()));
        lines.add_row(std::move(cells));
    }
    std::cout << lines.text();
    if (rows.size() > static_cast<std::size_t>(options.top)) std::cout << "and " << counted(rows.size() - static_cast<std::size_t>(options.top), "more line") << '\n';
    for (auto const& step : steps) {
        std::cout << "per " << step.before.name << ": " << tanji::number_text(step.before.value.value, 6) << " to " << tanji::number_text(step.after.value.value, 6) << ' ' << step.after.value.unit.symbol() << ", "
                  << tanji::number_text(100 * step.change, 4) << " %\n";
    }
    if (!change.findings.empty()) std::cout << '\n' << findings_text(change.findings, 10);
}

void csv_row(tanji::CsvWriter& csv, char const* kind, std::string const& key, std::string_view status, tanji::Co2e before, tanji::Co2e after, tanji::ChangeEffects const& parts) {
    csv.field(kind).field(key).field(status).field(before.stored()).field(after.stored());
    for (auto const effect : effects) csv.field(parts.of(effect).stored());
    csv.field(parts.sum().stored()).field("").field("").field("").field("").end_row();
}

void print_csv(Change const& change, std::vector<IntensityStep> const& steps) {
    tanji::CsvWriter csv({.guard_formulas = true});
    for (auto const* name : {"kind", "key", "status", "before_kg", "after_kg"}) csv.field(name);
    for (auto const effect : effects) csv.field(std::string(tanji::to_text(effect)) + "_kg");
    for (auto const* name : {"change_kg", "before_per", "after_per", "unit", "change_share"}) csv.field(name);  // intensities are no kg
    csv.end_row();
    csv_row(csv, "total", "", "", change.before, change.after, change.effects);
    for (auto const& row : change.rows) csv_row(csv, "line", row.key, tanji::to_text(row.status), row.before, row.after, row.effects);
    for (auto const& step : steps) {
        csv.field("intensity").field(step.before.name);
        for (int i = 0; i < 9; ++i) csv.field("");
        csv.field(step.before.value.value).field(step.after.value.value).field(step.after.value.unit.symbol()).field(step.change).end_row();
    }
    std::cout << csv.text();
}

void write_effects(tanji::JsonWriter& json, tanji::ChangeEffects const& parts) {
    json.key("effects_kg").begin_object();
    for (auto const effect : effects) json.member(tanji::to_text(effect), parts.of(effect).stored());
    json.end_object();
}

void print_json(std::vector<Setting> const& used, Change const& change, std::vector<IntensityStep> const& steps) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object();
    write_settings(json, used);
    json.member("before_kg", change.before.stored()).member("after_kg", change.after.stored()).member("change_kg", change.change.stored()).member("quantum_kg", change.quantum);
    write_effects(json, change.effects);
    json.member("exact", change.effects.sum() == change.change);
    json.key("lines").begin_array();
    for (auto const& row : change.rows) {
        json.begin_object().member("key", row.key).member("status", tanji::to_text(row.status)).member("before_kg", row.before.stored()).member("after_kg", row.after.stored());
        write_effects(json, row.effects);
        json.end_object();
    }
    json.end_array().key("intensities").begin_array();
    for (auto const& step : steps) {
        json.begin_object().member("per", step.before.name).member("before", step.before.value.value).member("before_unit", step.before.value.unit.symbol());
        json.member("after", step.after.value.value).member("after_unit", step.after.value.unit.symbol()).member("change", step.change).end_object();
    }
    json.end_array();
    tanji::write_findings(json, change.findings);
    json.end_object();
    std::cout << json.text() << '\n';
}

}  // namespace

int change(Options const& options) {
    auto const years = compare_years(options);
    auto const steps = intensity_steps(options, years);
    auto const used = settings_of(options, years);
    if (options.format() == Format::json) {
        print_json(used, years.change, steps);
        return ok;
    }
    std::cout << settings_text(used);
    if (options.format() == Format::csv) print_csv(years.change, steps);
    else print_text(options, years, steps);
    return ok;
}

}  // namespace tool
