// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/accounting/impl/yes_or_no.ipp"
#include "tanji/accounting/organisation.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Shares along the chain of owners. Groups have tens of members and hundreds of sites; callers who ask for every line keep what
/// they were told, so linear searches do.
namespace tanji {

TANJI_INLINE std::string_view to_text(Consolidation consolidation) noexcept {
    switch (consolidation) {
        case Consolidation::operational_control: return "operational-control";
        case Consolidation::financial_control: return "financial-control";
        case Consolidation::equity_share: return "equity-share";
    }
    return "?";
}

TANJI_INLINE Result<Consolidation> try_parse_consolidation(std::string_view text) {
    for (auto const each : {Consolidation::operational_control, Consolidation::financial_control, Consolidation::equity_share}) {
        if (equal_ignoring_case(to_text(each), text)) return each;
    }
    return Problem{.id = "organisation.consolidation", .what = "this is no way to consolidate", .expected = "operational-control, financial-control or equity-share", .got = in_quotes(text)};
}

TANJI_INLINE std::string_view to_text(FinancialControl control) noexcept {
    switch (control) {
        case FinancialControl::none: return "no";
        case FinancialControl::whole: return "yes";
        case FinancialControl::joint: return "joint";
    }
    return "?";
}

TANJI_INLINE Site const* Organisation::site(std::string_view wanted) const noexcept {
    for (auto const& each : sites) {
        if (each.id == wanted) return &each;
    }
    return nullptr;
}

TANJI_INLINE Member const* Organisation::member(std::string_view wanted) const noexcept {
    for (auto const& each : members) {
        if (each.id == wanted) return &each;
    }
    return nullptr;
}

namespace detail {

/// What one row of the table of shares says by one way of consolidating.
[[nodiscard]] inline double share_by(OwnershipShare const& share, Consolidation by) noexcept {
    if (by == Consolidation::operational_control) return share.operational_control ? 1 : 0;
    if (by == Consolidation::equity_share || share.financial_control == FinancialControl::joint) return share.equity;
    return share.financial_control == FinancialControl::whole ? 1 : 0;
}

/// One step of the chain: what its owner has of the member, the same on every day of the period.
[[nodiscard]] inline Result<double> own_share(Organisation const& organisation, std::string_view member, Period const& period, Consolidation by) {
    std::optional<double> share;
    std::vector<Period> covered;
    for (auto const& each : organisation.shares) {
        if (each.member != member || !each.period.overlaps(period)) continue;
        double const value = share_by(each, by);
        if (share && *share != value) {
            return Problem{.id = "organisation.share-changes", .what = "the share of a member changes within the period of a line", .where = {.object = std::string(member)},
                           .expected = "one share on all days of " + to_text(period), .got = number_text(*share) + " and " + number_text(value),
                           .hint = "split the line at the day of the change: how much was used before and after is not known here"};
        }
        share = value;
        covered.push_back(each.period);
    }
    auto const missing = gaps(period, covered);
    if (share && missing.empty()) return *share;
    return Problem{.id = "organisation.share-missing", .what = "the share of a member is not stated", .where = {.object = std::string(member)},
                   .expected = "a share for all days of " + to_text(period), .got = missing.empty() ? "none" : "none from " + to_text(missing.front().first()) + " to " + to_text(missing.front().last())};
}

}  // namespace detail

// Multiplied along the chain for equity; for control too, because what an uncontrolled member controls is not controlled.
// The number of steps is bounded by the number of members, so a loop of owners ends here (check() reports it as such).
TANJI_INLINE Result<double> Organisation::share(std::string_view wanted, Period const& period, Consolidation by) const {
    double product = 1;
    std::string_view at = wanted;
    for (std::size_t step = 0; !at.empty() && at != id; ++step) {
        Member const* const each = member(at);
        if (!each) {
            std::vector<std::string> known;
            for (auto const& other : members) known.push_back(other.id);
            return Problem{.id = "organisation.member", .what = "this is no member of the organisation", .expected = "the id of a member", .got = in_quotes(at), .related = nearest(at, known)};
        }
        if (step > members.size()) {
            return Problem{.id = "organisation.loop", .what = "members own each other in a loop", .where = {.object = std::string(wanted)}, .expected = "a chain that ends at the organisation", .got = "a loop"};
        }
        auto const own = detail::own_share(*this, at, period, by);
        if (!own) return own.problem();
        product *= *own;
        at = each->owner;
    }
    return product;
}

namespace detail {

[[nodiscard]] inline Problem organisation_problem(std::string id, std::string what, std::string object, std::string expected, std::string got) {
    std::string hint = id == "organisation.id" ? "two rows of one id: remove one, or give it an id of its own" : id == "organisation.loop" ? "somebody in the loop is owned by the organisation: leave `of` empty there"
                       : id == "organisation.share" ? "write a part of one, 0.6 for 60 %; where the share changed, end the first period the day before"
                                                    : "correct the id, or add a row for what it names";
    return {.id = std::move(id), .what = std::move(what), .where = {.object = std::move(object)}, .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)};
}

/// Ids that are empty or there twice: either makes it undecidable whom a line names.
inline void check_ids(auto const& rows, std::string_view what, std::vector<Problem>& problems) {
    std::vector<std::string_view> seen;
    for (auto const& row : rows) {
        bool const twice = std::find(seen.begin(), seen.end(), std::string_view(row.id)) != seen.end();
        if (row.id.empty() || twice) {
            problems.push_back(organisation_problem("organisation.id", twice ? "an id is there twice" : "an id is empty", std::string(what), "every id once", in_quotes(row.id)));
        }
        seen.push_back(row.id);
    }
}

inline void check_shares(Organisation const& organisation, std::vector<Problem>& problems) {
    auto const& shares = organisation.shares;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (!organisation.member(shares[i].member)) {
            problems.push_back(organisation_problem("organisation.member", "a share of what is no member", shares[i].member, "the id of a member", in_quotes(shares[i].member)));
        }
        if (!(shares[i].equity >= 0 && shares[i].equity <= 1)) {
            problems.push_back(organisation_problem("organisation.share", "a share is no part of a whole", shares[i].member, "0 to 1, like 0.6 for 60 %", number_text(shares[i].equity)));
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (shares[j].member != shares[i].member || !shares[j].period.overlaps(shares[i].period)) continue;
            problems.push_back(organisation_problem("organisation.share", "two shares of a member overlap in time", shares[i].member, "one share on any day",
                                                    to_text(shares[j].period) + " and " + to_text(shares[i].period)));
        }
    }
}

}  // namespace detail

