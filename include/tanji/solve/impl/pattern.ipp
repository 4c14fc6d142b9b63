// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/solve/impl/matching.ipp"
#include "tanji/solve/pattern.hpp"

namespace tanji {
namespace detail {

/// Products and processes as nodes of one graph: products 0 .. rows - 1, then processes.
struct PatternReach {
    std::vector<char> product{}, process{};
};

/// Everything that alternating paths reach from unmatched products: product - any process that touches it - the product
/// matched to that process, and so on. From one product this is its minimal guilty set: a smaller set with fewer
/// processes than products would have to be closed under the same steps.
[[nodiscard]] inline PatternReach reach_from_products(RowPattern const& rows, Matching const& m) {
    PatternReach reach{std::vector<char>(m.column_of_row.size(), 0), std::vector<char>(m.row_of_column.size(), 0)};
    std::vector<std::int32_t> queue;
    for (std::size_t i = 0; i < m.column_of_row.size(); ++i)
        if (m.column_of_row[i] < 0) {
            queue.push_back(static_cast<std::int32_t>(i));
            reach.product[i] = 1;
        }
    for (std::size_t k = 0; k < queue.size(); ++k)
        for (std::int32_t e = rows.start[at(queue[k])]; e < rows.start[at(queue[k]) + 1]; ++e) {
            std::int32_t const j = rows.column[at(e)];
            reach.process[at(j)] = 1;
            std::int32_t const i = m.row_of_column[at(j)];
            if (i < 0 || reach.product[at(i)]) continue;
            reach.product[at(i)] = 1;
            queue.push_back(i);
        }
    return reach;
}

/// The same from unmatched processes.
[[nodiscard]] inline PatternReach reach_from_processes(SignedPattern const& p, Matching const& m) {
    PatternReach reach{std::vector<char>(m.column_of_row.size(), 0), std::vector<char>(m.row_of_column.size(), 0)};
    std::vector<std::int32_t> queue;
    for (std::size_t j = 0; j < m.row_of_column.size(); ++j)
        if (m.row_of_column[j] < 0) {
            queue.push_back(static_cast<std::int32_t>(j));
            reach.process[j] = 1;
        }
    for (std::size_t k = 0; k < queue.size(); ++k)
        for (std::int32_t e = p.start[at(queue[k])]; e < p.start[at(queue[k]) + 1]; ++e) {
            if (p.sign[at(e)] == 0) continue;
            std::int32_t const i = p.row[at(e)];
            reach.product[at(i)] = 1;
            std::int32_t const j = m.column_of_row[at(i)];
            if (j < 0 || reach.process[at(j)]) continue;
            reach.process[at(j)] = 1;
            queue.push_back(j);
        }
    return reach;
}

/// The connected pieces of the part of the pattern that `reach` marks: faults that have nothing to do with each other.
[[nodiscard]] inline std::vector<PatternBlock> connected_blocks(SignedPattern const& p, PatternReach const& reach) {
    std::size_t const rows = at(p.rows);
    std::vector<std::size_t> root(rows + at(p.columns));
    std::iota(root.begin(), root.end(), std::size_t{0});
    auto const find = [&root](std::size_t node) {
        while (root[node] != node) node = root[node] = root[root[node]];
        return node;
    };
    for (std::int32_t j = 0; j < p.columns; ++j)
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e)
            if (p.sign[at(e)] != 0 && reach.process[at(j)] && reach.product[at(p.row[at(e)])]) {
                std::size_t const a = find(at(p.row[at(e)])), b = find(rows + at(j));
                root[(std::max)(a, b)] = (std::min)(a, b);
            }
    // In order of the first member, so that messages do not depend on the matching.
    std::vector<PatternBlock> blocks;
    std::vector<std::size_t> block_of(root.size(), root.size());
    for (std::size_t node = 0; node < root.size(); ++node) {
        if (!(node < rows ? reach.product[node] : reach.process[node - rows])) continue;
        std::size_t& block = block_of[find(node)];
        if (block == root.size()) {
            block = blocks.size();
            blocks.emplace_back();
        }
        (node < rows ? blocks[block].products : blocks[block].processes).push_back(static_cast<std::int32_t>(node < rows ? node : node - rows));
    }
    return blocks;
}

}  // namespace detail

TANJI_INLINE DulmageMendelsohn dulmage_mendelsohn(SignedPattern const& pattern) {
    auto const matching = detail::match(pattern);
    auto const over = detail::reach_from_products(detail::rows_of(pattern), matching);
    auto const under = detail::reach_from_processes(pattern, matching);
    DulmageMendelsohn blocks;
    blocks.lacking_processes = detail::connected_blocks(pattern, over);
    blocks.lacking_products = detail::connected_blocks(pattern, under);
    for (std::size_t i = 0; i < over.product.size(); ++i)
        if (!over.product[i] && !under.product[i]) blocks.determined.products.push_back(static_cast<std::int32_t>(i));
    for (std::size_t j = 0; j < over.process.size(); ++j)
        if (!over.process[j] && !under.process[j]) blocks.determined.processes.push_back(static_cast<std::int32_t>(j));
    return blocks;
}

// ---- words ----------------------------------------------------------------------------------------------------

