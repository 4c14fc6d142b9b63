// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The Open Government Licence v3.0 asks for an acknowledgement of the source wherever its information is used; announcements of the MEE ask for none.
#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include "tanji/factors/attribution.hpp"
#include "tanji/factors/factor_database.hpp"

using namespace tanji;

TEST_CASE("each source that asks for it is named once") {
    auto const all = FactorDatabase::shipped();
    std::vector<std::shared_ptr<Factor const>> const used{all.get_key("gb.fuel.propane.2023"), nullptr, all.get_key("grid.co2.national.avg.2023"), all.get_key("gb.fuel.lpg.2023")};
    auto const texts = attributions(used);
    REQUIRE(texts.size() == 1);
    CHECK(texts[0].find("UK Government GHG Conversion Factors for Company Reporting 2023") == 0);
    CHECK(texts[0].find("Contains public sector information licensed under the Open Government Licence v3.0") != std::string::npos);
    CHECK(attributions(std::span(used).subspan(1, 2)).empty());
    CHECK(attribution_text(all.get_key("grid.co2.national.avg.2023")->provenance).empty());
}

TEST_CASE("every shipped factor under the OGL carries its words") {
    auto const all = FactorDatabase::shipped({.least = Confidence::conflict});  // kept: factors() looks into it
    for (auto const& factor : all.factors()) {
        CHECK((factor->provenance.licence == "OGL-3.0") == !attribution_text(factor->provenance).empty());
    }
}
