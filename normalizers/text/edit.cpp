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

/// An applied edit and where its result stands in the text after the pass.
struct Made {
    const Edit* edit = nullptr;
    Span span{};
    bool swallowed = false; ///< became part of a later pass's edit
};

std::vector<Made> made_edits(std::span<const Edit> edits)
{
    std::vector<Made> made;
    std::size_t before = 0;
    std::size_t after = 0;
    for (const Edit& edit : edits) {
        if (edit.applied) {
            const std::size_t begin = edit.span.begin - before + after;
            made.push_back({&edit, {begin, begin + edit.after.size()}});
            before = edit.span.end;
            after = made.back().span.end;
        }
    }
    return made;
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

std::vector<Edit> compose_edits(std::string_view text,
                                std::span<const Edit> first,
                                std::string_view between,
                                std::span<const Edit> second)
{
    std::vector<Edit> composed;
    std::vector<Made> made = made_edits(first);
    for (const Edit& edit : first) {
        if (!edit.applied) {
            composed.push_back(edit);
        }
    }
    const OffsetMap map(first);

    // Takes in the first pass's edits that touch `span`, and says which they were.
    const auto touched = [&](Span& span) {
        auto begin = std::ranges::lower_bound(
            made, span.begin, {}, [](const Made& one) { return one.span.end; });
        auto end = begin;
        while (end != made.end() && end->span.begin <= span.end) {
            span = {std::min(span.begin, end->span.begin), std::max(span.end, end->span.end)};
            ++end;
        }
        // A span: clang 14 rejects the members of libstdc++ 12's subrange.
        return std::span<Made>(begin, end);
    };
    const auto merged = [&](std::span<const Edit* const> parts, Span span, const auto& swallowed) {
        Edit edit = *parts.front();
        edit.after.clear();
        std::size_t done = span.begin;
        for (const Edit* part : parts) {
            edit.after += between.substr(done, part->span.begin - done);
            edit.after += part->after;
            done = part->span.end;
            edit.probability = std::min(edit.probability, part->probability);
        }
        edit.after += between.substr(done, span.end - done);
        edit.span = map.to_before(span);
        if (!swallowed.empty()) {
            const Made& head = swallowed.front();
            const Made& tail = swallowed.back();
            edit.span = {head.edit->span.begin - (head.span.begin - span.begin),
                         tail.edit->span.end + (span.end - tail.span.end)};
        }
        edit.before = text.substr(edit.span.begin, edit.span.size());
        return edit;
    };

    std::vector<const Edit*> parts;
    for (std::size_t at = 0; at < second.size();) {
        parts.assign(1, &second[at]);
        Span span = second[at].span;
        auto swallowed = touched(span);
        if (!second[at].applied) {
            composed.push_back(merged(parts, span, swallowed));
            ++at;
            continue;
        }
        // More of the second pass may lie in, or beside, what was swallowed.
        std::size_t end = at + 1;
        for (; end < second.size() && !swallowed.empty() && second[end].span.begin <= span.end;
             ++end) {
            if (second[end].applied) {
                parts.push_back(&second[end]);
                span.end = std::max(span.end, second[end].span.end);
                swallowed = touched(span);
            } else {
                Span of_proposal = second[end].span;
                const auto beneath = touched(of_proposal);
                composed.push_back(
                    merged(std::vector<const Edit*>{&second[end]}, of_proposal, beneath));
            }
        }
        Edit edit = merged(parts, span, swallowed);
        for (Made& one : swallowed) {
            one.swallowed = true;
            edit.rule.insert(0, one.edit->rule + "+");
            if (!one.edit->evidence.empty()) {
                edit.evidence.insert(0, one.edit->evidence + "; ");
            }
            edit.probability *= one.edit->probability;
        }
        composed.push_back(std::move(edit));
        at = end;
    }
    for (const Made& one : made) {
        if (!one.swallowed) {
            composed.push_back(*one.edit);
        }
    }
    std::ranges::stable_sort(composed, [](const Edit& one, const Edit& other) {
        return one.span.begin != other.span.begin ? one.span.begin < other.span.begin
                                                  : one.span.end < other.span.end;
    });
    return composed;
}

OffsetMap::OffsetMap(std::span<const Edit> edits)
{
    for (const Made& made : made_edits(edits)) {
        pieces_.push_back({made.edit->span, made.span});
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
