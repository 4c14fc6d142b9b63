// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/analysis/score_samples.hpp"
#include "tanji/base/json_writer.hpp"
#include "tanji/lifecycle/database.hpp"

/// \file
/// What the commands of the tool share: options as typed, files as loaded, one subject (a process, a product system or a
/// stored result) as chosen. Each command is a function from these to an exit code; only main() talks to CLI11.
namespace tool {

/// Documented in docs/command-line.md; scripts rely on them.
enum ExitCode : int {
    ok = 0,
    failed = 1,        ///< the data or the request is wrong; the problem is on stderr
    usage = 2,         ///< the command line is wrong
    unproductive = 3,  ///< a result was printed, but a loop of the system consumes at least what it makes
    not_proven = 4,    ///< a result was printed, but its backward error missed the target
    revised = 5,       ///< a record is intact, but a revised method or a newer factor gives other numbers today
    internal = 70,     ///< a mistake of the tool itself
};

enum class Format { text, json, csv };

/// What `tanji certificates` asks for beside its files.
struct ClaimOptions {
    std::string rules, edition, place = "CN", country = "CN", as_of, holder;
    int year = 0, factors_year = 0;
    bool draft = false, other_edition = false;
};

/// What `tanji factor` asks for.
struct FactorCommandOptions {
    std::vector<std::string> find, around, proxies, gases, diff;
    std::string region, kind, unit, technology, edition, document, as_of, least;
    int year = 0, years = 0;
    bool parent_region = false;
};

/// What `tanji factor-table` asks for beside its file: what a publisher's table does not say of itself.
struct TableCommandOptions {
    std::string form, sheet, document, edition, gwp, licence, attribution, released, confidence, kind, co2, heat, region, prefix, save;
    int year = 0;
};

/// What `tanji replay` and `tanji verify` ask for beside their files.
struct AuditOptions {
    std::string record, root, original, secret, factors;
    std::string past, period, calibrations, cross_checks, sheet;
};

/// What `tanji account` asks for beside its file.
struct AccountCommandOptions {
    std::string rules, edition, period, view, by, gwp, organisation, least, as_of, sheet;
    std::vector<std::string> factors;  ///< files, or "shipped"; empty: shipped
    std::vector<std::string> per, factor_uncertainty;
    int samples = 10'000;
    std::uint64_t seed = 1;
    bool uncertainty = false;
    std::vector<std::string> claims;  ///< tables of certificates, consumptions, allotments, ...
    std::string contracts, holder;
    bool market = false;              ///< the market-based result also without claims
    std::string record, secret;  ///< where to write the record; file with the secret of its salts
    std::string consolidation = "operational-control";
    bool fall_backs = false, keep_published = false, every_month = false, draft = false, other_edition = false;
};

/// What `tanji change` asks for beside two files and how they are accounted.
struct ChangeCommandOptions {
    std::string map, order, old_rules, old_gwp;
    std::vector<std::string> per;
    bool unmatched = false;
};

/// What `tanji base-year` asks for beside its file and how it is accounted.
struct BaseYearCommandOptions {
    std::string threshold, events, now;
    std::vector<std::string> recalculated;
    bool gross = false;
};

struct Options {
    std::vector<std::string> files;
    std::vector<std::string> process;
    std::string product, amount, demand;
    std::string method = "";          ///< empty: the stored result's own, else ipcc-ar6-gwp100
    std::string flow_map, match, normalisation;
    std::string allocation = "default", linking, parameter_set;  ///< linking: empty is the system's own links, else defaults-then-unique
    std::vector<std::string> set;
    bool normalise_allocation = false, biogenic = false, indirect = false, no_regions = false;
    int top = 10;
    std::string cutoff = "0%";
    int depth = 0;
    std::uint64_t samples = 0, seed = 0;  ///< samples 0: none
    std::string lognormal = "median";     ///< or "mean"
    bool progress = false;
    std::string proof;                    ///< "backward" or "verified"; empty: verified for models, backward for binary databases
    std::string svg, matrices, text_filter;
    std::string export_as = "matrices";  ///< or "binary"
    bool assess = true;               ///< false where only the inventory is wanted
    bool json = false, csv = false;
    bool list_processes = false, list_flows = false, list_methods = false, list_units = false;

    ClaimOptions claims;

    AccountCommandOptions account;

    ChangeCommandOptions change;

    BaseYearCommandOptions base_year;

    AuditOptions audit;

    FactorCommandOptions factor;

    TableCommandOptions table;

