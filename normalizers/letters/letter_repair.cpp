// SPDX-License-Identifier: Apache-2.0
#include "normalizers/letters/letter_repair.hpp"

#include "normalizers/letters/repair_session.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace saksklar {

namespace {

/// Among sound lines a wrong word is so rare that only what is beyond doubt is changed.
constexpr double sound_probability = 0.95;

std::vector<Edit> to_edits(std::vector<Judgement>&& judgements, const LetterRepairOptions& options)
{
    std::vector<Edit> edits;
    for (Judgement& judgement : judgements) {
        const double p = judgement.probability;
        if (p < options.propose_probability && p < options.min_probability) {
            continue;
        }
        Edit edit;
        edit.span = judgement.span;
        edit.before = std::move(judgement.before);
        edit.after = std::move(judgement.after);
        edit.rule = "letters";
        edit.evidence = std::move(judgement.evidence);
        edit.probability = p;
        edit.applied =
            p >= (judgement.only_if_sure ? std::max(options.min_probability, sound_probability)
                                         : options.min_probability);
        edits.push_back(std::move(edit));
    }
    return edits;
}

/// What was proposed in one round may be done in the next: then the proposal is settled.
void drop_settled_proposals(std::vector<Edit>& edits)
{
    std::vector<Span> applied;
    for (const Edit& edit : edits) {
        if (edit.applied) {
            applied.push_back(edit.span);
        }
    }
    std::erase_if(edits, [&](const Edit& edit) {
        const auto next = std::ranges::upper_bound(applied, edit.span.begin, {}, &Span::end);
        return !edit.applied && next != applied.end() && next->begin < edit.span.end;
    });
}

double wrong(const std::vector<Edit>& edits)
{
    double sum = 0;
    for (const Edit& edit : edits) {
        sum += edit.applied ? 1 - edit.probability : 0;
    }
    return sum;
}

/// Less likely edits are dropped, whatever their probability.
double least_probability(const LetterRepairOptions& options)
{
    return std::min(options.propose_probability, options.min_probability);
}

bool changes(const std::vector<Edit>& edits)
{
    return std::ranges::any_of(edits, [](const Edit& edit) { return edit.applied; });
}

} // namespace

DamageEstimate estimate_damage(std::string_view text, const LanguageData& data)
{
    RepairSession session(data.tables(), nullptr);
    session.read(text);
    return session.estimate();
}

LetterRepairResult
repair_letters(std::string_view text, const LanguageData& data, const LetterRepairOptions& options)
{
    LetterRepairResult result;
    RepairSession session(data.tables(), options.learned);
    session.read(text);
    result.estimate = session.estimate();
    result.edits = to_edits(session.decide(least_probability(options)), options);
    // The repaired text must have no repair left: what a second look would change is
    // changed now. Nearly always there is nothing.
    constexpr int most_rounds = 4;
    std::string now = apply_edits(text, result.edits);
    for (int round = 0; round < most_rounds && changes(result.edits); ++round) {
        session.restart();
        session.read(now);
        std::vector<Edit> more = to_edits(session.decide(least_probability(options)), options);
        std::erase_if(more, [](const Edit& edit) { return !edit.applied; });
        if (more.empty()) {
            break;
        }
        if (round + 1 == most_rounds) {
            result.edits.clear(); // no rest to be found: leave the text as it is
            break;
        }
        std::string next = apply_edits(now, more);
        result.edits = compose_edits(text, result.edits, now, more);
        drop_settled_proposals(result.edits);
        now = std::move(next);
    }
    result.estimated_wrong = wrong(result.edits);
    return result;
}

struct LetterRepairStream::State {
    State(std::shared_ptr<const LanguageData> data_, LetterRepairOptions options_)
        : data(std::move(data_)), options(options_), session(data->tables(), options.learned)
    {
    }

    std::shared_ptr<const LanguageData> data;
    LetterRepairOptions options{};
    RepairSession session;
    std::string pending;
    std::size_t offset = 0;

    Piece settle(std::string text)
    {
        Piece piece;
        piece.offset_bytes = offset;
        session.read(text);
        piece.result.edits = to_edits(session.decide(least_probability(options)), options);
        piece.result.estimate = session.estimate();
        piece.result.estimated_wrong = wrong(piece.result.edits);
        offset += text.size();
        piece.text = std::move(text);
        return piece;
    }
};

LetterRepairStream::LetterRepairStream(std::shared_ptr<const LanguageData> data,
                                       LetterRepairOptions options)
    : state_(std::make_unique<State>(std::move(data), options))
{
}

LetterRepairStream::~LetterRepairStream() = default;
LetterRepairStream::LetterRepairStream(LetterRepairStream&&) noexcept = default;
LetterRepairStream& LetterRepairStream::operator=(LetterRepairStream&&) noexcept = default;

namespace {

/// Blocks of about this size are settled: big enough to judge a document by, small
/// enough to hold.
constexpr std::size_t block_bytes = std::size_t{1} << 18U;

/// Where to cut at most `block_bytes` of `text`: after a line, else after a space, else
/// between code points.
std::size_t cut(std::string_view text)
{
    const std::string_view head = text.substr(0, block_bytes);
    if (const std::size_t line = head.rfind('\n');
        line != std::string_view::npos && line > block_bytes / 4) {
        return line + 1;
    }
    if (const std::size_t space = head.rfind(' ');
        space != std::string_view::npos && space > block_bytes / 4) {
        return space + 1;
    }
    std::size_t end = head.size();
    while (end > 0 && end < text.size() &&
           (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return end;
}

} // namespace

LetterRepairStream::Piece LetterRepairStream::feed(std::string_view block)
{
    state_->pending += block;
    Piece all;
    all.offset_bytes = state_->offset;
    std::size_t done = 0;
    while (state_->pending.size() - done > 2 * block_bytes) {
        const std::string_view rest = std::string_view(state_->pending).substr(done);
        const std::size_t size = cut(rest);
        Piece piece = state_->settle(std::string(rest.substr(0, size)));
        for (Edit& edit : piece.result.edits) {
            edit.span.begin += all.text.size();
            edit.span.end += all.text.size();
            all.result.edits.push_back(std::move(edit));
        }
        all.text += piece.text;
        all.result.estimate = piece.result.estimate;
        all.result.estimated_wrong += piece.result.estimated_wrong;
        done += size;
    }
    state_->pending.erase(0, done);
    return all;
}

LetterRepairStream::Piece LetterRepairStream::finish()
{
    return state_->settle(std::exchange(state_->pending, {}));
}

} // namespace saksklar
