// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string_view>

#include "tanji/lifecycle/process.hpp"

/// \file
/// Rule A1 in one function: linking and allocation take roles and signs from here, so that they cannot differ.
namespace tanji {

/// What an exchange does in the matrices (rule A1).
enum class Role : std::uint8_t {
    elementary, ///< a row of B
    provider,   ///< makes a product or treats a waste: a column, and its diagonal
    consumer,   ///< uses a product, discards a waste, or saves either elsewhere: linked to a provider
};

/// Role and the sign that turns the amount, as stored, into an entry of A or B.
struct ExchangeRole {
    Role role = Role::elementary;
    double sign = 1;
    bool unusual = false; ///< avoided on the side where files do not put it (a product output, a waste input)
};

/// Rule A1 as a table. B holds net = outputs - inputs. An avoided product is stored as an input, an avoided waste as an output.
[[nodiscard]] constexpr ExchangeRole role_of(FlowType type, bool input, bool avoided) noexcept {
    switch (type) {
        case FlowType::elementary: return {Role::elementary, input ? -1.0 : 1.0, avoided};
        case FlowType::product:
            if (avoided) return {Role::consumer, 1.0, !input};
            return input ? ExchangeRole{Role::consumer, -1.0, false} : ExchangeRole{Role::provider, 1.0, false};
        case FlowType::waste:
            if (avoided) return {Role::consumer, -1.0, input};
            return input ? ExchangeRole{Role::provider, -1.0, false} : ExchangeRole{Role::consumer, 1.0, false};
    }
    return {};
}

/// True if a category path says that its flows are taken from nature: one of its parts begins with the word "resource"
/// or "resources", or with "natural resource" ("resource/in ground", "Elementary flows/Resource/in air", "[Resource] water"), case aside.
[[nodiscard]] bool is_resource_category(std::string_view path) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/role.ipp"
#endif
