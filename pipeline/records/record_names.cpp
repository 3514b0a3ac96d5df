// SPDX-License-Identifier: Apache-2.0
#include "pipeline/records/record_names.hpp"

namespace saksklar {

std::string_view name_of(Attended value) noexcept
{
    switch (value) {
    case Attended::yes:
        return "yes";
    case Attended::no:
        return "no";
    case Attended::deputy:
        return "deputy";
    case Attended::unknown:
        break;
    }
    return "unknown";
}

std::string_view name_of(MovementKind value) noexcept
{
    switch (value) {
    case MovementKind::left:
        return "left";
    case MovementKind::away:
        return "away";
    case MovementKind::recused:
        return "recused";
    case MovementKind::arrived:
        break;
    }
    return "arrived";
}

std::string_view name_of(RecordKind value) noexcept
{
    switch (value) {
    case RecordKind::minutes:
        return "minutes";
    case RecordKind::agenda:
        return "agenda";
    case RecordKind::other:
        break;
    }
    return "other";
}

} // namespace saksklar
