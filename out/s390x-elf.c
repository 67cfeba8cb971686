/*
 * z/Architecture ELF ABI supplement 1.6, sections 1.2 and 1.6.  Every frame begins with 160 bytes for the callee,
 * and the CFA is past them.  %r0 reads as zero in an address.
 *
 * Generated from arch-specs/s390x-elf.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%r15); the CFA is at +464:
 *
 *      +296  8   return address
 *      +288  8   %r13
 *      +280  8   %r12
 *      +272  8   %r11
 *      +264  8   %r10
 *      +256  8   %r9
 *      +248  8   %r8
 *      +240  8   %r7
 *      +232  8   %r6
 *      +224  8   %f15
 *      +216  8   %f14
 *      +208  8   %f13
 *      +200  8   %f12
 *      +192  8   %f11
 *      +184  8   %f10
 *      +176  8   %f9
 *      +168  8   %f8
 *      +164  4   %fpc (if configured)
 *        +0  160  room for the callee
 */
#include "shunt.h"

#if !(defined __s390x__)
#error "these are the stubs of s390x-elf; this compiler has another ABI"
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
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	lay %r15, -304(%r15)\n"
	"		.cfi_def_cfa_offset 464\n"
	"	stmg %r6, %r14, 232(%r15)\n"
	"		.cfi_offset 6, -232\n"
	"		.cfi_offset 7, -224\n"
	"		.cfi_offset 8, -216\n"
	"		.cfi_offset 9, -208\n"
	"		.cfi_offset 10, -200\n"
	"		.cfi_offset 11, -192\n"
	"		.cfi_offset 12, -184\n"
	"		.cfi_offset 13, -176\n"
	"		.cfi_offset 14, -168\n"
	"	std %f8, 168(%r15)\n"
	"		.cfi_offset 24, -296\n"
	"	std %f9, 176(%r15)\n"
	"		.cfi_offset 28, -288\n"
	"	std %f10, 184(%r15)\n"
	"		.cfi_offset 25, -280\n"
	"	std %f11, 192(%r15)\n"
	"		.cfi_offset 29, -272\n"
	"	std %f12, 200(%r15)\n"
	"		.cfi_offset 26, -264\n"
	"	std %f13, 208(%r15)\n"
	"		.cfi_offset 30, -256\n"
	"	std %f14, 216(%r15)\n"
	"		.cfi_offset 27, -248\n"
	"	std %f15, 224(%r15)\n"
	"		.cfi_offset 31, -240\n"
#if SHUNT_FP_CONTROL
	"	stfpc 164(%r15)\n"
#endif
	"	stg %r15, 0(%r4)\n"
	"	lgr %r15, %r3\n"
#if SHUNT_FP_CONTROL
	"	efpc %r1\n"
	"	l %r3, 164(%r15)\n"
	"	xr %r3, %r1\n"
	"	nilf %r3, 0xfc000077\n"
	"	je 1f\n"
	"	xr %r1, %r3\n"
	"	sfpc %r1\n"
	"1:\n"
#endif
	"	ld %f8, 168(%r15)\n"
	"	ld %f9, 176(%r15)\n"
	"	ld %f10, 184(%r15)\n"
	"	ld %f11, 192(%r15)\n"
	"	ld %f12, 200(%r15)\n"
	"	ld %f13, 208(%r15)\n"
	"	ld %f14, 216(%r15)\n"
	"	ld %f15, 224(%r15)\n"
	"	lmg %r6, %r14, 232(%r15)\n"
	"	lay %r15, 304(%r15)\n"
	"		.cfi_def_cfa_offset 160\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 31\n"
	"		.cfi_restore 14\n"
	"	br %r14\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	lay %r15, -304(%r15)\n"
	"		.cfi_def_cfa_offset 464\n"
	"	stmg %r6, %r14, 232(%r15)\n"
	"		.cfi_offset 6, -232\n"
	"		.cfi_offset 7, -224\n"
	"		.cfi_offset 8, -216\n"
	"		.cfi_offset 9, -208\n"
	"		.cfi_offset 10, -200\n"
	"		.cfi_offset 11, -192\n"
	"		.cfi_offset 12, -184\n"
	"		.cfi_offset 13, -176\n"
	"		.cfi_offset 14, -168\n"
	"	std %f8, 168(%r15)\n"
	"		.cfi_offset 24, -296\n"
	"	std %f9, 176(%r15)\n"
	"		.cfi_offset 28, -288\n"
	"	std %f10, 184(%r15)\n"
	"		.cfi_offset 25, -280\n"
	"	std %f11, 192(%r15)\n"
	"		.cfi_offset 29, -272\n"
	"	std %f12, 200(%r15)\n"
	"		.cfi_offset 26, -264\n"
	"	std %f13, 208(%r15)\n"
	"		.cfi_offset 30, -256\n"
	"	std %f14, 216(%r15)\n"
	"		.cfi_offset 27, -248\n"
	"	std %f15, 224(%r15)\n"
	"		.cfi_offset 31, -240\n"
