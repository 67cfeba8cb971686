/*
 * SPARC V9, 64-bit System V.  SCD 2.4.1, chapter 3P.  Register windows: the hardware keeps the preserved registers,
 * so software saves only where the caller's window is.  %sp is kept 2047 below what it points to.
 *
 * Generated from arch-specs/sparc64-sysv.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%sp); the CFA is at +2239:
 *
 *     +2231  8   return address
 *     +2223  8   %fsr (if configured)
 *     +2047  176  room for the callee
 */
#include "shunt.h"

#if !(defined __sparc__ && defined __arch64__)
#error "these are the stubs of sparc64-sysv; this compiler has another ABI"
#endif

#define SHUNT_FILE_SCOPE 0
#define SHUNT_OPEN
#define SHUNT_CLOSE

#include "shunt_stub.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Woverlength-strings"
#endif
#pragma GCC diagnostic ignored "-Wunused-parameter"

SHUNT_VISIBLE

/*
 * Saves the caller in a frame, makes the other frame's stack current, and leaves through it.  From the
 * exchange on, every row speaks of the other context: all suspended frames have one shape.
 */
SHUNT_BEGIN(void *, shunt_switch, (void *pass, shunt_context to, shunt_context *save))
	"	save %sp, -192, %sp\n"
	"		.cfi_def_cfa_offset 2239\n"
	"		.cfi_window_save\n"
	"		.cfi_register 15, 31\n"
	"	stx %i7, [%sp + 2231]\n"
	"		.cfi_offset 15, -8\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2223]\n"
#endif
	"	flushw\n"
	"	stx %sp, [%i2 + 0]\n"
	"	mov %i1, %sp\n"
	"	add %sp, 192, %fp\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %g1\n"
	"	ldx [%sp + 2223], %g4\n"
	"	xor %g1, %g4, %g4\n"
	"	sethi %hi(0xcfc00000), %g5\n"
	"	andcc %g4, %g5, %g4\n"
	"	be %xcc, 1f\n"
	"	xor %g1, %g4, %g1\n"
	"	stx %g1, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %fsr\n"
	"1:\n"
#endif
	"	ldx [%sp + 2231], %i7\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	save %sp, -192, %sp\n"
	"		.cfi_def_cfa_offset 2239\n"
	"		.cfi_window_save\n"
	"		.cfi_register 15, 31\n"
	"	stx %i7, [%sp + 2231]\n"
	"		.cfi_offset 15, -8\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2223]\n"
#endif
	"	flushw\n"
	"	stx %sp, [%i2 + 0]\n"
	"	mov %i1, %sp\n"
	"	mov %i0, %o0\n"
	"	call %i3\n"
	"	nop\n"
	"	mov %o0, %i0\n"
	"	add %sp, 192, %fp\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %g1\n"
	"	ldx [%sp + 2223], %g4\n"
	"	xor %g1, %g4, %g4\n"
	"	sethi %hi(0xcfc00000), %g5\n"
	"	andcc %g4, %g5, %g4\n"
	"	be %xcc, 1f\n"
	"	xor %g1, %g4, %g1\n"
	"	stx %g1, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %fsr\n"
	"1:\n"
#endif
	"	ldx [%sp + 2231], %i7\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 15\n"
	"	ta 1\n"
	SHUNT_LABEL(shunt_entry_point)
	"	ldx [%sp + 2231], %g1\n"
	"	mov %o0, %o1\n"
	"	ldx [%sp + 2239], %o0\n"
	"	call %g1\n"
	"	nop\n"
	"	brnz,pt %o0, 1f\n"
	"	nop\n"
	"	ta 1\n"
	"1:\n"
	"	flushw\n"
	"	ldx [%sp + 2239], %g1\n"
	"	mov %o0, %sp\n"
	"		.cfi_def_cfa_offset 2239\n"
	"		.cfi_window_save\n"
	"		.cfi_offset 15, -8\n"
	"	mov %g1, %i0\n"
	"	add %sp, 192, %fp\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %g1\n"
	"	ldx [%sp + 2223], %g4\n"
	"	xor %g1, %g4, %g4\n"
	"	sethi %hi(0xcfc00000), %g5\n"
	"	andcc %g4, %g5, %g4\n"
	"	be %xcc, 1f\n"
	"	xor %g1, %g4, %g1\n"
	"	stx %g1, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %fsr\n"
	"1:\n"
