// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "tanji/accounting/impl/account.ipp"
#include "tanji/accounting/impl/bought_heat.ipp"
#include "tanji/accounting/impl/electricity.ipp"
#include "tanji/accounting/impl/market_factors.ipp"
#include "tanji/accounting/market_parts.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Lines against consumptions, meter by meter. What is claimed is decided by the same code as try_electricity(); here it is only laid over the lines that
/// count the same electricity. Whole watt-hours are handed out, and the last part of a line is what the others leave, so that nothing is gained or lost.
namespace tanji {
namespace detail {

/// A claim of a consumption that has not been laid over its lines yet.
struct OpenClaim {
    WattHours amount = 0;
    MarketPart part{};  ///< without line and amount; no factor: the unproven rest
};

/// "certificate GEC-7", "own generation of pv-1", "contract PPA-1".
[[nodiscard]] inline std::string claim_text(ElectricityPart const& part) {
    return part.basis == ClaimBasis::own_generation ? "own generation of " + part.source : std::string(to_text(part.basis)) + " " + part.source;
}

/// One run over the lines of an inventory. Mistakes are collected, not thrown: a table of a thousand meters is mended once, not a thousand times.
/// Keeps references to its arguments, which outlive it.
class MarketBridge {
public:
    MarketBridge(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, ElectricityRules const& energy, FactorDatabase const& factors, EnergyClaims const& claims,
                 AccountOptions const& options)
        : claims_(claims), energy_(energy), factors_(factors, rules, energy, options) {
        content_.activities = lines;
        content_.organisation = organisation;
        period_ = options.period;
    }

    [[nodiscard]] MarketParts run() {
        if (energy_.draft) out_.findings.push_back(draft_finding(energy_));
        sort_lines();
        match_consumptions();
        for (auto const line : electricity_) {
            if (!covered_.contains(line)) unproven(line);
        }
        heat();
        sort_keeping_order(out_.parts, [](MarketPart const& a, MarketPart const& b) { return a.line < b.line; });
        return std::move(out_);
    }

private:
    /// With the place of the line in its file, where there is one; what the problem was about stands behind it.
    void error(Problem problem, std::optional<std::size_t> line) {
        if (line) {
            Where where = content_.activities.where(content_.activities[*line]);
            if (!problem.where.object.empty()) where.object += ", " + problem.where.object;
            problem.where = std::move(where);
        }
        out_.findings.push_back({Severity::error, std::move(problem)});
        ++out_.errors;
    }

    [[nodiscard]] ActivityLine const& activity(std::size_t line) const { return content_.activities[line]; }

    /// In order of meter and days, so that neither the order of lines nor that of the registry decides which claim serves which line.
    void sort_lines() {
        auto const& lines = content_.activities;
        std::vector<Category const*> categories;  // by head: words are looked up once for a meter, not once for a reading
        for (auto const* head : lines.heads()) {
            auto const found = find_category(head->category);
            categories.push_back(found ? &all_categories()[*found] : nullptr);  // account_all() says so
        }
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (categories[lines[i].head_number] == nullptr) continue;
            auto const& category = *categories[lines[i].head_number];
            whole_ = whole_ ? Period((std::min)(whole_->first(), lines[i].period.first()), (std::max)(whole_->last(), lines[i].period.last())) : lines[i].period;
            if (category.deducts || category.carrier == EnergyCarrier::none) continue;
            if (category.carrier != EnergyCarrier::electricity) heat_.emplace_back(i, category.carrier);
            else electricity_.push_back(i);
        }
        sort_keeping_order(electricity_, [&](std::size_t a, std::size_t b) {
            return std::tuple(std::string_view(activity(a).head->meter), activity(a).period.first(), activity(a).id) < std::tuple(std::string_view(activity(b).head->meter), activity(b).period.first(), activity(b).id);
        });
        for (auto const line : electricity_) {
            if (!activity(line).head->meter.empty()) by_meter_[activity(line).head->meter].push_back(line);
            if (auto holder = holder_of(line); !holder.empty()) holders_.insert(std::move(holder));
        }
        if (period_) whole_ = period_;
    }

