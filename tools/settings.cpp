// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <fstream>

#include "command.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/version.hpp"

namespace tool {
namespace {

void add_once(std::vector<std::string>& list, std::string text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

/// One text where all results agree, else each with the subjects it holds for: a product system is linked otherwise than
/// a process beside it.
template <class TextOf>
std::string each(std::vector<Solved> const& results, TextOf text_of) {
    std::vector<std::string> values;
    for (auto const& result : results) add_once(values, text_of(result));
    if (values.size() == 1) return values.front();
    std::vector<std::string> parts;
    for (auto const& value : values) {
        if (value.empty()) continue;
        std::vector<std::string> names;
        for (auto const& result : results) {
            if (text_of(result) == value) add_once(names, std::string(tanji::trim(result.subject.name)));
        }
        parts.push_back(value + " (" + tanji::join(names, ", ") + ")");
    }
    return tanji::join(parts, "; ");
}

std::string set_name(Options const& options, Loaded const& loaded, Subject const& subject) {
    if (!options.parameter_set.empty() || subject.kind != SubjectKind::system) return options.parameter_set;
    for (auto const& set : loaded.import.systems[subject.index].parameter_sets) {
        if (set.baseline) return set.name;
    }
    return {};
}

std::string parameter_text(tanji::Redefinition const& value) {
    auto const scope = value.process.empty() ? value.category : value.process;
    return (scope.empty() ? "" : scope + ".") + value.name + "=" + tanji::number_text(value.value);
}

}  // namespace

std::vector<Setting> settings(Options const& options, Loaded const& loaded, std::vector<Solved> const& results) {
    std::vector<Setting> all{{"tanji", TANJI_VERSION}, {"format", loaded.import.format}};
    for (auto const& file : loaded.files) all.push_back({"file", file.path + (file.sha256.empty() ? "" : " sha256:" + file.sha256)});
    if (results.empty()) return all;
    all.push_back({"linking", each(results, [](Solved const& one) { return std::string(to_text(one.footprint.system().options().policy)); })});
    all.push_back({"allocation", each(results, [](Solved const& one) {
                       auto const& link = one.footprint.system().options();
                       return std::string(to_text(link.allocation)) + (link.normalise_allocation ? ", factors scaled to sum to 1" : "");
                   })});
    if (options.assess) {
        all.push_back({"method", each(results, [](Solved const& one) { return one.method; })});
        if (!options.flow_map.empty()) all.push_back({"flow map", options.flow_map});
        if (options.match == "name") all.push_back({"match", "by name, CAS and compartment"});
        if (options.biogenic) all.push_back({"biogenic carbon", "uptake -1, emission +1"});
        if (options.indirect) all.push_back({"indirect carbon", "CO and NMVOC counted"});
        if (options.no_regions) all.push_back({"regional factors", "ignored"});
        if (!options.normalisation.empty()) all.push_back({"normalisation", options.normalisation});
    }
    if (auto const sets = each(results, [&](Solved const& one) { return set_name(options, loaded, one.subject); }); !sets.empty()) all.push_back({"parameter set", sets});
    std::vector<std::string> parameters;
    for (auto const& result : results) {
        for (auto const& value : result.footprint.system().options().parameters) add_once(parameters, parameter_text(value));
    }
    for (auto const& text : parameters) all.push_back({"parameter", text});
    for (auto& one : sample_settings(options)) all.push_back(std::move(one));
    return all;
}

std::string settings_text(std::vector<Setting> const& settings) {
    std::string text;
    for (auto const& [name, value] : settings) text += "# " + name + ": " + value + "\n";
    return text;
}

void write_settings(tanji::JsonWriter& json, std::vector<Setting> const& settings) {
    json.key("settings").begin_object();
    for (auto const& [name, value] : settings) {
        if (name != "file" && name != "parameter") json.member(name, value);
    }
    for (std::string const list : {"file", "parameter"}) {  // these repeat
        json.key(list + "s").begin_array();
        for (auto const& [name, value] : settings) {
            if (name == list) json.value(value);
        }
        json.end_array();
    }
    json.end_object();
}

void write_subject(tanji::JsonWriter& json, Subject const& subject) {
    char const* const kind = subject.kind == SubjectKind::process ? "process" : subject.kind == SubjectKind::system ? "product system" : "stored result";
    json.key("process").begin_object().member("kind", kind).member("id", subject.id).member("name", subject.name).member("location", subject.location).end_object();
}

double share(std::string const& text) {
    auto number = tanji::trim(text);
    bool const percent = number.ends_with('%');
    if (percent) number.remove_suffix(1);
    auto const value = tanji::parse_number(tanji::trim(number));
    double const result = value.value_or(-1) / (percent ? 100 : 1);
    if (result < 0 || result >= 1) {
        throw tanji::Error({.id = "request.cutoff", .what = "A cut-off is not a share", .expected = "for example 1% or 0.01, below 100%", .got = text});
    }
    return result;
}

void check_words(Options const& options) {
    (void)share(options.cutoff);
    if (!options.linking.empty()) (void)tanji::try_linking(options.linking).value();
    (void)tanji::try_allocation(options.allocation).value();
    for (auto const& text : options.set) (void)parameter_value(text);
}

void write_file(std::string const& path, std::string const& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
        throw tanji::Error({.id = "io.write", .what = "Cannot write a file", .where = {.file = path}, .expected = "a place that can be written", .got = "writing failed",
                            .hint = "check that the folder exists, its rights and free space"});
    }
}

std::string counted(std::size_t number, std::string const& noun) { return std::to_string(number) + " " + noun + (number == 1 ? "" : "s"); }

std::string findings_text(std::span<tanji::Finding const> findings, std::size_t most) {
    std::vector<tanji::Finding const*> sorted;
    for (auto const& finding : findings) sorted.push_back(&finding);
    tanji::sort_keeping_order(sorted, [](auto const* a, auto const* b) { return a->severity > b->severity; });
    std::string text;
    for (std::size_t i = 0; i < (std::min)(most, sorted.size()); ++i) text += to_text(*sorted[i]) + "\n";
    if (sorted.size() > most) text += "and " + std::to_string(sorted.size() - most) + " more findings (all of them with --json)\n";
    return text;
}

}  // namespace tool
