// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace saksklar {

/// The descriptor of the socket that a worker talks on.
inline constexpr int worker_channel_fd = 3;

/// The argument that makes the program a worker.
inline constexpr const char* worker_argument = "--saksklar-worker";

/// Serves read requests until the parent closes its end. The exit status of the process.
int worker_main();

} // namespace saksklar
