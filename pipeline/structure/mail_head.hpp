// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <string_view>

namespace saksklar::structure {

/// The head of an e-mail that minutes were sent in: sender, receiver, date, subject.
struct MailHead {
    bool found = false;
    std::size_t end = 0; ///< the line below it
};

/// The e-mail's head at the top of a meeting's lines, if its sender and subject stand there.
MailHead mail_head(const Outline& outline, LineRange range);

/// "Subject: Referat fra styremøtet": the label is of a mail's subject.
bool subject_line(const OutlineLine& line);

} // namespace saksklar::structure
