// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/footprint_text.hpp"
#include "tanji/report/impl/footprint_text.ipp"
#include "tanji/report/svg.hpp"
#include "tanji/report/text_width.hpp"

/// \file
/// Bar charts of contributions and comparisons: rows of data first, then one layout for both. Lengths are CSS pixels, 96 per
/// inch; y grows downwards. Everything follows from the result and the options, so equal results give equal bytes.
namespace tanji {
namespace detail {

/// One bar and the text at its end. The text comes ready made: only the caller knows whether it has a share in it.
struct Bar {
    double value = 0;
    std::string text{};
    Fill fill = Fill::first;
};

/// A label with one bar per product. `total` draws a line above the row and prints it bold.
struct BarRow {
    std::string label{};
    std::vector<Bar> bars{};
    bool total = false;
};

/// Fonts are not known, so widths are estimated: a column of display_width is about 0.53 of the size in the sans-serif
/// fonts asked for; labels keep clear of the bars by more than the estimate's error.
[[nodiscard]] inline double text_pixels(std::string_view text, double size) { return 0.53 * size * static_cast<double>(display_width(text)); }

/// Lays out rows of horizontal bars; one object per picture.
/// Horizontal, because names of processes are long and would have to stand on their heads below upright bars.
class BarChart {
public:
    BarChart(std::vector<BarRow> rows, std::string title, std::string subtitle, std::string unit, double width)
        : rows_(std::move(rows)), title_(std::move(title)), subtitle_(std::move(subtitle)), unit_(std::move(unit)), width_(width) {}

    void add_legend(std::string first, std::string second) { legend_ = {std::move(first), std::move(second)}; }

    /// The height follows from the rows, the width is given: the bars get what labels and values leave over. The line of
    /// zero comes last, so that no bar covers it. 46 below the rows: ticks (15), unit (33) and a margin.
    [[nodiscard]] std::string draw() {
        scale();
        double const height = header_height() + rows_height() + 46;
        SvgPicture picture(width_, height, title_);
        draw_header(picture);
        double const top = header_height();
        draw_axis(picture, top, top + rows_height());
        double y = top + row_gap / 2;
        for (auto const& row : rows_) {
            if (row.total) picture.line(margin, y - row_gap / 2, width_ - margin, y - row_gap / 2, true);
            draw_row(picture, row, y);
            y += row_height(row);
        }
        picture.line(zero_, top, zero_, top + rows_height(), true);
        return picture.svg();
    }

private:
    static constexpr double margin = 16, label_size = 12, value_size = 11, bar_height = 16, row_gap = 9, line_height = 14;
    static constexpr std::size_t label_columns = 36;

    // Two lines of 36 columns hold most names of published processes; beyond that the bars would become too short to compare.
    [[nodiscard]] std::vector<std::string> label_lines(BarRow const& row) const { return wrapped(row.label, label_columns, 2); }

    // As high as its bars or its label, whichever needs more; draw_row centres the other one.
    [[nodiscard]] double row_height(BarRow const& row) const {
        return (std::max)(bar_height * static_cast<double>(row.bars.size()), line_height * static_cast<double>(label_lines(row).size())) + row_gap;
    }

    [[nodiscard]] double rows_height() const {
        double height = 0;
        for (auto const& row : rows_) height += row_height(row);
        return height;
    }

    // 0.56 instead of the 0.53 of text_pixels: the title is bold.
    [[nodiscard]] std::vector<std::string> title_lines() const { return wrapped(title_, static_cast<std::size_t>((width_ - 2 * margin) / (0.56 * 16)), 2); }
    [[nodiscard]] std::vector<std::string> subtitle_lines() const {
        return subtitle_.empty() ? std::vector<std::string>() : wrapped(subtitle_, static_cast<std::size_t>((width_ - 2 * margin) / (0.53 * 12)), 2);
    }
    // The steps are those of draw_header: 20 per line of the title, 16 of the subtitle, 18 of the legend.
    [[nodiscard]] double header_height() const {
        return 18 + 20 * static_cast<double>(title_lines().size()) + 16 * static_cast<double>(subtitle_lines().size()) + (legend_.empty() ? 0 : 18 * static_cast<double>(legend_.size()) + 6);
    }

