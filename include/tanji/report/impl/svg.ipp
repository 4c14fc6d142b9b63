// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <charconv>
#include <cmath>

#include "tanji/report/svg.hpp"

/// \file
/// A small writer of SVG 1.1. Attributes only, no style sheet: many programs that import SVG ignore one. All texts go
/// through xml_text and all numbers through svg_number, so that neither names nor locales can break the file.
namespace tanji {
namespace detail {

/// Blue of Okabe and Ito; the hatched fills are patterns that the head of the picture defines.
[[nodiscard]] inline std::string_view fill_value(Fill fill) noexcept {
    switch (fill) {
        case Fill::first: return "#0072B2";
        case Fill::second: return "url(#second)";
        case Fill::credit: return "url(#credit)";
        case Fill::rest: return "#C8C8C8";
        case Fill::total: return "#3C3C3C";
    }
    return "#000000";
}

/// A hatch: paper colour, lines at an angle. Two fills of equal lightness stay apart in grey.
[[nodiscard]] inline std::string hatch(std::string_view id, std::string_view paper, std::string_view ink, int angle) {
    return "<pattern id=\"" + std::string(id) + "\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(" + std::to_string(angle) +
           ")\"><rect width=\"5\" height=\"5\" fill=\"" + std::string(paper) + "\"/><rect width=\"1.4\" height=\"5\" fill=\"" + std::string(ink) + "\"/></pattern>";
}

}  // namespace detail

// The apostrophe stays: attributes are written with double quotes. Bytes above 127 pass as the UTF-8 they are.
TANJI_INLINE std::string xml_text(std::string_view text) {
    std::string result;
    for (char const c : text) {
        if (c == '&') result += "&amp;";
        else if (c == '<') result += "&lt;";
        else if (c == '>') result += "&gt;";
        else if (c == '"') result += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') result += c;
    }
    return result;
}

// A hundredth of a pixel is less than any screen or printer shows, and hides last digits that differ between compilers.
// "-0" becomes "0" for the same reason.
TANJI_INLINE std::string svg_number(double value) {
    char buffer[64];
    double const rounded = std::round(value * 100) / 100;
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, rounded == 0 ? 0.0 : rounded);
    return std::string(buffer, end.ptr);
}

// Fonts by name with common Chinese ones among them: an embedded font would be megabytes and have a licence. A white ground,
// because a transparent picture is unreadable on a dark page.
TANJI_INLINE SvgPicture::SvgPicture(double width, double height, std::string_view title) {
    auto const w = svg_number(width), h = svg_number(height);
    head_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" + h + "\" viewBox=\"0 0 " + w + " " + h +
            "\" role=\"img\" font-family=\"'Noto Sans','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',Arial,Helvetica,sans-serif\">\n<title>" + xml_text(title) +
            "</title>\n<defs>" + detail::hatch("second", "#F0A030", "#7A4A00", 45) + detail::hatch("credit", "#8FD3BC", "#006B4F", -45) +
            "</defs>\n<rect width=\"" + w + "\" height=\"" + h + "\" fill=\"#FFFFFF\"/>\n";
}

TANJI_INLINE SvgPicture& SvgPicture::rect(double x, double y, double width, double height, Fill fill) {
    body_ += "<rect x=\"" + svg_number(x) + "\" y=\"" + svg_number(y) + "\" width=\"" + svg_number(width) + "\" height=\"" + svg_number(height) + "\" fill=\"" +
             std::string(detail::fill_value(fill)) + "\"/>\n";
    return *this;
}

TANJI_INLINE SvgPicture& SvgPicture::line(double x1, double y1, double x2, double y2, bool strong) {
    body_ += "<line x1=\"" + svg_number(x1) + "\" y1=\"" + svg_number(y1) + "\" x2=\"" + svg_number(x2) + "\" y2=\"" + svg_number(y2) +
             (strong ? "\" stroke=\"#303030\" stroke-width=\"1\"/>\n" : "\" stroke=\"#DADADA\" stroke-width=\"0.8\"/>\n");
    return *this;
}

TANJI_INLINE SvgPicture& SvgPicture::text(double x, double y, std::string_view text, double size, Anchor anchor, bool bold, bool pale) {
    body_ += "<text x=\"" + svg_number(x) + "\" y=\"" + svg_number(y) + "\" font-size=\"" + svg_number(size) + "\"";
    if (anchor != Anchor::start) body_ += anchor == Anchor::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
    if (bold) body_ += " font-weight=\"bold\"";
    body_ += std::string(" fill=\"") + (pale ? "#555555" : "#111111") + "\">" + xml_text(text) + "</text>\n";
    return *this;
}

TANJI_INLINE std::string SvgPicture::svg() const { return head_ + body_ + "</svg>\n"; }

// The smallest round step that covers the span with about `most` ticks; 0.999 and 1e-9 keep a rounding error from
// taking the next larger step or one tick more. Each tick is i * step, not a running sum, so errors do not pile up and
// zero is exactly zero. low == high (all bars zero) becomes a span of 1.
TANJI_INLINE std::vector<double> axis_ticks(double low, double high, std::size_t most) {
    if (!(high > low)) high = low + 1;
    double const rough = (high - low) / static_cast<double>(most < 2 ? 1 : most - 1);
    double const power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (double const factor : {5.0, 2.5, 2.0, 1.0})
        if (factor * power >= rough * 0.999) step = factor * power;
    std::vector<double> ticks;
    auto const first = std::floor(low / step + 1e-9), last = std::ceil(high / step - 1e-9);
    for (double i = first; i <= last; ++i) ticks.push_back(i == 0 ? 0.0 : i * step);
    return ticks;
}

}  // namespace tanji
