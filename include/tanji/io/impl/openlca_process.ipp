// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_flow.ipp"

/// \file
/// Processes of openLCA JSON-LD: exchanges, allocation, local parameters, and what their documentation says of sources.
namespace tanji::detail {

/// A process while it is read. Schema 1 sometimes names an exchange by its own @id; the views point into the JSON document and
/// hold until the next entry is parsed, which is longer than this object lives.
struct OlcaProcess {
    Process data;
    Index category = no_index;
    std::unordered_map<std::string_view, std::size_t> exchange_ids{};
};

/// How messages call an exchange: by position from 1, as most have no id, and by its flow, which people know.
inline std::string olca_exchange_text(OlcaStage const& stage, std::size_t position, Index flow) {
    return "exchange " + std::to_string(position + 1) + " of flow " + stage.flows.text(flow);
}

/// One field of an exchange; true for the amount, of which there must be one. Most of a database's text is exchanges, so the
/// first letter decides. Names of schema 1 and 2 stand side by side; the latter tell the version where none is stated.
inline bool olca_exchange_field(OlcaStage& stage, Process& process, Exchange& exchange, std::string_view key, JsonValue value) {
    switch (key.empty() ? '\0' : key.front()) {
        case 'a':
            if (key == "amount" && !olca_absent(value)) { exchange.amount = olca_number(stage, key, value); return true; }
            if (key == "avoidedProduct") exchange.avoided = olca_flag(stage, key, value);
            if (key == "amountFormula") {
                std::string formula = olca_text(stage, key, value);
                if (trim(formula).empty()) break;
                exchange.formula = static_cast<Index>(process.formulas.size());
                process.formulas.push_back(std::move(formula));
            }
            break;
        case 'd':
            if (key == "defaultProvider") exchange.provider = olca_ref(stage.processes, value);
            break;
        case 'f':
            if (key == "flow") exchange.flow = olca_ref_with_unit(stage.flows, value);
            else if (key == "flowProperty") exchange.property = olca_ref_with_unit(stage.properties, value);
            break;
        case 'i':
            if (key == "input") exchange.input = olca_flag(stage, key, value);
            else if (key == "internalId") exchange.internal_id = olca_internal_id(stage, key, value);
            else if (key == "isInput") { exchange.input = olca_flag(stage, key, value); stage.new_style = true; }
            else if (key == "isAvoidedProduct") exchange.avoided = olca_flag(stage, key, value);
            else if (key == "isQuantitativeReference") exchange.reference = olca_flag(stage, key, value);
            break;
        case 'l':
            if (key == "location") exchange.location = olca_ref(stage.locations, value);
            break;
        case 'q':
            if (key == "quantitativeReference") exchange.reference = olca_flag(stage, key, value);
            break;
        case 'u':
            if (key == "unit") exchange.unit = olca_ref(stage.units, value);
            break;
        default: break;
    }
    return false;
}

/// One exchange. Rare things (formulas, uncertainties) are kept in vectors of the process and referred to by index, which
/// keeps the exchange itself small: a database is mostly exchanges. The uncertainty is read last, when the flow is known by name.
inline void olca_read_exchange(OlcaStage& stage, OlcaProcess& process, JsonValue json) {
    Exchange exchange;
    exchange.input = false;   // the schema's default of an absent boolean
    std::size_t const position = process.data.exchanges.size();
    bool has_amount = false;
    JsonValue uncertainty;
    for (auto const [key, value] : json.members()) {
        if (key == "uncertainty") uncertainty = value;
        else if (key == "@id") { if (auto const id = value.text()) process.exchange_ids.emplace(*id, position); }
        else if (olca_exchange_field(stage, process.data, exchange, key, value)) {
            // JSON allows a name twice; which of the two amounts is meant cannot be known.
            if (has_amount) stage.fail("openlca.field", "an exchange has two amounts", olca_exchange_text(stage, position, exchange.flow), "one 'amount'", "two", "remove one of them");
            has_amount = true;
        }
    }
    if (!has_amount)
        stage.fail("openlca.amount", "an exchange has no amount", olca_exchange_text(stage, position, exchange.flow), "a number in 'amount'", "nothing", "give the amount; a missing one is not taken as zero");
    Uncertainty spread = olca_uncertainty(stage, uncertainty, [&] { return ", " + olca_exchange_text(stage, position, exchange.flow); });
    if (spread.kind != DistributionKind::none) {
        exchange.uncertainty = static_cast<Index>(process.data.uncertainties.size());
        process.data.uncertainties.push_back(std::move(spread));
    }
    process.data.exchanges.push_back(exchange);
}

// The names of the schema, which are not ours; unknown ones are refused by the callers, who know where they stand.
inline std::optional<AllocationMethod> olca_allocation_method(std::string_view text) noexcept {
    if (text == "PHYSICAL_ALLOCATION") return AllocationMethod::physical;
    if (text == "ECONOMIC_ALLOCATION") return AllocationMethod::economic;
    if (text == "CAUSAL_ALLOCATION") return AllocationMethod::causal;
    if (text == "NO_ALLOCATION" || text == "NONE") return AllocationMethod::none;
    return std::nullopt;
}

/// The exchange a causal factor acts on: internal id (schema 2, late schema 1), the exchange's own @id, or its flow. The surest
/// of them that is stated is kept and the others dropped, so that allocation has one way to look. What cannot be found is
/// left as it is and becomes a dangling factor once all is read.
inline void olca_allocated_exchange(OlcaStage& stage, OlcaProcess& process, JsonValue reference, AllocationFactor& factor) {
    factor.exchange_id = olca_internal_id(stage, "internalId", reference.find("internalId"));
    factor.exchange_flow = olca_ref(stage.flows, reference.find("flow"));
    if (factor.exchange_id != 0) { factor.exchange_flow = no_index; return; }
    auto const id = reference.find("@id").text();
    auto const found = id ? process.exchange_ids.find(*id) : process.exchange_ids.end();
    if (found == process.exchange_ids.end()) return;
    // The flow alone would be ambiguous where it occurs twice, so the exchange gets an internal id of its own: beyond
    // those of the file, by position.
    Exchange& exchange = process.data.exchanges[found->second];
    std::int32_t highest = static_cast<std::int32_t>(process.data.exchanges.size());
    for (Exchange const& other : process.data.exchanges) highest = (std::max)(highest, other.internal_id);
    if (exchange.internal_id == 0 && highest == static_cast<std::int32_t>(process.data.exchanges.size())) exchange.internal_id = static_cast<std::int32_t>(found->second + 1);
    if (exchange.internal_id == 0) return;
    factor.exchange_id = exchange.internal_id;
    factor.exchange_flow = no_index;
}

/// One allocation factor (rule A4). A missing value would be taken as 1 by openLCA; here it refuses the file, unless a
/// formula gives it.
inline void olca_read_allocation(OlcaStage& stage, OlcaProcess& process, JsonValue json) {
    AllocationFactor factor;
    auto const kind = json.find("allocationType").text();
    auto const method = olca_allocation_method(kind.value_or(""));
    std::string const where = "allocation factor " + std::to_string(process.data.allocation.size() + 1);
    if (!method || *method == AllocationMethod::none)
        stage.fail("openlca.field", "the type of an allocation factor is unknown", where, "PHYSICAL_, ECONOMIC_ or CAUSAL_ALLOCATION", kind ? std::string(*kind) : "nothing", "give the type, or remove the factor");
    factor.method = *method;
    factor.product = olca_ref(stage.flows, json.find("product"));
    factor.formula = olca_text(stage, "formula", json.find("formula"));
    JsonValue const value = json.find("value");
    if (!olca_absent(value)) factor.value = olca_number(stage, "value", value);
    else if (factor.formula.empty()) stage.fail("openlca.amount", "an allocation factor has no value", where, "a number in 'value'", "nothing", "give the value; a missing one is not taken as 0 or 1");
    if (factor.method == AllocationMethod::causal) olca_allocated_exchange(stage, process, json.find("exchange"), factor);
    process.data.allocation.push_back(std::move(factor));
}

// Provenance for the record: publication, years, licence. None of it changes a number, so a wrong type here is no error.
inline void olca_read_documentation(OlcaStage& stage, JsonValue json, ProcessSource& source) {
    source.document = json.find("publication").find("name").text().value_or("");
    std::string_view const from = json.find("validFrom").text().value_or("").substr(0, 4);
    std::string_view const until = json.find("validUntil").text().value_or("").substr(0, 4);
    source.year = from == until || until.empty() ? std::string(from) : std::string(from) + "-" + std::string(until);
    source.licence = olca_text(stage, "restrictionsDescription", json.find("restrictionsDescription"));
}

/// A process, "as read": nothing is linked or allocated here, and amounts keep the sign they have (rule A1).
inline void olca_read_process(OlcaStage& stage, JsonValue json) {
    OlcaProcess process;
    Process& data = process.data;
    Index const number = olca_identity(stage, stage.processes, json, "process", data.id, data.name);
    JsonValue allocation;
    for (auto const [key, value] : json.members()) {
        if (key == "category") process.category = olca_category(stage, value, data.category);
        else if (key == "description") data.description = olca_text(stage, key, value);
        else if (key == "location") data.location = olca_ref(stage.locations, value);
        else if (key == "processType") data.aggregated = value.text() == "LCI_RESULT";
        else if (key == "processDocumentation") olca_read_documentation(stage, value, data.source);
        else if (key == "allocationFactors") allocation = value;
        else if (key == "defaultAllocationMethod") {
            // "Use the default" as a default says nothing.
            if (olca_absent(value) || value.text() == "USE_DEFAULT_ALLOCATION") continue;
            auto const method = olca_allocation_method(value.text().value_or(""));
            if (!method) stage.fail("openlca.field", "the default allocation method is unknown", "field 'defaultAllocationMethod'", "NO_, PHYSICAL_, ECONOMIC_ or CAUSAL_ALLOCATION", std::string(value.text().value_or("no text")), "correct it or leave it out");
            data.default_allocation = *method;
            data.has_default_allocation = true;
        } else if (key == "parameters") {
            for (JsonValue const item : value.items()) data.parameters.push_back(olca_parameter(stage, item));
        } else if (key == "exchanges") {
            for (JsonValue const item : value.items()) olca_read_exchange(stage, process, item);
        }
    }
    // After the exchanges, whatever the order of the fields: factors refer to them.
    for (JsonValue const item : allocation.items()) olca_read_allocation(stage, process, item);
    // Counted here rather than left to the database's own check, so that the message names file and entry.
    std::size_t references = 0;
    for (Exchange const& exchange : data.exchanges) references += exchange.reference ? 1 : 0;
    if (references > 1) stage.fail("openlca.field", "a process has several quantitative references", "", "at most one", std::to_string(references), "mark one exchange only");
    if (olca_define(stage, stage.processes, number, stage.content.processes, std::move(data))) stage.process_category.push_back(process.category);
}

/// A file of its own is a global parameter (rule A7); those of processes and categories are written inside them.
inline void olca_read_parameter(OlcaStage& stage, JsonValue json) {
    stage.object = "global parameter";
    Parameter parameter = olca_parameter(stage, json);
    std::string const id = olca_text(stage, "@id", json.find("@id"));
    // Without an @id the name is what identifies a global parameter: names are unique in their scope.
    Index const number = stage.parameters.number(id.empty() ? lower(trim(parameter.name)) : id);
    stage.object = "global parameter '" + parameter.name + "'";
    olca_define(stage, stage.parameters, number, stage.content.parameters, std::move(parameter));
}

}  // namespace tanji::detail
