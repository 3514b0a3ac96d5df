// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace saksklar {

/// The lines of each page, top to bottom, valid UTF-8.
using PageLines = std::vector<std::vector<std::string>>;

/// Which lines of which page are running headers, footers and page numbers: true for furniture.
/// The result has the shape of `pages`.
///
/// Only the first and last lines of a page are asked. A line is furniture if it is a page number in
/// words ("Side 2 av 5", "- 3 -"), a bare number that counts with the pages, or stands at the same
/// edge of most of at least three pages, numbers apart that count with them. What repeats at the
/// top is kept the first time, where it may be the title; so are lines that merely recur
/// ("Vedtak:"), and case headings. A document of one page has page numbers only.
std::vector<std::vector<bool>> page_furniture(const PageLines& pages);

} // namespace saksklar
