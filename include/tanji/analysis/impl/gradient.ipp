// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "tanji/analysis/gradient.hpp"
#include "tanji/analysis/impl/parameter_gradient.ipp"
#include "tanji/analysis/impl/placed_factors.ipp"
#include "tanji/analysis/impl/process_words.ipp"
#include "tanji/lifecycle/role.hpp"

/// \file
/// The chain from the cells of A and B back to the numbers in the file. An entry is sign x amount x unit x share; the slopes by cells
/// are -y_i x_j and C_i x_j, and each factor of the product gets its own.
namespace tanji {
namespace detail {

/// One pass over all processes that run. Cost: one read of every exchange, and formulas only where there are some; the adjoint solution,
/// which is the dear part, was made by the footprint already. Not thread-safe, but each builder is used by one call only.
class FileGradientBuilder {
public:
    FileGradientBuilder(Footprint const& footprint, Index row)
        : footprint_(footprint), system_(footprint.system()), data_(system_.database().content()), supply_(footprint.supply()), unit_(footprint.unit_scores(row)),
          factors_(footprint.characterisation().rows[row], system_.elementary().size()), values_(ParameterScope::try_global(data_.parameters, system_.options().parameters).value()),
          global_(data_.parameters, values_, nullptr, result_.findings, "global parameters") {
        result_.row = row;
    }

    [[nodiscard]] FileGradient run(double score) {
        result_.score = score;
        for (auto const& r : system_.options().parameters)
            if (r.process.empty() && r.category.empty()) global_.redefine(r.name);
        start(system_.technosphere(), first_a_);
        start(system_.biosphere(), first_b_);
        for (Index p = 0; p < data_.processes.size(); ++p) {
            auto const [first, last] = system_.columns_of(p);
            bool runs = false;
            for (Index c = first; c < last; ++c) runs = runs || supply_[c] != 0;
            if (runs) process(p);
        }
        global_.settle();
        global_.each([&](Index i, double value, double slope) { result_.parameters.push_back({no_index, i, value, slope, slope * value}); });
        for (auto const& line : footprint_.demand()) result_.demand.push_back({line.column, line.amount, unit_[line.column], unit_[line.column] * line.amount});
        sort(result_.exchanges, [](auto const& l) { return std::tuple(l.process, l.exchange); });
        sort(result_.allocation, [](auto const& l) { return std::tuple(l.process, l.factor); });
        sort(result_.parameters, [](auto const& l) { return std::tuple(l.process, l.parameter); });
        sort(result_.demand, [](auto const& l) { return std::tuple(l.column, l.value); });
        return std::move(result_);
    }

private:
    template <class Lines, class Key>
    static void sort(Lines& lines, Key const& key) {
        std::sort(lines.begin(), lines.end(), [&](auto const& a, auto const& b) { return std::tuple(-std::fabs(a.effect), key(a)) < std::tuple(-std::fabs(b.effect), key(b)); });
    }

    void start(std::span<Entry const> entries, std::vector<std::size_t>& first) const {
        first.assign(system_.columns().size() + 1, 0);
        for (auto const& entry : entries) ++first[entry.column + 1];
        for (std::size_t c = 1; c < first.size(); ++c) first[c] += first[c - 1];
    }

    [[nodiscard]] ExchangeRole role(Exchange const& e) const { return role_of(data_.flows[e.flow].type, e.input, e.avoided); }

