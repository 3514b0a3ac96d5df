// SPDX-License-Identifier: Apache-2.0
#include "pipeline/run/atomic_file.hpp"

#include "normalizers/error.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace saksklar {

AtomicFile::AtomicFile(std::filesystem::path target)
    : target_(std::move(target)),
      beside_(target_.native() + ".part"),
      file_(std::fopen(beside_.c_str(), "wb"))
{
    if (!file_) {
        fail("cannot be written");
    }
}

AtomicFile::~AtomicFile()
{
    if (file_) {
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(beside_, ignored);
    }
}

void AtomicFile::write(std::string_view bytes)
{
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) {
        fail("cannot be written");
    }
}

void AtomicFile::commit()
{
    if (std::fflush(file_.get()) != 0 || fsync(fileno(file_.get())) != 0) {
        fail("cannot be written");
    }
    file_.reset();
    std::error_code error;
    std::filesystem::rename(beside_, target_, error);
    if (error) {
        throw Error(ErrorKind::output, target_.native(), "cannot be written: " + error.message());
    }
}

void AtomicFile::fail(const char* doing) const
{
    const int why = errno;
    throw Error(ErrorKind::output,
                target_.native(),
                std::string(doing) + ": " + std::system_category().message(why),
                "check the space and the permissions of the folder");
}

} // namespace saksklar
