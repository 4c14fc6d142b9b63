// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/io/archive.hpp"
#include "tanji/io/json_parse.hpp"
#include "tanji/io/openlca.hpp"

/// \file
/// What has been read so far. Files name things before (or without) defining them, so every id gets a number when it is
/// first met, entries keep those numbers instead of texts, and the last step turns them into indices. One pass, and no
/// text is kept per exchange.
namespace tanji::detail {

/// Hash that takes string views, so that looking up an id of the file makes no string.
struct OlcaHash {
    using is_transparent = void;
    // Not noexcept on purpose: libstdc++ then keeps each hash in its node instead of hashing texts again on every step.
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Entry of a file, to say later where something stood.
struct OlcaPlace {
    std::uint32_t file = 0, entry = 0;
};

/// The ids of one kind of thing. `defined` maps a number to the entry that was kept, no_index as long as there is none.
/// Numbers go by first mention and so by the order of the file; nothing that decides a result may depend on them. All
/// vectors have one entry per number. Each kind numbers its own ids: the same text may be the id of a flow and of a process.
struct OlcaIds {
    std::unordered_map<std::string, Index, OlcaHash, std::equal_to<>> numbers{};
    std::vector<std::string> id{}, name{}, unit{};  ///< name and refUnit as the first reference says them
    std::vector<Index> defined{};
    std::vector<OlcaPlace> place{};

    Index last = 0;  ///< of the latest call: neighbours mostly name the same unit and property

    Index number(std::string_view text) {
        if (last < id.size() && id[last] == text) return last;
        last = lookup(text);
        return last;
    }

    Index lookup(std::string_view text) {
        if (auto const found = numbers.find(text); found != numbers.end()) return found->second;
        auto const next = static_cast<Index>(id.size());
        numbers.emplace(std::string(text), next);
        id.emplace_back(text);
        name.emplace_back();
        unit.emplace_back();
        defined.push_back(no_index);
        place.emplace_back();
        return next;
    }

    /// "'name' (id ...)" for messages.
    [[nodiscard]] std::string text(Index number) const {
        return number == no_index ? "(unnamed)" : std::string("'").append(trim(name[number])) + "' (id " + id[number] + ")";
    }
};

/// Findings that would repeat are counted, with a few examples: thousands of missing flows are one fact about a file, and as
/// many findings would hide all others. They come out in the order of their first case.
class OlcaNotes {
public:
    explicit OlcaNotes(std::vector<Finding>& out) : out_(out) {}

    /// Counts one case of `id`; texts other than the example are those of the first case.
    void add(Severity severity, std::string const& id, std::string_view what, std::string_view hint, std::string example, std::string const& file) {
        auto [at, fresh] = counts_.try_emplace(id);
        if (fresh) {
            at->second.finding = {.severity = severity, .problem = {.id = id, .what = std::string(what), .where = {.file = file}, .hint = std::string(hint)}};
            order_.push_back(id);
        }
        ++at->second.count;
        if (at->second.finding.problem.related.size() < examples_shown) at->second.finding.problem.related.push_back(std::move(example));
    }

