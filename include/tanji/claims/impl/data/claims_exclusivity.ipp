// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Made by scripts/embed from data/claims/exclusivity.csv: change that file and run the script again.
#pragma once

#include <string>

namespace tanji::detail {

inline std::string data_claims_exclusivity() {
    std::string text;
    text.reserve(956);
    text +=
        "certificate,purpose,rule,from,to,document,confidence,note\n"
        "*,ccer,forbidden,2015-01-01,,\"GHG Protocol Scope 2 Guidance (2015), quality criterion 2\",transcribed-2,a certificate must be the only instrument with the claim of that generation; a carbon credit for the same kWh is another one\n"
        "*,carbon-credit,forbidden,2015-01-01,,\"GHG Protocol Scope 2 Guidance (2015), quality criterion 2\",transcribed-2,voluntary or regulated credits of any other programme\n"
        "*,other-certificate,forbidden,2015-01-01,,\"GHG Protocol Scope 2 Guidance (2015), quality criterion 2\",transcribed-2,a second certificate scheme for the same kWh\n"
        "*,residual-mix,forbidden,2015-01-01,,\"GHG Protocol Scope 2 Guidance (2015), quality criterion 8\",transcribed-2,an attribute that went into a published residual mix is claimed by its users\n"
        "GO,investment-support,allowed,,,\"Directive (EU) 2018/2001, article 19(7): investment support is a field of the guarantee of origin, not a bar\",unverified,\n";
    return text;
}

}  // namespace tanji::detail
