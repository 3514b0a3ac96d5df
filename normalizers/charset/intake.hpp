// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace saksklar {

/// A text dump, taken in: valid UTF-8, nothing lost.
struct IntakeText {
    std::string text;
    /// "utf-16le", "utf-16be", "utf-32le", "utf-32be", "ibm-277", "ibm-37", "ibm-1047" where the
    /// bytes were decoded from one of these; "utf-8" otherwise, although legacy bytes may stand in
    /// it, escaped.
    std::string charset;
};

/// UTF-16 and UTF-32 are decoded, with a byte order mark or without one (when the zero bytes
/// leave no doubt); a byte order mark is dropped. So is EBCDIC (ebcdic.hpp). Anything else becomes
/// `utf8::escape(bytes)`: which legacy charset the escaped bytes are in is for CharsetRepair to
/// say, with the words at hand. Text that looks like UTF-16 or UTF-32 but does not decode without
/// error is escaped too. Linear; does not throw.
IntakeText take_in(std::string_view bytes);

} // namespace saksklar