    /// In the registry's words; empty where nobody says.
    [[nodiscard]] std::string holder_of(std::size_t line) const {
        auto member = content_.member_of(*activity(line).head);
        if (!member.empty()) return member;
        return claims_.holder.empty() ? content_.organisation.id : claims_.holder;
    }

    /// Whose claims this inventory has to show. Where nobody says who it is of, the registry is taken to be its own, as try_electricity() takes an
    /// empty holder.
    [[nodiscard]] bool ours(std::string const& holder) const {
        if (holder == claims_.holder || holders_.contains(holder) || holder == content_.organisation.id || content_.organisation.member(holder)) return true;
        return claims_.holder.empty() && holders_.empty() && content_.organisation.id.empty() && content_.organisation.members.empty();
    }

    /// A registry may hold other years and other organisations. If everything in it is somebody else's, the names do not agree: all kWh would
    /// come out unproven without a word.
    void match_consumptions() {
        if (claims_.registry == nullptr) return;
        check_contracts_of_claims();
        auto const consumptions = claims_.registry->store().consumptions();
        std::set<std::string> others;
        bool any = false;
        for (auto const& consumption : consumptions) {
            if (!whole_ || !consumption.period.overlaps(*whole_) || consumption.amount == 0) continue;
            if (ours(consumption.holder)) any = true;
            else others.insert(consumption.holder);
        }
        if (!any && !others.empty()) {
            error({.id = "market.holder", .what = "nothing in the registry belongs to this organisation", .expected = "consumptions of " + (holders_.empty() ? in_quotes(claims_.holder) : join({holders_.begin(), holders_.end()}, ", ")),
                   .got = "consumptions of " + join({others.begin(), others.end()}, ", "), .hint = "lines, organisation and registry must call it by the same name, or name the holder"}, {});
            return;
        }
        for (auto const& consumption : consumptions) {
            if (whole_ && consumption.period.overlaps(*whole_) && consumption.amount != 0) match(consumption);
        }
        for (auto& [line, found] : of_line_) lay(std::vector<std::size_t>{line}, std::move(found));
    }

    /// Contracts refer to consumptions as certificates do, and may not exceed them.
    void check_contracts_of_claims() {
        try {
            check_contracts(*claims_.registry, claims_.contracts);
        } catch (Error const& caught) {
            error(caught.problem(), {});
        }
    }

    /// The lines of a consumption: same meter, same days, of a site that is not another one.
    void match(Consumption const& consumption) {
        std::vector<std::size_t> within;
        auto const meter = by_meter_.find(consumption.meter);
        for (auto const line : meter == by_meter_.end() ? std::vector<std::size_t>{} : meter->second) {
            ActivityLine const& a = activity(line);
            bool const other_site = !consumption.site.empty() && !a.head->site.empty() && consumption.site != a.head->site;
            if (other_site || !a.period.overlaps(consumption.period)) continue;
            if (auto const holder = holder_of(line); !holder.empty() && holder != consumption.holder) {
                if (!ours(consumption.holder)) continue;
                return error({.id = "market.holder", .what = "the registry says that this meter is another holder's", .where = {.object = "consumption " + consumption.id}, .expected = in_quotes(holder), .got = in_quotes(consumption.holder),
                              .hint = "an organisation has one name in lines and registry; two meters of one name need sites"}, line);
            }
            // A line of a year over a consumption of a month: the others of that year come later, so the line waits for them.
            if (a.period.contains(consumption.period) && a.period != consumption.period) {
                of_line_[line].push_back(consumption);
                return;
            }
            if (!consumption.period.contains(a.period)) {
                return error({.id = "market.period", .what = "a line and the consumption of its meter share only some days", .where = {.object = "consumption " + consumption.id},
                              .expected = "the days of the consumption, " + to_text(consumption.period) + ", or a part of them", .got = to_text(a.period), .hint = "enter both by the same bills"}, line);
            }
            within.push_back(line);
        }
        if (!within.empty()) return lay(within, {consumption});
        if (!ours(consumption.holder) || consumption.supply == SupplyRoute::own_use) return;  // what was not bought needs no line
        lost(consumption);
    }

