/*
 * bench.c - measures the stubs of this machine's ABI; prints lines `WHAT PATTERN NANOSECONDS`, per one-way switch.
 *
 * One program has one value of SHUNT_FP_CONTROL.  run.sh builds both, runs them in turns, keeps the least figure of
 * each line, and prints the table.  All measures of a program take turns too: what disturbs one disturbs the others.
 *
 *     bench [REPETITIONS]
 */
#ifdef __linux__
#define _GNU_SOURCE
#include <sched.h>
#else
#define _POSIX_C_SOURCE 199309L
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "shunt.h"

#define NOINLINE __attribute__((noinline))

/* Keeps a value in a register here: no tail call before it, no folding across it. */
#define STAY(value) __asm__ volatile("" : "+r"(value))

enum {
	BATCH = 20000,		/* one-way switches between two looks at the clock */
	OTHER_SIZE = 16384,
	RING = 1000,
	RING_STRIDE = 8192,	/* bytes from one stack of the ring to the next */
	POOL = 16
};

struct measure {
	const char *what, *pattern;
	void (*run)(long count);
};

static SHUNT_ALIGNAS(4096) char other_stack[OTHER_SIZE];

/* Thirty dependent multiplications: 90 cycles where one takes three. */
static inline void *
work(void *pass)
{
	uintptr_t x = (uintptr_t)pass;

#define MULTIPLY x *= x; STAY(x);
#define MULTIPLY_5 MULTIPLY MULTIPLY MULTIPLY MULTIPLY MULTIPLY
	MULTIPLY_5 MULTIPLY_5 MULTIPLY_5 MULTIPLY_5 MULTIPLY_5 MULTIPLY_5
	return (void *)x;
}

static void
work_alone(long count)
{
	void *pass = 0;

	for (; count > 0; count--) {
		pass = work(pass);
		STAY(pass);
	}
}

/* A plain call, through a pointer as a context's first call is. */

static NOINLINE void *
callee(void *arg)
{
	STAY(arg);
	return arg;
}

static void
plain_call(long count)
{
	void *(*fn)(void *) = callee;
	void *arg = 0;

	STAY(fn);
	for (; count > 0; count--)
		arg = fn(arg);
	STAY(arg);
}

/*
 * Where the ring's stacks lie.  Their root ends are coloured: 64 bytes further from the page's border for each, so
 * that the first lines do not all fall into one set of the cache.
 */

static size_t
ring_size(unsigned i)
{
	return RING_STRIDE - 64 * i % 4096;
}

static size_t
ring_base(unsigned i)
{
	return SHUNT_STACK_DIRECTION == SHUNT_DESCENDING ? 0 : RING_STRIDE - ring_size(i);
}

/* Create, run, finish, free, on stacks of a pool.  What is measured is one whole life: two switches. */

struct pooled {
	struct pooled *next;
	void *stack;
};

static SHUNT_ALIGNAS(4096) char pool_memory[POOL][OTHER_SIZE];
static struct pooled pool[POOL], *pool_free;
static shunt_context creator;

static void
pool_fill(void)
{
	pool_free = 0;
	for (int i = 0; i < POOL; i++) {
		pool[i].stack = pool_memory[i];
		pool[i].next = pool_free;
		pool_free = &pool[i];
	}
}

static shunt_context
short_life(void *arg, void *pass)
{
	(void)arg, (void)pass;
	return creator;
}

#define LIFE(name, resume) \
	static void \
	name(long count) \
	{ \
		pool_fill(); \
		for (; count > 0; count--) { \
			struct pooled *p = pool_free; \
			pool_free = p->next; \
			resume(0, shunt_init(p->stack, OTHER_SIZE, short_life, p), &creator); \
			p->next = pool_free; \
			pool_free = p; \
		} \
	}

LIFE(life_called, shunt_switch)
LIFE(life_neutral, shunt_switch_neutral)

/* The doors. */

#define CONTEXT shunt_context
#define INIT shunt_init

#if SHUNT_FP_CONTROL
#define WHAT "complete"
#else
#define WHAT "called"
#endif
#define DOOR(name) called_##name
#define SWITCH shunt_switch
#include "patterns.h"

#if SHUNT_FP_CONTROL
#define WHAT "complete-neutral"
#else
#define WHAT "neutral"
#endif
#define DOOR(name) neutral_##name
#define SWITCH shunt_switch_neutral
#include "patterns.h"

#undef CONTEXT
#undef INIT

#if !SHUNT_FP_CONTROL
#define CONTEXT shunt_inline_context
#define INIT shunt_inline_init
#define WHAT "inline"
#define DOOR(name) inline_##name
#define SWITCH shunt_switch_inline
#include "patterns.h"
#undef CONTEXT
#undef INIT
#endif

#ifdef __x86_64__
#include "x86_64.h"
#endif
#ifdef BENCH_BOOST
#include "boost.h"
#endif

static const struct measure plain_measures[] = {
#ifdef HAS_LIMIT
	{ "limit", "pp", limit },
#endif
	{ "call", "-", plain_call }, { "work", "-", work_alone },
#if SHUNT_FP_CONTROL
	{ "complete", "life", life_called }, { "complete-neutral", "life", life_neutral }
#else
	{ "called", "life", life_called }, { "neutral", "life", life_neutral }
#endif
};

#define GROUP(measures) { measures, sizeof measures / sizeof measures[0] }

static const struct {
	const struct measure *measures;
	size_t count;
} groups[] = {
	GROUP(plain_measures), GROUP(called_measures), GROUP(neutral_measures),
#if !SHUNT_FP_CONTROL
	GROUP(inline_measures),
#endif
#ifdef HAS_LIMIT
	GROUP(other_measures),
#endif
#ifdef BENCH_BOOST
	GROUP(boost_measures),
#endif
};

enum { GROUPS = sizeof groups / sizeof groups[0], MOST = 16 };

static double
nanoseconds(const struct measure *measure)
{
	struct timespec from, to;

	clock_gettime(CLOCK_MONOTONIC, &from);
	measure->run(BATCH);
	clock_gettime(CLOCK_MONOTONIC, &to);
	return ((double)(to.tv_sec - from.tv_sec) * 1e9 + (double)(to.tv_nsec - from.tv_nsec)) / BATCH;
}

static void
stay_on_this_processor(void)
{
#ifdef __linux__
	int cpu = sched_getcpu();
	cpu_set_t set;

	CPU_ZERO(&set);
	if (cpu >= 0) {
		CPU_SET(cpu, &set);
		if (sched_setaffinity(0, sizeof set, &set))
			perror("bench: not pinned");
	}
#endif
}

int
main(int argc, char **argv)
{
	static double least[GROUPS][MOST];
	int repetitions = argc > 1 ? atoi(argv[1]) : 10;

	stay_on_this_processor();
	for (int i = 0; i < repetitions; i++)
		for (size_t g = 0; g < GROUPS; g++)
			for (size_t m = 0; m < groups[g].count; m++) {
				double ns = nanoseconds(&groups[g].measures[m]);

				if (i == 0 || ns < least[g][m])
					least[g][m] = ns;
			}
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t m = 0; m < groups[g].count; m++)
			printf("%s %s %.4f\n", groups[g].measures[m].what, groups[g].measures[m].pattern, least[g][m]);
	return 0;
}
