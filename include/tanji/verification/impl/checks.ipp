// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/verification/checks.hpp"

/// \file
/// The checks. Lines are grouped by what is read (site, source, meter, thing, unit) rather than by head: a meter whose quality
/// note changed in June is the same meter.
namespace tanji {
namespace detail {

/// Who reads what: readings of one series can be compared with each other.
[[nodiscard]] inline std::string series_of(ActivityHead const& head) {
    return head.organisation + '\x1f' + head.site + '\x1f' + head.source + '\x1f' + head.meter + '\x1f' + head.category + '\x1f' + head.what + '\x1f' + head.technology + '\x1f' + head.place;
}
[[nodiscard]] inline std::string series_words(ActivityHead const& head) {
    std::string words = head.what;
    if (!head.site.empty()) words += " at " + head.site;
    if (!head.meter.empty()) words += ", meter " + head.meter;
    else if (!head.source.empty()) words += ", " + head.source;
    return words;
}

class ActivityVerifier {
public:
    ActivityVerifier(ActivityLines const& lines, VerificationOptions const& options) : lines_(lines), options_(options) {
        std::vector<std::size_t> of_head;
        std::unordered_map<std::string, std::size_t> known;
        for (auto const* head : lines.heads()) of_head.push_back(known.try_emplace(series_of(*head), known.size()).first->second);
        series_.resize(known.size());
        for (std::size_t i = 0; i < lines.size(); ++i) series_[of_head[lines[i].head_number]].push_back(i);
        for (auto const& line : options.past) {
            auto const at = known.find(series_of(*line.head));
            if (at == known.end()) continue;
            past_.resize(series_.size());
            past_[at->second].push_back(per_day(line));
        }
        past_.resize(series_.size());
    }

    [[nodiscard]] VerificationReport run() {
        single_lines();
        duplicates();
        reused_evidence();
        for (std::size_t s = 0; s < series_.size(); ++s) {
            if (series_[s].empty()) continue;
            overlaps(s);
            month_gaps(s);
            outliers(s);
        }
        calibrations();
        for (auto const& check : options_.cross_checks) {
            if (auto finding = check_deviation(check, options_.deviation)) findings_.push_back(*std::move(finding));
        }
        return report();
    }

    [[nodiscard]] VerificationReport report() {
        VerificationReport out;
        for (auto const& [id, count] : counts_) {
            if (count > options_.most_findings) findings_.push_back({Severity::note, {.id = id, .what = std::to_string(count - options_.most_findings) + " more findings of this kind are not listed"}});
        }
        sort_keeping_order(findings_, [](auto const& a, auto const& b) { return a.severity > b.severity; });
        out.lines = lines_.size();
        for (auto const& finding : findings_) {
            out.errors += finding.severity == Severity::error ? 1 : 0;
            out.warnings += finding.severity == Severity::warning ? 1 : 0;
        }
        out.findings = std::move(findings_);
        return out;
    }

    void add(Severity severity, Problem problem) {
        if (++counts_[problem.id] <= options_.most_findings) findings_.push_back({severity, std::move(problem)});
    }

private:
    /// In the units of the head's kind, so that kWh and MWh of one meter compare.
    [[nodiscard]] static double stored(ActivityLine const& line) { return line.amount * line.head->parsed_unit.scale(); }
    [[nodiscard]] static double per_day(ActivityLine const& line) { return stored(line) / line.period.days(); }
    [[nodiscard]] static std::string words(ActivityLine const& line) { return std::string(line.amount_text) + " " + line.head->unit + " in " + to_text(line.period); }

    void single_lines() {
        Unit const percent = unit("%");
        for (auto const& line : lines_) {
            Where const where = lines_.where(line);
            if (same_kind(line.head->parsed_unit, percent) && stored(line) > 1)  // below 0 nothing is read in the first place
                add(Severity::error, {.id = "verify.percent", .what = "a share is above 100 %", .where = where, .expected = "0 to 100 %", .got = words(line), .hint = "was an amount meant, or a ratio above one?"});
            if (line.proof->source_type == SourceType::standard_default)
                add(Severity::note, {.id = "verify.default-used", .what = "a default value stands for a measurement", .where = where, .expected = "a measured value where the plan asks for one", .got = words(line)});
            if (line.proof->source_type == SourceType::measured && line.proof->evidence.empty())
                add(Severity::note, {.id = "verify.no-evidence", .what = "a measured amount names no evidence", .where = where, .expected = "the id of the reading or invoice", .got = words(line)});
        }
    }

