// SPDX-License-Identifier: Apache-2.0
#include "pipeline/workers/worker_process.hpp"

#include "pipeline/core/diagnostic_json.hpp"
#include "pipeline/workers/frame.hpp"
#include "pipeline/workers/page_codec.hpp"
#include "pipeline/workers/worker_main.hpp"
#include "pipeline/workers/worker_protocol.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX leaves it to the user

namespace saksklar {

namespace {

using nlohmann::json;

/// Tesseract's own threads only slow it down when every core has a worker, and libgomp
/// reads this before main().
constexpr const char* one_thread = "OMP_THREAD_LIMIT=1";

std::vector<char*> worker_environment()
{
    std::vector<char*> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!std::string_view(*variable).starts_with("OMP_THREAD_LIMIT=")) {
            variables.push_back(*variable);
        }
    }
    variables.push_back(const_cast<char*>(one_thread)); // NOLINT: posix_spawn does not write
    variables.push_back(nullptr);
    return variables;
}

class FileActions {
public:
    FileActions() { posix_spawn_file_actions_init(&actions_); }

    ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;

    void redirect(int from, int to) { posix_spawn_file_actions_adddup2(&actions_, from, to); }

    void open_null(int descriptor, int flags)
    {
        posix_spawn_file_actions_addopen(&actions_, descriptor, "/dev/null", flags, 0);
    }

    const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

std::string page_name(const std::string& path, std::size_t page_index)
{
    return path + "#" + std::to_string(page_index + 1);
}

} // namespace

void WorkerProcess::start()
{
    if (pid_ > 0) {
        return;
    }
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw Error(ErrorKind::resource, {}, "cannot make a socket for a worker process");
    }
    FileActions actions;
    actions.open_null(STDIN_FILENO, O_RDONLY);
    actions.open_null(STDOUT_FILENO, O_WRONLY);
    actions.open_null(STDERR_FILENO, O_WRONLY);
    actions.redirect(ends[1], worker_channel_fd);

    std::string name = "saksklar";
    std::string argument = worker_argument;
    std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
    std::vector<char*> environment = worker_environment();
    const int failed = posix_spawn(&pid_,
                                   options_.program.c_str(),
                                   actions.get(),
                                   nullptr,
                                   arguments.data(),
                                   environment.data());
    close(ends[1]);
    channel_ = ends[0];
    if (failed != 0) {
        pid_ = -1;
        stop();
        throw Error(ErrorKind::resource, options_.program, "cannot start a worker process");
    }

    const auto reply =
        ask(json::to_cbor({{"do", "start"},
                           {"options", protocol::from_read_options(options_.reading)},
                           {"memory_mb", options_.memory_mb}}),
            options_.page_patience);
    if (!reply) {
        stop();
        throw Error(
            ErrorKind::resource, {}, "a worker process died at its start", "raise --memory");
    }
    const json answer = json::from_cbor(*reply);
    if (answer.contains("failure")) {
        const Failure failure = protocol::to_failure(answer["failure"]);
        stop();
        throw Error(failure.kind,
                    failure.where == "worker" ? "" : failure.where,
                    failure.reason,
                    failure.remedy);
    }
}

Result<std::size_t> WorkerProcess::open(const std::string& path, FileKind kind)
{
    if (pid_ > 0 && open_path_ == path && open_kind_ == kind) {
        return open_pages_;
    }
    start();
    open_path_.clear();
    const auto reply =
        ask(json::to_cbor({{"do", "open"}, {"path", path}, {"kind", static_cast<int>(kind)}}),
            options_.page_patience);
    if (!reply) {
        stop();
        return Failure{ErrorKind::unreadable,
                       path,
                       "the reader gave up on the file (it crashed, or took too long)",
                       "open it in another program and save it again as PDF"};
    }
    const json answer = json::from_cbor(*reply);
    if (answer.contains("failure")) {
        Failure failure = protocol::to_failure(answer["failure"]);
        if (failure.where.empty() || failure.where == "worker") {
            failure.where = path;
        }
        return failure;
    }
    open_path_ = path;
    open_kind_ = kind;
    open_pages_ = answer.at("pages").get<std::size_t>();
    return open_pages_;
}

template <class T, class Decode>
Result<T> WorkerProcess::page_answer(const char* what, std::size_t page_index, Decode&& decode)
{
    const std::string path = open_path_;
    const FileKind kind = open_kind_;
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto opened = open(path, kind);
        if (!opened) {
            return opened.error();
        }
        const auto reply =
            ask(json::to_cbor({{"do", what}, {"index", page_index}}), options_.page_patience);
        if (!reply) {
            stop();
            open_path_ = path; // so that the next page finds it
            open_kind_ = kind;
            continue;
        }
        const json answer = json::from_cbor(*reply);
        if (answer.contains("failure")) {
            Failure failure = protocol::to_failure(answer["failure"]);
            failure.where = page_name(path, page_index);
            return failure;
        }
        return decode(answer);
    }
    return Failure{ErrorKind::recognition,
                   page_name(path, page_index),
                   "the page was given up: its reader crashed, ran out of memory, or took too long",
                   "raise --memory or --page-timeout, or scan the page again"};
}

Result<ReadPage> WorkerProcess::read_page(std::size_t page_index)
{
    return page_answer<ReadPage>("page", page_index, [](const json& answer) {
        ReadPage read;
        read.page = std::move(decode_pages(answer.at("page").get_binary()).at(0));
        read.document_diagnostics = to_diagnostics(answer.at("diagnostics"));
        return read;
    });
}

Result<PageSurvey> WorkerProcess::survey_page(std::size_t page_index)
{
    return page_answer<PageSurvey>("survey", page_index, [](const json& answer) {
        return protocol::to_survey(answer.at("survey"));
    });
}

std::optional<std::vector<std::uint8_t>>
WorkerProcess::ask(const std::vector<std::uint8_t>& request, std::chrono::seconds patience) const
{
    try {
        write_frame(channel_, request);
    } catch (const Error&) {
        return std::nullopt;
    }
    return read_frame(channel_, patience);
}

void WorkerProcess::stop() noexcept
{
    if (channel_ >= 0) {
        close(channel_);
        channel_ = -1;
    }
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
    }
    open_path_.clear();
    open_kind_ = FileKind::unknown;
    open_pages_ = 0;
}

} // namespace saksklar
