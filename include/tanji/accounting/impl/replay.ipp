// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>

#include "tanji/accounting/impl/account.ipp"
#include "tanji/accounting/impl/inventory_record.ipp"
#include "tanji/accounting/replay.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/claims/impl/record_collector.ipp"
#include "tanji/claims/impl/record_entries.ipp"
#include "tanji/units/parse.hpp"

/// \file
/// A replay reads once, front to back, keeps no line, and uses the arithmetic of the inventory itself (inventory_tally.ipp), so
/// it repeats what was done and does not imitate it. Factors come from the record alone.
namespace tanji {
namespace detail {

/// The totals a record states, kept while its lines go by. Which totals a line belongs to is decided once per step.
class ReplayTotals {
public:
    explicit ReplayTotals(RecordHeader const& header) {
        for (auto const& [name, value] : header.settings) {
            if (name == "market-based") market_ = value == "yes";
            if (name == "gwp confidence") least_ = try_parse_confidence(value).value();
        }
        gwp_ = try_parse_gwp_set(header.gwp_set).value().accepting(least_);
        content_.gwp.assign(all_gases().size(), 0.0);
        tallies_.resize(market_ ? 10 : 5);
    }

    /// A step that came: its terms and its places among the totals.
    void add_step(RecordMethodStep const& step, std::vector<RecordFactor> const& factors) {
        Way& way = ways_.emplace_back();  // also where it is refused: lines that use it follow
        AppliedFactor const applied{.factor = factor_of(step.factor, factors), .per_entered = step.scale, .share = step.share};
        if (!applied.factor) return;  // said once, when it was refused; its lines count nowhere
        for (auto const& [gas, mass] : applied.factor->gases) {
            if (gas != gas::co2_biogenic) content_.gwp[gas.id()] = gwp_.find(gas).value().value;
        }
        way.terms = factor_terms(applied, content_);
        place(way, step);
    }

    /// Steps are numbered, so a place is kept for one that is withheld; no visible line uses it.
    void skip_step() { ways_.emplace_back(); }

    void add(std::size_t step, double amount) {
        for (auto const tally : ways_[step].tallies) tallies_[tally].add(amount, ways_[step].terms);
    }

    [[nodiscard]] std::vector<RecordNumber> numbers() const {
        std::vector<RecordNumber> out;
        for (std::size_t block = 0; block < tallies_.size(); block += 5) {
            std::string const suffix = energy_suffix(block == 0 ? EnergyMethod::location : EnergyMethod::market);
            for (std::size_t scope = 1; scope <= 3; ++scope) add_record_numbers(out, tallies_[block + scope].total(content_), " scope " + std::to_string(scope) + suffix, false);
            add_record_numbers(out, tallies_[block].total(content_), suffix, true);
            add_record_numbers(out, tallies_[block + 4].total(content_), " deducted" + suffix, false);
        }
        return out;
    }

private:
    struct Way {
        FactorTerms terms;
        std::vector<std::size_t> tallies;
    };

    /// Checked against its digest when it is first used, however many steps have it. Null for one that was refused then.
    [[nodiscard]] std::shared_ptr<Factor const> factor_of(std::size_t index, std::vector<RecordFactor> const& factors) {
        if (index == Record::no_factor) throw Error({.id = "record.factor", .what = "a step of an inventory has no factor", .expected = "a factor", .got = "none"});
        auto const [at, fresh] = factors_.try_emplace(index);
        if (fresh) at->second = replayed_factor(factors[index]).value();  // stays null where this throws
        return at->second;
    }

    void place(Way& way, RecordMethodStep const& step) const {
        std::string category;
        std::string energy;
        bool internal = false;
        for (auto const& [name, value] : step.labels) {
            if (name == "category") category = value;
            if (name == "energy") energy = value;
            if (name == "internal") internal = true;
        }
        auto const& kind = all_categories()[find_category(category).value()];
        if (internal) return;
        for (std::size_t block = 0; block < tallies_.size(); block += 5) {
            if (!energy.empty() && energy != to_text(block == 0 ? EnergyMethod::location : EnergyMethod::market)) continue;
            if (kind.deducts) {
                way.tallies.push_back(block + 4);
                continue;
            }
            way.tallies.push_back(block);
            if (kind.scope >= 1 && kind.scope <= 3) way.tallies.push_back(block + static_cast<std::size_t>(kind.scope));
        }
    }

