/*
 * unwind_cxx.cc - C++ exceptions through every stub that they may pass: destructors run on the way, and who catches
 * has its locals, those in preserved registers too.
 *
 * Compile the library with -fexceptions.
 */
#include <cstdio>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include "shunt.h"

namespace {

const std::size_t stack_size = 65536;

int checks, failures;

void
check_at(int line, const char *what, std::intptr_t expected, std::intptr_t got)
{
	checks++;
	if (expected == got)
		return;
	failures++;
	std::printf("FAILED line %d: %s: expected %ld, got %ld\n", line, what, (long)expected, (long)got);
}

#define CHECK_EQUAL(expected, got) check_at(__LINE__, #got, (std::intptr_t)(expected), (std::intptr_t)(got))
#define NOINLINE __attribute__((noinline))

/* Counts those that live. */
struct Witness {
	static int alive;
	Witness() { alive++; }
	~Witness() { alive--; }
};

int Witness::alive;

struct Error {
	int number;
};

struct Coroutine {
	shunt_context context, back;
	shunt_context *link;
	Coroutine *inner;
	int count;
	alignas(64) unsigned char stack[stack_size];
};

Coroutine one, two;

NOINLINE void
throw_from(int depth, int number)
{
	Witness here;
	volatile char room[64];

	room[depth] = 0;
	if (depth > 0)
		throw_from(depth - 1, number);
	else
		throw Error { number };
	CHECK_EQUAL(0, room[depth]);
}

void
start(Coroutine &coroutine, shunt_function *fn, bool linked)
{
	std::memset(coroutine.stack, 0xa5, sizeof coroutine.stack);
	coroutine.link = &coroutine.back;
	coroutine.count = 0;
	coroutine.context = linked ? shunt_init_linked(coroutine.stack, stack_size, fn, &coroutine, &coroutine.link)
		: shunt_init(coroutine.stack, stack_size, fn, &coroutine);
}

volatile int ones[16] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };

/* Calls fn, which throws, with as many locals alive as there may be preserved registers. */
template<typename Function> NOINLINE int
caught(Function fn)
{
	int a = ones[0], b = 2 * ones[1], c = 3 * ones[2], d = 4 * ones[3], e = 5 * ones[4], f = 6 * ones[5];
	double p = ones[6], q = 2 * ones[7], r = 3 * ones[8], s = 4 * ones[9], t = 5 * ones[10], u = 6 * ones[11];
	int number = 0;

	try {
		fn();
	} catch (const Error &error) {
		number = error.number;
	}
	CHECK_EQUAL(123456, ((((a * 10 + b) * 10 + c) * 10 + d) * 10 + e) * 10 + f);
	CHECK_EQUAL(123456, ((((p * 10 + q) * 10 + r) * 10 + s) * 10 + t) * 10 + u);
	CHECK_EQUAL(0, Witness::alive);
	return number;
}

/* Yields twice, then throws; the pass says how deep. */
shunt_context
yield_and_throw(void *arg, void *pass)
{
	Coroutine &self = *static_cast<Coroutine *>(arg);
	Witness here;

	while (self.count++ < 2)
		pass = shunt_switch(pass, *self.link, &self.context);
	throw_from((int)(std::intptr_t)pass, 7);
	return *self.link;
}

NOINLINE void *
resume(Coroutine &coroutine, int depth)
{
	Witness here;

	return shunt_switch((void *)(std::intptr_t)depth, coroutine.context, coroutine.link);
}

NOINLINE void
test_linked(int depth)
{
	start(one, yield_and_throw, true);
	CHECK_EQUAL(depth, (std::intptr_t)resume(one, depth));
	CHECK_EQUAL(depth, (std::intptr_t)resume(one, depth));
	CHECK_EQUAL(1, Witness::alive);
	CHECK_EQUAL(7, caught([=] { resume(one, depth); }));
}

