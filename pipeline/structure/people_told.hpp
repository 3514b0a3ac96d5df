// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"
#include "pipeline/structure/regions.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace saksklar::structure {

/// Who came, as entries of a list, and the line that tells it.
struct ToldPeople {
    std::vector<std::string> entries; ///< "Kari Berg (leder)"; empty: nothing tells it
    std::size_t line = 0;
};

/// Who came where no label says so: "Kari Berg, Ola Vik og Siv Moe var der.", "Ellers var disse til
/// stede: …", or a sentence near the top that is nothing but three names or more.
ToldPeople people_told(const Outline& outline, LineRange range);

} // namespace saksklar::structure
