// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/input_file.hpp"

#include "normalizers/error.hpp"
#include "pipeline/readers/document_reader.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

namespace saksklar {

namespace {

class Descriptor {
public:
    explicit Descriptor(const std::string& path)
        : number_(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC)),
          owned_(path != "-")
    {
        if (number_ < 0) {
            const int why = errno;
            throw Error(ErrorKind::unreadable,
                        path,
                        "cannot be opened: " + std::system_category().message(why),
                        why == EACCES ? "check its permissions" : "check the path");
        }
    }

    ~Descriptor()
    {
        if (owned_) {
            close(number_);
        }
    }

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    /// How many bytes came; zero at the end.
    std::size_t read_some(const std::string& path, char* to, std::size_t size) const
    {
        for (;;) {
            const ssize_t got = read(number_, to, size);
            if (got >= 0) {
                return static_cast<std::size_t>(got);
            }
            if (errno != EINTR) {
                throw Error(ErrorKind::unreadable,
                            path,
                            "cannot be read: " + std::system_category().message(errno));
            }
        }
    }

private:
    int number_;
    bool owned_;
};

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new())
    {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }

    void add(std::string_view bytes)
    {
        EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
    }

    std::string hex()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        for (unsigned i = 0; i < size; ++i) {
            text += digits[digest.at(i) >> 4U];
            text += digits[digest.at(i) & 0xFU];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, FreeDigest> context_;
};

constexpr std::size_t block_bytes = 1U << 18U;

} // namespace

std::string sha256_hex(std::string_view bytes)
{
    Digest digest;
    digest.add(bytes);
    return digest.hex();
}

std::string read_bytes(const std::string& path)
{
    const Descriptor file(path);
    std::string bytes;
    std::string block(block_bytes, '\0');
    while (const std::size_t got = file.read_some(path, block.data(), block.size())) {
        bytes.append(block, 0, got);
    }
    return bytes;
}

void check_readers(const std::vector<Input>& inputs, const ReadOptions& options)
{
    std::string head(block_bytes, '\0');
    for (const Input& input : inputs) {
        if (input.failure || input.path == "-") {
            continue;
        }
        // What cannot be opened is told when its turn comes.
        const auto kind = guarded(input.path, [&] {
            const std::size_t got =
                Descriptor(input.path).read_some(input.path, head.data(), head.size());
            return file_kind(std::string_view(head).substr(0, got));
        });
        if (kind && kind.value() != FileKind::text && kind.value() != FileKind::unknown) {
            load_reader_resources(options);
            return;
        }
    }
}

InputFile open_input(const std::string& path)
{
    InputFile input;
    input.source.path = path;
    const Descriptor file(path);
    Digest digest;
    std::string block(block_bytes, '\0');
    bool first = true;
    while (const std::size_t got = file.read_some(path, block.data(), block.size())) {
        const std::string_view bytes(block.data(), got);
        if (first) {
            first = false;
            input.source.kind = file_kind(bytes);
            if (input.source.kind == FileKind::unknown) {
                throw Error(ErrorKind::unsupported,
                            path,
                            "not a kind of file that can be read",
                            "give it as PDF, image (PNG, JPEG, TIFF), ODT, DOCX, HTML or text");
            }
            if (path == "-" && input.source.kind != FileKind::text &&
                input.source.kind != FileKind::html) {
                throw Error(ErrorKind::unsupported,
                            path,
                            "standard input must be text",
                            "give the file by its name");
            }
        }
        digest.add(bytes);
        input.source.bytes += got;
        if (input.source.kind == FileKind::text) {
            input.text_bytes += bytes;
        }
    }
    if (first) {
        throw Error(
            ErrorKind::unreadable, path, "the file is empty", "copy it again from its source");
    }
    input.source.sha256 = digest.hex();
    input.source.media_type = std::string(media_type(input.source.kind));
    return input;
}

} // namespace saksklar
