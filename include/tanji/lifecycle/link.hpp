// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/lifecycle/allocation.hpp"
#include "tanji/lifecycle/database.hpp"

/// \file
/// From a database to a product system: who supplies whom, who carries what. Everything that decides a number between file
/// and matrix happens here (rules A1 to A7, A9); solving and characterising come after and change none of it.
namespace tanji {

/// Which process makes an input (rule A3). The policy is part of every result.
enum class Linking : std::uint8_t {
    defaults_only,         ///< only default providers
    defaults_then_unique,  ///< default providers, else as unique_producer
    unique_producer,       ///< the one process that has the flow as a provider flow, co-products included
    unique_reference,      ///< the one process that has it as its quantitative reference
    location,              ///< same place, then its parents, then GLO/RoW; a tie is refused
    system,                ///< the links of a stored product system
};

[[nodiscard]] std::string_view to_text(Linking policy) noexcept;      ///< "unique-producer"
/// The inverse. Problem "link.unknown-policy", which lists the words.
[[nodiscard]] Result<Linking> try_linking(std::string_view text);

struct LinkOptions {
    Linking policy = Linking::defaults_then_unique;
    /// How processes with several products are divided (rule A4); by default each process' own method.
    Allocation allocation = Allocation::by_default;
    bool normalise_allocation = false;          ///< scale factors that do not sum to 1 instead of refusing
    std::vector<Redefinition> parameters{};     ///< of a parameter set or of the caller; the last of one name wins
    std::optional<StoredSystem> system{};       ///< for Linking::system
    bool regional = false;                      ///< rows of B by flow and place (A9); else one row per flow
};

/// One column of A: a process seen from one of its provider flows (rule A1). The row of the same number is that flow
/// made by that process, so A is square by construction.
struct Column {
    Index process = no_index;
    Index flow = no_index;
    double output = 0;      ///< diagonal before self-consumption: signed, reference unit; negative for waste treatment
    double share = 1;       ///< allocation share of this column where one number holds (causal: 1)
    Index refusal = no_index; ///< into ProductSystem::refusals(): this column must not be reached
};

/// An input, waste output or avoided flow that nobody provides: listed, never part of the inventory.
struct UnlinkedExchange {
    Index process = no_index;
    Index exchange = no_index;  ///< into the process' exchanges
    std::string reason;         ///< "no process makes it", "2 processes make it", "named provider is missing", ...
};

/// One row of B (rule A2): an elementary flow. Only in a regional run is it split by place, that of the exchange, else that
/// of its process (rule A9); otherwise `location` is no_index. `sum_by_flow` joins the rows of one flow again.
struct ElementaryRow {
    Index flow = no_index;
    Index location = no_index;
    bool shown_as_input = false; ///< resource, or an input wherever the database has it; the same for all rows of a flow
};

/// A triplet of A or B: value in reference units per run of the column's process, signs by rule A1, inside net = out - in.
/// Several exchanges of one cell stay apart (they are sampled apart, B6), sorted by value: added in the order in which they
/// stand they give the same bits whatever the order of the file. Exact zeros are left out.
struct Entry {
    Index row = 0;
    Index column = 0;
    double value = 0;
    Index process = no_index;   ///< where it comes from, for gradients and messages
    Index exchange = no_index;
};

/// A database linked and allocated: plain triplets with their origin. A handle like `Database`.
/// Columns are in the order of (process id, flow id) and rows of B in that of (flow id, location code), whatever the
/// order of the files: the same model gives the same bits.
class ProductSystem {
public:
    ProductSystem();
    /// What was linked; kept alive by this handle.
    [[nodiscard]] Database const& database() const noexcept;
    /// The choices that the matrices rest on: part of every result.
    [[nodiscard]] LinkOptions const& options() const noexcept;
    /// One per process and provider flow: a process with two products has two columns.
    [[nodiscard]] std::span<Column const> columns() const noexcept;
    /// Rows of B.
    [[nodiscard]] std::span<ElementaryRow const> elementary() const noexcept;
    [[nodiscard]] std::span<Entry const> technosphere() const noexcept;  ///< off-diagonal and diagonal, ordered by column, row
    [[nodiscard]] std::span<Entry const> biosphere() const noexcept;     ///< ordered by column, row
    /// What was cut off, in the whole system; a footprint lists those that it reaches.
    [[nodiscard]] std::span<UnlinkedExchange const> unlinked() const noexcept;
    /// Why columns must not be used; told as an error by whoever reaches one.
    [[nodiscard]] std::span<Problem const> refusals() const noexcept;
    /// What was odd but could be linked.
    [[nodiscard]] std::span<Finding const> findings() const noexcept;

    /// Column of a process and flow; with flow == no_index its quantitative reference. "lookup.*" problems.
    [[nodiscard]] Result<Index> find_column(Index process, Index flow = no_index) const;
    /// The process' columns are [first, second) of columns(); empty if it has none.
    [[nodiscard]] std::pair<Index, Index> columns_of(Index process) const noexcept;

    struct Content;
    explicit ProductSystem(std::shared_ptr<Content const> content) : content_(std::move(content)) {}

private:
    std::shared_ptr<Content const> content_;
};

/// Arrays behind the spans above, in the same order; shared by copies and not changed after linking.
struct ProductSystem::Content {
    Database database;
    LinkOptions options;
    std::vector<Column> columns{};
    std::vector<std::pair<Index, Index>> columns_of{};  ///< per process of the database
    std::vector<ElementaryRow> elementary{};
    std::vector<Entry> technosphere{};
    std::vector<Entry> biosphere{};
    std::vector<UnlinkedExchange> unlinked{};
    std::vector<Problem> refusals{};
    std::vector<Finding> findings{};
};

/// The signed net (outputs - inputs) of one elementary flow over all its rows.
struct FlowAmount {
    Index flow = no_index;
    bool shown_as_input = false;
    double net = 0;
    /// As shown (rule A2): a resource counts up when it is taken.
    [[nodiscard]] double shown() const noexcept { return shown_as_input ? -net : net; }
};

/// Joins the rows of each flow. `inventory` has one value per row of elementary(); else Error "link.rows".
[[nodiscard]] std::vector<FlowAmount> sum_by_flow(ProductSystem const& system, std::span<double const> inventory);

/// Links inputs to providers and allocates co-products, after evaluating all formulas (rules A1 to A7).
/// Only what makes the whole system meaningless fails here: global formulas with a ring or an unknown name, the
/// redefinition of a parameter that does not exist, Linking::system without a system. A process whose own formulas,
/// reference amount or allocation cannot be used becomes a refusal of its columns, and using it an Error: one bad process
/// that nobody asks for does not make a database useless.
///
///     auto const system = link(database, {.policy = Linking::location, .allocation = Allocation::physical});
///     Index const column = system.find_column(database.find_process("smelter").value()).value();
///
/// Problems: "link.no-system", "parameter.*", "formula.*". What was cut off is in unlinked(), what is odd in findings().
[[nodiscard]] Result<ProductSystem> try_link(Database const& database, LinkOptions options = {});
[[nodiscard]] ProductSystem link(Database const& database, LinkOptions options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/link.ipp"
#endif
