// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/structure/outline.hpp"

/// Lines that label the people behind or below them, where no colon says so.
namespace saksklar::structure {

/// "Styret hadde møte i Osa. Desse var med: Kari Berg, …": near the top of minutes a label of
/// people behind a whole sentence begins a line of its own.
void part_people_labels(Outline& outline);

/// "Fra prosjektet: prosjektleder Kari Berg, Ola Vik (måling)" near the top of minutes labels
/// people.
void label_groups_of_people(Outline& outline);

} // namespace saksklar::structure
