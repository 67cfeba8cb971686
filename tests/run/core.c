/*
 * core.c - every stub, as its contract in shunt.h says, without a C library.
 */
#include "test.h"
#include TESTBED

enum { STACK = 16384, GUARD = 256 };

/* A stack between two zones that nothing may write. */
struct region {
	SHUNT_ALIGNAS(64) unsigned char before[GUARD];
	SHUNT_ALIGNAS(64) unsigned char stack[STACK];
	SHUNT_ALIGNAS(64) unsigned char after[GUARD];
};

static struct region one, two;

/* Garbage everywhere: what init forgets shows. */
static void
poison(struct region *region)
{
	volatile unsigned char *at = (volatile unsigned char *)region;

	for (size_t i = 0; i < sizeof *region; i++)
		at[i] = 0xa5;
}

static void
check_guards(int line, const struct region *region)
{
	int intact = 1;

	for (int i = 0; i < GUARD; i++)
		intact &= region->before[i] == 0xa5 && region->after[i] == 0xa5;
	check_at(line, "the zones around the stack are intact", intact);
}

static int
within(const void *at, const struct region *region)
{
	return (uintptr_t)at >= (uintptr_t)region->stack && (uintptr_t)at < (uintptr_t)region->stack + STACK;
}

static shunt_context main_context, other_context;

/* Yields pass + 1, and ends with whatever context is main's. */
static shunt_context
count_up(void *arg, void *pass)
{
	CHECK_EQUAL(&one, arg);
	CHECK(within(&arg, &one));
	CHECK_EQUAL(0, (uintptr_t)shunt_stack_pointer() % SHUNT_STACK_ALIGN);
	while ((uintptr_t)pass < 100)
		pass = shunt_switch((char *)pass + 1, main_context, &other_context);
	return main_context;
}

static void
test_values(void)
{
	void *got;

	poison(&one);
	other_context = shunt_init(one.stack, STACK, count_up, &one);
	CHECK(other_context != 0);
	got = shunt_switch((void *)10, other_context, &main_context);
	CHECK_EQUAL(11, got);
	got = shunt_switch((void *)20, other_context, &main_context);
	CHECK_EQUAL(21, got);
	/* fn returns a context: that one is continued, and gets arg. */
	got = shunt_switch((void *)100, other_context, &main_context);
	CHECK_EQUAL(&one, got);
	check_guards(__LINE__, &one);
}

static void
test_doors(void)
{
	void *got;

	poison(&one);
	other_context = shunt_init(one.stack, STACK, count_up, &one);
	for (uintptr_t i = 0; i < 40; i += 4) {
		got = shunt_switch((void *)i, other_context, &main_context);
		CHECK_EQUAL(i + 1, got);
		got = shunt_switch_neutral((void *)(i + 1), other_context, &main_context);
		CHECK_EQUAL(i + 2, got);
	}
	check_guards(__LINE__, &one);
}

static shunt_context
count_neutrally(void *arg, void *pass)
{
	int i = 0;

	(void)arg;
	while ((uintptr_t)pass < 100) {
		void *next = (char *)pass + 1;
		pass = i++ % 2 ? shunt_switch(next, main_context, &other_context)
			: shunt_switch_neutral(next, main_context, &other_context);
	}
	return main_context;
}

static void
test_doors_mixed(void)
{
	uintptr_t got = 0;

	poison(&one);
	other_context = shunt_init(one.stack, STACK, count_neutrally, 0);
	for (int i = 0; i < 3; i++) {
		got = (uintptr_t)shunt_switch((void *)got, other_context, &main_context);
		got = (uintptr_t)shunt_switch_neutral((void *)got, other_context, &main_context);
		got = (uintptr_t)shunt_switch_neutral((void *)got, other_context, &main_context);
	}
	CHECK_EQUAL(9, got);
	check_guards(__LINE__, &one);
}

