// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Thirty models, each broken in its own way, and who is to blame. What each must say follows from how it was broken; every name
// in capitals that is not listed must not occur in any word of the diagnosis.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include "solve/random_system.hpp"
#include "tanji/solve/diagnose.hpp"

using namespace tanji;

namespace {
struct Broken {
    char const* what;
    std::vector<std::vector<double>> a; ///< products A, B, C, ... of processes PA, PB, PC, ...
    std::vector<std::string> ids;       ///< of all findings, sorted
    std::string guilty;                 ///< letters of all processes and products that may and must be named
    std::string says{};                 ///< part of some hint or sentence
};

std::vector<Broken> const models = {
    // ---- patterns
    {"a product that nobody makes", {{1, 0}, {-1, 2}, {-1, 0}}, {"solve.not-square"}, "C", "C has no producer"},
    {"two products that nobody makes", {{1, 0}, {-1, 0}, {-1, 2}, {-1, 0}}, {"solve.not-square"}, "BD", "B has no producer"},
    {"two processes for one product", {{1, 0, -1}, {-1, 2, 3}}, {"solve.not-square"}, "BC", "PB and PC both make B"},
    {"three processes for one product", {{1, 1, 1, -1}, {0, 0, 0, 1}}, {"solve.not-square"}, "ABC", "PA, PB and PC all make A"},
    {"a process with two products", {{1, 0, 0}, {2, 0, -1}, {-1, 1, 0}, {0, 0, 1}}, {"solve.not-square"}, "AB", "have only one process among them, PA"},
    {"a process with three products", {{1, 0}, {2, 0}, {3, -1}, {0, 1}}, {"solve.not-square"}, "ABC", "A, B and C have only one process among them, PA"},
    {"a process that makes nothing", {{1, -1, -1}, {0, 1, -1}}, {"solve.not-square"}, "C", "PC has no product of its own"},
    {"one product twice, another never", {{1, 1, 1}, {-1, 0, 0}, {-2, 0, 0}}, {"solve.structure"}, "ABC", "C has no producer"},
    {"two joint processes for three products", {{1, 1, 0}, {1, 2, 0}, {2, 1, -1}, {0, 0, 1}}, {"solve.not-square"}, "ABC", "fewer processes than products"},
    {"a waste treated twice", {{1, 0, 0}, {2, -1, -1}}, {"solve.not-square"}, "BC", "PB and PC both make B"},
    {"a missing producer and a surplus one elsewhere", {{1, 0, 0}, {-1, 0, 0}, {0, 1, 1}}, {"solve.structure"}, "BC", "PB and PC both make C"},
    // ---- singular
    {"gain exactly 1 (olca-singular)", {{1, -2}, {-1, 2}}, {"solve.singular"}, "AB", "2 processes form a closed loop with gain exactly 1"},
    {"gain 1 round three", {{1, 0, -.5, 0}, {-4, 1, 0, 0}, {0, -.5, 1, 0}, {-1, 0, 0, 1}}, {"solve.singular"}, "ABC", "3 processes form a closed loop"},
    {"gain 1 up to rounding", {{1, 0, -.1}, {-.3, 1, 0}, {0, -1 / .03, 1}}, {"solve.singular"}, "ABC", "gain exactly 1"},
    {"the same process twice", {{1, 1, 0}, {-1, -1, -.5}, {0, 0, 1}}, {"solve.singular"}, "AB", "PA and PB are the same"},
    {"copies that differ by a factor", {{1, 3, -.1, 0}, {-1, -3, 0, 0}, {-.2, -.6, 1, 0}, {-1, -3, -1, 1}}, {"solve.singular"}, "AB", "PA and PB are the same up to a factor"},
    {"two singular pairs", {{1, -1, 0, 0, 0}, {-1, 1, 0, 0, 0}, {0, 0, 1, -3, -1}, {0, 0, -1, 3, 0}, {0, 0, 0, 0, 1}}, {"solve.singular", "solve.singular"}, "ABCD"},
    {"a treatment that needs what makes the waste", {{-1, 1, 0}, {-1, 1, -1}, {0, 0, 1}}, {"solve.singular"}, "AB"},
    // ---- nearly singular
    {"gain nearly 1", {{1, -1, 0}, {-1, 1 + 1e-12, 0}, {-1, 0, 1}}, {"solve.nearly-singular"}, "AB", "gain nearly 1"},
    {"nearly the same process twice", {{1, 2, -1}, {-1, -2 - 1e-12, 0}, {0, 0, 1}}, {"solve.nearly-singular"}, "AB", "are the same up to a factor"},
    // ---- unproductive
    {"gain 2 (unproductive-loop)", {{1, -2}, {-1, 1}}, {"solve.unproductive"}, "AB", "loop gain 2 >= 1"},
    {"gain 2 beside sound loops", {{1, -2, 0, 0}, {-1, 1, 0, 0}, {-1, 0, 1, -.5}, {0, 0, -.5, 1}}, {"solve.unproductive"}, "AB"},
    {"two small loops through one node", {{1, -.6, -.6, 0}, {-1, 1, 0, 0}, {-1, 0, 1, 0}, {-.5, 0, 0, 1}}, {"solve.unproductive"}, "ABC", "loop gain 1.09545 >= 1"},
    {"a loop over waste", {{-1, .5, 0}, {-3, 1, 0}, {1, -.1, 1}}, {"solve.unproductive"}, "AB", "loop gain 1.5 >= 1"},
    {"two broken loops in one component", {{1, -4, -.01, 0}, {-1, 1, 0, 0}, {-.01, 0, 1, -9}, {0, 0, -1, 1}}, {"solve.unproductive", "solve.unproductive"}, "ABCD"},
    {"broken and singular in one system", {{1, -4, 0, 0, 0}, {-1, 1, 0, 0, 0}, {0, 0, 1, -1, 0}, {0, 0, -1, 1, 0}, {0, 0, 0, -1, 1}}, {"solve.singular", "solve.unproductive"}, "ABCD"},
    {"an input 1,000 times too large", {{1, -.2, -.1, -.3}, {-300, 1, -.2, -.1}, {-.2, -.1, 1, -.1}, {-.1, -.2, -.1, 1}}, {"solve.unproductive"}, "AB", "PA takes 300 of B, which looks 1,000 times too large; 0.3 would"},
    {"an input 1,000,000 times too large", {{1, -.2, -.1, -.3}, {-3e5, 1, -.2, -.1}, {-.2, -.1, 1, -.1}, {-.1, -.2, -.1, 1}}, {"solve.unproductive"}, "AB", "PA takes 300000 of B, which looks 1,000,000 times too large"},
    {"an output 1,000 times too small",
     {{1, -.1, -.1, -.1, -.1, -.1}, {-.2, .001, -.1, -.1, -.1, -.1}, {-.1, -.1, 1, -.1, -.1, -.1}, {-.1, -.1, -.1, 1, -.1, -.1}, {-.1, -.1, -.1, -.1, 1, -.1}, {-.1, -.1, -.1, -.1, -.1, 1}},
     {"solve.unproductive"}, "AB", "PB makes 0.001 of B, which looks 1,000 times too small; 1 would"},
    {"a credit too small to carry the loop", {{1, -2, -1}, {-1, 1, 0}, {.1, 0, 1}}, {"solve.unproductive"}, "AB", "loop gain 2 >= 1"},
    // ---- faults of two kinds
    {"a missing producer beside a broken loop", {{1, -2, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {-1, 0, 0, 0}}, {"solve.not-square"}, "E", "E has no producer"},
    {"a surplus producer beside a singular loop", {{1, -1, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, 1}}, {"solve.not-square", "solve.singular"}, "ABCD", "PC and PD both make C"},
    // ---- sound, though it may not look so
    {"a negative supply by a credit", {{1, 2}, {-1, 1}}, {}, ""},
    {"a loop that a credit carries", {{1, -2, -1}, {-1, 1, 0}, {1.5, 0, 1}}, {}, ""},
    {"units far apart", {{1e-9, -1e9}, {-.5e-12, 1e6}}, {}, ""},
};

/// Letters of all names in the words: "PA" is a process, "A" a product; words of the messages begin with at most one capital.
std::set<char> named(std::vector<Finding> const& findings) {
    std::set<char> letters;
    for (Finding const& finding : findings) {
        auto const& problem = finding.problem;
        std::string text = problem.what + ' ' + problem.where.object + ' ' + problem.got + ' ' + problem.hint;
        for (auto const& line : problem.related) text += ' ' + line;
        for (std::size_t k = 0; k < text.size(); ++k) {
            auto const letter = [&](std::size_t at) { return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0; };
            if (k > 0 && letter(k - 1)) continue;
            std::size_t end = k;
            while (letter(end)) ++end;
            std::string const word = text.substr(k, end - k);
            if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'F') letters.insert(word[0]);
            if (word.size() == 2 && word[0] == 'P' && word[1] >= 'A' && word[1] <= 'F') letters.insert(word[1]);
        }
    }
    return letters;
}

SystemDiagnosis diagnosis_of(Broken const& model) {
    DiagnoseOptions options;
    options.names.process = [](std::int32_t j) { return std::string("P") + static_cast<char>('A' + j); };
    options.names.product = [](std::int32_t i) { return std::string(1, static_cast<char>('A' + i)); };
    return diagnose(test::system_of(model.a), options);
}
}  // namespace

