// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/solve/impl/monte_carlo_plan.ipp"

// From matrices and model to scaled terms.
namespace tanji::detail {

/// One addend of an entry: certain, or drawn.
struct SampledTerm {
    std::int32_t row = 0, node = 0, entry = 0;
    std::int32_t exchange = -1;  ///< of a drawn one that is not lognormal: its place in the list
    double weight = 0;
    double sigma = 0;
    std::uint32_t item = 0;
    bool drawn = false;
};

[[nodiscard]] inline double power_near(double magnitude) {
    int exponent = 0;
    std::frexp(magnitude, &exponent);
    return std::ldexp(1.0, (std::clamp)(exponent, -900, 900));
}

[[nodiscard]] inline std::optional<Problem> check_sampled(SampledMatrix const& sampled, SparseView<double> const& matrix, std::string const& which) {
    if (!sampled.sigma.empty() && sampled.sigma.size() != matrix.value.size())
        return Problem{.id = "montecarlo.shape", .what = "there is not one sigma per entry of matrix " + which, .expected = std::to_string(matrix.value.size()) + " numbers, or none",
                       .got = std::to_string(sampled.sigma.size()), .hint = "give 0 for entries that are certain"};
    for (std::size_t e = 0; e < sampled.sigma.size(); ++e) {
        if (!(sampled.sigma[e] >= 0 && sampled.sigma[e] <= 80))
            return Problem{.id = "montecarlo.sigma", .what = "a sigma of matrix " + which + " is not the logarithm of a geometric standard deviation",
                           .where = {.object = "entry " + std::to_string(e)}, .expected = "a number from 0 (certain) to 80", .got = number_text(sampled.sigma[e])};
    }
    for (std::size_t k = 0; k < sampled.exchanges.size(); ++k) {
        SampledExchange const& exchange = sampled.exchanges[k];
        bool const inside = exchange.entry >= 0 && at(exchange.entry) < matrix.value.size();
        if (!inside || (!sampled.sigma.empty() && sampled.sigma[at(exchange.entry)] != 0))
            return Problem{.id = "montecarlo.entry", .what = "a sampled exchange belongs to no entry of matrix " + which + ", or to one that has a sigma as well",
                           .where = {.object = "exchange " + std::to_string(k)}, .expected = "an entry from 0 to " + std::to_string(matrix.value.size()) + " whose sigma is 0",
                           .got = std::to_string(exchange.entry)};
        Distribution const& d = exchange.distribution;
        if (!std::isfinite(exchange.nominal) || !std::isfinite(exchange.scale) || !std::isfinite(d.a) || !std::isfinite(d.b) || !std::isfinite(d.c) || (d.kind == DistributionKind::lognormal && !(d.b >= 0 && d.b <= 80)))
            return Problem{.id = "number.not-finite", .what = "a number of a sampled exchange is not finite", .where = {.object = "exchange " + std::to_string(k) + " of matrix " + which},
                           .expected = "finite numbers and a sigma from 0 to 80", .got = number_text(exchange.nominal) + ", " + number_text(exchange.scale) + ", " + number_text(d.b)};
    }
    return std::nullopt;
}

/// The exchanges of a matrix by entry: order[start[e]] .. are places in the list. Empty if there are none.
struct ExchangesByEntry {
    std::vector<std::int32_t> start{}, place{};

