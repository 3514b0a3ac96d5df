// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/ocr/engine.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// What an engine read, as tab-separated lines:
/// `line left top right bottom x-height block`, then for each of its words
/// `word left top right bottom confidence text`.
std::string recorded_lines(const std::vector<OcrLine>& lines);

/// The reverse. Throws Error{unreadable} naming `where` on anything else.
std::vector<OcrLine> lines_from_record(std::string_view record, const std::string& where);

/// Tells one image, and one way to read it, from another: FNV-1a over the pixels.
std::uint64_t fingerprint(const Raster& image, OcrLayout layout);

/// Gives what was recorded in `folder` for an image, without reading it: tests without an
/// engine. Throws Error{recognition} for an image that was not recorded.
std::unique_ptr<OcrEngine> make_replay_engine(std::filesystem::path folder, std::string name);

/// Reads with `engine`, which must outlive it, and records what it read in `folder`.
std::unique_ptr<OcrEngine> make_recording_engine(std::filesystem::path folder, OcrEngine& engine);

} // namespace saksklar
