// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/io/openlca.hpp"
#include "tanji/io/impl/openlca_build.ipp"
#include "tanji/io/impl/openlca_detect.ipp"

/// \file
/// The walk over files and entries. What an entry holds is read in openlca_flow, _process, _method and _system.ipp into the
/// stage of openlca_stage.ipp; openlca_units and _build.ipp turn that into the database once all files are read.
/// Inside, faults are thrown as Error and caught once, at try_read_openlca: they arise many calls deep.
namespace tanji {

namespace detail {

/// Which type is read how. Types in the second table belong to openLCA, but no result depends on them. Flow and Process stand
/// first: most entries are of these, and the table is searched from the front.
struct OlcaType {
    std::string_view type;
    std::string_view folder;
    void (*read)(OlcaStage&, JsonValue);
};

inline constexpr std::array<OlcaType, 12> olca_types{{
    {"Flow", "flows", olca_read_flow},
    {"Process", "processes", olca_read_process},
    {"UnitGroup", "unit_groups", olca_read_unit_group},
    {"FlowProperty", "flow_properties", olca_read_property},
    {"Location", "locations", olca_read_location},
    {"Category", "categories", olca_read_category},
    {"Parameter", "parameters", olca_read_parameter},
    {"ImpactCategory", "lcia_categories", olca_read_impact},
    {"ImpactMethod", "lcia_methods", olca_read_method},
    {"NwSet", "nw_sets", olca_read_set},
    {"ProductSystem", "product_systems", olca_read_system},
    {"Result", "results", olca_read_result},
}};

inline constexpr std::array<std::string_view, 10> olca_unread_folders{"actors", "sources", "dq_systems", "social_indicators", "currencies",
                                                                      "projects", "epds", "libraries", "flow_mappings", "images"};

/// True if no result can depend on what the entry holds, so that it need not be unpacked.
inline bool olca_skips(std::string_view name) noexcept {
    if (!is_json_name(name)) return true;
    if (name.starts_with("bin/") || name.find("/bin/") != std::string_view::npos) return true;
    return std::find(olca_unread_folders.begin(), olca_unread_folders.end(), entry_folder(name)) != olca_unread_folders.end();
}

/// One import; one object per call. One JSON reader serves all entries, so its buffers are made once.
class OlcaReader {
public:
    OlcaReader(std::span<std::string const> paths, ReadOptions const& options) : paths_(paths), options_(options), json_(options.limits) {}

    Result<Import> run() {
        open();
        for (std::size_t file = 0; file < stage_.archives.size(); ++file) read_file(file);
        Result<Import> out = olca_build(stage_);
        if (out) {
            out->format = "openlca-jsonld" + schema_text();
            out->files.assign(paths_.begin(), paths_.end());
        }
        return out;
    }

private:
    /// Opens all files; those with processes come first, so that no package changes an inventory (rule A5). Within both groups
    /// the order given by the user stays. All are opened before any is read, so that a mistyped path fails at once.
    void open() {
        if (paths_.empty()) throw Error(Problem{.id = "file.missing", .what = "no file is given", .expected = "at least one path", .got = "none"});
        std::vector<Archive> packages;
        for (std::string const& path : paths_) {
            auto opened = Archive::try_open(path, options_.limits);
            if (!opened) throw Error(std::move(opened).problem());
            Archive archive = std::move(opened).value();
            for (ArchiveEntry const& entry : archive.entries()) total_ += olca_skips(entry.name) ? 0 : 1;
            (has_processes(archive) ? stage_.archives : packages).push_back(std::move(archive));
        }
        for (Archive& archive : packages) stage_.archives.push_back(std::move(archive));
    }

    /// Answered by folder names where there are any; only JSON files outside of the known folders have
    /// to be parsed for it.
    bool has_processes(Archive& archive) {
        for (std::size_t i = 0; i < archive.entries().size(); ++i) {
            std::string_view const name = archive.entries()[i].name;
            if (olca_skips(name)) continue;
            std::string_view const folder = entry_folder(name);
            if (folder == "processes") return true;
            bool const known = std::any_of(olca_types.begin(), olca_types.end(), [&](OlcaType const& type) { return type.folder == folder; });
            if (!known && parse(archive, i).find("@type").text() == "Process") return true;
        }
        return false;
    }

    /// One entry as JSON; holds until the next one is parsed. The archive pads its texts, so the parser need not copy them.
    JsonValue parse(Archive& archive, std::size_t entry) {
        auto const text = archive.try_read(entry);
        if (!text) throw Error(text.problem());
        auto const root = json_.try_parse(*text, archive.place(entry), true);
        if (!root) throw Error(root.problem());
        return *root;
    }

