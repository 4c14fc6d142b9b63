// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// tanji base-year: the base that reductions are measured from, what has happened to it since, and whether it must be computed again (rule C7).

#include <iostream>

#include "command.hpp"
#include "tanji/accounting/base_year.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/table.hpp"
#include "tanji/units/text.hpp"

namespace tool {
namespace {

using tanji::BaseYear;
using tanji::BaseYearVersion;

/// A base computed again: when, and the table it was made from.
struct Recalculation {
    tanji::Date made;
    std::string file;
};

std::vector<Recalculation> recalculations(Options const& options) {
    std::vector<Recalculation> list;
    for (auto const& text : options.base_year.recalculated) {
        auto const at = text.find('=');
        if (at == std::string::npos) {
            throw tanji::Error({.id = "request.recalculated", .what = "a recalculated base needs its day", .expected = "DAY=FILE, for example 2024-03-01=2019-without-b.csv", .got = text});
        }
        list.push_back({tanji::parse_date(text.substr(0, at)), text.substr(at + 1)});
    }
    tanji::sort_keeping_order(list, [](auto const& a, auto const& b) { return a.made < b.made; });
    return list;
}

double threshold(Options const& options) {
    if (!options.base_year.threshold.empty()) return share(options.base_year.threshold);
    throw tanji::Error({.id = "base-year.threshold", .what = "the threshold for recalculation must be stated", .expected = "--threshold 5%", .got = "nothing", .hint = "it is the organisation's policy and part of its report; 5 % is usual"});
}

/// The history in order of time: a recalculation takes up the events up to its day.
BaseYear history(Options const& options, BaseYearVersion first) {
    auto const& asked = options.base_year;
    BaseYear base(std::move(first), {.threshold = threshold(options), .cumulation = asked.gross ? tanji::Cumulation::gross : tanji::Cumulation::net});
    std::vector<tanji::BaseYearEvent> events;
    if (!asked.events.empty()) events = tanji::try_read_base_year_events(tanji::read_text_file(asked.events), asked.events).value();
    tanji::sort_keeping_order(events, [](auto const& a, auto const& b) { return a.day < b.day; });
    auto next = events.begin();
    for (auto const& again : recalculations(options)) {
        for (; next != events.end() && next->day <= again.made; ++next) base = base.with(*next);
        base = base.recalculated(tanji::base_version(account_file(options.account, again.file)).value(), again.made).value();
    }
    for (; next != events.end(); ++next) base = base.with(*next);
    return base;
}

double kilograms(tanji::Co2e amount) { return amount.stored(); }

void print_csv(BaseYear const& base, std::optional<double> since) {
    tanji::CsvWriter csv({.guard_formulas = true});
    for (auto const* name : {"kind", "key", "made", "kg_co2e", "share", "gwp_set", "rules", "digest"}) csv.field(name);
    csv.end_row();
    for (auto const& version : base.versions()) {
        csv.field("version").field(std::to_string(version.number)).field(version.made ? tanji::to_text(*version.made) : "").field(kilograms(version.total)).field("");
        csv.field(version.gwp_set).field(version.rules).field(version.digest).end_row();
    }
    auto const row = [&](std::string const& kind, std::string const& key, std::optional<double> kg, std::optional<double> part) {
        csv.field(kind).field(key).field("").field(kg).field(part).field("").field("").field("").end_row();
    };
    auto const now = base.assess();
    row("cumulative", now.recalculate ? "recalculate" : "keep", kilograms(now.cumulative), now.share);
    row("threshold", "", {}, now.threshold);
    for (auto const& each : now.not_counted) row("not-counted", each, {}, {});
    if (since) row("since", "", {}, since);
    std::cout << csv.text();
}

void write_texts(tanji::JsonWriter& json, char const* name, std::vector<std::string> const& texts) {
    json.key(name).begin_array();
    for (auto const& text : texts) json.value(text);
    json.end_array();
}

void print_json(std::vector<Setting> const& used, BaseYear const& base, std::optional<double> since) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object();
    write_settings(json, used);
    json.key("versions").begin_array();
    for (auto const& version : base.versions()) {
        json.begin_object().member("number", version.number).member("period", tanji::to_text(version.period)).member("total_kg", kilograms(version.total));
        json.key("parts_kg").begin_object();
        for (auto const& [name, amount] : version.parts) json.member(name, kilograms(amount));
        json.end_object();
        json.member("gwp_set", version.gwp_set).member("rules", version.rules).member("digest", version.digest);
        if (version.made) json.member("made", tanji::to_text(*version.made));
        write_texts(json, "events", version.events);
        json.member("unexplained_kg", kilograms(version.unexplained)).end_object();
    }
    json.end_array();
    auto const now = base.assess();
    json.member("cumulative_kg", kilograms(now.cumulative)).member("share", now.share).member("threshold", now.threshold).member("recalculate", now.recalculate);
    write_texts(json, "counted", now.counted);
    write_texts(json, "not_counted", now.not_counted);
    if (since) json.member("change_since_base", *since);
    json.end_object();
    std::cout << json.text() << '\n';
}

}  // namespace

int base_year(Options const& options) {
    (void)threshold(options);
    if (options.files.size() != 1) {
        throw tanji::Error({.id = "request.files", .what = "a base year is one table of activities", .expected = "one CSV file", .got = std::to_string(options.files.size()) + " files"});
    }
    auto const inventory = account_file(options.account, options.files.front());
    auto const base = history(options, tanji::base_version(inventory).value());
    std::optional<double> since;
    if (!options.base_year.now.empty()) since = base.change_since(account_file(options.account, options.base_year.now).total().co2e);
    auto used = account_files(options.account);
    if (!options.base_year.events.empty()) used.push_back(file_setting(options.base_year.events));
    auto const own = account_settings(options.files.front(), inventory);
    used.insert(used.end(), own.begin(), own.end());
    if (options.format() == Format::json) {
        print_json(used, base, since);
        return ok;
    }
    std::cout << settings_text(used);
    if (options.format() == Format::csv) {
        print_csv(base, since);
        return ok;
    }
    std::cout << '\n' << tanji::to_text(base);
    if (since) std::cout << "now: " << tanji::number_text(100 * *since, 4) << " % since the base year\n";
    return ok;
}

}  // namespace tool
