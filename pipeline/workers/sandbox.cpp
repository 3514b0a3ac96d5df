// SPDX-License-Identifier: Apache-2.0
#include "pipeline/workers/sandbox.hpp"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <initializer_list>
#include <memory>

namespace saksklar {

namespace {

void limit(int resource, rlim_t value)
{
    const rlimit both{value, value};
    // A lower limit that is already set stays; there is nothing to be done about a failure.
    static_cast<void>(setrlimit(static_cast<__rlimit_resource>(resource), &both));
}

struct ReleaseFilter {
    void operator()(void* filter) const noexcept { seccomp_release(filter); }
};

} // namespace

bool enter_sandbox(const SandboxLimits& limits)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
#if !defined(__SANITIZE_ADDRESS__)
    // AddressSanitizer reserves terabytes of address space.
    if (limits.memory_mb > 0) {
        limit(RLIMIT_AS, static_cast<rlim_t>(limits.memory_mb) << 20U);
    }
#else
    static_cast<void>(limits);
#endif

    const std::unique_ptr<void, ReleaseFilter> filter(seccomp_init(SCMP_ACT_ALLOW));
    if (!filter) {
        return false;
    }
    bool complete = true;
    const auto forbid = [&](int call, auto... conditions) {
        complete =
            seccomp_rule_add(
                filter.get(), SCMP_ACT_ERRNO(EACCES), call, sizeof...(conditions), conditions...) ==
                0 &&
            complete;
    };
    for (const int call :
         {SCMP_SYS(socket),   SCMP_SYS(connect),   SCMP_SYS(bind),      SCMP_SYS(execve),
          SCMP_SYS(execveat), SCMP_SYS(fork),      SCMP_SYS(vfork),     SCMP_SYS(ptrace),
          SCMP_SYS(kill),     SCMP_SYS(creat),     SCMP_SYS(unlink),    SCMP_SYS(unlinkat),
          SCMP_SYS(rename),   SCMP_SYS(renameat),  SCMP_SYS(renameat2), SCMP_SYS(mkdir),
          SCMP_SYS(mkdirat),  SCMP_SYS(rmdir),     SCMP_SYS(link),      SCMP_SYS(linkat),
          SCMP_SYS(symlink),  SCMP_SYS(symlinkat), SCMP_SYS(truncate),  SCMP_SYS(chmod),
          SCMP_SYS(fchmodat), SCMP_SYS(chown),     SCMP_SYS(fchownat),  SCMP_SYS(openat2)}) {
        forbid(call);
    }
    for (const std::uint64_t way : {std::uint64_t{O_WRONLY}, std::uint64_t{O_RDWR}}) {
        forbid(SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE, way));
        forbid(SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE, way));
    }
    return complete && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           seccomp_load(filter.get()) == 0;
}

} // namespace saksklar
