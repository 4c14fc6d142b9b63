// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "tanji/claims/registry_store.hpp"

/// \file
/// The store in memory, with a log of inverse steps per transaction.
namespace tanji {

namespace detail {

/// Everything a registry holds, in the order that lists have.
struct RegistryContent {
    using DrawKey = std::tuple<std::string, ClaimView, std::string>;

    std::map<std::string, Certificate, std::less<>> certificates{};
    std::map<std::string, Consumption, std::less<>> consumptions{};
    std::map<std::string, Allotment, std::less<>> allotments{};
    std::map<DrawKey, ClaimDraw> draws{};
    std::vector<DeviceGeneration> generation{};
    std::vector<OutsideClaim> outside{};
    // Positions in the two lists by device.
    std::map<std::pair<std::string, std::size_t>, bool> generation_of{};
    std::map<std::pair<std::string, std::size_t>, bool> outside_on{};
    // Second orders, so that neither "what is allotted to this meter" nor "what did this device get" walks over everything.
    std::map<std::pair<std::string, std::string>, bool> by_consumption{};
    std::map<std::pair<std::string, std::string>, bool> by_device{};
    std::map<std::pair<std::string, std::string>, bool> by_meter{};
};

template <class Map>
[[nodiscard]] auto registry_values(Map const& map) {
    std::vector<typename Map::mapped_type> values;
    values.reserve(map.size());
    for (auto const& [key, value] : map) values.push_back(value);
    return values;
}

template <class Map>
[[nodiscard]] std::optional<typename Map::mapped_type> registry_value(Map const& map, std::string_view key) {
    auto const found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
}

class MemoryRegistryStore final : public RegistryStore {
public:
    // Undoing is a log of inverse steps, not a copy of everything: a registry of a million certificates allots one at a time.
    void begin() override {
        if (open_) throw Error({.id = "registry.transaction", .what = "a transaction is open already", .expected = "commit or rollback before the next begin"});
        open_ = true;
    }
    void commit() override {
        require_open();
        undo_.clear();
        open_ = false;
    }
    void rollback() noexcept override {
        while (!undo_.empty()) {
            undo_.back()(content_);
            undo_.pop_back();
        }
        open_ = false;
    }
    [[nodiscard]] bool in_transaction() const noexcept override { return open_; }

    void put(Certificate const& certificate) override {
        require_open();
        if (auto const before = registry_value(content_.certificates, certificate.id)) erase(&RegistryContent::by_device, {before->device, before->id});
        replace(&RegistryContent::certificates, certificate.id, certificate);
        replace(&RegistryContent::by_device, {certificate.device, certificate.id}, true);
    }
    void put(Consumption const& consumption) override {
        require_open();
        if (auto const before = registry_value(content_.consumptions, consumption.id)) erase(&RegistryContent::by_meter, {before->meter, before->id});
        replace(&RegistryContent::consumptions, consumption.id, consumption);
        replace(&RegistryContent::by_meter, {consumption.meter, consumption.id}, true);
    }
    void put(ClaimDraw const& draw) override { replace(&RegistryContent::draws, RegistryContent::DrawKey(draw.certificate, draw.view, draw.subject), draw); }
    void add(DeviceGeneration const& generation) override {
        append(&RegistryContent::generation, generation);
        replace(&RegistryContent::generation_of, {generation.device, content_.generation.size() - 1}, true);
    }
    void add(OutsideClaim const& claim) override {
        append(&RegistryContent::outside, claim);
        replace(&RegistryContent::outside_on, {claim.device, content_.outside.size() - 1}, true);
    }
    bool remove_draw(std::string_view certificate, ClaimView view, std::string_view subject) override {
        return erase(&RegistryContent::draws, RegistryContent::DrawKey(certificate, view, subject));
    }
    [[nodiscard]] std::optional<Allotment> allot_if_free(Allotment const& allotment) override {
        require_open();
        if (auto const there = registry_value(content_.allotments, allotment.certificate)) return there;
        replace(&RegistryContent::allotments, allotment.certificate, allotment);
        replace(&RegistryContent::by_consumption, {allotment.consumption, allotment.certificate}, true);
        return std::nullopt;
    }
    bool remove_allotment(std::string_view certificate) override {
        require_open();
        auto const there = registry_value(content_.allotments, certificate);
        if (!there) return false;
        erase(&RegistryContent::by_consumption, {there->consumption, there->certificate});
        return erase(&RegistryContent::allotments, there->certificate);
    }

    [[nodiscard]] std::optional<Certificate> certificate(std::string_view id) const override { return registry_value(content_.certificates, id); }
    [[nodiscard]] std::optional<Consumption> consumption(std::string_view id) const override { return registry_value(content_.consumptions, id); }
    [[nodiscard]] std::optional<Allotment> allotment(std::string_view certificate) const override { return registry_value(content_.allotments, certificate); }

