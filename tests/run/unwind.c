/*
 * unwind.c - backtraces through every stub, by libgcc's unwinder, against what the functions on the way know.
 *
 * Each function here keeps a record of its activation: where its code starts and what its CFA is, both taken by an
 * unwinder that looks no further than its caller, and who called it.  At points of interest a whole backtrace must
 * be those records, one after another, up to main and what is behind it, or to the end of a context's stack.
 * Compile with unwind tables.  Without -fexceptions the neutral door is tested too.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unwind.h>
#include "shunt.h"
#include TESTBED

enum { STACK = 65536, DEPTH = 20, FRAMES = 80 };

/* Kinds of coroutines. */
enum { FRESH = 0, LINKED = 1, NEUTRAL = 2 };

/*
 * ARM's backtraces end with a failure, and do not show a frame that cannot be unwound; what libgcc there calls the
 * CFA is a constant.
 */
#ifdef __ARM_EABI__
#define END_OF_STACK _URC_FAILURE
#define SHOWS_ROOT 0
#define GET_CFA(context) _Unwind_GetGR((context), 13)
#else
#define END_OF_STACK _URC_END_OF_STACK
#define SHOWS_ROOT 1
#define GET_CFA(context) _Unwind_GetCFA(context)
#endif

/* Independent of unwinders, where the compiler knows it. */
#if defined __GNUC__ && !defined __clang__
#define OWN_CFA ((uintptr_t)__builtin_dwarf_cfa())
#else
#define OWN_CFA ((uintptr_t)0)
#endif

/* DWARF numbers of preserved registers of a pointer's width, from the ABIs' documents. */
#if defined __x86_64__
#define COLUMNS { 3, 3 }, { 6, 6 }, { 12, 15 }
#elif defined __i386__
#define COLUMNS { 3, 3 }, { 5, 7 }
#elif defined __aarch64__
#define COLUMNS { 19, 29 }, { 72, 79 }
#elif defined __arm__
#define COLUMNS { 4, 11 }
#elif defined __riscv && __riscv_xlen == 64
#define COLUMNS { 8, 9 }, { 18, 27 }, { 40, 41 }, { 50, 59 }
#elif defined __s390x__
#define COLUMNS { 6, 13 }, { 24, 31 }
#elif defined __powerpc64__
#define COLUMNS { 14, 31 }, { 46, 63 }
#elif defined __mips__ && _MIPS_SIM == _ABIO32
#define COLUMNS { 16, 23 }, { 30, 30 }, { 52, 63 }
#elif defined __sparc__ && defined __arch64__
#define COLUMNS { 16, 29 }
#elif defined __hppa__
#define COLUMNS { 3, 18 }, { 48, 67 }
#elif defined __m68k__
#define COLUMNS { 2, 7 }, { 10, 14 }
#elif defined __sh__
#define COLUMNS { 8, 14 }, { 37, 40 }
#endif

#define NOINLINE __attribute__((noinline))

static int checks, failures;

static void
fail(int line, const char *format, ...)
{
	va_list arguments;

	failures++;
	printf("FAILED line %d: ", line);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	printf("\n");
}

static void
check_equal_at(int line, const char *what, uintptr_t expected, uintptr_t got)
{
	checks++;
	if (expected != got)
		fail(line, "%s: expected %#lx, got %#lx", what, (unsigned long)expected, (unsigned long)got);
}

#define CHECK_EQUAL(expected, got) check_equal_at(__LINE__, #got, (uintptr_t)(expected), (uintptr_t)(got))

/* What an unwinder says of a frame; cfa is that of the one it called. */
struct frame {
	uintptr_t start, ip, cfa;
};

struct trace {
	int count, limit;
	_Unwind_Reason_Code code;
	struct frame frames[FRAMES];
};

static _Unwind_Reason_Code
add_frame(struct _Unwind_Context *context, void *arg)
{
	struct trace *trace = arg;
	struct frame *frame = &trace->frames[trace->count];

	/* libgcc tells of the end itself so: it is no frame. */
	if (!_Unwind_GetIP(context))
		return _URC_NO_REASON;
	trace->count++;
	frame->start = _Unwind_GetRegionStart(context);
	frame->ip = _Unwind_GetIP(context);
	frame->cfa = GET_CFA(context);
	return trace->count < trace->limit ? _URC_NO_REASON : _URC_END_OF_STACK;
}

/* The first frame is the caller's. */
#define COLLECT(trace, most) ((trace)->count = 0, (trace)->limit = (most), \
	(trace)->code = _Unwind_Backtrace(add_frame, (trace)))

