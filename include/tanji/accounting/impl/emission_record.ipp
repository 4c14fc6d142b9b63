// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "tanji/accounting/impl/emission.ipp"
#include "tanji/claims/method_revision.hpp"
#include "tanji/factors/attribution.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/version.hpp"

/// \file
/// From an emission to its record and back (rule C10). What must stay true: a replay goes through try_emission() and record()
/// like any calculation, so it repeats what was done and does not imitate it; and its factors come from the record alone,
/// never from a database of today. Only GWPs are those of the present version, which the record names.
namespace tanji {
namespace detail {

/// A caveat counts once, however many lines it concerns.
inline void add_once(std::vector<std::string>& texts, std::string text) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

/// Everything that is needed to compute with the factor again, and to find it in its source. Numbers in kg per unit, as they
/// are stored: a number printed in another unit and read back could differ in its last bit, and the digest with it.
[[nodiscard]] inline RecordFactor record_factor(Factor const& factor) {
    RecordFactor entry{.key = factor.key, .edition = factor.provenance.edition, .digest = digest(factor), .what = factor.what,
                       .kind = std::string(to_text(factor.kind)), .region = factor.region, .year = factor.year, .per = factor.per.symbol(),
                       .document = factor.provenance.document, .confidence = std::string(to_text(factor.provenance.confidence))};
    for (auto const& [gas, mass] : factor.gases) entry.numbers.push_back({to_text(gas), mass.stored(), "kg"});
    if (factor.co2e) {
        entry.numbers.push_back({"co2e", factor.co2e->stored(), "kg"});
        entry.gwp_set = to_text(factor.co2e_set);
    }
    for (Gas const gas : factor.not_estimated) entry.not_estimated.push_back(to_text(gas));
    return entry;
}

/// What a reader of the result must know about one factor: what its source left out (rule C4: not estimated, not zero), what
/// was assumed in reading it, and whether its confidence was opted into.
inline void add_caveats(Record& record, Factor const& factor) {
    std::string const of = " (" + factor.key + ")";
    for (Gas const gas : factor.not_estimated) add_once(record.not_estimated, to_text(gas) + of);
    for (auto const& text : factor.assumptions) add_once(record.assumptions, text + of);
    if (factor.provenance.confidence > default_confidence) add_once(record.opt_ins, std::string(to_text(factor.provenance.confidence)) + of);
}

/// What the licence of a source asks to be said wherever its numbers go, once for each source. No replay depends on it.
inline void add_attribution(Record& record, Factor const& factor) {
    std::pair<std::string, std::string> said{"attribution", attribution_text(factor.provenance)};
    if (said.second.empty() || std::find(record.settings.begin(), record.settings.end(), said) != record.settings.end()) return;
    record.settings.push_back(std::move(said));
}

/// Its index in the record; the same factor from another database is the same. Caveats are added for a factor that is known
/// already as well: two databases may have read the same numbers under different assumptions.
[[nodiscard]] inline std::size_t add_factor(Record& record, Factor const& factor) {
    RecordFactor entry = record_factor(factor);
    auto const at = std::find(record.factors.begin(), record.factors.end(), entry);
    auto const index = static_cast<std::size_t>(at - record.factors.begin());
    if (at == record.factors.end()) record.factors.push_back(std::move(entry));
    add_caveats(record, factor);
    return index;
}

/// The factor as the record holds it; its numbers must be those that were digested. The digest is checked before anything is
/// computed, so that a changed number is reported as that, and not as a result that differs for reasons unknown.
/// Names and notes of the original are not in a record and stay empty: no number depends on them.
[[nodiscard]] inline Result<std::shared_ptr<Factor const>> replayed_factor(RecordFactor const& entry) {
    auto factor = std::make_shared<Factor>();
    factor->key = entry.key;
    factor->what = entry.what;
    factor->region = entry.region;
    factor->year = entry.year;
    factor->provenance.edition = entry.edition;
    factor->provenance.document = entry.document;
    auto const kind = try_parse_factor_kind(entry.kind);
    auto const confidence = try_parse_confidence(entry.confidence);
    auto const per = try_unit(entry.per);
    if (!kind) return kind.problem();
    if (!confidence) return confidence.problem();
    if (!per) return per.problem();
    factor->kind = *kind;
    factor->provenance.confidence = *confidence;
    factor->per = *per;
    for (auto const& number : entry.numbers) {
        if (number.of == "co2e") {
            auto const set = try_parse_gwp_set(entry.gwp_set);
            if (!set) return set.problem();
            factor->co2e = Co2e::stored(number.amount);
            factor->co2e_set = *set;
            continue;
        }
        auto const gas = find_gas(number.of);
        if (!gas) return gas.problem();
        factor->gases.add(*gas, Mass::stored(number.amount));
    }
    if (digest(*factor) != entry.digest) {
        return Problem{.id = "record.factor", .what = "the numbers of a factor in the record are not those it was made with", .where = {.object = entry.key},
                       .expected = "digest " + entry.digest, .got = "digest " + digest(*factor), .hint = "the record was edited: compare with a copy that is known to be good (--original)"};
    }
    return std::shared_ptr<Factor const>(std::move(factor));
}

/// Units of the factor in one as entered, rounded once. The amount itself is entered x from / to, which may differ in its last bit.
[[nodiscard]] inline double recorded_scale(EmissionLine const& line) {
    if (line.unit_path.empty() || line.entered_unit == line.factor->per.symbol()) return 1;
    auto const entered = try_unit(line.entered_unit);
    return entered ? entered->scale() / line.factor->per.scale() : 1;
}

/// A setting of the record by name, empty if it is not there. Settings are a list to keep their order; there are two or three.
[[nodiscard]] inline std::string setting(Record const& record, std::string_view name) {
    for (auto const& [key, value] : record.settings) {
        if (key == name) return value;
    }
    return {};
}

/// Largest difference of the results in units of the last place; a result that is missing counts as infinite.
/// In ulp and not in percent, because a replay on the same build has to give the same bits, and between builds only the last
/// ones may differ; the ulp is that of the recorded number.
[[nodiscard]] inline double largest_ulp(std::vector<RecordNumber> const& then, std::vector<RecordNumber> const& now) {
    double largest = then.size() == now.size() ? 0 : HUGE_VAL;
    for (std::size_t i = 0; i < then.size() && i < now.size(); ++i) {
        if (then[i].of != now[i].of || then[i].unit != now[i].unit) return HUGE_VAL;
        if (then[i].amount == now[i].amount) continue;
        double const ulp = std::nextafter(std::abs(then[i].amount), HUGE_VAL) - std::abs(then[i].amount);
        largest = (std::max)(largest, std::abs(then[i].amount - now[i].amount) / ulp);
    }
    return largest;
}

/// The lines again, from what was entered: the unit path is walked anew, not believed. Factors come first, each checked once,
/// however many steps use it.
[[nodiscard]] inline Result<Emission> replayed_emission(Record const& record) {
    std::vector<std::shared_ptr<Factor const>> factors;
    for (auto const& entry : record.factors) {
        auto factor = replayed_factor(entry);
        if (!factor) return factor.problem();
        factors.push_back(*factor);
    }
    Emission total;
    for (auto const& step : record.steps) {
        if (step.factor >= factors.size()) {
            return Problem{.id = "record.factor", .what = "a step of the record has no factor", .expected = "an index into the record's factors", .got = std::to_string(step.factor)};
        }
        auto const entered = try_unit(step.entered_unit);
        if (!entered) return entered.problem();
        auto one = try_emission({step.entered, *entered, {}}, factors[step.factor]);
        if (!one) return one.problem();
        total += *one;
    }
    return total;
}

}  // namespace detail

// Known by handle first, because a year of metering shares one factor between thousands of lines; only a handle that is new is
// compared with the factors that the record has, which also joins equal factors of two databases.
TANJI_INLINE Record Emission::record() const {
    Record record{.subject = "emission", .version = TANJI_VERSION, .revision = current_revision("amount-times-factor")->revision};
    std::unordered_map<Factor const*, std::size_t> known;
    for (auto const& line : lines_) {
        auto const [at, fresh] = known.try_emplace(line->factor.get(), record.factors.size());
        if (fresh) {
            at->second = detail::add_factor(record, *line->factor);
            detail::add_attribution(record, *line->factor);
        }
        record.steps.push_back({line->entered, line->entered_unit, line->unit_path, line->amount, line->factor->per.symbol(), at->second, detail::recorded_scale(*line)});
    }
    auto const totals = detail::totals_of(*this);
    for (auto const& [gas, sum] : totals.gases) record.results.push_back({to_text(gas), sum.value(), "kg"});
    for (auto const& [set, sum] : totals.published) record.results.push_back({"co2e published by " + set, sum.value(), "kg"});
    return record;
}

// Gases stay listed above the CO2e, in the order of their ids, so that a reader can apply another set by hand. Settings hold
// what a replay needs beyond the set itself: which confidence was accepted, and what was kept as published.
TANJI_INLINE Record Emission::record(GwpSet const& set, Co2eOptions options) const {
    Record record = this->record();
    record.gwp_set = to_text(set);
    record.settings.insert(record.settings.begin(), {{"gwp confidence", std::string(to_text(set.least()))}, {"published co2e of other sets", options.keep_published ? "kept" : "refused"}});
    record.results.push_back({"co2e " + to_text(set), co2e(set, options).stored(), "kg"});
    for (auto const& [gas, mass] : gases()) {
        if (gas == gas::co2_biogenic) {
            record.assumptions.push_back("biogenic CO2 is not part of the CO2e");
            continue;
        }
        GwpValue const value = set.find(gas).value();
        if (value.confidence > default_confidence) record.opt_ins.push_back("GWP of " + to_text(gas) + ": " + std::string(to_text(value.confidence)));
        if (gas == gas::ch4) record.assumptions.push_back("methane of unstated origin counted with " + number_text(value.value));
    }
    for (auto const& line : lines_) {
        if (!line->factor->co2e || (line->factor->co2e_set == set && !(set == gwp::unstated()))) continue;
        detail::add_once(record.assumptions, "CO2e by " + to_text(line->factor->co2e_set) + " kept as published (" + line->factor->key + ")");
    }
    return record;
}

namespace detail {

/// What the record's lines come to today, by its own settings.
[[nodiscard]] inline Record recomputed_record(Emission const& emission, Record const& record) {
    if (record.gwp_set.empty()) return emission.record();
    Confidence const least = try_parse_confidence(setting(record, "gwp confidence")).value();
    bool const kept = setting(record, "published co2e of other sets") == "kept";
    return emission.record(try_parse_gwp_set(record.gwp_set).value().accepting(least), {.keep_published = kept});
}

}  // namespace detail

// Replays with the GWP table of this version. A record of another version may differ, and then both are right: the hint says so.
TANJI_INLINE Result<Replay> try_replay(Record const& record, double bound_ulp) {
    if (record.subject != "emission") {
        return Problem{.id = "record.subject", .what = "this is not the record of an emission", .expected = "emission", .got = record.subject};
    }
    auto emission = detail::replayed_emission(record);
    if (!emission) return emission.problem();
    try {
        double const ulp = detail::largest_ulp(record.results, detail::recomputed_record(*emission, record).results);
        if (ulp <= bound_ulp) return Replay{*std::move(emission), ulp};
        return Problem{.id = "record.differs", .what = "replaying the record gives other results", .expected = "at most " + number_text(bound_ulp) + " ulp",
                       .got = number_text(ulp, 3) + " ulp", .hint = "was the record changed, or made by a version with another table? it names " + record.version};
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