    /// The same reading twice: same series, days and amount. Two deliveries of one size on one day have two documents; one meter cannot count
    /// the same days twice, whatever the documents are, and accounting refuses it (account.overlap).
    void duplicates() {
        for (auto const& series : series_) {
            std::map<std::tuple<Period, double>, std::size_t> seen;
            for (auto const i : series) {
                auto const& line = lines_[i];
                auto const [at, fresh] = seen.try_emplace({line.period, stored(line)}, i);
                if (fresh) continue;
                auto const& first = lines_[at->second];
                bool const metered = !line.head->meter.empty();
                bool const documents = !line.proof->evidence.empty() && !first.proof->evidence.empty() && line.proof->evidence != first.proof->evidence;
                if (documents && !metered) continue;
                add(metered ? Severity::error : Severity::warning, {.id = "verify.duplicate", .what = "the same reading stands twice", .where = lines_.where(line), .expected = "each reading once",
                                        .got = words(line) + " of " + series_words(*line.head), .hint = metered ? "was a bill entered twice, or does the second have a meter of its own?" : "if both are right, give each its own evidence", .related = {"first: " + to_text(lines_.where(first))}});
            }
        }
    }

    /// One document for the same days of two series: a copy that was not changed.
    void reused_evidence() {
        std::unordered_map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            auto const& line = lines_[i];
            if (line.proof->evidence.empty()) continue;
            auto const [at, fresh] = seen.try_emplace(line.proof->evidence + '\x1f' + std::string(line.amount_text) + '\x1f' + line.head->unit, i);
            auto const& first = lines_[at->second];
            if (fresh || series_of(*first.head) == series_of(*line.head)) continue;
            add(Severity::warning, {.id = "verify.evidence-reused", .what = "one document proves the same amount twice, for different sources", .where = lines_.where(line), .expected = "one source per amount of a document",
                                    .got = in_quotes(line.proof->evidence) + ": " + words(line) + " of " + series_words(*line.head), .related = {series_words(*first.head) + ", " + to_text(lines_.where(first))}});
        }
    }

