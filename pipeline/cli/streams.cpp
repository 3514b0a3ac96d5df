// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/streams.hpp"

#include "normalizers/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace saksklar::cli {

namespace {

constexpr std::size_t kept_at_most = 1U << 16U;

} // namespace

Streams::Streams() : descriptor_(fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10))
{
    // A closed pipe is an error like a full disk, not a sudden death.
    std::signal(SIGPIPE, SIG_IGN);
    dup2(STDERR_FILENO, STDOUT_FILENO);
}

void Streams::write(std::string_view bytes)
{
    kept_ += bytes;
    if (kept_.size() >= kept_at_most) {
        flush();
    }
}

void Streams::flush()
{
    std::size_t done = 0;
    while (done < kept_.size()) {
        const ssize_t put = ::write(descriptor_, kept_.data() + done, kept_.size() - done);
        if (put >= 0) {
            done += static_cast<std::size_t>(put);
        } else if (errno != EINTR) {
            const int why = errno;
            kept_.clear();
            throw Error(ErrorKind::output,
                        "standard output",
                        "cannot be written: " + std::system_category().message(why));
        }
    }
    kept_.clear();
}

bool Streams::is_terminal() const noexcept
{
    return isatty(descriptor_) == 1;
}

} // namespace saksklar::cli
