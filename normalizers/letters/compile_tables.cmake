# SPDX-License-Identifier: Apache-2.0
# Writes the tables into a source file, in pieces short enough for every compiler.
function(literal file result)
    file(READ ${file} text)
    string(LENGTH "${text}" size)
    set(pieces "")
    set(at 0)
    while(at LESS size)
        string(SUBSTRING "${text}" ${at} 8000 piece)
        string(APPEND pieces "R\"~SAK~(${piece})~SAK~\"\n")
        math(EXPR at "${at} + 8000")
    endwhile()
    set(${result} "${pieces}" PARENT_SCOPE)
endfunction()

literal(${CONFUSIONS} confusions)
literal(${DECISION} decision)
literal(${FOREIGN} foreign)
literal(${CODES} codes)
literal(${MEETING_WORDS} meeting_words)
file(WRITE ${OUT} "// Made from dictionaries/*.tsv by compile_tables.cmake.
#include <string_view>

namespace saksklar {

std::string_view confusions_tsv() noexcept;
std::string_view decision_tsv() noexcept;
std::string_view foreign_tsv() noexcept;
std::string_view codes_tsv() noexcept;
std::string_view meeting_words_tsv() noexcept;

std::string_view confusions_tsv() noexcept
{
    return
${confusions};
}

std::string_view decision_tsv() noexcept
{
    return
${decision};
}

std::string_view foreign_tsv() noexcept
{
    return
${foreign};
}

std::string_view codes_tsv() noexcept
{
    return
${codes};
}

std::string_view meeting_words_tsv() noexcept
{
    return
${meeting_words};
}

} // namespace saksklar
")
