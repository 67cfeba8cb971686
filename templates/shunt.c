/*
 * shunt.c - the stubs of whatever ABI the compiler has.  Generated from templates/shunt.c; do not edit.
 *
 * A project that builds for one ABI compiles that ABI's file; one that builds for several compiles this one.
 */
@@ for i, row in ipairs(abis) do
#@{i == 1 and "if" or "elif"} @{row.detect}
#include "@{row.name}.c"
@@ end
#else
#error "shunt has no stubs for this ABI"
#endif
