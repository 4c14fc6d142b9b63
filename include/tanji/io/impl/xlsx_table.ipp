// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/io/archive.hpp"
#include "tanji/io/impl/xlsx_dates.ipp"
#include "tanji/io/xlsx_table.hpp"

/// \file
/// A pull reader for the small part of XML that sheets are made of: elements, attributes, text, the five entities and numbered ones. No document types, so that no
/// file can define entities of its own; what is not understood is refused, never skipped.
namespace tanji {
namespace detail {

[[nodiscard]] inline Error xlsx_error(std::string what, std::string_view file, std::string got) {
    return Error({.id = "xlsx.form", .what = std::move(what), .where = {.file = std::string(file)}, .expected = "a spreadsheet as Excel and LibreOffice write it (xlsx)", .got = std::move(got)});
}

/// A code point as UTF-8; U+FFFD for what is none.
inline void append_utf8(std::string& text, unsigned long code) {
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) code = 0xfffd;
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    int const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    unsigned const lead = more == 1 ? 0xc0u : more == 2 ? 0xe0u : 0xf0u;
    text += static_cast<char>(lead | (code >> static_cast<unsigned>(6 * more)));
    for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80u | ((code >> static_cast<unsigned>(6 * i)) & 0x3fu));
}

/// Text with its entities resolved.
[[nodiscard]] inline std::string xml_text(std::string_view raw, std::string_view file) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '&') {
            text += raw[i];
            continue;
        }
        auto const end = raw.find(';', i);
        auto const name = raw.substr(i + 1, end == std::string_view::npos ? 0 : end - i - 1);
        static constexpr std::pair<std::string_view, char> known[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
        auto const entity = std::find_if(std::begin(known), std::end(known), [&](auto const& each) { return each.first == name; });
        if (entity != std::end(known)) {
            text += entity->second;
        } else if (name.size() > 1 && name.size() < 10 && name[0] == '#') {
            bool const hex = name[1] == 'x';
            unsigned long code = 0;
            for (char const c : name.substr(hex ? 2 : 1)) {
                int const digit = c >= '0' && c <= '9' ? c - '0' : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10 : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
                if (digit < 0) throw xlsx_error("a character reference cannot be read", file, std::string(name));
                code = code * (hex ? 16 : 10) + static_cast<unsigned long>(digit);
            }
            append_utf8(text, code);
        } else {
            throw xlsx_error("an entity is not one of XML's own", file, in_quotes(name));
        }
        i = end;
    }
    return text;
}

/// Steps from tag to tag.
class XmlPull {
public:
    XmlPull(std::string_view text, std::string_view file) : text_(text), file_(file) {}

    /// To the next tag; false at the end. Declarations and comments are passed over.
    bool next() {
        for (;;) {
            auto const open = text_.find('<', at_);
            if (open == std::string_view::npos) return false;
            before_ = text_.substr(at_, open - at_);
            if (text_.substr(open, 4) == "<!--") {
                at_ = past("-->", open);
                continue;
            }
            if (text_.substr(open, 2) == "<!") throw xlsx_error("a document type or CDATA section in a sheet", file_, std::string(text_.substr(open, 20)));
            auto const close = past(">", open);
            at_ = close;
            if (text_[open + 1] == '?') continue;
            tag_ = text_.substr(open + 1, close - open - 2);
            if (tag_.find('<') != std::string_view::npos) throw xlsx_error("a tag does not end", file_, std::string(tag_.substr(0, 40)));
            ends_ = !tag_.empty() && tag_.front() == '/';
            empty_ = !tag_.empty() && tag_.back() == '/';
            if (ends_) tag_.remove_prefix(1);
            if (empty_) tag_.remove_suffix(1);
            return true;
        }
    }

    /// The name without its namespace prefix.
    [[nodiscard]] std::string_view name() const {
        auto name = tag_.substr(0, tag_.find_first_of(" \t\r\n"));
        auto const colon = name.find(':');
        return colon == std::string_view::npos ? name : name.substr(colon + 1);
    }
    [[nodiscard]] bool starts(std::string_view wanted) const { return !ends_ && name() == wanted; }
    [[nodiscard]] bool ends(std::string_view wanted) const { return (ends_ || empty_) && name() == wanted; }
    [[nodiscard]] bool empty() const noexcept { return empty_; }
    /// The text between the tag before this one and this one.
    [[nodiscard]] std::string before() const { return xml_text(before_, file_); }

