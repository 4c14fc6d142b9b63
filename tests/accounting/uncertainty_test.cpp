// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/uncertainty.hpp"

using namespace tanji;

namespace {

constexpr double z = 1.959963984540054;

// `lines` equal lines of 1 kg each: with one factor in common, or each with its own.
[[nodiscard]] UncertainSum equal_lines(std::size_t lines, bool shared, double factor_width, double activity_width) {
    UncertainSum sum;
    for (std::size_t i = 0; i < lines; ++i) {
        sum.activities.push_back({"line " + std::to_string(i), relative(activity_width)});
        if (!shared || i == 0) sum.factors.push_back({"factor " + std::to_string(i), relative(factor_width)});
        sum.terms.push_back({i, shared ? 0 : i, 1.0});
    }
    return sum;
}

[[nodiscard]] OrganisationInventory power(std::vector<std::pair<std::string, std::string>> const& readings, double width = 0.02) {
    ActivityLinesBuilder lines;
    for (auto const& [amount, period] : readings)
        lines.add({.site = "A", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .uncertainty = width}, {.amount = amount, .period = period});
    return account(lines.finish(), {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped());
}

}  // namespace

TEST_CASE("one factor in 500 lines is one random variable") {
    // By hand: a factor known within 5 % leaves the total known within 5 %, however many lines; 500 independent ones within 5 %/sqrt(500).
    auto const shared = try_sample(equal_lines(500, true, 0.05, 0), {.seed = 3, .samples = 20000}).value();
    auto const apart = try_sample(equal_lines(500, false, 0.05, 0), {.seed = 3, .samples = 2000}).value();
    CHECK(shared.sd == doctest::Approx(500 * 0.05 / z).epsilon(1e-12));
    CHECK(shared.summary.sd == doctest::Approx(shared.sd).epsilon(0.02));
    CHECK(shared.half_width() == doctest::Approx(0.05).epsilon(0.03));
    CHECK(apart.sd == doctest::Approx(std::sqrt(500.0) * 0.05 / z).epsilon(1e-12));
    CHECK(apart.summary.sd == doctest::Approx(apart.sd).epsilon(0.06));
    REQUIRE(shared.contributions.size() == 1);
    CHECK(shared.contributions[0].name == "factor 0");
    CHECK(apart.contributions.size() == 500);
}

TEST_CASE("sums and products as approach 1 has them") {
    // Case error-propagation of shared/cases/ghg.json (IPCC 2006, volume 1, chapter 3, equations 3.1 and 3.2): 5 % and 3 % multiply to 5.8310 %;
    // 100 +- 10 % and 200 +- 5 % add up to +- 4.7140 %. Approach 1 leaves out the product of both variances, here 2e-4 of the variance.
    UncertainSum product{{{"a", relative(0.05)}}, {{"f", relative(0.03)}}, {{0, 0, 1000}}};
    CHECK(try_sample(product, {.samples = 8}).value().sd * z / 1000 == doctest::Approx(0.05830951894845301).epsilon(2e-4));
    UncertainSum sum{{{"a", relative(0.10)}, {"b", relative(0.05)}}, {{"f", Distribution::certain(1)}}, {{0, 0, 100}, {1, 0, 200}}};
    auto const added = try_sample(sum, {.seed = 1, .samples = 40000}).value();
    CHECK(added.sd * z / 300 == doctest::Approx(0.04714045207910317).epsilon(1e-12));
    CHECK(added.half_width() == doctest::Approx(0.04714045207910317).epsilon(0.02));
}

TEST_CASE("contributions add up to the variance") {
    // Two lines share a factor: Var = 9 sf + 1 s0 + 4 s1 + sf (1 s0 + 4 s1) by hand, pairs by half to either side.
    double const sf = std::pow(0.3 / z, 2), s0 = std::pow(0.2 / z, 2), s1 = std::pow(0.1 / z, 2);
    UncertainSum const sum{{{"a0", relative(0.2)}, {"a1", relative(0.1)}}, {{"f", relative(0.3)}}, {{0, 0, 1}, {1, 0, 2}}};
    auto const result = try_sample(sum, {.seed = 5, .samples = 50000}).value();
    REQUIRE(result.contributions.size() == 3);
    CHECK(result.contributions[0].name == "f");
    CHECK(result.contributions[0].factor);
    CHECK(result.contributions[0].variance == doctest::Approx(9 * sf + sf * (s0 + 4 * s1) / 2).epsilon(1e-12));
    double variance = 0, share = 0;
    for (auto const& each : result.contributions) {
        variance += each.variance;
        share += each.share;
    }
    CHECK(variance == doctest::Approx(9 * sf + s0 + 4 * s1 + sf * (s0 + 4 * s1)).epsilon(1e-12));
    CHECK(share == doctest::Approx(1));
    CHECK(result.summary.sd == doctest::Approx(std::sqrt(variance)).epsilon(0.015));
}

TEST_CASE("lognormal multipliers: the accounted amount is the median, not the mean") {
    UncertainSum const sum{{{"a", Distribution::certain(1)}}, {{"n2o", relative(2.0, DistributionKind::lognormal)}}, {{0, 0, 100}}};
    auto const result = try_sample(sum, {.seed = 2, .samples = 40000}).value();
    CHECK(result.nominal == 100.0);
    CHECK(result.summary.median == doctest::Approx(100).epsilon(0.02));
    CHECK(result.summary.quantile_975 == doctest::Approx(300).epsilon(0.04));   // 1 + 2
    CHECK(result.summary.quantile_025 == doctest::Approx(100.0 / 3).epsilon(0.04));
    double const sigma = std::log(3.0) / z;
    CHECK(result.mean == doctest::Approx(100 * std::exp(sigma * sigma / 2)).epsilon(1e-9));
}

TEST_CASE("threads, order of variables and further variables change nothing") {
    auto const sum = equal_lines(40, false, 0.1, 0.05);
    ThreadExecutor three(3);
    auto const one = try_sample(sum, {.seed = 9, .samples = 500, .keep_samples = true}).value();
    auto const many = try_sample(sum, {.seed = 9, .samples = 500, .keep_samples = true, .work = {.executor = &three}}).value();
    CHECK(one.samples == many.samples);
    UncertainSum turned = sum;
    std::reverse(turned.factors.begin(), turned.factors.end());
    for (auto& term : turned.terms) term.factor = turned.factors.size() - 1 - term.factor;
    std::reverse(turned.terms.begin(), turned.terms.end());
    CHECK(try_sample(turned, {.seed = 9, .samples = 500, .keep_samples = true}).value().samples == one.samples);
    CHECK(try_sample(sum, {.seed = 10, .samples = 500, .keep_samples = true}).value().samples != one.samples);
    // A variable that is not used yet draws its own numbers.
    UncertainSum more = sum;
    more.factors.insert(more.factors.begin(), {"factor of another line", relative(0.1)});
    for (auto& term : more.terms) ++term.factor;
    CHECK(try_sample(more, {.seed = 9, .samples = 500, .keep_samples = true}).value().samples == one.samples);
}

TEST_CASE("failed samples are counted and left out") {
    // exp(400 z) is above 1e150 for z > 0.8635, in 19.4 % of the samples (table of the normal distribution).
    UncertainSum const sum{{{"a", Distribution::certain(1)}}, {{"f", Distribution{.kind = DistributionKind::lognormal, .a = 1, .b = 400}}}, {{0, 0, 1}}};
    auto const result = try_sample(sum, {.seed = 1, .samples = 2000, .keep_samples = true}).value();
    CHECK(result.failed > 330);
    CHECK(result.failed < 450);
    CHECK_FALSE(result.analysed);
    CHECK(std::isfinite(result.summary.sd));
    CHECK(result.summary.count + result.failed == 2000);
    CHECK(result.samples.size() == result.summary.count);
}

TEST_CASE("an inventory: factors by key, readings by month") {
    auto const year = power({{"100", "2023-01"}, {"200", "2023-02"}});
    UncertaintyOptions const options{.factors = {{"grid.co2.national.avg.2023", {}, relative(0.07)}}};
    auto const result = uncertainty_of(year, options, {.seed = 4, .samples = 20000});
    CHECK(result.nominal == doctest::Approx(300 * 530.6).epsilon(1e-12));
    // sd by hand: factor 7 %, two independent readings of 2 %.
    double const f = 0.07 / z, a = 0.02 / z, weights = (100.0 * 100 + 200 * 200) * 530.6 * 530.6;
    CHECK(result.sd == doctest::Approx(std::sqrt(300 * 300 * 530.6 * 530.6 * f * f + weights * a * a * (1 + f * f))).epsilon(1e-12));
    CHECK(result.summary.sd == doctest::Approx(result.sd).epsilon(0.02));
    CHECK(result.contributions.front().name == "grid.co2.national.avg.2023");
    CHECK(result.certain.empty());
    CHECK(uncertainty_of(year, {}, {.samples = 100}).certain == std::vector<std::string>{"factor grid.co2.national.avg.2023"});
    CHECK(try_uncertainty_of(year, {.factors = {{"grid.co2.national.avg.2033", {}, relative(0.07)}}}).problem().id == "uncertainty.factor");
    // Said to be one meter with a constant error: both readings are one variable.
    UncertaintyOptions meter = options;
    meter.variable = [](ActivityLine const& line) { return line.head->site; };
    CHECK(uncertainty_of(year, meter, {.samples = 100}).sd > result.sd);
}

// By hand: 7 % of a factor alone leave the total within 7 %; what the caller states goes before it, and it goes before what is said of all others.
TEST_CASE("a factor brings the uncertainty that its source states") {
    auto const with = [](std::string const& own) {
        auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,uncertainty,document,confidence\ng,\"electricity, grid\",direct,CN,2023,kg/kWh,0.5," + own + ",A,transcribed-2\n");
        auto const lines = ActivityLinesBuilder().add({.site = "A", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .uncertainty = 0}, {.amount = "1", .period = "2023-01"}).finish();
        return account(lines, {}, RuleSet::get("ghg-protocol", year_period(2023)), factors);
    };
    auto const relative_sd = [](OrganisationInventory const& inventory, UncertaintyOptions const& options) {
        auto const result = uncertainty_of(inventory, options, {.seed = 1, .samples = 8});
        return result.sd * z / result.nominal;
    };
    CHECK(relative_sd(with("0.07"), {}) == doctest::Approx(0.07).epsilon(1e-12));
    CHECK(relative_sd(with("0.07"), {.other_factors = relative(0.5)}) == doctest::Approx(0.07).epsilon(1e-12));
    CHECK(relative_sd(with("0.07"), {.factors = {{"g", {}, relative(0.02)}}}) == doctest::Approx(0.02).epsilon(1e-12));
    CHECK(relative_sd(with(""), {.other_factors = relative(0.5)}) == doctest::Approx(0.5).epsilon(1e-12));
    CHECK(uncertainty_of(with("0.07"), {}, {.samples = 8}).certain.empty());
    CHECK(uncertainty_of(with(""), {}, {.samples = 8}).certain == std::vector<std::string>{"factor g"});
    CHECK(relative_sd(with("1.5"), {}) > 0.5);  // 100 % and more are lognormal
}

