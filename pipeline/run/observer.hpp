// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/core/page.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace saksklar {

/// Watches a run. All calls come on the thread that called the run.
class RunObserver {
public:
    virtual ~RunObserver() = default;

    /// `where` is "file" or "file#page"; `remedy` may be empty.
    virtual void message(Severity severity,
                         const std::string& where,
                         const std::string& text,
                         const std::string& remedy) = 0;

    /// `what` is "reading" or "repairing"; `pages` counts pages read so far.
    virtual void
    progress(std::string_view what, std::size_t done, std::size_t total, std::size_t pages) = 0;

    /// Asked between documents: stop here? What is finished stays.
    virtual bool interrupted() const = 0;
};

} // namespace saksklar
