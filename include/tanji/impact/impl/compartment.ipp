// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/impact/compartment.hpp"

/// \file
/// The words by which flow lists name compartments. A word that is missing here makes a flow `unknown`, which costs a
/// match by name; a word too many would match flows of different compartments, which costs a right number. So the lists
/// are short, and what they do not name stays as the file spells it.
namespace tanji {
namespace detail {

/// Whole words only: "air" is in "emission to air" but not in "dairy".
[[nodiscard]] inline bool has_word(std::string_view text, std::string_view word) noexcept {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        bool const starts = at == 0 || !letter(text[at - 1]);
        auto const end = at + word.size();
        if (starts && (end == text.size() || !letter(text[end]))) return true;
    }
    return false;
}

[[nodiscard]] inline bool has_any_word(std::string_view text, std::initializer_list<std::string_view> words) noexcept {
    for (auto const word : words)
        if (has_word(text, word)) return true;
    return false;
}

/// `part` is in lower case. Resources first: "resource in air" is no emission.
[[nodiscard]] inline Medium medium_of(std::string_view part) noexcept {
    auto const has = [part](std::string_view text) { return part.find(text) != std::string_view::npos; };
    // The escapes spell the Chinese words for resource, atmosphere and air, soil, water (body).
    if (has_any_word(part, {"resource", "resources", "raw"}) || has("\xE8\xB5\x84\xE6\xBA\x90")) return Medium::resource;
    if (has_any_word(part, {"air", "airborne", "atmosphere"}) || has("\xE5\xA4\xA7\xE6\xB0\x94") || has("\xE7\xA9\xBA\xE6\xB0\x94")) return Medium::air;
    if (has_any_word(part, {"soil"}) || has("\xE5\x9C\x9F\xE5\xA3\xA4")) return Medium::soil;
    if (has_any_word(part, {"water", "freshwater", "groundwater", "waterborne", "ocean", "sea"}) || has("\xE6\xB0\xB4")) return Medium::water;
    return Medium::unknown;
}

/// One spelling for what the common lists call the same place.
[[nodiscard]] inline std::string one_sub_compartment(std::string text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> names{{
        {"unspecified", ""}, {"unspecified, long-term", "long-term"},
        {"high population density", "urban"}, {"high. pop.", "urban"}, {"troposphere/urban", "urban"}, {"urban air close to ground", "urban"},
        {"low population density", "rural"}, {"low. pop.", "rural"}, {"troposphere/rural", "rural"}, {"non-urban air or from high stacks", "rural"},
        {"low population density, long-term", "rural, long-term"},
        {"lower stratosphere + upper troposphere", "stratosphere"},
        {"fresh water", "freshwater"}, {"ground-", "ground"}, {"ground-, long-term", "ground, long-term"},
    }};
    for (auto const& [name, one] : names)
        if (text == name) return std::string(one);
    return text;
}

}  // namespace detail

TANJI_INLINE std::string_view to_text(Medium medium) noexcept {
    switch (medium) {
        case Medium::unknown: return "unknown";
        case Medium::resource: return "resource";
        case Medium::air: return "air";
        case Medium::water: return "water";
        case Medium::soil: return "soil";
    }
    return "unknown";
}

// Parts before the medium are headings of a list ("Elementary flows"); parts behind it may name other media ("water/ground-,
// long-term", "air/troposphere/rural") and belong to the sub-compartment.
TANJI_INLINE Compartment compartment_of(std::string_view category) {
    Compartment found;
    std::string sub;
    std::string const path = lower(category);
    for (auto const raw : split(path, '/')) {
        auto const part = trim(raw);
        if (found.medium == Medium::unknown) {
            found.medium = detail::medium_of(part);
            continue;
        }
        if (!sub.empty()) sub += '/';
        sub += part;
    }
    found.sub = detail::one_sub_compartment(std::move(sub));
    return found;
}

TANJI_INLINE std::string to_text(Compartment const& compartment) {
    std::string text(to_text(compartment.medium));
    if (!compartment.sub.empty()) text += "/" + compartment.sub;
    return text;
}

}  // namespace tanji
