// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/mail_head.hpp"

#include "pipeline/structure/text_scan.hpp"
#include "pipeline/structure/word_lists.hpp"

namespace saksklar::structure {

namespace {

FoldedText label_of(const OutlineLine& line)
{
    return fold_words(line.plain.substr(0, line.plain.find(':')));
}

bool names_subject(std::string_view label)
{
    return word_lists().facts(label).tells(Hint::mail_subject);
}

bool names_sender(std::string_view label)
{
    return word_lists().facts(label).tells(Hint::mail_sender);
}

} // namespace

bool subject_line(const OutlineLine& line)
{
    return names_subject(label_of(line));
}

bool sender_line(const OutlineLine& line)
{
    return names_sender(label_of(line));
}

std::size_t mail_head_end(const Outline& outline, LineRange range)
{
    std::size_t end = range.begin;
    bool sender = false;
    bool subject = false;
    for (std::size_t i = range.begin; i < range.end && i < range.begin + 14; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank) {
            if (subject) {
                break;
            }
            continue;
        }
        const FoldedText label = label_of(line);
        sender = sender || names_sender(label);
        subject = subject || (sender && names_subject(label));
        end = i + 1;
    }
    return subject ? end : range.begin;
}

} // namespace saksklar::structure
