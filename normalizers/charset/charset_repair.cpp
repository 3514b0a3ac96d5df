// SPDX-License-Identifier: Apache-2.0
#include "normalizers/charset/charset_repair.hpp"

#include <utility>

namespace saksklar {

class CharsetRepair::State {
public:
    explicit State(IsWord known) : is_word(std::move(known)) {}

    IsWord is_word;
};

CharsetRepair::CharsetRepair(IsWord is_word) : state_(std::make_unique<State>(std::move(is_word)))
{
}

CharsetRepair::~CharsetRepair() = default;
CharsetRepair::CharsetRepair(CharsetRepair&&) noexcept = default;
CharsetRepair& CharsetRepair::operator=(CharsetRepair&&) noexcept = default;

CharsetResult CharsetRepair::repair(std::string_view text)
{
    static_cast<void>(text);
    return {{}, "utf-8"};
}

} // namespace saksklar
