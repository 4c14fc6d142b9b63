// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tanji/base/date.hpp"
#include "tanji/base/result.hpp"

/// \file
/// Where numbers come from and how far they were checked. Every factor and every GWP has it; results repeat it (rule C10).
namespace tanji {

/// How far a number was checked against the document it comes from. In falling order: a smaller one is better.
enum class Confidence : std::uint8_t {
    official_seen,  ///< read in the official document
    transcribed_2,  ///< two independent copies agree
    transcribed_1,  ///< one copy
    derived,        ///< computed from other published numbers
    unverified,     ///< not seen in any copy
    conflict,       ///< copies disagree, or the printed value is suspect
};

/// What is used without asking; anything below needs an opt-in, which results repeat.
inline constexpr Confidence default_confidence = Confidence::transcribed_2;

/// "official-seen", "transcribed-2", ... Problem "factor.confidence" for any other word.
[[nodiscard]] std::string_view to_text(Confidence confidence) noexcept;
[[nodiscard]] Result<Confidence> try_parse_confidence(std::string_view text);

/// Where a number comes from. The three years are kept apart on purpose: a factor released in 2025 may be valid for
/// reports on 2024 and rest on data of 2023.
struct Provenance {
    std::string document{};               ///< title and number of the source
    std::string edition{};                ///< of that document: "2023", "v1.1"
    std::optional<Date> released{};       ///< the day it came out; nothing where no copy says it
    std::optional<Date> released_by{};    ///< where only a month or year is known: its last day. A document numbered 2024 came out by 2024-12-31
    std::optional<Date> valid_from{};     ///< first day for which the document says it holds; nothing if it says nothing
    std::optional<Date> valid_to{};       ///< last day
    std::optional<int> data_year{};       ///< year of the data behind the number, if the source says
    std::string region{};                 ///< code, see places/place.hpp
    std::string technology{};
    std::string licence{};                ///< SPDX name, or "official notice" and the like
    std::string attribution{};            ///< words that the licence asks to be repeated wherever the number goes
    std::string place{};                  ///< table, row or id within the document
    Confidence confidence = Confidence::unverified;
    std::string note{};

    bool operator==(Provenance const&) const = default;
};

/// By which day at the latest a source had come out: its day, or the end of the month or year that is known; nothing if neither is. What `as_of`
/// compares with: an earlier guess would let a number into a result that was made before it existed.
[[nodiscard]] inline std::optional<Date> known_release(Provenance const& from) { return from.released ? from.released : from.released_by; }

/// "document, edition 2023, released 2025-12-31, transcribed-2" on one line.
[[nodiscard]] std::string to_text(Provenance const& provenance);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/factors/impl/provenance.ipp"
#endif