    ExchangesByEntry(std::span<SampledExchange const> exchanges, std::size_t entries) {
        if (exchanges.empty()) return;
        start.assign(entries + 1, 0);
        for (auto const& exchange : exchanges) ++start[at(exchange.entry) + 1];
        for (std::size_t e = 0; e < entries; ++e) start[e + 1] += start[e];
        place.resize(exchanges.size());
        std::vector<std::int32_t> next(start.begin(), start.end() - 1);
        for (std::size_t k = 0; k < exchanges.size(); ++k) place[at(next[at(exchanges[k].entry)]++)] = static_cast<std::int32_t>(k);
    }
};

/// Weight of a lognormal whose stored amount is the median, or the mean.
[[nodiscard]] inline double median_of(double amount, double sigma, LognormalAmount meaning) {
    TANJI_NO_CONTRACTION
    return meaning == LognormalAmount::median ? amount : amount * elementary::exp(-0.5 * sigma * sigma);
}

/// Appends the addends of entry e.
inline void append_terms(SampledMatrix const& sampled, ExchangesByEntry const& by_entry, std::size_t entries, std::size_t e, double value, LognormalAmount meaning,
                         SampledTerm term, std::vector<SampledTerm>& terms, DrawList& draws) {
    term.entry = static_cast<std::int32_t>(e);
    if (!sampled.sigma.empty() && sampled.sigma[e] > 0) {
        term.sigma = sampled.sigma[e];
        term.weight = median_of(value, term.sigma, meaning);
        term.item = static_cast<std::uint32_t>(e);
        term.drawn = true;
        terms.push_back(term);
        return;
    }
    double rest = value;
    std::size_t const first = terms.size();
    if (!by_entry.start.empty()) {
        for (std::int32_t q = by_entry.start[e]; q < by_entry.start[e + 1]; ++q) {
            std::int32_t const place = by_entry.place[at(q)];
            SampledExchange const& exchange = sampled.exchanges[at(place)];
            Distribution const& d = exchange.distribution;
            SampledTerm addend = term;
            rest -= exchange.nominal;
            addend.drawn = d.kind != DistributionKind::none;
            addend.item = exchange.item != 0xFFFFFFFFU ? exchange.item : static_cast<std::uint32_t>(entries + at(place));
            if (d.kind == DistributionKind::lognormal) {
                addend.sigma = d.b;
                addend.weight = exchange.scale * median_of(d.a, d.b, meaning);
            } else if (d.kind == DistributionKind::none) {
                rest += exchange.scale * d.a;
                continue;
            } else {
                addend.weight = exchange.scale;
                addend.exchange = place;
            }
            terms.push_back(addend);
        }
        // What is left over after nominal values were taken off is noise where it is a last place of the whole.
        if (terms.size() > first && std::abs(rest) <= 1e-13 * std::abs(value)) rest = 0;
        if (by_entry.start[e] != by_entry.start[e + 1]) draws.remainders.push_back({term.entry, rest});
    }
    term.weight = rest;
    if (rest != 0) terms.push_back(term);
}

/// Appends terms[k] to the rows or to the list of draws behind them. Terms must come row by row.
inline void append_draw(SampledTerm const& term, SampledMatrix const& sampled, DrawList& draws) {
    if (term.exchange >= 0) draws.others.push_back({draws.size(), sampled.exchanges[at(term.exchange)].distribution});
    draws.item.push_back(term.item);
    draws.sigma.push_back(term.sigma);
    draws.entry.push_back(term.entry);
}

inline void append_row_term(SampledTerm const& term, SampledMatrix const& sampled, TermRows& certain, TermRows& drawn, DrawList& draws) {
    TermRows& rows = term.drawn ? drawn : certain;
    rows.node.push_back(term.node);
    rows.weight.push_back(term.weight);
    if (term.drawn) append_draw(term, sampled, draws);
}

inline void end_row(TermRows& rows) { rows.start.push_back(static_cast<std::int32_t>(rows.node.size())); }

/// Terms by ascending row, stable.
[[nodiscard]] inline std::vector<SampledTerm> by_row(std::vector<SampledTerm> const& terms, std::size_t rows) {
    std::vector<std::size_t> start(rows + 1, 0);
    for (auto const& term : terms) ++start[at(term.row) + 1];
    for (std::size_t i = 0; i < rows; ++i) start[i + 1] += start[i];
    std::vector<SampledTerm> sorted(terms.size());
    for (auto const& term : terms) sorted[start[at(term.row)]++] = term;
    return sorted;
}

}  // namespace tanji::detail
