// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/letter_repair.hpp"

#include <utility>

namespace saksklar {

DamageEstimate estimate_damage(std::string_view, const LanguageData&)
{
    return {};
}

LetterRepairResult repair_letters(std::string_view, const LanguageData&, const LetterRepairOptions&)
{
    return {};
}

struct LetterRepairStream::State {
    std::shared_ptr<const LanguageData> data;
    LetterRepairOptions options{};
    std::size_t offset = 0;
};

LetterRepairStream::LetterRepairStream(std::shared_ptr<const LanguageData> data,
                                       LetterRepairOptions options)
    : state_(std::make_unique<State>())
{
    state_->data = std::move(data);
    state_->options = options;
}

LetterRepairStream::~LetterRepairStream() = default;
LetterRepairStream::LetterRepairStream(LetterRepairStream&&) noexcept = default;
LetterRepairStream& LetterRepairStream::operator=(LetterRepairStream&&) noexcept = default;

LetterRepairStream::Piece LetterRepairStream::feed(std::string_view block)
{
    Piece piece;
    piece.text = std::string(block);
    piece.offset_bytes = state_->offset;
    piece.result = repair_letters(block, *state_->data, state_->options);
    state_->offset += block.size();
    return piece;
}

LetterRepairStream::Piece LetterRepairStream::finish()
{
    Piece piece;
    piece.offset_bytes = state_->offset;
    return piece;
}

} // namespace saksklar
