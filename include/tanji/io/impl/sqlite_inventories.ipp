// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <memory>

#include "tanji/accounting/category.hpp"
#include "tanji/accounting/inventory_parts.hpp"
#include "tanji/io/impl/sqlite_factors.ipp"
#include "tanji/io/impl/sqlite_json.ipp"
#include "tanji/io/sqlite_inventories.hpp"

/// \file
/// Inventories as rows. Readings are kept as they were entered (texts of amount and period) and parsed again; results are kept as numbers. That
/// both still belong together is what the digest says in the end.
namespace tanji {
namespace detail {

/// Lists of words as JSON, for columns that are only ever shown.
[[nodiscard]] inline std::string words_text(std::vector<std::string> const& words) { return canonical_json(json_of(words)); }
[[nodiscard]] inline std::vector<std::string> stored_words(std::string const& text) {
    std::vector<std::string> words;
    json_into(parse_json(text), words, "words");
    return words;
}

/// Over everything that is stored: results and factors by OrganisationInventory::digest(), and what that leaves out (how a number was entered,
/// who proves it, rule set, organisation, findings).
[[nodiscard]] inline std::string stored_inventory_digest(OrganisationInventory const& inventory, std::string_view head_data) {
    FieldDigest out;
    out.add(inventory.digest()).add(head_data);
    auto const& activities = inventory.activities();
    std::map<ActivityProof const*, std::int64_t> proofs;
    for (auto const* proof : activities.proofs()) {
        proofs.emplace(proof, static_cast<std::int64_t>(proofs.size()));
        out.add(to_text(proof->source_type)).add(proof->evidence).add(proof->evidence_hash).add(proof->operator_name).add(proof->reviewer).add(proof->entered_at).add(proof->reviewed_at).add(proof->note);
    }
    for (auto const& file : activities.files()) out.add(file.name).add(file.sha256).add(file.sheet);
    for (auto const& line : activities) {
        out.add(line.id).add(line.amount_text).add(to_text(line.period)).add(std::int64_t{line.head_number}).add(proofs.at(line.proof)).add(std::int64_t{line.file})
            .add(static_cast<std::int64_t>(line.row));
    }
    for (auto const& applied : inventory.applied()) {
        for (auto const& step : applied.unit_path) out.add(step);
        out.add(applied.penalty);
        add_factor(out, *applied.factor);
    }
    return out.hex();
}

// ---- writing ------------------------------------------------------------------------------------------------

// Some ten thousand heads a group, so a statement each is no matter; lines are what counts.
inline void write_activity_heads(SqliteDatabase& database, std::int64_t inventory, ActivityLines const& lines) {
    SqliteUnits units(database);
    std::int64_t number = 0;
    for (auto const* head : lines.heads()) {
        database.query("INSERT INTO activity_head (inventory, number, organisation, site, source, meter, category, what, technology, place, unit, kind, factor_key, factor_edition, "
                       "factor_year, counterparty, price_year, price_ratio, exchange_rate, quality, uncertainty) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
            .bind(inventory).bind(number).bind(head->organisation).bind(head->site).bind(head->source).bind(head->meter).bind(head->category).bind(head->what).bind(head->technology)
            .bind(head->place).bind(head->unit).bind(head->kind).bind(head->factor_key).bind(head->factor_edition).bind(head->factor_year).bind(head->counterparty)
            .bind(head->price_year).bind(head->price_ratio).bind(head->exchange_rate).bind(head->quality).bind(head->uncertainty).run();
        int position = 0;
        for (auto const& conversion : head->conversions) {
            std::int64_t const unit = units.number(conversion.unit);
            database.query("INSERT INTO activity_conversion (inventory, head, position, value, unit, words) VALUES (?,?,?,?,?,?)")
                .bind(inventory).bind(number).bind(position++).bind(conversion.value).bind(unit).bind(conversion.text).run();
        }
        ++number;
    }
}

// Proofs get the numbers of their order, as heads have: lines name both by number, which is 3 bytes in place of a text.
inline void write_activities(SqliteDatabase& database, std::int64_t inventory, ActivityLines const& lines) {
    write_activity_heads(database, inventory, lines);
    std::map<ActivityProof const*, std::int64_t> proofs;
    for (auto const* proof : lines.proofs()) {
        auto const number = static_cast<std::int64_t>(proofs.size());
        proofs.emplace(proof, number);
        database.query("INSERT INTO activity_proof (inventory, number, source_type, evidence, evidence_hash, operator_name, reviewer, entered_at, reviewed_at, note) VALUES (?,?,?,?,?,?,?,?,?,?)")
            .bind(inventory).bind(number).bind(to_text(proof->source_type)).bind(proof->evidence).bind(proof->evidence_hash).bind(proof->operator_name).bind(proof->reviewer)
            .bind(proof->entered_at).bind(proof->reviewed_at).bind(proof->note).run();
    }
    std::int64_t number = 0;
    for (auto const& file : lines.files())
        database.query("INSERT INTO activity_file (inventory, number, name, sha256, sheet) VALUES (?,?,?,?,?)").bind(inventory).bind(number++).bind(file.name).bind(file.sha256).bind(file.sheet).run();
    number = 0;
    // One run for all lines: bound and stepped again, without going back to the cache of statements.
    auto insert = database.query("INSERT INTO activity_line (inventory, number, head, proof, file, id, amount, period, row) VALUES (?,?,?,?,?,?,?,?,?)");
    for (auto const& line : lines) {
        insert.bind(inventory).bind(number++).bind(std::int64_t{line.head_number}).bind(proofs.at(line.proof)).bind(std::int64_t{line.file}).bind(line.id).bind(line.amount_text)
            .bind(to_text(line.period)).bind(static_cast<std::int64_t>(line.row)).run();
    }
}

/// The factors that were used, each once, in the order of their first use: an inventory is kept with its own, whatever editions come later.
[[nodiscard]] inline std::map<Factor const*, std::int64_t> write_used_factors(SqliteDatabase& database, OrganisationInventory const& inventory, std::int64_t& set) {
    std::map<Factor const*, std::int64_t> numbers;
    std::vector<FactorDatabase::Held> factors;
    for (auto const& applied : inventory.applied()) {
        if (!numbers.emplace(applied.factor.get(), static_cast<std::int64_t>(factors.size())).second) continue;
        factors.push_back({applied.factor, false});
    }
    set = write_factor_set(database, factors, Confidence::conflict, factor_set_digest(factors, Confidence::conflict));
    return numbers;
}

// Categories by key, as CSV has them: their numbers are places in a table that grows.
inline void write_results(SqliteDatabase& database, std::int64_t number, OrganisationInventory const& inventory, std::map<Factor const*, std::int64_t> const& factors) {
    std::int64_t row = 0;
    for (auto const& applied : inventory.applied()) {
        database.query("INSERT INTO applied_factor (inventory, number, factor, per_entered, share, entered_unit, unit_path, fall_backs, penalty, basis) VALUES (?,?,?,?,?,?,?,?,?,?)")
            .bind(number).bind(row++).bind(factors.at(applied.factor.get())).bind(applied.per_entered).bind(applied.share).bind(applied.entered_unit).bind(words_text(applied.unit_path))
            .bind(words_text(applied.fall_backs)).bind(applied.penalty).bind(applied.basis).run();
    }
    row = 0;
    auto insert = database.query("INSERT INTO inventory_line (inventory, number, activity, applied, category, method, internal, amount) VALUES (?,?,?,?,?,?,?,?)");
    for (auto const& line : inventory.lines()) {
        insert.bind(number).bind(row++).bind(std::int64_t{line.activity}).bind(std::int64_t{line.applied}).bind(all_categories()[line.category].key).bind(to_text(line.method)).bind(line.internal)
            .bind(line.amount).run();
    }
}

// ---- reading ------------------------------------------------------------------------------------------------

[[noreturn]] inline void throw_inventory_content(SqliteDatabase& database, std::string what) {
    throw Error({.id = "sqlite.content", .what = std::move(what), .where = {.file = database.path()}, .hint = "the file was changed by another program: take the last copy"});
}

// The unit of a head is parsed again from its text by the builder; only conversions keep a unit of their own, because the number was given for it.
[[nodiscard]] inline std::vector<ActivityHead> read_activity_heads(SqliteDatabase& database, std::int64_t inventory) {
    std::vector<ActivityHead> heads;
    auto rows = std::move(database.query("SELECT organisation, site, source, meter, category, what, technology, place, unit, kind, factor_key, factor_edition, factor_year, counterparty, price_year, "
                                         "price_ratio, exchange_rate, quality, uncertainty FROM activity_head WHERE inventory = ? ORDER BY number").bind(inventory));
    while (rows.next()) {
        ActivityHead& head = heads.emplace_back();
        for (auto* field : {&head.organisation, &head.site, &head.source, &head.meter, &head.category, &head.what, &head.technology, &head.place, &head.unit, &head.kind, &head.factor_key,
                            &head.factor_edition}) {
            *field = rows.text();
        }
        head.factor_year = rows.small_integer();
        head.counterparty = rows.text();
        head.price_year = rows.small_integer();
        head.price_ratio = sqlite_optional_real(rows);
        head.exchange_rate = sqlite_optional_real(rows);
        head.quality = rows.text();
        head.uncertainty = sqlite_optional_real(rows);
    }
    SqliteUnits units(database);
    auto conversions = std::move(database.query("SELECT head, value, unit, words FROM activity_conversion WHERE inventory = ? ORDER BY head, position").bind(inventory));
    while (conversions.next()) {
        auto const head = static_cast<std::uint64_t>(conversions.integer());
        if (head >= heads.size()) throw_inventory_content(database, "a conversion belongs to no activity");
        double const value = conversions.real();
        Unit const& unit = units.unit(conversions.integer());
        heads[static_cast<std::size_t>(head)].conversions.push_back({value, unit, conversions.text()});
    }
    return heads;
}

/// In the order of their numbers, which is the order in which lines came.
[[nodiscard]] inline std::vector<ActivityFile> read_activity_files(SqliteDatabase& database, std::int64_t inventory) {
    std::vector<ActivityFile> files;
    auto rows = std::move(database.query("SELECT name, sha256, sheet FROM activity_file WHERE inventory = ? ORDER BY number").bind(inventory));
    while (rows.next()) {
        ActivityFile& file = files.emplace_back();
        for (auto* field : {&file.name, &file.sha256, &file.sheet}) *field = rows.text();
    }
    return files;
}

// Through the builder, as a reader of CSV does: heads and proofs get the numbers they had, because they come in that order.
[[nodiscard]] inline ActivityLines read_activities(SqliteDatabase& database, std::int64_t inventory) {
    ActivityLinesBuilder builder;
    std::int64_t heads = 0, proofs = 0;
    for (auto& head : read_activity_heads(database, inventory)) heads = std::int64_t{builder.keep(std::move(head)).value()} + 1;
    auto rows = std::move(database.query("SELECT source_type, evidence, evidence_hash, operator_name, reviewer, entered_at, reviewed_at, note FROM activity_proof WHERE inventory = ? ORDER BY number").bind(inventory));
    while (rows.next()) {
        ActivityProof proof;
        proof.source_type = sqlite_word(try_parse_source_type(rows.text()));
        for (auto* field : {&proof.evidence, &proof.evidence_hash, &proof.operator_name, &proof.reviewer, &proof.entered_at, &proof.reviewed_at, &proof.note}) *field = rows.text();
        proofs = std::int64_t{builder.keep(std::move(proof))} + 1;
    }
    auto const files = read_activity_files(database, inventory);
    // The builder adds files as lines come to them, in their order.
    std::size_t opened = 0;
    auto const open_to = [&](std::size_t file) {
        while (opened <= file && opened < files.size()) builder.file(files[opened++]);
    };
    auto lines = std::move(database.query("SELECT head, proof, file, id, amount, period, row FROM activity_line WHERE inventory = ? ORDER BY number").bind(inventory));
    while (lines.next()) {
        std::int64_t const head = lines.integer(), proof = lines.integer(), file = lines.integer();
        if (head < 0 || head >= heads || proof < 0 || proof >= proofs) throw_inventory_content(database, "a line names an activity that is not there");
        if (file < 0 || static_cast<std::size_t>(file) >= files.size() || static_cast<std::size_t>(file) + 1 < opened) throw_inventory_content(database, "lines are not in the order of their files");
        open_to(static_cast<std::size_t>(file));
        std::string const id = lines.text(), amount = lines.text(), period = lines.text();
        auto problem = builder.push(static_cast<std::uint32_t>(head), static_cast<std::uint32_t>(proof), {.id = id, .amount = amount, .period = period}, static_cast<std::uint64_t>(lines.integer()));
        if (problem) throw Error(*std::move(problem));
    }
    if (!files.empty()) open_to(files.size() - 1);
    return builder.finish();
}

// The factor is that of the inventory's own set, by its place there: a key could be in two editions with two numbers.
inline void read_applied(SqliteDatabase& database, std::int64_t inventory, std::vector<FactorDatabase::Held> const& factors, InventoryParts& parts) {
    auto rows = std::move(database.query("SELECT factor, per_entered, share, entered_unit, unit_path, fall_backs, penalty, basis FROM applied_factor WHERE inventory = ? ORDER BY number").bind(inventory));
    while (rows.next()) {
        AppliedFactor& applied = parts.applied.emplace_back();
        auto const factor = static_cast<std::uint64_t>(rows.integer());
        if (factor >= factors.size()) throw_inventory_content(database, "a result names a factor that is not there");
        applied.factor = factors[static_cast<std::size_t>(factor)].factor;
        applied.per_entered = rows.real();
        applied.share = rows.real();
        applied.entered_unit = rows.text();
        applied.unit_path = stored_words(rows.text());
        applied.fall_backs = stored_words(rows.text());
        applied.penalty = rows.real();
        applied.basis = rows.text();
    }
}

inline void read_inventory_lines(SqliteDatabase& database, std::int64_t inventory, InventoryParts& parts) {
    // Categories by key: their numbers are those of this version's table.
    std::map<std::string, std::uint16_t> categories;
    for (auto const& category : all_categories()) categories.emplace(category.key, static_cast<std::uint16_t>(categories.size()));
    auto rows = std::move(database.query("SELECT activity, applied, category, method, internal, amount FROM inventory_line WHERE inventory = ? ORDER BY number").bind(inventory));
    while (rows.next()) {
        InventoryLine& line = parts.lines.emplace_back();
        // Numbers that do not fit become ones that try_inventory() refuses.
        line.activity = static_cast<std::uint32_t>((std::min)(static_cast<std::uint64_t>(rows.integer()), std::uint64_t{0xffff'ffffu}));
        line.applied = static_cast<std::uint32_t>((std::min)(static_cast<std::uint64_t>(rows.integer()), std::uint64_t{0xffff'ffffu}));
        auto const category = categories.find(rows.text());
        if (category == categories.end()) throw_inventory_content(database, "a line has a category that is not known");
        line.category = category->second;
        json_enum(rows.text(), line.method, "method");
        line.internal = rows.boolean();
        line.amount = rows.real();
    }
}

/// All of an inventory, unchecked: whether the parts belong together is for try_inventory(), whether they are the right ones for the digest.
[[nodiscard]] inline InventoryParts read_inventory(SqliteDatabase& database, std::int64_t number, std::int64_t set, std::string const& head_data) {
    InventoryParts parts;
    InventoryHead head;
    json_into(parse_json(head_data), head, "inventory");
    parts.rules = std::move(head.rules);
    parts.organisation = std::move(head.organisation);
    parts.consolidation = head.consolidation;
    parts.period = head.period;
    parts.gwp = std::move(head.gwp);
    parts.findings = std::move(head.findings);
    parts.has_market = head.has_market;
    parts.lookups = head.lookups;
    parts.activities = read_activities(database, number);
    read_applied(database, number, read_factor_set(database, set), parts);
    read_inventory_lines(database, number, parts);
    return parts;
}

}  // namespace detail

// The digest is made before the transaction begins: others may write meanwhile.
TANJI_INLINE void SqliteInventories::put(std::string_view name, std::string_view edition, OrganisationInventory const& inventory) {
    SqliteDatabase& database = store_.database();
    if (name.empty() || edition.empty()) {
        throw Error({.id = "store.name", .what = "what is stored needs a name and an edition", .where = {.file = database.path()}, .expected = "two words that are not empty", .got = in_quotes(name) + ", " + in_quotes(edition)});
    }
    auto parts = inventory_parts(inventory);
    detail::InventoryHead const head{std::move(parts.rules), std::move(parts.organisation), parts.consolidation, parts.period, std::move(parts.gwp), std::move(parts.findings), parts.has_market, parts.lookups};
    std::string const head_data = canonical_json(detail::json_of(head));
    std::string const digest = detail::stored_inventory_digest(inventory, head_data);
    // Within the transaction, so that of two who store the same edition one finds the other's.
    SqliteTransaction transaction(database);
    auto there = std::move(database.query("SELECT sha256 FROM inventory WHERE name = ? AND edition = ?").bind(name).bind(edition));
    if (there.next()) {
        if (there.text() == digest) return;
        throw Error({.id = "store.edition-taken", .what = "this inventory is there already, with another content", .where = {.file = database.path(), .object = std::string(name) + ", edition " + std::string(edition)},
                     .expected = "an edition that is not there yet", .hint = "what was reported stays: store the corrected inventory as another edition"});
    }
    std::int64_t set = 0;
    auto const factors = detail::write_used_factors(database, inventory, set);
    database.query("INSERT INTO inventory (name, edition, sha256, factor_set, head_data) VALUES (?,?,?,?,?)").bind(name).bind(edition).bind(digest).bind(set).bind(head_data).run();
    std::int64_t const number = database.number("SELECT max(number) FROM inventory");
    detail::write_activities(database, number, inventory.activities());
    detail::write_results(database, number, inventory, factors);
    transaction.commit();
}

// Three guards, because a file can be edited with any tool: types of fields, indices (try_inventory), and the digest over everything.
TANJI_INLINE Result<OrganisationInventory> SqliteInventories::find(std::string_view name, std::string_view edition) const {
    SqliteDatabase& database = store_.database();
    try {
        auto row = std::move(database.query("SELECT number, factor_set, sha256, head_data FROM inventory WHERE name = ? AND edition = ?").bind(name).bind(edition));
        if (!row.next()) {
            Problem problem{.id = "store.missing", .what = "there is no such inventory in the file", .where = {.file = database.path()}, .expected = std::string(name) + ", edition " + std::string(edition)};
            for (auto const& each : list()) problem.related.push_back(each.name + ", edition " + each.edition);
            return problem;
        }
        std::int64_t const number = row.integer(), set = row.integer();
        std::string const digest = row.text();
        std::string const head_data = row.text();
        auto inventory = try_inventory(detail::read_inventory(database, number, set, head_data));
        if (inventory && detail::stored_inventory_digest(*inventory, head_data) != digest) detail::throw_inventory_content(database, "the inventory is not the one that was stored");
        return inventory;
    } catch (Error const& error) {
        return error.problem();
    }
}

// Counts lines by the primary key's tree; a list is for people and may take a moment on a large file.
TANJI_INLINE std::vector<StoredInventory> SqliteInventories::list() const {
    std::vector<StoredInventory> all;
    auto rows = store_.database().query("SELECT name, edition, sha256, (SELECT count(*) FROM activity_line WHERE inventory = inventory.number), "
                                        "(SELECT count(*) FROM inventory_line WHERE inventory = inventory.number) FROM inventory ORDER BY name, edition");
    while (rows.next()) {
        StoredInventory& each = all.emplace_back();
        each.name = rows.text();
        each.edition = rows.text();
        each.sha256 = rows.text();
        each.activities = static_cast<std::size_t>(rows.integer());
        each.lines = static_cast<std::size_t>(rows.integer());
    }
    return all;
}

}  // namespace tanji
