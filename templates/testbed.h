/* The register test of @{abi.name}; generated, not part of the library. */
#ifndef TESTBED_H
#define TESTBED_H

#include "shunt.h"

struct testbed_block {
	SHUNT_ALIGNAS(16) unsigned char bytes[@{size}];
};

/* fn(pass, to, save) is called with every preserved register loaded from set; what it leaves goes to got. */
struct testbed_probe {
	void *(*fn)(void *pass, shunt_context to, shunt_context *save);
	void *pass;
	shunt_context to;
	shunt_context *save;
	void *result;
	struct testbed_block set, got;
};

void testbed_probe(struct testbed_probe *probe);

/* Stores the control registers, as they are, into their places in a block. */
void testbed_control(struct testbed_block *block);

/* Where a preserved register lies in a block; mask: a control register's control bits; flip: what a test may change. */
struct testbed_register {
	const char *name;
	int offset, width;
	unsigned long mask, flip;
};

extern const struct testbed_register testbed_registers[];
extern const int testbed_count;

@@ if kernel then
#define KERNEL_WRITE @{abi.kernel.write}
#define KERNEL_EXIT @{abi.kernel.exit}
long kernel_call(long number, long a, long b, long c);
@@ end
#define TESTBED_START "@{start and start:gsub("%s*;%s*", "\\n\\t"):gsub("%%", "%%%%") or ""}"

#endif