    /// Called once, when everything is read: only then the counts are final.
    void flush() {
        for (std::string const& id : order_) {
            auto& [finding, count] = counts_.at(id);
            finding.problem.got = std::to_string(count) + (count == 1 ? " case" : " cases");
            if (count > examples_shown) finding.problem.related.push_back("... and " + std::to_string(count - examples_shown) + " more");
            out_.push_back(std::move(finding));
        }
        counts_.clear();
        order_.clear();
    }

private:
    static constexpr std::size_t examples_shown = 5;
    struct Count { Finding finding{}; std::size_t count = 0; };
    std::vector<Finding>& out_;
    std::map<std::string, Count> counts_{};
    std::vector<std::string> order_{};
};

/// Unit and property of a factor, as numbers; turned into a conversion at the end.
struct OlcaMeasure {
    Index property = no_index, unit = no_index;
};

// Entries while they are read: `data` is what they become, the rest holds numbers that have no place in it yet. `path` is
// filled when it is first asked for, `used` tells categories inside a method from those that stand alone.
struct OlcaCategory { std::string name; Index parent = no_index; std::string path{}; };
struct OlcaImpact { ImpactCategory data; std::vector<OlcaMeasure> measures{}; bool used = false; };
struct OlcaMethod { ImpactMethod data; std::vector<Index> categories{}; std::vector<Parameter> parameters{}; std::vector<Index> sets{}; };
struct OlcaRedefinition { Redefinition data; Index process = no_index, impact = no_index, method = no_index; };
struct OlcaParameterSet { ParameterSet data; std::vector<OlcaRedefinition> values{}; };
struct OlcaSystem { StoredSystem data; std::int32_t exchange = 0; bool has_amount = false; std::vector<OlcaParameterSet> sets{}; };
struct OlcaResult { StoredResult data; std::vector<OlcaMeasure> measures{}; std::vector<Index> impacts{}; Index system = no_index; Index method = no_index; };

/// What a factor says of a flow that may be in none of the files: enough to count it, since the factor states its property.
struct OlcaFactorFlow { std::string category{}; Index property = no_index; OlcaPlace place{}; };

/// Tallies for the import report.
struct OlcaCounts {
    std::size_t uncertainties = 0, certain = 0, unusable = 0;
    std::size_t allocation = 0, dangling = 0;
};

/// All of it. `now` and `object` follow the reading, so that every message can name file, entry and object without each
/// function passing them on. `content` already holds the final types, but with numbers where indices belong, until
/// openlca_units.ipp and openlca_build.ipp have been over it.
struct OlcaStage {
    OlcaIds groups{}, units{}, properties{}, locations{}, flows{}, processes{}, categories{}, impacts{}, methods{}, sets{}, systems{}, results{}, parameters{};
    DatabaseContent content{};
    std::vector<Index> flow_category{}, process_category{}, method_category{};  ///< numbers, no_index where the path was given
    std::vector<std::pair<Index, Index>> unit_place{};  ///< by unit number: group entry and unit in it
    std::vector<OlcaCategory> tree{};
    std::vector<OlcaImpact> impact{};
    std::vector<OlcaMethod> method{};
    std::vector<NormalisationSet> set{};
    std::vector<OlcaSystem> system{};
    std::vector<OlcaResult> result{};
    std::map<Index, OlcaFactorFlow> factor_flows{};      ///< by flow number; of elementary flows only
    std::vector<bool> by_factor_only{};                  ///< by flow number: made from a factor, in none of the files
    OlcaCounts counts{};
    std::vector<Finding> findings{};
    OlcaNotes notes{findings};

    std::vector<Archive> archives{};
    OlcaPlace now{};          ///< the entry being read
    std::string object{};     ///< what is being read in it: "process 'x'"
    bool new_style = false;   ///< met a field name of schema 2 in this file

    [[nodiscard]] std::string file_text(OlcaPlace place) const { return archives[place.file].place(place.entry); }

    /// The error of the object being read. Thrown: reading is many calls deep, and the first error ends it (rule A6, refused).
    [[noreturn]] void fail(std::string id, std::string what, std::string where, std::string expected, std::string got, std::string hint) const {
        Problem problem{.id = std::move(id), .what = std::move(what), .where = {.file = file_text(now)}};
        problem.where.object = where.empty() ? object : object.empty() ? std::move(where) : object + ", " + where;
        problem.expected = std::move(expected);
        problem.got = std::move(got);
        problem.hint = std::move(hint);
        throw Error(std::move(problem));
    }