#endif
	"	ldx [%sp + 2231], %i7\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x07, 0x8e, 0xc7, 0x11, 0x06, 0x23, 0xbf, 0x11\n"
	"		.cfi_window_save\n"
	"		.cfi_offset 15, -8\n"
	"	ta 1\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	ldx [%sp + 2231], %g1\n"
	"	mov %o0, %o1\n"
	"	ldx [%sp + 2239], %o0\n"
	"	call %g1\n"
	"	nop\n"
	"	brnz,pt %o0, 1f\n"
	"	nop\n"
	"	ta 1\n"
	"1:\n"
	"	flushw\n"
	"	ldx [%sp + 2239], %g1\n"
	"	mov %o0, %sp\n"
	"	mov %g1, %i0\n"
	"	add %sp, 192, %fp\n"
	"		.cfi_def_cfa 14, 2239\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %g1\n"
	"	ldx [%sp + 2223], %g4\n"
	"	xor %g1, %g4, %g4\n"
	"	sethi %hi(0xcfc00000), %g5\n"
	"	andcc %g4, %g5, %g4\n"
	"	be %xcc, 1f\n"
	"	xor %g1, %g4, %g1\n"
	"	stx %g1, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %fsr\n"
	"1:\n"
#endif
	"	ldx [%sp + 2231], %i7\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	save %sp, -176, %sp\n"
	"		.cfi_def_cfa_offset 2223\n"
	"		.cfi_window_save\n"
	"		.cfi_register 15, 31\n"
	"	add %i0, -2223, %sp\n"
	"		.cfi_def_cfa 30, 2047\n"
	"	mov %i2, %o0\n"
	"	call %i1\n"
	"	nop\n"
	"	mov %o0, %i0\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	add %o0, -2223, %sp\n"
	"		.cfi_undefined 15\n"
	"	mov 0, %fp\n"
	"	mov %o2, %o0\n"
	"	call %o1\n"
	"	nop\n"
	"	ta 1\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	save %sp, -176, %sp\n"
	"		.cfi_def_cfa_offset 2223\n"
	"		.cfi_window_save\n"
	"		.cfi_register 15, 31\n"
	"	flushw\n"
	"	stx %fp, [%i0 + 0]\n"
	"	stx %i7, [%i0 + 8]\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%i0 + 16]\n"
#endif
	"	mov 0, %i0\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
	"	save %sp, -176, %sp\n"
	"		.cfi_def_cfa_offset 2223\n"
	"		.cfi_window_save\n"
	"		.cfi_register 15, 31\n"
	"	flushw\n"
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %g1\n"
	"	ldx [%i0 + 16], %g4\n"
	"	xor %g1, %g4, %g4\n"
	"	sethi %hi(0xcfc00000), %g5\n"
	"	andcc %g4, %g5, %g4\n"
	"	be %xcc, 1f\n"
	"	xor %g1, %g4, %g1\n"
	"	stx %g1, [%sp + 2175]\n"
	"	ldx [%sp + 2175], %fsr\n"
	"1:\n"
#endif
	"	ldx [%i0 + 0], %fp\n"
	"	ldx [%i0 + 8], %i7\n"
	"		.cfi_def_cfa 30, 2047\n"
	"	mov %i1, %i0\n"
	"	ret\n"
	"	restore\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	add %sp, 2047, %o0\n"
	"	retl\n"
	"	nop\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if SHUNT_FP_CONTROL
	"	stx %fsr, [%o0 + 2223]\n"
#endif
	"	retl\n"
	"	nop\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	ta 1\n"
SHUNT_END(shunt_trap)

extern SHUNT_HIDDEN const char shunt_entry_point[];
extern SHUNT_HIDDEN const char shunt_entry_linked_point[];