/* A running call: its code, its CFA, how many stubs lie between it and its caller, and that one's record. */
struct activation {
	const char *name;
	const struct activation *up;	/* null at a root */
	int stubs, more;		/* at least, and besides */
	uintptr_t start, cfa;
};

static NOINLINE void
enter(struct activation *here, const char *name, const struct activation *up, int stubs, uintptr_t own_cfa)
{
	struct trace trace;

	COLLECT(&trace, 3);
	here->name = name;
	here->up = up;
	here->stubs = stubs;
	here->more = 0;
	here->start = trace.frames[1].start;
	here->cfa = trace.count == 3 ? trace.frames[2].cfa : own_cfa;
	if (own_cfa)
		check_equal_at(__LINE__, name, own_cfa, here->cfa);
}

#define ENTER(here, up, stubs) enter((here), __func__, (up), (stubs), OWN_CFA)

/* The backtrace from main: what lies behind it is everyone's. */
static struct trace from_main;
static struct activation in_main;

static void
describe(const struct trace *trace, const struct activation *here)
{
	printf("  expected:");
	for (; here; here = here->up)
		printf(" %s@%#lx cfa %#lx%s", here->name, (unsigned long)here->start, (unsigned long)here->cfa,
			here->stubs ? " (stub)" : "");
	printf("\n  got: code %d\n", (int)trace->code);
	for (int i = 0; i < trace->count; i++)
		printf("    %2d: start %#lx ip %#lx, cfa of what it called %#lx\n", i, (unsigned long)trace->frames[i].start,
			(unsigned long)trace->frames[i].ip, (unsigned long)trace->frames[i].cfa);
}

/* Skips the frames of stubs; answers the index of the next frame of ours. */
static int
skip_stubs(const struct trace *trace, int i, const struct activation *here)
{
	int most = i + here->stubs + here->more;

	if (!here->up)
		return i + here->stubs - !SHOWS_ROOT;
	for (i += here->stubs; i < most && i < trace->count; i++)
		if (trace->frames[i].start == here->up->start)
			break;
	return i;
}

/* Everything behind main, as it was seen from there. */
static int
is_tail(const struct trace *trace, int i)
{
	int j = 1;

	if (trace->count - i != from_main.count - j)
		return 0;
	for (; i < trace->count; i++, j++)
		if (trace->frames[i].ip != from_main.frames[j].ip || trace->frames[i].cfa != from_main.frames[j].cfa)
			return 0;
	return 1;
}

static const char *
find_difference(const struct trace *trace, const struct activation *here)
{
	int i = 0;

	for (; here; here = here->up) {
		if (i >= trace->count)
			return "ends too early";
		if (trace->frames[i].start != here->start)
			return here->name;
		i++;
		if (here->cfa && i < trace->count && trace->frames[i].cfa != here->cfa)
			return "a CFA";
		if (here == &in_main)
			return is_tail(trace, i) ? 0 : "what lies behind main";
		i = skip_stubs(trace, i, here);
	}
	return trace->count == i ? 0 : trace->count > i ? "goes on past the root" : "ends too early";
}

static NOINLINE void
observe(int line, const struct activation *up)
{
	struct activation here;
	struct trace trace;
	const char *difference;

	ENTER(&here, up, 0);
	COLLECT(&trace, FRAMES);
	checks++;
	if (trace.code != END_OF_STACK)
		fail(line, "how the backtrace ended: expected %d, got %d", (int)END_OF_STACK, (int)trace.code);
	checks++;
	difference = find_difference(&trace, &here);
	if (difference) {
		fail(line, "backtrace: %s", difference);
		describe(&trace, &here);
	}
}

#define OBSERVE(up) observe(__LINE__, (up))

static NOINLINE void
descend(int depth, const struct activation *up)
{
	struct activation here;
	volatile char room[64];

	ENTER(&here, up, 0);
	room[depth] = 0;
	if (depth > 0)
		descend(depth - 1, &here);
	else
		OBSERVE(&here);
	CHECK_EQUAL(0, room[depth]);
}

/* A coroutine, linked or not. */
struct coroutine {
	shunt_context context, *link;
	shunt_context back;
	struct activation body, suspended;
	const struct activation *resumer;	/* null unless linked */
	int neutral;
	SHUNT_ALIGNAS(64) unsigned char stack[STACK];
};

static struct coroutine one, two, three;

static shunt_context *
way_back(struct coroutine *coroutine)
{
	return coroutine->link ? coroutine->link : &coroutine->back;
}

