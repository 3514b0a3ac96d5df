// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// "S. Eventuelt" behind "4. Budsjett", "Sak 2S/l9" between "Sak 24/19" and "Sak 26/19": letters
/// that text recognition put for digits are read as these where only so the number carries on the
/// others of the document. Lines get their labels, the text stays as it is.
void label_misread_numbers(Outline& outline);

} // namespace saksklar::structure
