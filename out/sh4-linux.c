/*
 * SH-4, little-endian Linux.  Renesas SH C ABI as GCC implements it; floating registers and pr move only by push,
 * pop and plain indirection.  The ABI keeps FPSCR.SZ clear at calls.
 *
 * Generated from arch-specs/sh4-linux.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (r15); the CFA is at +52:
 *
 *       +48  4   r14
 *       +44  4   r13
 *       +40  4   r12
 *       +36  4   r11
 *       +32  4   r10
 *       +28  4   r9
 *       +24  4   r8
 *       +20  4   fr15
 *       +16  4   fr14
 *       +12  4   fr13
 *        +8  4   fr12
 *        +4  4   return address
 *        +0  4   fpscr (if configured)
 */
#include "shunt.h"

#if !(defined __SH4__ && defined __LITTLE_ENDIAN__)
#error "these are the stubs of sh4-linux; this compiler has another ABI"
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
	"	mov.l r14, @-r15\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_offset 14, -4\n"
	"	mov.l r13, @-r15\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 13, -8\n"
	"	mov.l r12, @-r15\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_offset 12, -12\n"
	"	mov.l r11, @-r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 11, -16\n"
	"	mov.l r10, @-r15\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_offset 10, -20\n"
	"	mov.l r9, @-r15\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_offset 9, -24\n"
	"	mov.l r8, @-r15\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_offset 8, -28\n"
	"	fmov.s fr15, @-r15\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_offset 40, -32\n"
	"	fmov.s fr14, @-r15\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_offset 39, -36\n"
	"	fmov.s fr13, @-r15\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_offset 38, -40\n"
	"	fmov.s fr12, @-r15\n"
	"		.cfi_def_cfa_offset 44\n"
	"		.cfi_offset 37, -44\n"
	"	sts.l pr, @-r15\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 17, -48\n"
	"	add #-4, r15\n"
	"		.cfi_def_cfa_offset 52\n"
#if SHUNT_FP_CONTROL
	"	sts fpscr, r1\n"
	"	mov.l r1, @(0, r15)\n"
#endif
	"	mov.l r15, @(0, r6)\n"
	"	mov r4, r0\n"
	"	mov r5, r15\n"
#if SHUNT_FP_CONTROL
	"	mov.l @(0, r15), r1\n"
	"	sts fpscr, r2\n"
	"	mov r1, r3\n"
	"	xor r2, r3\n"
	"	mov #0x3f, r4\n"
	"	shll8 r4\n"
	"	shll2 r4\n"
	"	shll2 r4\n"
	"	add #0x7c, r4\n"
	"	not r4, r4\n"
	"	and r4, r3\n"
	"	tst r3, r3\n"
	"	bt 1f\n"
	"	xor r3, r2\n"
	"	lds r2, fpscr\n"
	"1:\n"
#endif
	"	add #4, r15\n"
	"		.cfi_def_cfa_offset 48\n"
	"	lds.l @r15+, pr\n"
	"		.cfi_def_cfa_offset 44\n"
	"		.cfi_restore 17\n"
	"	fmov.s @r15+, fr12\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_restore 37\n"
	"	fmov.s @r15+, fr13\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 38\n"
	"	fmov.s @r15+, fr14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_restore 39\n"
	"	fmov.s @r15+, fr15\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 40\n"
	"	mov.l @r15+, r8\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_restore 8\n"
	"	mov.l @r15+, r9\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_restore 9\n"
	"	mov.l @r15+, r10\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 10\n"
	"	mov.l @r15+, r11\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 11\n"
	"	mov.l @r15+, r12\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 12\n"
	"	mov.l @r15+, r13\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 13\n"
	"	mov.l @r15+, r14\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 14\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	mov.l r14, @-r15\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_offset 14, -4\n"
	"	mov.l r13, @-r15\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 13, -8\n"
	"	mov.l r12, @-r15\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_offset 12, -12\n"
	"	mov.l r11, @-r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 11, -16\n"
	"	mov.l r10, @-r15\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_offset 10, -20\n"
	"	mov.l r9, @-r15\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_offset 9, -24\n"
	"	mov.l r8, @-r15\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_offset 8, -28\n"
	"	fmov.s fr15, @-r15\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_offset 40, -32\n"
	"	fmov.s fr14, @-r15\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_offset 39, -36\n"
	"	fmov.s fr13, @-r15\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_offset 38, -40\n"
	"	fmov.s fr12, @-r15\n"
	"		.cfi_def_cfa_offset 44\n"
	"		.cfi_offset 37, -44\n"
	"	sts.l pr, @-r15\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 17, -48\n"
	"	add #-4, r15\n"
	"		.cfi_def_cfa_offset 52\n"
