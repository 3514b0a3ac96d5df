// SPDX-License-Identifier: Apache-2.0
#include "pipeline/cli/commands/commands.hpp"

namespace saksklar::cli {

int inspect_command(const Request& /*request*/, Streams& /*streams*/, Console& /*console*/)
{
    throw Error(ErrorKind::usage, {}, "inspect is not there yet");
}

} // namespace saksklar::cli