    /// Claimed electricity that no line counts is a mistake in one of the two: a result would leave it out silently.
    void lost(Consumption const& consumption) {
        std::vector<std::string> near;
        if (auto const meter = by_meter_.find(consumption.meter); meter != by_meter_.end()) {
            for (auto const line : meter->second) near.push_back(to_text(content_.activities.where(activity(line))) + ": site " + in_quotes(activity(line).head->site) + ", " + to_text(activity(line).period));
            if (near.size() > 5) near.resize(5);
        } else {
            std::vector<std::string> meters;
            for (auto const& [name, lines] : by_meter_) meters.emplace_back(name);
            near = nearest(consumption.meter, meters);
        }
        error({.id = "market.consumption", .what = "no line of bought electricity counts this consumption", .where = {.object = "consumption " + consumption.id},
               .expected = "lines of meter " + in_quotes(consumption.meter) + (consumption.site.empty() ? "" : " at site " + in_quotes(consumption.site)) + " within " + to_text(consumption.period), .got = "none",
               .hint = "the column meter of lines and consumptions holds the same words; another holder's consumptions are left out by naming the holder", .related = std::move(near)}, {});
    }

    /// Whole watt-hours of a line, the nearest. Nothing where its unit is no electricity: account_all() says so.
    [[nodiscard]] std::optional<WattHours> watt_hours(std::size_t line) const {
        auto const at = converted_unit(*activity(line).head);
        if (!at || at->unit.terms().size() != 1 || !has_term(at->unit, Kind::energy, 1)) return std::nullopt;
        double const amount = activity(line).amount * at->from / 3600;
        return amount <= 9e15 ? std::optional(static_cast<WattHours>(std::llround(amount))) : std::nullopt;
    }

    /// Consumptions and lines that are the same days: the same kWh, in the same place. Then claims are handed out.
    void lay(std::vector<std::size_t> const& lines, std::vector<Consumption> consumptions) {
        std::sort(consumptions.begin(), consumptions.end(), [](Consumption const& a, Consumption const& b) { return std::pair(a.period.first(), std::string_view(a.id)) < std::pair(b.period.first(), std::string_view(b.id)); });
        for (auto const line : lines) covered_.insert(line);
        WattHours counted = 0, consumed = 0;
        std::vector<Period> read, claimed;
        for (auto const line : lines) {
            auto const amount = watt_hours(line);
            if (!amount) return unproven(line);
            counted += *amount;
            read.push_back(activity(line).period);
        }
        for (auto const& consumption : consumptions) {
            consumed += consumption.amount;
            claimed.push_back(consumption.period);
            if (auto problem = other_market(consumption, lines.front())) return error(*std::move(problem), lines.front());
        }
        std::string const object = "consumption " + consumptions.front().id + (consumptions.size() > 1 ? " and others" : "");
        auto const& days = lines.size() > 1 || consumptions.size() == 1 ? gaps(consumptions.front().period, read) : gaps(read.front(), claimed);
        if (!days.empty()) {
            return error({.id = "market.period", .what = "lines and consumptions of a meter are not the same days", .where = {.object = object}, .expected = "all days of both", .got = "nothing for " + to_text(days.front()),
                          .hint = "a month without electricity has a line of 0"}, lines.front());
        }
        if (counted != consumed) {
            return error({.id = "market.amount", .what = "a meter has other kWh in the lines than in the registry", .where = {.object = object}, .expected = watt_hours_text(consumed) + " as in the registry",
                          .got = watt_hours_text(counted) + (lines.size() > 1 ? " in " + std::to_string(lines.size()) + " lines" : ""), .hint = "claims are on what was consumed: mend the one that is wrong"}, lines.front());
        }
        try {
            hand_out(lines, consumptions);
        } catch (Error const& caught) {
            error(caught.problem(), lines.front());
        }
    }

