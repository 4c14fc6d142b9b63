// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "tanji/report/svg.hpp"

using namespace tanji;

TEST_CASE("text is escaped, control characters are left out") {
    CHECK(xml_text("a<b & \"c\"\x01") == "a&lt;b &amp; &quot;c&quot;");
    CHECK(svg_number(-0.001) == "0");
    CHECK(svg_number(12.345) == "12.35");
}

TEST_CASE("ticks are round, cover both ends and hold zero") {
    CHECK(axis_ticks(0, 11500, 5) == std::vector<double>{0, 5000, 10000, 15000});
    CHECK(axis_ticks(-3, 8, 6) == std::vector<double>{-5, -2.5, 0, 2.5, 5, 7.5, 10});
}

TEST_CASE("the picture is one element without scripts or outside references") {
    auto const svg = SvgPicture(10, 10, "<t>").rect(0, 0, 1, 1, Fill::second).text(1, 1, "x", 8).svg();
    CHECK(svg.starts_with("<svg "));
    CHECK(svg.find("<title>&lt;t&gt;</title>") != std::string::npos);
    CHECK(svg.find("script") == std::string::npos);
    CHECK(svg.find("href") == std::string::npos);
}
