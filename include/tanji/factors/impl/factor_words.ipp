// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/impl/data/factors_words.ipp"

/// \file
/// Chinese words for what factors are of. Tables have English words in `what`, because one word per idea is what makes a look-up exact; people in a
/// Chinese plant write theirs. The table says which is which, so nothing is translated by resemblance.
namespace tanji::detail {

/// A row of data/factors/words.csv.
struct FactorWord {
    std::string what{};
    bool whole = false;  ///< the whole words of a factor; else a part of them, which only searches use
    std::vector<std::string> zh{};
};

// Read on first use and never changed; 67 rows.
[[nodiscard]] inline std::vector<FactorWord> const& factor_words() {
    static std::vector<FactorWord> const table = [] {
        std::string const text = data_factors_words();
        CsvReader in(text, "data/factors/words.csv");
        std::vector<FactorWord> rows;
        while (in.next()) {
            auto& row = rows.emplace_back(FactorWord{std::string(in["what"]), in["whole"] == "yes", {}});
            for (auto const word : split(in["zh"], ';')) row.zh.emplace_back(word);
        }
        return rows;
    }();
    return table;
}

/// What a Chinese word stands for, in the order of the table: fuels are called differently by the Chinese and the British or American tables.
[[nodiscard]] inline std::vector<std::string> meanings_of(std::string_view word) {
    std::vector<std::string> meanings;
    for (auto const& row : factor_words()) {
        for (auto const& zh : row.zh) {
            if (row.whole && zh == trim(word)) meanings.push_back(row.what);
        }
    }
    return meanings;
}

/// All Chinese words under which a search finds these.
[[nodiscard]] inline std::string chinese_words(std::string_view what) {
    std::string all;
    for (auto const& row : factor_words()) {
        if (row.whole ? equal_ignoring_case(row.what, what) : contains_ignoring_case(what, row.what)) all += " " + join(row.zh, " ");
    }
    return all;
}

}  // namespace tanji::detail
