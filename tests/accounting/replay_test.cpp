// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "support/shared.hpp"
#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/accounting/replay.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/claims/record_redaction.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

// Numbers of a factor table of the tests: made up, so that no edition of the world moves them.
constexpr std::string_view factor_table =
    "key,what,region,year,kind,gas,value,unit,edition,document,confidence\n"
    "grid.cn.2023,\"electricity, grid\",CN,2023,direct,co2-fossil,0.5366,kg/kWh,2023,Notice A,official-seen\n"
    "gas.cn,natural gas,CN,2023,direct,co2-fossil,56.1,kg/GJ net,2023,Guideline B,official-seen\n"
    "gas.cn,natural gas,CN,2023,direct,ch4-fossil,0.001,kg/GJ net,2023,Guideline B,official-seen\n";

FactorDatabase factors(std::string from = {}, std::string to = {}) {
    std::string table(factor_table);
    if (!from.empty()) table.replace(table.find(from), from.size(), to);
    return FactorDatabase::from_csv(table, "factors.csv");
}

std::string activity_csv(bool shuffled = false) {
    std::vector<std::string> rows;
    for (int month = 1; month <= 12; ++month) {
        std::string const m = (month < 10 ? "2023-0" : "2023-") + std::to_string(month);
        rows.push_back("E-" + m + ",plant A,electricity,\"electricity, grid\",CN," + std::to_string(1200 + 7 * month) + ".5,MWh," + m + ",measured,INV-" + std::to_string(month) + ",L. Wang,J. Li,2024-01-10,2024-01-12");
        rows.push_back("G-" + m + ",plant A,stationary-combustion,natural gas,CN," + std::to_string(300 + month) + ",GJ net," + m + ",measured,GAS-" + std::to_string(month) + ",L. Wang,J. Li,2024-01-10,2024-01-12");
    }
    if (shuffled) std::shuffle(rows.begin(), rows.end(), std::mt19937(5));
    return "id,site,category,what,place,amount,unit,period,source_type,evidence,operator,reviewer,entered_at,reviewed_at\n" + join(rows, "\n") + "\n";
}

OrganisationInventory inventory(bool shuffled = false, FactorDatabase const& database = factors()) {
    return account(read_activity_csv(activity_csv(shuffled), "plant.csv"), {}, RuleSet::get("ghg-protocol", year_period(2023)), database);
}

struct Written {
    std::string text{};
    RecordRoot root{};
};
Written written(OrganisationInventory const& of, std::string const& secret = {}) {
    Written out;
    out.root = write_record(of, {.writer = {.sink = [&out](std::string_view bytes) { out.text += bytes; }, .secret = secret}});
    return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

/// The file with its last root entry recomputed: what a careful forger does.
std::string resealed(std::string_view text) {
    RecordReader reader(text);
    RecordRoot root;
    while (auto const* entry = reader.next())
        if (entry->kind == RecordEntryKind::root) root = entry->computed;
    std::string out(text.substr(0, text.rfind("{\"root\"")));
    return out + "{\"root\":{\"content\":\"" + to_hex(root.content) + "\",\"entries\":" + std::to_string(root.entries) + ",\"lines\":" + std::to_string(root.lines) + ",\"sequence\":\"" + to_hex(root.sequence) + "\"}}\n";
}

}  // namespace

TEST_CASE("an inventory replays from its record alone, bit by bit") {
    auto const of = inventory();
    auto const record = written(of);
    auto const replay = replay_record(record.text, {.kept = record.root, .bound_ulp = 0});
    CHECK_MESSAGE(!replay.first, (replay.first ? to_text(replay.first->problem) : ""));
    CHECK(replay.largest_ulp == 0);
    CHECK(replay.lines == 24);
    CHECK(replay.root == record.root);
    CHECK(replay.findings.empty());
    CHECK(replay.recomputed == record_numbers(of));
    // By hand: sum of (1200.5 + 7 m) MWh x 536.6 kg/MWh over m = 1..12, and of (300 + m) GJ x 56.1 kg/GJ.
    auto const co2 = std::find_if(replay.recomputed.begin(), replay.recomputed.end(), [](auto const& number) { return number.of == "co2-fossil location-based"; });
    REQUIRE(co2 != replay.recomputed.end());
    CHECK(co2->amount == doctest::Approx((12 * 1200.5 + 7 * 78) * 536.6 + (12 * 300 + 78) * 56.1).epsilon(1e-12));
}

