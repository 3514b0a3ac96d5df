// SPDX-License-Identifier: Apache-2.0
#include "normalizers/text/edit.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace saksklar {

namespace {

/// Maps `offset` through a list of pieces that is sorted on both sides. `from` and
/// `to` choose the direction; `as_end` chooses which end of a replaced stretch counts.
template <class Pieces, class From, class To>
std::size_t mapped(const Pieces& pieces, std::size_t offset, From from, To to, bool as_end)
{
    // The first piece that begins behind the offset; the one before it decides.
    const auto behind = std::ranges::upper_bound(
        pieces, offset, {}, [&](const auto& piece) { return from(piece).begin; });
    if (behind == pieces.begin()) {
        return offset;
    }
    const auto& piece = *std::prev(behind);
    const Span source = from(piece);
    const Span target = to(piece);
    // What was inserted at a place belongs behind a stretch that begins there.
    const bool before_insertion = source.size() == 0 && offset == source.begin && !as_end;
    if (offset >= source.end && !before_insertion) {
        return target.end + (offset - source.end);
    }
    if (offset == source.begin) {
        return target.begin;
    }
    return as_end ? target.end : target.begin;
}

} // namespace

std::string apply_edits(std::string_view text, std::span<const Edit> edits)
{
    std::string result;
    result.reserve(text.size());
    std::size_t done = 0;
    for (const Edit& edit : edits) {
        if (!edit.applied) {
            continue;
        }
        if (edit.span.begin < done || edit.span.end < edit.span.begin ||
            edit.span.end > text.size()) {
            throw std::logic_error("edits out of order or outside the text");
        }
        result += text.substr(done, edit.span.begin - done);
        result += edit.after;
        done = edit.span.end;
    }
    result += text.substr(done);
    return result;
}

OffsetMap::OffsetMap(std::span<const Edit> edits)
{
    std::size_t shift_before = 0;
    std::size_t shift_after = 0;
    for (const Edit& edit : edits) {
        if (!edit.applied) {
            continue;
        }
        const std::size_t begin = edit.span.begin - shift_before + shift_after;
        pieces_.push_back({edit.span, {begin, begin + edit.after.size()}});
        shift_before = edit.span.end;
        shift_after = begin + edit.after.size();
    }
}

std::size_t OffsetMap::to_before(std::size_t offset_after) const
{
    return mapped(
        pieces_,
        offset_after,
        [](const Piece& piece) { return piece.after; },
        [](const Piece& piece) { return piece.before; },
        false);
}

std::size_t OffsetMap::to_after(std::size_t offset_before) const
{
    return mapped(
        pieces_,
        offset_before,
        [](const Piece& piece) { return piece.before; },
        [](const Piece& piece) { return piece.after; },
        false);
}

Span OffsetMap::to_before(Span after) const
{
    const auto from = [](const Piece& piece) { return piece.after; };
    const auto to = [](const Piece& piece) { return piece.before; };
    return {mapped(pieces_, after.begin, from, to, false),
            mapped(pieces_, after.end, from, to, true)};
}

Span OffsetMap::to_after(Span before) const
{
    const auto from = [](const Piece& piece) { return piece.before; };
    const auto to = [](const Piece& piece) { return piece.after; };
    return {mapped(pieces_, before.begin, from, to, false),
            mapped(pieces_, before.end, from, to, true)};
}

} // namespace saksklar
