// SPDX-License-Identifier: Apache-2.0
#include "normalizers/error.hpp"

#include <utility>

namespace saksklar {

Error::Error(ErrorKind kind, std::string where, const std::string& what, std::string remedy)
    : std::runtime_error(where.empty() ? what : where + ": " + what),
      kind_(kind),
      where_(std::move(where)),
      reason_(what),
      remedy_(std::move(remedy))
{
}

} // namespace saksklar
