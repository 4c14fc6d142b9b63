// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/json_parse.hpp"
#include "tanji/lifecycle/matrix_model.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// A worked case of ../shared/cases/lca as the golden runner sees it. A case is dispatched on what it contains, never on
/// its id, and no expected number stands in code: inputs and expectations both come from the file.
namespace golden {

using tanji::JsonValue;
using Matrix = std::vector<std::vector<double>>;

inline std::vector<double> numbers(JsonValue json) {
    std::vector<double> values;
    for (auto const item : json.items()) {
        // A case writes NaN as text because JSON has none.
        values.push_back(item.text() ? std::nan("") : item.number().value());
    }
    return values;
}

inline Matrix matrix(JsonValue json) {
    Matrix rows;
    for (auto const row : json.items()) rows.push_back(numbers(row));
    return rows;
}

inline std::vector<std::string> texts(JsonValue json) {
    std::vector<std::string> values;
    for (auto const item : json.items()) values.emplace_back(item.text().value());
    return values;
}

/// Adds comparisons and remembers the first difference. Relative to the expected value above 1, absolute below.
class Comparison {
public:
    explicit Comparison(JsonValue test_case) : tolerance_(test_case.find("tolerance_abs").number().value_or(1e-9)) {}

    void equal(std::string const& what, double ours, double expected) {
        ++compared_;
        if (!(std::abs(ours - expected) <= tolerance_ * std::fmax(1.0, std::abs(expected)))) {
            note(what + ": expected " + tanji::number_text(expected) + ", got " + tanji::number_text(ours));
        }
    }
    void equal(std::string const& what, std::vector<double> const& ours, std::vector<double> const& expected) {
        if (ours.size() != expected.size()) return note(what + ": expected " + std::to_string(expected.size()) + " numbers, got " + std::to_string(ours.size()));
        for (std::size_t i = 0; i < ours.size(); ++i) equal(what + "[" + std::to_string(i) + "]", ours[i], expected[i]);
    }
    void require(std::string const& what, bool holds) {
        ++compared_;
        if (!holds) note(what);
    }
    void unknown(std::string const& key) { note("nobody knows what to do with \"" + key + "\""); }

    [[nodiscard]] int compared() const { return compared_; }
    [[nodiscard]] std::string const& first_difference() const { return difference_; }

private:
    void note(std::string text) {
        if (difference_.empty()) difference_ = std::move(text);
    }
    double tolerance_;
    int compared_ = 0;
    std::string difference_;
};

/// The matrices of a case as they are written there.
struct CaseModel {
    std::vector<std::string> products{}, processes{};
    Matrix technosphere{};
    std::vector<std::string> flows{};
    Matrix biosphere{};
    std::vector<std::string> categories{};
    Matrix characterisation{};

    [[nodiscard]] tanji::Import import() const {
        tanji::MatrixModel model{.name = "case", .products = products, .processes = processes, .flows = flows, .categories = categories};
        tanji::MatrixModel::append_dense(model.technosphere, technosphere);
        tanji::MatrixModel::append_dense(model.biosphere, biosphere);
        tanji::MatrixModel::append_dense(model.characterisation, characterisation);
        return tanji::matrix_model(model);
    }
};

/// The matrices of a case, taken through database, linking, characterisation and solver.
class MatrixSystem {
public:
    /// Throws tanji::Error as a user would meet it.
    explicit MatrixSystem(CaseModel model) : model_(std::move(model)), import_(model_.import()), system_(tanji::link(import_.database)) {
        for (std::size_t j = 0; j < model_.processes.size(); ++j) {
            column_.push_back(system_.find_column(static_cast<tanji::Index>(j)).value());
        }
        for (tanji::Index i = 0; i < model_.products.size(); ++i) {  // products are the first flows
            auto const made = std::find_if(system_.columns().begin(), system_.columns().end(), [i](auto const& column) { return column.flow == i; });
            product_.push_back(static_cast<tanji::Index>(made - system_.columns().begin()));
        }
    }

    [[nodiscard]] tanji::Footprint footprint(std::vector<double> const& demand, std::string const& normalisation = {}) const {
        std::vector<tanji::Demand> entries;
        for (std::size_t j = 0; j < demand.size(); ++j) {
            if (demand[j] != 0) entries.push_back({product_[j], demand[j]});
        }
        tanji::Characterisation characterisation;
        if (!import_.methods.empty()) characterisation = tanji::try_characterise(system_, import_.methods.front(), {.normalisation_set = normalisation}).value();
        return tanji::try_footprint(system_, entries, characterisation).value();
    }

    [[nodiscard]] tanji::Footprint unit(std::size_t process) const {
        std::vector<double> demand(column_.size(), 0.0);
        demand[process] = 1;
        return footprint(demand);
    }

    /// `demand` is in the case's order of products; supply in that of processes.
    [[nodiscard]] std::vector<double> supply(tanji::Footprint const& footprint) const {
        std::vector<double> values;
        for (auto const column : column_) values.push_back(footprint.supply()[column]);
        return values;
    }
    /// In the case's order of flows; a flow that no process has is 0.
    [[nodiscard]] std::vector<double> inventory(tanji::Footprint const& footprint) const {
        std::vector<double> values(model_.flows.size(), 0.0);
        for (std::size_t i = 0; i < system_.elementary().size(); ++i) values[case_flow(system_.elementary()[i].flow)] += footprint.inventory()[i];
        return values;
    }
    [[nodiscard]] static std::vector<double> scores(tanji::Footprint const& footprint) {
        std::vector<double> values;
        for (auto const& score : footprint.scores()) values.push_back(score.amount);
        return values;
    }
    /// 1 / (a_jj times the supply of j for one unit of j): the share of a node's total that is not counted twice in loops.
    [[nodiscard]] double loop_factor(std::size_t process) const {
        return 1 / (model_.technosphere[process][process] * supply(unit(process))[process]);
    }

    [[nodiscard]] CaseModel const& model() const { return model_; }
    [[nodiscard]] tanji::Import const& import() const { return import_; }
    [[nodiscard]] tanji::ProductSystem const& system() const { return system_; }
    [[nodiscard]] tanji::Index column(std::size_t process) const { return column_[process]; }

private:
    [[nodiscard]] std::size_t case_flow(tanji::Index flow) const {  // elementary flows come in the order of the case
        std::size_t before = 0;
        for (tanji::Index i = 0; i < flow; ++i) before += import_.database.flows()[i].type == tanji::FlowType::elementary ? 1 : 0;
        return before;
    }

    CaseModel model_;
    tanji::Import import_;
    tanji::ProductSystem system_;
    std::vector<tanji::Index> column_;   ///< of each process
    std::vector<tanji::Index> product_;  ///< of the process that makes each product
};

inline CaseModel case_model(JsonValue test_case) {
    auto const technosphere = test_case.find("technosphere"), biosphere = test_case.find("biosphere"), characterisation = test_case.find("characterisation");
    return {.products = texts(technosphere.find("products")), .processes = texts(technosphere.find("processes")), .technosphere = matrix(technosphere.find("matrix")),
            .flows = texts(biosphere.find("flows")), .biosphere = matrix(biosphere.find("matrix")), .categories = texts(characterisation.find("categories")),
            .characterisation = matrix(characterisation.find("matrix"))};
}

}  // namespace golden