TEST_CASE("a line says what was entered, where, by whom, and how it was calculated (rule C10)") {
    auto const record = written(inventory());
    RecordReader reader(record.text);
    bool seen = false;
    while (auto const* entry = reader.next()) {
        if (entry->kind != RecordEntryKind::line || entry->line.id != "E-2023-01") continue;
        seen = true;
        auto const& context = reader.contexts()[entry->line.context];
        auto const& step = reader.steps()[entry->line.step];
        CHECK(entry->line.entered == "1207.5");
        CHECK(entry->line.evidence == "INV-1");
        CHECK(entry->line.row == 1);
        CHECK(step.unit == "MWh");
        CHECK(entry->line.amount == 1207.5 * step.scale);
        CHECK(step.source_type == "measured");
        CHECK(step.method == "inventory-line");
        CHECK(reader.files()[context.file].name == "plant.csv");
        CHECK(reader.files()[context.file].sha256 == sha256_hex(activity_csv()));
        CHECK(context.entered_by == "L. Wang");
        CHECK(context.reviewed_by == "J. Li");
        CHECK(context.from == "2023-01-01");
        CHECK(reader.factors()[step.factor].key == "grid.cn.2023");
        CHECK(reader.factors()[step.factor].edition == "2023");
    }
    CHECK(seen);
    CHECK(reader.header().rule_set == "ghg-protocol 2015");
    CHECK(reader.header().rule_set_sha256.size() == 64);
    CHECK(reader.header().gwp_set == "AR6-100");
}

// "the order of lines changes no bit of a result but is protected in the record"
TEST_CASE("order: the same numbers, the same content, another sequence, and named as such") {
    auto const one = written(inventory());
    auto const other = written(inventory(true));
    auto const replay = replay_record(other.text, {.bound_ulp = 0});
    CHECK_FALSE(replay.first);
    CHECK(replay.recomputed == replay_record(one.text).recomputed);
    CHECK(one.root.sequence != other.root.sequence);
    // Two lines of one file changed places: against the kept root, and by itself.
    auto const a = one.text.rfind('\n', one.text.find("\"INV-2\"")) + 1;
    auto const b = one.text.find('\n', a) + 1;
    REQUIRE(one.text[a] == '[');
    REQUIRE(one.text[b] == '[');
    std::string const second = one.text.substr(b, one.text.find('\n', b) + 1 - b);
    std::string const swapped = one.text.substr(0, a) + second + one.text.substr(a, b - a) + one.text.substr(b + second.size());
    CHECK(replay_record(swapped).first->cause == ReplayCause::order_changed);
    auto const sealed = resealed(swapped);
    CHECK_FALSE(replay_record(sealed).first);
    CHECK(replay_record(sealed, {.kept = one.root}).first->cause == ReplayCause::order_changed);
}

