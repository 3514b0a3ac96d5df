// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Folded text and words as the structure stage makes them by the million: what fits a usual line
/// is held without allocation.
namespace saksklar::structure {

/// Folding writes sixteen bytes at a time: so many may be written behind what it makes.
inline constexpr std::size_t fold_slack = 16;

/// A text that was made from another by folding: as long as that, or shorter.
class FoldedText {
public:
    FoldedText(const FoldedText&) = delete;
    FoldedText(FoldedText&&) = delete;
    FoldedText& operator=(const FoldedText&) = delete;
    FoldedText& operator=(FoldedText&&) = delete;
    ~FoldedText() = default;

    /// `make(text, out)` gives its first text.size() bytes at most, and returns how many; it may
    /// write fold_slack more.
    template <class Make>
    FoldedText(std::string_view text, const Make& make)
    {
        char* out = near_.data();
        if (text.size() + fold_slack > near_.size()) {
            far_ = std::make_unique_for_overwrite<char[]>(text.size() + fold_slack);
            out = far_.get();
        }
        view_ = std::string_view(out, make(text, out));
    }

    // Both implicit: it is read as text everywhere, and kept as a string in a few places.
    operator std::string_view() const noexcept
    {
        return view_;
    } // NOLINT(google-explicit-constructor)

    operator std::string() const
    {
        return std::string(view_);
    } // NOLINT(google-explicit-constructor)

    std::string_view view() const noexcept { return view_; }

    bool empty() const noexcept { return view_.empty(); }

    std::size_t size() const noexcept { return view_.size(); }

    char front() const noexcept { return view_.front(); }

    char operator[](std::size_t at) const noexcept { return view_[at]; }

    bool starts_with(std::string_view text) const noexcept { return view_.starts_with(text); }

    bool ends_with(std::string_view text) const noexcept { return view_.ends_with(text); }

    std::size_t find(std::string_view text, std::size_t from = 0) const noexcept
    {
        return view_.find(text, from);
    }

    std::size_t find(char c, std::size_t from = 0) const noexcept { return view_.find(c, from); }

    std::size_t rfind(char c) const noexcept { return view_.rfind(c); }

    std::string_view substr(std::size_t at, std::size_t length = std::string_view::npos) const
    {
        return view_.substr(at, length);
    }

    friend bool operator==(const FoldedText& a, const FoldedText& b) noexcept
    {
        return a.view_ == b.view_;
    }

    friend bool operator==(const FoldedText& a, std::string_view b) noexcept
    {
        return a.view_ == b;
    }

private:
    std::array<char, 120 + fold_slack> near_; // left as it is: `view_` says what was written
    std::unique_ptr<char[]> far_;
    std::string_view view_;
};

/// The words of a text, split at white space; views into it.
class Words {
public:
    explicit Words(std::string_view text);
    Words(const Words&) = delete;
    Words(Words&&) = delete;
    Words& operator=(const Words&) = delete;
    Words& operator=(Words&&) = delete;
    ~Words() = default;

    const std::string_view* begin() const noexcept { return first_; }

    const std::string_view* end() const noexcept { return first_ + size_; }

    std::size_t size() const noexcept { return size_; }

    bool empty() const noexcept { return size_ == 0; }

    std::string_view operator[](std::size_t at) const noexcept { return first_[at]; }

    std::string_view front() const noexcept { return first_[0]; }

    std::string_view back() const noexcept { return first_[size_ - 1]; }

private:
    static constexpr std::size_t near_size = 24;

    /// A word beyond those that `near_` holds.
    void add_far(std::string_view word, std::size_t text_size);

    /// Left as it is: `size_` says how many words were put there.
    union Near {
        Near() noexcept {} // NOLINT(modernize-use-equals-default): that would clear it

        std::array<std::string_view, near_size> words;
    };

    Near near_;
    std::vector<std::string_view> far_; // all of them, where they are more than `near_` holds
    const std::string_view* first_ = near_.words.data();
    std::size_t size_ = 0;
};

} // namespace saksklar::structure
