// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// The cases about verification of ../shared/cases/china.json, recognised by their inputs. All cases, with their pending kinds, are
// run by the runner of that file; this one says that none of these kinds went astray.
#include <doctest/doctest.h>

#include <cmath>

#include "support/shared.hpp"

#ifdef TANJI_HAS_OPENLCA
#include "golden/verification_kinds.hpp"
#include "tanji/base/file.hpp"

TEST_CASE("verification cases of the shared files") {
    auto const path = tanji::test::shared_path("cases/china.json");
    if (!path) {
        MESSAGE("skipped: no cases/china.json");
        return;
    }
    auto const text = tanji::read_text_file(*path);
    tanji::JsonReader reader;
    int known = 0;
    auto const root = reader.try_parse(text, *path).value();
    auto const list = root.find("cases") ? root.find("cases") : root;
    for (auto const test_case : list.items()) {
        auto const numbers = golden::verification_kind(test_case);
        if (!numbers) continue;
        ++known;
        CAPTURE(std::string(test_case.find("id").text().value_or("")));
        for (auto const& [key, ours] : *numbers) {
            CAPTURE(key);
            auto const value = test_case.find("expected").find(key);
            double const expected = value.boolean() ? (*value.boolean() ? 1 : 0) : value.number().value();
            CHECK(std::abs(ours - expected) <= test_case.find("tolerance_rel").number().value_or(1e-9) * std::fmax(1, std::abs(expected)));
        }
    }
    CHECK(known >= 2);
}
#else
TEST_CASE("verification cases of the shared files") { MESSAGE("skipped: needs the JSON reader"); }
#endif
