// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <iterator>

#include "command.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/impact/flow_map.hpp"

namespace tool {
namespace {

/// Three readings of a text, from the strictest to the loosest.
constexpr int readings = 3;
bool reads_as(std::string_view text, std::string_view id, std::string_view name, int reading) {
    if (reading == 0) return id == text || tanji::trim(name) == text;
    if (reading == 1) return tanji::equal_ignoring_case(id, text) || tanji::equal_ignoring_case(tanji::trim(name), text);
    return tanji::contains_ignoring_case(id, text) || tanji::contains_ignoring_case(name, text);
}

/// What `--method` may mean: methods of the files, single categories of them, and built-in methods.
struct Choice {
    std::vector<tanji::ImpactMethod> methods;
    std::vector<std::string> builtin;
    std::vector<std::string> described;  ///< one line each, for people
};

/// The method with one of its categories, and what its normalisation sets say of that one.
tanji::ImpactMethod only(tanji::ImpactMethod const& method, tanji::Index index) {
    auto part = method;
    part.categories = {method.categories[index]};
    for (auto& set : part.normalisation) {
        std::erase_if(set.values, [=](auto const& value) { return value.category != index; });
        for (auto& value : set.values) value.category = 0;
    }
    return part;
}

Choice read_as(tanji::Import const& import, std::string_view text, int reading) {
    Choice choice;
    for (auto const& method : import.methods) {
        if (reads_as(text, method.id, method.name, reading)) {
            choice.methods.push_back(method);
            choice.described.push_back("method " + method.id + "  " + method.name);
            continue;
        }
        for (tanji::Index i = 0; i < method.categories.size(); ++i) {
            auto const& category = method.categories[i];
            if (!reads_as(text, category.id, category.name, reading)) continue;
            choice.methods.push_back(only(method, i));
            choice.described.push_back("category " + category.id + "  " + category.name + " of " + method.name);
        }
    }
    if (!choice.methods.empty()) return choice;  // what the files bring comes first: "IPCC" is their method, not nine of ours
    for (auto const& id : tanji::method::builtin_ids()) {
        if (!reads_as(text, id, id, reading)) continue;
        choice.builtin.emplace_back(id);
        choice.described.push_back("built-in method " + std::string(id));
    }
    return choice;
}

Choice find(tanji::Import const& import, std::string_view text) {
    Choice choice;
    for (int reading = 0; reading < readings && choice.described.empty(); ++reading) choice = read_as(import, text, reading);
    if (choice.described.size() == 1) return choice;
    bool const unknown = choice.described.empty();
    tanji::Problem problem{.id = unknown ? "lookup.unknown" : "lookup.ambiguous", .what = unknown ? "There is no such method" : std::to_string(choice.described.size()) + " methods or categories match",
                           .expected = "the id or name of a method or category of the files, a built-in method, or all", .got = std::string(text),
                           .hint = "list them with: tanji list FILE... --methods", .related = std::move(choice.described)};
    if (unknown) {
        for (auto const& method : import.methods) problem.related.push_back(method.name);
        for (auto const& id : tanji::method::builtin_ids()) problem.related.emplace_back(id);
    }
    throw tanji::Error(std::move(problem));
}

Choice choose(tanji::Import const& import, std::string const& text) {
    if (text != "all") return find(import, tanji::trim(text));
    Choice choice;
    choice.methods = import.methods;
    if (choice.methods.empty()) choice.builtin = tanji::method::builtin_ids();  // what the library brings
    return choice;
}

void refuse_normalisation(std::string const& wanted) {
    throw tanji::Error({.id = "lookup.unknown", .what = "Built-in methods have no normalisation sets", .expected = "a method of the files with such a set, or no --normalisation", .got = wanted,
                        .hint = "name the method of the files with --method"});
}

}  // namespace

Assessment characterise(Options const& options, Loaded const& loaded, tanji::ProductSystem const& system, std::string const& method) {
    if (!options.assess) return {};
    tanji::MatchOptions match{.by_name = options.match == "name", .regional = !options.no_regions, .normalisation_set = options.normalisation};
    if (!options.flow_map.empty()) match.flow_map = tanji::read_flow_map(tanji::read_text_file(options.flow_map), options.flow_map);
    tanji::GwpOptions const gwp{.biogenic_carbon = options.biogenic, .indirect_carbon = options.indirect};
    auto const choice = choose(loaded.import, method);
    if (choice.methods.empty() && !options.normalisation.empty()) refuse_normalisation(options.normalisation);
    Assessment all;
    std::vector<std::string> labels;
    auto const add = [&](tanji::Characterisation part, std::string label) {
        all.factors = labels.empty() ? std::move(part) : tanji::merged(std::move(all.factors), part);
        labels.push_back(std::move(label));
    };
    for (auto const& one : choice.methods) {
        bool const whole = one.categories.size() != 1;
        add(tanji::characterise(system, one, match), one.name + (whole ? "" : ", " + one.categories.front().name) + " (" + (whole ? one.id : one.categories.front().id) + ")");
    }
    for (auto const& id : choice.builtin) add(tanji::characterise(system, tanji::BuiltinMethod{id, gwp}, match), id);
    all.label = tanji::join(labels, "; ");
    return all;
}

}  // namespace tool
