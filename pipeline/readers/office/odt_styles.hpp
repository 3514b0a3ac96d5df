// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/readers/office/xml_tree.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

struct OdtStyle {
    std::string parent;
    std::optional<bool> bold;
    std::optional<bool> italic;
    std::optional<bool> hidden;
    std::optional<double> font_size; ///< points
    bool break_before = false;       ///< of this style alone, not inherited
    bool break_after = false;
};

/// The styles of an ODT: those of its text and the named ones, with what they inherit.
class OdtStyles {
public:
    /// Adds the styles below `root`, of content.xml or styles.xml.
    void add(const xmlNode* root);

    /// The style of a paragraph, with what it inherits filled in.
    OdtStyle style(const std::string& name) const;

    /// The style of text within a paragraph: what it leaves open is the paragraph's.
    OdtStyle text_style(const std::string& name) const;

private:
    OdtStyle with_default(OdtStyle style) const;

    OdtStyle default_;
    std::map<std::string, OdtStyle> styles_;
};

/// The lists of an ODT: counts their items and spells their numbers.
class OdtLists {
public:
    void add(const xmlNode* root);

    /// One list of the text, numbering as it goes.
    struct Counter {
        std::string style;
        std::vector<int> counts; ///< by level; 0: none yet
    };

    /// The label of the next item at `level` (from 0). `start`: a number the item itself asks
    /// for, or -1.
    std::string next_label(Counter& counter, int level, int start) const;

    /// The label of the next heading of that level (from 1), where headings are numbered.
    std::string next_heading(int level);

private:
    struct Level {
        bool is_bullet = false;
        std::string format; ///< "1", "a", "I", … ; empty: no number
        std::string prefix;
        std::string suffix;
        std::string bullet;
        int start = 1;
        int shown_levels = 1;
    };

    using Levels = std::map<int, Level>;

    static void add_levels(const xmlNode* node, Levels& levels);
    static std::string
    spelled(const Levels& levels, std::vector<int>& counts, int level, int start);

    std::map<std::string, Levels> lists_;
    Levels outline_;
    std::vector<int> heading_counts_;
};

} // namespace saksklar
