// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// What happens when something is wrong: every failure is a Problem with an id, what was expected, what was found and a
// hint. `x()` throws it inside an Error, `try_x()` and `find()` return it.
#include <iostream>

#include <tanji/analysis.hpp>
#include <tanji/lifecycle.hpp>
#include <tanji/tanji.hpp>

int main() {
    using namespace tanji;

    // A unit that has two meanings is not guessed.
    if (auto read = try_amount("12 ton"); !read) std::cout << to_text(read.problem()) << "\n\n";

    // A factor that is not there says what is near.
    auto db = FactorDatabase::shipped();
    if (auto factor = db.find<Energy>({.what = "electricity, grid", .region = "CN", .year = 2031}); !factor) std::cout << to_text(factor.problem()) << "\n\n";

    // Two workshops that consume exactly what they make: no amount of work delivers anything.
    ModelBuilder m;
    auto steel = m.product<Mass>("steel");
    auto tools = m.product<Mass>("tools");
    m.process("steel works").makes(1_kg, steel).uses(2_kg, tools);
    m.process("tool shop").makes(1_kg, tools).uses(0.5_kg, steel);
    try {
        auto result = footprint(link(m.finish()), 1_kg * steel, method::ipcc_ar6_gwp100());
    } catch (Error const& error) {
        std::cout << error.what() << "\n\n";
        // Programs look at the id; it is stable.
        if (error.problem().id == "solve.singular") std::cout << "the program knows what to do about " << error.problem().id << '\n';
    }
}