    /// An attribute; empty if it is not there. `name` with its prefix.
    [[nodiscard]] std::string attribute(std::string_view name) const {
        for (std::size_t at = tag_.find(name); at != std::string_view::npos; at = tag_.find(name, at + 1)) {
            auto const quote = at + name.size() + 1;
            bool const whole = at > 0 && tag_[at - 1] <= ' ' && quote < tag_.size() && tag_[quote - 1] == '=' && (tag_[quote] == '"' || tag_[quote] == '\'');
            if (!whole) continue;
            auto const end = tag_.find(tag_[quote], quote + 1);
            return xml_text(tag_.substr(quote + 1, end - quote - 1), file_);
        }
        return {};
    }

private:
    std::size_t past(std::string_view what, std::size_t from) const {
        auto const at = text_.find(what, from);
        if (at == std::string_view::npos) throw xlsx_error("a tag does not end", file_, std::string(text_.substr(from, 40)));
        return at + what.size();
    }

    std::string_view text_, file_, before_, tag_;
    std::size_t at_ = 0;
    bool ends_ = false, empty_ = false;
};

/// "K6": column 10. Nothing for a reference that is none.
[[nodiscard]] inline std::optional<std::size_t> sheet_column(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z'; ++letters) column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A') + 1;
    if (letters == 0 || letters > 3 || column > 16384) return {};
    return column - 1;
}

/// An opened spreadsheet: its sheets with their entries, and the shared texts.
class XlsxReader {
public:
    XlsxReader(std::string const& path, ReadLimits const& limits) : path_(path), archive_(Archive::try_open(path, limits).value()) {
        auto const entries = archive_.entries();
        for (std::size_t i = 0; i < entries.size(); ++i) by_name_.emplace(entries[i].name, i);
        if (!by_name_.contains("xl/workbook.xml")) throw xlsx_error("this file is no spreadsheet", path, "no xl/workbook.xml in it");
        std::map<std::string, std::string> targets;
        XmlPull links = open("xl/_rels/workbook.xml.rels");
        while (links.next()) {
            if (links.starts("Relationship")) targets[links.attribute("Id")] = links.attribute("Target");
        }
        XmlPull book = open("xl/workbook.xml");
        while (book.next()) {
            if (book.starts("workbookPr")) since_1904_ = book.attribute("date1904") == "1" || book.attribute("date1904") == "true";
            if (!book.starts("sheet")) continue;
            auto target = targets[book.attribute("r:id")];
            if (target.starts_with("/")) target.erase(0, 1);
            else target = "xl/" + target;
            sheets.emplace_back(book.attribute("name"), target);
        }
    }

    std::vector<std::pair<std::string, std::string>> sheets;  ///< name and entry

    [[nodiscard]] std::uint64_t size_of(std::string const& entry) const {
        auto const at = by_name_.find(entry);
        return at == by_name_.end() ? 0 : archive_.entries()[at->second].size;
    }

    [[nodiscard]] SheetTable read(std::pair<std::string, std::string> const& sheet) {
        if (shared_.empty()) read_shared();
        if (formats_.empty()) read_formats();
        SheetTable table{.file = path_ + "!" + sheet.first, .rows = {}};
        XmlPull in = open(sheet.second);
        while (in.next()) {
            if (in.starts("row")) start_row(table, in);
            if (in.starts("c")) start_cell(table, in);
            if (in.starts("t") || in.starts("v")) continue;
            if (in.ends("t") || in.ends("v")) value_ += in.before();
            if (in.ends("c")) end_cell(table);
        }
        return table;
    }

private:
    [[nodiscard]] XmlPull open(std::string const& entry) {
        auto const at = by_name_.find(entry);
        if (at == by_name_.end()) throw xlsx_error("a part of the spreadsheet is missing", path_, entry);
        return {archive_.try_read(at->second).value(), path_};
    }

    /// Texts that cells refer to by number. Phonetic hints (rPh) stand beside the text they belong to and are no part of it.
    void read_shared() {
        if (!by_name_.contains("xl/sharedStrings.xml")) return;
        XmlPull in = open("xl/sharedStrings.xml");
        bool hint = false;
        while (in.next()) {
            if (in.starts("si")) shared_.emplace_back();
            if (in.starts("rPh")) hint = !in.empty();
            else if (in.ends("rPh")) hint = false;
            else if (in.ends("t") && !in.empty() && !hint && !shared_.empty()) shared_.back() += in.before();
        }
    }