#if SHUNT_FP_CONTROL
	"	stfpc 164(%r15)\n"
#endif
	"	stg %r15, 0(%r4)\n"
	"	lgr %r15, %r3\n"
	"	basr %r14, %r5\n"
#if SHUNT_FP_CONTROL
	"	efpc %r1\n"
	"	l %r3, 164(%r15)\n"
	"	xr %r3, %r1\n"
	"	nilf %r3, 0xfc000077\n"
	"	je 1f\n"
	"	xr %r1, %r3\n"
	"	sfpc %r1\n"
	"1:\n"
#endif
	"	ld %f8, 168(%r15)\n"
	"	ld %f9, 176(%r15)\n"
	"	ld %f10, 184(%r15)\n"
	"	ld %f11, 192(%r15)\n"
	"	ld %f12, 200(%r15)\n"
	"	ld %f13, 208(%r15)\n"
	"	ld %f14, 216(%r15)\n"
	"	ld %f15, 224(%r15)\n"
	"	lmg %r6, %r14, 232(%r15)\n"
	"	lay %r15, 304(%r15)\n"
	"		.cfi_def_cfa_offset 160\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 31\n"
	"		.cfi_restore 14\n"
	"	br %r14\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"		.cfi_undefined 14\n"
	"	j .+2\n"
	SHUNT_LABEL(shunt_entry_point)
	"	lg %r1, 160(%r15)\n"
	"	lgr %r3, %r2\n"
	"	lg %r2, 168(%r15)\n"
	"	basr %r14, %r1\n"
	"	ltgr %r2, %r2\n"
	"	jne 1f\n"
	"	j .+2\n"
	"1:\n"
	"	lg %r1, 168(%r15)\n"
	"	lgr %r15, %r2\n"
	"		.cfi_def_cfa_offset 464\n"
	"		.cfi_offset 6, -232\n"
	"		.cfi_offset 7, -224\n"
	"		.cfi_offset 8, -216\n"
	"		.cfi_offset 9, -208\n"
	"		.cfi_offset 10, -200\n"
	"		.cfi_offset 11, -192\n"
	"		.cfi_offset 12, -184\n"
	"		.cfi_offset 13, -176\n"
	"		.cfi_offset 24, -296\n"
	"		.cfi_offset 28, -288\n"
	"		.cfi_offset 25, -280\n"
	"		.cfi_offset 29, -272\n"
	"		.cfi_offset 26, -264\n"
	"		.cfi_offset 30, -256\n"
	"		.cfi_offset 27, -248\n"
	"		.cfi_offset 31, -240\n"
	"		.cfi_offset 14, -168\n"
	"	lgr %r2, %r1\n"
#if SHUNT_FP_CONTROL
	"	efpc %r1\n"
	"	l %r3, 164(%r15)\n"
	"	xr %r3, %r1\n"
	"	nilf %r3, 0xfc000077\n"
	"	je 1f\n"
	"	xr %r1, %r3\n"
	"	sfpc %r1\n"
	"1:\n"
