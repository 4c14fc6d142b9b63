# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
#
# cmake -DBUILD=<build tree> -P install.cmake: installs into <build tree>/prefix, from scratch, so that a file
# an earlier installation left behind cannot help a client.
file(REMOVE_RECURSE ${BUILD}/prefix)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${BUILD}/prefix OUTPUT_QUIET RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "cmake --install failed")
endif()
# Our headers stay in their own folder.
file(GLOB entries RELATIVE ${BUILD}/prefix/include ${BUILD}/prefix/include/*)
if(NOT entries STREQUAL "tanji")
    message(FATAL_ERROR "include/ should hold tanji only, found: ${entries}")
endif()
# What a client links must not bring flags that change its code, or folders of this machine.
file(GLOB_RECURSE configs ${BUILD}/prefix/*.cmake ${BUILD}/prefix/*.pc)
foreach(config IN LISTS configs)
    file(READ ${config} text)
    foreach(word IN ITEMS "-march" "-Wall" "-O1" "-O2" "-O3" "-ffp-contract" "\"/usr/include" "${BUILD}")
        string(FIND "${text}" "${word}" at)
        if(NOT at EQUAL -1)
            message(FATAL_ERROR "${config} contains ${word}")
        endif()
    endforeach()
endforeach()