#if SHUNT_FP_CONTROL
	"	sts fpscr, r1\n"
	"	mov.l r1, @(0, r15)\n"
#endif
	"	mov.l r15, @(0, r6)\n"
	"	mov r5, r15\n"
	"	jsr @r7\n"
	"	nop\n"
#if SHUNT_FP_CONTROL
	"	mov.l @(0, r15), r1\n"
	"	sts fpscr, r2\n"
	"	mov r1, r3\n"
	"	xor r2, r3\n"
	"	mov #0x3f, r4\n"
	"	shll8 r4\n"
	"	shll2 r4\n"
	"	shll2 r4\n"
	"	add #0x7c, r4\n"
	"	not r4, r4\n"
	"	and r4, r3\n"
	"	tst r3, r3\n"
	"	bt 1f\n"
	"	xor r3, r2\n"
	"	lds r2, fpscr\n"
	"1:\n"
#endif
	"	add #4, r15\n"
	"		.cfi_def_cfa_offset 48\n"
	"	lds.l @r15+, pr\n"
	"		.cfi_def_cfa_offset 44\n"
	"		.cfi_restore 17\n"
	"	fmov.s @r15+, fr12\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_restore 37\n"
	"	fmov.s @r15+, fr13\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 38\n"
	"	fmov.s @r15+, fr14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_restore 39\n"
	"	fmov.s @r15+, fr15\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 40\n"
	"	mov.l @r15+, r8\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_restore 8\n"
	"	mov.l @r15+, r9\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_restore 9\n"
	"	mov.l @r15+, r10\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 10\n"
	"	mov.l @r15+, r11\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 11\n"
	"	mov.l @r15+, r12\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 12\n"
	"	mov.l @r15+, r13\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 13\n"
	"	mov.l @r15+, r14\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 14\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 17\n"
	"	trapa #0xff\n"
	SHUNT_LABEL(shunt_entry_point)
	"	mov.l @(0, r15), r1\n"
	"	mov.l @(4, r15), r4\n"
	"	mov r0, r5\n"
	"	jsr @r1\n"
	"	nop\n"
	"	tst r0, r0\n"
	"	bf 1f\n"
	"	trapa #0xff\n"
	"1:\n"
	"	mov.l @(4, r15), r1\n"
	"	mov r0, r15\n"
	"		.cfi_def_cfa_offset 52\n"
	"		.cfi_offset 8, -28\n"
	"		.cfi_offset 9, -24\n"
	"		.cfi_offset 10, -20\n"
	"		.cfi_offset 11, -16\n"
	"		.cfi_offset 12, -12\n"
	"		.cfi_offset 13, -8\n"
	"		.cfi_offset 14, -4\n"
	"		.cfi_offset 37, -44\n"
	"		.cfi_offset 38, -40\n"
	"		.cfi_offset 39, -36\n"
	"		.cfi_offset 40, -32\n"
	"		.cfi_offset 17, -48\n"
	"	mov r1, r0\n"
#if SHUNT_FP_CONTROL
	"	mov.l @(0, r15), r1\n"
	"	sts fpscr, r2\n"
	"	mov r1, r3\n"
	"	xor r2, r3\n"
	"	mov #0x3f, r4\n"
	"	shll8 r4\n"
	"	shll2 r4\n"
	"	shll2 r4\n"
	"	add #0x7c, r4\n"
	"	not r4, r4\n"
	"	and r4, r3\n"
	"	tst r3, r3\n"
	"	bt 1f\n"
	"	xor r3, r2\n"
	"	lds r2, fpscr\n"
	"1:\n"
#endif
	"	add #4, r15\n"
	"		.cfi_def_cfa_offset 48\n"
	"	lds.l @r15+, pr\n"
	"		.cfi_def_cfa_offset 44\n"
	"		.cfi_restore 17\n"
	"	fmov.s @r15+, fr12\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_restore 37\n"
	"	fmov.s @r15+, fr13\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 38\n"
	"	fmov.s @r15+, fr14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_restore 39\n"
	"	fmov.s @r15+, fr15\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 40\n"
	"	mov.l @r15+, r8\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_restore 8\n"
	"	mov.l @r15+, r9\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_restore 9\n"
	"	mov.l @r15+, r10\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 10\n"
	"	mov.l @r15+, r11\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 11\n"
	"	mov.l @r15+, r12\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 12\n"
	"	mov.l @r15+, r13\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 13\n"
	"	mov.l @r15+, r14\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 14\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x05, 0x7f, 0x08, 0x06, 0x23, 0x34\n"
	"		.cfi_offset 8, -28\n"
	"		.cfi_offset 9, -24\n"
	"		.cfi_offset 10, -20\n"
	"		.cfi_offset 11, -16\n"
	"		.cfi_offset 12, -12\n"
	"		.cfi_offset 13, -8\n"
	"		.cfi_offset 14, -4\n"
	"		.cfi_offset 37, -44\n"
	"		.cfi_offset 38, -40\n"
	"		.cfi_offset 39, -36\n"
	"		.cfi_offset 40, -32\n"
	"		.cfi_offset 17, -48\n"
	"	trapa #0xff\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	mov.l @(0, r15), r1\n"
	"	mov.l @(4, r15), r4\n"
	"	mov r0, r5\n"
	"	jsr @r1\n"
	"	nop\n"
	"	tst r0, r0\n"
	"	bf 1f\n"
	"	trapa #0xff\n"
	"1:\n"
	"	mov.l @(4, r15), r1\n"
	"	mov r0, r15\n"
	"		.cfi_def_cfa 15, 52\n"
	"	mov r1, r0\n"
