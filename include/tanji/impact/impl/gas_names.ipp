// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <string_view>

namespace tanji::detail {

/// What one gas is called in flow lists, beyond the names that the shipped table of gases already has.
struct GasNames {
    std::string_view gas;
    std::string_view cas;
    std::string_view names;  // lower case, separated by '|', substituents in front of the parent ("tetrafluoromethane")
};

/// CAS numbers are those of AR6 WG1 table 7.SM.7. The escapes are Chinese names in UTF-8.
inline constexpr GasNames gas_names[] = {
    {"CO2", "124-38-9", "carbon dioxide|co2|\xE4\xBA\x8C\xE6\xB0\xA7\xE5\x8C\x96\xE7\xA2\xB3"},
    {"CH4", "74-82-8", "methane|ch4|\xE7\x94\xB2\xE7\x83\xB7"},
    {"N2O", "10024-97-2", "nitrous oxide|dinitrogen monoxide|dinitrogen oxide|n2o|\xE6\xB0\xA7\xE5\x8C\x96\xE4\xBA\x9A\xE6\xB0\xAE|\xE4\xB8\x80\xE6\xB0\xA7\xE5\x8C\x96\xE4\xBA\x8C\xE6\xB0\xAE"},
    {"CO", "630-08-0", "carbon monoxide|co|\xE4\xB8\x80\xE6\xB0\xA7\xE5\x8C\x96\xE7\xA2\xB3"},
    {"NMVOC", "", "nmvoc|non-methane volatile organic compounds|hydrocarbons (other than methane)|\xE9\x9D\x9E\xE7\x94\xB2\xE7\x83\xB7\xE6\x8C\xA5\xE5\x8F\x91\xE6\x80\xA7\xE6\x9C\x89\xE6\x9C\xBA\xE7\x89\xA9"},
    {"SF6", "2551-62-4", "sulfur hexafluoride|sulphur hexafluoride|sf6|\xE5\x85\xAD\xE6\xB0\x9F\xE5\x8C\x96\xE7\xA1\xAB"},
    {"NF3", "7783-54-2", "nitrogen trifluoride|nitrogen fluoride|trifluoroamine|nf3|\xE4\xB8\x89\xE6\xB0\x9F\xE5\x8C\x96\xE6\xB0\xAE"},
    {"SF5CF3", "373-80-8", "trifluoromethyl sulfur pentafluoride|trifluoromethyl sulphur pentafluoride|sf5cf3"},
    {"SO2F2", "2699-79-8", "sulfuryl fluoride|sulphuryl fluoride|so2f2"},
    {"PFC-14", "75-73-0", "tetrafluoromethane|carbon tetrafluoride|perfluoromethane|cf4|\xE5\x9B\x9B\xE6\xB0\x9F\xE5\x8C\x96\xE7\xA2\xB3|\xE5\x9B\x9B\xE6\xB0\x9F\xE7\x94\xB2\xE7\x83\xB7"},
    {"PFC-116", "76-16-4", "hexafluoroethane|perfluoroethane|c2f6|\xE5\x85\xAD\xE6\xB0\x9F\xE4\xB9\x99\xE7\x83\xB7"},
    {"PFC-218", "76-19-7", "octafluoropropane|perfluoropropane|c3f8"},
    {"PFC-318", "115-25-3", "octafluorocyclobutane|perfluorocyclobutane|c-c4f8|cc4f8"},
    {"PFC-31-10", "355-25-9", "decafluorobutane|perfluorobutane|c4f10"},
    {"PFC-41-12", "678-26-2", "dodecafluoropentane|perfluoropentane|c5f12"},
    {"PFC-51-14", "355-42-0", "tetradecafluorohexane|perfluorohexane|c6f14"},
    {"PFC-61-16", "335-57-9", "hexadecafluoroheptane|perfluoroheptane|c7f16"},
    {"PFC-71-18", "307-34-6", "octadecafluorooctane|perfluorooctane|c8f18"},
    {"CFC-11", "75-69-4", "trichlorofluoromethane"},
    {"CFC-12", "75-71-8", "dichlorodifluoromethane"},
    {"CFC-13", "75-72-9", "chlorotrifluoromethane"},
    {"CFC-113", "76-13-1", "1,1,2-trichloro-1,2,2-trifluoroethane"},
    {"CFC-114", "76-14-2", "1,2-dichloro-1,1,2,2-tetrafluoroethane|dichlorotetrafluoroethane"},
    {"CFC-115", "76-15-3", "chloropentafluoroethane|1-chloro-1,1,2,2,2-pentafluoroethane"},
    {"HCFC-21", "75-43-4", "dichlorofluoromethane"},
    {"HCFC-22", "75-45-6", "chlorodifluoromethane|difluoromonochloromethane|difluromonochloromethane"},
    {"HCFC-123", "306-83-2", "2,2-dichloro-1,1,1-trifluoroethane|1,1,1-trifluoro-2,2-dichloroethane"},
    {"HCFC-124", "2837-89-0", "2-chloro-1,1,1,2-tetrafluoroethane|2-chloro-1,1,1,2-tetra-fluoroethane"},
    {"HCFC-141b", "1717-00-6", "1,1-dichloro-1-fluoroethane"},
    {"HCFC-142b", "75-68-3", "1-chloro-1,1-difluoroethane"},
    {"HCFC-225ca", "422-56-0", "3,3-dichloro-1,1,1,2,2-pentafluoropropane"},
    {"HCFC-225cb", "507-55-1", "1,3-dichloro-1,1,2,2,3-pentafluoropropane"},
    {"HFC-23", "75-46-7", "trifluoromethane|fluoroform|\xE4\xB8\x89\xE6\xB0\x9F\xE7\x94\xB2\xE7\x83\xB7"},
    {"HFC-32", "75-10-5", "difluoromethane|\xE4\xBA\x8C\xE6\xB0\x9F\xE7\x94\xB2\xE7\x83\xB7"},
    {"HFC-41", "593-53-3", "fluoromethane|methyl fluoride"},
    {"HFC-125", "354-33-6", "pentafluoroethane|1,1,1,2,2-pentafluoroethane|\xE4\xBA\x94\xE6\xB0\x9F\xE4\xB9\x99\xE7\x83\xB7"},
    {"HFC-134", "359-35-3", "1,1,2,2-tetrafluoroethane"},
    {"HFC-134a", "811-97-2", "1,1,1,2-tetrafluoroethane"},
    {"HFC-143", "430-66-0", "1,1,2-trifluoroethane"},
    {"HFC-143a", "420-46-2", "1,1,1-trifluoroethane"},
    {"HFC-152", "624-72-6", "1,2-difluoroethane"},
    {"HFC-152a", "75-37-6", "1,1-difluoroethane"},
    {"HFC-161", "353-36-6", "fluoroethane|ethyl fluoride"},
    {"HFC-227ea", "431-89-0", "1,1,1,2,3,3,3-heptafluoropropane|heptafluoropropane"},
    {"HFC-236cb", "677-56-5", "1,1,1,2,2,3-hexafluoropropane"},
    {"HFC-236ea", "431-63-0", "1,1,1,2,3,3-hexafluoropropane"},
    {"HFC-236fa", "690-39-1", "1,1,1,3,3,3-hexafluoropropane"},
    {"HFC-245ca", "679-86-7", "1,1,2,2,3-pentafluoropropane"},
    {"HFC-245fa", "460-73-1", "1,1,1,3,3-pentafluoropropane"},
    {"HFC-365mfc", "406-58-6", "1,1,1,3,3-pentafluorobutane"},
    {"HFC-43-10mee", "138495-42-8", "1,1,1,2,2,3,4,5,5,5-decafluoropentane"},
    {"Halon-1211", "353-59-3", "bromochlorodifluoromethane"},
    {"Halon-1301", "75-63-8", "bromotrifluoromethane"},
    {"Halon-2402", "124-73-2", "1,2-dibromo-1,1,2,2-tetrafluoroethane|1,2-dibromotetrafluoroethane"},
    {"Halon-1202", "75-61-6", "dibromodifluoromethane"},
    {"CH3Br", "74-83-9", "bromomethane|methyl bromide"},
    {"CH3Cl", "74-87-3", "chloromethane|monochloromethane|methyl chloride"},
    {"CH2Cl2", "75-09-2", "dichloromethane|methylene chloride"},
    {"CHCl3", "67-66-3", "chloroform|trichloromethane"},
    {"CCl4", "56-23-5", "carbon tetrachloride|tetrachloromethane"},
    {"CH3CCl3", "71-55-6", "1,1,1-trichloroethane|methyl chloroform"},
    {"CH2ClCH2Cl", "107-06-2", "1,2-dichloroethane|ethylene dichloride"},
};

/// Refrigerant numbers whose gas goes by another name above; the prefix before the number does not matter, because
/// lists write CFC-14 and HFC-116 for perfluorocarbons.
inline constexpr std::array<std::array<std::string_view, 2>, 9> gas_numbers{{
    {"10", "CCl4"}, {"20", "CHCl3"}, {"30", "CH2Cl2"}, {"40", "CH3Cl"}, {"140", "CH3CCl3"}, {"140a", "CH3CCl3"},
    {"c318", "PFC-318"}, {"4310", "HFC-43-10mee"}, {"1001", "CH3Br"},
}};

}  // namespace tanji::detail
