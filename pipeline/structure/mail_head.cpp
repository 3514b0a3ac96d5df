// SPDX-License-Identifier: Apache-2.0
#include "pipeline/structure/mail_head.hpp"

#include "pipeline/structure/text_scan.hpp"

namespace saksklar::structure {

namespace {

FoldedText label_of(const OutlineLine& line)
{
    return fold_words(line.plain.substr(0, line.plain.find(':')));
}

} // namespace

bool subject_line(const OutlineLine& line)
{
    const FoldedText label = label_of(line);
    return label == "subject" || label == "emne";
}

MailHead mail_head(const Outline& outline, LineRange range)
{
    MailHead out;
    bool sender = false;
    bool subject = false;
    for (std::size_t i = range.begin; i < range.end && i < range.begin + 14; ++i) {
        const OutlineLine& line = outline.lines[i];
        if (line.blank) {
            if (sender && subject) {
                break;
            }
            continue;
        }
        const FoldedText label = label_of(line);
        sender = sender || label == "from" || label == "fra" || label == "fr\xC3\xA5";
        subject = subject || (sender && subject_line(line));
        out.end = i + 1;
    }
    out.found = sender && subject;
    return out;
}

} // namespace saksklar::structure
