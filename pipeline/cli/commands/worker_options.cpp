// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/commands/commands.hpp"

namespace saksklar::cli {

WorkerOptions worker_options(const Request& request, const std::filesystem::path& data_dir)
{
    WorkerOptions options;
    options.reading.languages = request.languages;
    options.reading.tessdata = request.tessdata;
    options.reading.data_dir = data_dir.native();
    options.reading.fast = request.fast;
    options.reading.always_ocr = request.always_ocr;
    options.memory_mb = request.memory_mb;
    options.page_patience = std::chrono::seconds(request.page_timeout_s);
    return options;
}

} // namespace saksklar::cli
