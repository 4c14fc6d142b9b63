// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tanji/analysis/footprint_record.hpp"
#include "tanji/analysis/impl/process_words.ipp"
#include "tanji/base/text.hpp"
#include "tanji/claims/method_revision.hpp"
#include "tanji/version.hpp"

namespace tanji {
namespace detail {

[[nodiscard]] inline std::string flow_words(ProductSystem const& system, Index elementary) {
    auto const& flow = system.database().flows()[system.elementary()[elementary].flow];
    return std::string(trim(flow.name)) + " (" + flow.category + ", id " + flow.id + ")";
}

/// Everything that decided the result and is not data, in a fixed order, so that records of equal calculations are equal.
inline void record_settings(Record& record, Footprint const& footprint, std::vector<SourceFile> const& files) {
    auto const& link = footprint.system().options();
    auto& settings = record.settings;
    for (auto const& file : files) settings.emplace_back("file " + file.name, file.sha256.empty() ? "not hashed" : "sha256 " + file.sha256);
    settings.emplace_back("database", footprint.system().database().content().name);
    settings.emplace_back("linking", std::string(to_text(link.policy)));
    settings.emplace_back("allocation", std::string(to_text(link.allocation)) + (link.normalise_allocation ? ", normalised" : ""));
    for (auto const& change : link.parameters)
        settings.emplace_back("parameter " + change.process + change.category + (change.process.empty() && change.category.empty() ? "" : ".") + change.name, number_text(change.value));
    for (auto const& setting : footprint.characterisation().settings) settings.push_back(setting);
    // Rounded up to powers of ten: the last digits of a proof differ between builds that agree in every result.
    settings.emplace_back("proof", footprint.proof().claim());
}

/// One step per demanded product. A demand has its reference unit by now, so nothing is converted and no factor is cited.
inline void record_demand(Record& record, Footprint const& footprint) {
    auto const& system = footprint.system();
    for (auto const& line : footprint.demand()) {
        auto const& at = system.columns()[line.column];
        auto const& flow = system.database().flows()[at.flow];
        RecordStep step;
        step.entered = step.amount = line.amount;
        step.entered_unit = step.amount_unit = system.database().reference_unit(at.flow);
        step.unit_path.push_back("demand of '" + std::string(trim(flow.name)) + "' (id " + flow.id + ") from " + process_words(system, line.column));
        step.factor = Record::no_factor;
        record.steps.push_back(std::move(step));
    }
}

}  // namespace detail

// Only matches of flows that this inventory has are listed: the method's other matches did not take part. What was set aside
// or worse counts as not estimated; mere notes do not.
TANJI_INLINE Record record_of(Footprint const& footprint, std::vector<SourceFile> const& files) {
    Record record;
    record.subject = "footprint";
    record.version = TANJI_VERSION;
    record.revision = current_revision("footprint")->revision;
    detail::record_settings(record, footprint, files);
    detail::record_demand(record, footprint);
    auto const& c = footprint.characterisation();
    for (auto const& score : footprint.scores()) record.results.push_back({c.rows[score.row].method_id + "/" + c.rows[score.row].category_id, score.amount, c.rows[score.row].unit});
    record.assumptions = c.assumptions;
    for (auto const& match : c.matches)
        if (footprint.inventory()[match.elementary] != 0)
            record.fall_backs.push_back("matched by " + match.how + ": " + detail::flow_words(footprint.system(), match.elementary) + " to " + match.method_flow);
    if (!footprint.unlinked().empty()) record.not_estimated.push_back(std::to_string(footprint.unlinked().size()) + " inputs without a provider");
    for (auto const& finding : footprint.findings())
        if (finding.severity >= Severity::set_aside) record.not_estimated.push_back(finding.problem.id + ": " + finding.problem.what + (finding.problem.where.object.empty() ? "" : " (" + finding.problem.where.object + ")"));
    return record;
}

}  // namespace tanji
