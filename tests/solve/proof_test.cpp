// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/proof.hpp"

#include <doctest/doctest.h>

using namespace tanji;

TEST_CASE("a proof says in one line how good the numbers are") {
    Proof const proof{.level = ProofLevel::backward_only, .processes = 133, .components = 60, .largest_component = 21, .backward_error = 3e-16};
    CHECK(proof.brief() == "backward error 3e-16 (target 1e-14), 133 processes, largest loop 21");
    CHECK(Proof{.processes = 1, .largest_component = 1}.brief() == "backward error 0 (target 1e-14), 1 process, no loops");
}

TEST_CASE("every warning is told, in the line and in full") {
    Proof proof{.level = ProofLevel::backward_only, .processes = 2, .largest_component = 2, .backward_error = 0.1};
    std::size_t length = proof.brief().size(), full_length = proof.full().size();
    for (auto const warning : {ProofWarning::not_refined, ProofWarning::negative_supply, ProofWarning::unproductive, ProofWarning::nearly_singular}) {
        CHECK_FALSE(proof.has(warning));
        proof.warnings |= static_cast<std::uint32_t>(warning);
        CHECK(proof.has(warning));
        CHECK(proof.brief().size() > length);
        CHECK(proof.full().size() > full_length);
        length = proof.brief().size();
        full_length = proof.full().size();
    }
    CHECK(proof.full().find("backward error only") != std::string::npos);
}
