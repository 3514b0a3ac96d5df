// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/document.hpp"
#include "pipeline/readers/document_reader.hpp"
#include "pipeline/run/walk.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// A file before anything of it is understood: its kind by content, its digest, and, for
/// texts, its bytes.
struct InputFile {
    Source source{};
    std::string text_bytes; ///< only of FileKind::text
};

/// Reads `path` ("-": standard input, which must be text). Throws Error{unreadable | unsupported}
/// for files that are missing, empty, or of no known kind.
InputFile open_input(const std::string& path);

/// Says at the start what would otherwise end a run in its middle: throws Error{resource} if one
/// of `inputs` has pages for a worker and the workers' models are missing.
void check_readers(const std::vector<Input>& inputs, const ReadOptions& options);

/// All of a file, or of standard input for "-". Throws Error{unreadable}.
std::string read_bytes(const std::string& path);

} // namespace saksklar