    /// A market is a place code, or a word of the user's own, which says nothing about places.
    [[nodiscard]] std::optional<Problem> other_market(Consumption const& consumption, std::size_t line) const {
        auto const place = content_.place_of(*activity(line).head);
        auto const around = place_and_parents(place);
        auto const market = place_and_parents(consumption.market);
        if (!around || !market) return {};
        auto const has = [](std::vector<Place> const& places, std::string const& code) { return std::any_of(places.begin(), places.end(), [&](Place const& each) { return each.code == code; }); };
        if (has(*around, market->front().code) || has(*market, around->front().code)) return {};
        return Problem{.id = "market.place", .what = "the registry has a meter in another market than the line", .where = {.object = "consumption " + consumption.id}, .expected = "a market around " + place, .got = consumption.market};
    }

    /// What the registry says of these consumptions, in their order. The unproven rest has no factor yet, because it depends on place and year of
    /// the line that it falls on. Throws what ElectricityRun throws: a claim that fails where the rule set wants proof.
    void hand_out(std::vector<std::size_t> const& lines, std::vector<Consumption> const& consumptions) {
        std::vector<OpenClaim> market, location;
        for (auto const& consumption : consumptions) {
            ElectricityRun run{*claims_.registry, energy_, none_, claims_.contracts, {}};
            if (run.is_scope_1(consumption)) {
                throw Error({.id = "market.scope-1", .what = "own fossil generation is entered as bought electricity", .where = {.object = "consumption " + consumption.id}, .expected = "its fuel in scope 1, and no line of electricity",
                             .got = consumption.technology, .hint = "counted twice otherwise"});
            }
            auto const rest = run.claimed(consumption);
            for (auto const& part : run.result.market) market.push_back({part.amount, {.factor = part.factor, .basis = claim_text(part)}});
            if (rest > 0) market.push_back({rest, {}});
            auto wire = run.by_wire(consumption);
            location.push_back({consumption.amount, wire ? MarketPart{.factor = wire->factor, .basis = "supply by " + wire->source} : MarketPart{}});
            for (auto const& finding : run.result.findings) note(finding, lines.front());
        }
        lay_over(lines, std::move(market), EnergyMethod::market);
        bool const wired = std::any_of(location.begin(), location.end(), [](OpenClaim const& each) { return each.part.factor != nullptr; });
        if (wired) lay_over(lines, std::move(location), EnergyMethod::location);
    }

    /// A finding about a claim, with the place of the line that it concerns first.
    void note(Finding finding, std::size_t line) {
        auto const object = finding.problem.where.object;
        finding.problem.where = content_.activities.where(activity(line));
        if (!object.empty()) finding.problem.where.object += ", " + object;
        out_.findings.push_back(std::move(finding));
    }

    /// Earlier days first. What has no factor of its own takes that of the line's place.
    void lay_over(std::vector<std::size_t> const& lines, std::vector<OpenClaim> claims, EnergyMethod method) {
        std::size_t next = 0;
        for (auto const line : lines) {
            // Parts on one basis are one part: twelve consumptions of a line would else give twelve times the residual mix.
            std::vector<OpenClaim> mine;
            for (WattHours room = watt_hours(line).value_or(0); room > 0 && next < claims.size();) {
                OpenClaim& claim = claims[next];
                auto const take = (std::min)(room, claim.amount);
                auto const same = std::find_if(mine.begin(), mine.end(), [&](OpenClaim const& each) { return each.part.factor == claim.part.factor && each.part.basis == claim.part.basis; });
                if (same != mine.end()) same->amount += take;
                else mine.push_back({take, claim.part});
                room -= take;
                claim.amount -= take;
                if (claim.amount == 0) ++next;
            }
            enter(line, std::move(mine), method);
        }
    }

