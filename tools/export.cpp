// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <iostream>

#include "command.hpp"
#include "tanji/io/matrix_export.hpp"

namespace tool {

int export_matrices(Options const& options) {
    if (options.export_as == "binary") return export_binary(options);
    auto const loaded = load(options.files);
    auto const results = solve(options, loaded);
    if (results.size() != 1) {
        throw tanji::Error({.id = "request.subject", .what = "One export holds one demand", .expected = "one --process, or --demand CSV", .got = std::to_string(results.size()) + " subjects"});
    }
    auto const written = tanji::try_export_matrices(results.front().footprint, options.matrices).value();
    auto const used = settings(options, loaded, results);
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        json.key("written").begin_array();
        for (auto const& path : written) json.value(path);
        json.end_array().end_object();
        std::cout << json.text() << '\n';
    } else {
        std::cout << settings_text(used);
        for (auto const& path : written) std::cout << path << '\n';
    }
    return exit_code(results);
}

}  // namespace tool
