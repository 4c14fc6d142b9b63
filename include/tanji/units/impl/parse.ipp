// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <optional>

#include "tanji/base/text.hpp"
#include "tanji/units/impl/unit_table.ipp"
#include "tanji/units/parse.hpp"

/// \file
/// The strict parser of unit texts. Functions named find_* look for a whole name and give nothing if it is none; parse_*
/// split at operators and give a Problem. Order of trials: ambiguous names, names, quotient, product, power, brackets.
/// Nothing is corrected on the way (no case, no plural, no prefix that its row does not list): files of LCA data hold
/// strings such as "mt" and "gal" whose likely meanings lie a factor of ten to a million apart.
/// Cost: linear in the table for each name; some microseconds a unit, so readers keep what they parsed.
namespace tanji {
namespace detail {

/// Declared here because names hold units themselves: "10^4 t" and the aliases come back to the grammar.
[[nodiscard]] Result<Unit> parse_unit(std::string_view text, int depth);

/// Powers and signs that have several code points become one spelling; what stays unknown is refused later.
/// Two micro signs (U+00B5, U+03BC), three points and crosses for "times", the subscript 2 of CO2, the minus U+2212; runs of
/// blanks become one. These are the variants that look alike on a screen, so whoever typed them cannot see the difference.
[[nodiscard]] inline std::string plain_unit_text(std::string_view text) {
    static constexpr std::array<std::array<std::string_view, 2>, 11> spellings{{{"\u00b2", "2"}, {"\u00b3", "3"}, {"\u00b5", "u"},
        {"\u03bc", "u"}, {"\u00b7", "*"}, {"\u22c5", "*"}, {"\u00d7", "*"}, {"**", "^"}, {"\u00a0", " "}, {"\u2082", "2"}, {"\u2212", "-"}}};
    std::string plain;
    for (text = trim(text); !text.empty();) {
        bool found = false;
        for (auto const& [from, to] : spellings)
            if (text.starts_with(from)) {
                plain += to;
                text.remove_prefix(from.size());
                found = true;
                break;
            }
        if (found) continue;
        if (!(text.front() == ' ' && plain.ends_with(' '))) plain += text.front();
        text.remove_prefix(1);
    }
    return plain;
}

/// True if `name` is one of `names` ("a|b|c"). On views of the constant tables: no index is built, because a hash table made
/// at start-up would be a global, and most programs parse a handful of units.
[[nodiscard]] inline bool is_one_of(std::string_view name, std::string_view names) {
    for (;;) {
        auto const bar = names.find('|');
        if (names.substr(0, bar) == name) return true;
        if (bar == std::string_view::npos) return false;
        names.remove_prefix(bar + 1);
    }
}

/// Which of these a unit takes is said by its row: free combination would make units of typing errors.
struct UnitPrefix {
    std::string_view symbol;
    int exponent;
};

inline constexpr UnitPrefix unit_prefixes[] = {{"p", -12}, {"n", -9}, {"u", -6}, {"m", -3}, {"c", -2}, {"d", -1}, {"da", 1},
                                               {"h", 2}, {"k", 3}, {"M", 6}, {"G", 9}, {"T", 12}, {"P", 15}, {"E", 18}};

/// 1e-3 * 1e-6 is not 1e-9 in doubles, so decimal scales go through the nearest power of ten. Only -3, 0 and 3 are tried:
/// gram, litre, tonne and the SI units themselves are the rows that carry a power of ten of their own.
[[nodiscard]] inline double prefixed_scale(int exponent, double scale) {
    for (int own = -3; own <= 3; own += 3)
        if (scale == parse_number("1e" + std::to_string(own)).value()) return parse_number("1e" + std::to_string(exponent + own)).value();
    return parse_number("1e" + std::to_string(exponent)).value() * scale;
}

/// A name of the table as it stands, or a listed prefix before the first name of a row. Exact bytes: t and T, g and G,
/// m and M are different units, and ignoring case would make megagrams of milligrams.
[[nodiscard]] inline std::optional<Unit> find_row(std::string_view name) {
    for (auto const& row : unit_rows) {
        if (is_one_of(name, row.names)) return Unit(row.scale, row.kind, std::string(name));
        auto const first = row.names.substr(0, row.names.find('|'));
        if (row.prefixes.empty() || name.size() <= first.size() || !name.ends_with(first)) continue;
        auto const head = name.substr(0, name.size() - first.size());
        for (auto const& prefix : unit_prefixes) {
            if (prefix.symbol != head) continue;
            for (auto const allowed : split(row.prefixes, ' '))
                if (allowed == head) return Unit(prefixed_scale(prefix.exponent, row.scale), row.kind, std::string(name));
        }
    }
    return {};
}

// Prices of different years are different kinds: no exchange rate or price index is built in to join them.
// Four digits between 1900 and 2200, so that "1000 USD" stays a thousand dollars.
[[nodiscard]] inline std::optional<std::uint32_t> price_year(std::string_view text) {
    auto const year = parse_integer(text);
    if (text.size() != 4 || !year || *year < 1900 || *year > 2200) return {};
    return static_cast<std::uint32_t>(*year);
}

/// "EUR", "EUR2005", "EUR 2005", "2022 USD", and the latter with ", purchaser price".
/// Input-output data need all of these: the supply chain factors of the US EPA are per "2022 USD, purchaser price".
[[nodiscard]] inline std::optional<Unit> find_currency(std::string_view text) {
    // The unit keeps its name as it was typed; the code alone decides what it is.
    std::string const symbol(text);
    constexpr std::string_view purchaser = ", purchaser price";
    bool const at_purchaser = text.ends_with(purchaser);
    if (at_purchaser) text.remove_suffix(purchaser.size());
    std::uint32_t year = 0;
    if (text.size() > 4) {
        if (auto const first = price_year(text.substr(0, 4)); first && text[4] == ' ') {
            year = *first;
            text.remove_prefix(5);
        } else if (auto const last = price_year(text.substr(text.size() - 4))) {
            year = *last;
            text = trim(text.substr(0, text.size() - 4));
        }
    }
    for (auto const& entry : currency_names)
        if (is_one_of(text, entry.names)) text = entry.code;
    if (text.size() != 3 || currency_number(text) >= 17576 || currency_codes.find(text) == std::string_view::npos) return {};
    auto kind = static_cast<std::uint32_t>(currency_kind(text, year));
    if (at_purchaser) kind |= purchaser_bit;
    return Unit(1, static_cast<Kind>(kind), symbol);
}

/// The label without what spelling varies in: blanks, points and hyphens ("CFC-11" and "CFC11" are one substance).
[[nodiscard]] inline std::string plain_label(std::string_view label) {
    std::string plain;
    for (char const letter : label)
        if (letter != ' ' && letter != '-' && letter != '.' && letter != '_') plain += letter;
    return plain;
}

/// "kg 1,4-DCB eq": a mass that is counted in another substance. Such a kind adds up with itself only.
/// The base may be a plain number ("PDF"), which has no terms; share then stands for it in the hash.
[[nodiscard]] inline std::optional<Unit> label_unit(Unit const& base, std::string_view label, std::string_view symbol) {
    Kind const kind = base.terms().empty() ? Kind::share : base.terms().front().kind;
    return Unit(base.scale(), labelled_kind(kind, plain_label(label)), std::string(symbol));
}

/// "m2", "ft3", "s2": a length or time with its power written on.
[[nodiscard]] inline std::optional<Unit> find_digit_power(std::string_view text) {
    if (text.size() < 2 || (text.back() != '2' && text.back() != '3')) return {};
    auto const base = find_row(text.substr(0, text.size() - 1));
    if (!base || base->terms().size() != 1) return {};
    Kind const kind = base->terms().front().kind;
    // Only of length and time: "kg2" or "J3" in a file is a slip, not a power anyone means.
    if (kind != Kind::distance && kind != Kind::duration) return {};
    auto const power = try_power(*base, text.back() - '0');
    return Unit(power->scale(), power->terms(), std::string(text));
}

/// What follows a unit of mass, energy or volume and makes another kind of it.
struct KindSuffix {
    Kind from;
    std::string_view suffixes;
    Kind to;
};

// Spellings as files write them. CO2e stands before CO2 for the reader only: suffixes are compared whole, so order is free.
inline constexpr KindSuffix kind_suffixes[] = {
    {Kind::mass, "CO2e|CO2eq|CO2-eq|CO2 eq|CO2 e|CO2-e|CO2 eq.|CO2-Eq|CO2-Eq.|CO2-\u00c4q.|\u4e8c\u6c27\u5316\u78b3\u5f53\u91cf", Kind::co2e},
    {Kind::mass, "CO2|\u4e8c\u6c27\u5316\u78b3", Kind::co2_mass},   // eryanghuatan
    {Kind::mass, "C", Kind::carbon_mass},
    {Kind::mass, "N2O-N|N2ON", Kind::nitrogen_mass},
    {Kind::energy, "net|(net)|(Net CV)|(NCV)|NCV|(LHV)|LHV", Kind::net_heat},
    {Kind::energy, "gross|(gross)|(Gross CV)|(GCV)|GCV|(HHV)|HHV", Kind::gross_heat},
    {Kind::energy, "heat|(heat)|th|_th", Kind::heat},
};

/// "kg CO2e", "MJ net", "kg SO2 eq": a unit and a word that makes another kind of it. Tried at every cut, because blanks do
/// not tell unit and word apart ("short ton CO2e", "tCO2"); the text is at most 200 bytes.
[[nodiscard]] inline std::optional<Unit> find_with_kind(std::string_view text) {
    // The first cut that leaves a known suffix decides.
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        auto base = find_row(trim(text.substr(0, cut)));
        if (!base) base = find_digit_power(text.substr(0, cut));
        if (!base || base->terms().size() != 1) continue;
        bool const apart = text[cut] == ' ' || text[cut - 1] == ' ';
        auto const tail = trim(text.substr(cut));
        Kind const kind = base->terms().front().kind;
        for (auto const& suffix : kind_suffixes)
            if (suffix.from == kind && is_one_of(tail, suffix.suffixes)) return Unit(base->scale(), suffix.to, std::string(text));
        // "kgSb eq" without a blank is refused: where the unit ends and the substance begins would be a guess.
        if (!apart) continue;
        for (std::string_view const ending : {" eq", " eq.", "-eq", "-Eq", " Eq", " Eq.", "-eq.", "-Eq."})
            if (tail.size() > ending.size() && tail.ends_with(ending))
                return label_unit(*base, tail.substr(0, tail.size() - ending.size()), text);
    }
    return {};
}

/// A number in front: "10^4 t", "100 km" (of l/100km), "million litres", and the Chinese wan, yi, qian, bai.
/// Chinese statistics print in ten thousands (wan) and hundred millions (yi), often with no blank before the unit.
[[nodiscard]] inline std::optional<Unit> find_multiple(std::string_view text, int depth) {
    static constexpr struct { std::string_view symbol; double scale; } words[] = {{"million ", 1e6}, {"thousand ", 1e3}, {"\u767e\u4e07", 1e6}, {"\u5343\u4e07", 1e7},
                                           {"\u4e07\u4ebf", 1e12}, {"\u4e07", 1e4}, {"\u4ebf", 1e8}, {"\u5343", 1e3}, {"\u767e", 1e2}};
    double factor = 0;
    std::string_view rest = text;
    for (auto const& word : words)
        if (factor == 0 && text.starts_with(word.symbol) && text.size() > word.symbol.size()) {
            factor = word.scale;
            rest = text.substr(word.symbol.size());
        }
    auto const digits = text.find_first_not_of("0123456789.");
    if (factor == 0 && digits != 0 && digits != std::string_view::npos) {
        rest = text.substr(digits);
        if (rest.starts_with("^") && text.substr(0, digits) == "10") {
            auto const end = rest.find_first_not_of("-0123456789", 1);
            if (end == std::string_view::npos) return {};
            factor = parse_number("1e" + std::string(rest.substr(1, end - 1))).value_or(0);
            rest = rest.substr(end);
        } else {
            factor = parse_number(text.substr(0, digits)).value_or(0);
        }
    }
    rest = trim(rest);
    // "2015 USD" is dollars at the prices of 2015, not two thousand of them.
    if (factor <= 0 || rest.empty() || rest == text || price_year(text.substr(0, 4))) return {};
    if (rest.front() == '*' || rest.front() == '/' || rest.front() == '^') return {};
    auto const base = parse_unit(rest, depth + 1);
    // Ten degrees Celsius as a unit would have no zero that anyone could name.
    if (!base || base->offset() != 0) return {};
    return Unit(factor * base->scale(), base->terms(), std::string(text));
}

/// The only units with an offset. They are points on a scale: products and powers of them are refused by Unit.
[[nodiscard]] inline std::optional<Unit> find_temperature(std::string_view text) {
    std::vector<UnitTerm> const point{{Kind::temperature, 1}};
    if (is_one_of(text, "\u00b0C|degC|Cel|\u2103")) return Unit(1, point, std::string(text), 273.15);
    if (is_one_of(text, "\u00b0F|degF")) return Unit(5.0 / 9.0, point, std::string(text), 459.67 * 5.0 / 9.0);
    return {};
}

/// Everything that is a unit without operators.
/// The order matters where texts overlap: what a table spells out wins over what could be composed, and
/// "2015 USD" is a currency before it is a multiple. An alias whose definition did not parse would throw here: that is a
/// mistake of our table, not of the text.
[[nodiscard]] inline std::optional<Unit> find_name(std::string_view text, int depth) {
    if (auto found = find_row(text)) return found;
    if (auto found = find_digit_power(text)) return found;
    if (auto found = find_currency(text)) return found;
    if (auto found = find_temperature(text)) return found;
    for (auto const& alias : unit_aliases)
        if (is_one_of(text, alias.names)) {
            auto const meant = parse_unit(alias.definition, depth + 1);
            return Unit(meant->scale(), meant->terms(), std::string(text));
        }
    for (auto const& labelled : labelled_units)
        if (is_one_of(text, labelled.names)) {
            auto const base = find_row(labelled.base);  // "m3" is no row but a power
            return label_unit(base ? *base : find_digit_power(labelled.base).value(), labelled.label, text);
        }
    if (auto found = find_with_kind(text)) return found;
    return find_multiple(text, depth);
}

[[nodiscard]] inline std::vector<std::string> candidate_list(std::string_view candidates) {
    std::vector<std::string> list;
    for (auto const candidate : split(candidates, '|')) list.emplace_back(candidate);
    return list;
}

// Ambiguous is not unknown: here the candidates are meanings, each of which can be typed instead.
[[nodiscard]] inline Problem ambiguous_unit(std::string_view text, std::vector<std::string> candidates, std::string_view why) {
    return {.id = "unit.ambiguous", .what = "the unit '" + std::string(text) + "' can mean several things: " + std::string(why),
            .expected = "one of the candidates", .got = std::string(text), .hint = "write the one that is meant", .related = std::move(candidates)};
}

// Near spellings are shown, never taken: "kWH" may be a slip for kWh, and that is for the owner of the file to say.
[[nodiscard]] inline Problem unknown_unit(std::string_view text) {
    return {.id = "unit.unknown", .what = "the unit '" + std::string(text) + "' is not known", .expected = "a unit of the table, or a compound such as kg/m3",
            .got = std::string(text), .hint = "units are case-sensitive; docs/units.md lists them", .related = nearest(text, unit_names())};
}

/// Position of the last operator out of `operators` outside brackets, or npos. A point between digits is no operator.
[[nodiscard]] inline std::size_t last_operator(std::string_view text, std::string_view operators) {
    auto const digit = [&text](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    int depth = 0;
    for (std::size_t at = text.size(); at-- > 0;) {
        if (text[at] == ')') ++depth;
        if (text[at] == '(') --depth;
        if (depth != 0 || operators.find(text[at]) == std::string_view::npos) continue;
        if (text[at] == '.' && (at + 1 == text.size() || (at > 0 && digit(at - 1) && digit(at + 1)))) continue;
        return at;
    }
    return std::string_view::npos;
}

/// "a/b*c" has two readings in use, ILCD and openLCA on one side and everybody else on the other (decision 0002), and they
/// differ by the square of c. Brackets say which is meant; a name that itself holds a point is not such a product.
[[nodiscard]] inline Result<Unit> parse_quotient(std::string_view text, std::size_t slash, int depth) {
    auto const above = trim(text.substr(0, slash)), below = trim(text.substr(slash + 1));
    auto const star = last_operator(below, "*.");
    if (star != std::string_view::npos && !find_name(below, depth)) {
        std::string const head(above), tail(below);
        return ambiguous_unit(text, {head + "/(" + tail + ")", "(" + head + "/" + std::string(trim(below.substr(0, star))) + ")*" + std::string(trim(below.substr(star + 1)))},
                              "a product after a stroke is read both ways");
    }
    auto const numerator = above.empty() ? Result<Unit>(Unit()) : parse_unit(above, depth + 1);
    if (!numerator) return numerator;
    auto const denominator = parse_unit(below, depth + 1);
    if (!denominator) return denominator;
    return try_divide(*numerator, *denominator);
}

/// Names first, operators last: many names hold strokes and points ("l/100km"). Splitting at the last operator makes
/// quotients and products left-associative. `depth` bounds the recursion for texts made to exhaust the stack.
[[nodiscard]] inline Result<Unit> parse_unit(std::string_view text, int depth) {
    text = trim(text);
    if (text.empty() && depth == 0)
        return Problem{.id = "unit.missing", .what = "the unit is empty", .expected = "a unit; '1' for a plain number"};
    if (text.empty() || depth > 16 || text.size() > 200) return unknown_unit(text.substr(0, 200));
    for (auto const& ambiguous : ambiguous_units)
        if (is_one_of(text, ambiguous.names)) return ambiguous_unit(text, candidate_list(ambiguous.candidates), ambiguous.why);
    if (auto found = find_name(text, depth)) return *std::move(found);
    auto const slash = last_operator(text, "/");
    if (slash != std::string_view::npos) return parse_quotient(text, slash, depth);
    auto const star = last_operator(text, "*.");
    if (star != std::string_view::npos) {
        auto const left = parse_unit(text.substr(0, star), depth + 1);
        if (!left) return left;
        auto const right = parse_unit(text.substr(star + 1), depth + 1);
        if (!right) return right;
        return try_multiply(*left, *right);
    }
    if (auto const hat = text.rfind('^'); hat != std::string_view::npos) {
        auto const power = parse_integer(trim(text.substr(hat + 1)));
        auto const base = parse_unit(text.substr(0, hat), depth + 1);
        if (!base) return base;
        // No unit in use goes beyond; 10^308 as a power would overflow the scale.
        if (!power || *power < -9 || *power > 9) return unknown_unit(text);
        return try_power(*base, static_cast<int>(*power));
    }
    if (text.front() == '(' && text.back() == ')') return parse_unit(text.substr(1, text.size() - 2), depth + 1);
    return unknown_unit(text);
}

}  // namespace detail

// The unit keeps the text as it was typed for its symbol, so that a report shows the spelling of the file.
TANJI_INLINE Result<Unit> try_unit(std::string_view text) {
    // Messages show what was typed, not the plain spelling that was looked up.
    auto const parsed = detail::parse_unit(detail::plain_unit_text(text), 0);
    if (!parsed) {
        auto problem = parsed.problem();
        problem.got = std::string(trim(text));
        return problem;
    }
    return Unit(parsed->scale(), parsed->terms(), std::string(trim(text)), parsed->offset());
}

TANJI_INLINE Unit unit(std::string_view text) { return try_unit(text).value(); }

// What a miss suggests from: every row, prefix and currency, and the common ones among the compounds, which are endless.
TANJI_INLINE std::vector<std::string> unit_names() {
    std::vector<std::string> names;
    auto const add = [&names](std::string_view list) {
        for (auto const name : split(list, '|')) names.emplace_back(name);
    };
    for (auto const& row : detail::unit_rows) {
        add(row.names);
        for (auto const prefix : split(row.prefixes, ' '))
            if (!prefix.empty()) names.push_back(std::string(prefix) + std::string(row.names.substr(0, row.names.find('|'))));
    }
    for (auto const& alias : detail::unit_aliases) add(alias.names);
    for (auto const& labelled : detail::labelled_units) add(labelled.names);
    for (auto const& currency : detail::currency_names) add(currency.names);
    for (auto const code : split(detail::currency_codes, ' ')) names.emplace_back(code);
    for (std::string_view const more : {"m2", "m3", "km2", "cm3", "dm3", "ft2", "ft3", "kg CO2e", "t CO2e", "kg CO2", "kg C", "kg N2O-N",
                                        "MJ net", "MJ gross", "degC", "t*km", "m2*a"})
        names.emplace_back(more);
    return names;
}

}  // namespace tanji