    /// A line that nobody claims anything for: one part, the amount as entered.
    void unproven(std::size_t line) {
        enter(line, {}, EnergyMethod::market);
    }

    /// Amounts in the unit of the line; the last is what the others leave.
    void enter(std::size_t line, std::vector<OpenClaim> claims, EnergyMethod method) {
        if (claims.empty()) claims.push_back({});
        double const from = claims.size() > 1 ? converted_unit(*activity(line).head).value().from : 1;
        ExactSum rest;
        rest.add(activity(line).amount);
        for (std::size_t i = 0; i < claims.size(); ++i) {
            MarketPart part = std::move(claims[i].part);
            part.line = line;
            part.method = method;
            part.amount = i + 1 == claims.size() ? rest.value() : static_cast<double>(claims[i].amount) * 3600 / from;
            rest.add(-part.amount);
            if (!part.factor && !fill(part, method)) return;
            out_.parts.push_back(std::move(part));
        }
    }

    /// The fall-back of the rule set, or the grid. False if account_all() will say why not.
    [[nodiscard]] bool fill(MarketPart& part, EnergyMethod method) {
        auto filled = factors_.unproven(activity(part.line), content_.place_of(*activity(part.line).head), method, out_.findings);
        if (!filled) {
            error(filled.problem(), part.line);
            return false;
        }
        if (!filled->factor) return false;
        part.factor = filled->factor;
        part.basis = filled->basis;
        part.fall_backs = filled->fall_backs;
        part.penalty = filled->penalty;
        return true;
    }

    /// The supplier's rate where one is given and proven. Without one a line of heat keeps its average in both results, which is said.
    void heat() {
        std::set<std::string_view> used;  // purchases that found their line
        for (auto const& [line, carrier] : heat_) {
            auto const supplied = std::find_if(claims_.heat.begin(), claims_.heat.end(), [&, of = activity(line).id](HeatPurchase const& each) { return each.id == of; });
            bool counts = false;
            if (supplied != claims_.heat.end()) {
                used.insert(supplied->id);
                counts = heat_rate(line, carrier, *supplied);
            }
            if (!counts && energy_.unproven == EnergyFallBack::residual_mix) find_once(out_.findings, Severity::warning, no_residual_heat(carrier, energy_));
        }
        std::set<std::string_view> seen;
        for (auto const& purchase : claims_.heat) {
            if (!seen.insert(purchase.id).second) {
                error({.id = "market.heat", .what = "a line has two suppliers' rates", .where = {.object = "purchase " + purchase.id}, .expected = "one rate for a line", .got = "another one for " + in_quotes(purchase.id),
                       .hint = "split the line: each supplier's heat is a line of its own"}, {});
            } else if (!used.contains(purchase.id)) {
                error({.id = "market.heat", .what = "a supplier's rate is for no line of heat, steam or cooling", .where = {.object = "purchase " + purchase.id}, .expected = "the id of a line of bought heat", .got = in_quotes(purchase.id)}, {});
            }
        }
    }

