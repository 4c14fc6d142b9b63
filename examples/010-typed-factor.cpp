// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Activity data times emission factors, checked by the compiler.
#include <iostream>

#include <tanji/tanji.hpp>

int main() {
    using namespace tanji;

    // The lorry factor was seen in one copy only; numbers like that are held back unless asked for, and results repeat it.
    auto db = FactorDatabase::shipped({.least = Confidence::transcribed_1});
    auto grid = db.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023});
    auto truck = db.get<Freight>({.what = "road freight, diesel", .region = "GB", .year = 2023});

    Emission total = 1200_MWh * grid + 8400_tkm * truck;
    std::cout << to_text(total.co2e(gwp::ar6(100))) << '\n' << total.record().brief() << '\n';

    // 3.5_t * grid;   error: the amount is not what the factor is per (Mass, Energy)
}
