// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <charconv>
#include <unordered_map>

#include "tanji/accounting/impl/activity_fields.ipp"
#include "tanji/accounting/impl/emission_record.ipp"
#include "tanji/accounting/impl/inventory.ipp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/claims/method_revision.hpp"
#include "tanji/version.hpp"

/// \file
/// From inventory to record. What lines share is entered once per combination that occurs: (meter, factor, method) gives a step,
/// (document's people and times, file, period) gives a context. Numbers of a million lines pass through without being kept.
namespace tanji {
namespace detail {

/// Small keys of what lines share, hashed together.
struct PairHash {
    [[nodiscard]] std::size_t operator()(std::pair<std::uint64_t, std::uint64_t> const& key) const noexcept {
        return static_cast<std::size_t>((key.first * 0x9E37'79B9'7F4A'7C15u) ^ (key.second + 0x632B'E59B'D9B4'E019u + (key.first << 6)));
    }
};

class InventoryRecorder {
public:
    InventoryRecorder(OrganisationInventory const& inventory, RecordWriter& writer) : inventory_(inventory), writer_(writer) {
        for (auto const& file : inventory.activities().files()) files_.push_back(writer.file({file.name, file.sheet, file.sha256}));
        for (auto const& applied : inventory.applied()) factors_.push_back(writer.factor(record_factor(*applied.factor)));
    }

    void lines() {
        for (auto const& line : inventory_.lines()) {
            ActivityLine const& activity = inventory_.activities()[line.activity];
            AppliedFactor const& applied = inventory_.applied()[line.applied];
            if (activity.proof != proof_) new_proof(activity.proof);
            RecordLine out{.context = context(activity), .step = step(line, activity), .row = activity.row, .entered = activity.amount_text,
                           .amount = line.amount * applied.per_entered, .evidence = activity.proof->evidence, .evidence_sha256 = hash_text_};
            if (activity.row == 0 || activity.id != row_text(activity.row)) out.id = activity.id;
            if (activity.amount != line.amount) out.part = line.amount;  // a part of a split line
            writer_.line(out);
        }
    }

private:
    [[nodiscard]] std::string_view row_text(std::uint64_t row) {
        auto const end = std::to_chars(row_.data(), row_.data() + row_.size(), row).ptr;
        return {row_.data(), static_cast<std::size_t>(end - row_.data())};
    }

    /// Lines of one document follow each other, so what it says is looked up once for all of them. Documents differ in their evidence,
    /// which stands in the line; their people are few, and make the context.
    void new_proof(ActivityProof const* proof) {
        proof_ = proof;
        hash_text_ = short_hash(proof->evidence_hash);
        std::string const key = proof->operator_name + '\n' + proof->entered_at + '\n' + proof->reviewer + '\n' + proof->reviewed_at;
        people_ = people_numbers_.try_emplace(key, people_numbers_.size()).first->second;
    }

    /// 64 hexadecimal digits as 43 characters of base64url (RFC 4648, section 5): a seventh of a record would be digits otherwise.
    [[nodiscard]] static std::string short_hash(std::string const& hex) {
        constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        auto const digit = [&hex](std::size_t i) -> unsigned {
            char const c = i < hex.size() ? hex[i] : '0';
            return c <= '9' ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 0x20) - 'a' + 10);
        };
        if (!is_sha256(hex)) return hex;  // lines made in code may say anything
        std::string out(44, '=');
        for (std::size_t i = 0; i < 22; ++i) {  // three digits of four bits are two letters of six
            unsigned const bits = digit(3 * i) << 8 | digit(3 * i + 1) << 4 | digit(3 * i + 2);
            out[2 * i] = letters[bits >> 6];
            out[2 * i + 1] = letters[bits & 63];
        }
        out.resize(43);
        return out;
    }

    [[nodiscard]] std::size_t context(ActivityLine const& activity) {
        auto const days = [](Date day) { return static_cast<std::uint32_t>(day.days()); };
        std::pair<std::uint64_t, std::uint64_t> const key{std::uint64_t{days(activity.period.first())} << 32 | days(activity.period.last()), std::uint64_t{activity.file} << 32 | people_};
        if (key == last_key_) return last_context_;
        auto const [at, fresh] = contexts_.try_emplace(key, 0);
        if (fresh) {
            auto const& proof = *activity.proof;
            at->second = writer_.context({.file = activity.file < files_.size() ? files_[activity.file] : RecordContext::no_file, .entered_by = proof.operator_name, .entered_at = proof.entered_at,
                                          .reviewed_by = proof.reviewer, .reviewed_at = proof.reviewed_at, .from = to_text(activity.period.first()), .to = to_text(activity.period.last())});
        }
        last_key_ = key;
        return last_context_ = at->second;
    }

    /// Nearly all lines of a meter have one step: it stands in a list by meter, the rest in a table.
    [[nodiscard]] std::size_t step(InventoryLine const& line, ActivityLine const& activity) {
        std::uint64_t const flags = std::uint64_t{static_cast<std::uint8_t>(line.method)} << 1 | (line.internal ? 1 : 0) | std::uint64_t{static_cast<std::uint8_t>(activity.proof->source_type)} << 8;
        std::pair<std::uint64_t, std::uint64_t> const key{std::uint64_t{activity.head_number} << 32 | line.applied, flags << 16 | line.category};
        if (activity.head_number >= usual_.size()) usual_.resize(inventory_.activities().heads().size(), {{none, none}, 0});
        auto& usual = usual_[activity.head_number];
        if (usual.first == key) return usual.second;
        auto const [at, fresh] = steps_.try_emplace(key, 0);
        if (fresh) at->second = writer_.step(new_step(line, activity));
        usual = {key, at->second};
        return at->second;
    }