    /// All entries of one file, in their order in it (zip: of offsets, so the disk is read forwards). A file of which nothing
    /// is openLCA's is refused with what it looks like: silence would read as an empty database.
    void read_file(std::size_t file) {
        Archive& archive = stage_.archives[file];
        std::size_t known = 0;
        stated_ = context_ = stage_.new_style = false;
        for (std::size_t i = 0; i < archive.entries().size(); ++i) {
            if (olca_skips(archive.entries()[i].name)) continue;
            step();
            stage_.now = {static_cast<std::uint32_t>(file), static_cast<std::uint32_t>(i)};
            stage_.object.clear();
            known += read_entry(parse(archive, i), archive.entries()[i].name) ? 1 : 0;
        }
        // What the file states; else field names of schema 2 tell it, else the context that only schema 1 writes.
        if (!stated_ && (stage_.new_style || context_)) schemas_.insert(stage_.new_style ? 2 : 1);
        if (known > 0) return;
        Problem problem{.id = "openlca.format", .what = "the file is not openLCA JSON-LD", .where = {.file = archive.path()}};
        problem.expected = "openLCA JSON-LD: entries such as processes/<id>.json, flows/<id>.json with \"@type\": \"Process\", \"Flow\", ...";
        problem.got = format_words(archive_format(archive, options_.limits));
        problem.hint = "export it from openLCA as JSON-LD, or read it with the reader of its own format";
        throw Error(std::move(problem));
    }

    /// True if the entry is one of openLCA's. Files about the archive itself (version, context) are looked into but do not
    /// count: an archive that holds nothing else has nothing to read.
    bool read_entry(JsonValue root, std::string_view name) {
        std::string_view const file = entry_file(name);
        if (file == "openlca.json" || file == "olca-schema.json") {
            if (auto const version = olca_either(root, "schemaVersion", "version").integer()) schema(static_cast<int>(*version));
            return false;
        }
        context_ = context_ || file == "context.json" || root.find("@context");
        if (file == "context.json" || !root.is(JsonKind::object)) return false;
        auto const stated = root.find("@type").text();
        std::string_view const folder = entry_folder(name);
        for (OlcaType const& type : olca_types) {
            // Types decide; folders only where a type was left out.
            if (stated ? *stated != type.type : folder != type.folder) continue;
            type.read(stage_, root);
            return true;
        }
        if (stated && std::find(skipped_.begin(), skipped_.end(), *stated) == skipped_.end())
            stage_.note(Severity::note, "openlca.type-unread", "entries of other types are not read; no result depends on them", "none needed", std::string(*stated) + " in " + std::string(name));
        return false;
    }

    // A newer schema is read as far as it is known; to refuse it would lock out files whose news do not concern us.
    void schema(int version) {
        stated_ = true;
        schemas_.insert(version);
        if (version > 3 || version < 1)
            stage_.note(Severity::warning, "openlca.schema-version", "the schema version is not one that is known; fields may be missed", "versions 1 to 3 are known", std::to_string(version));
    }

    /// " schema 1 and 2": files of both generations may be merged, so the import can have several.
    [[nodiscard]] std::string schema_text() const {
        std::string text;
        for (int const version : schemas_) text += (text.empty() ? " schema " : " and ") + std::to_string(version);
        return text;
    }

    /// Cancelling at every entry, since the test is cheap; progress at every 256th and at the last, since a host may draw a
    /// window for it. Counts only entries that are read, as total_ does.
    void step() {
        if (options_.stop.stop_requested()) throw Error(Problem{.id = "cancelled", .what = "reading was cancelled", .where = {.file = stage_.archives[stage_.now.file].path()}});
        if (options_.on_progress && (done_ % 256 == 0 || done_ + 1 == total_)) options_.on_progress(done_, total_);
        ++done_;
    }

    static constexpr std::array<std::string_view, 9> skipped_{"Actor", "Source", "DQSystem", "SocialIndicator", "Currency", "Project", "Epd", "Library", "FlowMap"};

    std::span<std::string const> paths_;
    ReadOptions const& options_;
    JsonReader json_;
    OlcaStage stage_{};
    std::set<int> schemas_{};
    bool stated_ = false, context_ = false;   // of the file being read
    std::uint64_t done_ = 0, total_ = 0;
};

}  // namespace detail

TANJI_INLINE Result<Import> try_read_openlca(std::span<std::string const> paths, ReadOptions const& options) {
    try {
        return detail::OlcaReader(paths, options).run();
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Import read_openlca(std::span<std::string const> paths, ReadOptions const& options) { return try_read_openlca(paths, options).value(); }

// Limits hold here as well: a file of unknown content is the last that should be trusted.
TANJI_INLINE Result<std::string> try_detect_format(std::string const& path, ReadLimits const& limits) {
    auto archive = Archive::try_open(path, limits);
    if (!archive) return std::move(archive).problem();
    Archive opened = std::move(archive).value();
    return detail::archive_format(opened, limits);
}

TANJI_INLINE std::string detect_format(std::string const& path, ReadLimits const& limits) { return try_detect_format(path, limits).value(); }

}  // namespace tanji