static shunt_inline_context inline_main, inline_other;

static shunt_context
count_inline(void *arg, void *pass)
{
	CHECK_EQUAL(&two, arg);
	CHECK_EQUAL(0, (uintptr_t)shunt_stack_pointer() % SHUNT_STACK_ALIGN);
	for (;;)
		pass = shunt_switch_inline((char *)pass + 3, inline_main, &inline_other);
	return 0;
}

static void
test_inline(void)
{
	void *got = 0;

	poison(&two);
	inline_other = shunt_inline_init(two.stack, STACK, count_inline, &two);
	for (uintptr_t i = 1; i <= 10; i++) {
		got = shunt_switch_inline(got, inline_other, &inline_main);
		CHECK_EQUAL(3 * i, got);
	}
	check_guards(__LINE__, &two);
}

static shunt_context *link_slot;

static shunt_context
count_linked(void *arg, void *pass)
{
	CHECK_EQUAL(&two, arg);
	while ((uintptr_t)pass < 50)
		pass = shunt_switch((char *)pass + 2, *link_slot, &other_context);
	return *link_slot;
}

static void
test_linked(void)
{
	void *got;

	poison(&two);
	other_context = shunt_init_linked(two.stack, STACK, count_linked, &two, &link_slot);
	CHECK(within(link_slot, &two));
	got = shunt_switch((void *)5, other_context, link_slot);
	CHECK_EQUAL(7, got);
	got = shunt_switch((void *)6, other_context, link_slot);
	CHECK_EQUAL(8, got);
	got = shunt_switch((void *)60, other_context, link_slot);
	CHECK_EQUAL(&two, got);
	check_guards(__LINE__, &two);
}

static void *
add_seven(void *pass)
{
	CHECK(within(&pass, &one));
	CHECK_EQUAL(0, (uintptr_t)shunt_stack_pointer() % SHUNT_STACK_ALIGN);
	return (char *)pass + 7;
}

static void
test_switch_with(void)
{
	void *got;

	poison(&one);
	other_context = shunt_init(one.stack, STACK, count_up, &one);
	got = shunt_switch_with((void *)1, other_context, &main_context, add_seven);
	CHECK_EQUAL(9, got);
	got = shunt_switch_with((void *)2, other_context, &main_context, add_seven);
	CHECK_EQUAL(10, got);
	got = shunt_switch((void *)3, other_context, &main_context);
	CHECK_EQUAL(4, got);
	check_guards(__LINE__, &one);
}

static void *
where(void *arg)
{
	*(uintptr_t *)arg = (uintptr_t)shunt_stack_pointer();
	return (char *)arg + 1;
}

static void
test_on_stack(void)
{
	uintptr_t sp = 0;

	poison(&one);
	CHECK_EQUAL((char *)&sp + 1, shunt_on_stack(one.stack, STACK, where, &sp));
	CHECK(within((void *)sp, &one));
	CHECK_EQUAL(0, sp % SHUNT_STACK_ALIGN);
	check_guards(__LINE__, &one);
	CHECK_EQUAL((char *)&sp + 1, shunt_on_stack_at(one.stack + (SHUNT_STACK_DIRECTION == SHUNT_DESCENDING ? STACK : 0),
		where, &sp));
	CHECK(within((void *)sp, &one));
	check_guards(__LINE__, &one);
}

static struct shunt_registers saved;

static void
restore_here(void *arg)
{
	CHECK_EQUAL(&saved, arg);
	CHECK(within(&arg, &one));
	CHECK_EQUAL(0, (uintptr_t)shunt_stack_pointer() % SHUNT_STACK_ALIGN);
	shunt_restore(&saved, 42);
}