    Confidence least_ = default_confidence;
    bool market_ = false;
    GwpSet gwp_;
    OrganisationInventory::Content content_;
    std::map<std::size_t, std::shared_ptr<Factor const>> factors_;
    std::vector<Way> ways_;
    std::vector<Tally> tallies_;  // per method: all, scope 1 to 3, deducted
};

/// A footprint is solved again from its databases, which its record names by digest and does not hold.
[[nodiscard]] inline Problem needs_files(std::string const& subject) {
    return {.id = "record.subject", .what = "the record of a footprint is replayed with its files", .expected = "the record of an emission or an inventory, or the files", .got = subject, .hint = "tanji replay RECORD FILE..."};
}

/// One replay of a record entry by entry.
class LineReplay {
public:
    LineReplay(std::function<std::string_view()> source, ReplayOptions const& options) : options_(options), reader_(std::move(source), options.reader) {}

    [[nodiscard]] RecordReplay run() {
        while (true) {
            auto const entry = reader_.try_next();
            if (!entry) {
                differ(ReplayCause::tampered, entry.problem());
                break;
            }
            if (*entry == nullptr) break;
            try {
                take(**entry);
            } catch (Error const& error) {  // a factor that is not its digest, a word that nobody knows
                Problem problem = error.problem();
                problem.where.file = options_.reader.name;
                problem.where.line = (*entry)->number;
                differ(ReplayCause::tampered, std::move(problem));
            }
        }
        out_.header = reader_.header();
        finish();
        return std::move(out_);
    }

private:
    /// Only the first counts; but what shows tampering is never hidden behind a revised method.
    void differ(ReplayCause cause, Problem problem) {
        if (!out_.first || (out_.first->cause >= ReplayCause::differs && cause < ReplayCause::differs)) {
            if (out_.first) out_.findings.push_back({Severity::warning, std::move(out_.first->problem)});
            out_.first = ReplayDifference{cause, std::move(problem)};
        } else {
            out_.findings.push_back({Severity::warning, std::move(problem)});
        }
    }

    [[nodiscard]] Where here(RecordEntry const& entry, RecordLine const& line) const {
        Where where{.file = options_.reader.name, .line = entry.number, .row = line.row};
        auto const file = reader_.contexts()[line.context].file;
        if (file != RecordContext::no_file) where.object = reader_.files()[file].name;
        return where;
    }

    void take(RecordEntry const& entry) {
        using Of = RecordEntryKind;
        last_is_root_ = entry.kind == Of::root;
        beside_original(entry);
        if (single_) single_->add(entry, reader_);
        switch (entry.kind) {
            case Of::header:
                if (reader_.header().subject == "inventory") totals_.emplace(reader_.header());
                else single_.emplace().add(entry, reader_);
                break;
            case Of::step:
                revision(reader_.steps().back());
                if (totals_) totals_->add_step(reader_.steps().back(), reader_.factors());
                break;
            case Of::line:
                ++out_.lines;
                line(entry, entry.line, 1);
                break;
            case Of::correction:
                ++out_.corrections;
                line(entry, entry.was, -1);
                if (!entry.withdrawn) line(entry, entry.line, 1);
                break;
            case Of::withheld:
                ++out_.withheld;
                if (entry.withheld == Of::step && totals_) totals_->skip_step();
                break;
            case Of::results: results(entry); break;
            case Of::root: root(entry); break;
            default: break;
        }
    }

    void revision(RecordMethodStep const& step) {
        auto const* const current = current_revision(step.method, options_.methods);
        if (current == nullptr) return;
        if (current->revision > step.revision && revised_ == nullptr) {
            revised_ = current;
            revised_from_ = step.revision;
        }
    }

