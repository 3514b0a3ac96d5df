// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/error.hpp"
#include "pipeline/run/observer.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace saksklar::cli {

/// Standard error: messages in the form `saksklar: place: text`, progress on a terminal.
class Console : public RunObserver {
public:
    /// -1 errors only, 0 warnings too, 1 notes too.
    explicit Console(int verbosity);
    ~Console() override;
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    void message(Severity severity,
                 const std::string& where,
                 const std::string& text,
                 const std::string& remedy) override;
    void progress(std::string_view what,
                  std::size_t done,
                  std::size_t total,
                  std::size_t pages) override;
    bool interrupted() const override;

    void error(const Error& error);

    /// A line for people, on standard error, unless quiet.
    void say(std::string_view line);

    bool colours() const noexcept { return colours_; }

private:
    void erase_progress();

    int verbosity_;
    bool terminal_;
    bool colours_;
    bool progress_shown_ = false;
    std::chrono::steady_clock::time_point last_progress_{};
};

/// Lets Ctrl-C end a run in order. The second one ends the program at once.
void watch_interrupts();

/// Ends the process by the signal that was caught, so that a shell sees it.
[[noreturn]] void die_interrupted();

bool was_interrupted() noexcept;

} // namespace saksklar::cli
