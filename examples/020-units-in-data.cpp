// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
//
// Units that come from data: read strictly, converted by kind, handed to typed code over one bridge.
#include <tanji/units.hpp>

#include <iostream>

using namespace tanji;

int main() {
    // Amounts as a meter reading, a Chinese form and a factor table write them.
    auto const power = amount("1.2 \u4e07\u5343\u74e6\u65f6");  // 10^4 kWh
    auto const coal = amount("35 tce");
    auto const factor = amount("0.5366 t CO2/MWh");

    std::cout << to_text(power) << " = " << to_text(power, unit("MWh")) << '\n';
    std::cout << to_text(coal) << " = " << to_text(coal, unit("GJ")) << '\n';

    // The bridge to typed quantities checks the kind once; from here on the compiler does.
    auto const energy = as<Energy>(power);
    auto const grid = as<Rate<Co2Mass, Energy>>(factor);
    std::cout << energy << " * " << grid << " = " << energy * grid << '\n';

    // What cannot be right is an error that says why.
    for (auto const text : {"100 ton", "3 kwh", "5"}) {
        auto const read = try_amount(text);
        std::cout << '\n' << (read ? to_text(*read) : to_text(read.problem())) << '\n';
    }
    auto const wrong = try_as<Energy>(amount("3 GJ net"));
    std::cout << '\n' << to_text(wrong.problem()) << '\n';
}
