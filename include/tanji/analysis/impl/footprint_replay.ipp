// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>

#include "tanji/analysis/footprint_replay.hpp"
#include "tanji/base/text.hpp"

/// \file
/// The settings of a record read back. Their words are those of footprint_record.ipp, characterisation.ipp and gwp_method.ipp;
/// a setting that is not understood stops the replay: repeating something else would prove nothing.
namespace tanji {
namespace detail {

[[nodiscard]] inline Problem setting_problem(std::string name, std::string got, std::string expected) {
    return {.id = "record.setting", .what = "a setting of the record cannot be repeated", .where = {.object = std::move(name)}, .expected = std::move(expected), .got = std::move(got)};
}

/// The text between the last "(id " and ")": how records name processes, flows and methods for sure.
[[nodiscard]] inline std::string id_at_end(std::string_view words, std::string_view opening) {
    auto const at = words.rfind(opening);
    if (at == std::string_view::npos || words.empty() || words.back() != ')') return {};
    return std::string(words.substr(at + opening.size(), words.size() - at - opening.size() - 1));
}

/// "parameter ID.name" or "parameter name"; the id of a process or of a category.
[[nodiscard]] inline Redefinition replayed_parameter(std::string_view name, double value, Database const& database) {
    Redefinition out{.name = std::string(name), .value = value};
    auto const dot = name.rfind('.');
    if (dot == std::string_view::npos) return out;
    std::string scope(name.substr(0, dot));
    out.name = std::string(name.substr(dot + 1));
    (database.process_index(scope) != no_index ? out.process : out.category) = std::move(scope);
    return out;
}

[[nodiscard]] inline LinkOptions replayed_links(Record const& record, Database const& database) {
    LinkOptions link;
    for (auto const& [name, value] : record.settings) {
        if (name == "linking") link.policy = try_linking(value).value();
        if (name == "allocation") {
            std::string_view words = value;
            link.normalise_allocation = words.ends_with(", normalised");
            if (link.normalise_allocation) words.remove_suffix(std::string_view(", normalised").size());
            link.allocation = try_allocation(words).value();
        }
        if (name.starts_with("parameter ")) {
            auto const number = parse_number(value);
            if (!number) throw Error(setting_problem(name, value, "a number"));
            link.parameters.push_back(replayed_parameter(std::string_view(name).substr(10), *number, database));
        }
    }
    return link;
}

/// One method of the record, with what its settings say of matching. They follow the name of the method.
struct ReplayedMethod {
    std::string name{};
    MatchOptions match{};
    GwpOptions gwp{};
};

[[nodiscard]] inline std::vector<ReplayedMethod> replayed_methods(Record const& record, FootprintReplayOptions const& options) {
    std::vector<ReplayedMethod> methods;
    for (auto const& [name, value] : record.settings) {
        if (name == "method") methods.push_back({.name = value});
        if (methods.empty()) continue;
        auto& method = methods.back();
        if (name == "matching") {
            method.match.by_name = value.ends_with(", name");
            if (contains_ignoring_case(value, "flow map")) {
                if (options.flow_map.empty()) throw Error(setting_problem(name, "no flow map", "the flow map that the record was made with"));
                method.match.flow_map = options.flow_map;
            }
        }
        if (name == "regional factors") {
            method.match.regional = value != "ignored";
            method.match.parent_regions = contains_ignoring_case(value, "parents");
        }
        if (name == "normalisation") method.match.normalisation_set = value;
        if (name == "biogenic carbon") method.gwp.biogenic_carbon = value != "0";
        if (name == "CO and NMVOC") method.gwp.indirect_carbon = value != "not counted";
    }
    return methods;
}

[[nodiscard]] inline Characterisation replayed_factors(ReplayedMethod const& method, ProductSystem const& system, Import const& import) {
    std::string const id = id_at_end(method.name, "(");
    if (method::is_builtin(id)) return characterise(system, BuiltinMethod{id, method.gwp}, method.match);
    for (auto const& candidate : import.methods) {
        if ((!id.empty() && candidate.id == id) || candidate.name == method.name) return characterise(system, candidate, method.match);
    }
    throw Error(setting_problem("method", method.name, "a built-in method, or one of the files"));
}

/// A step names its product and process by id.
[[nodiscard]] inline Demand replayed_demand(RecordStep const& step, ProductSystem const& system) {
    std::string_view const words = step.unit_path.empty() ? std::string_view() : std::string_view(step.unit_path.front());
    auto const from = words.find(") from process '");
    std::string const flow = from == std::string_view::npos ? std::string() : id_at_end(words.substr(0, from + 1), "(id ");
    std::string const process = id_at_end(words, "(id ");
    for (Index column = 0; column < system.columns().size(); ++column) {
        auto const& at = system.columns()[column];
        if (system.database().flows()[at.flow].id == flow && system.database().process_name(at.process).id == process) return {column, step.amount};
    }
    throw Error(setting_problem("demand", std::string(words), "a product and a process that the files have"));
}

/// Files by digest, since names differ between machines. What was not hashed cannot be checked.
[[nodiscard]] inline std::optional<Problem> other_file(Record const& record, std::vector<SourceFile> const& files) {
    for (auto const& [name, value] : record.settings) {
        if (!name.starts_with("file ") || !value.starts_with("sha256 ")) continue;
        std::string const wanted = value.substr(7);
        if (std::any_of(files.begin(), files.end(), [&wanted](auto const& file) { return file.sha256 == wanted; })) continue;
        Problem problem{.id = "record.file", .what = "a file of the record is not among those given", .where = {.file = name.substr(5)}, .expected = "sha256 " + wanted, .got = files.empty() ? "no file" : "other digests"};
        for (auto const& file : files) problem.related.push_back(file.name + " sha256 " + file.sha256);
        return problem;
    }
    return std::nullopt;
}

/// By name: a score that is refused today is missing, and that is a difference.
inline void compare_footprints(Record const& then, FootprintReplay& out, FootprintReplayOptions const& options) {
    auto const* const current = current_revision("footprint", options.methods);
    out.revised = current != nullptr && current->revision > then.revision;
    for (auto const& number : then.results) {
        auto const now = std::find_if(out.record.results.begin(), out.record.results.end(), [&number](auto const& each) { return each.of == number.of && each.unit == number.unit; });
        bool const there = now != out.record.results.end();
        double const ulp = std::nextafter(std::abs(number.amount), HUGE_VAL) - std::abs(number.amount);
        double const off = there ? std::abs(now->amount - number.amount) / ulp : HUGE_VAL;
        out.largest_ulp = (std::max)(out.largest_ulp, off);
        if (off <= options.bound_ulp || out.first) continue;
        out.first = Problem{.id = "record.differs", .what = "replaying the record gives other results", .where = {.object = number.of}, .expected = there ? number_text(now->amount) + " " + now->unit : "nothing of this name",
                            .got = number_text(number.amount) + " " + number.unit, .hint = "was the record changed, or made by a version with another table or method? it names " + then.version};
        if (!out.revised) continue;
        out.first->what = "method revised by " + std::string(current->version) + ": the record's numbers and today's differ, and both are right";
        out.first->hint = "footprint had revision " + std::to_string(then.revision) + ", now " + std::to_string(current->revision) + ": " + std::string(current->what);
    }
}

}  // namespace detail

// A record of a product system's own links does not name the system: each of the reference process is tried, and the one that gives the
// recorded numbers is it.
TANJI_INLINE Result<FootprintReplay> try_replay_footprint(Record const& record, Import const& import, FootprintReplayOptions const& options) {
    if (record.subject != "footprint") return Problem{.id = "record.subject", .what = "this is not the record of a footprint", .expected = "footprint", .got = record.subject};
    if (auto problem = detail::other_file(record, options.files)) return *std::move(problem);
    try {
        LinkOptions link = detail::replayed_links(record, import.database);
        auto const methods = detail::replayed_methods(record, options);
        std::optional<FootprintReplay> best;
        std::size_t const tries = link.policy == Linking::system ? import.systems.size() : 1;
        for (std::size_t i = 0; i < tries && !(best && !best->first); ++i) {
            if (link.policy == Linking::system) link.system = import.systems[i];
            auto const system = tanji::link(import.database, link);
            std::vector<Demand> demand;
            for (auto const& step : record.steps) demand.push_back(detail::replayed_demand(step, system));
            Characterisation factors;
            for (std::size_t m = 0; m < methods.size(); ++m) {
                auto one = detail::replayed_factors(methods[m], system, import);
                factors = m == 0 ? std::move(one) : merged(std::move(factors), one);
            }
            FootprintReplay replay{.record = record_of(footprint(system, demand, factors), options.files)};
            detail::compare_footprints(record, replay, options);
            if (!best || !replay.first) best = std::move(replay);
        }
        if (!best) return detail::setting_problem("linking", "system", "a file with product systems");
        return *std::move(best);
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
