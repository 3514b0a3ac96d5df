// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/console.hpp"

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace saksklar::cli {

namespace {

/// A signal handler may touch nothing else.
volatile std::sig_atomic_t interrupt_seen = 0;

void on_interrupt(int signal)
{
    interrupt_seen = 1;
    std::signal(signal, SIG_DFL);
}

void put(std::string_view text)
{
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

/// Names of files may hold anything; a terminal must not obey them.
std::string harmless(std::string_view text, bool terminal)
{
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (terminal && (byte < 0x20 || byte == 0x7F)) {
            constexpr std::string_view digits = "0123456789abcdef";
            out += "\\x";
            out += digits[byte >> 4U];
            out += digits[byte & 0xFU];
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace

Console::Console(int verbosity)
    : verbosity_(verbosity),
      terminal_(isatty(STDERR_FILENO) == 1),
      // NOLINTNEXTLINE(concurrency-mt-unsafe): before any thread starts
      colours_(terminal_ && std::getenv("NO_COLOR") == nullptr)
{
}

Console::~Console()
{
    erase_progress();
}

void Console::message(Severity severity,
                      const std::string& where,
                      const std::string& text,
                      const std::string& remedy)
{
    const int needed = severity == Severity::error ? -1 : severity == Severity::warning ? 0 : 1;
    if (verbosity_ < needed) {
        return;
    }
    erase_progress();
    std::string line = "saksklar: ";
    if (!where.empty()) {
        line += harmless(where, terminal_) + ": ";
    }
    if (severity == Severity::warning) {
        line += "warning: ";
    } else if (severity == Severity::note) {
        line += "note: ";
    }
    line += harmless(text, terminal_);
    if (colours_ && severity == Severity::error) {
        line = "\x1b[31m" + line + "\x1b[0m";
    }
    line += '\n';
    if (!remedy.empty()) {
        line += "try: " + harmless(remedy, terminal_) + "\n";
    }
    put(line);
}

void Console::error(const Error& error)
{
    message(Severity::error, error.where(), error.reason(), error.remedy());
}

void Console::say(std::string_view line)
{
    if (verbosity_ >= 0) {
        erase_progress();
        put(std::string(line) + "\n");
    }
}

void Console::progress(std::string_view what,
                       std::size_t done,
                       std::size_t total,
                       std::size_t pages)
{
    if (!terminal_ || verbosity_ < 0) {
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now - last_progress_ < std::chrono::milliseconds(100)) {
        return;
    }
    last_progress_ = now;
    std::string line = "\r\x1b[K" + std::string(what) + " " + std::to_string(done) + " of " +
                       std::to_string(total);
    if (pages > 0) {
        line += ", " + std::to_string(pages) + " pages";
    }
    put(line);
    static_cast<void>(std::fflush(stderr));
    progress_shown_ = true;
}

void Console::erase_progress()
{
    if (progress_shown_) {
        put("\r\x1b[K");
        progress_shown_ = false;
    }
}

bool Console::interrupted() const
{
    return was_interrupted();
}

void watch_interrupts()
{
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
}

bool was_interrupted() noexcept
{
    return interrupt_seen != 0;
}

void die_interrupted()
{
    std::signal(SIGINT, SIG_DFL);
    static_cast<void>(std::raise(SIGINT));
    std::_Exit(130);
}

} // namespace saksklar::cli