TEST_CASE("a tampered line is named with its place") {
    auto const record = written(inventory());
    auto const edited = replaced(record.text, "\"1207.5\"", "\"1107.5\"");
    auto const replay = replay_record(edited, {.reader = {.name = "record.jsonl"}});
    REQUIRE(replay.first);
    CHECK(replay.first->cause == ReplayCause::tampered);
    CHECK(replay.first->problem.id == "record.differs");
    CHECK(replay.first->problem.where.file == "record.jsonl");
    CHECK(replay.first->problem.where.row == 1);
    CHECK_FALSE(replay.intact());
    // Consistently: text and amount. The root does not hold; against the original the line is named.
    std::string both = edited;
    auto const at = both.find("\"1107.5\",") + 9;
    RecordReader reader(record.text);
    double scale = 0;
    while (auto const* entry = reader.next())
        if (entry->kind == RecordEntryKind::line && entry->line.id == "E-2023-01") scale = reader.steps()[entry->line.step].scale;
    std::string amount;
    append_canonical(amount, 1107.5 * scale);
    both.replace(at, both.find(',', at) - at, amount);
    CHECK(replay_record(both).first->cause == ReplayCause::tampered);
    auto const forged = resealed(both);
    auto const unkept = replay_record(forged);
    CHECK(unkept.first->cause == ReplayCause::differs);  // the results were not changed with it
    auto const named = replay_record(forged, {.kept = record.root, .original = record.text});
    REQUIRE(named.first);
    CHECK(named.first->cause == ReplayCause::not_kept);
    CHECK(named.first->problem.id == "record.other-line");
    CHECK(contains_ignoring_case(named.first->problem.expected, "1207.5"));
    CHECK(contains_ignoring_case(named.first->problem.got, "1107.5"));
}

TEST_CASE("a factor that was changed in the record is not its digest") {
    auto const record = written(inventory());
    auto const replay = replay_record(replaced(record.text, "0.5366", "0.4366"));
    REQUIRE(replay.first);
    CHECK(replay.first->problem.id == "record.factor");
    CHECK(replay.first->cause == ReplayCause::tampered);
}

TEST_CASE("a newer edition of a factor is named, and moves nothing") {
    auto const record = written(inventory());
    auto const replay = replay_record(record.text, {.kept = record.root, .factors = factors("0.5366,kg/kWh,2023", "0.5306,kg/kWh,2024")});
    REQUIRE(replay.first);
    CHECK(replay.first->cause == ReplayCause::factor_edition);
    CHECK(contains_ignoring_case(replay.first->problem.expected, "0.5366"));
    CHECK(contains_ignoring_case(replay.first->problem.got, "0.5306"));
    CHECK(replay.intact());
    CHECK(replay.same());
    CHECK(replay.largest_ulp == 0);
    CHECK_FALSE(replay_record(record.text, {.factors = factors()}).first);
}

// Rule C10: "replaying an old record says 'method revised by', not 'tampered'".
TEST_CASE("a method that was revised since is said to be revised, not tampered with") {
    auto const record = written(inventory());
    constexpr MethodRevision later[] = {{"inventory-line", 1, "0.2.0", "first"}, {"inventory-line", 2, "0.9.0", "transport losses are added"}};
    CHECK_FALSE(replay_record(record.text, {.methods = later}).first);  // where the numbers are the same, nothing is to say
    // A record whose results the old method made otherwise: written so, and whole.
    RecordReader reader(record.text);
    std::string old;
    RecordWriter writer(reader.next() != nullptr ? reader.header() : RecordHeader{}, {.sink = [&old](std::string_view bytes) { old += bytes; }});
    RecordRoot root;
    while (auto const* entry = reader.next()) {
        if (entry->kind == RecordEntryKind::file) (void)writer.file(reader.files().back());
        if (entry->kind == RecordEntryKind::factor) (void)writer.factor(reader.factors().back());
        if (entry->kind == RecordEntryKind::context) (void)writer.context(reader.contexts().back());
        if (entry->kind == RecordEntryKind::step) (void)writer.step(reader.steps().back());
        if (entry->kind == RecordEntryKind::line) writer.line(entry->line);
        if (entry->kind != RecordEntryKind::results) continue;
        auto results = entry->results;
        for (auto& number : results.numbers) number.amount *= 0.97;
        root = writer.finish(results);
    }
    auto const replay = replay_record(old, {.kept = root, .methods = later});
    REQUIRE(replay.first);
    CHECK(replay.first->cause == ReplayCause::method_revised);
    CHECK(contains_ignoring_case(to_text(replay.first->problem), "method revised by 0.9.0"));
    CHECK(replay.intact());
    CHECK_FALSE(replay.same());
    CHECK(replay_record(old, {.kept = root}).first->cause == ReplayCause::differs);
    // A revised method is no cover for tampering.
    CHECK(replay_record(replaced(old, "L. Wang", "M. Wang"), {.kept = root, .methods = later}).first->cause == ReplayCause::tampered);
}

