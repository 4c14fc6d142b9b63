// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"

/// \file
/// The parts of an inventory that nobody asks the database about (rule set, organisation, findings) as one JSON text. Each struct lists its
/// members once, in members(); writing and reading both go through it, so neither can forget one alone.
namespace tanji::detail {

/// What JSON keeps of an inventory beside its tables.
struct InventoryHead {
    RuleSet rules{};
    Organisation organisation{};
    Consolidation consolidation = Consolidation::operational_control;
    Period period{};
    std::vector<std::pair<Gas, double>> gwp{};
    std::vector<Finding> findings{};
    bool has_market = false;
    std::size_t lookups = 0;
};

// One function with a branch per type, not overloads: a call from within a template written before them would not find those.
template <class T, class A>
void members(A& a, T& x) {
    if constexpr (std::same_as<T, AllowedFallBack>) a("kind", x.kind), a("limit", x.limit);
    else if constexpr (std::same_as<T, RuleSetting>) a("name", x.name), a("value", x.value), a("clause", x.clause), a("confidence", x.confidence);
    else if constexpr (std::same_as<T, Rounding>) a("decimals", x.decimals), a("unit", x.unit), a("mode", x.mode);
    else if constexpr (std::same_as<T, RuleSet>) {
        a("id", x.id), a("edition", x.edition), a("name_en", x.name_en), a("name_zh", x.name_zh), a("document", x.document), a("released", x.released), a("valid_from", x.valid_from);
        a("valid_to", x.valid_to), a("status", x.status), a("gwp", x.gwp), a("gwp_overridden", x.gwp_overridden), a("view", x.view), a("fall_backs", x.fall_backs), a("rounding", x.rounding);
        a("settings", x.settings), a("file_hash", x.file_hash), a("confidence", x.confidence), a("warnings", x.warnings);
    } else if constexpr (std::same_as<T, Member>) a("id", x.id), a("name", x.name), a("owner", x.owner);
    else if constexpr (std::same_as<T, Site>) a("id", x.id), a("name", x.name), a("member", x.member), a("place", x.place);
    else if constexpr (std::same_as<T, EmissionSource>) a("id", x.id), a("site", x.site), a("category", x.category), a("monthly", x.monthly);
    else if constexpr (std::same_as<T, OwnershipShare>) {
        a("member", x.member), a("period", x.period), a("equity", x.equity), a("operational_control", x.operational_control), a("financial_control", x.financial_control);
    } else if constexpr (std::same_as<T, Organisation>) {
        a("id", x.id), a("name", x.name), a("members", x.members), a("sites", x.sites), a("sources", x.sources), a("shares", x.shares);
    } else if constexpr (std::same_as<T, Where>) a("file", x.file), a("line", x.line), a("column", x.column), a("row", x.row), a("object", x.object);
    else if constexpr (std::same_as<T, Problem>) {
        a("id", x.id), a("what", x.what), a("where", x.where), a("expected", x.expected), a("got", x.got), a("hint", x.hint), a("related", x.related);
    } else if constexpr (std::same_as<T, Finding>) a("severity", x.severity), a("problem", x.problem);
    else if constexpr (std::same_as<T, std::pair<Gas, double>>) a("gas", x.first), a("value", x.second);
    else {
        static_assert(std::same_as<T, InventoryHead>);
        a("rules", x.rules), a("organisation", x.organisation), a("consolidation", x.consolidation), a("period", x.period), a("gwp", x.gwp), a("findings", x.findings);
        a("has_market", x.has_market), a("lookups", x.lookups);
    }
}

/// Words of enumerations that are numbered from 0. RoundingMode has none of its own.
template <class E>
[[nodiscard]] std::string enum_word(E value) {
    if constexpr (std::same_as<E, RoundingMode>) return value == RoundingMode::half_even ? "half-even" : "half-up";
    else return std::string(to_text(value));
}

/// Any of the above as JSON: text, number, truth, null for nothing, arrays, and objects of members().
template <class T>
[[nodiscard]] JsonData json_of(T const& value);

/// The visitor that writes.
struct JsonMembers {
    JsonData::Object object{};
    template <class T>
    void operator()(char const* name, T const& value) { object.emplace_back(name, json_of(value)); }
};

// Lists are vectors here; nothing else is asked about.
template <class T>
struct is_list : std::false_type {};
template <class T>
struct is_list<std::vector<T>> : std::true_type {};

template <class T>
JsonData json_of(T const& value) {
    if constexpr (std::same_as<T, std::string>) return JsonData(value);
    else if constexpr (std::same_as<T, bool>) return JsonData(value);
    else if constexpr (std::is_arithmetic_v<T>) return JsonData(static_cast<double>(value));
    else if constexpr (std::is_enum_v<T>) return JsonData(enum_word(value));
    else if constexpr (std::same_as<T, Period> || std::same_as<T, Gas>) return JsonData(std::string(to_text(value)));
    else if constexpr (std::same_as<T, std::optional<Date>>) return value ? JsonData(to_text(*value)) : JsonData();
    else if constexpr (std::same_as<T, GwpSet>) return JsonData(JsonData::Array{JsonData(to_text(value)), JsonData(std::string(to_text(value.least())))});
    else if constexpr (is_list<T>::value) {
        JsonData::Array items;
        for (auto const& item : value) items.push_back(json_of(item));
        return JsonData(std::move(items));
    } else {
        JsonMembers out;
        members(out, const_cast<T&>(value));  // only read: one list of members serves both ways
        return JsonData(std::move(out.object));
    }
}

/// Any difference from what json_of() writes is somebody else's doing.
[[noreturn]] inline void throw_json_content(std::string member) {
    throw Error({.id = "sqlite.content", .what = "the description of an inventory cannot be read", .where = {.object = std::move(member)}, .hint = "the file was changed by another program"});
}

template <class T>
void json_into(JsonData const& from, T& value, char const* name);

/// The visitor that reads. A missing member is refused, never defaulted: a rule set without its warnings would look clean. Members that are not
/// asked for are passed over, so that a later version may add some.
struct JsonReaderOfMembers {
    JsonData const& from;
    template <class T>
    void operator()(char const* name, T& value) {
        JsonData const* const found = from.find(name);
        if (found == nullptr) throw_json_content(name);
        json_into(*found, value, name);
    }
};

/// The text of a JSON string, or a refusal.
[[nodiscard]] inline std::string const& json_text(JsonData const& from, char const* name) {
    if (from.text() == nullptr) throw_json_content(name);
    return *from.text();
}

/// Whole numbers.
template <class T>
void json_number(JsonData const& from, T& value, char const* name) {
    // Counts and years: beyond 2^53 a double would not have kept them.
    if (from.number() == nullptr || std::abs(*from.number()) > 9007199254740992.0) throw_json_content(name);
    if constexpr (std::is_unsigned_v<T>) {
        if (*from.number() < 0) throw_json_content(name);
    }
    value = static_cast<T>(*from.number());
}

/// The value whose word this is. Tries the first eight: no enumeration here has more.
template <class E>
void json_enum(std::string const& word, E& value, char const* name) {
    for (int i = 0; i < 8; ++i) {
        if (enum_word(static_cast<E>(i)) != word) continue;
        value = static_cast<E>(i);
        return;
    }
    throw_json_content(name);
}

// The mirror of json_of(), branch by branch. `name` is for messages.
template <class T>
void json_into(JsonData const& from, T& value, char const* name) {
    if constexpr (std::same_as<T, std::string>) value = json_text(from, name);
    else if constexpr (std::same_as<T, bool>) {
        if (from.truth() == nullptr) throw_json_content(name);
        value = *from.truth();
    } else if constexpr (std::same_as<T, double>) {
        if (from.number() == nullptr) throw_json_content(name);
        value = *from.number();
    } else if constexpr (std::is_arithmetic_v<T>) json_number(from, value, name);
    else if constexpr (std::is_enum_v<T>) json_enum(json_text(from, name), value, name);
    else if constexpr (std::same_as<T, Period>) value = parse_period(json_text(from, name));
    else if constexpr (std::same_as<T, Gas>) value = get_gas(json_text(from, name));
    else if constexpr (std::same_as<T, std::optional<Date>>) {
        if (!from.is_null()) value = parse_date(json_text(from, name));
    } else if constexpr (std::same_as<T, GwpSet>) {
        if (from.array() == nullptr || from.array()->size() != 2) throw_json_content(name);
        value = try_parse_gwp_set(json_text((*from.array())[0], name)).value().accepting(try_parse_confidence(json_text((*from.array())[1], name)).value());
    } else if constexpr (is_list<T>::value) {
        if (from.array() == nullptr) throw_json_content(name);
        for (auto const& item : *from.array()) {
            if constexpr (std::same_as<T, std::vector<std::pair<Gas, double>>>) value.emplace_back(Gas(0), 0.0);
            else value.emplace_back();
            json_into(item, value.back(), name);
        }
    } else {
        JsonReaderOfMembers reader{from};
        members(reader, value);
    }
}

}  // namespace tanji::detail
