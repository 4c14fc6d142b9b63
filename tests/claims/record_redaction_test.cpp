// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "claims/record_sample.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/record_redaction.hpp"

using namespace tanji;
using test::sample_lines;
using test::sample_record;

namespace {

std::string const secret(32, 's');

/// Without the lines of one site.
std::string without_site(std::string_view whole, std::string const& site, std::uint64_t* count = nullptr) {
    std::string out;
    auto const withhold = [&site](RecordEntry const& entry, RecordReader const& reader) { return reader.steps()[entry.line.step].labels.front().second == site; };
    auto const withheld = redact(whole, {.secret = secret, .withhold = withhold, .sink = [&out](std::string_view bytes) { out += bytes; }});
    if (count != nullptr) *count = withheld;
    return out;
}

std::string thrown(auto&& f) {
    try {
        (void)f();
    } catch (Error const& error) {
        return error.problem().id;
    }
    return {};
}

}  // namespace

TEST_CASE("a salted record needs its secret; without it nothing can be checked") {
    auto const record = sample_record(sample_lines(), secret);
    CHECK(test::first_problem(record.text, &record.root, {.secret = secret}).empty());
    CHECK(test::first_problem(record.text, &record.root) == "record.secret");
    CHECK(test::first_problem(record.text, &record.root, {.secret = std::string(32, 't')}) == "root");
    CHECK(thrown([] { return RecordWriter(test::sample_header(), {.secret = "short"}); }) == "record.secret");
    CHECK(record.root.content != sample_record().root.content);
}

TEST_CASE("salted or not, the order of lines is no part of the content") {
    auto lines = sample_lines();
    auto const one = sample_record(lines, secret);
    std::swap(lines[0], lines[5]);
    auto const other = sample_record(lines, secret);
    CHECK(one.root.content == other.root.content);
    CHECK(one.root.sequence != other.root.sequence);
}

// Rule C10: a single line withheld by salted commitment, without the rest.
TEST_CASE("withheld lines leave the root as it is, and show nothing of themselves") {
    auto const record = sample_record(sample_lines(), secret);
    std::uint64_t withheld = 0;
    auto const redacted = without_site(record.text, "B", &withheld);
    CHECK(withheld == 5);  // four lines and the step that only they use
    CHECK(test::first_problem(redacted, &record.root).empty());  // without any secret
    CHECK_FALSE(contains_ignoring_case(redacted, "\"B\""));
    CHECK_FALSE(contains_ignoring_case(redacted, "INV-3"));
    CHECK(contains_ignoring_case(redacted, "INV-2"));
    CHECK_FALSE(contains_ignoring_case(redacted, secret));
    RecordReader reader(redacted);
    std::size_t lines = 0;
    std::size_t hidden = 0;
    while (auto const* entry = reader.next()) {
        if (entry->kind == RecordEntryKind::line) ++lines;
        if (entry->kind == RecordEntryKind::withheld && entry->withheld == RecordEntryKind::line) ++hidden;
    }
    CHECK(lines == 8);
    CHECK(hidden == 4);
}

TEST_CASE("a redacted copy cannot be changed either") {
    auto const record = sample_record(sample_lines(), secret);
    auto const redacted = without_site(record.text, "B");
    std::size_t quiet = 0;
    for (std::size_t i = 0; i < redacted.size(); i += 3) {
        std::string changed = redacted;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        if (test::first_problem(changed, &record.root).empty()) ++quiet;
    }
    CHECK(quiet == 0);
}

TEST_CASE("without salts nothing is withheld: a line of six digits can be guessed") {
    CHECK(thrown([] { return without_site(sample_record().text, "B"); }) == "record.secret");
    // The attack that salts are for: all amounts of a plain record tried against one leaf.
    auto const record = sample_record();
    RecordReader reader(record.text);
    Digest leaf{};
    while (auto const* entry = reader.next())
        if (entry->kind == RecordEntryKind::line && entry->line.row == 5) leaf = entry->leaf;
    bool guessed = false;
    for (int i = 0; i < 12 && !guessed; ++i) {
        auto lines = sample_lines();
        lines[3].mwh = 100 + 0.25 * i;
        auto const tried = sample_record(lines);
        RecordReader again(tried.text);
        while (auto const* entry = again.next()) guessed = guessed || entry->leaf == leaf;
    }
    CHECK(guessed);
}

TEST_CASE("one line can be proven against the root, with what it names") {
    for (auto const& key : {std::string(), secret}) {
        auto const record = sample_record(sample_lines(), key);
        for (std::uint64_t number = 9; number <= 20; ++number) {
            auto const proof = prove_line(record.text, number, key);
            CHECK(check_proof(proof, record.root).value());
            auto const again = try_parse_line_proof(proof.json()).value();
            CHECK(again == proof);
            auto changed = proof;
            changed.line.resolved[140] = changed.line.resolved[140] == '1' ? '2' : '1';
            CHECK(check_proof(changed, record.root).problem().id == "record.proof");
            for (std::size_t i = 0; i < proof.named.size(); ++i) {
                changed = proof;
                changed.named[i].resolved += ' ';
                CHECK(check_proof(changed, record.root).problem().id == "record.proof");
            }
            changed = proof;
            changed.way.index ^= 1;
            CHECK(check_proof(changed, record.root).problem().id == "record.proof");
        }
        CHECK(thrown([&] { return prove_line(record.text, 2, key); }) == "record.proof");
        CHECK(thrown([&] { return prove_line(record.text, 99, key); }) == "record.proof");
    }
}
