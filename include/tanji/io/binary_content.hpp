// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tanji/impact/characterisation.hpp"
#include "tanji/solve/matrices.hpp"

/// \file
/// What a binary database file holds, in the open: what a writer is given and what a reader hands back (docs/binary-database.md).
/// Plain text and numbers, no reference to the database that it was made from.
namespace tanji {

/// A column of A: a process seen from one of its products.
struct BinaryProcess {
    std::string id{}, name{}, place{};
    std::string refusal{};  ///< why it must not be reached (it could not be allocated, say); "" if it can be used
    bool operator==(BinaryProcess const&) const = default;
};

/// A row of A. Amounts are in `unit`.
struct BinaryProduct {
    std::string id{}, name{}, unit{};
    bool operator==(BinaryProduct const&) const = default;
};

/// A row of B: an elementary flow, at one place where the system was linked with places.
struct BinaryFlow {
    std::string id{}, name{}, compartment{}, unit{}, cas{}, place{};
    bool shown_as_input = false;
    bool operator==(BinaryFlow const&) const = default;
};

/// A row of C. `part` is the text of a ScorePart.
struct BinaryCategory {
    std::string method_id{}, method{}, category_id{}, category{}, part{}, unit{};
    std::optional<double> normalisation{}, weighting{};
    bool operator==(BinaryCategory const&) const = default;
};

/// A flow whose factor cannot be used: the score of the category is refused for inventories that have it.
struct BinaryRefusedFlow {
    std::int32_t category = 0, flow = 0;
    std::string reason{};
    bool operator==(BinaryRefusedFlow const&) const = default;
};

/// An exchange of a process that nobody provides; no number of the matrices knows of it.
struct BinaryCutOff {
    std::int32_t process = 0;  ///< column
    std::string text{};        ///< flow, amount, unit and reason
    bool operator==(BinaryCutOff const&) const = default;
};

/// The spread of one exchange. A cell of A or B may be the sum of several exchanges, each drawn on its own; `value` is what this
/// one adds to the cell. The parameters a, b, c are those of lifecycle's `Uncertainty`, in the exchange's own unit, and
/// `scale` turns a draw into an addend of the cell.
struct BinaryUncertainty {
    bool biosphere = false;       ///< a cell of B, else of A
    std::int32_t cell = 0;        ///< into the values of that matrix
    DistributionKind kind = DistributionKind::none;
    double value = 0, scale = 0;
    double a = 0, b = 0, c = 0;
    /// Spreads of one matrix with the same item are one random variable: allocation puts one exchange into several columns.
    /// By default each is one of its own.
    std::uint32_t item = 0xFFFFFFFFU;
    bool operator==(BinaryUncertainty const&) const = default;
};

/// Everything in one file. Lists of names are either empty or as long as the matrix has rows or columns.
struct BinaryContent {
    SystemMatrices matrices{};
    bool diagonal = false;        ///< process j makes product j (as a linked system knows); else producers are matched
    SparseColumns<double> characterisation{};  ///< C by categories: one column per category, one row per elementary flow
    std::vector<BinaryProcess> processes{};
    std::vector<BinaryProduct> products{};
    std::vector<BinaryFlow> flows{};
    std::vector<BinaryCategory> categories{};
    std::vector<BinaryRefusedFlow> refused{};
    std::vector<BinaryCutOff> cut_offs{};
    std::vector<BinaryUncertainty> uncertainties{};                ///< ascending by (biosphere, cell)
    std::vector<std::pair<std::string, std::string>> settings{};   ///< "linking" = "location", ...: what decided the numbers
    std::vector<std::pair<std::string, std::string>> files{};      ///< name and SHA-256 of what was read
};

/// A linked system and its methods as content: the matrices as footprint() solves them, columns that are refused with their
/// reason, what was cut off, the spreads of exchanges, and the settings of linking and characterising. Cost O(entries).
/// Spreads whose exchange or parameters come from formulas cannot be told without the database and are left out; the setting
/// "uncertainties left out" counts them.
/// Problems: "io.regional-rows" for factors of places on a system that was not linked with LinkOptions::regional.
///
///     auto const content = try_binary_content(system, characterise(system, method), {{"db.zip", sha}}).value();
[[nodiscard]] Result<BinaryContent> try_binary_content(ProductSystem const& system, Characterisation const& characterisation = {},
                                                       std::vector<std::pair<std::string, std::string>> files = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/binary_content.ipp"
#endif