    [[nodiscard]] Format format() const { return json ? Format::json : csv ? Format::csv : Format::text; }
};

struct LoadedFile {
    std::string path;
    std::string sha256;  ///< empty for folders and the shipped database
};

/// Everything on the command line, read and merged.
struct Loaded {
    tanji::Import import;
    std::vector<LoadedFile> files;
};

/// Reads FILE...: "@tanji", a folder of the CSV format, or openLCA zips and folders (several are merged).
/// Throws tanji::Error.
[[nodiscard]] Loaded load(std::vector<std::string> const& files);

/// What a text on the command line turned out to be.
enum class SubjectKind { process, system, result };
struct Subject {
    SubjectKind kind = SubjectKind::process;
    tanji::Index index = tanji::no_index;  ///< into processes, systems or results
    std::string id, name, location;
};

/// The one process, product system or stored result that `text` names, by id, exact name or part of a name.
/// Throws "lookup.ambiguous" with all candidates and their kind, "lookup.unknown" with the nearest names.
[[nodiscard]] Subject find_subject(tanji::Import const& import, std::string const& text);

[[nodiscard]] tanji::LinkOptions link_options(Options const& options, Loaded const& loaded, Subject const* subject);

/// "name=value", the name as typed. Throws "request.set".
[[nodiscard]] tanji::Redefinition parameter_value(std::string const& text);

/// One solved request.
struct Solved {
    Subject subject;
    tanji::Footprint footprint;
    std::string method;                       ///< id or ids, as the settings show them
    std::optional<tanji::StoredResult> stored; ///< when the subject is a stored result
    std::optional<tanji::ScoreSamples> samples{}; ///< with --samples
};

/// Factors for a system, and what they are called in the settings: names and ids, never what was typed.
struct Assessment {
    tanji::Characterisation factors;
    std::string label;
};
/// The method that `method` names: of the files by id, name or part of a name, one of its categories, a built-in, or all.
/// Throws "lookup.ambiguous" and "lookup.unknown". Empty where only the inventory is wanted.
[[nodiscard]] Assessment characterise(Options const& options, Loaded const& loaded, tanji::ProductSystem const& system, std::string const& method);

[[nodiscard]] std::vector<Solved> solve(Options const& options, Loaded const& loaded);

/// Everything that can be refused before a file is read: words and numbers of the command line itself. Throws tanji::Error.
void check_words(Options const& options);

/// What decided the numbers, as name and value: the block that every output starts with.
struct Setting {
    std::string name, value;
};
[[nodiscard]] std::vector<Setting> settings(Options const& options, Loaded const& loaded, std::vector<Solved> const& results);
/// "# name: value" lines for text and CSV.
[[nodiscard]] std::string settings_text(std::vector<Setting> const& settings);
/// The member "settings" of a JSON object.
void write_settings(tanji::JsonWriter& json, std::vector<Setting> const& settings);
/// "1 finding", "2 findings".
[[nodiscard]] std::string counted(std::size_t number, std::string const& noun);
/// Findings for people, the worst first; at most `most`, then how many more.
[[nodiscard]] std::string findings_text(std::span<tanji::Finding const> findings, std::size_t most);

/// "process" of a JSON object: kind, id, name and location of the subject.
void write_subject(tanji::JsonWriter& json, Subject const& subject);

/// What a sampled score is called.
struct ScoreName {
    std::string method, category, id, part, unit;
};
/// Draws with the seed, on all cores, with progress on stderr where asked for. Throws tanji::Error.
[[nodiscard]] tanji::ScoreSamples draw_samples(Options const& options, std::function<tanji::Result<tanji::ScoreSamples>(tanji::MonteCarloOptions const&, tanji::WorkControl const&)> const& run);
/// What decides the numbers drawn; empty without --samples.
[[nodiscard]] std::vector<Setting> sample_settings(Options const& options);
/// One name for each category of the samples.
[[nodiscard]] std::string samples_text(tanji::ScoreSamples const& samples, std::vector<ScoreName> const& names);
[[nodiscard]] std::string samples_csv(tanji::ScoreSamples const& samples, std::vector<ScoreName> const& names);
/// The member "samples" of a JSON object.
void write_samples(tanji::JsonWriter& json, tanji::ScoreSamples const& samples, std::vector<ScoreName> const& names);

/// "1%", "0.5 %" or "0.01" as a share. Throws "request.cutoff".
[[nodiscard]] double share(std::string const& text);
/// Throws "io.write".
void write_file(std::string const& path, std::string const& bytes);

/// 0, unproductive or not_proven, from the proofs.
[[nodiscard]] int exit_code(std::vector<Solved> const& results);

int info(Options const& options);
int list(Options const& options);
int footprint(Options const& options);
int inventory(Options const& options);
int supply(Options const& options);
int compare(Options const& options);
int check(Options const& options);
int export_matrices(Options const& options);
int certificates(Options const& options);
int account(Options const& options);
int change(Options const& options);
int base_year(Options const& options);

/// The inventory of one table of activities, as the words of `account` ask for it: what account, change and base-year start from. Throws tanji::Error.
[[nodiscard]] tanji::OrganisationInventory account_file(AccountCommandOptions const& words, std::string const& file);
/// What decided its numbers.
[[nodiscard]] std::vector<Setting> account_settings(std::string const& file, tanji::OrganisationInventory const& inventory);
/// The version, and every file beside the table of activities that decides a number, by digest.
[[nodiscard]] std::vector<Setting> account_files(AccountCommandOptions const& words);
[[nodiscard]] Setting file_setting(std::string const& name);

int replay(Options const& options);
int verify(Options const& options);
int factor(Options const& options);
int factor_table(Options const& options);

/// True if one of the files is a binary database (docs/binary-database.md), which load() refuses.
[[nodiscard]] bool has_binary(Options const& options);
int info_binary(Options const& options);
int footprint_binary(Options const& options);
int export_binary(Options const& options);

}  // namespace tool