// By hand, AR6-100 (fossil methane 29.8, biogenic CO2 beside the total): a member of which 60 % count burns 10 GJ at 50 kg CO2, 1 kg CH4 and 7 kg
// biogenic CO2 each. The terms are what the total is made of: shares and GWP in, biogenic CO2 out; gas by gas where asked for.
TEST_CASE("terms of an inventory add up to its total") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,ch4-fossil,co2-biogenic,document,confidence\ngas,gas,direct,CN,2023,kg/GJ net,50,1,7,A,transcribed-2\n");
    Organisation group;
    group.members = {{"M", "mine", ""}};
    group.sites = {{"A", "pit", "M", "CN"}};
    group.shares = {{"M", year_period(2023), 0.6}};
    ActivityLinesBuilder lines;
    lines.add({.site = "A", .category = "stationary-combustion", .what = "gas", .place = "CN", .unit = "GJ net"}, {.amount = "10", .period = "2023"});
    auto const inventory = account(lines.finish(), group, RuleSet::get("ghg-protocol", year_period(2023)), factors, {.consolidation = Consolidation::equity_share});
    UncertaintyOptions const options{.factors = {{"gas", gas::ch4_fossil, relative(0.5)}, {"gas", {}, relative(0.1)}}};
    auto const result = uncertainty_of(inventory, options, {.samples = 8});
    CHECK(result.nominal == doctest::Approx(0.6 * 10 * (50 + 29.8)).epsilon(1e-14));
    CHECK(result.nominal == doctest::Approx(inventory.total().co2e.stored()).epsilon(1e-15));
    CHECK(result.sd == doctest::Approx(0.6 * 10 * std::hypot(50 * 0.1, 29.8 * 0.5) / z).epsilon(1e-12));
}

