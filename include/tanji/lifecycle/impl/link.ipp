// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/impl/linker.ipp"
#include "tanji/lifecycle/link.hpp"

/// \file
/// The handle of a linked system and its look-ups; the work itself is in linker.ipp (A1, A2, A4 to A7) and providers.ipp (A3).
namespace tanji {
namespace detail {

inline constexpr Linking all_linkings[] = {Linking::defaults_only, Linking::defaults_then_unique, Linking::unique_producer,
                                           Linking::unique_reference, Linking::location, Linking::system};

}  // namespace detail

TANJI_INLINE std::string_view to_text(Linking policy) noexcept {
    switch (policy) {
        case Linking::defaults_only: return "defaults-only";
        case Linking::defaults_then_unique: return "defaults-then-unique";
        case Linking::unique_producer: return "unique-producer";
        case Linking::unique_reference: return "unique-reference";
        case Linking::location: return "location";
        case Linking::system: return "system";
    }
    return "?";
}

// The names are those of the command line and of records: changing one breaks what was stored.
TANJI_INLINE Result<Linking> try_linking(std::string_view text) {
    std::vector<std::string> names;
    for (auto const policy : detail::all_linkings) {
        if (equal_ignoring_case(trim(text), to_text(policy))) return policy;
        names.emplace_back(to_text(policy));
    }
    return Problem{"link.unknown-policy", "There is no such linking policy", {}, join(names, ", "), std::string(text), {}, nearest(text, names)};
}

TANJI_INLINE ProductSystem::ProductSystem() : content_(std::make_shared<Content>()) {}
TANJI_INLINE Database const& ProductSystem::database() const noexcept { return content_->database; }
TANJI_INLINE LinkOptions const& ProductSystem::options() const noexcept { return content_->options; }
TANJI_INLINE std::span<Column const> ProductSystem::columns() const noexcept { return content_->columns; }
TANJI_INLINE std::span<ElementaryRow const> ProductSystem::elementary() const noexcept { return content_->elementary; }
TANJI_INLINE std::span<Entry const> ProductSystem::technosphere() const noexcept { return content_->technosphere; }
TANJI_INLINE std::span<Entry const> ProductSystem::biosphere() const noexcept { return content_->biosphere; }
TANJI_INLINE std::span<UnlinkedExchange const> ProductSystem::unlinked() const noexcept { return content_->unlinked; }
TANJI_INLINE std::span<Problem const> ProductSystem::refusals() const noexcept { return content_->refusals; }
TANJI_INLINE std::span<Finding const> ProductSystem::findings() const noexcept { return content_->findings; }

// A process that is not of this system has no columns; asking is no error, since other systems' indices look alike.
TANJI_INLINE std::pair<Index, Index> ProductSystem::columns_of(Index process) const noexcept {
    return process < content_->columns_of.size() ? content_->columns_of[process] : std::pair<Index, Index>{0, 0};
}

// Without a flow: the only column, else that of the quantitative reference. A process of several products without a
// reference is not resolved by picking one; the miss lists what it makes.
TANJI_INLINE Result<Index> ProductSystem::find_column(Index process, Index flow) const {
    auto const& database = content_->database;
    auto const& data = database.content();
    if (process >= data.processes.size())
        return Problem{"lookup.unknown", "No process has this index", {}, "an index below " + std::to_string(data.processes.size()), std::to_string(process), {}, {}};
    auto const [first, last] = columns_of(process);
    if (flow == no_index) {
        if (last - first == 1) return first;
        for (auto const& exchange : data.processes[process].exchanges)
            if (exchange.reference) flow = exchange.flow;
    }
    Problem problem{"lookup.unknown", "The process does not make this product", {}, "a product output or waste input of the process", {}, {}, {}};
    for (Index column = first; column < last; ++column) {
        if (content_->columns[column].flow == flow) return column;
        auto const& made = data.flows[content_->columns[column].flow];
        problem.related.push_back(detail::entry_text("product", made.name, made.id));
    }
    problem.where.object = detail::entry_text("process", data.processes[process].name, data.processes[process].id);
    if (flow < data.flows.size()) problem.got = detail::entry_text("flow", data.flows[flow].name, data.flows[flow].id);
    if (first == last) problem.what = "The process makes no product and treats no waste";
    else if (flow == no_index) problem.what = "The process has several products and no quantitative reference: say which is meant";
    return problem;
}

// Regional rows of a flow are added up for readers who want one line per flow; factors are applied before, per row.
TANJI_INLINE std::vector<FlowAmount> sum_by_flow(ProductSystem const& system, std::span<double const> inventory) {
    auto const rows = system.elementary();
    if (inventory.size() != rows.size())
        throw Error(Problem{"link.rows", "The inventory is not one of this system", {}, std::to_string(rows.size()) + " rows", std::to_string(inventory.size()), {}, {}});
    std::vector<FlowAmount> result;
    for (std::size_t row = 0; row < rows.size(); ++row) {  // the rows of a flow stand together
        if (result.empty() || result.back().flow != rows[row].flow) result.push_back({rows[row].flow, rows[row].shown_as_input, 0});
        result.back().net += inventory[row];
    }
    return result;
}

TANJI_INLINE Result<ProductSystem> try_link(Database const& database, LinkOptions options) {
    if (options.policy == Linking::system && !options.system)
        return Problem{"link.no-system", "Linking by product system needs a product system", {}, "LinkOptions::system", "none", "choose one of the file's product systems, or another policy", {}};
    auto content = std::make_shared<ProductSystem::Content>();
    // The system keeps database and options alive: results name processes and say how they were linked long after the call.
    content->database = database;
    content->options = std::move(options);
    if (auto problem = detail::Linker(content->database, content->options, *content).run()) return std::move(*problem);
    return ProductSystem(std::shared_ptr<ProductSystem::Content const>(std::move(content)));
}

TANJI_INLINE ProductSystem link(Database const& database, LinkOptions options) { return try_link(database, std::move(options)).value(); }

}  // namespace tanji