    /// The value texts stand outside the bars, so the plot must leave room for the widest on either side. Zero is always on
    /// the axis: bars that start anywhere else exaggerate differences. The ends of the axis differ even if all values are
    /// zero (axis_ticks sees to it), so nothing is divided by zero.
    void scale() {
        double low = 0, high = 0, left_text = 0, right_text = 0, label = 0;
        for (auto const& row : rows_) {
            for (auto const& line : label_lines(row)) label = (std::max)(label, text_pixels(line, label_size));
            for (auto const& bar : row.bars) {
                low = (std::min)(low, bar.value);
                high = (std::max)(high, bar.value);
                auto& room = bar.value < 0 ? left_text : right_text;
                room = (std::max)(room, text_pixels(bar.text, value_size) + 8);
            }
        }
        ticks_ = axis_ticks(low, high, 5);
        // A tick more than half a step beyond the data only makes the bars shorter.
        if (ticks_.size() > 2 && ticks_.back() - high > 0.5 * (ticks_[1] - ticks_[0])) ticks_.pop_back();
        if (ticks_.size() > 2 && low - ticks_.front() > 0.5 * (ticks_[1] - ticks_[0])) ticks_.erase(ticks_.begin());
        low = (std::min)(low, ticks_.front());
        high = (std::max)(high, ticks_.back());
        double const left = margin + label + 14 + (low < 0 ? left_text : 0);
        double const right = (std::max)(width_ - margin - right_text, left + 40);  // a picture too narrow for its labels runs over
        pixels_ = (right - left) / (high - low);
        zero_ = left - low * pixels_;
        label_right_ = margin + label;
    }

    void draw_header(SvgPicture& picture) const {
        double y = 28;
        for (auto const& line : title_lines()) {
            picture.text(margin, y, line, 16, Anchor::start, true);
            y += 20;
        }
        y -= 2;
        for (auto const& line : subtitle_lines()) {
            picture.text(margin, y, line, 12, Anchor::start, false, true);
            y += 16;
        }
        for (std::size_t i = 0; i < legend_.size(); ++i) {  // one below the other: names of products are long
            picture.rect(margin, y - 6, 22, 12, i == 0 ? Fill::first : Fill::second);
            picture.text(margin + 28, y + 4, shortened(legend_[i], static_cast<std::size_t>((width_ - 2 * margin - 28) / (0.53 * label_size))), label_size);
            y += 18;
        }
    }

    void draw_axis(SvgPicture& picture, double top, double bottom) const {
        for (double const tick : ticks_) {
            double const x = zero_ + tick * pixels_;
            picture.line(x, top, x, bottom, false);
            picture.text(x, bottom + 15, number_text(tick, 6), value_size, Anchor::middle, false, true);
        }
        picture.text(zero_ + (ticks_.front() + ticks_.back()) / 2 * pixels_, bottom + 33, unit_, label_size, Anchor::middle);
    }

    // Credits go to the left of zero with their text on the left, so that the sign shows without reading the number.
    void draw_row(SvgPicture& picture, BarRow const& row, double y) const {
        auto const lines = label_lines(row);
        double const inner = row_height(row) - row_gap;
        double const text_top = y + (inner - line_height * static_cast<double>(lines.size())) / 2;
        for (std::size_t i = 0; i < lines.size(); ++i)
            picture.text(label_right_, text_top + line_height * static_cast<double>(i) + 11, lines[i], label_size, Anchor::end, row.total);
        double bar_top = y + (inner - bar_height * static_cast<double>(row.bars.size())) / 2;
        for (auto const& bar : row.bars) {
            double const length = std::abs(bar.value) * pixels_;
            bool const negative = bar.value < 0;
            picture.rect(negative ? zero_ - length : zero_, bar_top + 1, length, bar_height - 2, bar.fill);
            picture.text(negative ? zero_ - length - 5 : zero_ + length + 5, bar_top + 12, bar.text, value_size, negative ? Anchor::end : Anchor::start, row.total);
            bar_top += bar_height;
        }
    }

