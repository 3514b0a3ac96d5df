// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/error.hpp"

#include <exception>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace saksklar {

/// Why one page or document is bad. The run goes on without it.
struct Failure {
    ErrorKind kind = ErrorKind::internal;
    std::string where;  ///< "file" or "file#page"
    std::string reason; ///< lower-case phrase, no full stop
    std::string remedy; ///< what to do next; may be empty

    bool operator==(const Failure&) const = default;
};

/// A value or the reason why there is none. Member names are those of std::expected.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : content_(std::move(value)) {} // NOLINT(google-explicit-constructor)

    Result(Failure failure) // NOLINT(google-explicit-constructor)
        : content_(std::move(failure))
    {
    }

    bool has_value() const noexcept { return content_.index() == 0; }

    explicit operator bool() const noexcept { return has_value(); }

    T& value() { return std::get<0>(content_); }

    const T& value() const { return std::get<0>(content_); }

    const Failure& error() const { return std::get<1>(content_); }

private:
    std::variant<T, Failure> content_;
};

/// The one place where exceptions become values.
template <class Work>
Result<std::invoke_result_t<Work>> guarded(const std::string& where, Work&& work)
{
    try {
        return std::forward<Work>(work)();
    } catch (const Error& error) {
        return Failure{error.kind(),
                       error.where().empty() ? where : error.where(),
                       error.reason(),
                       error.remedy()};
    } catch (const std::bad_alloc&) {
        return Failure{ErrorKind::unreadable, where, "not enough memory", "raise --memory"};
    } catch (const std::exception& error) {
        return Failure{ErrorKind::internal, where, error.what(), {}};
    }
}

} // namespace saksklar