    /// A day that two lines of one meter count: accounting refuses it (account.overlap). The same days and amount again are a duplicate, told above.
    void overlaps(std::size_t s) {
        std::vector<std::size_t> order = series_[s];
        if (lines_[order.front()].head->meter.empty()) return;  // deliveries of one source may come on one day
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::tuple(lines_[a].period, a) < std::tuple(lines_[b].period, b); });
        std::size_t longest = order.front();  // of those before, the one that lasts longest: a bill of the year covers all months behind it
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (lines_[order[i - 1]].period.last() > lines_[longest].period.last()) longest = order[i - 1];
            auto const& before = lines_[longest];
            auto const& line = lines_[order[i]];
            if (!before.period.overlaps(line.period) || (before.period == line.period && stored(before) == stored(line))) continue;
            add(Severity::error, {.id = "verify.overlap", .what = "two readings of one meter overlap in time", .where = lines_.where(line), .expected = "days that no other reading of " + series_words(*line.head) + " covers",
                                  .got = words(line) + ", " + words(before), .hint = "was a bill entered twice, or does a period end a day late?", .related = {"first: " + to_text(lines_.where(before))}});
        }
    }

    /// Only for series that are read by the month or more often: a yearly figure has no gaps between months, and one refill of refrigerant without a
    /// meter is no series.
    void month_gaps(std::size_t s) {
        if (series_[s].size() == 1 && lines_[series_[s].front()].head->meter.empty()) return;
        std::vector<Period> covered;
        bool monthly = false;
        for (auto const i : series_[s]) {
            covered.push_back(lines_[i].period);
            monthly = monthly || lines_[i].period.days() <= 31;
        }
        if (!monthly) return;
        Period const whole = options_.period ? *options_.period : span();
        auto const& head = *lines_[series_[s].front()].head;
        for (auto const& gap : gaps(whole, covered)) {
            add(Severity::warning, {.id = "verify.month-gap", .what = "a series that is read by the month has a gap", .where = {.file = lines_.where(lines_[series_[s].front()]).file, .object = series_words(head)},
                                    .expected = "readings for all of " + to_text(whole), .got = "none for " + to_text(gap), .hint = "missing is not zero: enter the reading, a 0 that was read, or an estimate that says so"});
        }
    }
    [[nodiscard]] Period span() {
        if (!span_) {
            Date first = lines_[0].period.first();
            Date last = lines_[0].period.last();
            for (auto const& line : lines_) {
                first = (std::min)(first, line.period.first());
                last = (std::max)(last, line.period.last());
            }
            span_ = Period(first, last);
        }
        return *span_;
    }

    [[nodiscard]] static double median(std::vector<double> values) {
        auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        if (values.size() % 2 == 1) return *middle;
        return (*middle + *std::max_element(values.begin(), middle)) / 2;
    }

    /// Per day, so that a quarter beside months is no outlier. Median and median absolute deviation, because mean and standard
    /// deviation are moved by the very outlier that is looked for (Hampel's rule). A factor of a thousand is told apart.
    void outliers(std::size_t s) {
        std::vector<double> usual = past_[s];
        for (auto const i : series_[s]) usual.push_back(per_day(lines_[i]));
        if (usual.size() < options_.outlier_least) return;
        double const middle = median(usual);
        std::vector<double> distance;
        for (double const value : usual) distance.push_back(std::abs(value - middle));
        double const spread = 1.4826 * median(std::move(distance));
        for (auto const i : series_[s]) {
            auto const& line = lines_[i];
            double const value = per_day(line);
            double const away = std::abs(value - middle);
            if (middle > 0 && value > 0 && slipped(line, value / middle)) continue;
            if (away <= options_.outlier * spread || away <= options_.outlier_share * std::abs(middle)) continue;
            add(Severity::warning, {.id = "verify.outlier", .what = "a reading is far from what is usual for its series", .where = lines_.where(line),
                                    .expected = "near " + number_text(middle * line.period.days() / line.head->parsed_unit.scale(), 4) + " " + line.head->unit + ", the median of " + std::to_string(usual.size()) + " readings", .got = words(line)});
        }
    }

    [[nodiscard]] bool slipped(ActivityLine const& line, double ratio) {
        bool const up = std::abs(ratio / 1000 - 1) <= options_.slip;
        bool const down = std::abs(ratio * 1000 - 1) <= options_.slip;
        if (!up && !down) return false;
        add(Severity::warning, {.id = "verify.unit-slip", .what = up ? "a reading is a thousand times what is usual" : "a reading is a thousandth of what is usual", .where = lines_.where(line),
                                .expected = "the unit of the other readings of " + series_words(*line.head), .got = words(line), .hint = up ? "was kWh entered as MWh, or kg as t?" : "was MWh entered as kWh, or t as kg?"});
        return true;
    }

    /// Each measured line needs a calibration that covers its period; one that begins late covers the days from then on only.
    void calibrations() {
        if (options_.calibrations.empty() && !options_.calibrations_complete) return;
        std::map<std::string, std::vector<Period>> valid;
        for (auto const& calibration : options_.calibrations) valid[calibration.meter].push_back(calibration.valid);
        for (auto const& line : lines_) {
            auto const& head = *line.head;
            std::string const& meter = head.meter.empty() ? head.source : head.meter;
            if (line.proof->source_type != SourceType::measured) continue;
            auto const at = valid.find(meter);
            if (at == valid.end() && !options_.calibrations_complete) continue;
            auto const open = at == valid.end() ? std::vector<Period>{line.period} : gaps(line.period, at->second);
            if (open.empty()) continue;
            add(Severity::warning, {.id = "verify.calibration", .what = "a measured amount comes from a meter without valid calibration", .where = lines_.where(line), .expected = "a calibration that covers " + to_text(line.period),
                                    .got = (meter.empty() ? "no meter named" : in_quotes(meter)) + ", none for " + to_text(open.front()), .hint = "correct with the accuracy of the device, on the conservative side, and say so"});
        }
    }

    ActivityLines const& lines_;
    VerificationOptions const& options_;
    std::vector<std::vector<std::size_t>> series_;
    std::vector<std::vector<double>> past_;
    std::optional<Period> span_;
    std::map<std::string, std::size_t> counts_;
    std::vector<Finding> findings_;
};

/// Those of an earlier stage, sorted in: whoever reads only the first lines must see the worst.
inline void add_findings(VerificationReport& report, std::span<Finding const> more) {
    report.findings.insert(report.findings.end(), more.begin(), more.end());
    sort_keeping_order(report.findings, [](auto const& a, auto const& b) { return a.severity > b.severity; });
    for (auto const& finding : more) {
        report.errors += finding.severity == Severity::error ? 1 : 0;
        report.warnings += finding.severity == Severity::warning ? 1 : 0;
    }
}

}  // namespace detail

TANJI_INLINE VerificationReport verify(ActivityLines const& lines, VerificationOptions const& options) { return detail::ActivityVerifier(lines, options).run(); }

TANJI_INLINE VerificationReport verify(OrganisationInventory const& inventory, VerificationOptions const& options) {
    VerificationReport report = verify(inventory.activities(), options);
    detail::add_findings(report, inventory.findings());
    return report;
}

// A file with errors has no lines to look at; its errors are then all there is to say.
TANJI_INLINE VerificationReport verify(ActivityImport const& import, VerificationOptions const& options) {
    VerificationReport report;
    if (import.lines) report = verify(*import.lines, options);
    detail::add_findings(report, import.findings);
    return report;
}

}  // namespace tanji
