# SPDX-License-Identifier: Apache-2.0
# Writes the letter statistics as rows of a C++ initialiser. Included by CMakeLists.txt.
set(table "${PROJECT_SOURCE_DIR}/dictionaries/charset/letter-trigrams.tsv")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${table}")
file(STRINGS "${table}" rows ENCODING UTF-8 REGEX "^[^#]")
set(body "")
foreach(row IN LISTS rows)
    # What stands before the first tab names the row, for people.
    string(FIND "${row}" "\t" tab)
    math(EXPR first "${tab} + 1")
    string(SUBSTRING "${row}" ${first} -1 numbers)
    string(REPLACE "\t" "," numbers "${numbers}")
    string(APPEND body "${numbers},\n")
endforeach()
file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/letter_trigrams.inc" CONTENT "${body}" @ONLY)
