// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/io/archive.hpp"
#include "tanji/io/json_parse.hpp"

/// \file
/// What a file looks like: by the names in it, then by the start of one entry. Used to say what a file is that is not
/// what was expected.
namespace tanji::detail {

/// Last folder of an entry's name: "x/flows/a.json" is in "flows". Archives are often packed with a folder around them.
inline std::string_view entry_folder(std::string_view name) noexcept {
    std::size_t const end = name.rfind('/');
    if (end == std::string_view::npos) return {};
    std::string_view const folders = name.substr(0, end);
    std::size_t const start = folders.rfind('/');
    return start == std::string_view::npos ? folders : folders.substr(start + 1);
}

inline std::string_view entry_file(std::string_view name) noexcept {
    std::size_t const slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

/// By the end of the name, in upper or lower case: file systems that ignore case keep either.
inline bool is_json_name(std::string_view name) noexcept {
    auto const ends = [&](std::string_view end) { return name.size() >= end.size() && equal_ignoring_case(name.substr(name.size() - end.size()), end); };
    return ends(".json") || ends(".jsonld");
}

/// Types that only openLCA has, of those that stand at the root of a file.
inline bool is_openlca_type(std::string_view type) noexcept {
    constexpr std::array<std::string_view, 12> types{"Process", "Flow", "FlowProperty", "UnitGroup", "ImpactMethod", "ImpactCategory",
                                                     "ProductSystem", "NwSet", "Parameter", "Location", "Category", "Result"};
    return std::find(types.begin(), types.end(), type) != types.end();
}

/// What a JSON document looks like. Hestia's own field names come first, because its documents carry an "@type"
/// as well; a list is judged by its first item.
inline std::string json_format(JsonValue root) {
    JsonValue object = root;
    if (root.is(JsonKind::array))
        for (JsonValue const item : root.items()) { object = item; break; }
    for (std::string_view const key : {"term_type", "termType", "term_id", "functionalUnit", "cycleDuration", "defaultMethodClassification"})
        if (object.find(key)) return "hestia-jsonld";
    auto const type = object.find("@type").text().value_or("");
    if (root.is(JsonKind::object) && is_openlca_type(type)) return "openlca-jsonld";
    for (std::string_view const hestia : {"Cycle", "Site", "Term", "ImpactAssessment", "Organisation"})
        if (type == hestia) return "hestia-jsonld";
    if (object.find("specVersion") && object.find("pcf")) return "pact";
    return type.empty() ? "unknown: JSON, " + std::string(to_text(root.kind())) : "unknown: JSON of type " + std::string(type.substr(0, 60));
}

/// What the names in a container tell, or "". Names that only one format has decide at once; folders of openLCA are noted and
/// decide last, since a mixed archive is better described by what is special in it.
inline std::string names_format(Archive const& archive) {
    bool openlca = false;
    for (ArchiveEntry const& entry : archive.entries()) {
        std::string_view const file = entry_file(entry.name);
        std::string_view const folder = entry_folder(entry.name);
        std::string const end = lower(file.substr((std::min)(file.rfind('.'), file.size())));
        if (end == ".spold") return "ecospold2";
        if (file == "datapackage.json") return "bw-datapackage";
        if (entry.name == "xl/workbook.xml") return "excel";
        if (file == "processes.csv") return "tanji-csv";
        if (end == ".xml" && (folder == "flowproperties" || folder == "unitgroups" || folder == "lciamethods")) return "ilcd";
        for (std::string_view const own : {"unit_groups", "flow_properties", "flows", "processes", "lcia_categories", "lcia_methods", "product_systems"})
            openlca = openlca || (end == ".json" && folder == own);
    }
    return openlca ? "openlca-jsonld" : "";
}

/// What the start of a text tells, or "". 4,000 bytes reach past the comments and declarations in front of a root element.
/// Web pages are told apart because a failed download is often one, saved under the name of the database.
inline std::string text_format(std::string_view text) {
    std::string_view const head = trim(text.substr(0, 4000));
    if (head.starts_with("{SimaPro") || head.starts_with("SimaPro")) return "simapro-csv";
    if (head.find("<ecoSpold") != std::string_view::npos) return head.find("EcoSpold02") != std::string_view::npos ? "ecospold2" : "ecospold1";
    if (head.find("lca.jrc.it/ILCD") != std::string_view::npos) return "ilcd";
    if (head.starts_with("<!DOCTYPE html") || head.starts_with("<html")) return "unknown: web page";
    return {};
}

/// Format of an opened container; reads its first JSON or XML entry if names do not tell. Faults of the content are part of
/// the answer, not errors: this is asked when something else has failed already.
inline std::string archive_format(Archive& archive, ReadLimits const& limits) {
    if (std::string found = names_format(archive); !found.empty()) return found;
    std::string other;
    for (std::size_t i = 0; i < archive.entries().size(); ++i) {
        std::string const name = archive.entries()[i].name;
        std::string_view const file = entry_file(name);
        bool const looks = is_json_name(file) && file != "context.json" && file != "openlca.json";
        if (!looks && archive.entries().size() > 1 && !lower(file).ends_with(".xml")) {
            other = std::string(file.substr((std::min)(file.rfind('.'), file.size())));
            continue;
        }
        auto const text = archive.try_read(i);
        if (!text) return "unknown: " + text.problem().what;
        if (std::string found = text_format(*text); !found.empty()) return found;
        if (!looks) { other = std::string(file.substr((std::min)(file.rfind('.'), file.size()))); continue; }
        JsonReader reader(limits);
        auto const root = reader.try_parse(*text, archive.place(i), true);
        return root ? json_format(*root) : "unknown: damaged JSON";
    }
    std::string const container = archive.is_zip() ? "zip" : archive.is_folder() ? "folder" : "file";
    return "unknown: " + container + (other.empty() ? "" : " of " + other);
}

/// A format in words, for messages; what is not listed is in words already ("unknown: web page").
inline std::string format_words(std::string const& format) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> words{{
        {"hestia-jsonld", "Hestia JSON-LD (cycles and sites of food production)"},
        {"tanji-csv", "a folder in Tanji's own CSV format"},
        {"ecospold1", "EcoSpold 1 (XML)"},
        {"ecospold2", "EcoSpold 2 (XML)"},
        {"ilcd", "ILCD (XML)"},
        {"simapro-csv", "a SimaPro CSV export"},
        {"bw-datapackage", "a Brightway datapackage"},
        {"excel", "an Excel workbook"},
        {"pact", "a PACT product footprint"},
        {"openlca-jsonld", "openLCA JSON-LD"},
    }};
    for (auto const& [id, text] : words)
        if (format == id) return std::string(text);
    return format;
}

}  // namespace tanji::detail
