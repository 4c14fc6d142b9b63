// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// tanji factor FIND...: a look-up if a region is given, else a search by words; --older compares two editions.

#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor_diff.hpp"
#include "tanji/factors/lookup.hpp"
#include "tanji/units/text.hpp"

namespace tool {
namespace {

tanji::FactorDatabase read_table(std::string const& path, tanji::FactorOptions const& options) {
    return tanji::FactorDatabase::from_csv(tanji::read_table_file(path), path, options);
}

/// The shipped factors, and those of the user's own tables.
tanji::FactorDatabase database(Options const& options) {
    tanji::FactorOptions how;
    if (!options.factor.least.empty()) how.least = tanji::try_parse_confidence(options.factor.least).value();
    auto all = tanji::FactorDatabase::shipped(how);
    for (auto const& file : options.files) all = all.with(read_table(file, how));
    return all;
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
    if (!from.technology.empty()) std::cout << "  technology: " << from.technology << '\n';
    std::cout << "  source: " << to_text(from) << (from.place.empty() ? "" : ", " + from.place) << '\n';
    if (from.data_year) std::cout << "  data of " << *from.data_year << '\n';
    for (auto const& text : factor.assumptions) std::cout << "  assumed: " << text << '\n';
    if (!from.note.empty()) std::cout << "  note: " << from.note << '\n';
    if (!from.attribution.empty()) std::cout << "  " << from.attribution << '\n';
    std::cout << "  digest: " << digest(factor) << '\n';
}

void write_factor(tanji::JsonWriter& json, tanji::Factor const& factor) {
    auto const& from = factor.provenance;
    json.begin_object().member("key", factor.key).member("what", factor.what).member("name_en", factor.name_en).member("name_zh", factor.name_zh).member("kind", to_text(factor.kind));
    json.member("region", factor.region).member("year", factor.year).member("per", factor.per.symbol()).key("kg").begin_object();
    for (auto const& [gas, mass] : factor.gases) json.member(to_text(gas), mass.in(tanji::units::kg));
    json.end_object().key("co2e");
    if (factor.co2e) json.begin_object().member("kg", factor.co2e->in(tanji::units::kg)).member("gwp_set", to_text(factor.co2e_set)).end_object();
    else json.null();
    json.key("not_estimated").begin_array();
    for (auto const gas : factor.not_estimated) json.value(to_text(gas));
    json.end_array().key("assumptions").begin_array();
    for (auto const& text : factor.assumptions) json.value(text);
    json.end_array().member("document", from.document).member("edition", from.edition).member("released", day(from.released)).member("valid_from", day(from.valid_from));
    json.member("valid_to", day(from.valid_to)).key("data_year");
    if (from.data_year) json.value(*from.data_year);
    else json.null();
    json.member("technology", from.technology).member("place", from.place).member("licence", from.licence).member("attribution", from.attribution);
    json.member("confidence", to_text(from.confidence)).member("note", from.note).member("digest", digest(factor)).end_object();
}

void write_header(tanji::CsvWriter& csv, std::initializer_list<char const*> more) {
    for (auto const* name : {"key", "what", "kind", "region", "year", "technology", "per", "numbers", "document", "edition", "released", "confidence", "attribution", "digest"}) csv.field(name);
    for (auto const* name : more) csv.field(name);
    csv.end_row();
}

tanji::CsvWriter& write_row(tanji::CsvWriter& csv, tanji::Factor const& factor) {
    auto const& from = factor.provenance;
    csv.field(factor.key).field(factor.what).field(to_text(factor.kind)).field(factor.region).field(std::to_string(factor.year)).field(from.technology).field(factor.per.symbol());
    return csv.field(tanji::join(number_lines(factor), "; ")).field(from.document).field(from.edition).field(day(from.released)).field(to_text(from.confidence)).field(from.attribution).field(digest(factor));
}

void print(tanji::FactorMatch const& match, Format format) {
    std::vector<std::string> steps;
    for (auto const& step : match.fall_backs) steps.push_back(to_text(step));
    if (format == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object().key("factor");
        write_factor(json, *match.factor);
        json.key("fall_backs").begin_array();
        for (auto const& step : match.fall_backs) {
            json.begin_object().member("kind", to_text(step.kind)).member("asked", step.asked).member("used", step.used).member("reason", step.reason).member("penalty", step.penalty).end_object();
        }
        json.end_array().member("penalty", match.penalty).key("notes").begin_array();
        for (auto const& note : match.notes) json.value(note);
        json.end_array().end_object();
        std::cout << json.text() << '\n';
    } else if (format == Format::csv) {
        tanji::CsvWriter csv;
        write_header(csv, {"fall_backs", "penalty", "notes"});
        write_row(csv, *match.factor).field(tanji::join(steps, "; ")).field(match.penalty).field(tanji::join(match.notes, "; ")).end_row();
        std::cout << csv.text();
    } else {
        print_factor(*match.factor);
        for (auto const& step : steps) std::cout << "fall-back, " << step << '\n';
        for (auto const& note : match.notes) std::cout << "note: " << note << '\n';
    }
}

/// What has all the words. Nothing found says what is spelled alike: an empty list helps nobody.
std::vector<std::shared_ptr<tanji::Factor const>> search(tanji::FactorDatabase const& all, std::string const& words) {
    auto found = search_factors(all, words);
    if (!found.empty()) return found;
    std::vector<std::string> known;
    for (auto const& factor : all.factors()) {
        if (known.empty() || known.back() != factor->what) known.push_back(factor->what);
    }
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    throw tanji::Error({.id = "factor.missing", .what = "no factor has all these words", .expected = "words of a key, a name, a place, a technology or a document", .got = tanji::in_quotes(words),
                        .hint = "try fewer words; --least transcribed-1 also searches what fewer copies confirm", .related = tanji::nearest(words, known)});
}

void print(std::vector<std::shared_ptr<tanji::Factor const>> const& found, Options const& options) {
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object().member("found", found.size()).key("factors").begin_array();
        for (auto const& factor : found) write_factor(json, *factor);
        json.end_array().end_object();
        std::cout << json.text() << '\n';
    } else if (options.format() == Format::csv) {
        tanji::CsvWriter csv;
        write_header(csv, {});
        for (auto const& factor : found) write_row(csv, *factor).end_row();
        std::cout << csv.text();
    } else {
        std::size_t const shown = (std::min)(found.size(), static_cast<std::size_t>(options.top));
        for (std::size_t i = 0; i < shown; ++i) std::cout << to_text(*found[i]) << "\n  " << found[i]->key << '\n';
        std::cout << found.size() << " found" << (shown < found.size() ? ", " + std::to_string(shown) + " shown: more with --top, all with --csv or --json" : std::string()) << "; give --region and --year to take one\n";
    }
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
    if (!options.factor.older.empty()) {
        if (options.files.size() != 1) {
            throw tanji::Error({.id = "request.files", .what = "Two editions are compared", .expected = "--older OLD.csv --file NEW.csv", .got = std::to_string(options.files.size()) + " of --file"});
        }
        print(diff(read_table(options.factor.older, {}), read_table(options.files.front(), {})), options);
        return ok;
    }
    auto const all = database(options);
    if (options.factor.region.empty() && options.factor.year == 0) print(search(all, tanji::join(options.factor.find, " ")), options);
    else print(get_factor(all, request(options)), options.format());
    return ok;
}

}  // namespace tool
