// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "report/credit.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/footprint_text.hpp"

using namespace tanji;
using tanji::test::credit;

TEST_CASE("JSON rounds errors up, and leaves out what is not known") {
    JsonWriter json;
    json.begin_object();
    write_proof(json, {.level = ProofLevel::estimated, .relative_error = 3e-10, .gross_error = 2e-15});
    json.end_object();
    CHECK(json.text().find("\"level\":\"estimated\"") != std::string::npos);
    CHECK(json.text().find("\"relative_error\":1e-09,\"gross_error\":1e-14") != std::string::npos);
    CHECK(json.text().find("score_error") == std::string::npos);
}

TEST_CASE("JSON keeps every contribution and the contract's keys") {
    auto const f = credit();
    JsonWriter json;
    json.begin_object();
    write_process(json, f);
    write_demand(json, f);
    write_scores(json, f);
    write_contributions(json, f);
    write_proof(json, f.proof());
    write_record(json, f);
    write_unlinked(json, f);
    write_unmatched(json, f);
    write_findings(json, f.findings());
    json.end_object();
    auto const& text = json.text();
    for (auto const* key : {"process", "demand", "scores", "contributions", "proof", "record", "unlinked", "unmatched", "findings"})
        CHECK(text.find('"' + std::string(key) + "\":") != std::string::npos);
    CHECK(text.find("\"level\":\"verified\"") != std::string::npos);
    CHECK(text.find("\"relative_error\":1e-") != std::string::npos);
    CHECK(text.find("\"score_error\":1e-") != std::string::npos);
    CHECK(text.find("\"amount\":-4") != std::string::npos);
    CHECK(text.find("\"amount\":7") != std::string::npos);
}