TANJI_INLINE std::vector<Problem> check(Organisation const& organisation) {
    std::vector<Problem> problems;
    detail::check_ids(organisation.members, "member", problems);
    detail::check_ids(organisation.sites, "site", problems);
    detail::check_ids(organisation.sources, "source", problems);
    detail::check_shares(organisation, problems);
    for (auto const& member : organisation.members) {
        if (!member.owner.empty() && member.owner != organisation.id && !organisation.member(member.owner)) {
            problems.push_back(detail::organisation_problem("organisation.member", "the owner of a member is not there", member.id, "the id of a member, or nothing", in_quotes(member.owner)));
        }
        std::string_view at = member.id;
        std::size_t step = 0;
        while (!at.empty() && step <= organisation.members.size()) {
            auto const* each = organisation.member(at);
            at = each ? std::string_view(each->owner) : std::string_view();
            ++step;
        }
        if (!at.empty()) problems.push_back(detail::organisation_problem("organisation.loop", "members own each other in a loop", member.id, "a chain that ends at the organisation", "a loop"));
    }
    for (auto const& site : organisation.sites) {
        if (site.member.empty() || site.member == organisation.id || organisation.member(site.member)) continue;
        problems.push_back(detail::organisation_problem("organisation.member", "a site belongs to what is no member", site.id, "the id of a member, or nothing", in_quotes(site.member)));
    }
    for (auto const& source : organisation.sources) {
        if (organisation.site(source.site)) continue;
        problems.push_back(detail::organisation_problem("organisation.site", "a source is at what is no site", source.id, "the id of a site", in_quotes(source.site)));
    }
    return problems;
}