#if SHUNT_FP_CONTROL
	"	mov.l @(0, r15), r1\n"
	"	sts fpscr, r2\n"
	"	mov r1, r3\n"
	"	xor r2, r3\n"
	"	mov #0x3f, r4\n"
	"	shll8 r4\n"
	"	shll2 r4\n"
	"	shll2 r4\n"
	"	add #0x7c, r4\n"
	"	not r4, r4\n"
	"	and r4, r3\n"
	"	tst r3, r3\n"
	"	bt 1f\n"
	"	xor r3, r2\n"
	"	lds r2, fpscr\n"
	"1:\n"
#endif
	"	add #4, r15\n"
	"		.cfi_def_cfa_offset 48\n"
	"	lds.l @r15+, pr\n"
	"		.cfi_def_cfa_offset 44\n"
	"		.cfi_restore 17\n"
	"	fmov.s @r15+, fr12\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_restore 37\n"
	"	fmov.s @r15+, fr13\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 38\n"
	"	fmov.s @r15+, fr14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_restore 39\n"
	"	fmov.s @r15+, fr15\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 40\n"
	"	mov.l @r15+, r8\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_restore 8\n"
	"	mov.l @r15+, r9\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_restore 9\n"
	"	mov.l @r15+, r10\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 10\n"
	"	mov.l @r15+, r11\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 11\n"
	"	mov.l @r15+, r12\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 12\n"
	"	mov.l @r15+, r13\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 13\n"
	"	mov.l @r15+, r14\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 14\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	mov.l r14, @-r15\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_offset 14, -4\n"
	"	sts.l pr, @-r15\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 17, -8\n"
	"	mov r15, r14\n"
	"	mov r4, r15\n"
	"		.cfi_def_cfa_register 14\n"
	"	mov r6, r4\n"
	"	jsr @r5\n"
	"	nop\n"
	"	mov r14, r15\n"
	"	lds.l @r15+, pr\n"
	"		.cfi_restore 17\n"
	"	mov.l @r15+, r14\n"
	"		.cfi_def_cfa 15, 0\n"
	"		.cfi_restore 14\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	mov r4, r15\n"
	"		.cfi_undefined 17\n"
	"	mov #0, r14\n"
	"	mov r6, r4\n"
	"	jsr @r5\n"
	"	nop\n"
	"	trapa #0xff\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	mov.l r15, @(0, r4)\n"
	"	sts pr, r1\n"
	"	mov.l r1, @(4, r4)\n"
	"	mov.l r8, @(8, r4)\n"
	"	mov.l r9, @(12, r4)\n"
	"	mov.l r10, @(16, r4)\n"
	"	mov.l r11, @(20, r4)\n"
	"	mov.l r12, @(24, r4)\n"
	"	mov.l r13, @(28, r4)\n"
	"	mov.l r14, @(32, r4)\n"
	"	mov r4, r1\n"
	"	add #36, r1\n"
	"	fmov.s fr12, @r1\n"
	"	add #4, r1\n"
	"	fmov.s fr13, @r1\n"
	"	add #4, r1\n"
	"	fmov.s fr14, @r1\n"
	"	add #4, r1\n"
	"	fmov.s fr15, @r1\n"
#if SHUNT_FP_CONTROL
	"	sts fpscr, r1\n"
	"	mov.l r1, @(52, r4)\n"
#endif
	"	mov #0, r0\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if SHUNT_FP_CONTROL
	"	mov.l @(52, r4), r1\n"
	"	sts fpscr, r2\n"
	"	mov r1, r3\n"
	"	xor r2, r3\n"
	"	mov #0x3f, r0\n"
	"	shll8 r0\n"
	"	shll2 r0\n"
	"	shll2 r0\n"
	"	add #0x7c, r0\n"
	"	not r0, r0\n"
	"	and r0, r3\n"
	"	tst r3, r3\n"
	"	bt 1f\n"
	"	xor r3, r2\n"
	"	lds r2, fpscr\n"
	"1:\n"
