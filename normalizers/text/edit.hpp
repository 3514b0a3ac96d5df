// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// A stretch of text: byte offsets, half-open.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const noexcept { return end - begin; }

    bool operator==(const Span&) const = default;
};

/// One change to a text, made or only proposed.
struct Edit {
    Span span{};              ///< in the text that the pass was given
    std::string before;       ///< what stands there; equals text[span]
    std::string after;        ///< what it becomes
    std::string rule;         ///< "letters", "charset.utf8-as-cp1252", … : which pass and how
    std::string evidence;     ///< why, for people; names a witness document where there is one
    double probability = 1.0; ///< that `after` is right, calibrated, 0..1
    bool applied = true;      ///< false: listed as a proposal, the text keeps `before`

    bool operator==(const Edit&) const = default;
};

/// `text` with the applied edits made. The edits are in order and do not overlap.
std::string apply_edits(std::string_view text, std::span<const Edit> edits);

/// Two passes as one: edits against the first text that have the effect of `first` and then
/// `second`, which is against `between` (the text after `first`). Edits of both passes that
/// touch the same place become one, with both rules and the product of the probabilities;
/// proposals stay proposals for the place they concern. In order of their spans.
std::vector<Edit> compose_edits(std::string_view text,
                                std::span<const Edit> first,
                                std::string_view between,
                                std::span<const Edit> second);

/// Leads offsets of a text after its edits back to the text before them, and
/// forward again. A place inside a replaced stretch maps to the stretch's begin
/// (or, asked as an end, to its end).
class OffsetMap {
public:
    /// The identity.
    OffsetMap() = default;

    /// The map of one pass; only applied edits count.
    explicit OffsetMap(std::span<const Edit> edits);

    std::size_t to_before(std::size_t offset_after) const;
    std::size_t to_after(std::size_t offset_before) const;

    /// The smallest stretch before the edits that gave rise to `after`, and the reverse.
    Span to_before(Span after) const;
    Span to_after(Span before) const;

private:
    struct Piece {
        Span before;
        Span after;
    };

    std::vector<Piece> pieces_;
};

} // namespace saksklar
