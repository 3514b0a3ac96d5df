// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/entity_names.hpp"

#include <algorithm>
#include <array>

namespace saksklar {

namespace {

struct Entity {
    std::string_view name{};
    char16_t value = 0;
};

/// Sorted by name.
constexpr std::array entities{
    Entity{"AElig", 0x00C6},  Entity{"Aacute", 0x00C1}, Entity{"Acirc", 0x00C2},
    Entity{"Agrave", 0x00C0}, Entity{"Aring", 0x00C5},  Entity{"Atilde", 0x00C3},
    Entity{"Auml", 0x00C4},   Entity{"Ccedil", 0x00C7}, Entity{"Dagger", 0x2021},
    Entity{"ETH", 0x00D0},    Entity{"Eacute", 0x00C9}, Entity{"Ecirc", 0x00CA},
    Entity{"Egrave", 0x00C8}, Entity{"Euml", 0x00CB},   Entity{"Iacute", 0x00CD},
    Entity{"Icirc", 0x00CE},  Entity{"Igrave", 0x00CC}, Entity{"Iuml", 0x00CF},
    Entity{"Ntilde", 0x00D1}, Entity{"OElig", 0x0152},  Entity{"Oacute", 0x00D3},
    Entity{"Ocirc", 0x00D4},  Entity{"Ograve", 0x00D2}, Entity{"Oslash", 0x00D8},
    Entity{"Otilde", 0x00D5}, Entity{"Ouml", 0x00D6},   Entity{"Prime", 0x2033},
    Entity{"Scaron", 0x0160}, Entity{"THORN", 0x00DE},  Entity{"Uacute", 0x00DA},
    Entity{"Ucirc", 0x00DB},  Entity{"Ugrave", 0x00D9}, Entity{"Uuml", 0x00DC},
    Entity{"Yacute", 0x00DD}, Entity{"Yuml", 0x0178},   Entity{"aacute", 0x00E1},
    Entity{"acirc", 0x00E2},  Entity{"acute", 0x00B4},  Entity{"aelig", 0x00E6},
    Entity{"agrave", 0x00E0}, Entity{"amp", 0x0026},    Entity{"aring", 0x00E5},
    Entity{"atilde", 0x00E3}, Entity{"auml", 0x00E4},   Entity{"bdquo", 0x201E},
    Entity{"brvbar", 0x00A6}, Entity{"bull", 0x2022},   Entity{"ccedil", 0x00E7},
    Entity{"cedil", 0x00B8},  Entity{"cent", 0x00A2},   Entity{"copy", 0x00A9},
    Entity{"curren", 0x00A4}, Entity{"dagger", 0x2020}, Entity{"deg", 0x00B0},
    Entity{"divide", 0x00F7}, Entity{"eacute", 0x00E9}, Entity{"ecirc", 0x00EA},
    Entity{"egrave", 0x00E8}, Entity{"emsp", 0x2003},   Entity{"ensp", 0x2002},
    Entity{"eth", 0x00F0},    Entity{"euml", 0x00EB},   Entity{"euro", 0x20AC},
    Entity{"fnof", 0x0192},   Entity{"frac12", 0x00BD}, Entity{"frac14", 0x00BC},
    Entity{"frac34", 0x00BE}, Entity{"frasl", 0x2044},  Entity{"gt", 0x003E},
    Entity{"hellip", 0x2026}, Entity{"iacute", 0x00ED}, Entity{"icirc", 0x00EE},
    Entity{"iexcl", 0x00A1},  Entity{"igrave", 0x00EC}, Entity{"iquest", 0x00BF},
    Entity{"iuml", 0x00EF},   Entity{"laquo", 0x00AB},  Entity{"larr", 0x2190},
    Entity{"ldquo", 0x201C},  Entity{"lrm", 0x200E},    Entity{"lsaquo", 0x2039},
    Entity{"lsquo", 0x2018},  Entity{"lt", 0x003C},     Entity{"macr", 0x00AF},
    Entity{"mdash", 0x2014},  Entity{"micro", 0x00B5},  Entity{"middot", 0x00B7},
    Entity{"minus", 0x2212},  Entity{"nbsp", 0x00A0},   Entity{"ndash", 0x2013},
    Entity{"not", 0x00AC},    Entity{"ntilde", 0x00F1}, Entity{"oacute", 0x00F3},
    Entity{"ocirc", 0x00F4},  Entity{"oelig", 0x0153},  Entity{"ograve", 0x00F2},
    Entity{"oline", 0x203E},  Entity{"ordf", 0x00AA},   Entity{"ordm", 0x00BA},
    Entity{"oslash", 0x00F8}, Entity{"otilde", 0x00F5}, Entity{"ouml", 0x00F6},
    Entity{"para", 0x00B6},   Entity{"permil", 0x2030}, Entity{"plusmn", 0x00B1},
    Entity{"pound", 0x00A3},  Entity{"prime", 0x2032},  Entity{"quot", 0x0022},
    Entity{"raquo", 0x00BB},  Entity{"rarr", 0x2192},   Entity{"rdquo", 0x201D},
    Entity{"reg", 0x00AE},    Entity{"rlm", 0x200F},    Entity{"rsaquo", 0x203A},
    Entity{"rsquo", 0x2019},  Entity{"sbquo", 0x201A},  Entity{"scaron", 0x0161},
    Entity{"sect", 0x00A7},   Entity{"shy", 0x00AD},    Entity{"sup1", 0x00B9},
    Entity{"sup2", 0x00B2},   Entity{"sup3", 0x00B3},   Entity{"szlig", 0x00DF},
    Entity{"thinsp", 0x2009}, Entity{"thorn", 0x00FE},  Entity{"times", 0x00D7},
    Entity{"trade", 0x2122},  Entity{"uacute", 0x00FA}, Entity{"ucirc", 0x00FB},
    Entity{"ugrave", 0x00F9}, Entity{"uml", 0x00A8},    Entity{"uuml", 0x00FC},
    Entity{"yacute", 0x00FD}, Entity{"yen", 0x00A5},    Entity{"yuml", 0x00FF},
    Entity{"zwj", 0x200D},    Entity{"zwnj", 0x200C},
};

static_assert(std::ranges::is_sorted(entities, {}, &Entity::name));

} // namespace

char32_t entity_named(std::string_view name) noexcept
{
    const auto* const at = std::ranges::lower_bound(entities, name, {}, &Entity::name);
    return at != entities.end() && at->name == name ? at->value : 0;
}

} // namespace saksklar
