// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// The shapes, fills and axis values that pictures of results are made of (bars.hpp).
namespace tanji {

/// Text as XML content or attribute value: & < > " escaped, control characters (which XML 1.0 forbids) left out.
[[nodiscard]] std::string xml_text(std::string_view text);

/// A coordinate with at most two decimals, the same on every machine.
[[nodiscard]] std::string svg_number(double value);

/// How shapes are filled. Each differs from the others in lightness or hatching too, so that a black-and-white print
/// and colour-blind readers tell them apart; colours are those of Okabe and Ito (2008).
enum class Fill : std::uint8_t {
    first,   ///< blue
    second,  ///< orange, hatched
    credit,  ///< bluish green, hatched the other way
    rest,    ///< light grey
    total,   ///< dark grey
};

/// Which end of a text stands at the given place.
enum class Anchor : std::uint8_t { start, middle, end };

/// Builds one SVG 1.1 picture: static, without scripts, external files or fonts of its own; a page at the size given.
class SvgPicture {
public:
    /// `title` is what screen readers and browsers say of the picture.
    SvgPicture(double width, double height, std::string_view title);

    SvgPicture& rect(double x, double y, double width, double height, Fill fill);
    SvgPicture& line(double x1, double y1, double x2, double y2, bool strong);
    SvgPicture& text(double x, double y, std::string_view text, double size, Anchor anchor = Anchor::start, bool bold = false, bool pale = false);

    [[nodiscard]] std::string svg() const;

private:
    std::string head_;
    std::string body_;
};

/// Round values for an axis from `low` to `high`, about `most` of them, 0 among them if it lies between; the distance
/// is 1, 2, 2.5 or 5 times a power of ten. Both ends are covered.
[[nodiscard]] std::vector<double> axis_ticks(double low, double high, std::size_t most);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/svg.ipp"
#endif