#endif
	"	ld %f8, 168(%r15)\n"
	"	ld %f9, 176(%r15)\n"
	"	ld %f10, 184(%r15)\n"
	"	ld %f11, 192(%r15)\n"
	"	ld %f12, 200(%r15)\n"
	"	ld %f13, 208(%r15)\n"
	"	ld %f14, 216(%r15)\n"
	"	ld %f15, 224(%r15)\n"
	"	lmg %r6, %r14, 232(%r15)\n"
	"	lay %r15, 304(%r15)\n"
	"		.cfi_def_cfa_offset 160\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 31\n"
	"		.cfi_restore 14\n"
	"	br %r14\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"		.cfi_escape 0x0f, 0x07, 0x7f, 0xb0, 0x01, 0x06, 0x23, 0xd0, 0x03\n"
	"		.cfi_offset 6, -232\n"
	"		.cfi_offset 7, -224\n"
	"		.cfi_offset 8, -216\n"
	"		.cfi_offset 9, -208\n"
	"		.cfi_offset 10, -200\n"
	"		.cfi_offset 11, -192\n"
	"		.cfi_offset 12, -184\n"
	"		.cfi_offset 13, -176\n"
	"		.cfi_offset 24, -296\n"
	"		.cfi_offset 28, -288\n"
	"		.cfi_offset 25, -280\n"
	"		.cfi_offset 29, -272\n"
	"		.cfi_offset 26, -264\n"
	"		.cfi_offset 30, -256\n"
	"		.cfi_offset 27, -248\n"
	"		.cfi_offset 31, -240\n"
	"		.cfi_offset 14, -168\n"
	"	j .+2\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	lg %r1, 160(%r15)\n"
	"	lgr %r3, %r2\n"
	"	lg %r2, 168(%r15)\n"
	"	basr %r14, %r1\n"
	"	ltgr %r2, %r2\n"
	"	jne 1f\n"
	"	j .+2\n"
	"1:\n"
	"	lg %r1, 168(%r15)\n"
	"	lgr %r15, %r2\n"
	"		.cfi_def_cfa 15, 464\n"
	"	lgr %r2, %r1\n"
#if SHUNT_FP_CONTROL
	"	efpc %r1\n"
	"	l %r3, 164(%r15)\n"
	"	xr %r3, %r1\n"
	"	nilf %r3, 0xfc000077\n"
	"	je 1f\n"
	"	xr %r1, %r3\n"
	"	sfpc %r1\n"
	"1:\n"
#endif
	"	ld %f8, 168(%r15)\n"
	"	ld %f9, 176(%r15)\n"
	"	ld %f10, 184(%r15)\n"
	"	ld %f11, 192(%r15)\n"
	"	ld %f12, 200(%r15)\n"
	"	ld %f13, 208(%r15)\n"
	"	ld %f14, 216(%r15)\n"
	"	ld %f15, 224(%r15)\n"
	"	lmg %r6, %r14, 232(%r15)\n"
	"	lay %r15, 304(%r15)\n"
	"		.cfi_def_cfa_offset 160\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 31\n"
	"		.cfi_restore 14\n"
	"	br %r14\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	lay %r15, -16(%r15)\n"
	"		.cfi_def_cfa_offset 176\n"
	"	stg %r11, 0(%r15)\n"
	"		.cfi_offset 11, -176\n"
	"	stg %r14, 8(%r15)\n"
	"		.cfi_offset 14, -168\n"
	"	lgr %r11, %r15\n"
	"	lay %r15, -160(%r2)\n"
	"		.cfi_def_cfa_register 11\n"
	"	lgr %r2, %r4\n"
	"	basr %r14, %r3\n"
	"	lgr %r15, %r11\n"
	"	lg %r11, 0(%r15)\n"
	"		.cfi_def_cfa_register 15\n"
	"	lg %r14, 8(%r15)\n"
	"	lay %r15, 16(%r15)\n"
	"		.cfi_def_cfa_offset 160\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 14\n"
	"	br %r14\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	lay %r15, -160(%r2)\n"
	"		.cfi_undefined 14\n"
	"	lghi %r11, 0\n"
	"	lgr %r2, %r4\n"
	"	basr %r14, %r3\n"
	"	j .+2\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	stg %r15, 0(%r2)\n"
	"	stg %r14, 8(%r2)\n"
	"	stmg %r6, %r13, 16(%r2)\n"
	"	std %f8, 80(%r2)\n"
	"	std %f9, 88(%r2)\n"
	"	std %f10, 96(%r2)\n"
	"	std %f11, 104(%r2)\n"
	"	std %f12, 112(%r2)\n"
	"	std %f13, 120(%r2)\n"
	"	std %f14, 128(%r2)\n"
	"	std %f15, 136(%r2)\n"
