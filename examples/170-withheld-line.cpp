// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A withheld line: a customer may see that the record is whole, but not what was bought from whom.

#include <iostream>
#include <string>

#include "tanji/claims/record_redaction.hpp"
#include "tanji/claims/record_writer.hpp"

using namespace tanji;

int main() {
    std::string const secret = "32 bytes of your own randomness.";  // from your key store; never in the record
    std::string record;
    RecordWriter writer({.subject = "purchases", .version = "1"}, {.sink = [&record](std::string_view bytes) { record += bytes; }, .secret = secret});
    auto const month = writer.context({.entered_by = "L. Wang", .from = "2023-01-01", .to = "2023-01-31"});
    auto const steel = writer.step({.labels = {{"supplier", "Steelworks North"}}, .unit = "t", .amount_unit = "t", .method = "as entered"});
    auto const secret_alloy = writer.step({.labels = {{"supplier", "Alloy House"}}, .unit = "t", .amount_unit = "t", .method = "as entered"});
    writer.line({.context = month, .step = steel, .row = 1, .entered = "120", .amount = 120});
    writer.line({.context = month, .step = secret_alloy, .row = 2, .entered = "3.5", .amount = 3.5});
    RecordRoot const root = writer.finish({});

    // The copy for the customer: the second line and its step are commitments only.
    std::string copy;
    auto const hide = [](RecordEntry const& entry, RecordReader const&) { return entry.line.row == 2; };
    auto const withheld = redact(record, {.secret = secret, .withhold = hide, .sink = [&copy](std::string_view bytes) { copy += bytes; }});
    std::cout << withheld << " entries withheld; the copy names Alloy House: " << (copy.find("Alloy House") == std::string::npos ? "no" : "yes") << '\n';

    // The customer needs the copy and the root, and no secret.
    RecordReader reader(copy);
    while (auto const* entry = reader.next()) {
        if (entry->kind == RecordEntryKind::line) std::cout << "row " << entry->line.row << ": " << entry->line.entered << " t\n";
        if (entry->kind == RecordEntryKind::root) std::cout << "it is the record of that root: " << (entry->computed == root ? "yes" : "no") << '\n';
    }
}