namespace detail {

inline constexpr std::size_t most_in_a_sentence = 20;

/// "a, b and c"; long lists end with a count.
[[nodiscard]] inline std::string listed(std::vector<std::string> texts) {
    if (texts.size() > most_in_a_sentence) {
        std::string const rest = std::to_string(texts.size() - most_in_a_sentence) + " more";
        texts.resize(most_in_a_sentence);
        texts.push_back(rest);
    }
    if (texts.size() < 2) return join(texts, "");
    std::string const last = std::move(texts.back());
    texts.pop_back();
    return join(texts, ", ") + " and " + last;
}

[[nodiscard]] inline std::vector<std::string> products_text(std::vector<std::int32_t> const& rows, NameLookup const& names) {
    std::vector<std::string> texts;
    for (std::int32_t const i : rows) texts.push_back(names.product_text(i));
    return texts;
}
[[nodiscard]] inline std::vector<std::string> processes_text(std::vector<std::int32_t> const& columns, NameLookup const& names) {
    std::vector<std::string> texts;
    for (std::int32_t const j : columns) texts.push_back(names.process_text(j));
    return texts;
}

/// Rows and columns of the pattern that have an output at all.
struct Outputs {
    std::vector<char> product{}, process{};
};

[[nodiscard]] inline Outputs outputs_of(SignedPattern const& p) {
    Outputs outputs{std::vector<char>(at(p.rows), 0), std::vector<char>(at(p.columns), 0)};
    for (std::int32_t j = 0; j < p.columns; ++j)
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e)
            if (p.sign[at(e)] > 0) outputs.product[at(p.row[at(e)])] = outputs.process[at(j)] = 1;
    return outputs;
}

inline void say_lacking_processes(PatternBlock const& block, NameLookup const& names, std::vector<std::string>& said) {
    std::string const products = listed(products_text(block.products, names)), processes = listed(processes_text(block.processes, names));
    if (block.processes.empty()) said.push_back(products + " has no producer");
    else said.push_back(products + (block.processes.size() == 1 ? " have only one process among them, " : " have fewer processes than products among them: ") + processes);
}

/// Processes without any output are to blame if there are just as many as are too many. Two treatments of one waste have none
/// either; they are more than are too many, and rivals.
inline void say_lacking_products(PatternBlock const& block, Outputs const& outputs, NameLookup const& names, std::vector<std::string>& said) {
    std::vector<std::int32_t> idle;
    for (std::int32_t const j : block.processes)
        if (!outputs.process[at(j)]) idle.push_back(j);
    if (idle.size() == block.processes.size() - block.products.size()) {
        for (auto const& text : processes_text(idle, names)) said.push_back(text + " has no product of its own");
        return;
    }
    said.push_back(listed(processes_text(block.processes, names)) + (block.processes.size() == 2 ? " both make " : " all make ") + listed(products_text(block.products, names)) +
                   (block.products.size() > 1 ? ", fewer products than processes" : ""));
}

/// Who really makes what: outputs, and for processes without any (treatments) what they take of things that have an output
/// elsewhere (waste). The whole pattern lets inputs stand in for outputs, which draws innocent processes into a block.
[[nodiscard]] inline std::vector<signed char> making_signs(SignedPattern const& p, Outputs const& outputs) {
    std::vector<signed char> sign(p.sign.begin(), p.sign.end());
    for (std::int32_t j = 0; j < p.columns; ++j)
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e)
            if (sign[at(e)] < 0 && (outputs.process[at(j)] || !outputs.product[at(p.row[at(e)])])) sign[at(e)] = 0;
    return sign;
}

/// Blocks of `precise` that touch a block of `faults`: with fewer entries a sound part of the pattern may fail to pair (a
/// treatment that also makes electricity), and it is not to be named.
[[nodiscard]] inline std::vector<PatternBlock> concerned(std::vector<PatternBlock> const& precise, std::vector<PatternBlock> const& faults, std::vector<std::int32_t> PatternBlock::*side) {
    std::vector<std::int32_t> members;
    for (auto const& block : faults) members.insert(members.end(), (block.*side).begin(), (block.*side).end());
    std::sort(members.begin(), members.end());
    std::vector<PatternBlock> touched;
    for (auto const& block : precise)
        if (std::any_of((block.*side).begin(), (block.*side).end(), [&](std::int32_t k) { return std::binary_search(members.begin(), members.end(), k); })) touched.push_back(block);
    return touched;
}

}  // namespace detail

TANJI_INLINE std::vector<std::string> pattern_faults(SignedPattern const& pattern, DulmageMendelsohn const& blocks, NameLookup const& names) {
    std::vector<std::string> said;
    if (blocks.complete()) return said;
    auto const outputs = detail::outputs_of(pattern);
    auto const making = detail::making_signs(pattern, outputs);
    auto const precise = dulmage_mendelsohn({pattern.rows, pattern.columns, pattern.start, pattern.row, making});
    for (auto const& block : detail::concerned(precise.lacking_processes, blocks.lacking_processes, &PatternBlock::products)) detail::say_lacking_processes(block, names, said);
    for (auto const& block : detail::concerned(precise.lacking_products, blocks.lacking_products, &PatternBlock::processes)) detail::say_lacking_products(block, outputs, names, said);
    return said;
}

}  // namespace tanji
