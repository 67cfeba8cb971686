/*
@@ for _, line in ipairs(abi.title) do
 * @{line}
@@ end
 *
 * Generated from @{file}; do not edit.  Included by shunt.h.
 */
#ifndef @{guard}
#define @{guard}

#define SHUNT_ABI "@{abi.name}"
#define SHUNT_STACK_DIRECTION @{abi.direction < 0 and "SHUNT_DESCENDING" or "SHUNT_ASCENDING"}
#define SHUNT_STACK_ALIGN @{abi.align}
#define SHUNT_STACK_MIN @{stack_min}

/* What shunt_save fills: @{block_comment}. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[@{block_size}];
};

@{doors}
#endif
