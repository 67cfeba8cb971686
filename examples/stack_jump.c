/*
 * A stack of 4 KiB: filled, given a first frame, printed, jumped onto.
 *
 * The first frame is what makes a piece of memory a stack: shunt_init writes it at the root end, and the first
 * switch leaves through it as if the function had been suspended there.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "shunt.h"

enum { SIZE = 4096, PATTERN = 0xa5 };

static SHUNT_ALIGNAS(SHUNT_STACK_ALIGN) unsigned char stack[SIZE];

struct visit {
	shunt_context back;	/* who jumped, waiting */
	void *sp;		/* what the function saw */
};

/* The first call on the new stack.  What it returns is continued: main. */
static shunt_context
hello(void *arg, void *pass)
{
	struct visit *visit = arg;

	visit->sp = shunt_stack_pointer();
	printf("%s  My stack pointer is %p.\n", (const char *)pass, visit->sp);
	return visit->back;
}

static uintptr_t
word_at(const unsigned char *where)
{
	uintptr_t word;

	memcpy(&word, where, sizeof word);
	return word;
}

static int
is_pattern(const unsigned char *where, size_t size)
{
	while (size > 0 && where[size - 1] == PATTERN)
		size--;
	return size == 0;
}

/* What can be said of a word on any ABI; `shunt show ABI --frame` draws the rest. */
static const char *
meaning(uintptr_t word, const struct visit *visit)
{
	shunt_function *fn = hello;

	if (word == word_at((const unsigned char *)&fn))
		return "the function, hello";
	if (word == (uintptr_t)visit)
		return "its argument";
	if (word - (uintptr_t)stack < SIZE)
		return "an address in this stack";
	return word ? "" : "zero";
}

/* The words that are not the pattern any more, the highest address first; `*` stands for more zeroes. */
static void
dump(shunt_context context, const struct visit *visit)
{
	const unsigned char *root = SHUNT_STACK_DIRECTION == SHUNT_DESCENDING ? stack + SIZE : stack;
	const unsigned char *where = stack + SIZE;
	int zeroes = 0;

	printf("%-18s  root end  frame  %-18s\n", "address", "value");
	while (where > stack) {
		where -= sizeof(uintptr_t);
		if (is_pattern(where, sizeof(uintptr_t)))
			continue;
		zeroes = word_at(where) ? 0 : zeroes + 1;
		if (zeroes < 2)
			printf("%-18p  %+8td  %+5td  0x%0*" PRIxPTR "  %s\n", (const void *)where, where - root,
			       where - (const unsigned char *)context, (int)(2 * sizeof(uintptr_t)), word_at(where),
			       meaning(word_at(where), visit));
		else if (zeroes == 2)
			printf("*\n");
	}
	printf("`shunt show %s --frame` names what lies at an offset in the frame.\n", SHUNT_ABI);
}

/* How many bytes from the root end have been written to. */
static size_t
used(void)
{
	size_t bytes = SIZE;

	if (SHUNT_STACK_DIRECTION == SHUNT_DESCENDING)
		while (bytes > 0 && stack[SIZE - bytes] == PATTERN)
			bytes--;
	else
		while (bytes > 0 && stack[bytes - 1] == PATTERN)
			bytes--;
	return bytes;
}

int
main(void)
{
	static char greeting[] = "I love waking up on a new stack!";
	struct visit visit = { NULL, NULL };
	shunt_context context;
	void *passed;

	printf("ABI %s: stacks grow %s and are aligned to %d bytes; main's stack pointer is %p.\n", SHUNT_ABI,
	       SHUNT_STACK_DIRECTION == SHUNT_DESCENDING ? "down" : "up", SHUNT_STACK_ALIGN, shunt_stack_pointer());

	memset(stack, PATTERN, SIZE);
	context = shunt_init(stack, SIZE, hello, &visit);
	if (!context) {
		fprintf(stderr, "stack_jump: shunt_init refused the stack\n");
		return 1;
	}
	printf("A stack of %d bytes at %p, its first frame written; the context is %p.\n\n", SIZE, (void *)stack,
	       (void *)context);
	dump(context, &visit);

	printf("\nJumping.\n");
	passed = shunt_switch(greeting, context, &visit.back);
	printf("Back on main's stack, %p.  hello and printf wrote to %zu bytes of theirs.\n", shunt_stack_pointer(),
	       used());

	if ((uintptr_t)visit.sp - (uintptr_t)stack >= SIZE || passed != &visit || used() == SIZE) {
		fprintf(stderr, "stack_jump: that went wrong\n");
		return 1;
	}
	return 0;
}
