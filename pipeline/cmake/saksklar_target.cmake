# SPDX-License-Identifier: Apache-2.0
# What every target of the project shares: the language, the warnings, the sanitizers.
function(saksklar_target target)
    target_compile_features(${target} PUBLIC cxx_std_20)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
    target_compile_options(${target} PRIVATE
        -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
        -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
        # -Wrestrict misfires on "literal" + std::string in g++ 12 (GCC bug 105651).
        $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wuseless-cast -Wno-restrict>
        $<$<BOOL:${SAKSKLAR_WERROR}>:-Werror>)
    if(SAKSKLAR_SANITIZE)
        target_compile_options(${target} PUBLIC
            -fsanitize=${SAKSKLAR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
        target_link_options(${target} PUBLIC -fsanitize=${SAKSKLAR_SANITIZE})
    endif()
endfunction()