TEST_CASE("corrections count, and what they replace does not") {
    auto const record = written(inventory());
    RecordReader reader(record.text);
    RecordLine was;
    std::string entered, evidence, id;
    RecordResults results;
    while (auto const* entry = reader.next()) {
        if (entry->kind == RecordEntryKind::line && entry->line.id == "E-2023-01") {
            was = entry->line;
            entered = entry->line.entered, evidence = entry->line.evidence, id = entry->line.id;
        }
        if (entry->kind == RecordEntryKind::results) results = entry->results;
    }
    was.entered = entered, was.evidence = evidence, was.id = id;
    double const scale = was.amount / 1207.5;
    std::string more;
    auto writer = RecordWriter::resume(std::move(reader), {.sink = [&more](std::string_view bytes) { more += bytes; }});
    RecordLine instead = was;
    instead.entered = "1200";
    instead.amount = 1200 * scale;
    writer.correct({.by = "J. Li", .at = "2024-03-01", .why = "meter was read a day late"}, was, instead);
    // What the totals are now: the inventory of the corrected file.
    auto const corrected = account(read_activity_csv(replaced(activity_csv(), "1207.5", "1200"), "plant.csv"), {}, RuleSet::get("ghg-protocol", year_period(2023)), factors());
    results.numbers = record_numbers(corrected);
    auto const root = writer.finish(results);
    auto const replay = replay_record(record.text + more, {.kept = root, .bound_ulp = 0});
    CHECK_MESSAGE(!replay.first, (replay.first ? to_text(replay.first->problem) : ""));
    CHECK(replay.corrections == 1);
    // The earlier state is in there, and its kept root still holds.
    CHECK_FALSE(replay_record(record.text + more, {.kept = record.root}).first);
}

TEST_CASE("a redacted copy is intact against the kept root, and says what it lacks") {
    std::string const secret(32, 'k');
    auto const record = written(inventory(), secret);
    std::string shown;
    auto const hidden = redact(record.text, {.secret = secret, .withhold = [](RecordEntry const& entry, RecordReader const&) { return entry.line.id == "G-2023-03"; },
                                             .sink = [&shown](std::string_view bytes) { shown += bytes; }});
    CHECK(hidden == 1);
    auto const replay = replay_record(shown, {.kept = record.root});
    CHECK_MESSAGE(!replay.first, (replay.first ? to_text(replay.first->problem) : ""));
    CHECK(replay.withheld == 1);
    CHECK(replay.lines == 23);
    CHECK_FALSE(contains_ignoring_case(shown, "GAS-3"));
}

TEST_CASE("without a kept root the replay says that only accident is detected") {
    auto const record = written(inventory());
    auto const replay = replay_record(record.text);
    REQUIRE(replay.findings.size() == 1);
    CHECK(replay.findings[0].problem.id == "record.no-root");
    auto const cut = record.text.substr(0, record.text.rfind("{\"root\""));
    CHECK(replay_record(cut).first->problem.id == "record.order");
}