#endif
	"	mov r4, r1\n"
	"	add #36, r1\n"
	"	fmov.s @r1, fr12\n"
	"		.cfi_escape 0x0f, 0x05, 0x71, 0x5c, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x71, 0x64\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x71, 0x68\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x71, 0x6c\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x71, 0x70\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x71, 0x74\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x71, 0x78\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x71, 0x7c\n"
	"		.cfi_escape 0x10, 0x26, 0x02, 0x71, 0x04\n"
	"		.cfi_escape 0x10, 0x27, 0x02, 0x71, 0x08\n"
	"		.cfi_escape 0x10, 0x28, 0x02, 0x71, 0x0c\n"
	"		.cfi_escape 0x10, 0x11, 0x02, 0x71, 0x60\n"
	"	add #4, r1\n"
	"		.cfi_escape 0x0f, 0x05, 0x71, 0x58, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x71, 0x60\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x71, 0x64\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x71, 0x68\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x71, 0x6c\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x71, 0x70\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x71, 0x74\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x71, 0x78\n"
	"		.cfi_escape 0x10, 0x26, 0x02, 0x71, 0x00\n"
	"		.cfi_escape 0x10, 0x27, 0x02, 0x71, 0x04\n"
	"		.cfi_escape 0x10, 0x28, 0x02, 0x71, 0x08\n"
	"		.cfi_escape 0x10, 0x11, 0x02, 0x71, 0x5c\n"
	"	fmov.s @r1, fr13\n"
	"		.cfi_restore 38\n"
	"	add #4, r1\n"
	"		.cfi_escape 0x0f, 0x05, 0x71, 0x54, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x71, 0x5c\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x71, 0x60\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x71, 0x64\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x71, 0x68\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x71, 0x6c\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x71, 0x70\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x71, 0x74\n"
	"		.cfi_escape 0x10, 0x27, 0x02, 0x71, 0x00\n"
	"		.cfi_escape 0x10, 0x28, 0x02, 0x71, 0x04\n"
	"		.cfi_escape 0x10, 0x11, 0x02, 0x71, 0x58\n"
	"	fmov.s @r1, fr14\n"
	"		.cfi_restore 39\n"
	"	add #4, r1\n"
	"		.cfi_escape 0x0f, 0x05, 0x71, 0x50, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x71, 0x58\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x71, 0x5c\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x71, 0x60\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x71, 0x64\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x71, 0x68\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x71, 0x6c\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x71, 0x70\n"
	"		.cfi_escape 0x10, 0x28, 0x02, 0x71, 0x00\n"
	"		.cfi_escape 0x10, 0x11, 0x02, 0x71, 0x54\n"
	"	fmov.s @r1, fr15\n"
	"		.cfi_restore 40\n"
	"	mov.l @(8, r4), r8\n"
	"		.cfi_restore 8\n"
	"	mov.l @(12, r4), r9\n"
	"		.cfi_restore 9\n"
	"	mov.l @(16, r4), r10\n"
	"		.cfi_restore 10\n"
	"	mov.l @(20, r4), r11\n"
	"		.cfi_restore 11\n"
	"	mov.l @(24, r4), r12\n"
	"		.cfi_restore 12\n"
	"	mov.l @(28, r4), r13\n"
	"		.cfi_restore 13\n"
	"	mov.l @(32, r4), r14\n"
	"		.cfi_restore 14\n"
	"	mov.l @(4, r4), r1\n"
	"		.cfi_escape 0x0f, 0x05, 0x74, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_register 17, 1\n"
	"	lds r1, pr\n"
	"		.cfi_restore 17\n"
	"	mov.l @(0, r4), r15\n"
	"	mov r5, r0\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	mov r15, r0\n"
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if SHUNT_FP_CONTROL
	"	sts fpscr, r1\n"
	"	mov.l r1, @(0, r4)\n"
#endif
	"	rts\n"
	"	nop\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	trapa #0xff\n"
SHUNT_END(shunt_trap)

extern SHUNT_HIDDEN const char shunt_entry_point[];
extern SHUNT_HIDDEN const char shunt_entry_linked_point[];

/* A stack slot's word; it aliases whatever memory a stack is made of. */
#ifdef __GNUC__
typedef uint32_t __attribute__((may_alias)) slot_word;
#else
typedef uint32_t slot_word;
#endif

enum {
	FRAME_SIZE = 52,	/* of a suspended context */
	RETURN_SLOT = 4,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 12,
	INLINE_RETURN_SLOT = 0,
	ROOT_SIZE = 12,	/* from the root's stack pointer to the root end */
	ROOT_FN = 0,	/* from the root's stack pointer */
	ROOT_ARG = 4,
	ROOT_LINK = 8
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
