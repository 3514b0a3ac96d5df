# SPDX-License-Identifier: Apache-2.0
set(prefix "${BUILD_DIR}/install-test/prefix")
set(consumer_build "${BUILD_DIR}/install-test/consumer")
file(REMOVE_RECURSE "${prefix}" "${consumer_build}")

function(must)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGN}\nexit status ${status}\n${out}\n${err}")
    endif()
    set(output "${out}" PARENT_SCOPE)
endfunction()

must(${CMAKE_COMMAND} --install "${BUILD_DIR}" --prefix "${prefix}")
must(${CMAKE_COMMAND} -S "${CONSUMER_DIR}" -B "${consumer_build}" -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_PREFIX_PATH=${prefix}")
must(${CMAKE_COMMAND} --build "${consumer_build}")
must("${consumer_build}/consumer" "${prefix}/share/saksklar")
if(NOT output MATCHES "STYREMØTE")
    message(FATAL_ERROR "the consumer printed: ${output}")
endif()
# The installed program finds its data by itself.
must("${prefix}/bin/saksklar" --version)
foreach(file share/man/man1/saksklar.1 share/bash-completion/completions/saksklar
        share/saksklar/letters.model share/saksklar/schema/meeting.schema.json)
    if(NOT EXISTS "${prefix}/${file}")
        message(FATAL_ERROR "not installed: ${file}")
    endif()
endforeach()
