// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/impl/sqlite_fields.ipp"
#include "tanji/io/impl/sqlite_store.ipp"
#include "tanji/io/sqlite_factors.hpp"

/// \file
/// Factors as rows and back. Nothing is parsed anew that could be read otherwise by a later version: a unit is its scale and kinds, not its
/// symbol; a gas is its key; a mass is the stored number of kilograms.
namespace tanji {
namespace detail {

// ---- units --------------------------------------------------------------------------------------------------

/// "energy^1 mass^-1" with the words of messages for kinds that have one; currencies and labelled equivalents, whose numbers are made from
/// their names and never change, as "#80001234^1".
[[nodiscard]] inline std::string unit_terms_text(Unit const& unit) {
    std::string text;
    for (auto const& [kind, power] : unit.terms()) {
        if (!text.empty()) text += ';';
        auto const number = static_cast<std::uint32_t>(kind);
        if (kind < Kind::custom) {
            text += kind_text(kind);
        } else {
            char digits[9] = {};
            for (int i = 7; i >= 0; --i) digits[7 - i] = "0123456789abcdef"[(number >> (4 * i)) & 15u];
            text.append("#").append(digits);
        }
        text.append("^").append(std::to_string(power));
    }
    return text;
}

/// The kind of such a word. A loop over some fifty kinds: each unit of a file is read once.
[[nodiscard]] inline std::optional<Kind> stored_kind(std::string_view word) {
    if (word.size() == 9 && word[0] == '#') {
        std::uint32_t number = 0;
        for (char const digit : word.substr(1)) {
            auto const value = std::string_view("0123456789abcdef").find(digit);
            if (value == std::string_view::npos) return std::nullopt;
            number = number << 4u | static_cast<std::uint32_t>(value);
        }
        return static_cast<Kind>(number);
    }
    for (std::uint32_t number = 1; number < static_cast<std::uint32_t>(Kind::custom); ++number) {
        if (kind_text(static_cast<Kind>(number)) == word) return static_cast<Kind>(number);
    }
    return std::nullopt;
}

// Powers beyond 99 are no unit of anything; they would be damage that looks like a number.
[[nodiscard]] inline std::vector<UnitTerm> stored_unit_terms(std::string const& text, std::string const& file) {
    std::vector<UnitTerm> terms;
    if (text.empty()) return terms;
    for (auto const part : split(text, ';')) {
        auto const caret = part.rfind('^');
        auto const kind = caret == std::string_view::npos ? std::nullopt : stored_kind(part.substr(0, caret));
        auto const power = caret == std::string_view::npos ? std::nullopt : parse_integer(part.substr(caret + 1));
        if (!kind || !power || *power < -99 || *power > 99) {
            throw Error({.id = "sqlite.content", .what = "the kinds of a unit cannot be read", .where = {.file = file, .object = "unit"}, .expected = "kind^power;...", .got = in_quotes(text)});
        }
        terms.push_back({*kind, static_cast<int>(*power)});
    }
    return terms;
}

/// Numbers of units in the file, each written once.
class SqliteUnits {
public:
    explicit SqliteUnits(SqliteDatabase& database) : database_(database) {}

    // Equal symbols may stand for different units in different files ("ton"): scale, start and kinds are all part of what is compared.
    [[nodiscard]] std::int64_t number(Unit const& unit) {
        std::tuple const key(unit.symbol(), std::bit_cast<std::uint64_t>(unit.scale()), std::bit_cast<std::uint64_t>(unit.offset()), unit_terms_text(unit));
        auto const known = numbers_.find(key);
        if (known != numbers_.end()) return known->second;
        auto const& terms = std::get<3>(key);
        database_.query("INSERT INTO unit (symbol, scale, start, terms) VALUES (?,?,?,?) ON CONFLICT DO NOTHING").bind(unit.symbol()).bind(unit.scale()).bind(unit.offset()).bind(terms).run();
        auto find = std::move(database_.query("SELECT number FROM unit WHERE symbol = ? AND scale = ? AND start = ? AND terms = ?").bind(unit.symbol()).bind(unit.scale()).bind(unit.offset()).bind(terms));
        (void)find.next();
        return numbers_.emplace(key, find.integer()).first->second;
    }

