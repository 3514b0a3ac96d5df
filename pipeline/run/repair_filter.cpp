// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/repair_filter.hpp"

#include "normalizers/charset/charset_repair.hpp"
#include "normalizers/charset/intake.hpp"
#include "normalizers/letters/letter_repair.hpp"
#include "normalizers/text/utf8.hpp"

#include <algorithm>
#include <utility>

namespace saksklar {

namespace {

constexpr std::size_t block_bytes = 1U << 20U;

/// Where to cut `bytes` so that no line, else no word, else no code point is torn. What is
/// behind the cut waits for the next block.
std::size_t cut_of(std::string_view bytes)
{
    for (const char* ends : {"\n", " \t\r\f"}) {
        const std::size_t at = bytes.find_last_of(ends);
        if (at != std::string_view::npos) {
            return at + 1;
        }
    }
    std::size_t cut = bytes.size();
    while (cut > 0 && bytes.size() - cut < 4 &&
           (static_cast<unsigned char>(bytes[cut - 1]) & 0xC0U) == 0x80U) {
        --cut;
    }
    return cut > 1 ? cut - 1 : bytes.size();
}

class Filter {
public:
    Filter(const std::shared_ptr<const LanguageData>& language,
           const RepairFilterOptions& options,
           const std::function<void(const RepairedStretch&)>& take)
        : charset_([language](std::string_view word) { return language->contains(word); }),
          letters_(language,
                   {.min_probability = options.min_probability, .learned = options.learned}),
          take_(take)
    {
    }

    /// `text` is valid UTF-8, escaped.
    void feed(std::string_view text)
    {
        std::vector<Edit> edits = charset_.repair(text).edits;
        const std::string repaired = apply_edits(text, edits);
        for (Edit& edit : edits) {
            edit.span.begin += raw_.size();
            edit.span.end += raw_.size();
            edits_.push_back(std::move(edit));
        }
        raw_ += text;
        between_ += repaired;
        settle(letters_.feed(repaired));
    }

    void finish() { settle(letters_.finish()); }

private:
    /// `piece` is the head of between_; its edits and those of the first pass become one list.
    void settle(const LetterRepairStream::Piece& piece)
    {
        const std::size_t size = piece.text.size();
        if (size == 0) {
            return;
        }
        const OffsetMap map(edits_);
        const std::size_t raw_size = size == between_.size() ? raw_.size() : map.to_before(size);
        const auto behind = std::ranges::find_if(edits_, [&](const Edit& edit) {
            return edit.span.begin >= raw_size && raw_size < raw_.size();
        });
        const std::span<const Edit> first(edits_.begin(), behind);
        const std::string_view raw = std::string_view(raw_).substr(0, raw_size);
        const std::vector<Edit> composed = compose_edits(
            raw, first, std::string_view(between_).substr(0, size), piece.result.edits);
        take_({raw, composed, offset_});
        offset_ += utf8::unescape(raw).size();

        edits_.erase(edits_.begin(), behind);
        for (Edit& edit : edits_) {
            edit.span.begin -= raw_size;
            edit.span.end -= raw_size;
        }
        raw_.erase(0, raw_size);
        between_.erase(0, size);
    }

    CharsetRepair charset_;
    LetterRepairStream letters_;
    const std::function<void(const RepairedStretch&)>& take_;
    std::string raw_;         ///< not yet settled
    std::string between_;     ///< raw_ after the first pass
    std::vector<Edit> edits_; ///< of the first pass, against raw_
    std::size_t offset_ = 0;  ///< of raw_ in the input, in bytes
};

} // namespace

void repair_filter(const std::function<bool(std::string& block)>& more,
                   const std::shared_ptr<const LanguageData>& language,
                   const RepairFilterOptions& options,
                   const std::function<void(const RepairedStretch&)>& take)
{
    Filter filter(language, options, take);
    std::string pending;
    bool go_on = true;
    while (go_on && pending.size() < block_bytes) {
        go_on = more(pending);
    }
    if (const IntakeText taken =
            take_in(std::string_view(pending).substr(0, pending.size() & ~std::size_t{3}));
        taken.charset != "utf-8") {
        while (go_on) {
            go_on = more(pending);
        }
        filter.feed(take_in(pending).text);
        filter.finish();
        return;
    }
    for (;;) {
        while (go_on && pending.size() < block_bytes) {
            go_on = more(pending);
        }
        const std::size_t cut = go_on ? cut_of(pending) : pending.size();
        filter.feed(utf8::escape(std::string_view(pending).substr(0, cut)));
        pending.erase(0, cut);
        if (!go_on && pending.empty()) {
            break;
        }
    }
    filter.finish();
}

} // namespace saksklar