    [[nodiscard]] std::vector<Certificate> certificates() const override { return registry_values(content_.certificates); }
    [[nodiscard]] std::vector<Certificate> certificates_of(std::string_view device) const override {
        return through(content_.by_device, content_.certificates, device);
    }
    [[nodiscard]] std::vector<Consumption> consumptions() const override { return registry_values(content_.consumptions); }
    [[nodiscard]] std::vector<Consumption> consumptions_of(std::string_view meter) const override { return through(content_.by_meter, content_.consumptions, meter); }
    [[nodiscard]] std::vector<Allotment> allotments() const override { return registry_values(content_.allotments); }
    [[nodiscard]] std::vector<Allotment> allotments_to(std::string_view consumption) const override {
        return through(content_.by_consumption, content_.allotments, consumption);
    }
    [[nodiscard]] std::vector<ClaimDraw> draws() const override { return registry_values(content_.draws); }
    [[nodiscard]] std::vector<ClaimDraw> draws_on(std::string_view certificate) const override {
        std::vector<ClaimDraw> draws;
        auto it = content_.draws.lower_bound({std::string(certificate), ClaimView::inventory, std::string()});
        for (; it != content_.draws.end() && it->second.certificate == certificate; ++it) draws.push_back(it->second);
        return draws;
    }
    [[nodiscard]] std::vector<DeviceGeneration> generation() const override { return content_.generation; }
    [[nodiscard]] std::vector<DeviceGeneration> generation_of(std::string_view device) const override { return listed(content_.generation_of, content_.generation, device); }
    [[nodiscard]] std::vector<OutsideClaim> outside_claims() const override { return content_.outside; }
    [[nodiscard]] std::vector<OutsideClaim> outside_claims_on(std::string_view device) const override { return listed(content_.outside_on, content_.outside, device); }

private:
    void require_open() const {
        if (!open_) throw Error({.id = "registry.transaction", .what = "a change outside of a transaction", .expected = "begin() before it"});
    }

    // The inverse step is kept before the change: if memory runs out in between, the step undoes nothing.
    template <class Map>
    void replace(Map RegistryContent::* map, typename Map::key_type const& key, typename Map::mapped_type const& value) {
        require_open();
        auto const found = (content_.*map).find(key);
        if (found == (content_.*map).end()) {
            undo_.push_back([map, key](RegistryContent& content) { (content.*map).erase(key); });
            (content_.*map).emplace(key, value);
            return;
        }
        undo_.push_back([map, key, before = found->second](RegistryContent& content) mutable { std::swap((content.*map).find(key)->second, before); });
        auto copy = value;
        std::swap(found->second, copy);
    }

    // Erased nodes are kept and put back, so that undoing allocates nothing and cannot fail.
    template <class Map>
    bool erase(Map RegistryContent::* map, typename Map::key_type const& key) {
        require_open();
        auto const found = (content_.*map).find(key);
        if (found == (content_.*map).end()) return false;
        auto node = std::make_shared<typename Map::node_type>();
        undo_.push_back([map, node](RegistryContent& content) {
            if (*node) (content.*map).insert(std::move(*node));
        });
        *node = (content_.*map).extract(found);
        return true;
    }

    template <class T>
    void append(std::vector<T> RegistryContent::* list, T const& value) {
        require_open();
        undo_.push_back([list, size = (content_.*list).size()](RegistryContent& content) { (content.*list).resize(size); });
        (content_.*list).push_back(value);
    }

    // The objects that a second order names for one word, in the order of their ids.
    template <class Map>
    [[nodiscard]] static std::vector<typename Map::mapped_type> through(std::map<std::pair<std::string, std::string>, bool> const& order, Map const& map, std::string_view word) {
        std::vector<typename Map::mapped_type> values;
        for (auto it = order.lower_bound({std::string(word), std::string()}); it != order.end() && it->first.first == word; ++it) {
            values.push_back(map.find(it->first.second)->second);
        }
        return values;
    }

    template <class T>
    [[nodiscard]] static std::vector<T> listed(std::map<std::pair<std::string, std::size_t>, bool> const& order, std::vector<T> const& list, std::string_view word) {
        std::vector<T> values;
        for (auto it = order.lower_bound({std::string(word), 0}); it != order.end() && it->first.first == word; ++it) values.push_back(list[it->first.second]);
        return values;
    }

    RegistryContent content_;
    std::vector<std::function<void(RegistryContent&)>> undo_;
    bool open_ = false;
};

}  // namespace detail

TANJI_INLINE std::unique_ptr<RegistryStore> memory_registry_store() { return std::make_unique<detail::MemoryRegistryStore>(); }

}  // namespace tanji
