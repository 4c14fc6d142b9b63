// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// tanji factor FIND...: a look-up if a place and a year or day are given, else a search by words; --diff compares two editions.

#include <algorithm>
#include <iostream>
#include <set>

#include "command.hpp"
#include "tables.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/attribution.hpp"
#include "tanji/factors/factor_diff.hpp"
#include "tanji/factors/lookup.hpp"
#include "tanji/io/factor_tables_own.hpp"
#include "tanji/places/place.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/units/text.hpp"

namespace tool {
namespace {

using Held = tanji::FactorDatabase::Held;

/// The shipped factors, and those of the user's own tables.
tanji::FactorDatabase database(Options const& options, tanji::Confidence least) {
    auto all = tanji::FactorDatabase::shipped({.least = least});
    for (auto const& file : options.files) all = all.with(read_factors(file, {.least = least}));
    return all;
}

tanji::Confidence accepted(Options const& options) {
    return options.factor.least.empty() ? tanji::default_confidence : tanji::try_parse_confidence(options.factor.least).value();
}

/// "steam=heat": a proxy, with the words of the command line for its reason.
tanji::FactorProxy proxy(std::string const& text) {
    auto const equals = text.find('=');
    if (equals == std::string::npos) {
        throw tanji::Error({.id = "request.proxy", .what = "A proxy names what is wanted and what stands in", .expected = "--proxy \"WANTED=INSTEAD\"", .got = tanji::in_quotes(text), .hint = "the words of two factors, as `tanji factor` prints them"});
    }
    return {.what = std::string(tanji::trim(text.substr(0, equals))), .instead = std::string(tanji::trim(text.substr(equals + 1))), .reason = "--proxy"};
}

tanji::FactorRequest request(Options const& options) {
    auto const& asked = options.factor;
    tanji::FactorRequest request{.what = tanji::join(asked.find, " "), .region = asked.region, .around = asked.around, .year = asked.year, .technology = asked.technology, .edition = asked.edition,
                                 .document = asked.document};
    if (!asked.kind.empty()) request.kind = tanji::try_parse_factor_kind(asked.kind).value();
    if (!asked.as_of.empty()) request.as_of = tanji::parse_date(asked.as_of);
    if (!asked.unit.empty()) request.per = tanji::unit(asked.unit);
    for (auto const& gas : asked.gases) request.gases.push_back(tanji::get_gas(gas));
    request.fall_backs.parent_region = asked.parent_region;
    request.fall_backs.max_years = asked.years;
    for (auto const& text : asked.proxies) request.fall_backs.proxies.push_back(proxy(text));
    return request;
}

std::string day(std::optional<tanji::Date> const& date) { return date ? to_text(*date) : std::string(); }

/// Numbers as text: "0.5306 kg co2-fossil", or the CO2e with its set. People get seven digits, CSV all of them.
std::vector<std::string> number_lines(tanji::Factor const& factor, int digits = 17) {
    std::vector<std::string> lines;
    auto const text = [&](double kg) { return digits < 17 ? tanji::number_text(kg, digits) : tanji::number_text(kg); };
    for (auto const& [gas, mass] : factor.gases) lines.push_back(text(mass.in(tanji::units::kg)) + " kg " + to_text(gas) + " per " + factor.per.symbol());
    if (factor.co2e) lines.push_back(text(factor.co2e->in(tanji::units::kg)) + " kg CO2e (" + to_text(factor.co2e_set) + ") per " + factor.per.symbol());
    return lines;
}

void print_factor(tanji::Factor const& factor) {
    auto const& from = factor.provenance;
    std::cout << factor.what << " (" << factor.region << ", " << factor.year << ", " << to_text(factor.kind) << ")\n  key: " << factor.key << '\n';
    for (auto const& line : number_lines(factor, 7)) std::cout << "  " << line << '\n';
    std::vector<std::string> left_out;
    for (auto const gas : factor.not_estimated) left_out.push_back(to_text(gas));
    if (!left_out.empty()) std::cout << "  not estimated: " << tanji::join(left_out, ", ") << '\n';
    if (factor.uncertainty) std::cout << "  uncertainty: +- " << tanji::number_text(*factor.uncertainty * 100, 4) << " % (95 %)\n";
    if (!from.technology.empty()) std::cout << "  technology: " << from.technology << '\n';
    std::cout << "  source: " << to_text(from) << (from.place.empty() ? "" : ", " + from.place) << '\n';
    std::cout << "  released: " << (from.released ? day(from.released) : from.released_by ? "by " + day(from.released_by) + ", the day is not known" : "on a day that is not known") << '\n';
    if (from.valid_from || from.valid_to) std::cout << "  valid: " << day(from.valid_from) << " to " << day(from.valid_to) << '\n';
    std::cout << "  data of: " << (from.data_year ? std::to_string(*from.data_year) : "a year that the source does not tell") << '\n';
    for (auto const& text : factor.assumptions) std::cout << "  assumed: " << text << '\n';
    if (!from.note.empty()) std::cout << "  note: " << from.note << '\n';
    if (!from.attribution.empty()) std::cout << "  " << from.attribution << '\n';
    std::cout << "  digest: " << digest(factor) << '\n';
}

void print(tanji::FactorMatch const& match, Format format) {
    std::vector<std::string> steps;
    for (auto const& step : match.fall_backs) steps.push_back(to_text(step));
    tanji::Factor const& factor = *match.factor;
    if (format == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object().key("factor");
        tanji::write_factor(json, {match.factor});
        json.key("fall_backs").begin_array();
        for (auto const& step : match.fall_backs) {
            json.begin_object().member("kind", to_text(step.kind)).member("asked", step.asked).member("used", step.used).member("reason", step.reason).member("penalty", step.penalty).end_object();
        }
        json.end_array().member("penalty", match.penalty).key("notes").begin_array();
        for (auto const& note : match.notes) json.value(note);
        json.end_array().end_object();
        std::cout << json.text() << '\n';
    } else if (format == Format::csv) {
        auto const& from = factor.provenance;
        tanji::CsvWriter csv({.guard_formulas = true});
        for (auto const* name : {"key", "what", "kind", "region", "year", "data_year", "technology", "per", "numbers", "document", "edition", "released", "released_by", "valid_from", "valid_to", "confidence", "attribution",
                                 "digest", "fall_backs", "penalty", "notes"}) csv.field(name);
        csv.end_row();
        csv.field(factor.key).field(factor.what).field(to_text(factor.kind)).field(factor.region).field(std::to_string(factor.year)).field(from.data_year ? std::to_string(*from.data_year) : "").field(from.technology);
        csv.field(factor.per.symbol()).field(tanji::join(number_lines(factor), "; ")).field(from.document).field(from.edition).field(day(from.released)).field(day(from.released_by)).field(day(from.valid_from));
        csv.field(day(from.valid_to)).field(to_text(from.confidence)).field(from.attribution).field(digest(factor)).field(tanji::join(steps, "; ")).field(match.penalty).field(tanji::join(match.notes, "; ")).end_row();
        std::cout << csv.text();
    } else {
        print_factor(factor);
        for (auto const& step : steps) std::cout << "fall-back, " << step << '\n';
        for (auto const& note : match.notes) std::cout << "note: " << note << '\n';
    }
}

/// What a search may be narrowed by; a word that is not given narrows nothing.
bool fits(tanji::Factor const& factor, Options const& options, tanji::FactorRequest const& wanted, std::string const& region) {
    auto const& asked = options.factor;
    bool const words = (region.empty() || tanji::equal_ignoring_case(factor.region, region)) && (asked.kind.empty() || factor.kind == wanted.kind) && (asked.year == 0 || factor.year == asked.year) &&
                       (asked.technology.empty() || tanji::contains_ignoring_case(factor.provenance.technology, asked.technology)) && (asked.edition.empty() || factor.provenance.edition == asked.edition) &&
                       (asked.document.empty() || tanji::contains_ignoring_case(factor.provenance.document, asked.document)) && (!wanted.per || tanji::same_kind(*wanted.per, factor.per));
    return words && std::all_of(wanted.gases.begin(), wanted.gases.end(), [&](auto gas) { return factor.gases.contains(gas); });
}

/// Hits that may be used, then those that need an opt-in, then blanks of their source; all of them, so that nobody believes that there is nothing.
struct Hits {
    std::vector<Held> usable, held_back;
};

/// Which of the words are in no factor at all, each with words that are spelt like it.
std::vector<std::string> spelt_alike(tanji::FactorDatabase const& everything, std::string words) {
    std::replace(words.begin(), words.end(), ',', ' ');
    std::set<std::string> known;
    for (auto const& held : everything.held()) {
        std::string text = tanji::lower(held.factor->what);
        std::replace_if(text.begin(), text.end(), [](char c) { return c == ',' || c == ';' || c == '(' || c == ')'; }, ' ');
        for (auto const word : tanji::split(text, ' ')) known.emplace(word);
    }
    std::vector<std::string> alike;
    for (auto const word : tanji::split(words, ' ')) {
        if (word.empty() || !tanji::search_factors(everything, word).empty()) continue;
        alike.push_back(tanji::in_quotes(word) + " is in no factor; " + tanji::join(tanji::nearest(tanji::lower(word), {known.begin(), known.end()}, 4), ", ") + " are");
    }
    return alike;
}

Hits search(Options const& options) {
    auto const everything = database(options, tanji::Confidence::conflict);
    auto const least = accepted(options);
    auto const wanted = request(options);
    auto const place = tanji::find_place(wanted.region);
    std::string const region = place ? place->code : wanted.region;
    Hits hits;
    for (auto const& factor : tanji::search_factors(everything, wanted.what)) {
        if (fits(*factor, options, wanted, region)) (factor->provenance.confidence <= least ? hits.usable : hits.held_back).push_back({factor});
    }
    if (!hits.usable.empty() || !hits.held_back.empty()) return hits;
    tanji::Problem problem{.id = "factor.missing", .what = "no factor has all of these words", .expected = tanji::in_quotes(wanted.what) + (region.empty() ? "" : ", " + region) + (wanted.year == 0 ? "" : ", " + std::to_string(wanted.year)),
                           .got = "nothing", .hint = "fewer words find more; --region, --year, --kind, --unit, --gas and --document narrow", .related = spelt_alike(everything, wanted.what)};
    throw tanji::Error(std::move(problem));
}

/// What licences ask to be said beside the first `shown` of a list.
std::vector<std::string> attributions(std::vector<Held> const& list, std::size_t shown) {
    std::vector<std::shared_ptr<tanji::Factor const>> factors;
    for (std::size_t i = 0; i < shown; ++i) factors.push_back(list[i].factor);
    return tanji::attributions(factors);
}

void print(Hits const& hits, Options const& options) {
    auto const write = [](tanji::JsonWriter& json, char const* name, std::vector<Held> const& list) {
        json.key(name).begin_array();
        for (auto const& held : list) tanji::write_factor(json, held);
        json.end_array();
    };
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object().member("format", "tanji-factors/1").member("found", hits.usable.size() + hits.held_back.size());
        write(json, "factors", hits.usable);
        write(json, "held_back", hits.held_back);
        json.end_object();
        std::cout << json.text() << '\n';
        return;
    }
    auto all = hits.usable;
    all.insert(all.end(), hits.held_back.begin(), hits.held_back.end());
    if (options.format() == Format::csv) {
        std::cout << tanji::factors_to_csv(tanji::FactorDatabase::from_held(std::move(all), tanji::Confidence::conflict));
        return;
    }
    std::size_t const shown = (std::min)(all.size(), static_cast<std::size_t>(options.top));
    for (std::size_t i = 0; i < shown; ++i) {
        auto const confidence = std::string(to_text(all[i].factor->provenance.confidence));
        auto const text = to_text(*all[i].factor);
        auto const& what = all[i].factor->what;  // activity data want these words, not the name for people that the text begins with
        std::cout << text << "\n  " << all[i].factor->key << (text.starts_with(what + ": ") ? std::string() : ", what: " + what) << (i < hits.usable.size() ? "" : " (" + confidence + ": needs --least " + confidence + ")") << '\n';
    }
    for (auto const& text : attributions(all, shown)) std::cout << text << '\n';
    std::cout << all.size() << " found" << (shown < all.size() ? ", " + std::to_string(shown) + " shown: more with --top, all with --csv or --json" : std::string()) << "; give --region and --year to take one\n";
    if (!hits.held_back.empty()) {
        std::cout << hits.held_back.size() << " of them are not confirmed well enough to be used unasked (one copy of the source was seen, or they are computed): --least accepts them, and results say so\n";
    }
}

/// One side of a comparison: a file, "shipped", or "@words" of a shipped document's title.
tanji::FactorDatabase edition(std::string const& text) {
    tanji::FactorOptions const all{.least = tanji::Confidence::conflict};
    if (text.starts_with('@')) return tanji::only_document(tanji::FactorDatabase::shipped(all), text.substr(1));
    return read_factors(text, all);
}

void print(tanji::FactorDiff const& diff, Options const& options) {
    if (options.format() == Format::text) {
        for (auto const& factor : diff.added) std::cout << "added    " << factor->key << '\n';
        for (auto const& factor : diff.removed) std::cout << "removed  " << factor->key << '\n';
        for (auto const& change : diff.changed) std::cout << "changed  " << change.older->key << ": " << tanji::join(change.what, "; ") << '\n';
        std::cout << to_text(diff) << '\n';
        return;
    }
    if (options.format() == Format::csv) {
        tanji::CsvWriter csv;
        csv.field("change").field("key").field("numbers").field("unit").field("provenance").field("what").end_row();
        for (auto const& factor : diff.added) csv.field("added").field(factor->key).field("").field("").field("").field("").end_row();
        for (auto const& factor : diff.removed) csv.field("removed").field(factor->key).field("").field("").field("").field("").end_row();
        auto const yes = [](bool flag) { return flag ? "yes" : "no"; };
        for (auto const& change : diff.changed) {
            csv.field("changed").field(change.older->key).field(yes(change.numbers)).field(yes(change.unit)).field(yes(change.provenance)).field(tanji::join(change.what, "; ")).end_row();
        }
        std::cout << csv.text();
        return;
    }
    tanji::JsonWriter json({.pretty = true});
    json.begin_object().member("same", diff.same).key("added").begin_array();
    for (auto const& factor : diff.added) json.value(factor->key);
    json.end_array().key("removed").begin_array();
    for (auto const& factor : diff.removed) json.value(factor->key);
    json.end_array().key("changed").begin_array();
    for (auto const& change : diff.changed) {
        json.begin_object().member("key", change.older->key).member("numbers", change.numbers).member("unit", change.unit).member("provenance", change.provenance).key("what").begin_array();
        for (auto const& text : change.what) json.value(text);
        json.end_array().end_object();
    }
    json.end_array().end_object();
    std::cout << json.text() << '\n';
}

}  // namespace

int factor(Options const& options) {
    auto const& asked = options.factor;
    if (!asked.diff.empty()) {
        // Documents of a series are of different years: their factors belong together all the same.
        bool const series = asked.diff[0].starts_with('@') && asked.diff[1].starts_with('@');
        print(diff(edition(asked.diff[0]), edition(asked.diff[1]), {.across_years = series}), options);
    } else if (asked.region.empty() || (asked.year == 0 && asked.as_of.empty())) {
        print(search(options), options);
    } else {
        print(get_factor(database(options, accepted(options)), request(options)), options.format());
    }
    return ok;
}

}  // namespace tool
