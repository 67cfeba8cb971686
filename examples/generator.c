/*
 * A generator: a function that gives its values one by one, each when it is asked for.
 */
#include <stdio.h>
#include "shunt.h"

struct generator {
	shunt_context self;	/* the generator, waiting in yield; null once it has finished */
	shunt_context caller;	/* who called next */
};

static void
yield(struct generator *g, int value)
{
	shunt_switch(&value, g->caller, &g->self);
}

/* The next value; 0 when there is none. */
static int
next(struct generator *g, int *value)
{
	void *yielded;

	if (!g->self)
		return 0;
	yielded = shunt_switch(NULL, g->self, &g->caller);
	if (yielded == g) {	/* what the last switch passes: the function has returned */
		g->self = NULL;
		return 0;
	}
	*value = *(int *)yielded;
	return 1;
}

static shunt_context
one_two_three(void *arg, void *pass)
{
	struct generator *g = arg;

	(void)pass;
	for (int i = 1; i <= 3; i++)
		yield(g, i);
	return g->caller;
}

int
main(void)
{
	static SHUNT_ALIGNAS(SHUNT_STACK_ALIGN) char stack[4096];
	struct generator g = { NULL, NULL };
	int value, sum = 0;

	g.self = shunt_init(stack, sizeof stack, one_two_three, &g);
	for (; next(&g, &value); sum += value)
		printf("%d\n", value);
	return sum == 6 ? 0 : 1;
}
