/*
 * test.c - the start and the end of a freestanding test program.
 *
 * The program begins on the kernel's stack and at once replaces it by one of its own, so that every test starts
 * with the alignment that the ABI promises.
 */
#include "test.h"
#include TESTBED

static int checks, failures;

/* What compilers call in freestanding code too. */
void *memset(void *at, int byte, size_t size);
void *memcpy(void *to, const void *from, size_t size);

void *
memset(void *at, int byte, size_t size)
{
	volatile unsigned char *bytes = at;

	while (size--)
		*bytes++ = (unsigned char)byte;
	return at;
}

void *
memcpy(void *to, const void *from, size_t size)
{
	volatile unsigned char *bytes = to;
	const unsigned char *source = from;

	while (size--)
		*bytes++ = *source++;
	return to;
}

/* What some compilers make of __builtin_trap. */
SHUNT_NORETURN void abort(void);

void
abort(void)
{
	for (;;)
		kernel_call(KERNEL_EXIT, 3, 0, 0);
}

/* What objects with ARM unwinding tables refer to; nothing unwinds here. */
void __aeabi_unwind_cpp_pr0(void);
void __aeabi_unwind_cpp_pr1(void);

void
__aeabi_unwind_cpp_pr0(void)
{
	abort();
}

void
__aeabi_unwind_cpp_pr1(void)
{
	abort();
}

/* What libgcc's division refers to. */
int raise(int signal);

int
raise(int signal)
{
	(void)signal;
	abort();
}

static void
write_text(const char *text)
{
	size_t length = 0;

	while (text[length])
		length++;
	kernel_call(KERNEL_WRITE, 1, (long)text, (long)length);
}

static void
write_hex(uintptr_t number)
{
	char text[2 + 2 * sizeof number + 1];
	int digits = 2 * (int)sizeof number;

	text[0] = '0';
	text[1] = 'x';
	for (int i = 0; i < digits; i++)
		text[2 + i] = "0123456789abcdef"[number >> 4 * (digits - 1 - i) & 15];
	text[2 + digits] = 0;
	write_text(text);
}

static void
write_number(int number)
{
	char text[12];
	char *at = text + sizeof text - 1;

	*at = 0;
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	write_text(at);
}

static void
fail_at(int line, const char *what)
{
	failures++;
	write_text("FAILED line ");
	write_number(line);
	write_text(": ");
	write_text(what);
}

void
check_at(int line, const char *what, int true_)
{
	checks++;
	if (true_)
		return;
	fail_at(line, what);
	write_text(" is false\n");
}

void
check_equal_at(int line, const char *what, uintptr_t expected, uintptr_t got)
{
	checks++;
	if (expected == got)
		return;
	fail_at(line, what);
	write_text(": expected ");
	write_hex(expected);
	write_text(", got ");
	write_hex(got);
	write_text("\n");
}

static void
write_bytes(const unsigned char *bytes, int width)
{
	char text[3] = { 0, 0, 0 };

	for (int i = 0; i < width; i++) {
		text[0] = "0123456789abcdef"[bytes[i] >> 4];
		text[1] = "0123456789abcdef"[bytes[i] & 15];
		write_text(text);
	}
}

void
check_bytes_at(int line, const char *what, const unsigned char *expected, const unsigned char *got, int width)
{
	int same = 1;

	checks++;
	for (int i = 0; i < width; i++)
		same &= expected[i] == got[i];
	if (same)
		return;
	fail_at(line, what);
	write_text(": expected ");
	write_bytes(expected, width);
	write_text(", got ");
	write_bytes(got, width);
	write_text("\n");
}

void
finish(const char *name)
{
	write_text(name);
	write_text(": ");
	write_number(checks);
	write_text(" checks, ");
	write_number(failures);
	write_text(" failed\n");
	kernel_call(KERNEL_EXIT, failures != 0, 0, 0);
	abort();
}

static SHUNT_ALIGNAS(64) char first_stack[256 * 1024];

static void
begin(void *unused)
{
	(void)unused;
	test();
	finish(SHUNT_ABI);
}

static __attribute__((noinline)) void
start(void)
{
	shunt_replace_stack(first_stack, sizeof first_stack, begin, 0);
}

void _start(void);

void
_start(void)
{
	__asm__ volatile(TESTBED_START ::: "memory");
	start();
}
