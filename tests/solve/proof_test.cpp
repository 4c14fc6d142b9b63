// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/proof.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

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

TEST_CASE("errors are told in powers of ten, rounded up") {
    CHECK(rounded_up(3e-13) == 1e-12);
    CHECK(rounded_up(1e-13) == 1e-13);
    CHECK(rounded_up(1.0000000001e-13) == 1e-12);
    CHECK(rounded_up(0.7) == 1);
    CHECK(rounded_up(0) == 0);
    CHECK(rounded_up(5e-324) == 1e-16);
    CHECK(std::isinf(rounded_up(std::numeric_limits<double>::infinity())));
    for (int k = -15; k < 300; ++k) { // a bound must not shrink, whatever the logarithm makes of it
        double const value = std::pow(10.0, k + 0.3);
        CHECK(rounded_up(value) >= value);
        CHECK(rounded_up(value) < 10.1 * value);
    }
}

TEST_CASE("the level and the errors come first") {
    Proof proof{.level = ProofLevel::verified, .processes = 2, .largest_component = 1, .relative_error = 3e-14, .gross_error = 2e-15};
    CHECK(proof.brief() == "verified: every supply is within 1e-13 of the exact one; backward error 0 (target 1e-14), 2 processes, no loops");
    proof.score_error = 4e-15;
    CHECK(proof.claim() == "verified: every supply is within 1e-13 of the exact one, every score within 1e-14");
    proof.relative_error = 5; // supplies that cancel
    CHECK(proof.claim() == "verified: every supply is within 1e-14 of all that is made and used of its product, every score within 1e-14");
    proof.gross_error = 5;
    proof.score_error = std::numeric_limits<double>::infinity();
    CHECK(proof.claim() == "verified: some supplies are smaller than what is known of their error");
    proof = {.level = ProofLevel::estimated, .subject = ProofSubject::unit_scores, .relative_error = 1e-9};
    CHECK(proof.claim() == "estimated: every unit score is probably within 1e-09 of the exact one");
    CHECK(proof.full().find("estimated, which is too low now and then") != std::string::npos);
    CHECK(proof.full().find("largest error of a unit score, as a share of it: 1e-09") != std::string::npos);
    // Nothing is claimed that is not known.
    CHECK(Proof{.level = ProofLevel::backward_only}.claim() == "backward only");
    CHECK(Proof{.level = ProofLevel::backward_only}.full().find("largest error") == std::string::npos);
}