    /// A finding of the file being read, counted with others of its id.
    void note(Severity severity, std::string const& id, std::string_view what, std::string_view hint, std::string example) {
        notes.add(severity, id, what, hint, std::move(example), archives[now.file].path());
    }
};

// ---- fields --------------------------------------------------------------------------------------------------

// One getter per kind. A field of the wrong kind is an error and never converted: the amount "1,5" in quotes is a fault of
// the exporter, and reading it as a number would be a guess. Absent fields are the caller's business, except where noted.

[[noreturn]] inline void olca_wrong_kind(OlcaStage const& stage, std::string_view field, JsonKind expected, JsonValue value) {
    std::string got(to_text(value.kind()));
    if (auto const text = value.text()) got += " \"" + std::string(text->substr(0, 40)) + "\"";
    stage.fail("openlca.field", "a field is of the wrong kind", "field '" + std::string(field) + "'", std::string(to_text(expected)), got, "export the file again, or correct the field");
}

/// Null is how some writers say "absent".
inline bool olca_absent(JsonValue value) noexcept { return !value.present() || value.kind() == JsonKind::null; }

inline double olca_number(OlcaStage const& stage, std::string_view field, JsonValue value) {
    if (auto const number = value.number()) return *number;
    olca_wrong_kind(stage, field, JsonKind::number, value);
}

/// Absent is false: the schema's default, not a guess.
inline bool olca_flag(OlcaStage const& stage, std::string_view field, JsonValue value) {
    if (olca_absent(value)) return false;
    if (auto const flag = value.boolean()) return *flag;
    olca_wrong_kind(stage, field, JsonKind::boolean, value);
}

/// Absent is "": for a text the two say the same.
inline std::string olca_text(OlcaStage const& stage, std::string_view field, JsonValue value) {
    if (olca_absent(value)) return {};
    if (auto const text = value.text()) return std::string(*text);
    olca_wrong_kind(stage, field, JsonKind::text, value);
}

/// Ids of exchanges inside their process; 0 stands for "has none".
inline std::int32_t olca_internal_id(OlcaStage const& stage, std::string_view field, JsonValue value) {
    if (olca_absent(value)) return 0;
    auto const number = value.integer();
    if (!number || *number < INT32_MIN || *number > INT32_MAX) olca_wrong_kind(stage, field, JsonKind::number, value);
    return static_cast<std::int32_t>(*number);
}

/// Number of the thing a reference points to; no_index if there is none. The words of a reference (its name, and for
/// flows and properties the name of their reference unit) are kept where they are not known yet. "@id" stands first in a
/// reference, so the common case, a thing already known by name, ends after one member.
inline Index olca_ref(OlcaIds& ids, JsonValue reference, bool with_unit = false) {
    Index number = no_index;
    std::string_view name, unit;
    for (auto const [key, value] : reference.members()) {
        if (key == "@id") {
            auto const id = value.text();
            if (!id || id->empty()) return no_index;
            number = ids.number(*id);
            if (!with_unit && !ids.name[number].empty()) return number;
        } else if (key == "name") {
            name = value.text().value_or("");
        } else if (with_unit && key == "refUnit") {
            unit = value.text().value_or("");
        }
    }
    if (number == no_index) return number;
    if (ids.name[number].empty()) ids.name[number] = name;
    if (ids.unit[number].empty()) ids.unit[number] = unit;
    return number;
}

inline Index olca_ref_with_unit(OlcaIds& ids, JsonValue reference) { return olca_ref(ids, reference, true); }

/// The category of an entry: a path in schema 2, a reference in schema 1 (then its number comes back).
inline Index olca_category(OlcaStage& stage, JsonValue value, std::string& path) {
    if (auto const text = value.text()) {
        path = *text;
        return no_index;
    }
    Index const number = olca_ref(stage.categories, value);
    if (number == no_index || stage.categories.defined[number] != no_index) return number;
    // Some exports leave the category files out, but write the parents' names into the reference.
    std::string parents;
    for (JsonValue const part : value.find("categoryPath").items())
        if (auto const text = part.text()) parents += std::string(*text) + "/";
    if (!parents.empty() && stage.categories.unit[number].empty()) stage.categories.unit[number] = parents;
    return number;
}

// ---- uncertainty and parameters ------------------------------------------------------------------------------

// The distributions of the schema and where their parameters stand, in the order a, b, c of Uncertainty.
struct OlcaDistribution { std::string_view name; DistributionKind kind; std::array<std::string_view, 3> fields; };

inline constexpr std::array<OlcaDistribution, 4> olca_distributions{{
    {"LOG_NORMAL_DISTRIBUTION", DistributionKind::lognormal, {"geomMean", "geomSd", ""}},
    {"NORMAL_DISTRIBUTION", DistributionKind::normal, {"mean", "sd", ""}},
    {"TRIANGLE_DISTRIBUTION", DistributionKind::triangular, {"minimum", "mode", "maximum"}},
    {"UNIFORM_DISTRIBUTION", DistributionKind::uniform, {"minimum", "maximum", ""}},
}};

/// Why a distribution cannot be sampled, or "" if it can. Formulas decide their numbers later.
inline std::string olca_unusable(Uncertainty const& u) {
    bool const formulas = !(u.formula_a.empty() && u.formula_b.empty() && u.formula_c.empty());
    if (formulas) return {};
    switch (u.kind) {
        case DistributionKind::none: return {};
        case DistributionKind::lognormal:
            if (u.a == 0) return "geometric mean 0";
            return u.b < 1 ? "geometric standard deviation " + number_text(u.b) + ", below 1" : std::string();
        case DistributionKind::normal: return u.b < 0 ? "standard deviation " + number_text(u.b) : std::string();
        case DistributionKind::triangular:
            return u.a <= u.b && u.b <= u.c ? std::string() : "triangle out of order: " + number_text(u.a) + ", " + number_text(u.b) + ", " + number_text(u.c);
        case DistributionKind::uniform: return u.a <= u.b ? std::string() : "minimum " + number_text(u.a) + " above maximum " + number_text(u.b);
    }
    return {};
}

/// Distributions of no width. Exporters write a geomSd of 0 for "not known" (rule A6: 0 or 1 = no uncertainty).
inline bool olca_certain(Uncertainty const& u) {
    if (!(u.formula_a.empty() && u.formula_b.empty() && u.formula_c.empty())) return false;
    switch (u.kind) {
        case DistributionKind::none: return true;
        case DistributionKind::lognormal: return u.b == 0 || u.b == 1;
        case DistributionKind::normal: return u.b == 0;
        case DistributionKind::triangular: return u.a == u.b && u.b == u.c;
        case DistributionKind::uniform: return u.a == u.b;
    }
    return true;
}

/// The usable uncertainty of `value`; kind none if it states none or had to be set aside. `where` names its owner, called
/// only for messages. Set aside and not refused (rule A6): the amount itself is good, and footprints need only that. Each
/// stored one is counted as used, certain or unusable, so that the three add up in the report.
template <class Where>
Uncertainty olca_uncertainty(OlcaStage& stage, JsonValue value, Where const& where) {
    if (olca_absent(value)) return {};
    ++stage.counts.uncertainties;
    auto const set_aside = [&](std::string const& why) {
        ++stage.counts.unusable;
        stage.note(Severity::set_aside, "openlca.uncertainty-unusable", "an uncertainty cannot be used; its value is kept as certain",
                   "correct the distribution's parameters at the source", stage.object + where() + ": " + why);
        return Uncertainty{};
    };
    auto const kind = value.find("distributionType").text();
    if (!kind || *kind == "NO_DISTRIBUTION" || *kind == "NONE") { ++stage.counts.certain; return {}; }
    for (OlcaDistribution const& entry : olca_distributions) {
        if (entry.name != *kind) continue;
        Uncertainty read{.kind = entry.kind};
        std::array<double*, 3> const numbers{&read.a, &read.b, &read.c};
        std::array<std::string*, 3> const formulas{&read.formula_a, &read.formula_b, &read.formula_c};
        for (std::size_t i = 0; i < 3 && !entry.fields[i].empty(); ++i) {
            *formulas[i] = olca_text(stage, entry.fields[i], value.find(std::string(entry.fields[i]) + "Formula"));
            JsonValue const number = value.find(entry.fields[i]);
            if (olca_absent(number) && formulas[i]->empty()) return set_aside("no " + std::string(entry.fields[i]));
            if (!olca_absent(number)) *numbers[i] = olca_number(stage, entry.fields[i], number);
        }
        if (olca_certain(read)) { ++stage.counts.certain; return {}; }
        if (std::string const why = olca_unusable(read); !why.empty()) return set_aside(why);
        return read;
    }
    return set_aside("unknown distribution " + std::string(*kind));
}

/// A parameter of any scope. A calculated one keeps its stored value, to compare with what its formula gives (rule A7), but
/// no uncertainty: its inputs have theirs.
inline Parameter olca_parameter(OlcaStage& stage, JsonValue json) {
    Parameter read;
    bool stored = false, input = false;
    for (auto const [key, value] : json.members()) {
        if (key == "name") read.name = olca_text(stage, key, value);
        else if (key == "description") read.description = olca_text(stage, key, value);
        else if (key == "formula") read.formula = olca_text(stage, key, value);
        else if (key == "inputParameter" || key == "isInputParameter") input = olca_flag(stage, key, value);
        else if (key == "value" && !olca_absent(value)) { read.value = olca_number(stage, key, value); stored = true; }
    }
    std::string const where = "parameter '" + read.name + "'";
    if (trim(read.name).empty()) stage.fail("openlca.field", "a parameter has no name", "parameter", "a name", "none", "name it, or remove it");
    read.uncertainty = olca_uncertainty(stage, json.find("uncertainty"), [&] { return ", " + where; });
    // openLCA itself keeps the formula of a parameter that was made an input again; it does not count then.
    read.input = input || trim(read.formula).empty();
    if (read.input) read.formula.clear();
    if (read.input && !stored) stage.fail("openlca.amount", "a parameter has no value", where, "a number in 'value'", "nothing", "give the value; a missing one is not taken as zero");
    if (read.input) return read;
    read.uncertainty = {};
    if (!stored)
        stage.note(Severity::note, "openlca.parameter-without-value", "a calculated parameter has no stored value to compare with", "none needed", stage.object + ", " + where);
    return read;
}

}  // namespace tanji::detail
