// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <utility>

#include "tanji/accounting/impl/account_factor.ipp"
#include "tanji/accounting/impl/electricity.ipp"
#include "tanji/places/place.hpp"

/// \file
/// What unproven electricity takes at a place in a year (rule C3). The grid's factor is the one that the location-based result takes, with the
/// same fall-backs, so that both results stand on the same ground where they should.
namespace tanji::detail {

/// A factor nobody claimed, with what results must repeat of it. No factor: the look-up of the line itself failed.
struct UnprovenFactor {
    std::shared_ptr<Factor const> factor{};
    std::string basis{};
    std::vector<std::string> fall_backs{};
    double penalty = 0;
};

/// Fall-backs of lines, each worked out once for a place, a year and the grid factor that the line meets. Keeps references to its arguments.
class MarketFactors {
public:
    MarketFactors(FactorDatabase const& factors, RuleSet const& rules, ElectricityRules const& energy, AccountOptions const& options)
        : factors_(factors), energy_(energy), finder_(factors, rules, options), fall_backs_(allowed_fall_backs(rules, options)), as_of_(options.as_of),
          by_(" by " + rules.id + " " + rules.edition + (energy.draft ? " (draft)" : "")) {
        fall_backs_.parent_region = false;  // the larger places are tried in turn below: a residual mix is the market's
        fall_backs_.proxies.clear();
    }

    /// Problems: those of find_factor() for a national average, "electricity.factor". Findings once for each place and year.
    [[nodiscard]] Result<UnprovenFactor> unproven(ActivityLine const& line, std::string const& place, EnergyMethod method, std::vector<Finding>& findings) {
        int const year = line.head->factor_year != 0 ? line.head->factor_year : line.period.first().year();
        auto const& grid = finder_.find(*line.head, place, line.period.first().year());
        if (!grid) return UnprovenFactor{};
        if (method == EnergyMethod::location) return used(*grid, "grid-average");
        std::string const key = place + '\x1f' + std::to_string(year) + '\x1f' + grid->factor->key;
        if (auto const known = known_.find(key); known != known_.end()) return known->second;
        auto made = make(*grid, place, year, line.head->factor_year != 0, findings);
        if (made) known_.emplace(key, *made);
        return made;
    }

private:
    /// A factor found, with the steps that led to it: an inventory repeats them (rule C3).
    [[nodiscard]] static UnprovenFactor used(FactorMatch const& match, std::string basis) {
        UnprovenFactor out{match.factor, std::move(basis), {}, match.penalty};
        for (auto const& step : match.fall_backs) out.fall_backs.push_back(to_text(step));
        return out;
    }

    /// Looks up what the rule set may need and lets try_unproven() decide, as for registries without lines. What the rule set does not ask
    /// for is not looked up, so that its absence is no finding.
    [[nodiscard]] Result<UnprovenFactor> make(FactorMatch const& grid, std::string const& place, int year, bool pinned, std::vector<Finding>& findings) const {
        std::vector<std::string> places;
        if (auto const around = place_and_parents(place)) {
            for (auto const& each : *around) {
                if (each.code != "GLO") places.push_back(each.code);
            }
        }
        if (places.empty()) places.push_back(place);
        std::vector<std::string> unusable;
        auto const residual = nearest_of("electricity, grid, residual mix", energy_.unproven == EnergyFallBack::residual_mix, places, year, unusable);
        if (!residual) return residual.problem();
        auto const fossil = nearest_of("electricity, fossil power", energy_.no_residual == EnergyFallBack::fossil_only, places, year, unusable);
        if (!fossil) return fossil.problem();
        FactorMatch national;
        if (energy_.unproven == EnergyFallBack::national_average || energy_.no_residual == EnergyFallBack::national_average) {
            auto found = national_average(places.back(), year, pinned);
            if (found) national = *std::move(found);
            else if (energy_.unproven == EnergyFallBack::national_average) return found.problem();
        }
        std::vector<Finding> own;
        auto const part = try_unproven(energy_, {grid.factor, national.factor, residual->factor, fossil->factor}, own);
        for (auto& finding : own) {
            finding.problem.where.object = places.back() + " " + std::to_string(year);
            if (finding.problem.id == "electricity.no-residual") finding.problem.related = unusable;
            find_once(findings, finding.severity, std::move(finding.problem));
        }
        if (!part) return part.problem();
        for (FactorMatch const* match : {&*residual, &std::as_const(national), &*fossil, &grid}) {
            if (match->factor == part->factor) return used(*match, std::string(to_text(part->basis)) + by_);
        }
        return UnprovenFactor{};
    }

    /// Electricity only: a factor per GJ of heat of the same words would be another thing.
    [[nodiscard]] FactorRequest request(std::string_view what, std::string const& place, int year) const {
        FactorRequest request{.what = std::string(what), .region = place, .year = year, .as_of = as_of_, .fall_backs = fall_backs_};
        request.per = try_unit("kWh").value();
        return request;
    }

    /// Of the place, else of the smallest larger one that has it; nothing where it is not `needed`. Several that fit are a problem: to take none would say
    /// that there is none. One that is there and may not be used (held back, released later) is told in `unusable`.
    [[nodiscard]] Result<FactorMatch> nearest_of(std::string_view what, bool needed, std::vector<std::string> const& places, int year, std::vector<std::string>& unusable) const {
        for (std::size_t i = 0; needed && i < places.size(); ++i) {
            auto found = find_factor(factors_, request(what, places[i], year));
            if (found || found.problem().id == "factor.ambiguous") return found;
            if (found.problem().id != "factor.missing") unusable.push_back(to_text(found.problem()));
        }
        return FactorMatch{};
    }

    /// "Latest" is the latest on the caller's day; without a day it is that of the year, which is the caller's as well.
    [[nodiscard]] Result<FactorMatch> national_average(std::string const& country, int year, bool pinned) const {
        if (!as_of_ || pinned) return find_factor(factors_, request("electricity, grid", country, year));
        auto latest = try_latest_factor(factors_, "electricity, grid", country, *as_of_);
        if (!latest) return latest.problem();
        return FactorMatch{.factor = *std::move(latest)};
    }

    FactorDatabase const& factors_;
    ElectricityRules const& energy_;
    FactorFinder finder_;
    FallBacks fall_backs_;
    std::optional<Date> as_of_;
    std::string by_;
    std::map<std::string, UnprovenFactor> known_;
};

}  // namespace tanji::detail
