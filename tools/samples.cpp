// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// `--samples`: the spread of scores from the uncertainties that the files state (docs/monte-carlo.md), for models and binary databases.

#include <iostream>
#include <thread>

#include "command.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/table.hpp"

namespace tool {
namespace {

/// "3 exchanges with formulas, 1 uncertain parameter"; "" if nothing was left out.
std::string left_out_text(tanji::LeftOutSpreads const& left) {
    std::vector<std::string> parts;
    auto const add = [&parts](std::size_t number, std::string const& noun, std::string const& after) {
        if (number > 0) parts.push_back(counted(number, noun) + after);
    };
    add(left.formulas, "exchange", " with formulas");
    add(left.zero, "exchange", " of amount 0");
    add(left.unusable, "exchange", " with an unusable spread");
    add(left.parameters, "uncertain parameter", "");
    return tanji::join(parts, ", ");
}

}  // namespace

tanji::ScoreSamples draw_samples(Options const& options, std::function<tanji::Result<tanji::ScoreSamples>(tanji::MonteCarloOptions const&, tanji::WorkControl const&)> const& run) {
    tanji::ThreadExecutor executor(static_cast<int>(std::thread::hardware_concurrency()));  // changes no number
    tanji::WorkControl control{.executor = &executor};
    if (options.progress) control.on_progress = [](std::size_t done, std::size_t total) { std::cerr << "samples: " << 100 * done / total << " %" << (done == total ? "\n" : "\r") << std::flush; };
    return run({.seed = options.seed, .amount = options.lognormal == "mean" ? tanji::LognormalAmount::mean : tanji::LognormalAmount::median}, control).value();
}

std::vector<Setting> sample_settings(Options const& options) {
    if (options.samples == 0) return {};
    return {{"samples", std::to_string(options.samples)},
            {"seed", std::to_string(options.seed)},
            {"random numbers", "Philox4x32-10 by seed, role, item and sample"},
            {"lognormal amounts", options.lognormal == "mean" ? "means" : "medians"}};
}

std::string samples_text(tanji::ScoreSamples const& samples, std::vector<ScoreName> const& names) {
    tanji::TextTable table({"category", "part", "as stored", "median", "mean", "sd", "2.5 %", "97.5 %", "unit"});
    for (std::size_t k = 0; k < names.size(); ++k) {
        auto const s = samples.result.summary(static_cast<std::int32_t>(k));
        auto const show = [](double value) { return tanji::number_text(value, 6); };
        table.add_row({names[k].category, names[k].part, show(samples.result.nominal[k]), show(s.median), show(s.mean), show(s.sd), show(s.quantile_025), show(s.quantile_975), names[k].unit});
    }
    auto const left = left_out_text(samples.left_out);
    return "uncertainty: " + samples.result.brief() + "\n" + counted(samples.exchanges, "uncertain exchange") + " drawn; left out: " + (left.empty() ? "none" : left) + "\n" + table.text();
}

std::string samples_csv(tanji::ScoreSamples const& samples, std::vector<ScoreName> const& names) {
    tanji::CsvWriter csv;
    for (auto const* name : {"method", "category", "id", "part", "unit", "stored", "samples", "median", "mean", "sd", "standard_error", "percentile_2_5", "percentile_97_5", "minimum", "maximum"}) csv.field(name);
    csv.end_row();
    for (std::size_t k = 0; k < names.size(); ++k) {
        auto const s = samples.result.summary(static_cast<std::int32_t>(k));
        csv.field(names[k].method).field(names[k].category).field(names[k].id).field(names[k].part).field(names[k].unit).field(samples.result.nominal[k]).field(std::to_string(s.count));
        for (double const value : {s.median, s.mean, s.sd, s.standard_error, s.quantile_025, s.quantile_975, s.minimum, s.maximum}) csv.field(value);
        csv.end_row();
    }
    auto const left = left_out_text(samples.left_out);
    return "# uncertainty: " + samples.result.brief() + "\n# uncertain exchanges: " + std::to_string(samples.exchanges) + "\n# left out: " + (left.empty() ? "none" : left) + "\n" + std::move(csv).text();
}

void write_samples(tanji::JsonWriter& json, tanji::ScoreSamples const& samples, std::vector<ScoreName> const& names) {
    auto const& result = samples.result;
    json.key("samples").begin_object();
    json.member("samples", result.samples).member("failed", result.failed.size()).member("seed", result.seed).member("draws_per_sample", result.draws_per_sample);
    json.member("lognormal_amounts", result.amount == tanji::LognormalAmount::median ? "medians" : "means").member("solved_apart", result.solved_apart).member("turned", result.turned);
    json.member("backward_error", result.largest_backward_error).member("kernel", to_text(result.kernel)).member("uncertain_exchanges", samples.exchanges);
    json.key("left_out").begin_object().member("exchanges_with_formulas", samples.left_out.formulas).member("exchanges_of_amount_0", samples.left_out.zero);
    json.member("exchanges_unusable", samples.left_out.unusable).member("parameters", samples.left_out.parameters).end_object();
    json.key("scores").begin_array();
    for (std::size_t k = 0; k < names.size(); ++k) {
        auto const s = result.summary(static_cast<std::int32_t>(k));
        json.begin_object().member("method", names[k].method).member("category", names[k].category).member("id", names[k].id).member("part", names[k].part).member("unit", names[k].unit);
        json.member("stored", result.nominal[k]).member("median", s.median).member("mean", s.mean).member("sd", s.sd).member("standard_error", s.standard_error);
        json.member("percentile_2_5", s.quantile_025).member("percentile_97_5", s.quantile_975).member("minimum", s.minimum).member("maximum", s.maximum).end_object();
    }
    json.end_array().end_object();
}

}  // namespace tool
