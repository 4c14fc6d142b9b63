// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "tanji/impact/compartment.hpp"

using namespace tanji;

TEST_CASE("media and sub-compartments of the lists in use") {
    // Paths as they stand in USLCI 1.5, the Federal Elementary Flow List 1.2 and openLCA's reference data.
    CHECK(compartment_of("air/high population density") == Compartment{Medium::air, "urban"});
    CHECK(compartment_of("Elementary flows/Emission to air/low population density") == Compartment{Medium::air, "rural"});
    CHECK(compartment_of("emission/air/troposphere/rural") == Compartment{Medium::air, "rural"});
    CHECK(compartment_of("air/low. pop.") == Compartment{Medium::air, "rural"});
    CHECK(compartment_of("air/unspecified") == Compartment{Medium::air, ""});
    CHECK(compartment_of("resource/in air").medium == Medium::resource);
    CHECK(compartment_of("Elementary Flows/NETL Coal Elementary Flows/NETL Elementary Flows/Emission to air").medium == Medium::air);
    CHECK(compartment_of("water/ground-") == Compartment{Medium::water, "ground"});
    CHECK(compartment_of("soil/agricultural") == Compartment{Medium::soil, "agricultural"});
    CHECK(compartment_of("\xE5\xA4\xA7\xE6\xB0\x94").medium == Medium::air);
}

TEST_CASE("what names no medium is unknown, and words are whole words") {
    CHECK(compartment_of("").medium == Medium::unknown);
    CHECK(compartment_of("Elementary Flows").medium == Medium::unknown);
    CHECK(compartment_of("dairy products").medium == Medium::unknown);
    CHECK(to_text(compartment_of("air/urban")) == "air/urban");
}