static void
test_save_restore(void)
{
	volatile int times = 0;
	int got;

	poison(&one);
	got = shunt_save(&saved);
	times = times + 1;
	if (got == 0)
		shunt_replace_stack(one.stack, STACK, restore_here, &saved);
	CHECK_EQUAL(40 + times, got);
	if (times < 5)
		shunt_restore(&saved, 41 + times);
	CHECK_EQUAL(5, times);
	check_guards(__LINE__, &one);
}

static void
test_direction(void)
{
	CHECK_EQUAL(SHUNT_STACK_DIRECTION, shunt_stack_direction());
}

static void
test_errors(void)
{
	shunt_context *link;

	CHECK_EQUAL(SHUNT_ERROR_NULL, shunt_stack_check(0, STACK));
	CHECK_EQUAL(SHUNT_ERROR_SIZE, shunt_stack_check(one.stack, 0));
	CHECK_EQUAL(SHUNT_ERROR_SIZE, shunt_stack_check(one.stack, SHUNT_STACK_MIN - 1));
	CHECK_EQUAL(SHUNT_ERROR_SIZE, shunt_stack_check(one.stack, SIZE_MAX));
	CHECK_EQUAL(SHUNT_ERROR_SIZE, shunt_stack_check(one.stack, (size_t)0 - (uintptr_t)one.stack % 4096));
	CHECK_EQUAL(SHUNT_ERROR_ALIGNMENT, shunt_stack_check(one.stack + 1, STACK));
	CHECK_EQUAL(SHUNT_ERROR_ALIGNMENT, shunt_stack_check(one.stack, STACK - 1));
	CHECK_EQUAL(0, shunt_stack_check(one.stack, SHUNT_STACK_MIN));
	CHECK_EQUAL(0, shunt_stack_check(one.stack, STACK));
	CHECK(shunt_init(one.stack + 1, STACK, count_up, 0) == 0);
	CHECK(shunt_init(one.stack, STACK, 0, 0) == 0);
	CHECK(shunt_init_linked(one.stack, STACK, count_up, 0, 0) == 0);
	CHECK(shunt_init_linked(one.stack, 1, count_up, 0, &link) == 0);
}

/* The register test: both sides fill every preserved register and compare after the other one has filled them. */

static struct testbed_probe left, right;
static unsigned right_seed;
static struct testbed_block at_rest;

/* Byte j, in memory order, of a number as wide as a register. */
static unsigned char
byte_of(unsigned long number, int width, int j)
{
	int little = *(const unsigned char *)&(const unsigned short){ 1 };
	int shift = 8 * (little ? j : width - 1 - j);

	return shift < 8 * (int)sizeof number ? (unsigned char)(number >> shift) : 0;
}

static void
fill(struct testbed_block *block, unsigned seed)
{
	for (int i = 0; i < testbed_count; i++) {
		const struct testbed_register *its = &testbed_registers[i];

		for (int j = 0; j < its->width; j++) {
			int at = its->offset + j;
			if (its->mask)
				block->bytes[at] = at_rest.bytes[at] ^ (seed % 2 ? byte_of(its->flip, its->width, j) : 0);
			else
				block->bytes[at] = (unsigned char)(seed * 16 + (unsigned)(i * 7 + j) + 1);
		}
	}
}

/* Of control registers only the control bits count. */
static void
check_block(int line, const struct testbed_block *expected, const struct testbed_block *got)
{
	for (int i = 0; i < testbed_count; i++) {
		const struct testbed_register *its = &testbed_registers[i];
		unsigned char wanted[16], found[16];

		for (int j = 0; j < its->width; j++) {
			unsigned char mask = its->mask ? byte_of(its->mask, its->width, j) : 0xff;
			wanted[j] = expected->bytes[its->offset + j] & mask;
			found[j] = got->bytes[its->offset + j] & mask;
		}
		check_bytes_at(line, its->name, wanted, found, its->width);
	}
}

static void *
only_return(void *pass, shunt_context to, shunt_context *save)
{
	(void)to;
	(void)save;
	return pass;
}

