// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers/office/xml_tree.hpp"

#include "normalizers/error.hpp"

#include <libxml/parser.h>

#include <charconv>
#include <system_error>

namespace saksklar {

namespace {

std::string_view view(const xmlChar* text)
{
    // libxml2's characters are UTF-8 bytes under another name.
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

} // namespace

XmlPtr parse_xml(std::string_view bytes, const std::string& where)
{
    constexpr int options =
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;
    XmlPtr document(
        xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr, options));
    // Office files never have a document type; entities that grow without end do.
    if (document == nullptr || document->intSubset != nullptr) {
        throw Error(ErrorKind::unreadable,
                    where,
                    "the text of the document is damaged",
                    "open it in a word processor and save it again, or export it as PDF");
    }
    return document;
}

std::string_view name_of(const xmlNode* node)
{
    return node != nullptr && node->type == XML_ELEMENT_NODE ? view(node->name)
                                                             : std::string_view();
}

bool is(const xmlNode* node, std::string_view name)
{
    return name_of(node) == name;
}

std::string attribute(const xmlNode* node, std::string_view name)
{
    if (node == nullptr || node->type != XML_ELEMENT_NODE) {
        return {};
    }
    for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
        if (view(at->name) == name) {
            std::string value;
            for (const xmlNode* part = at->children; part != nullptr; part = part->next) {
                value += text_of(part);
            }
            return value;
        }
    }
    return {};
}

const xmlNode* child(const xmlNode* node, std::string_view name)
{
    if (node == nullptr) {
        return nullptr;
    }
    for (const xmlNode* at = node->children; at != nullptr; at = at->next) {
        if (is(at, name)) {
            return at;
        }
    }
    return nullptr;
}

std::string child_value(const xmlNode* node, std::string_view name)
{
    return attribute(child(node, name), "val");
}

std::string_view text_of(const xmlNode* node)
{
    const bool text =
        node != nullptr && (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE);
    return text ? view(node->content) : std::string_view();
}

int number_of(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= 0 ? value : -1;
}

} // namespace saksklar
