// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <iostream>

#include "command.hpp"
#include "tanji/analysis/check.hpp"
#include "tanji/report/footprint_json.hpp"

namespace tool {

int check(Options const& options) {
    auto const loaded = load(options.files);
    auto const system = tanji::link(loaded.import.database, link_options(options, loaded, nullptr));
    std::vector<tanji::Finding> findings = loaded.import.findings;
    auto const add = [&findings](auto const& more) { findings.insert(findings.end(), more.begin(), more.end()); };
    add(system.findings());
    add(tanji::check_units(loaded.import.database));
    add(tanji::check_system(system));

    auto const count = [&findings](tanji::Severity severity) { return std::count_if(findings.begin(), findings.end(), [=](auto const& finding) { return finding.severity == severity; }); };
    auto used = settings(options, loaded, {});
    used.push_back({"linking", std::string(to_text(system.options().policy))});
    used.push_back({"allocation", std::string(to_text(system.options().allocation))});
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        json.member("errors", count(tanji::Severity::error)).member("warnings", count(tanji::Severity::warning));
        tanji::write_findings(json, findings);
        json.end_object();
        std::cout << json.text() << '\n';
    } else {
        std::cout << settings_text(used) << findings_text(findings, 40) << counted(findings.size(), "finding") << ": " << counted(static_cast<std::size_t>(count(tanji::Severity::error)), "error") << ", "
                  << counted(static_cast<std::size_t>(count(tanji::Severity::warning)), "warning") << ", " << count(tanji::Severity::set_aside) << " set aside, " << counted(static_cast<std::size_t>(count(tanji::Severity::note)), "note") << "\n";
    }
    bool const loops = std::any_of(findings.begin(), findings.end(), [](auto const& finding) { return finding.problem.id == "solve.unproductive"; });
    return count(tanji::Severity::error) > 0 ? failed : loops ? unproductive : ok;
}

}  // namespace tool
