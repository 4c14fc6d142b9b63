// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The cases about electricity of ../shared/cases/ghg.json and china.json, recognised by their inputs. All cases, with their pending kinds, are
// run by the runner of the two files; this one says that none of the electricity kinds went astray.
#include <doctest/doctest.h>

#include <cmath>

#include "support/shared.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "golden/electricity_kinds.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"

namespace {

/// "pct/x" inside "expected".
tanji::JsonValue expected_at(tanji::JsonValue test_case, std::string const& key) {
    auto value = test_case.find("expected");
    for (auto const part : tanji::split(key, '/')) value = value.find(part);
    return value;
}

int run_file(std::string_view name) {
    auto const path = tanji::test::shared_path(name);
    if (!path) {
        MESSAGE("skipped: no " << name);
        return -1;
    }
    auto const text = tanji::read_text_file(*path);
    tanji::JsonReader reader;
    int known = 0;
    auto const root = reader.try_parse(text, *path).value();
    auto const list = root.find("cases") ? root.find("cases") : root;
    for (auto const test_case : list.items()) {
        auto const numbers = golden::electricity_kind(test_case);
        if (!numbers) continue;
        ++known;
        CAPTURE(std::string(test_case.find("id").text().value_or("")));
        for (auto const& [key, ours] : *numbers) {
            CAPTURE(key);
            auto const expected = expected_at(test_case, key).number();
            REQUIRE(expected);
            double const tolerance = test_case.find("relative_tolerance").number().value_or(test_case.find("tolerance_rel").number().value_or(1e-9));
            CHECK(std::abs(ours - *expected) <= tolerance * std::fmax(1, std::abs(*expected)));
        }
    }
    return known;
}

}  // namespace

TEST_CASE("electricity cases of the shared files") {
    if (auto const known = run_file("cases/ghg.json"); known >= 0) CHECK(known >= 2);
    if (auto const known = run_file("cases/china.json"); known >= 0) CHECK(known >= 5);
}
#else
TEST_CASE("electricity cases of the shared files") { MESSAGE("skipped: needs the JSON reader"); }
#endif