    /// True if the line needs nothing more: its supplier's rate counts, or it is an error.
    [[nodiscard]] bool heat_rate(std::size_t line, EnergyCarrier carrier, HeatPurchase const& purchase) {
        auto const at = converted_unit(*activity(line).head);
        double const counted = at ? activity(line).amount * at->from : 0;
        double const bought = purchase.amount.value * purchase.amount.unit.scale();
        if (purchase.carrier != carrier || !at || !same_kind(at->unit, purchase.amount.unit) || std::abs(counted - bought) > 1e-9 * counted) {
            error({.id = "market.heat", .what = "a supplier's rate is for another carrier or amount than the line", .where = {.object = "purchase " + purchase.id},
                   .expected = std::string(to_text(carrier)) + ", " + number_text(activity(line).amount) + " " + activity(line).head->unit, .got = std::string(to_text(purchase.carrier)) + ", " + number_text(purchase.amount.value) + " " + purchase.amount.unit.symbol()}, line);
            return true;
        }
        try {
            std::vector<Finding> findings;
            bool const counts = supplier_counts(purchase, energy_, findings);
            for (auto const& finding : findings) note(finding, line);
            if (counts) out_.parts.push_back({.line = line, .amount = activity(line).amount, .factor = purchase.supplier, .basis = "supplier-rate " + purchase.supplier->key});
            return counts;
        } catch (Error const& caught) {
            error(caught.problem(), line);
            return true;
        }
    }

    EnergyClaims const& claims_;
    ElectricityRules const& energy_;
    ElectricityFactors none_{};
    MarketFactors factors_;
    OrganisationInventory::Content content_;
    std::optional<Period> period_, whole_;
    std::vector<std::size_t> electricity_;                         // indices of lines, by meter and day
    std::vector<std::pair<std::size_t, EnergyCarrier>> heat_;
    std::map<std::string_view, std::vector<std::size_t>> by_meter_;
    std::set<std::string> holders_;
    std::set<std::size_t> covered_;                                // by consumptions
    std::map<std::size_t, std::vector<Consumption>> of_line_;      // lines that several consumptions make up
    MarketParts out_;
};

/// A rule set that knows one result gets no second one.
[[nodiscard]] inline std::optional<Problem> no_market_method(RuleSet const& rules) {
    auto const methods = rules.setting(std::string("energy.") + "methods");
    if (methods && methods->value.find("market") != std::string::npos) return {};
    return Problem{.id = "market.method", .what = "this rule set has no market-based result", .where = {.object = to_text(rules)}, .expected = "a rule set with both scope 2 methods", .got = methods ? methods->value : "nothing about methods",
                   .hint = "leave certificates out, or report them by another rule set beside it"};
}

}  // namespace detail

TANJI_INLINE MarketParts market_parts(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors, EnergyClaims const& claims,
                                      AccountOptions const& options) {
    auto const refuse = [](Problem problem) { return MarketParts{{}, {{Severity::error, std::move(problem)}}, 1}; };
    if (auto problem = detail::no_market_method(rules)) return refuse(*std::move(problem));
    auto const energy = ElectricityRules::find(rules);
    if (!energy) return refuse(energy.problem());
    if (energy->hourly) return refuse(detail::hourly_problem(*energy));
    return detail::MarketBridge(lines, organisation, rules, *energy, factors, claims, options).run();
}

TANJI_INLINE Accounting account_all_with_claims(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors, EnergyClaims const& claims,
                                                AccountOptions const& options) {
    auto const market = market_parts(lines, organisation, rules, factors, claims, options);
    AccountOptions with = options;
    with.market_based = true;
    with.market = market.parts;
    with.market_findings = market.findings;
    if (market.ok()) return account_all(lines, organisation, rules, factors, with);
    // Mistakes of the lines themselves are worth saying in the same run; those that only follow from a missing part are not.
    with.market = {};
    with.market_based = false;
    with.market_findings = {};
    auto accounting = account_all(lines, organisation, rules, factors, with);
    accounting.inventory.reset();
    accounting.errors += market.errors;
    accounting.findings.insert(accounting.findings.begin(), market.findings.begin(), market.findings.end());
    return accounting;
}

TANJI_INLINE Result<OrganisationInventory> try_account_with_claims(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                                   EnergyClaims const& claims, AccountOptions const& options) {
    auto accounting = account_all_with_claims(lines, organisation, rules, factors, claims, options);
    return detail::lines_or_refusal(std::move(accounting.inventory), accounting.findings, accounting.errors, "account.refused", "the lines cannot all be counted");
}

}  // namespace tanji