    /// Slopes of one process. `amount_slope_`: by amounts in reference units; `share_slope_`: by provider flow and exchange.
    void process(Index p) {
        auto const& process = data_.processes[p];
        bool const simple = process.parameters.empty() && process.formulas.empty() && process.allocation.empty();
        ParameterScope const scope = process.parameters.empty() ? values_ : ParameterScope::try_local(values_, process.parameters, system_.options().parameters, process.id, process.id).value();
        ParameterSlopes slopes(process.parameters, scope, &global_, result_.findings, simple ? std::string() : "process '" + process.name + "' (id " + process.id + ")");
        for (auto const& r : system_.options().parameters)
            if (!process.id.empty() && r.process == process.id) slopes.redefine(r.name);
        evaluate(process, scope);
        find_cells(p);
        auto const shares = allocation(p, scope);
        cell_slopes(p, shares);
        if (shares) allocation_slopes(p, *shares, scope, slopes);
        for (std::size_t e = 0; e < process.exchanges.size(); ++e) {
            if (!listed_[e]) continue;
            auto const& exchange = process.exchanges[e];
            double const value = amount_[e] / exchange.to_reference, slope = amount_slope_[e] * exchange.to_reference;
            result_.exchanges.push_back({p, static_cast<Index>(e), value, slope, slope * value});
            if (exchange.formula != no_index) slopes.formula(process.formulas[exchange.formula], slope);
        }
        slopes.settle();
        slopes.each([&](Index i, double value, double slope) { result_.parameters.push_back({p, i, value, slope, slope * value}); });
    }

    void evaluate(Process const& process, ParameterScope const& scope) {
        amount_.clear();
        for (auto const& exchange : process.exchanges)
            amount_.push_back(exchange.formula == no_index ? exchange.reference_amount() : scope.evaluate(process.formulas[exchange.formula]).value() * exchange.to_reference);
    }

    /// Where each exchange lies: all columns of a process put it into the same row.
    void find_cells(Index p) {
        auto const& exchanges = data_.processes[p].exchanges;
        target_.assign(exchanges.size(), no_index);
        listed_.assign(exchanges.size(), false);
        auto const [first, last] = system_.columns_of(p);
        for (Index c = first; c < last; ++c) {
            auto const note = [&](Entry const& entry) {
                if (entry.exchange < target_.size()) target_[entry.exchange] = entry.row;
            };
            for (std::size_t k = first_a_[c]; k < first_a_[c + 1]; ++k) note(system_.technosphere()[k]);
            for (std::size_t k = first_b_[c]; k < first_b_[c + 1]; ++k) note(system_.biosphere()[k]);
        }
    }

    /// The shares that linking used, found again; nothing where the process was not allocated.
    [[nodiscard]] std::optional<AllocationShares> allocation(Index p, ParameterScope const& scope) {
        providers_.clear();
        auto const [first, last] = system_.columns_of(p);
        if (last - first < 2) return std::nullopt;
        for (Index c = first; c < last; ++c) {
            auto const& column = system_.columns()[c];
            auto const type = data_.flows[column.flow].type;
            providers_.push_back({column.flow, column.output * role_of(type, type == FlowType::waste, false).sign});
        }
        auto const& options = system_.options();
        return try_allocate({system_.database(), p, providers_, amount_, scope, options.allocation, options.normalise_allocation}).value();
    }

    void cell_slopes(Index p, std::optional<AllocationShares> const& shares) {
        auto const& process = data_.processes[p];
        std::size_t const width = process.exchanges.size();
        auto const [first, last] = system_.columns_of(p);
        amount_slope_.assign(width, 0.0);
        share_slope_.assign((last - first) * width, 0.0);
        for (Index c = first; c < last; ++c) {
            double const runs = supply_[c];
            if (runs == 0) continue;
            for (std::size_t e = 0; e < width; ++e) {
                auto const& exchange = process.exchanges[e];
                auto const what = role(exchange);
                if (target_[e] == no_index) continue;
                if (what.role == Role::provider) {
                    if (exchange.flow != system_.columns()[c].flow) continue;
                    listed_[e] = true;
                    amount_slope_[e] -= what.sign * unit_[c] * runs;
                    continue;
                }
                Entry const entry{.process = p, .exchange = static_cast<Index>(e)};
                double const cell = what.role == Role::consumer ? -unit_[target_[e]] * runs : factors_.at(target_[e], place_of(system_, entry)) * runs;
                double const share = shares ? shares->of(c - first, e) : 1.0;
                listed_[e] = true;
                amount_slope_[e] += what.sign * cell * share;
                share_slope_[(c - first) * width + e] = what.sign * cell * amount_[e];
            }
        }
    }

