// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/claims/registry_store.hpp"

/// \file
/// What registries, local supply and accounts share: finding objects or saying why not, and exact shares. Inline only, so that bodies of
/// other folders may include it in the compiled mode as well.
namespace tanji::detail {

/// "600 MWh of GEC-7 are allotted to plant-2024 (Acme, meter M1, 2024)": the place that a refusal names.
[[nodiscard]] inline std::string allotment_place(RegistryStore const& store, Allotment const& allotment) {
    std::string text = watt_hours_text(allotment.amount) + " of " + allotment.certificate + " are allotted to " + allotment.consumption + " (" + allotment.holder;
    if (auto const consumption = store.consumption(allotment.consumption)) text += ", meter " + consumption->meter + ", " + to_text(consumption->period);
    return text + ")";
}

/// That place and what the allotment is used for: holder and purpose, as rule C1 asks.
[[nodiscard]] inline std::vector<std::string> allotment_uses(RegistryStore const& store, Allotment const& allotment) {
    std::vector<std::string> uses{allotment_place(store, allotment)};
    for (auto const& draw : store.draws_on(allotment.certificate)) {
        uses.push_back("used for " + std::string(to_text(draw.view)) + " " + in_quotes(draw.subject) + ": " + watt_hours_text(draw.amount));
    }
    return uses;
}

[[nodiscard]] inline Problem registry_unknown(std::string_view what, std::string_view id, std::vector<std::string> const& ids) {
    return {.id = "registry.unknown", .what = "there is no " + std::string(what) + " of this id", .expected = "the id of a " + std::string(what) + " that was added before",
            .got = in_quotes(id), .hint = ids.empty() ? "no " + std::string(what) + " was entered at all: is their table missing?" : std::string(), .related = nearest(id, ids)};
}

template <class T>
[[nodiscard]] std::vector<std::string> ids_of(std::vector<T> const& objects) {
    std::vector<std::string> ids;
    for (auto const& object : objects) ids.push_back(object.id);
    return ids;
}

[[nodiscard]] inline Certificate known_certificate(RegistryStore const& store, std::string_view id) {
    if (auto found = store.certificate(id)) return *std::move(found);
    throw Error(registry_unknown("certificate", id, ids_of(store.certificates())));
}

[[nodiscard]] inline Consumption known_consumption(RegistryStore const& store, std::string_view id) {
    if (auto found = store.consumption(id)) return *std::move(found);
    throw Error(registry_unknown("consumption", id, ids_of(store.consumptions())));
}

inline void need_field(std::string_view object, std::string_view id, std::string_view field, std::string_view value) {
    if (!trim(value).empty()) return;
    throw Error({.id = "registry.field", .what = "a " + std::string(object) + " lacks its " + std::string(field), .where = {.object = std::string(object) + " " + std::string(id)},
                 .expected = "a text", .got = "nothing", .hint = "without it a second use of the same electricity would go unseen"});
}

/// a * b / c rounded down, for a <= c, without a product that overflows: the long division of school, bit by bit.
[[nodiscard]] constexpr WattHours share_down(WattHours a, WattHours b, WattHours c) noexcept {
    if (a <= 0 || b <= 0 || c <= 0) return 0;
    auto const whole = static_cast<std::uint64_t>(c);
    std::uint64_t quotient = 0, rest = 0;
    for (int bit = 62; bit >= 0; --bit) {
        quotient <<= 1;
        rest <<= 1;
        if ((static_cast<std::uint64_t>(b) >> bit & 1) != 0) rest += static_cast<std::uint64_t>(a);
        for (; rest >= whole; rest -= whole) ++quotient;
    }
    return static_cast<WattHours>(quotient);
}

}  // namespace tanji::detail
