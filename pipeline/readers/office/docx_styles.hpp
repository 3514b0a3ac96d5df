// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipeline/readers/office/xml_tree.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace saksklar {

/// What a style or a run says of its looks; nothing where it leaves it to others.
struct DocxRunLook {
    std::optional<bool> bold;
    std::optional<bool> italic;
    std::optional<bool> hidden;
    std::optional<double> font_size; ///< points
};

struct DocxStyle {
    std::string based_on;
    int heading_level = 0; ///< 1.. ; 0 none
    std::string number_id; ///< of its list
    int list_level = -1;
    DocxRunLook look;
};

/// Styles of a DOCX, by id, with what they inherit already filled in.
class DocxStyles {
public:
    DocxStyles() = default;
    explicit DocxStyles(const xmlNode* root);

    /// The style of that id, or of paragraphs that name none.
    const DocxStyle& style(std::string_view id) const;

private:
    std::map<std::string, DocxStyle, std::less<>> styles_;
    DocxStyle default_;
};

DocxRunLook docx_run_look(const xmlNode* run_properties);
void fill_in(DocxRunLook& look, const DocxRunLook& from);

/// The lists of a DOCX: counts its paragraphs and spells their numbers.
class DocxLists {
public:
    DocxLists() = default;
    explicit DocxLists(const xmlNode* root);

    /// The label of the next paragraph of the list at that level (from 0); empty for none.
    std::string next_label(const std::string& number_id, int level);

private:
    struct Level {
        int start = 1;
        std::string format = "decimal";
        std::string text; ///< "%1.%2)"
    };

    using Levels = std::map<int, Level>;

    struct Number {
        std::string abstract_id;
        Levels overrides;
        std::map<int, int> starts; ///< restarts of this instance
        bool used = false;
    };

    static Level read_level(const xmlNode* node);
    const Level* level_of(const Number& number, int level) const;

    std::map<std::string, Levels> abstracts_;
    std::map<std::string, Number> numbers_;
    std::map<std::string, std::map<int, int>> counts_; ///< by abstract list
};

} // namespace saksklar
