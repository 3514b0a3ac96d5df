// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/cli/console.hpp"
#include "pipeline/cli/parse_args.hpp"
#include "pipeline/cli/streams.hpp"
#include "pipeline/workers/worker_process.hpp"

/// One function a command; each returns the exit status and throws Error for what makes
/// the whole command impossible.
namespace saksklar::cli {

int run_command(const Request& request, Streams& streams, Console& console);
int repair_command(const Request& request, Streams& streams, Console& console);
int read_command(const Request& request, Streams& streams, Console& console);
int extract_command(const Request& request, Streams& streams, Console& console);
int learn_command(const Request& request, Streams& streams, Console& console);
int inspect_command(const Request& request, Streams& streams, Console& console);

/// What the request says of workers.
WorkerOptions worker_options(const Request& request, const std::filesystem::path& data_dir);

} // namespace saksklar::cli
