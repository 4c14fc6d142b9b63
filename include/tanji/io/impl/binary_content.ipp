// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/analysis/impl/cells.ipp"
#include "tanji/analysis/impl/spreads.ipp"
#include "tanji/base/text.hpp"
#include "tanji/io/binary_content.hpp"
#include "tanji/version.hpp"

/// \file
/// From a product system to plain content. The cells are those that footprint() solves: sums over the exchanges of a cell in
/// their order, a plain 1 for columns that must not be reached.
namespace tanji {
namespace detail {

/// Fills one BinaryContent; used once.
class BinaryContentMaker {
public:
    BinaryContentMaker(ProductSystem const& system, Characterisation const& characterisation) : system_(system), database_(system.database()), c_(characterisation) {}

    [[nodiscard]] Result<BinaryContent> run() {
        std::vector<std::int32_t> cell;
        auto technosphere = columns_of(system_, system_.technosphere(), system_.columns().size(), true, &cell);
        note_spreads(system_.technosphere(), cell, false);
        auto biosphere = columns_of(system_, system_.biosphere(), system_.elementary().size(), false, &cell);
        note_spreads(system_.biosphere(), cell, true);
        auto matrices = SystemMatrices::try_make(std::move(technosphere), std::move(biosphere));
        if (!matrices) return matrices.problem();
        out_.matrices = *std::move(matrices);
        out_.diagonal = true;
        name_columns();
        name_flows();
        if (auto problem = factors()) return *std::move(problem);
        cut_offs();
        set_aside();
        settings();
        return std::move(out_);
    }

private:
    [[nodiscard]] static std::int32_t narrow(std::size_t index) noexcept { return static_cast<std::int32_t>(index); }

    /// Kept as stored, with the scale that allocation, sign and units gave the exchange: a draw must pass through the same steps as
    /// its amount did. Where a formula stands between the two there is no such scale.
    void note_spreads(std::span<Entry const> entries, std::vector<std::int32_t> const& cell, bool biosphere) {
        each_spread(system_, entries, [&](EntrySpread const& one) {
            if (cell[one.entry] < 0) return;
            auto const& s = *one.spread;
            if (one.formula) left_out_ += one.first ? 1 : 0;
            else out_.uncertainties.push_back({biosphere, cell[one.entry], s.kind, entries[one.entry].value, one.scale, s.a, s.b, s.c, one.item});
        });
    }

    /// Names are copied: the file must make sense to who has no database.
    void name_columns() {
        for (auto const& column : system_.columns()) {
            auto const name = database_.process_name(column.process);
            std::string reason;
            if (column.refusal != no_index) {
                auto const& problem = system_.refusals()[column.refusal];
                reason = problem.what + (problem.got.empty() ? "" : ": " + problem.got);
            }
            out_.processes.push_back({name.id, name.name, name.location, std::move(reason)});
            auto const& flow = database_.flows()[column.flow];
            out_.products.push_back({flow.id, flow.name, std::string(database_.reference_unit(column.flow))});
        }
    }

    void name_flows() {
        for (auto const& row : system_.elementary()) {
            auto const& flow = database_.flows()[row.flow];
            out_.flows.push_back({flow.id, flow.name, flow.category, std::string(database_.reference_unit(row.flow)), flow.cas, std::string(database_.location_code(row.location)), row.shown_as_input});
        }
    }

    [[nodiscard]] std::optional<Problem> factors() {
        auto& c = out_.characterisation;
        c.rows = narrow(system_.elementary().size());
        for (auto const& row : c_.rows) {
            if (!row.located.empty())
                return Problem{.id = "io.regional-rows", .what = "A matrix C cannot hold factors of places for flows that are not split by place", .where = {.object = row.category},
                               .expected = "a system linked with LinkOptions::regional", .got = "one that is not", .hint = "link with regional = true, or ignore regional factors"};
            for (auto const flow : row.flow) c.row.push_back(narrow(flow));
            c.value.insert(c.value.end(), row.factor.begin(), row.factor.end());
            c.start.push_back(narrow(c.row.size()));
            for (auto const& flow : row.refused) out_.refused.push_back({c.columns, narrow(flow.flow), flow.problem.what + (flow.problem.where.object.empty() ? "" : " (" + flow.problem.where.object + ")")});
            out_.categories.push_back({row.method_id, row.method, row.category_id, row.category, std::string(to_text(row.part)), row.unit, row.normalisation, row.weighting});
            ++c.columns;
        }
        return std::nullopt;
    }

    /// Under the first column of the process: which of its products asks for the exchange does not matter to who reads it.
    void cut_offs() {
        for (auto const& unlinked : system_.unlinked()) {
            auto const [first, last] = system_.columns_of(unlinked.process);
            auto const& exchange = database_.processes()[unlinked.process].exchanges[unlinked.exchange];
            auto const text = number_text(exchange.reference_amount()) + " " + std::string(database_.reference_unit(exchange.flow)) + " " + database_.flows()[exchange.flow].name + ": " + unlinked.reason;
            for (Index column = first; column < last; ++column) out_.cut_offs.push_back({narrow(column), text});
        }
    }

    /// What the reader of the sources left out (rule A6) is missing in the same way, and results must go on saying so.
    void set_aside() {
        for (Index column = 0; column < system_.columns().size(); ++column)
            if (auto const number = database_.processes()[system_.columns()[column].process].set_aside; number > 0)
                out_.cut_offs.push_back({narrow(column), std::to_string(number) + " exchanges that could not be read: their flows are in none of the files"});
    }

    /// What decided the numbers, in the words of the command line; who compares two files compares these first.
    void settings() {
        auto const& link = system_.options();
        out_.settings = {{"tanji", TANJI_VERSION}, {"database", database_.content().name}, {"linking", std::string(to_text(link.policy))}, {"allocation", std::string(to_text(link.allocation))}};
        if (link.normalise_allocation) out_.settings.emplace_back("allocation factors", "scaled to sum to 1");
        if (link.regional) out_.settings.emplace_back("regional", "flows split by place");
        for (auto const& one : link.parameters) {
            auto const scope = one.process.empty() ? one.category : one.process;
            out_.settings.emplace_back("parameter", (scope.empty() ? "" : scope + ".") + one.name + "=" + number_text(one.value));
        }
        for (auto const& [name, value] : c_.settings) out_.settings.emplace_back(name, value);
        for (auto const& text : c_.assumptions) out_.settings.emplace_back("assumption", text);
        if (left_out_ > 0) out_.settings.emplace_back("uncertainties left out", std::to_string(left_out_));
    }

    ProductSystem const& system_;
    Database const& database_;
    Characterisation const& c_;
    BinaryContent out_{};
    std::size_t left_out_ = 0;
};

}  // namespace detail

TANJI_INLINE Result<BinaryContent> try_binary_content(ProductSystem const& system, Characterisation const& characterisation, std::vector<std::pair<std::string, std::string>> files) {
    auto content = detail::BinaryContentMaker(system, characterisation).run();
    if (content) content->files = std::move(files);
    return content;
}

}  // namespace tanji