static NOINLINE void *
yield(struct coroutine *coroutine, void *pass)
{
	struct activation *here = &coroutine->suspended;

	ENTER(here, &coroutine->body, 0);
	if (coroutine->neutral)
		pass = shunt_switch_neutral(pass, *way_back(coroutine), &coroutine->context);
	else
		pass = shunt_switch(pass, *way_back(coroutine), &coroutine->context);
	coroutine->body.up = coroutine->resumer;
	OBSERVE(here);
	return pass;
}

static shunt_context
body(void *arg, void *pass)
{
	struct coroutine *coroutine = arg;
	struct activation *here = &coroutine->body;

	ENTER(here, coroutine->resumer, 1);
	while ((uintptr_t)pass < 100) {
		OBSERVE(here);
		descend((uintptr_t)pass % 2 ? DEPTH : 0, here);
		pass = yield(coroutine, (char *)pass + 1);
	}
	OBSERVE(here);
	return *way_back(coroutine);
}

static void
start(struct coroutine *coroutine, shunt_function *fn, int variant)
{
	memset(coroutine->stack, 0xa5, sizeof coroutine->stack);
	coroutine->link = 0;
	coroutine->resumer = 0;
	coroutine->neutral = variant & NEUTRAL;
	coroutine->context = variant & LINKED ? shunt_init_linked(coroutine->stack, STACK, fn, coroutine, &coroutine->link)
		: shunt_init(coroutine->stack, STACK, fn, coroutine);
}

static NOINLINE void *
resume(struct coroutine *coroutine, void *pass, const struct activation *up)
{
	struct activation here;

	ENTER(&here, up, 0);
	coroutine->resumer = coroutine->link ? &here : 0;
	pass = shunt_switch(pass, coroutine->context, way_back(coroutine));
	OBSERVE(&here);
	return pass;
}

static volatile size_t odd_size = 123;

/* The same from a frame that only its frame pointer finds. */
static NOINLINE void *
resume_padded(struct coroutine *coroutine, void *pass, const struct activation *up)
{
	struct activation here;
	volatile char room[odd_size];

	ENTER(&here, up, 0);
	room[0] = room[odd_size - 1] = 1;
	coroutine->resumer = coroutine->link ? &here : 0;
	pass = shunt_switch(pass, coroutine->context, way_back(coroutine));
	OBSERVE(&here);
	CHECK_EQUAL(2, room[0] + room[odd_size - 1]);
	return pass;
}

static NOINLINE void
test_direct(int variant, const struct activation *up)
{
	struct activation here;

	(void)variant;
	ENTER(&here, up, 0);
	OBSERVE(&here);
	descend(DEPTH, &here);
}

/* A fresh context's backtraces end at its root; a linked one's go on, from whatever place resumes it. */
static NOINLINE void
test_context(int variant, const struct activation *up)
{
	struct activation here;

	ENTER(&here, up, 0);
	start(&one, body, variant);
	for (uintptr_t i = 0; i < 6; i++) {
		CHECK_EQUAL(2 * i + 1, resume(&one, (void *)(2 * i), &here));
		CHECK_EQUAL(2 * i + 2, resume_padded(&one, (void *)(2 * i + 1), &here));
	}
	CHECK_EQUAL(&one, resume(&one, (void *)100, &here));
}

/* Resumes another linked coroutine from inside a linked one: two boundaries, then three. */
static struct coroutine *inner_of_two = &three;

static shunt_context
middle(void *arg, void *pass)
{
	struct coroutine *coroutine = arg;
	struct activation *here = &coroutine->body;

	ENTER(here, coroutine->resumer, 1);
	while ((uintptr_t)pass < 100) {
		OBSERVE(here);
		pass = (uintptr_t)pass % 2 ? resume(inner_of_two, pass, here) : resume_padded(inner_of_two, pass, here);
		pass = yield(coroutine, pass);
	}
	resume(inner_of_two, pass, here);
	return *way_back(coroutine);
}

static NOINLINE void
test_nested(int variant, const struct activation *up)
{
	struct activation here;

	ENTER(&here, up, 0);
	start(&two, middle, variant);
	start(&three, body, LINKED);
	for (uintptr_t i = 0; i < 6; i++)
		CHECK_EQUAL(i + 1, resume(&two, (void *)i, &here));
	CHECK_EQUAL(&two, resume(&two, (void *)100, &here));
}

static const struct activation *on_target;
static int stubs_below, frames_below;

static void *
observe_target(void *pass)
{
	struct activation here;

	ENTER(&here, on_target, 1 + stubs_below);
	here.more = frames_below;
	OBSERVE(&here);
	return pass;
}

