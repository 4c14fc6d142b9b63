// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <unordered_map>

#include "tanji/base/text.hpp"
#include "tanji/factors/factor_diff.hpp"
#include "tanji/factors/impl/factor_database.ipp"
#include "tanji/units/text.hpp"

/// \file
/// Pairs the factors of two databases and puts each difference into words. Nothing is weighed: a new note is shown like a new number, and flags
/// say which of them move results.
namespace tanji {
namespace detail {

/// All that tells factors apart except their key, and the year where editions of different years are compared.
[[nodiscard]] inline std::string factor_identity(Factor const& factor, DiffOptions const& options) {
    return factor_slot(factor.what, factor.kind, factor.region) + "\x1f" + (options.across_years ? std::string() : std::to_string(factor.year)) + "\x1f" + lower(factor.provenance.technology) + "\x1f" + factor.per.symbol();
}

/// Collects the differences of one pair.
class FactorComparison {
public:
    FactorComparison(FactorDatabase::Held const& older, FactorDatabase::Held const& newer) : a_(*older.factor), b_(*newer.factor) {
        change_.older = older.factor;
        change_.newer = newer.factor;
        compare_words();
        compare_numbers();
        if (older.unpublished != newer.unpublished) note(change_.numbers, "number", older.unpublished ? "not published" : "published", newer.unpublished ? "not published" : "published");
        compare_provenance();
    }

    [[nodiscard]] FactorChange take() { return std::move(change_); }

private:
    void note(bool& flag, std::string_view name, std::string const& before, std::string const& after) {
        flag = true;
        change_.what.push_back(std::string(name) + ": " + (before.empty() ? "nothing" : before) + " -> " + (after.empty() ? "nothing" : after));
    }
    void words(bool& flag, std::string_view name, std::string const& before, std::string const& after) {
        if (before != after) note(flag, name, before, after);
    }

    /// What a look-up asks for; of no influence on a number, but on which one is found.
    void compare_words() {
        bool names = false;
        words(names, "key", a_.key, b_.key);
        words(names, "what", a_.what, b_.what);
        words(names, "name_en", a_.name_en, b_.name_en);
        words(names, "name_zh", a_.name_zh, b_.name_zh);
        words(names, "kind", std::string(to_text(a_.kind)), std::string(to_text(b_.kind)));
        words(names, "region", a_.region, b_.region);
        words(names, "year", std::to_string(a_.year), std::to_string(b_.year));
        words(change_.unit, "per", a_.per.symbol(), b_.per.symbol());
    }

    /// Gases of both in the order of their ids; one that is stated on one side only is a difference from nothing, not from zero.
    void compare_numbers() {
        GasMasses all;
        for (auto const* factor : {&a_, &b_}) {
            for (auto const& [gas, mass] : factor->gases) all.add(gas, mass);
        }
        auto const mass_text = [](std::optional<Mass> mass) { return mass ? number_text(mass->stored()) + " kg" : std::string(); };
        for (auto const& [gas, mass] : all) {
            if (a_.gases.find(gas) != b_.gases.find(gas)) note(change_.numbers, to_text(gas), mass_text(a_.gases.find(gas)), mass_text(b_.gases.find(gas)));
        }
        auto const co2e_text = [](Factor const& factor) { return factor.co2e ? number_text(factor.co2e->stored()) + " kg by " + to_text(factor.co2e_set) : std::string(); };
        words(change_.numbers, "co2e", co2e_text(a_), co2e_text(b_));
        auto const left_out = [](Factor const& factor) {
            std::vector<std::string> names;
            for (auto const gas : factor.not_estimated) names.push_back(to_text(gas));
            return join(names, " ");
        };
        auto const share = [](std::optional<double> number) { return number ? number_text(*number) : std::string(); };
        words(change_.numbers, "uncertainty", share(a_.uncertainty), share(b_.uncertainty));
        words(change_.numbers, "not_estimated", left_out(a_), left_out(b_));
    }

    void compare_provenance() {
        auto const& a = a_.provenance;
        auto const& b = b_.provenance;
        auto const day = [](std::optional<Date> const& date) { return date ? to_text(*date) : std::string(); };
        auto const year = [](std::optional<int> const& number) { return number ? std::to_string(*number) : std::string(); };
        words(change_.provenance, "document", a.document, b.document);
        words(change_.provenance, "edition", a.edition, b.edition);
        words(change_.provenance, "released", day(a.released), day(b.released));
        words(change_.provenance, "released_by", day(a.released_by), day(b.released_by));
        words(change_.provenance, "valid_from", day(a.valid_from), day(b.valid_from));
        words(change_.provenance, "valid_to", day(a.valid_to), day(b.valid_to));
        words(change_.provenance, "data_year", year(a.data_year), year(b.data_year));
        words(change_.provenance, "technology", a.technology, b.technology);
        words(change_.provenance, "licence", a.licence, b.licence);
        words(change_.provenance, "attribution", a.attribution, b.attribution);
        words(change_.provenance, "place", a.place, b.place);
        words(change_.provenance, "confidence", std::string(to_text(a.confidence)), std::string(to_text(b.confidence)));
        words(change_.provenance, "note", a.note, b.note);
    }

