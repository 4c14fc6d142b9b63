// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// An auditor's replay: the company hands over a record and, long before, the root of it. Everything else is recomputed.

#include <iostream>
#include <string>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/accounting/replay.hpp"

using namespace tanji;

int main() {
    auto const lines = read_activity_csv("site,category,what,place,amount,unit,period,source_type,evidence,operator\n"
                                         "plant A,electricity,\"electricity, grid\",CN,1200.5,MWh,2023-01,measured,INV-1,L. Wang\n"
                                         "plant A,electricity,\"electricity, grid\",CN,1180,MWh,2023-02,measured,INV-2,L. Wang\n",
                                         "meters.csv");
    auto const inventory = account(lines, {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped());

    // The company: the record is a file, the root goes to whoever must be sure later on.
    std::string record;
    RecordRoot const kept = write_record(inventory, {.writer = {.sink = [&record](std::string_view bytes) { record += bytes; }}});

    // The auditor: from what was entered, by the factors in the record, to the totals.
    auto const replay = replay_record(record, {.kept = kept});
    std::cout << replay.lines << " lines, " << (replay.first ? to_text(replay.first->cause) : "the same bits") << '\n';
    for (auto const& number : replay.recomputed)
        if (number.of == "co2e scope 2 location-based") std::cout << number.of << ": " << number.amount << ' ' << number.unit << '\n';

    // Somebody makes January smaller.
    std::string changed = record;
    changed.replace(changed.find("1200.5"), 6, "1000.5");
    auto const second = replay_record(changed, {.kept = kept, .reader = {.name = "record.jsonl"}});
    std::cout << to_text(second.first->cause) << ": " << second.first->problem.what << "\n  expected " << second.first->problem.expected << "\n  got " << second.first->problem.got << '\n';
}
