// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cmath>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/claims/certificate.hpp"

/// \file
/// Watt-hours from and to text, and the words of certificates as files and stores hold them (they never change).
namespace tanji {

namespace detail {

/// A word of a closed list, case aside. One function for all lists, so that all misses are explained alike.
template <class E, std::size_t N>
[[nodiscard]] Result<E> claim_word(std::array<E, N> const& values, std::string_view text, std::string id, std::string what) {
    std::vector<std::string> words;
    for (E const value : values) {
        if (equal_ignoring_case(to_text(value), trim(text))) return value;
        words.emplace_back(to_text(value));
    }
    return Problem{.id = std::move(id), .what = std::move(what), .expected = "one of " + join(words, ", "), .got = in_quotes(text)};
}

}  // namespace detail

TANJI_INLINE Result<WattHours> try_watt_hours(double amount, std::string_view unit) {
    auto const refuse = [&](std::string what, std::string expected, std::string hint) {
        return Problem{.id = "registry.amount", .what = std::move(what), .expected = std::move(expected), .got = number_text(amount) + " " + std::string(unit), .hint = std::move(hint)};
    };
    double scale = 0;
    for (auto const& [name, factor] : {std::pair<std::string_view, double>{"Wh", 1}, {"kWh", 1e3}, {"MWh", 1e6}, {"GWh", 1e9}, {"TWh", 1e12}}) {
        if (unit == name) scale = factor;
    }
    if (scale == 0) return refuse("certificates and meters are counted in watt-hours", "Wh, kWh, MWh, GWh or TWh", "convert before; case matters");
    if (!std::isfinite(amount) || amount < 0) return refuse("an amount of electricity is negative or no number", "a finite number from 0", "electricity given away is the consumption of its receiver");
    double const exact = amount * scale;
    // Above 2^53 Wh (9 PWh) a double no longer tells single watt-hours apart.
    if (exact > 9e15) return refuse("an amount of electricity is too large for one entry", "at most 9,000 TWh", "look at the unit");
    double const whole = std::round(exact);
    // 1234.567 kWh is no multiple of a power of two: the product may miss the whole number by some ulp, never by more.
    if (std::abs(exact - whole) > 1e-6 + whole * 4e-16) {
        return refuse("an amount is no whole number of watt-hours", "at most three decimals for kWh, six for MWh", "round as the meter or registry does; a scheme rounds down");
    }
    return static_cast<WattHours>(whole);
}

// The largest unit that keeps the number short and exact; integers only, so that nothing is rounded.
TANJI_INLINE std::string watt_hours_text(WattHours amount) {
    bool const negative = amount < 0;
    // The smallest integer has no positive twin; unsigned arithmetic has one for each.
    auto const size = negative ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
    std::uint64_t const unit = size % 1000000 == 0 && size != 0 ? 1000000 : 1000;
    std::string text = (negative ? "-" : "") + std::to_string(size / unit);
    if (auto const rest = size % unit; rest != 0) {
        std::string digits = std::to_string(rest);
        digits.insert(0, 3 - digits.size(), '0');
        text += "." + digits.substr(0, digits.find_last_not_of('0') + 1);
    }
    return text + (unit == 1000000 ? " MWh" : " kWh");
}

TANJI_INLINE std::string_view to_text(CertificateKind kind) noexcept {
    switch (kind) {
        case CertificateKind::gec: return "GEC";
        case CertificateKind::go: return "GO";
        case CertificateKind::rec: return "REC";
        case CertificateKind::i_rec: return "I-REC";
    }
    return "?";
}

TANJI_INLINE Result<CertificateKind> try_parse_certificate_kind(std::string_view text) {
    return detail::claim_word(std::array{CertificateKind::gec, CertificateKind::go, CertificateKind::rec, CertificateKind::i_rec}, text, "certificate.kind",
                              "this is no kind of certificate");
}

TANJI_INLINE std::string_view to_text(CertificateState state) noexcept {
    switch (state) {
        case CertificateState::issued: return "issued";
        case CertificateState::cancelled: return "cancelled";
        case CertificateState::expired: return "expired";
        case CertificateState::withdrawn: return "withdrawn";
    }
    return "?";
}

// Schemes have three words for one thing: RECs are retired, GOs cancelled, I-RECs redeemed.
TANJI_INLINE Result<CertificateState> try_parse_certificate_state(std::string_view text) {
    if (equal_ignoring_case(trim(text), "retired") || equal_ignoring_case(trim(text), "redeemed")) return CertificateState::cancelled;
    return detail::claim_word(std::array{CertificateState::issued, CertificateState::cancelled, CertificateState::expired, CertificateState::withdrawn}, text,
                              "certificate.state", "this is no state of a certificate");
}

TANJI_INLINE std::string_view to_text(SupplyRoute supply) noexcept {
    switch (supply) {
        case SupplyRoute::grid: return "grid";
        case SupplyRoute::direct_line: return "direct-line";
        case SupplyRoute::own_use: return "own-use";
        case SupplyRoute::neighbour: return "neighbour";
    }
    return "?";
}

TANJI_INLINE Result<SupplyRoute> try_parse_supply_route(std::string_view text) {
    return detail::claim_word(std::array{SupplyRoute::grid, SupplyRoute::direct_line, SupplyRoute::own_use, SupplyRoute::neighbour}, text, "consumption.supply",
                              "this is no way by which electricity reaches a meter");
}

TANJI_INLINE std::string_view to_text(ClaimView view) noexcept {
    switch (view) {
        case ClaimView::inventory: return "inventory";
        case ClaimView::product: return "product";
        case ClaimView::user: return "user";
        case ClaimView::city: return "city";
        case ClaimView::province: return "province";
    }
    return "?";
}

TANJI_INLINE Result<ClaimView> try_parse_claim_view(std::string_view text) {
    return detail::claim_word(std::array{ClaimView::inventory, ClaimView::product, ClaimView::user, ClaimView::city, ClaimView::province}, text, "registry.view",
                              "this is no view that draws on an allotment");
}

}  // namespace tanji
