// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>

#include "command.hpp"
#include "tanji/base/text.hpp"

namespace tool {
namespace {

std::vector<Subject> all_subjects(tanji::Import const& import) {
    std::vector<Subject> subjects;
    auto const& database = import.database;
    for (tanji::Index i = 0; i < database.processes().size(); ++i) {
        auto name = database.process_name(i);
        subjects.push_back({SubjectKind::process, i, name.id, name.name, name.location});
    }
    for (tanji::Index i = 0; i < import.systems.size(); ++i) subjects.push_back({SubjectKind::system, i, import.systems[i].id, import.systems[i].name, {}});
    for (tanji::Index i = 0; i < import.results.size(); ++i) subjects.push_back({SubjectKind::result, i, import.results[i].id, import.results[i].name, {}});
    return subjects;
}

std::string describe(Subject const& subject) {
    char const* const kind = subject.kind == SubjectKind::process ? "process" : subject.kind == SubjectKind::system ? "product system" : "stored result";
    return std::string(kind) + " " + subject.id + "  " + std::string(tanji::trim(subject.name)) + (subject.location.empty() ? "" : " [" + subject.location + "]");
}

template <class Test>
std::vector<Subject> filter(std::vector<Subject> const& subjects, Test test) {
    std::vector<Subject> found;
    std::copy_if(subjects.begin(), subjects.end(), std::back_inserter(found), test);
    return found;
}

[[noreturn]] void refuse_unknown(std::vector<Subject> const& subjects, std::string const& text) {
    std::vector<std::string> names;
    for (auto const& subject : subjects) names.emplace_back(tanji::trim(subject.name));
    throw tanji::Error({.id = "lookup.unknown", .what = "Nothing is called \"" + text + "\"", .expected = "the id or a part of the name of a process, product system or stored result",
                        .got = text, .hint = "list them with: tanji list FILE... --processes --match TEXT", .related = tanji::nearest(text, names)});
}

[[noreturn]] void refuse_ambiguous(std::vector<Subject> const& found, std::string const& text) {
    constexpr std::size_t most = 20;
    tanji::Problem problem{.id = "lookup.ambiguous", .what = "\"" + text + "\" names " + std::to_string(found.size()) + " things", .expected = "one process, product system or stored result",
                           .got = text, .hint = "give the id, or more of the name"};
    for (std::size_t i = 0; i < (std::min)(most, found.size()); ++i) problem.related.push_back(describe(found[i]));
    if (found.size() > most) problem.related.push_back("and " + std::to_string(found.size() - most) + " more");
    throw tanji::Error(std::move(problem));
}

}  // namespace

Subject find_subject(tanji::Import const& import, std::string const& text) {
    auto const subjects = all_subjects(import);
    auto const wanted = tanji::trim(text);
    if (wanted.empty()) refuse_unknown(subjects, text);
    // From the strictest reading to the loosest; the first that matches anything decides.
    auto found = filter(subjects, [&](Subject const& s) { return s.id == wanted; });
    if (found.empty()) found = filter(subjects, [&](Subject const& s) { return tanji::trim(s.name) == wanted; });
    if (found.empty()) found = filter(subjects, [&](Subject const& s) { return tanji::equal_ignoring_case(tanji::trim(s.name), wanted); });
    if (found.empty()) found = filter(subjects, [&](Subject const& s) { return tanji::contains_ignoring_case(s.name, wanted); });
    if (found.empty()) refuse_unknown(subjects, text);
    if (found.size() > 1) refuse_ambiguous(found, text);
    return found.front();
}

}  // namespace tool