/* The frames of the suspended target are seen, and those of its resumer where it is linked. */
static NOINLINE void
test_switch_with(int variant, const struct activation *up)
{
	struct activation here;

	ENTER(&here, up, 0);
	start(&one, body, variant);
	one.resumer = one.link ? &here : 0;
	on_target = one.resumer;
	stubs_below = 1;
	frames_below = 0;
	CHECK_EQUAL(1, shunt_switch_with((void *)0, one.context, way_back(&one), observe_target));
	on_target = &one.suspended;
	stubs_below = 0;
	frames_below = one.neutral ? 1 : 0;	/* the inline function, where nothing is inlined */
	for (uintptr_t i = 1; i < 6; i++) {
		one.body.up = one.resumer;
		CHECK_EQUAL(i + 1, shunt_switch_with((void *)i, one.context, way_back(&one), observe_target));
	}
	CHECK_EQUAL(&one, shunt_switch_with((void *)100, one.context, way_back(&one), observe_target));
	OBSERVE(&here);
}

/* The door without a stub; its contexts mix with no others. */

static shunt_inline_context inline_main, inline_one;

static shunt_context
inline_body(void *arg, void *pass)
{
	struct activation here;

	ENTER(&here, 0, 1);
	CHECK_EQUAL(&one, arg);
	for (;;) {
		OBSERVE(&here);
		descend(DEPTH, &here);
		pass = shunt_switch_inline((char *)pass + 1, inline_main, &inline_one);
	}
	return 0;
}

static NOINLINE void
test_inline(int variant, const struct activation *up)
{
	struct activation here;

	ENTER(&here, up, 0);
	(void)variant;
	memset(one.stack, 0xa5, sizeof one.stack);
	inline_one = shunt_inline_init(one.stack, STACK, inline_body, &one);
	for (uintptr_t i = 0; i < 3; i++) {
		CHECK_EQUAL(i + 1, shunt_switch_inline((void *)i, inline_one, &inline_main));
		OBSERVE(&here);
	}
}

static const struct activation *below;
static int c_frames;

static void *
on_stack(void *arg)
{
	struct activation here;

	ENTER(&here, below, 1);
	here.more = c_frames;
	OBSERVE(&here);
	descend(DEPTH, &here);
	return arg;
}

static void *
root_end(struct coroutine *coroutine)
{
	return coroutine->stack + (SHUNT_STACK_DIRECTION == SHUNT_DESCENDING ? STACK : 0);
}

static NOINLINE void
test_on_stack(int variant, const struct activation *up)
{
	struct activation here;

	(void)variant;
	ENTER(&here, up, 0);
	below = &here;
	c_frames = 0;
	CHECK_EQUAL(&one, shunt_on_stack_at(root_end(&one), on_stack, &one));
	OBSERVE(&here);
	/* shunt_on_stack is C: it may jump to the stub, or have a frame. */
	c_frames = 1;
	CHECK_EQUAL(&two, shunt_on_stack(two.stack, STACK, on_stack, &two));
	OBSERVE(&here);
}

static struct shunt_registers saved;

static void
replaced(void *arg)
{
	struct activation here;

	ENTER(&here, 0, 1);
	CHECK_EQUAL(&saved, arg);
	OBSERVE(&here);
	descend(DEPTH, &here);
	shunt_restore(&saved, 1);
}

/* Once by either name; what is behind a frame that was restored is seen again. */
static NOINLINE void
test_replace_stack(int variant, const struct activation *up)
{
	struct activation here;
	volatile int times = 0;

	(void)variant;
	ENTER(&here, up, 0);
	if (shunt_save(&saved))
		OBSERVE(&here);
	times = times + 1;
	if (times == 1)
		shunt_replace_stack(one.stack, STACK, replaced, &saved);
	if (times == 2)
		shunt_replace_stack_at(root_end(&two), replaced, &saved);
	CHECK_EQUAL(3, times);
}

/*
 * What every preserved register held in a frame that calls a stub, as an unwinder sees it from the stub's other side.
 * The frame is testbed_probe's, which loads them all.
 */
#ifdef COLUMNS

static const struct { int first, last; } columns[] = { COLUMNS };

struct registers {
	int frames, found;
	uintptr_t start;	/* of testbed_probe, if it is known */
	uintptr_t values[80];
};

static struct registers direct, seen;
static struct testbed_probe probe;

static _Unwind_Reason_Code
read_registers(struct _Unwind_Context *context, void *arg)
{
	struct registers *registers = arg;

	/* The first time, nothing lies between. */
	if (++registers->frames == 2 && !registers->start)
		registers->start = _Unwind_GetRegionStart(context);
	if (registers->frames > FRAMES)
		return _URC_END_OF_STACK;
	if (_Unwind_GetRegionStart(context) != registers->start)
		return _URC_NO_REASON;
	registers->found = 1;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		for (int j = columns[i].first; j <= columns[i].last; j++)
			registers->values[j] = _Unwind_GetGR(context, j);
	return _URC_END_OF_STACK;
}