    void line(RecordEntry const& entry, RecordLine const& line, double sign) {
        RecordMethodStep const& step = reader_.steps()[line.step];
        auto const entered = line.part ? line.part : parse_number(line.entered);
        double const value = entered.value_or(std::nan(""));
        double const normalised = normalise(step, value);
        if (normalised != line.amount) {
            differ(cause_of_number(), {.id = "record.differs", .what = "the normalised amount of a line does not follow from what was entered", .where = here(entry, line),
                                       .expected = entered ? number_text(normalised) + " " + step.amount_unit + " (" + number_text(value) + " " + step.unit + " x " + number_text(step.scale) + ")" : "a decimal number as entered",
                                       .got = number_text(line.amount) + " " + step.amount_unit + ", entered as " + in_quotes(line.entered), .related = step.unit_path});
            return;
        }
        if (totals_) totals_->add(line.step, sign * value);
    }

    /// Each method in its own order of arithmetic: an emission takes entered x from / to, an inventory entered x scale.
    [[nodiscard]] double normalise(RecordMethodStep const& step, double entered) const {
        if (!single_ || step.method != "amount-times-factor" || step.unit == step.amount_unit) return entered * step.scale;
        double const from = try_unit(step.unit).value().scale(), to = try_unit(step.amount_unit).value().scale();
        return from == to ? entered : entered * from / to;
    }

    [[nodiscard]] ReplayCause cause_of_number() const noexcept { return revised_ != nullptr ? ReplayCause::method_revised : ReplayCause::tampered; }

    // Also an earlier state of the record is checked, at its own root. With lines withheld, totals of the rest say nothing.
    void results(RecordEntry const& entry) {
        out_.stated = entry.results.numbers;
        out_.recomputed.clear();
        if (!totals_ && (!single_ || single_->record().subject != "emission" || out_.withheld > 0)) return;
        out_.recomputed = totals_ ? totals_->numbers() : emission_numbers();
        if (out_.withheld > 0) return;
        out_.largest_ulp = (std::max)(out_.largest_ulp, largest_ulp(out_.stated, out_.recomputed));
        if (out_.largest_ulp <= options_.bound_ulp) return;
        compare(entry);
    }

    /// Throws what a factor that is not its digest, or an unknown unit, throws.
    [[nodiscard]] std::vector<RecordNumber> emission_numbers() const {
        auto const emission = replayed_emission(single_->record()).value();
        return recomputed_record(emission, single_->record()).results;
    }

    void compare(RecordEntry const& entry) {
        Problem problem{.id = "record.differs", .what = "replaying the record gives other results", .where = {.file = options_.reader.name, .line = entry.number}};
        std::size_t const count = (std::min)(out_.stated.size(), out_.recomputed.size());
        std::size_t at = 0;
        while (at < count && largest_ulp({out_.stated[at]}, {out_.recomputed[at]}) <= options_.bound_ulp) ++at;
        auto const words = [&at](std::vector<RecordNumber> const& numbers) { return at < numbers.size() ? numbers[at].of + " " + number_text(numbers[at].amount) + " " + numbers[at].unit : std::string("nothing"); };
        problem.expected = words(out_.recomputed);
        problem.got = words(out_.stated);
        bool const same_version = reader_.header().version == TANJI_VERSION;
        if (revised_ != nullptr) {
            problem.what = "method revised by " + std::string(revised_->version) + ": the record's numbers and today's differ, and both are right";
            problem.hint = std::string(revised_->method) + " had revision " + std::to_string(revised_from_) + ", now " + std::to_string(revised_->revision) + ": " + std::string(revised_->what);
        } else if (!same_version) {
            problem.hint = "the record was made by version " + reader_.header().version + ", this is " TANJI_VERSION;
        }
        differ(revised_ != nullptr ? ReplayCause::method_revised : ReplayCause::differs, std::move(problem));
    }