shunt_context
resume_inner(void *arg, void *pass)
{
	Coroutine &self = *static_cast<Coroutine *>(arg);
	Witness here;

	for (;;)
		pass = shunt_switch(resume(*self.inner, (int)(std::intptr_t)pass), *self.link, &self.context);
	return nullptr;
}

/* Two boundaries at once. */
NOINLINE void
test_nested(int depth)
{
	start(one, yield_and_throw, true);
	start(two, resume_inner, true);
	two.inner = &one;
	CHECK_EQUAL(depth, (std::intptr_t)resume(two, depth));
	CHECK_EQUAL(depth, (std::intptr_t)resume(two, depth));
	CHECK_EQUAL(7, caught([=] { resume(two, depth); }));
}

shunt_context
catch_inner(void *arg, void *pass)
{
	Coroutine &self = *static_cast<Coroutine *>(arg);
	int depth = (int)(std::intptr_t)pass;
	Witness here;

	resume(*self.inner, depth);
	resume(*self.inner, depth);
	try {
		resume(*self.inner, depth);
	} catch (Error &error) {
		CHECK_EQUAL(2, Witness::alive);	/* here, and the resumer's */
		error.number++;
		throw;
	}
	return *self.link;
}

/* Caught and thrown again half the way. */
NOINLINE void
test_rethrown(int depth)
{
	start(one, yield_and_throw, true);
	start(two, catch_inner, true);
	two.inner = &one;
	CHECK_EQUAL(8, caught([=] { resume(two, depth); }));
}

/* From a function run on a suspended context: what cancels it. */
void *
cancel(void *pass)
{
	throw_from((int)(std::intptr_t)pass, 9);
	return pass;
}

NOINLINE void
yield_for_ever(Coroutine &self)
{
	Witness here;

	for (;;)
		shunt_switch(nullptr, *self.link, &self.context);
}

shunt_context
be_cancelled(void *arg, void *)
{
	Coroutine &self = *static_cast<Coroutine *>(arg);

	CHECK_EQUAL(9, caught([&] { yield_for_ever(self); }));
	return *self.link;
}

NOINLINE void
test_cancelled(int depth, bool linked)
{
	void *pass = (void *)(std::intptr_t)depth;

	start(one, be_cancelled, linked);
	shunt_switch(pass, one.context, one.link);
	CHECK_EQUAL(1, Witness::alive);
	CHECK_EQUAL(&one, shunt_switch_with(pass, one.context, one.link, cancel));
	CHECK_EQUAL(0, Witness::alive);
}

NOINLINE void
test_cancelled_fresh(int depth)
{
	start(one, be_cancelled, true);
	CHECK_EQUAL(9, caught([=] {
		shunt_switch_with((void *)(std::intptr_t)depth, one.context, one.link, cancel);
	}));
}

NOINLINE void
test_on_stack(int depth)
{
	void *pass = (void *)(std::intptr_t)depth;

	CHECK_EQUAL(9, caught([=] { shunt_on_stack(one.stack, stack_size, cancel, pass); }));
}

/* Nobody catches in a context that is not linked: the end of its stack is the end. */
[[noreturn]] void
terminated()
{
	shunt_context never;

	shunt_switch((void *)55, one.back, &never);
	std::abort();
}

shunt_context
throw_out(void *, void *)
{
	throw Error { 1 };
}

NOINLINE void
test_terminated()
{
	std::set_terminate(terminated);
	start(one, throw_out, false);
	CHECK_EQUAL(55, (std::intptr_t)shunt_switch(nullptr, one.context, &one.back));
}

} // namespace

int
main()
{
	std::setvbuf(stdout, nullptr, _IONBF, 0);
	for (int depth = 0; depth < 30; depth += 7) {
		test_linked(depth);
		test_nested(depth);
		test_rethrown(depth);
		test_cancelled(depth, false);
		test_cancelled(depth, true);
		test_cancelled_fresh(depth);
		test_on_stack(depth);
	}
	test_terminated();
	std::printf("%s: %d checks, %d failed\n", SHUNT_ABI, checks, failures);
	return failures != 0;
}