static NOINLINE void *
look(void *arg)
{
	memset(&seen, 0, sizeof seen);
	seen.start = direct.start;
	_Unwind_Backtrace(read_registers, &seen);
	return arg;
}

static NOINLINE void *
look_directly(void *pass, shunt_context to, shunt_context *save)
{
	(void)to;
	(void)save;
	_Unwind_Backtrace(read_registers, &direct);
	return pass;
}

static shunt_context
look_linked(void *arg, void *pass)
{
	(void)pass;
	look(pass);
	return *way_back(arg);
}

static shunt_context
call_probe(void *arg, void *pass)
{
	struct coroutine *coroutine = arg;

	(void)pass;
	probe.fn = shunt_switch;
	probe.to = *way_back(coroutine);
	probe.save = &coroutine->context;
	testbed_probe(&probe);
	return *way_back(coroutine);
}

static void
fill_probe(void)
{
	for (size_t i = 0; i < (size_t)testbed_count; i++) {
		const struct testbed_register *at = &testbed_registers[i];
		for (int j = 0; j < at->width; j++)
			probe.set.bytes[at->offset + j] = (unsigned char)(i * 7 + (unsigned)j + 1);
	}
	testbed_control(&probe.set);
}

static void
compare(int line, const char *stub)
{
	check_equal_at(line, "the frame of testbed_probe was seen", 1, (uintptr_t)seen.found);
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		for (int j = columns[i].first; j <= columns[i].last; j++) {
			checks++;
			if (direct.values[j] != seen.values[j])
				fail(line, "DWARF register %d behind %s: expected %#lx, got %#lx", j, stub,
					(unsigned long)direct.values[j], (unsigned long)seen.values[j]);
		}
}

static NOINLINE void
test_registers(int variant, const struct activation *up)
{
	struct activation here;

	ENTER(&here, up, 0);
	(void)variant;
	fill_probe();
	probe.fn = look_directly;
	testbed_probe(&probe);
	CHECK_EQUAL(1, direct.found);

	start(&one, look_linked, LINKED);
	probe.fn = shunt_switch;
	probe.to = one.context;
	probe.save = one.link;
	testbed_probe(&probe);
	compare(__LINE__, "shunt_entry_linked");

	start(&one, call_probe, FRESH);
	shunt_switch(0, one.context, &one.back);
	shunt_switch_with(0, one.context, &one.back, look);
	compare(__LINE__, "shunt_switch_with");

	/* shunt_on_stack_at takes three pointers too. */
	probe.fn = (void *(*)(void *, shunt_context, shunt_context *))(void (*)(void))shunt_on_stack_at;
	probe.pass = root_end(&one);
	probe.to = (shunt_context)(uintptr_t)look;
	probe.save = 0;
	testbed_probe(&probe);
	compare(__LINE__, "shunt_on_stack_at");
	OBSERVE(&here);
}

#else

static void
test_registers(int variant, const struct activation *up)
{
	(void)variant;
	(void)up;
	printf("SKIP registers: no list of them for this ABI\n");
}

#endif

/* Each may be named on the command line alone. */
static const struct {
	const char *name;
	void (*run)(int variant, const struct activation *up);
	int variant;
} tests[] = {
	{ "direct", test_direct, 0 },
	{ "fresh", test_context, FRESH },
	{ "linked", test_context, LINKED },
	{ "nested-fresh", test_nested, FRESH },
	{ "nested-linked", test_nested, LINKED },
	{ "switch_with-fresh", test_switch_with, FRESH },
	{ "switch_with-linked", test_switch_with, LINKED },
	{ "switch_with-neutral", test_switch_with, NEUTRAL },
	{ "inline", test_inline, 0 },
	{ "on_stack", test_on_stack, 0 },
	{ "replace_stack", test_replace_stack, 0 },
	{ "registers", test_registers, 0 },
};

static int
wanted(int argc, char **argv, const char *name)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return argc < 2;
}

int
main(int argc, char **argv)
{
	setvbuf(stdout, 0, _IONBF, 0);
	/* Where a compiler realigns main's stack, it does not itself know main's CFA. */
	enter(&in_main, __func__, 0, 0, 0);
	COLLECT(&from_main, FRAMES);
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		if (wanted(argc, argv, tests[i].name))
			tests[i].run(tests[i].variant, &in_main);
	printf("%s: %d checks, %d failed\n", SHUNT_ABI, checks, failures);
	return failures != 0;
}