/* A stack slot's word; it aliases whatever memory a stack is made of. */
#ifdef __GNUC__
typedef uint64_t __attribute__((may_alias)) slot_word;
#else
typedef uint64_t slot_word;
#endif

enum {
	FRAME_SIZE = 192,	/* of a suspended context */
	RETURN_SLOT = 2231,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 208,
	INLINE_RETURN_SLOT = 2247,
	ROOT_SIZE = 208,	/* from the root's stack pointer to the root end */
	ROOT_FN = 2231,	/* from the root's stack pointer */
	ROOT_ARG = 2239,
	ROOT_LINK = 2247
};

int
shunt_stack_direction(void)
{
	return SHUNT_STACK_DIRECTION;
}

int
shunt_stack_check(const void *base, size_t size)
{
	if (!base)
		return SHUNT_ERROR_NULL;
	if (size < SHUNT_STACK_MIN || size > SIZE_MAX / 2 || (uintptr_t)base + size < size)
		return SHUNT_ERROR_SIZE;
	if ((uintptr_t)base % SHUNT_STACK_ALIGN || size % SHUNT_STACK_ALIGN)
		return SHUNT_ERROR_ALIGNMENT;
	return 0;
}

static char *
root_end(void *base, size_t size)
{
	return (char *)base + size;
}

static void
put(char *where, uintptr_t word)
{
	*(volatile slot_word *)(void *)where = (slot_word)word;
}

/*
 * Writes a first frame: zeroes, so that nothing of this memory is taken for a register, a return address that is
 * the entry, and at the root end what the entry calls.
 */
static shunt_context
first_frame(void *base, size_t size, shunt_function *fn, void *arg, const char *entry)
{
	char *end = root_end(base, size);
	char *root = end - ROOT_SIZE;
	char *frame = root - (FRAME_SIZE - 0);
	char *low = frame;
	char *high = end;

	for (; low < high; low += sizeof(slot_word))
		put(low, 0);
	root -= 2047;	/* as the stack pointer is kept */
	frame -= 2047;
	put(frame + RETURN_SLOT, (uintptr_t)entry - 8);
	*(shunt_function **)(void *)(root + ROOT_FN) = fn;
	*(void **)(void *)(root + ROOT_ARG) = arg;
	shunt_capture((shunt_context)(void *)frame);
	return (shunt_context)(void *)frame;
}

shunt_context
shunt_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	if (!fn || shunt_stack_check(base, size))
		return 0;
	return first_frame(base, size, fn, arg, shunt_entry_point);
}

shunt_context
shunt_init_linked(void *base, size_t size, shunt_function *fn, void *arg, shunt_context **link)
{
	shunt_context context;
	char *root;

	if (!fn || !link || shunt_stack_check(base, size))
		return 0;
	context = first_frame(base, size, fn, arg, shunt_entry_linked_point);
	root = root_end(base, size) - ROOT_SIZE - 2047;
	put(root + 2159, (uintptr_t)root);	/* the register that a linked root's CFA is reached from */
	*link = (shunt_context *)(void *)(root + ROOT_LINK);
	return context;
}

shunt_inline_context
shunt_inline_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	char *frame;

	if (!fn || shunt_stack_check(base, size))
		return 0;
	/* The entry frees no frame: the inline frame takes the place of the first one, at its CFA's end. */
	frame = (char *)(void *)first_frame(base, size, fn, arg, shunt_entry_point);
	frame += FRAME_SIZE - INLINE_FRAME_SIZE;
	put(frame + INLINE_RETURN_SLOT, (uintptr_t)shunt_entry_point);
	return (shunt_inline_context)(void *)frame;
}

void *
shunt_on_stack(void *base, size_t size, void *(*fn)(void *arg), void *arg)
{
	if (shunt_stack_check(base, size))
		shunt_trap();
	return shunt_on_stack_at(root_end(base, size), fn, arg);
}

SHUNT_NORETURN void
shunt_replace_stack(void *base, size_t size, void (*fn)(void *arg), void *arg)
{
	if (shunt_stack_check(base, size))
		shunt_trap();
	shunt_replace_stack_at(root_end(base, size), fn, arg);
}

SHUNT_VISIBLE_END