    std::vector<BarRow> rows_;
    std::string title_, subtitle_, unit_;
    double width_;
    std::vector<std::string> legend_;
    std::vector<double> ticks_;
    double pixels_ = 1, zero_ = 0, label_right_ = 0;
};

/// Many databases write the place into the name already.
[[nodiscard]] inline std::string with_place(std::string const& name, std::string const& place) {
    return place.empty() || name.ends_with(", " + place) ? name : name + ", " + place;
}

}  // namespace detail

// Rule A10: lines, rest and total add up in the picture, too. What exceeds options.most joins the rest that the result has
// already; an ExactSum, because hundreds of small lines next to a large rest would lose digits one by one. Shares only of a
// positive total: of a net credit they would have the wrong sign.
TANJI_INLINE std::string contribution_bars(Contributions const& contributions, BarOptions const& options) {
    auto const text = [&](double amount) {
        auto value = number_text(amount, 3);
        return contributions.total > 0 ? value + " (" + detail::percent_text(amount / contributions.total) + ")" : value;
    };
    std::vector<detail::BarRow> rows;
    auto const keep = (std::min)(options.most, contributions.lines.size());
    ExactSum rest;
    rest += contributions.rest.amount;
    for (std::size_t i = 0; i < contributions.lines.size(); ++i) {
        auto const& line = contributions.lines[i];
        if (i >= keep) rest += line.amount;
        else rows.push_back({detail::with_place(line.name, line.location), {{line.amount, text(line.amount), line.amount < 0 ? Fill::credit : Fill::first}}});
    }
    auto const left_out = contributions.left_out + contributions.lines.size() - keep;
    if (left_out != 0) rows.push_back({detail::rest_text(left_out), {{rest.value(), text(rest.value()), Fill::rest}}});
    rows.push_back({"total", {{contributions.total, number_text(contributions.total, 4), Fill::total}}, true});
    auto title = options.title.empty() ? contributions.method + ", " + contributions.category + ", by " + std::string(to_text(contributions.by)) : options.title;
    return detail::BarChart(std::move(rows), std::move(title), options.subtitle, contributions.unit, options.width).draw();
}

// Both products on one scale, also in the rest and the total: two pictures side by side would invite comparing lengths that
// mean different amounts. The lines are the same for both and in the order of the comparison.
TANJI_INLINE std::string comparison_bars(Comparison const& comparison, BarOptions const& options) {
    auto const row_of = [](std::string label, double first, double second, bool total) {
        return detail::BarRow{std::move(label), {{first, number_text(first, 3), Fill::first}, {second, number_text(second, 3), Fill::second}}, total};
    };
    std::vector<detail::BarRow> rows;
    auto const keep = (std::min)(options.most, comparison.lines.size());
    ExactSum first, second;
    first += comparison.rest.first;
    second += comparison.rest.second;
    for (std::size_t i = 0; i < comparison.lines.size(); ++i) {
        auto const& line = comparison.lines[i];
        if (i < keep) {
            rows.push_back(row_of(detail::with_place(line.name, line.location), line.first, line.second, false));
        } else {
            first += line.first;
            second += line.second;
        }
    }
    auto const left_out = comparison.left_out + comparison.lines.size() - keep;
    if (left_out != 0) rows.push_back(row_of(detail::rest_text(left_out), first.value(), second.value(), false));
    rows.push_back(row_of("total", comparison.first, comparison.second, true));
    auto title = options.title.empty() ? comparison.method + ", " + comparison.category + ", by " + std::string(to_text(comparison.by)) : options.title;
    detail::BarChart chart(std::move(rows), std::move(title), options.subtitle, comparison.unit, options.width);
    chart.add_legend(comparison.first_name, comparison.second_name);
    return chart.draw();
}

}  // namespace tanji
