// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "normalizers/error.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saksklar {

/// The border to SQLite: a prepared statement. Private to this folder. Everything that goes
/// wrong is an Error{output} that names the database.
class Statement {
public:
    Statement(sqlite3* db, std::string_view name, std::string_view sql) : db_(db), name_(name)
    {
        sqlite3_stmt* made = nullptr;
        check(sqlite3_prepare_v2(db, sql.data(), static_cast<int>(sql.size()), &made, nullptr));
        statement_.reset(made);
    }

    /// Binds the parameters ?1, ?2, … in order.
    template <class... Values>
    Statement& with(const Values&... values)
    {
        sqlite3_reset(statement_.get());
        int at = 0;
        (bind(++at, values), ...);
        return *this;
    }

    /// True while there is a row.
    bool step()
    {
        const int got = sqlite3_step(statement_.get());
        if (got != SQLITE_ROW && got != SQLITE_DONE) {
            check(got);
        }
        return got == SQLITE_ROW;
    }

    void run()
    {
        while (step()) {
        }
    }

    std::string text(int column) const
    {
        const auto* at = sqlite3_column_blob(statement_.get(), column);
        const int size = sqlite3_column_bytes(statement_.get(), column);
        return at == nullptr
                   ? std::string()
                   : std::string(static_cast<const char*>(at), static_cast<std::size_t>(size));
    }

    std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

    double real(int column) const { return sqlite3_column_double(statement_.get(), column); }

    bool is_null(int column) const
    {
        return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
    }

private:
    void bind(int at, std::string_view value)
    {
        check(sqlite3_bind_text64(
            statement_.get(), at, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    }

    void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }

    void bind(int at, const char* value) { bind(at, std::string_view(value)); }

    void bind(int at, std::span<const char> value)
    {
        check(sqlite3_bind_blob64(
            statement_.get(), at, value.data(), value.size(), SQLITE_TRANSIENT));
    }

    void bind(int at, double value) { check(sqlite3_bind_double(statement_.get(), at, value)); }

    template <class Integer>
    requires std::is_integral_v<Integer>

    void bind(int at, Integer value)
    {
        check(sqlite3_bind_int64(statement_.get(), at, static_cast<sqlite3_int64>(value)));
    }

    void bind(int at, std::nullptr_t) { check(sqlite3_bind_null(statement_.get(), at)); }

    template <class T>
    void bind(int at, const std::optional<T>& value)
    {
        if (value) {
            bind(at, *value);
        } else {
            bind(at, nullptr);
        }
    }

    void check(int code) const
    {
        if (code != SQLITE_OK) {
            throw Error(ErrorKind::output, name_, sqlite3_errmsg(db_));
        }
    }

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };

    sqlite3* db_;
    std::string name_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

} // namespace saksklar