namespace detail {

[[nodiscard]] inline FinancialControl financial_control_in(CsvReader const& in) {
    for (auto const each : {FinancialControl::none, FinancialControl::whole, FinancialControl::joint}) {
        if (equal_ignoring_case(trim(in["financial_control"]), to_text(each))) return each;
    }
    if (trim(in["financial_control"]).empty()) return FinancialControl::whole;
    throw Error({.id = "organisation.record", .what = "this is no answer to who controls the finances", .where = in.where(in.column("financial_control")), .expected = "yes, no or joint", .got = in_quotes(in["financial_control"])});
}

inline void read_organisation_row(CsvReader const& in, Organisation& organisation) {
    std::string const id(in.text("id"));
    std::string const name(in.text("name"));
    std::string const of(in.text("of"));
    std::string_view const record = in.text("record");
    if (record == "organisation") {
        organisation.id = id;
        organisation.name = name;
    } else if (record == "member") {
        organisation.members.push_back({id, name, of});
    } else if (record == "site") {
        organisation.sites.push_back({id, name, of, std::string(trim(in["place"]))});
    } else if (record == "source") {
        organisation.sources.push_back({id, of, std::string(trim(in["category"])), yes_or_no(in, "monthly", false, "organisation.record")});
    } else if (record == "share") {
        auto const period = try_parse_period(in["period"]);
        if (!period) {
            Problem problem = period.problem();
            problem.where = in.where(in.column("period"));
            throw Error(std::move(problem));
        }
        organisation.shares.push_back({of, *period, in.number("equity"), yes_or_no(in, "operational_control", true, "organisation.record"), financial_control_in(in)});
    } else {
        throw Error({.id = "organisation.record", .what = "a row is of no known sort", .where = in.where(in.column("record")),
                     .expected = "organisation, member, site, source or share", .got = in_quotes(record)});
    }
}

/// Where a row of a table stands, and whom it is about: the checks know values, and people look for rows.
struct OrganisationRow {
    std::string record, id, of;
    Where where;
};

/// The last row that a problem can be about: the one that came to the others.
inline void place_in_table(Problem& problem, std::vector<OrganisationRow> const& rows, std::string const& file) {
    std::string const object = problem.where.object;
    bool const of_share = problem.id == "organisation.share";
    OrganisationRow const* found = nullptr;
    for (auto const& row : rows) {
        bool const is_share = row.record == "share";
        bool const named = is_share ? row.of == object && (of_share || !found) : (row.id == object && !of_share) || (row.record == object && in_quotes(row.id) == problem.got);
        if (named) found = &row;
    }
    if (found) problem.where = found->where;
    problem.where.file = file;
    problem.where.object = object;
}

}  // namespace detail

TANJI_INLINE Result<Organisation> try_read_organisation(std::string_view text, std::string file, ReadLimits const& limits) {
    try {
        Organisation organisation;
        CsvReader in(text, file, {.separator = ',', .limits = limits});
        in.only_columns({"record", "id", "name", "of", "place", "category", "monthly", "period", "equity", "operational_control", "financial_control"});
        std::vector<detail::OrganisationRow> rows;
        while (in.next()) {
            detail::read_organisation_row(in, organisation);
            rows.push_back({std::string(trim(in["record"])), std::string(trim(in["id"])), std::string(trim(in["of"])), in.where()});
        }
        auto problems = check(organisation);
        if (problems.empty()) return organisation;
        for (auto& problem : problems) detail::place_in_table(problem, rows, file);
        Problem first = std::move(problems.front());
        for (std::size_t i = 1; i < problems.size(); ++i) first.related.push_back(to_text(problems[i]));
        return first;
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