    Factor const& a_;
    Factor const& b_;
    FactorChange change_;
};

/// The one factor of each identity among those that found no partner by key; two of one identity pair with none.
[[nodiscard]] inline std::unordered_map<std::string, std::ptrdiff_t> lone_factors(std::vector<FactorDatabase::Held> const& all, std::vector<std::ptrdiff_t> const& partner,
                                                                                   DiffOptions const& options) {
    std::unordered_map<std::string, std::ptrdiff_t> lone;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (partner[i] >= 0) continue;
        auto const [at, fresh] = lone.emplace(factor_identity(*all[i].factor, options), static_cast<std::ptrdiff_t>(i));
        if (!fresh) at->second = -1;
    }
    return lone;
}

}  // namespace detail

TANJI_INLINE FactorDiff diff(FactorDatabase const& older, FactorDatabase const& newer, DiffOptions const& options) {
    auto const& a = older.content();
    auto const& b = newer.content();
    std::vector<std::ptrdiff_t> of_a(a.all.size(), -1), of_b(b.all.size(), -1);
    auto const pair_up = [&](std::size_t i, std::size_t j) {
        of_a[i] = static_cast<std::ptrdiff_t>(j);
        of_b[j] = static_cast<std::ptrdiff_t>(i);
    };
    for (std::size_t i = 0; i < a.all.size(); ++i) {
        if (auto const known = b.by_key.find(a.all[i].factor->key); known != b.by_key.end()) pair_up(i, known->second);
    }
    auto const lone_b = detail::lone_factors(b.all, of_b, options);
    for (auto const& [identity, i] : detail::lone_factors(a.all, of_a, options)) {
        auto const known = lone_b.find(identity);
        if (i >= 0 && known != lone_b.end() && known->second >= 0) pair_up(static_cast<std::size_t>(i), static_cast<std::size_t>(known->second));
    }
    FactorDiff result;
    for (std::size_t i = 0; i < a.all.size(); ++i) {
        if (of_a[i] < 0) {
            result.removed.push_back(a.all[i].factor);
            continue;
        }
        auto change = detail::FactorComparison(a.all[i], b.all[static_cast<std::size_t>(of_a[i])]).take();
        if (change.what.empty()) ++result.same;
        else result.changed.push_back(std::move(change));
    }
    for (std::size_t j = 0; j < b.all.size(); ++j) {
        if (of_b[j] < 0) result.added.push_back(b.all[j].factor);
    }
    return result;
}

// Held ones are taken along: an edition is all of it.
TANJI_INLINE Result<FactorDatabase> try_only_document(FactorDatabase const& factors, std::string_view words) {
    std::vector<std::string> titles, fitting;
    std::vector<FactorDatabase::Held> chosen;
    for (auto const& held : factors.held()) {
        auto const& title = held.factor->provenance.document;
        if (std::find(titles.begin(), titles.end(), title) == titles.end()) {
            titles.push_back(title);
            if (contains_ignoring_case(title, words)) fitting.push_back(title);
        }
        if (!fitting.empty() && title == fitting.front()) chosen.push_back(held);
    }
    if (fitting.size() == 1) return FactorDatabase::from_held(std::move(chosen), factors.least());
    return Problem{.id = "factor.document", .what = fitting.empty() ? "no document has these words in its title" : "several documents have these words in their titles", .expected = in_quotes(words) + " in one title",
                   .got = std::to_string(fitting.size()) + " titles", .related = fitting.empty() ? std::move(titles) : std::move(fitting)};
}

TANJI_INLINE std::string to_text(FactorDiff const& diff) {
    auto const numbers = std::count_if(diff.changed.begin(), diff.changed.end(), [](auto const& change) { return change.numbers; });
    return std::to_string(diff.added.size()) + " added, " + std::to_string(diff.removed.size()) + " removed, " + std::to_string(diff.changed.size()) + " changed (" + std::to_string(numbers) +
           " in numbers), " + std::to_string(diff.same) + " the same";
}

}  // namespace tanji