    /// Which formats of cells show days. Formats with codes come before the list of cell formats that refers to them.
    void read_formats() {
        if (!by_name_.contains("xl/styles.xml")) return;
        std::map<long long, SheetDate> codes;
        bool cells = false;
        XmlPull in = open("xl/styles.xml");
        while (in.next()) {
            if (in.starts("numFmt")) codes[parse_integer(in.attribute("numFmtId")).value_or(-1)] = sheet_date_of(in.attribute("formatCode"));
            if (in.starts("cellXfs")) cells = !in.empty();
            else if (in.ends("cellXfs")) cells = false;
            if (!cells || !in.starts("xf")) continue;
            auto const number = parse_integer(in.attribute("numFmtId")).value_or(0);
            auto const code = codes.find(number);
            formats_.push_back(code != codes.end() ? code->second : built_in_sheet_date(number));
        }
    }

    /// A number as its format shows it if that is a day, else in the shortest form that is the same number: 0.1 is stored as 0.10000000000000001.
    [[nodiscard]] std::string number_of(std::string const& text) const {
        if (format_ && *format_ < formats_.size()) {
            if (auto day = sheet_day(text, formats_[*format_], since_1904_)) return *std::move(day);
        }
        auto const value = text.size() > 15 ? parse_number(text) : std::nullopt;
        return value ? number_text(*value) : text;
    }

    /// Rows that are not stored are empty ones; more than a sheet can have is an attack.
    void start_row(SheetTable& table, XmlPull const& in) {
        auto const number = parse_integer(in.attribute("r")).value_or(static_cast<long long>(table.rows.size()) + 1);
        if (number < static_cast<long long>(table.rows.size()) + 1 || number > 1'048'576) throw xlsx_error("the rows of a sheet are out of order", path_, std::to_string(number));
        table.rows.resize(static_cast<std::size_t>(number));
    }

    void start_cell(SheetTable const& table, XmlPull const& in) {
        if (table.rows.empty()) throw xlsx_error("a cell is in no row", path_, in.attribute("r"));
        column_ = sheet_column(in.attribute("r")).value_or(table.rows.back().size());
        type_ = in.attribute("t");
        auto const format = parse_integer(in.attribute("s"));
        format_ = format && *format >= 0 ? std::optional(static_cast<std::size_t>(*format)) : std::nullopt;
        value_.clear();
    }

    void end_cell(SheetTable& table) {
        if (type_ == "s") {
            auto const index = parse_integer(value_);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= shared_.size()) throw xlsx_error("a cell refers to a text that is not there", path_, in_quotes(value_));
            value_ = shared_[static_cast<std::size_t>(*index)];
        }
        if (type_.empty() || type_ == "n") value_ = number_of(value_);
        if (!value_.empty()) {
            auto& row = table.rows.back();
            if (row.size() <= column_) {
                cells_ += column_ + 1 - row.size();
                if (cells_ > most_cells) {
                    throw Error({.id = "limit.cells", .what = "a sheet has more cells than allowed", .where = {.file = path_}, .expected = "at most " + std::to_string(most_cells) + " cells, empty ones before a filled one included",
                                 .got = "more than that", .hint = "is there a stray cell far to the right of the table?"});
                }
                row.resize(column_ + 1);
            }
            row[column_] = std::move(value_);
        }
        value_.clear();
    }

    std::string path_;
    Archive archive_;
    std::map<std::string, std::size_t> by_name_;
    std::vector<std::string> shared_;
    static constexpr std::size_t most_cells = 50'000'000;
    std::vector<SheetDate> formats_;
    std::optional<std::size_t> format_{};
    bool since_1904_ = false;
    std::size_t cells_ = 0;
    std::size_t column_ = 0;
    std::string type_, value_;
};

}  // namespace detail

TANJI_INLINE Result<std::vector<std::string>> try_xlsx_sheets(std::string const& path, ReadLimits const& limits) {
    try {
        detail::XlsxReader const reader(path, limits);
        std::vector<std::string> names;
        for (auto const& [name, entry] : reader.sheets) names.push_back(name);
        return names;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Result<SheetTable> try_read_xlsx(std::string const& path, std::string const& sheet, ReadLimits const& limits) {
    try {
        detail::XlsxReader reader(path, limits);
        std::vector<std::string> names;
        std::pair<std::string, std::string> const* chosen = nullptr;
        for (auto const& each : reader.sheets) {
            names.push_back(each.first);
            bool const fits = sheet.empty() ? chosen == nullptr || reader.size_of(each.second) > reader.size_of(chosen->second) : each.first == sheet;
            if (fits) chosen = &each;
        }
        if (chosen != nullptr) return reader.read(*chosen);
        return Problem{.id = "xlsx.sheet", .what = "the spreadsheet has no such sheet", .where = {.file = path}, .expected = "the name of a sheet", .got = in_quotes(sheet), .related = std::move(names)};
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
