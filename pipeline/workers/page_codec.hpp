// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace saksklar {

/// Pages as bytes (CBOR), for the way between processes and for the archive's cache.
/// Numbers are kept exactly; `decode_pages(encode_pages(p)) == p`.
std::vector<std::uint8_t> encode_pages(std::span<const Page> pages);

/// Throws Error{internal} when the bytes are not such pages.
std::vector<Page> decode_pages(std::span<const std::uint8_t> bytes);

/// Part of what makes cached pages stale: raised when the layout of the bytes changes.
inline constexpr int page_codec_version = 1;

} // namespace saksklar
