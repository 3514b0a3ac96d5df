// SPDX-License-Identifier: Apache-2.0
#include "pipeline/workers/frame.hpp"

#include "normalizers/error.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace saksklar {

namespace {

/// False: closed, failed, or out of patience before all of `size` bytes came.
bool read_all(int descriptor,
              std::uint8_t* to,
              std::size_t size,
              std::optional<std::chrono::steady_clock::time_point> until)
{
    std::size_t done = 0;
    while (done < size) {
        if (until) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                *until - std::chrono::steady_clock::now());
            pollfd waiting{descriptor, POLLIN, 0};
            const int ready = poll(
                &waiting, 1, static_cast<int>(std::clamp<long long>(left.count(), 0, 1U << 30U)));
            if (ready == 0) {
                return false;
            }
            if (ready < 0 && errno != EINTR) {
                return false;
            }
            if (ready < 0) {
                continue;
            }
        }
        const ssize_t got = read(descriptor, to + done, size - done);
        if (got > 0) {
            done += static_cast<std::size_t>(got);
        } else if (got == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

} // namespace

void write_frame(int descriptor, const std::vector<std::uint8_t>& message)
{
    const auto size = static_cast<std::uint32_t>(message.size());
    std::vector<std::uint8_t> frame = {static_cast<std::uint8_t>(size & 0xFFU),
                                       static_cast<std::uint8_t>((size >> 8U) & 0xFFU),
                                       static_cast<std::uint8_t>((size >> 16U) & 0xFFU),
                                       static_cast<std::uint8_t>((size >> 24U) & 0xFFU)};
    frame.insert(frame.end(), message.begin(), message.end());
    std::size_t done = 0;
    while (done < frame.size()) {
        const ssize_t put =
            send(descriptor, frame.data() + done, frame.size() - done, MSG_NOSIGNAL);
        if (put > 0) {
            done += static_cast<std::size_t>(put);
        } else if (errno != EINTR) {
            throw Error(ErrorKind::internal, {}, "the other process is gone");
        }
    }
}

std::optional<std::vector<std::uint8_t>> read_frame(int descriptor, std::chrono::seconds patience)
{
    std::optional<std::chrono::steady_clock::time_point> until;
    if (patience.count() > 0) {
        until = std::chrono::steady_clock::now() + patience;
    }
    std::array<std::uint8_t, 4> head{};
    if (!read_all(descriptor, head.data(), head.size(), until)) {
        return std::nullopt;
    }
    const std::uint32_t size = head[0] | (std::uint32_t{head[1]} << 8U) |
                               (std::uint32_t{head[2]} << 16U) | (std::uint32_t{head[3]} << 24U);
    if (size > max_frame_bytes) {
        return std::nullopt;
    }
    std::vector<std::uint8_t> message(size);
    if (!read_all(descriptor, message.data(), size, until)) {
        return std::nullopt;
    }
    return message;
}

} // namespace saksklar