TEST_CASE("splitting a line changes no sample") {
    UncertaintyOptions const options{.factors = {{"grid.co2.national.avg.2023", {}, relative(0.07)}}};
    auto const whole = uncertainty_of(power({{"100", "2023-01"}, {"7", "2023-02"}}), options, {.seed = 4, .samples = 300, .keep_samples = true});
    auto const split = uncertainty_of(power({{"7", "2023-02"}, {"37.5", "2023-01"}, {"62.5", "2023-01"}}), options, {.seed = 4, .samples = 300, .keep_samples = true});
    CHECK(whole.samples == split.samples);
    CHECK(whole.sd == split.sd);
}

TEST_CASE("what makes no sense is refused") {
    CHECK(try_relative(1.2).problem().id == "uncertainty.unusable");
    CHECK(try_relative(-0.1, DistributionKind::lognormal).problem().id == "uncertainty.unusable");
    CHECK(try_relative(std::numeric_limits<double>::infinity(), DistributionKind::lognormal).problem().id == "uncertainty.unusable");
    CHECK(try_relative(0.1, DistributionKind::uniform).problem().id == "uncertainty.unusable");
    CHECK(try_sample({}, {.samples = 0}).problem().id == "uncertainty.samples");
    CHECK(try_sample({{{"a"}, {"a"}}, {{"f"}}, {}}).problem().id == "uncertainty.model");
    CHECK(try_sample({{{"a"}}, {{"f"}}, {{0, 1, 1.0}}}).problem().id == "uncertainty.model");
}