    // ---- allocation
    [[nodiscard]] AllocationMethod method_of(Process const& process) const {
        switch (system_.options().allocation) {
            case Allocation::physical: return AllocationMethod::physical;
            case Allocation::economic: return AllocationMethod::economic;
            case Allocation::causal: return AllocationMethod::causal;
            default: return process.default_allocation;
        }
    }

    void allocation_slopes(Index p, AllocationShares const& shares, ParameterScope const& scope, ParameterSlopes& slopes) {
        auto const& process = data_.processes[p];
        auto const method = method_of(process);
        bool const stored = std::any_of(process.allocation.begin(), process.allocation.end(), [&](AllocationFactor const& f) { return f.method == method; });
        if (!stored) return computed_shares(process, shares);
        std::size_t const width = process.exchanges.size();
        std::vector<bool> taken(providers_.size() * width, false); // a factor stated twice counts once
        for (std::size_t f = 0; f < process.allocation.size(); ++f) {
            auto const& factor = process.allocation[f];
            if (factor.method != method) continue;
            std::size_t const i = provider_of(factor.product);
            double slope = 0;
            bool used = false;
            for (std::size_t e = 0; e < width; ++e) {
                auto const& exchange = process.exchanges[e];
                bool const meant = method != AllocationMethod::causal || (factor.exchange_id != 0 ? exchange.internal_id == factor.exchange_id : exchange.flow == factor.exchange_flow);
                if (!meant || taken[i * width + e] || !listed_[e] || role(exchange).role == Role::provider) continue;
                taken[i * width + e] = used = true;
                slope += factor_slope(p, shares, scope, i, e);
            }
            if (!used) continue;
            double const value = factor.formula.empty() ? factor.value : scope.evaluate(factor.formula).value();
            result_.allocation.push_back({p, static_cast<Index>(f), value, slope, slope * value});
            if (!factor.formula.empty()) slopes.formula(factor.formula, slope);
        }
    }

    /// Position among providers_; the last one answers for a flow that is none of them.
    [[nodiscard]] std::size_t provider_of(Index flow) const {
        std::size_t i = 0;
        while (i + 1 < providers_.size() && providers_[i].flow != flow) ++i;
        return i;
    }

    /// By a factor as stored. Where factors were scaled to sum to 1, raising one lowers the others.
    [[nodiscard]] double factor_slope(Index p, AllocationShares const& shares, ParameterScope const& scope, std::size_t i, std::size_t e) const {
        std::size_t const width = data_.processes[p].exchanges.size();
        double const own = share_slope_[i * width + e];
        if (!system_.options().normalise_allocation) return own;
        double const sum = stored_sum(data_.processes[p], scope, e);
        if (std::fabs(sum - 1) <= 1e-6) return own;
        double mean = 0;
        for (std::size_t k = 0; k < providers_.size(); ++k) mean += share_slope_[k * width + e] * shares.of(k, e);
        return (own - mean) / sum;
    }

    [[nodiscard]] double stored_sum(Process const& process, ParameterScope const& scope, std::size_t e) const {
        auto const method = method_of(process);
        std::vector<bool> seen(providers_.size(), false);
        double sum = 0;
        for (auto const& factor : process.allocation) {
            auto const& exchange = process.exchanges[e];
            bool const meant = method != AllocationMethod::causal || (factor.exchange_id != 0 ? exchange.internal_id == factor.exchange_id : exchange.flow == factor.exchange_flow);
            if (factor.method != method || !meant || seen[provider_of(factor.product)]) continue;
            seen[provider_of(factor.product)] = true;
            sum += factor.formula.empty() ? factor.value : scope.evaluate(factor.formula).value();
        }
        return sum;
    }

