// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <array>

#include "tanji/impact/greenhouse_gas.hpp"

using namespace tanji;

TEST_CASE("spellings of USLCI 1.5 and of the common lists") {
    struct Spelling {
        char const* name;
        char const* gas;
        CarbonOrigin origin;
    };
    constexpr auto unstated = CarbonOrigin::unstated;
    std::array const spellings{
        Spelling{"Carbon dioxide, fossil ", "CO2", CarbonOrigin::fossil}, Spelling{"Carbon dioxide, non-fossil", "CO2", CarbonOrigin::biogenic},
        Spelling{"Carbon dioxide [Inorganic emissions to air]", "CO2", unstated}, Spelling{"Carbon dioxide, land transformation", "CO2", CarbonOrigin::land_use},
        Spelling{"Carbon dioxide, from soil or biomass stock", "CO2", CarbonOrigin::land_use}, Spelling{"Methane", "CH4", unstated},
        Spelling{"Methane, biogenic", "CH4", CarbonOrigin::biogenic}, Spelling{"Methane, non-fossil", "CH4", CarbonOrigin::biogenic},
        Spelling{"Methane, fossil", "CH4", CarbonOrigin::fossil}, Spelling{"Dinitrogen monoxide", "N2O", unstated},
        Spelling{"Nitrous oxide (laughing gas) [Inorganic emissions to air]", "N2O", unstated}, Spelling{"Sulphur hexafluoride", "SF6", unstated},
        Spelling{"Nitrogen fluoride", "NF3", unstated}, Spelling{"Ethane, 1,1,1,2-tetrafluoro-, HFC-134a", "HFC-134a", unstated},
        Spelling{"1,1,1,2-Tetrafluoroethane", "HFC-134a", unstated}, Spelling{"HFC-134a", "HFC-134a", unstated}, Spelling{"R134a", "HFC-134a", unstated},
        Spelling{"Methane, tetrafluoro-, CFC-14", "PFC-14", unstated}, Spelling{"Methane, tetrafluoro-, FC-14", "PFC-14", unstated},
        Spelling{"Ethane, hexafluoro-, HFC-116", "PFC-116", unstated}, Spelling{"Methane, bromo-, Halon 1001", "CH3Br", unstated},
        Spelling{"Methane, difluromonochloro-, HCFC-22", "HCFC-22", unstated}, Spelling{"Methane, dichloro, HCC-30", "CH2Cl2", unstated},
        Spelling{"Ethane, 1,1,1-trichloro-, HCFC-140", "CH3CCl3", unstated}, Spelling{"1,1,1,3,3-Pentafluoropropane, HFC-245fa", "HFC-245fa", unstated},
        Spelling{"Methane, chlorotrifluoro-, CFC-13", "CFC-13", unstated}, Spelling{"\xE7\x94\xB2\xE7\x83\xB7", "CH4", unstated},
    };
    for (auto const& [name, gas, origin] : spellings) {
        CAPTURE(name);
        auto const match = recognise_gas(name);
        CHECK(match.role == GasRole::gas);
        CHECK(match.gas == gas);
        CHECK(match.origin == origin);
    }
}

TEST_CASE("blanks around a name do not hide a gas, however it is recognised") {
    for (auto const& [name, gas] : {std::pair<std::string_view, std::string_view>{" Methane ", "CH4"}, {"HFC-134a ", "HFC-134a"}, {" HFE-125 ", "hfe-125"}, {" \tCarbon dioxide, fossil ", "CO2"}}) {
        CAPTURE(name);
        CHECK(recognise_gas(name).gas == gas);
    }
}

TEST_CASE("what only resembles a greenhouse gas is none") {
    for (auto const* name : {"Methanol", "Methanesulfonic acid", "Carbon disulfide", "Carbon black", "Monosodium acid methanearsonate", "Carbon-14", "Ethane", "Boron trifluoride",
                             "Hydrogen fluoride", "Radon-222", "Methane, nitro-"}) {
        CAPTURE(name);
        CHECK(recognise_gas(name).role == GasRole::none);
    }
}

TEST_CASE("CAS numbers with leading zeros, and those that contradict the name") {
    CHECK(normal_cas("000124-38-9") == "124-38-9");
    CHECK(normal_cas(" 74-82-8 ") == "74-82-8");
    CHECK(normal_cas("none").empty());
    CHECK(recognise_gas("an unknown spelling", "000124-38-9").gas == "CO2");
    CHECK(recognise_gas("Carbon dioxide", "000124-38-9").role == GasRole::gas);
    CHECK(recognise_gas("Carbon dioxide", "000074-82-8").role == GasRole::conflict);
}

TEST_CASE("mixtures and flows that are CO2e already") {
    CHECK(recognise_gas("CFCs and HCFCs, unspecified").role == GasRole::mixture);
    CHECK(recognise_gas("PFC (perfluorocarbons)").role == GasRole::mixture);
    for (auto const* name : {"Carbon dioxide equivalents", "GHG emissions, CO2e", "CO2-eq", "CO2 eq.", "kg CO2-Equivalents"}) {
        CAPTURE(name);
        CHECK(recognise_gas(name).role == GasRole::co2_equivalent);
    }
}

TEST_CASE("carbon that goes into soil or biomass") {
    CHECK(recognise_gas("Carbon dioxide, to soil or biomass stock").into_stock);
    CHECK_FALSE(recognise_gas("Carbon dioxide, from soil or biomass stock").into_stock);
}
