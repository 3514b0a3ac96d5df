// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace saksklar {

/// A message between parent and worker: a length (four bytes, little-endian) and that many
/// bytes. A message larger than `max_frame_bytes` is taken for damage.
inline constexpr std::uint32_t max_frame_bytes = 512U << 20U;

/// `descriptor` is a socket. Throws Error{internal} when the other side is gone.
void write_frame(int descriptor, const std::vector<std::uint8_t>& message);

/// No value: the other side closed, or nothing came within `patience` (zero: wait for ever).
std::optional<std::vector<std::uint8_t>> read_frame(int descriptor,
                                                    std::chrono::seconds patience = {});

} // namespace saksklar