    /// Shares computed from a property follow the amounts of the products: share_i = a_i w_i / sum.
    void computed_shares(Process const& process, AllocationShares const& shares) {
        std::size_t const width = process.exchanges.size();
        double mean = 0;
        std::vector<double> own(providers_.size(), 0.0);
        for (std::size_t i = 0; i < providers_.size(); ++i) {
            for (std::size_t e = 0; e < width; ++e) own[i] += share_slope_[i * width + e];
            mean += own[i] * shares.share[i];
        }
        for (std::size_t e = 0; e < width; ++e) {
            if (role(process.exchanges[e]).role != Role::provider || target_[e] == no_index) continue;
            std::size_t const i = provider_of(process.exchanges[e].flow);
            if (providers_[i].amount == 0) continue;
            amount_slope_[e] += (own[i] - mean) * shares.share[i] / providers_[i].amount;
            listed_[e] = true;
        }
    }

    Footprint const& footprint_;
    ProductSystem const& system_;
    DatabaseContent const& data_;
    std::span<double const> supply_, unit_;
    PlacedFactors factors_;
    FileGradient result_{};
    ParameterScope values_;
    ParameterSlopes global_;
    std::vector<std::size_t> first_a_{}, first_b_{};  // entries of each column
    std::vector<double> amount_{}, amount_slope_{}, share_slope_{};
    std::vector<Index> target_{};
    std::vector<bool> listed_{};
    std::vector<ProviderFlow> providers_{};
};

}  // namespace detail

// Fails only where the score itself was refused: a gradient of a number that nobody may see would be a way around the refusal.
TANJI_INLINE Result<FileGradient> try_file_gradient(Footprint const& footprint, Index row) {
    auto const score = footprint.find_score(row);
    if (!score) return score.problem();
    return detail::FileGradientBuilder(footprint, row).run(*score);
}

TANJI_INLINE FileGradient file_gradient(Footprint const& footprint, Index row) { return try_file_gradient(footprint, row).value(); }

// In the unit of the value. For a lognormal this is the first-order term |value| * ln(GSD), as the variance by gradients is of first order
// too; with wide distributions a simulation tells more.
TANJI_INLINE double standard_deviation(Uncertainty const& u, double value) noexcept {
    switch (u.kind) {
        case DistributionKind::none: return 0;
        case DistributionKind::lognormal: return u.b > 1 ? std::fabs(value) * std::log(u.b) : 0;
        case DistributionKind::normal: return std::fabs(u.b);
        case DistributionKind::triangular: return std::sqrt((std::max)(0.0, (u.a * u.a + u.b * u.b + u.c * u.c - u.a * u.b - u.a * u.c - u.b * u.c) / 18));
        case DistributionKind::uniform: return std::fabs(u.b - u.a) / std::sqrt(12.0);
    }
    return 0;
}

TANJI_INLINE FileVariance file_variance(Footprint const& footprint, FileGradient const& gradient) {
    auto const& data = footprint.system().database().content();
    FileVariance result;
    auto const add = [&](FileVarianceShare line, double derivative, double spread) {
        line.variance = derivative * derivative * spread * spread;
        if (!(line.variance > 0)) return;
        result.total += line.variance;
        result.lines.push_back(line);
    };
    for (auto const& line : gradient.exchanges) {
        auto const& process = data.processes[line.process];
        auto const place = process.exchanges[line.exchange].uncertainty;
        if (place != no_index) add({line.process, line.exchange, no_index, 0, 0}, line.derivative, standard_deviation(process.uncertainties[place], line.value));
    }
    for (auto const& line : gradient.parameters) {
        auto const& parameter = line.process == no_index ? data.parameters[line.parameter] : data.processes[line.process].parameters[line.parameter];
        add({line.process, no_index, line.parameter, 0, 0}, line.derivative, standard_deviation(parameter.uncertainty, line.value));
    }
    std::sort(result.lines.begin(), result.lines.end(), [](auto const& a, auto const& b) {
        return std::tuple(-a.variance, a.process, a.exchange, a.parameter) < std::tuple(-b.variance, b.process, b.exchange, b.parameter);
    });
    for (auto& line : result.lines) line.share = line.variance / result.total;
    return result;
}

}  // namespace tanji
