// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace saksklar::cli {

/// The folder of the language model: `given`, else $SAKSKLAR_DATA_DIR, else share/saksklar
/// beside the program (a build tree) or beside its folder (an installation). Throws
/// Error{resource} that says where it looked.
std::filesystem::path find_data_dir(const std::filesystem::path& given);

} // namespace saksklar::cli
