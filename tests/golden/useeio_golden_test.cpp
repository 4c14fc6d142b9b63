// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The published total multipliers N of USEEIO (US EPA), solved from its A, B and C by our adjoint: every sector, every
// indicator. N = C B (I - A)^-1, one nearly dense component of 388 sectors.

#include <doctest/doctest.h>

#include <cmath>

#include "support/shared.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "golden/lca_case.hpp"
#include "tanji/io/archive.hpp"

namespace {

struct Useeio {
    golden::Matrix a, b, c, n;
};

Useeio read_useeio(std::string const& path) {
    auto archive = tanji::Archive::try_open(path).value();
    auto const read = [&](std::string const& ending) {
        for (std::size_t i = 0; i < archive.entries().size(); ++i) {
            if (!archive.entries()[i].name.ends_with(ending)) continue;
            tanji::JsonReader reader;
            return golden::matrix(reader.try_parse(archive.try_read(i).value(), archive.place(i), true).value());
        }
        throw tanji::Error({.id = "test.entry", .what = "The archive has no " + ending});
    };
    return {read("matrix/A.json"), read("matrix/B.json"), read("matrix/C.json"), read("matrix/N.json")};
}

std::vector<std::string> numbered(char const* word, std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back(word + std::to_string(i));
    return names;
}

}  // namespace

TEST_CASE("USEEIO: unit scores of all sectors equal the published multipliers") {
    auto const path = tanji::test::shared_path("data/eeio/USEEIOv1.2.zip");
    if (!path) {
        MESSAGE("skipped: ../shared/data is not here");
        return;
    }
    auto data = read_useeio(*path);
    auto const sectors = data.a.size();
    for (std::size_t i = 0; i < sectors; ++i) {
        for (std::size_t j = 0; j < sectors; ++j) data.a[i][j] = (i == j ? 1.0 : 0.0) - data.a[i][j];
    }
    golden::MatrixSystem const system({.products = numbered("sector ", sectors), .processes = numbered("sector ", sectors), .technosphere = data.a, .flows = numbered("flow ", data.b.size()),
                                       .biosphere = data.b, .categories = numbered("indicator ", data.c.size()), .characterisation = data.c});
    // A demand on every sector, so that each one's unit score is within reach.
    auto const footprint = system.footprint(std::vector<double>(sectors, 1.0));
    std::size_t compared = 0;
    for (std::size_t k = 0; k < data.n.size(); ++k) {
        auto const scores = footprint.unit_scores(static_cast<tanji::Index>(k));
        for (std::size_t j = 0; j < sectors; ++j, ++compared) {
            double const published = data.n[k][j];
            REQUIRE_MESSAGE(std::abs(scores[system.column(j)] - published) <= 1e-9 * std::abs(published), "indicator " << k << ", sector " << j);
        }
    }
    CHECK(compared == 24 * 388);
    CHECK(footprint.proof().backward_error <= 1e-14);
}

#else

TEST_CASE("USEEIO: unit scores of all sectors equal the published multipliers") { MESSAGE("skipped: this build has no component that reads zips and JSON"); }

#endif