// "For every result of both rows": an emission has the same format, digests and causes as an inventory.
TEST_CASE("the record of an emission replays, and what was changed in it is named") {
    auto const db = factors();
    auto const total = emission({2.5, unit("MWh"), {}}, db.get_key("grid.cn.2023")) + emission({7, unit("GJ net"), {}}, db.get_key("gas.cn"));
    auto const text = total.record(gwp::ar6(100)).lines();
    auto const replay = replay_record(text, {.bound_ulp = 0});
    CHECK_MESSAGE(!replay.first, (replay.first ? to_text(replay.first->problem) : ""));
    CHECK(replay.lines == 2);
    REQUIRE(replay.root);
    CHECK(replay.recomputed == total.record(gwp::ar6(100)).results);
    CHECK_FALSE(replay_record(total.record(gwp::ar6(100)).json(true), {.kept = replay.root}).first);
    CHECK(replay_record(replaced(text, "0.5366", "0.5466")).first->problem.id == "record.factor");
    auto const entered = replay_record(replaced(text, "\"2.5\"", "\"2.6\""));
    CHECK(entered.first->cause == ReplayCause::tampered);
    CHECK(contains_ignoring_case(to_text(entered.first->problem), "does not follow from what was entered"));
    CHECK(replay_record(replaced(text, "\"transcribed-2\"", "\"transcribed-3\"")).first->cause == ReplayCause::tampered);
    // Results written anew, whole by themselves.
    auto record = total.record(gwp::ar6(100));
    record.results.back().amount *= 0.97;
    CHECK(replay_record(record.lines()).first->cause == ReplayCause::differs);
    constexpr MethodRevision later[] = {{"amount-times-factor", 2, "0.9.0", "losses are added"}};
    auto const revised = replay_record(record.lines(), {.methods = later});
    CHECK(revised.first->cause == ReplayCause::method_revised);
    CHECK(contains_ignoring_case(to_text(revised.first->problem), "method revised by 0.9.0"));
    CHECK(revised.intact());
}

TEST_CASE("records of the first schema replay as before") {
    auto const text = read_text_file(test::source_dir() + "/tests/claims/data/record-1.json");
    auto const replay = replay_record(text);
    CHECK_MESSAGE(!replay.first, (replay.first ? to_text(replay.first->problem) : ""));
    CHECK(replay.largest_ulp == 0);
    // Announcement 2025 No. 47: 0.6553 kg CO2/kWh in Anhui, 1200 MWh; and 350.5 l of petrol.
    CHECK(replay.recomputed.front().amount > 1.2e6 * 0.6553);
    CHECK(replay_record(replaced(text, "0.6553", "0.6453")).first->cause == ReplayCause::tampered);
    CHECK(replay_record("{}").first->problem.id == "record.schema");
    CHECK(replay_record("7").first->problem.id == "record.schema");
    CHECK(replay_record(replaced(text, "\"emission\"", "\"footprint\"")).first->problem.id == "record.subject");
}

TEST_CASE("two steps by a factor that is not its digest are refused, once") {
    std::string const head = "site,category,what,place,amount,unit,period\n", row = ",electricity,\"electricity, grid\",CN,1,MWh,2023\n";
    auto const two = account(read_activity_csv(head + "A" + row + "B" + row, "two.csv"), {}, RuleSet::get("ghg-protocol", year_period(2023)), factors());
    auto const replay = replay_record(replaced(written(two).text, "\"digest\":\"", "\"digest\":\"0"));
    REQUIRE(replay.first);
    CHECK(replay.first->problem.id == "record.factor");
    CHECK(std::count_if(replay.findings.begin(), replay.findings.end(), [](Finding const& each) { return each.problem.id == "record.factor"; }) == 0);
}

TEST_CASE("signatures are checked by whoever holds the key") {
    Written out;
    out.root = write_record(inventory(), {.writer = {.sink = [&out](std::string_view bytes) { out.text += bytes; }, .hooks = {.sign = [](std::string_view root) { return "key:" + std::string(root.substr(0, 20)); }}}});
    ReplayOptions options{.kept = out.root, .hooks = {.signature_holds = [](std::string_view root, std::string_view signature) { return signature == "key:" + std::string(root.substr(0, 20)); }}};
    CHECK_FALSE(replay_record(out.text, options).first);
    CHECK(replay_record(replaced(out.text, "key:", "kez:"), options).first->problem.id == "record.signature");
}