    [[nodiscard]] RecordMethodStep new_step(InventoryLine const& line, ActivityLine const& activity) const {
        ActivityHead const& head = *activity.head;
        AppliedFactor const& applied = inventory_.applied()[line.applied];
        RecordMethodStep step;
        auto const label = [&step](char const* name, std::string value) {
            if (!value.empty()) step.labels.emplace_back(name, std::move(value));
        };
        label("organisation", head.organisation);
        label("site", head.site);
        label("source", head.source);
        label("meter", head.meter);
        label("category", all_categories()[line.category].key);
        label("what", head.what);
        label("technology", head.technology);
        label("place", head.place);
        label("counterparty", head.counterparty);
        if (line.method != EnergyMethod::both) label("energy", std::string(to_text(line.method)));
        if (line.internal) label("internal", "yes");
        step.unit = applied.entered_unit;
        step.unit_path = applied.unit_path;
        step.amount_unit = applied.factor->per.symbol();
        step.scale = applied.per_entered;
        step.share = applied.share;
        step.basis = applied.basis;
        step.source_type = std::string(to_text(activity.proof->source_type));
        step.quality = head.quality;
        step.factor = factors_[line.applied];
        step.method = "inventory-line";
        step.revision = current_revision("inventory-line")->revision;
        step.fall_backs = applied.fall_backs;
        return step;
    }

    OrganisationInventory const& inventory_;
    RecordWriter& writer_;
    std::vector<std::size_t> files_;
    std::vector<std::size_t> factors_;
    static constexpr std::uint64_t none = 0xffff'ffff'ffff'ffff;
    ActivityProof const* proof_ = nullptr;  // of the line before, with what follows from it
    std::string hash_text_;
    std::size_t people_ = 0;
    std::unordered_map<std::string, std::size_t> people_numbers_;
    std::unordered_map<std::pair<std::uint64_t, std::uint64_t>, std::size_t, PairHash> contexts_, steps_;
    std::pair<std::uint64_t, std::uint64_t> last_key_{none, none};
    std::size_t last_context_ = 0;
    std::vector<std::pair<std::pair<std::uint64_t, std::uint64_t>, std::size_t>> usual_;  // by meter: the step of its line before
    std::array<char, 24> row_{};
};

/// A total by name, in one order: CO2e by scope, CO2e, gases. Shared with the replay, which must state the same.
inline void add_record_numbers(std::vector<RecordNumber>& out, Total const& total, std::string const& suffix, bool gases) {
    out.push_back({"co2e" + suffix, total.co2e.stored(), "kg"});
    if (!gases) return;
    for (auto const& [gas, mass] : total.gases) out.push_back({to_text(gas) + suffix, mass.stored(), "kg"});
    for (auto const& [set, co2e] : total.published) out.push_back({"co2e published by " + set + suffix, co2e.stored(), "kg"});
}

[[nodiscard]] inline char const* energy_suffix(EnergyMethod method) noexcept { return method == EnergyMethod::market ? " market-based" : " location-based"; }

/// What a record states, with what the location-based total, over all lines, leaves out.
[[nodiscard]] inline RecordResults record_results_of(OrganisationInventory const& inventory) {
    RecordResults results;
    auto& numbers = results.numbers;
    for (auto const method : {EnergyMethod::location, EnergyMethod::market}) {
        if (method == EnergyMethod::market && !inventory.has_market()) continue;
        std::string const suffix = energy_suffix(method);
        for (int scope = 1; scope <= 3; ++scope) add_record_numbers(numbers, inventory.total({.scope = scope, .energy = method}), " scope " + std::to_string(scope) + suffix, false);
        auto all = inventory.total({.energy = method});
        add_record_numbers(numbers, all, suffix, true);
        add_record_numbers(numbers, inventory.total({.energy = method, .deducted = true}), " deducted" + suffix, false);
        if (method == EnergyMethod::location) results.not_estimated = std::move(all.not_estimated);
    }
    return results;
}

}  // namespace detail

TANJI_INLINE std::vector<RecordNumber> record_numbers(OrganisationInventory const& inventory) { return detail::record_results_of(inventory).numbers; }

TANJI_INLINE RecordRoot write_record(OrganisationInventory const& inventory, InventoryRecordOptions options) {
    RuleSet const& rules = inventory.rules();
    RecordHeader header{.subject = "inventory", .version = TANJI_VERSION, .gwp_set = to_text(rules.gwp), .rule_set = rules.id + " " + rules.edition, .rule_set_sha256 = rules.file_hash, .amends = options.amends};
    header.settings = {{"organisation", inventory.organisation().id}, {"period", to_text(inventory.period())}, {"consolidation", std::string(to_text(inventory.consolidation()))},
                       {"gwp confidence", std::string(to_text(rules.gwp.least()))}, {"market-based", inventory.has_market() ? "yes" : "no"}};
    for (auto const& warning : rules.warnings) header.settings.emplace_back("warning", warning);
    for (auto& text : inventory.attributions()) header.settings.emplace_back("attribution", std::move(text));
    for (auto& setting : options.settings) header.settings.push_back(std::move(setting));
    RecordWriter writer(std::move(header), std::move(options.writer));
    detail::InventoryRecorder(inventory, writer).lines();
    RecordResults results = detail::record_results_of(inventory);
    for (auto const& finding : inventory.findings()) results.assumptions.push_back(std::string(to_text(finding.severity)) + " " + finding.problem.id + ": " + finding.problem.what);
    return writer.finish(results);
}

}  // namespace tanji
