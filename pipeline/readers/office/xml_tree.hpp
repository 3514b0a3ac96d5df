// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libxml/tree.h>

#include <memory>
#include <string>
#include <string_view>

namespace saksklar {

struct FreeXml {
    void operator()(xmlDoc* document) const noexcept { xmlFreeDoc(document); }
};

using XmlPtr = std::unique_ptr<xmlDoc, FreeXml>;

/// Parsed without network, entities or document types. Throws Error{unreadable}.
XmlPtr parse_xml(std::string_view bytes, const std::string& where);

/// The name without its prefix; empty for what is no element.
std::string_view name_of(const xmlNode* node);

/// Whether `node` is an element of that name, whatever its prefix.
bool is(const xmlNode* node, std::string_view name);

/// The attribute of that name, whatever its prefix; empty where there is none.
std::string attribute(const xmlNode* node, std::string_view name);

const xmlNode* child(const xmlNode* node, std::string_view name);

/// The attribute `val` of the child `name`; empty where there is none.
std::string child_value(const xmlNode* node, std::string_view name);

std::string_view text_of(const xmlNode* node);

/// -1 where `text` is no number from 0 on.
int number_of(std::string_view text);

} // namespace saksklar