    void root(RecordEntry const& entry) {
        out_.root = entry.computed;
        if (options_.kept && entry.computed == *options_.kept) kept_seen_ = true;
        if (entry.stated != entry.computed) {
            bool const order = entry.stated.content == entry.computed.content;
            differ(order ? ReplayCause::order_changed : ReplayCause::tampered,
                   {.id = "record.root-differs", .what = order ? "the lines of this record stand in another order than when it was finished" : "the entries of this record are not those it was finished with",
                    .where = {.file = options_.reader.name, .line = entry.number}, .expected = to_text(entry.stated), .got = to_text(entry.computed),
                    .hint = "a copy that is known to be good (--original) shows which entry is another"});
        }
        std::string const text = to_text(entry.stated);
        if (options_.hooks.signature_holds && !options_.hooks.signature_holds(text, entry.signature))
            differ(ReplayCause::tampered, {.id = "record.signature", .what = "the signature does not hold for the root", .where = {.file = options_.reader.name, .line = entry.number}, .expected = "a signature of " + text, .got = in_quotes(entry.signature)});
        if (options_.hooks.time_stamp_holds && !options_.hooks.time_stamp_holds(text, entry.time_stamp))
            differ(ReplayCause::tampered, {.id = "record.signature", .what = "the time stamp does not hold for the root", .where = {.file = options_.reader.name, .line = entry.number}, .expected = "a token of " + text, .got = in_quotes(entry.time_stamp)});
    }

    void finish() {
        if (!last_is_root_ && (!out_.first || out_.first->cause >= ReplayCause::differs))
            differ(ReplayCause::tampered, {.id = "record.order", .what = "this record does not end with a root: it is cut off, or was never finished", .where = {.file = options_.reader.name}, .expected = "a root as last entry", .got = "none", .hint = "copy the whole file again"});
        if (options_.kept && !kept_seen_) kept_missing();
        if (single_ && !out_.first && single_->record().subject != "emission") differ(ReplayCause::differs, needs_files(single_->record().subject));
        if (other_) first_other_entry();
        if (options_.factors) today();
        if (!options_.kept) {
            out_.findings.push_back({Severity::note, {.id = "record.no-root", .what = "no root was given that was kept outside: only accidental changes are noticed", .hint = "keep, sign or time-stamp the root when a record is finished, and give it to the replay"}});
        }
        if (out_.withheld > 0) out_.findings.push_back({Severity::note, {.id = "record.withheld", .what = std::to_string(out_.withheld) + (out_.withheld == 1 ? " entry is withheld: it is part of the root, and its numbers are not recomputed" : " entries are withheld: they are part of the root, and their numbers are not recomputed")}});
    }

    void kept_missing() {
        bool const order = out_.root && out_.root->content == options_.kept->content;
        differ(order ? ReplayCause::order_changed : ReplayCause::not_kept,
               {.id = "record.not-kept", .what = order ? "the lines are those of the record whose root was kept, in another order" : "this is not the record whose root was kept", .where = {.file = options_.reader.name},
                .expected = to_text(*options_.kept), .got = out_.root ? to_text(*out_.root) : "no root",
                .hint = "ask for the record whose root was kept, or compare with a copy of it (--original)"});
    }

    /// Both files side by side, until the first entry that differs: its text and ours say more than a root does.
    void beside_original(RecordEntry const& entry) {
        if (options_.original.empty() || other_ || entry.kind == RecordEntryKind::root) return;
        if (!original_) original_.emplace(options_.original, options_.reader);
        RecordEntry const* good = nullptr;
        do {
            auto const next = original_->try_next();
            if (!next) return;
            good = *next;
        } while (good != nullptr && good->kind == RecordEntryKind::root);
        if (good != nullptr && good->leaf == entry.leaf) return;
        other_ = Problem{.id = "record.other-line", .what = "this is the first entry that is not the original's", .where = {.file = options_.reader.name, .line = entry.number},
                         .expected = good != nullptr ? entry_text(*good, *original_) : "the end of the record", .got = entry_text(entry, reader_)};
    }
    void first_other_entry() {
        if (out_.first) other_->related.push_back(out_.first->problem.what);
        out_.first = ReplayDifference{out_.first ? out_.first->cause : ReplayCause::not_kept, *std::move(other_)};
    }

    void today() {
        for (auto const& then : reader_.factors()) {
            auto const now = options_.factors->find_key(then.key);
            if (now && digest(**now) == then.digest) continue;
            Problem problem{.id = "record.factor-edition", .what = "a factor has other numbers or another edition today", .where = {.object = then.key},
                            .expected = "edition " + in_quotes(then.edition) + (then.numbers.empty() ? "" : ", " + number_text(then.numbers.front().amount) + " " + then.numbers.front().unit + " " + then.numbers.front().of + " per " + then.per),
                            .got = now ? "edition " + in_quotes((*now)->provenance.edition) : now.problem().what};
            if (now) {
                auto const entry = record_factor(**now);
                if (!entry.numbers.empty()) problem.got += ", " + number_text(entry.numbers.front().amount) + " " + entry.numbers.front().unit + " " + entry.numbers.front().of + " per " + entry.per;
            }
            problem.hint = "the record keeps its own numbers; a new calculation would take today's";
            if (out_.first) out_.findings.push_back({Severity::note, std::move(problem)});
            else out_.first = ReplayDifference{ReplayCause::factor_edition, std::move(problem)};
        }
    }