TEST_CASE("each broken model names the guilty part and nothing else") {
    CHECK(models.size() >= 30);
    for (Broken const& model : models) {
        auto const diagnosis = diagnosis_of(model);
        std::string text, what = model.what;
        for (auto const& finding : diagnosis.findings) text += to_text(finding) + '\n';
        CAPTURE(what);
        CAPTURE(text);
        std::vector<std::string> ids;
        for (auto const& finding : diagnosis.findings) ids.push_back(finding.problem.id);
        std::sort(ids.begin(), ids.end());
        CHECK(ids == model.ids);
        auto const letters = named(diagnosis.findings);
        CHECK(std::string(letters.begin(), letters.end()) == model.guilty);
        CHECK(text.find(model.says) != std::string::npos);
        for (auto const& finding : diagnosis.findings) CHECK_FALSE(finding.problem.hint.empty());
    }
}

TEST_CASE("the guilty are the same in other units and in another order") {
    for (Broken const& model : models) {
        std::string what = model.what;
        CAPTURE(what);
        auto const expected = named(diagnosis_of(model).findings);
        Broken other = model;
        for (std::size_t i = 0; i < other.a.size(); ++i)
            for (double& value : other.a[i]) value *= i % 2 == 0 ? 4096 : 1. / 1024; // other units of products
        CHECK(named(diagnosis_of(other).findings) == expected);
        other = model;
        std::reverse(other.a.begin(), other.a.end()); // other order of products: names change places with their rows
        for (auto& row : other.a) std::reverse(row.begin(), row.end());
        // Not square: rows and columns would be mirrored apart. Six: any neighbour closes a loop with the wrong output.
        if (model.a.size() != model.a.front().size() || model.a.size() == 6) continue;
        std::set<char> mirrored;
        for (char const letter : expected) mirrored.insert(static_cast<char>('A' + ('A' + static_cast<char>(model.a.size()) - 1 - letter)));
        CHECK(named(diagnosis_of(other).findings) == mirrored);
    }
}
