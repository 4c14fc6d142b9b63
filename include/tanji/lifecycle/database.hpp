// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/base/result.hpp"
#include "tanji/lifecycle/stored.hpp"

/// \file
/// Life-cycle databases as read from a file or made by a builder. All readers end in Database::try_make, so whatever holds
/// for a Database holds for every format.
namespace tanji {

/// Everything a database holds, in the open: readers and builders fill it, `Database` then freezes it.
/// Entries refer to each other by their places in these vectors; the order carries no meaning and reaches no result.
struct DatabaseContent {
    std::string name;
    std::vector<UnitGroup> unit_groups{};
    std::vector<FlowProperty> properties{};
    std::vector<Location> locations{};
    std::vector<Flow> flows{};
    std::vector<Process> processes{};
    std::vector<Parameter> parameters{};   ///< global
};

/// What a process or flow is called in a message: name, place, id.
struct EntryName {
    std::string id;
    std::string name;
    std::string location;
};

/// A checked, immutable life-cycle database "as read": not linked, not allocated.
/// A handle: copying is cheap, all const calls are safe from several threads, look-ups by id are O(1).
///
///     Index const smelter = database.find_process("aluminium, primary").value();   // one match, or an Error that lists them
///     std::string const unit(database.reference_unit(database.flow_index("power")));
///
/// Views and spans it gives live as long as any handle of the same database.
class Database {
public:
    Database();

    /// Checks every index, reference unit, id and amount (finite), then freezes the content.
    /// Problems: "database.index", "database.duplicate-id", "number.not-finite", "database.unit", ... naming the entry.
    [[nodiscard]] static Result<Database> try_make(DatabaseContent content);
    [[nodiscard]] static Database make(DatabaseContent content);

    /// The small database that comes with the library (docs/shipped-database.md). Defined in <tanji/lifecycle/shipped.hpp>,
    /// which brings its text along: include that header to call it.
    [[nodiscard]] static Database shipped();

    [[nodiscard]] DatabaseContent const& content() const noexcept;
    [[nodiscard]] std::span<Process const> processes() const noexcept { return content().processes; }
    [[nodiscard]] std::span<Flow const> flows() const noexcept { return content().flows; }

    /// Index of the entry with this id, or no_index.
    [[nodiscard]] Index process_index(std::string_view id) const noexcept;
    [[nodiscard]] Index flow_index(std::string_view id) const noexcept;
    [[nodiscard]] Index location_index(std::string_view id) const noexcept;

    /// Unit in which amounts of the flow are kept: the reference unit of its reference property's group.
    [[nodiscard]] std::string_view reference_unit(Index flow) const;
    /// Location code, "" if none.
    [[nodiscard]] std::string_view location_code(Index location) const noexcept;
    [[nodiscard]] EntryName process_name(Index process) const;

    /// A process by id, else by the one name or synonym (blanks trimmed, case aside), else name part that matches.
    /// Several matches: Problem "lookup.ambiguous" with the candidates; none: "lookup.unknown" with the nearest.
    [[nodiscard]] Result<Index> find_process(std::string_view id_or_text) const;
    [[nodiscard]] Result<Index> find_flow(std::string_view id_or_text) const;

private:
    struct Shared;
    explicit Database(std::shared_ptr<Shared const> shared) : shared_(std::move(shared)) {}
    std::shared_ptr<Shared const> shared_;
};

/// What a reader returns. Methods, systems and results refer to entries of `database`.
struct Import {
    Database database;
    std::string format;                ///< "openlca-jsonld schema 2", "tanji-csv", ...
    std::vector<std::string> files{};
    std::vector<ImpactMethod> methods{};
    std::vector<StoredSystem> systems{};
    std::vector<StoredResult> results{};
    std::vector<Finding> findings{};
    std::size_t stored_uncertainties = 0;  ///< as the files state them, with those of no width and those set aside
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/database.ipp"
#endif
