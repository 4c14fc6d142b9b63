// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/solve/diagnose.hpp"

namespace tanji::detail {

/// "1,000", "3.6", "1,000,000": factors are read more easily so.
[[nodiscard]] inline std::string factor_text(double factor) {
    std::string text = number_text(factor, 5);
    if (factor >= 1000 && factor == std::floor(factor) && factor < 1e15) {
        text = number_text(factor, 15);
        if (text.find_first_not_of("0123456789") == std::string::npos)
            for (std::size_t k = text.size(); k > 3; k -= 3) text.insert(k - 3, ",");
    }
    return text;
}

/// Turns one kind of number into words; holds what all sentences need.
class LoopWords {
public:
    LoopWords(DiagnoseOptions const& options) : options_(options) {}

    [[nodiscard]] std::string amount(SuspectExchange const& cell, double value) const {
        if (options_.amount) return options_.amount(cell.product, cell.process, value);
        return number_text(value, 6);
    }
    /// "Steel takes 5000 kg of coal", "Mine makes 1 kg of coal"
    [[nodiscard]] std::string cell(SuspectExchange const& cell) const {
        return options_.names.process_text(cell.process) + (cell.output ? " makes " : " takes ") + amount(cell, cell.amount) + " of " + options_.names.product_text(cell.product);
    }
    [[nodiscard]] std::string suspect(SuspectExchange const& s) const {
        if (s.factor > 1)
            return cell(s) + ", which looks " + factor_text(s.factor) + " times too " + (s.output ? "small" : "large") + "; " + amount(s, s.better) + " would give loop gain " + number_text(s.gain, 3);
        return cell(s) + ", which would have to be " + (s.output ? "above " : "below ") + amount(s, s.better);
    }
    /// The first suspect, and others that are nearly as likely.
    [[nodiscard]] std::string hint(std::vector<SuspectExchange> suspects) const {
        // Without evidence an output that is too small is as likely as inputs that are too large; these say more and come first.
        if (!suspects.empty() && suspects.front().factor == 1) sort_keeping_order(suspects, [](SuspectExchange const& a, SuspectExchange const& b) { return !a.output && b.output; });
        if (suspects.empty()) return "check the amounts these processes exchange, above all their units";
        constexpr double much_likelier = 1.5;
        constexpr std::size_t most = 4;
        auto const& first = suspects.front();
        std::string text = first.factor > 1 ? "most likely wrong: " : "no amount stands out; check units and reciprocals: ";
        text += suspect(first);
        for (std::size_t k = 1; k < (std::min)(suspects.size(), most); ++k) {
            if (first.factor > 1 && (suspects[k].factor == 1 || suspects[k].evidence < first.evidence - much_likelier)) break;
            text += "; or " + suspect(suspects[k]);
        }
        return text;
    }
    [[nodiscard]] std::vector<std::string> entries(std::vector<NullEntry> const& null, bool processes) const {
        constexpr std::size_t most = 10;
        std::vector<std::string> texts;
        for (std::size_t k = 0; k < (std::min)(null.size(), most); ++k)
            texts.push_back((processes ? options_.names.process_text(null[k].index) : options_.names.product_text(null[k].index)) + ": " + number_text(null[k].value, 6));
        if (null.size() > most) texts.push_back("and " + std::to_string(null.size() - most) + " more");
        return texts;
    }
    [[nodiscard]] NameLookup const& names() const { return options_.names; }

private:
    DiagnoseOptions const& options_;
};

/// Singular and nearly singular loops.
[[nodiscard]] inline Finding null_finding(LoopFault const& fault, std::string const& distance, LoopWords const& words) {
    Problem problem;
    bool forwards = false, backwards = false;
    for (auto const& entry : fault.processes) (entry.value > 0 ? forwards : backwards) = true;
    bool const cancelling = forwards && backwards, singular = fault.kind == LoopFaultKind::singular;
    std::string const count = std::to_string(fault.processes.size());
    problem.id = singular ? "solve.singular" : "solve.nearly-singular";
    if (cancelling) problem.what = count + " processes cancel each other " + (singular ? "exactly" : "nearly") + ": in the proportions below they deliver nothing";
    else problem.what = count + " processes form a closed loop with gain " + (singular ? "exactly" : "nearly") + " 1: in the proportions below they deliver nothing";
    problem.related = words.entries(fault.processes, true);
    problem.where.object = problem.related.empty() ? std::string() : problem.related.front();
    problem.expected = "every loop delivers more than it consumes itself";
    problem.got = singular ? "no demand fixes how often they run" : distance;
    // Of copies the products say nothing: all that they touch depends on each other.
    bool const copies = cancelling && fault.processes.size() == 2;
    auto const products = copies ? std::vector<std::string>() : words.entries(fault.products, false);
    if (!products.empty()) problem.got += "; the balances of these products depend on each other: " + join(products, ", ");
    problem.hint = words.hint(fault.suspects);
    if (copies)
        problem.hint = words.names().process_text(fault.processes[0].index) + " and " + words.names().process_text(fault.processes[1].index) +
                       " are the same up to a factor: keep one, or correct the amount in which they should differ";
    else if (cancelling) problem.hint = "an exchange of these processes has the wrong sign or amount, or one of them is a combination of the others";
    return {singular ? Severity::error : Severity::warning, std::move(problem)};
}

[[nodiscard]] inline Finding loop_finding(LoopFault const& fault, std::vector<SuspectExchange> const& links, LoopWords const& words) {
    Finding finding = unproductive_finding(fault.loop, words.names());
    auto& problem = finding.problem;
    problem.got += ", spectral radius " + number_text(fault.lower, 6) + (fault.upper - fault.lower > 1e-6 * fault.upper ? " to " + number_text(fault.upper, 6) : std::string());
    problem.related.clear();
    for (auto const& link : links) problem.related.push_back(words.cell(link));
    if (fault.loop.cycle.empty() && !problem.related.empty()) problem.where.object = problem.related.front();
    problem.hint = words.hint(fault.suspects);
    return finding;
}

}  // namespace tanji::detail
