// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace saksklar {

struct EbcdicText {
    std::string text;    ///< valid UTF-8, lines ended by "\n" (or "\r\n" where the dump has both)
    std::string charset; ///< "ibm-277" (Denmark and Norway), "ibm-37" or "ibm-1047"
};

/// Dumps of IBM's mainframes and midrange machines: bytes whose blanks and letters are where only
/// EBCDIC has them. Lines end in NEL, LF or CR LF, or are records of one width without ends, whose
/// trailing blanks are cut. Nothing where the bytes are something else.
std::optional<EbcdicText> decode_ebcdic(std::string_view bytes);

} // namespace saksklar
