// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

namespace saksklar::structure {

/// "Sak     Tekst                    Ansvar    Frist": minutes set as one table name columns at
/// their right margin for who is to do something and until when. Takes what stands in these
/// columns out of the lines, so that the text reads on, and keeps it in Outline::margins. Columns
/// stand apart by gaps of two spaces or more.
void set_margin_columns_apart(Outline& outline);

} // namespace saksklar::structure
