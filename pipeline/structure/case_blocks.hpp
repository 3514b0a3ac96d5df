// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/records/record.hpp"
#include "pipeline/structure/outline.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saksklar::structure {

/// A paragraph, list item or heading of a case's text.
struct Block {
    std::string_view text{}; ///< of the outline, or joined from several lines
    /// (offset in text, line) of every line but the first
    std::vector<std::pair<std::size_t, std::size_t>> starts{};
    bool bullet = false;
    bool bold = false;
    bool quoted = false;
    int heading_level = 0;
    int indent = 0;
    std::size_t first_line = 0;
    std::size_t last_line = 0;
    bool gap_before = false;      ///< a blank line stands before it
    Terms label{};                ///< of "Vedtak:" and the like at its start
    std::size_t label_end = 0;    ///< where the text after the label begins; 0: no label
    bool table = false;           ///< a row of a table
    bool proposal_word = false;   ///< its first line has a word of proposals
    bool decision_label = false;  ///< a word that may label a decision stands in it, and a colon
    bool labelled_inside = false; ///< it was cut from the paragraph that it ends
    bool digit = false;
    bool vote = false;      ///< a word of votes stands in it
    bool may_decide = true; ///< false: no word of it speaks of decisions or counts votes
};

struct CaseBlocks {
    std::vector<Block> blocks;
    std::vector<std::unique_ptr<std::string>> joined; ///< what the texts of long blocks point to
};

/// The blocks of a case's lines, in order. Each block joins the lines that a paragraph goes on
/// over.
CaseBlocks blocks_of(const Outline& outline, std::span<const std::size_t> lines);

/// Finds out whether a block begins with a label of decisions, proposals or follow-ups.
void read_block_label(Block& block);

/// The line of the outline that byte `offset` of the block's text stands on.
std::size_t line_at(const Block& block, std::size_t offset);

Place place_of_lines(const Outline& outline, std::size_t first, std::size_t last);

} // namespace saksklar::structure