#if SHUNT_FP_CONTROL
	"	stfpc 144(%r2)\n"
#endif
	"	lghi %r2, 0\n"
	"	br %r14\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
#if SHUNT_FP_CONTROL
	"	efpc %r1\n"
	"	l %r4, 144(%r2)\n"
	"	xr %r4, %r1\n"
	"	nilf %r4, 0xfc000077\n"
	"	je 1f\n"
	"	xr %r1, %r4\n"
	"	sfpc %r1\n"
	"1:\n"
#endif
	"	ld %f8, 80(%r2)\n"
	"		.cfi_escape 0x0f, 0x06, 0x72, 0x00, 0x06, 0x23, 0xa0, 0x01\n"
	"		.cfi_escape 0x10, 0x06, 0x02, 0x72, 0x10\n"
	"		.cfi_escape 0x10, 0x07, 0x02, 0x72, 0x18\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x72, 0x20\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x72, 0x28\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x72, 0x30\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x72, 0x38\n"
	"		.cfi_escape 0x10, 0x0c, 0x03, 0x72, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x0d, 0x03, 0x72, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x1c, 0x03, 0x72, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x19, 0x03, 0x72, 0xe0, 0x00\n"
	"		.cfi_escape 0x10, 0x1d, 0x03, 0x72, 0xe8, 0x00\n"
	"		.cfi_escape 0x10, 0x1a, 0x03, 0x72, 0xf0, 0x00\n"
	"		.cfi_escape 0x10, 0x1e, 0x03, 0x72, 0xf8, 0x00\n"
	"		.cfi_escape 0x10, 0x1b, 0x03, 0x72, 0x80, 0x01\n"
	"		.cfi_escape 0x10, 0x1f, 0x03, 0x72, 0x88, 0x01\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x72, 0x08\n"
	"	ld %f9, 88(%r2)\n"
	"		.cfi_restore 28\n"
	"	ld %f10, 96(%r2)\n"
	"		.cfi_restore 25\n"
	"	ld %f11, 104(%r2)\n"
	"		.cfi_restore 29\n"
	"	ld %f12, 112(%r2)\n"
	"		.cfi_restore 26\n"
	"	ld %f13, 120(%r2)\n"
	"		.cfi_restore 30\n"
	"	ld %f14, 128(%r2)\n"
	"		.cfi_restore 27\n"
	"	ld %f15, 136(%r2)\n"
	"		.cfi_restore 31\n"
	"	lmg %r6, %r13, 16(%r2)\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"	lg %r14, 8(%r2)\n"
	"		.cfi_restore 14\n"
	"	lg %r15, 0(%r2)\n"
	"	lgr %r2, %r3\n"
	"		.cfi_def_cfa 15, 160\n"
	"	br %r14\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	lgr %r2, %r15\n"
	"	br %r14\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
#if SHUNT_FP_CONTROL
	"	stfpc 164(%r2)\n"
#endif
	"	br %r14\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"		.cfi_escape 0x16, 0x0f, 0x04, 0x11, 0xe0, 0x7e, 0x22\n"
	"	j .+2\n"
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
	FRAME_SIZE = 464,	/* of a suspended context */
	RETURN_SLOT = 296,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 192,
	INLINE_RETURN_SLOT = 24,
	ROOT_SIZE = 184,	/* from the root's stack pointer to the root end */
	ROOT_FN = 160,	/* from the root's stack pointer */
	ROOT_ARG = 168,
	ROOT_LINK = 176
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
	char *frame = root - (FRAME_SIZE - 160);
	char *low = frame;
	char *high = end;

	for (; low < high; low += sizeof(slot_word))
		put(low, 0);
	put(frame + RETURN_SLOT, (uintptr_t)entry);
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
	root = root_end(base, size) - ROOT_SIZE;
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
