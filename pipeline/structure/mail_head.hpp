// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>

namespace saksklar::structure {

/// The line below the head of an e-mail that minutes were sent in, whose sender and subject stand
/// at the top of the range; its first line where they do not.
std::size_t mail_head_end(const Outline& outline, LineRange range);

/// The line below a note with which minutes were sent, from the greeting ("Hei,") to the name under
/// "Hilsen", at the top of the range; its first line where there is none, or it is all there is.
std::size_t cover_note_end(const Outline& outline, LineRange range);

/// "From: Kari Berg": the label is of a mail's sender.
bool sender_line(const OutlineLine& line);

/// "Subject: Referat fra styremøtet": the label is of a mail's subject.
bool subject_line(const OutlineLine& line);

} // namespace saksklar::structure