    // Made from its parts, never by parsing the symbol: what "kWh" or "EUR2005" means was settled when it was stored.
    [[nodiscard]] Unit const& unit(std::int64_t number) {
        auto const known = units_.find(number);
        if (known != units_.end()) return known->second;
        auto find = std::move(database_.query("SELECT symbol, scale, start, terms FROM unit WHERE number = ?").bind(number));
        if (!find.next()) throw Error({.id = "sqlite.content", .what = "a unit is not there", .where = {.file = database_.path(), .object = "unit " + std::to_string(number)}});
        std::string symbol = find.text();
        double const scale = find.real();
        double const start = find.real();
        return units_.emplace(number, Unit(scale, stored_unit_terms(find.text(), database_.path()), std::move(symbol), start)).first->second;
    }

private:
    SqliteDatabase& database_;
    std::map<std::tuple<std::string, std::uint64_t, std::uint64_t, std::string>, std::int64_t> numbers_;
    std::map<std::int64_t, Unit> units_;
};

// ---- digest -------------------------------------------------------------------------------------------------

/// Fields one after the other, each with its length, so that no two lists of fields give the same bytes. Numbers by their bits.
class FieldDigest {
public:
    FieldDigest& add(std::string_view text) {
        hash_.add(std::to_string(text.size()) + ":");
        hash_.add(text);
        return *this;
    }
    FieldDigest& add(double number) { return add(std::to_string(std::bit_cast<std::uint64_t>(number))); }
    FieldDigest& add(std::int64_t number) { return add(std::to_string(number)); }
    FieldDigest& add(std::optional<Date> const& date) { return add(date ? to_text(*date) : std::string("-")); }
    [[nodiscard]] std::string hex() const { return hash_.hex(); }

private:
    Sha256 hash_;
};

// Every field, unlike digest(Factor), which names the numbers alone: here a corrected note is another content too. Lists say their
// length first. The order decides stored digests and must not be changed.
inline void add_factor(FieldDigest& out, Factor const& f) {
    out.add(f.key).add(f.what).add(f.name_en).add(f.name_zh).add(to_text(f.kind)).add(f.region).add(std::int64_t{f.year});
    out.add(f.per.symbol()).add(f.per.scale()).add(f.per.offset()).add(unit_terms_text(f.per));
    out.add(static_cast<std::int64_t>(f.gases.size()));
    for (auto const& [gas, mass] : f.gases) out.add(to_text(gas)).add(mass.stored());
    if (f.co2e) out.add(f.co2e->stored()).add(to_text(f.co2e_set)).add(to_text(f.co2e_set.least()));
    out.add(static_cast<std::int64_t>(f.not_estimated.size()));
    for (auto const gas : f.not_estimated) out.add(to_text(gas));
    out.add(static_cast<std::int64_t>(f.assumptions.size()));
    for (auto const& words : f.assumptions) out.add(words);
    Provenance const& p = f.provenance;
    out.add(p.document).add(p.edition).add(p.released).add(p.valid_from).add(p.valid_to).add(p.data_year ? std::to_string(*p.data_year) : std::string("-"));
    out.add(p.region).add(p.technology).add(p.licence).add(p.attribution).add(p.place).add(to_text(p.confidence)).add(p.note).add(f.record);
    // Newer fields are added only where they say something, so that digests of older files stand.
    if (p.released_by) out.add("released_by").add(p.released_by);
    if (f.uncertainty) out.add("uncertainty").add(*f.uncertainty);
}

[[nodiscard]] inline std::string factor_set_digest(std::span<FactorDatabase::Held const> factors, Confidence least) {
    FieldDigest out;
    out.add(to_text(least));
    for (auto const& held : factors) {
        out.add(std::int64_t{held.unpublished});
        add_factor(out, *held.factor);
    }
    return out.hex();
}

// ---- writing ------------------------------------------------------------------------------------------------

// Gas keys and words are joined by blanks, which no key has. Dates are ISO texts, so that any tool can sort by them.
inline void write_factor(SqliteDatabase& database, SqliteUnits& units, std::int64_t set, std::int64_t number, FactorDatabase::Held const& held) {
    Factor const& f = *held.factor;
    Provenance const& p = f.provenance;
    std::vector<std::string> not_estimated;
    for (auto const gas : f.not_estimated) not_estimated.push_back(to_text(gas));
    // The unit first: its statement must not stand between the parameters of this one.
    std::int64_t const unit = units.number(f.per);
    database.query("INSERT INTO factor (factor_set, number, key, unpublished, what, name_en, name_zh, kind, region, year, unit, co2e, co2e_set, co2e_least, not_estimated, document, edition, "
                   "released, valid_from, valid_to, data_year, source_region, technology, licence, attribution, place, confidence, note, record, released_by, uncertainty) "
                   "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
        .bind(set).bind(number).bind(f.key).bind(held.unpublished).bind(f.what).bind(f.name_en).bind(f.name_zh).bind(to_text(f.kind)).bind(f.region).bind(f.year).bind(unit)
        .bind(f.co2e ? std::optional(f.co2e->stored()) : std::nullopt).bind(to_text(f.co2e_set)).bind(to_text(f.co2e_set.least())).bind(join(not_estimated, " "))
        .bind(p.document).bind(p.edition).bind(date_text(p.released)).bind(date_text(p.valid_from)).bind(date_text(p.valid_to)).bind(p.data_year).bind(p.region).bind(p.technology)
        .bind(p.licence).bind(p.attribution).bind(p.place).bind(to_text(p.confidence)).bind(p.note).bind(f.record).bind(date_text(p.released_by)).bind(f.uncertainty).run();
    for (auto const& [gas, mass] : f.gases)
        database.query("INSERT INTO factor_gas (factor_set, number, gas, kg) VALUES (?,?,?,?)").bind(set).bind(number).bind(to_text(gas)).bind(mass.stored()).run();
    int position = 0;
    for (auto const& words : f.assumptions)
        database.query("INSERT INTO factor_assumption (factor_set, number, position, words) VALUES (?,?,?,?)").bind(set).bind(number).bind(position++).bind(words).run();
}

// The number is asked for within the transaction, where nobody else can have taken the next one.
TANJI_INLINE std::int64_t write_factor_set(SqliteDatabase& database, std::vector<FactorDatabase::Held> const& factors, Confidence least, std::string_view digest) {
    database.query("INSERT INTO factor_set (least, sha256) VALUES (?,?)").bind(to_text(least)).bind(digest).run();
    std::int64_t const set = database.number("SELECT max(number) FROM factor_set");
    SqliteUnits units(database);
    std::int64_t number = 0;
    for (auto const& held : factors) write_factor(database, units, set, number++, held);
    return set;
}

// ---- reading ------------------------------------------------------------------------------------------------

// In the order of the columns, as all readers of rows.
inline void read_provenance(SqliteQuery& row, Provenance& p) {
    p.document = row.text();
    p.edition = row.text();
    p.released = sqlite_optional_date(row);
    p.valid_from = sqlite_optional_date(row);
    p.valid_to = sqlite_optional_date(row);
    if (!row.skip_null()) p.data_year = row.small_integer();
    p.region = row.text();
    p.technology = row.text();
    p.licence = row.text();
    p.attribution = row.text();
    p.place = row.text();
    p.confidence = sqlite_word(try_parse_confidence(row.text()));
    p.note = row.text();
}

inline void read_factor(SqliteQuery& row, SqliteUnits& units, Factor& f, bool& unpublished) {
    f.key = row.text();
    unpublished = row.boolean();
    f.what = row.text();
    f.name_en = row.text();
    f.name_zh = row.text();
    f.kind = sqlite_word(try_parse_factor_kind(row.text()));
    f.region = row.text();
    f.year = row.small_integer();
    f.per = units.unit(row.integer());
    // As stored, in kilograms: neither multiplied nor divided on the way, so no bit moves.
    if (auto const co2e = sqlite_optional_real(row)) f.co2e = Co2e::stored(*co2e);
    std::string const set = row.text();
    f.co2e_set = sqlite_word(try_parse_gwp_set(set)).accepting(sqlite_word(try_parse_confidence(row.text())));
    std::string const not_estimated = row.text();  // outlives the pieces that point into it
    for (auto const gas : split(not_estimated, ' ')) {
        if (!gas.empty()) f.not_estimated.push_back(sqlite_word(find_gas(gas)));
    }
    read_provenance(row, f.provenance);
    f.record = row.text();
    f.provenance.released_by = sqlite_optional_date(row);
    f.uncertainty = sqlite_optional_real(row);
}

TANJI_INLINE std::vector<FactorDatabase::Held> read_factor_set(SqliteDatabase& database, std::int64_t set) {
    SqliteUnits units(database);
    // Gases and assumptions of all factors in two runs, not in two for each: they are put where they belong by their number.
    std::vector<Factor> factors;
    std::vector<FactorDatabase::Held> held;
    auto rows = std::move(database.query("SELECT key, unpublished, what, name_en, name_zh, kind, region, year, unit, co2e, co2e_set, co2e_least, not_estimated, document, edition, released, "
                                         "valid_from, valid_to, data_year, source_region, technology, licence, attribution, place, confidence, note, record, released_by, uncertainty FROM factor WHERE factor_set = ? ORDER BY number").bind(set));
    while (rows.next()) read_factor(rows, units, factors.emplace_back(), held.emplace_back().unpublished);
    auto const at = [&](std::int64_t number) -> Factor& {
        if (number >= 0 && static_cast<std::uint64_t>(number) < factors.size()) return factors[static_cast<std::size_t>(number)];
        throw Error({.id = "sqlite.content", .what = "the numbers of factors have a gap", .where = {.file = database.path(), .object = "factor set " + std::to_string(set)}});
    };
    auto gases = std::move(database.query("SELECT number, gas, kg FROM factor_gas WHERE factor_set = ? ORDER BY number").bind(set));
    while (gases.next()) {
        Factor& factor = at(gases.integer());
        Gas const gas = sqlite_word(find_gas(gases.text()));
        factor.gases.add(gas, Mass::stored(gases.real()));
    }
    auto assumptions = std::move(database.query("SELECT number, words FROM factor_assumption WHERE factor_set = ? ORDER BY number, position").bind(set));
    while (assumptions.next()) {
        Factor& factor = at(assumptions.integer());
        factor.assumptions.push_back(assumptions.text());
    }
    for (std::size_t i = 0; i < held.size(); ++i) held[i].factor = std::make_shared<Factor const>(std::move(factors[i]));
    return held;
}

}  // namespace detail

// ---- editions -----------------------------------------------------------------------------------------------

TANJI_INLINE std::string content_digest(FactorDatabase const& factors) { return detail::factor_set_digest(factors.held(), factors.least()); }

// Leaving by return takes back the empty transaction: nothing was written.
TANJI_INLINE void SqliteFactors::put(std::string_view name, std::string_view edition, FactorDatabase const& factors) {
    SqliteDatabase& database = store_.database();
    if (name.empty() || edition.empty()) {
        throw Error({.id = "store.name", .what = "what is stored needs a name and an edition", .where = {.file = database.path()}, .expected = "two words that are not empty", .got = in_quotes(name) + ", " + in_quotes(edition)});
    }
    std::string const digest = content_digest(factors);
    SqliteTransaction transaction(database);
    auto there = std::move(database.query("SELECT sha256 FROM factor_edition JOIN factor_set ON factor_set.number = factor_set WHERE name = ? AND edition = ?").bind(name).bind(edition));
    if (there.next()) {
        if (there.text() == digest) return;
        throw Error({.id = "store.edition-taken", .what = "this edition is there already, with another content", .where = {.file = database.path(), .object = std::string(name) + ", edition " + std::string(edition)},
                     .expected = "an edition that is not there yet", .hint = "give the new content an edition of its own: results that name the old one must find it unchanged"});
    }
    auto const held = factors.held();
    std::int64_t const set = detail::write_factor_set(database, {held.begin(), held.end()}, factors.least(), digest);
    database.query("INSERT INTO factor_edition (name, edition, factor_set) VALUES (?,?,?)").bind(name).bind(edition).bind(set).run();
    transaction.commit();
}

// The digest is computed again: a changed number in the file, however it came about, is no factor of that edition.
TANJI_INLINE Result<FactorDatabase> SqliteFactors::find(std::string_view name, std::string_view edition) const {
    SqliteDatabase& database = store_.database();
    try {
        auto find = std::move(database.query("SELECT factor_set, least, sha256 FROM factor_edition JOIN factor_set ON factor_set.number = factor_set WHERE name = ? AND edition = ?").bind(name).bind(edition));
        if (!find.next()) {
            Problem problem{.id = "store.missing", .what = "there is no such edition in the file", .where = {.file = database.path()}, .expected = std::string(name) + ", edition " + std::string(edition)};
            for (auto const& each : editions()) problem.related.push_back(each.name + ", edition " + each.edition);
            return problem;
        }
        std::int64_t const set = find.integer();
        Confidence const least = detail::sqlite_word(try_parse_confidence(find.text()));
        std::string const digest = find.text();
        auto held = detail::read_factor_set(database, set);
        if (detail::factor_set_digest(held, least) != digest) {
            return Problem{.id = "sqlite.content", .what = "the factors are not those that were stored", .where = {.file = database.path(), .object = std::string(name) + ", edition " + std::string(edition)},
                           .expected = "SHA-256 " + digest, .hint = "the file was changed by another program: take the last copy"};
        }
        return FactorDatabase::from_held(std::move(held), least);
    } catch (Error const& error) {
        return error.problem();
    }
}

// The digest is the stored one, not computed: a list must not cost reading every factor. find() compares it.
TANJI_INLINE std::vector<StoredEdition> SqliteFactors::editions() const {
    std::vector<StoredEdition> editions;
    auto rows = store_.database().query("SELECT name, edition, (SELECT count(*) FROM factor WHERE factor.factor_set = factor_set.number), least, sha256 FROM factor_edition "
                                        "JOIN factor_set ON factor_set.number = factor_edition.factor_set ORDER BY name, edition");
    while (rows.next()) {
        StoredEdition& each = editions.emplace_back();
        each.name = rows.text();
        each.edition = rows.text();
        each.factors = static_cast<std::size_t>(rows.integer());
        each.least = detail::sqlite_word(try_parse_confidence(rows.text()));
        each.sha256 = rows.text();
    }
    return editions;
}

}  // namespace tanji