    ReplayOptions const& options_;
    RecordReader reader_;
    RecordReplay out_;
    std::optional<ReplayTotals> totals_;       // of an inventory
    std::optional<RecordCollector> single_;    // of anything else: one calculation, which is small
    MethodRevision const* revised_ = nullptr;
    std::uint32_t revised_from_ = 0;
    std::optional<RecordReader> original_;
    std::optional<Problem> other_;             // the first entry that is not the original's
    bool kept_seen_ = false;
    bool last_is_root_ = false;
};

/// A record of one JSON object, "tanji-record/1": an emission, with the replay of emission.hpp.
[[nodiscard]] inline RecordReplay replay_first_schema(Record const& record, ReplayOptions const& options) {
    RecordReplay out;
    out.header = {.subject = record.subject, .version = record.version, .gwp_set = record.gwp_set, .settings = record.settings};
    out.lines = record.steps.size();
    out.stated = record.results;
    if (record.subject != "emission") {
        out.first = ReplayDifference{ReplayCause::differs, needs_files(record.subject)};
        return out;
    }
    auto const replay = try_replay(record, options.bound_ulp);
    if (replay) {
        out.largest_ulp = replay->largest_ulp;
        out.recomputed = recomputed_record(replay->emission, record).results;
    } else {
        bool const changed = replay.problem().id == "record.factor";
        out.first = ReplayDifference{changed ? ReplayCause::tampered : ReplayCause::differs, replay.problem()};
    }
    out.findings.push_back({Severity::note, {.id = "record.first-schema", .what = "records of the first schema have no digests: edits of texts that no number depends on are not noticed", .hint = "keep the SHA-256 of the file"}});
    return out;
}

/// Anything but lines: an array of entries, an object of the first schema, a document that holds one of them.
[[nodiscard]] inline RecordReplay replay_document(std::string_view text, ReplayOptions const& options) {
    RecordReplay out;
    auto const refuse = [&out, &options](Problem problem) {
        problem.where.file = options.reader.name;
        out.first = ReplayDifference{ReplayCause::tampered, std::move(problem)};
        return std::move(out);
    };
    auto const parsed = try_parse_json(text, {.depth = 32, .repeated_names = true});
    if (!parsed) return refuse(parsed.problem());
    auto const* inside = parsed->find("record");
    auto const& data = inside != nullptr && parsed->find("schema") == nullptr ? *inside : *parsed;
    if (auto const* entries = data.array()) {
        std::string lines;
        for (auto const& entry : *entries) (lines += canonical_json(entry)) += '\n';
        return replay_record(lines, options);
    }
    auto const record = try_parse_record(text);
    return record ? replay_first_schema(*record, options) : refuse(record.problem());
}

}  // namespace detail

TANJI_INLINE std::string_view to_text(ReplayCause cause) noexcept {
    switch (cause) {
        case ReplayCause::tampered: return "tampered";
        case ReplayCause::order_changed: return "order changed";
        case ReplayCause::not_kept: return "not the record that was kept";
        case ReplayCause::differs: return "differs";
        case ReplayCause::method_revised: return "method revised";
        case ReplayCause::factor_edition: return "factor edition changed";
    }
    return "?";
}

TANJI_INLINE RecordReplay replay_record(std::function<std::string_view()> source, ReplayOptions const& options) { return detail::LineReplay(std::move(source), options).run(); }

TANJI_INLINE RecordReplay replay_record(std::string_view whole, ReplayOptions const& options) {
    if (!is_record_lines(whole) && whole.substr(0, 11) != "{\"header\":{") return detail::replay_document(whole, options);
    return replay_record([whole]() mutable { return std::exchange(whole, std::string_view()); }, options);
}

}  // namespace tanji
