// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/workers/frame.hpp"

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

using namespace saksklar;

namespace {

struct Pair {
    Pair() { REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0); }

    ~Pair()
    {
        for (const int end : ends) {
            if (end >= 0) {
                close(end);
            }
        }
    }

    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;

    std::array<int, 2> ends{-1, -1};
};

} // namespace

TEST_CASE("frames come out as they went in, empty and large ones, too", "[frame]")
{
    const Pair pair;
    const std::vector<std::uint8_t> large(3'000'000, 7);
    std::jthread writer([&] {
        write_frame(pair.ends[0], {});
        write_frame(pair.ends[0], {1, 2, 3});
        write_frame(pair.ends[0], large);
    });
    CHECK(read_frame(pair.ends[1]).value().empty());
    CHECK(read_frame(pair.ends[1]).value() == std::vector<std::uint8_t>{1, 2, 3});
    CHECK((read_frame(pair.ends[1], std::chrono::seconds(60)).value() == large));
}

TEST_CASE("a closed, silent or babbling other side is no frame", "[frame]")
{
    Pair pair;
    CHECK_FALSE(read_frame(pair.ends[1], std::chrono::seconds(1)));
    const std::array<unsigned char, 8> babble{0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4};
    REQUIRE(write(pair.ends[0], babble.data(), babble.size()) == 8);
    CHECK_FALSE(read_frame(pair.ends[1]));
    close(pair.ends[1]);
    pair.ends[1] = -1;
    CHECK_THROWS_AS(write_frame(pair.ends[0], {1}), Error);
}
