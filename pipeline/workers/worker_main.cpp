// SPDX-License-Identifier: Apache-2.0
#include "pipeline/workers/worker_main.hpp"

#include "pipeline/core/diagnostic_json.hpp"
#include "pipeline/core/result.hpp"
#include "pipeline/readers/document_reader.hpp"
#include "pipeline/workers/frame.hpp"
#include "pipeline/workers/page_codec.hpp"
#include "pipeline/workers/sandbox.hpp"
#include "pipeline/workers/worker_protocol.hpp"

#include <nlohmann/json.hpp>

#include <csignal>
#include <utility>

namespace saksklar {

namespace {

using nlohmann::json;

class Worker {
public:
    json answer(const json& request)
    {
        const auto what = request.at("do").get<std::string>();
        if (what == "start") {
            return start(request);
        }
        if (what == "open") {
            return open(request);
        }
        if (what == "page") {
            return page(request);
        }
        if (what == "survey") {
            return survey(request);
        }
        throw Error(ErrorKind::internal, {}, "unknown request " + what);
    }

private:
    json start(const json& request)
    {
        resources_ = load_reader_resources(protocol::to_read_options(request.at("options")));
        const bool filtered =
            enter_sandbox({.memory_mb = request.at("memory_mb").get<std::size_t>()});
        return {{"sandboxed", filtered}};
    }

    json open(const json& request)
    {
        document_.reset();
        document_ = open_document(request.at("path").get<std::string>(),
                                  static_cast<FileKind>(request.at("kind").get<int>()),
                                  resources_);
        return {{"pages", document_->page_count()}};
    }

    DocumentReader& document()
    {
        if (!document_) {
            throw Error(ErrorKind::internal, {}, "no document is open");
        }
        return *document_;
    }

    json survey(const json& request)
    {
        return {{"survey",
                 protocol::from_survey(
                     document().survey_page(request.at("index").get<std::size_t>()))}};
    }

    json page(const json& request)
    {
        const Page read = document().read_page(request.at("index").get<std::size_t>());
        return {{"page", json::binary(encode_pages({&read, 1}))},
                {"diagnostics", from_diagnostics(document().diagnostics())}};
    }

    std::shared_ptr<ReaderResources> resources_;
    std::unique_ptr<DocumentReader> document_;
};

} // namespace

int worker_main()
{
    std::signal(SIGINT, SIG_IGN); // Ctrl-C is the parent's to handle
    Worker worker;
    while (const auto message = read_frame(worker_channel_fd)) {
        auto reply = guarded("worker", [&] { return worker.answer(json::from_cbor(*message)); });
        json answer;
        if (reply) {
            answer = std::move(reply.value());
        } else {
            answer = {{"failure", protocol::from_failure(reply.error())}};
        }
        try {
            write_frame(worker_channel_fd, json::to_cbor(answer));
        } catch (const Error&) {
            return 1; // the parent is gone
        }
    }
    return 0;
}

} // namespace saksklar
