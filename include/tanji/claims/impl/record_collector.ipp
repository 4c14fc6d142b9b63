// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/text.hpp"
#include "tanji/claims/record.hpp"

/// \file
/// From entries to a record of one calculation, for parsing here and for replay in accounting: inline in both modes.
namespace tanji::detail {

/// A record of one calculation put together again from its entries as they are read.
class RecordCollector {
public:
    void add(RecordEntry const& entry, RecordReader const& reader) {
        using Of = RecordEntryKind;
        if (entry.kind == Of::header) {
            auto const& header = reader.header();
            record_.subject = header.subject, record_.version = header.version, record_.gwp_set = header.gwp_set, record_.settings = header.settings;
        }
        if (entry.kind == Of::correction) take_back(step_of(entry.was, reader));
        if (entry.kind == Of::line || (entry.kind == Of::correction && !entry.withdrawn)) record_.steps.push_back(step_of(entry.line, reader));
        if (entry.kind != Of::results) return;
        record_.factors = reader.factors();
        record_.results = entry.results.numbers;
        record_.assumptions = entry.results.assumptions;
        record_.fall_backs = entry.results.fall_backs;
        record_.not_estimated = entry.results.not_estimated;
        record_.opt_ins = entry.results.opt_ins;
    }
    [[nodiscard]] Record const& record() const noexcept { return record_; }

private:
    [[nodiscard]] RecordStep step_of(RecordLine const& line, RecordReader const& reader) {
        auto const& step = reader.steps()[line.step];
        auto const entered = line.part ? line.part : parse_number(line.entered);
        if (!entered) throw Error({.id = "record.syntax", .what = "this is not an entry of a record", .expected = "a decimal number as entered", .got = in_quotes(line.entered)});
        record_.revision = step.revision;
        return {*entered, step.unit, step.unit_path, line.amount, step.amount_unit, step.factor, step.scale};
    }
    void take_back(RecordStep const& step) {
        auto const at = std::find(record_.steps.begin(), record_.steps.end(), step);
        if (at != record_.steps.end()) record_.steps.erase(at);
    }

    Record record_{};
};

}  // namespace tanji::detail
