/* The register test of @{abi.name}; generated, not part of the library. */
#include "@{abi.name}_testbed.h"

@@ if file_scope:match "^%d$" then
#define SHUNT_FILE_SCOPE @{file_scope}
@@ else
#if @{file_scope}
#define SHUNT_FILE_SCOPE 1
#else
#define SHUNT_FILE_SCOPE 0
#endif
@@ end
@{functions}
#include "shunt_stub.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Woverlength-strings"
#endif
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wunused-parameter"
#endif

const struct testbed_register testbed_registers[] = {
@{rows}
};

const int testbed_count = sizeof testbed_registers / sizeof *testbed_registers;

@{text}
@@ if kernel then
@{kernel}
@@ end
