// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/claims/direct-line.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_claims_direct_line() {
    std::string text;
    text.reserve(408);
    text +=
        "condition,from_year,share,document,confidence\n"
        "own-use-of-generation,2025,0.60,\"NDRC energy document 2025 No. 650: own use of at least 60 % of available generation\",unverified\n"
        "share-of-total-use,2025,0.30,\"NDRC energy document 2025 No. 650: at least 30 % of total use\",unverified\n"
        "share-of-total-use,2030,0.35,\"NDRC energy document 2025 No. 650: at least 35 % of total use by 2030 for new projects\",unverified\n";
    return text;
}

}  // namespace tanji::detail