/* Bytes that hold a pattern: none of a control register's.  (Apart, since GCC 12 for SH loses `a && !b` in a loop.) */
static __attribute__((noinline)) int
kept_width(const struct testbed_register *its)
{
	return its->mask ? 0 : its->width;
}

static __attribute__((noinline)) int
control_width(const struct testbed_register *its)
{
	return its->mask ? its->width : 0;
}

/* Some formats have bits that no register keeps: a pattern is what comes back when nothing is switched. */
static void
fill_kept(struct testbed_block *block, unsigned seed)
{
	static struct testbed_probe still;

	fill(&still.set, seed);
	still.fn = only_return;
	still.pass = &still;
	testbed_probe(&still);
	CHECK_EQUAL(&still, still.result);
	for (int i = 0; i < testbed_count; i++) {
		const struct testbed_register *its = &testbed_registers[i];
		int width = kept_width(its), lost = 0;

		for (int j = 0; j < width; j++)
			lost += still.set.bytes[its->offset + j] != still.got.bytes[its->offset + j];
		check_at(__LINE__, its->name, lost <= its->width / 6);
	}
	*block = still.got;
}

/* Leaves floating-point status that the other side has not. */
static void
raise_status(void)
{
	static volatile double third = 1;

	third = third / 3;
}

static shunt_context
fill_right(void *arg, void *pass)
{
	(void)arg;
	for (;;) {
		fill_kept(&right.set, right_seed);
		right.fn = shunt_switch;
		right.pass = (char *)pass + 1;
		right.to = main_context;
		right.save = &other_context;
		testbed_probe(&right);
		check_block(__LINE__, &right.set, &right.got);
		pass = right.result;
	}
	return 0;
}

static void
test_registers(void)
{
	testbed_control(&at_rest);
	poison(&one);
	other_context = shunt_init(one.stack, STACK, fill_right, 0);
	for (unsigned seed = 1; seed <= 8; seed++) {
		fill_kept(&left.set, seed);
		right_seed = seed * 3 + seed / 3;
		left.fn = shunt_switch;
		left.pass = (void *)(uintptr_t)seed;
		left.to = other_context;
		left.save = &main_context;
		testbed_probe(&left);
		CHECK_EQUAL(seed + 1, left.result);
		check_block(__LINE__, &left.set, &left.got);
		if (seed == 4)
			raise_status();
	}
	check_guards(__LINE__, &one);
}

/* A fresh context has its creator's control state, and the status that is live. */
static shunt_context
read_control(void *arg, void *pass)
{
	(void)pass;
	testbed_control(arg);
	return main_context;
}

static void *
make_and_read(void *pass, shunt_context to, shunt_context *save)
{
	(void)to;
	other_context = shunt_init(one.stack, STACK, read_control, pass);
	return shunt_switch(0, other_context, save);
}

static void
test_inherited_control(void)
{
	static struct testbed_block seen;

	for (unsigned seed = 0; seed < 4; seed++) {
		poison(&one);
		fill_kept(&left.set, seed);
		left.fn = make_and_read;
		left.pass = &seen;
		left.save = &main_context;
		testbed_probe(&left);
		CHECK_EQUAL(&seen, left.result);
		for (int i = 0; i < testbed_count; i++) {
			const struct testbed_register *its = &testbed_registers[i];
			int width = control_width(its);

			for (int j = 0; j < width; j++) {
				unsigned char mask = byte_of(its->mask, its->width, j);
				check_equal_at(__LINE__, its->name, left.set.bytes[its->offset + j] & mask,
					seen.bytes[its->offset + j] & mask);
			}
		}
	}
	check_guards(__LINE__, &one);
}

void
test(void)
{
	test_direction();
	test_errors();
	test_values();
	test_linked();
	test_switch_with();
	test_on_stack();
	test_save_restore();
	test_registers();
	test_inherited_control();
	test_doors();
	test_doors_mixed();
	test_inline();
}
