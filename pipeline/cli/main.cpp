// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"
#include "pipeline/cli/commands/commands.hpp"
#include "pipeline/cli/console.hpp"
#include "pipeline/cli/data_dir.hpp"
#include "pipeline/cli/help.hpp"
#include "pipeline/cli/parse_args.hpp"
#include "pipeline/cli/streams.hpp"
#include "pipeline/core/version.hpp"
#include "pipeline/workers/worker_main.hpp"

#include <cstring>
#include <string>

namespace {

using namespace saksklar;

int obey(const cli::Request& request, cli::Streams& streams, cli::Console& console)
{
    if (request.command == "help") {
        streams.write(cli::help_text(request.topic));
    } else if (request.command == "version") {
        streams.write("saksklar " + std::string(version) + "\n");
    } else if (request.command == "generate") {
        streams.write(cli::generated(request.topic));
    } else if (request.command == "run") {
        return cli::run_command(request, streams, console);
    } else if (request.command == "repair") {
        return cli::repair_command(request, streams, console);
    } else if (request.command == "read") {
        return cli::read_command(request, streams, console);
    } else if (request.command == "extract") {
        return cli::extract_command(request, streams, console);
    } else if (request.command == "learn") {
        return cli::learn_command(request, streams, console);
    } else {
        return cli::inspect_command(request, streams, console);
    }
    streams.flush();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 2 && std::strcmp(argv[1], worker_argument) == 0) {
        return worker_main();
    }
    cli::Streams streams; // from here on, standard output is ours alone
    int verbosity = 0;
    try {
        const cli::Request request = cli::parse_args({argv, static_cast<std::size_t>(argc)});
        verbosity = request.verbosity;
        cli::Console console(verbosity);
        return obey(request, streams, console);
    } catch (const Error& error) {
        cli::Console(verbosity).error(error);
        return error.kind() == ErrorKind::output ? 3 : 2;
    } catch (const std::exception& error) {
        cli::Console(verbosity).message(Severity::error, {}, error.what(), {});
        return 2;
    }
}
