// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/lifecycle/locations.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_lifecycle_locations() {
    std::string text;
    text.reserve(63);
    text +=
        "code,name,name_zh,parent\n"
        "GLO,World,\344\270\226\347\225\214,\n"
        "CN,China,\344\270\255\345\233\275,GLO\n";
    return text;
}

}  // namespace tanji::detail
