// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace saksklar {

/// What a worker may use.
struct SandboxLimits {
    std::size_t memory_mb = 2048; ///< address space, in MiB; 0: no limit
};

/// Takes from this process what a reader never needs: writing files, the network, other
/// programs. Called once in a worker, before the first hostile byte is read. Where the
/// kernel offers no seccomp the limits alone hold; returns false then.
bool enter_sandbox(const SandboxLimits& limits);

} // namespace saksklar
