/*
 * Motorola 68020 and later with 68881, Linux.  System V ABI, m68k supplement, chapter 3, with 4-byte stack alignment.
 * Arguments are on the stack; pointers are returned in %a0, integers in %d0.
 *
 * Generated from arch-specs/m68k-sysv.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%sp); the CFA is at +140:
 *
 *      +136  4   return address
 *      +132  4   %d7
 *      +128  4   %d6
 *      +124  4   %d5
 *      +120  4   %d4
 *      +116  4   %d3
 *      +112  4   %d2
 *      +108  4   %a6
 *      +104  4   %a5
 *      +100  4   %a4
 *       +96  4   %a3
 *       +92  4   %a2
 *       +80  12  %fp7
 *       +68  12  %fp6
 *       +56  12  %fp5
 *       +44  12  %fp4
 *       +32  12  %fp3
 *       +20  12  %fp2
 *       +16  4   %fpcr (if configured)
 *        +0  16  room for the callee
 */
#include "shunt.h"

#if !(defined __m68k__ && defined __HAVE_68881__ && !defined __mcoldfire__)
#error "these are the stubs of m68k-sysv; this compiler has another ABI"
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
	"	movem.l %d2/%d3/%d4/%d5/%d6/%d7, -(%sp)\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_offset 2, -28\n"
	"		.cfi_offset 3, -24\n"
	"		.cfi_offset 4, -20\n"
	"		.cfi_offset 5, -16\n"
	"		.cfi_offset 6, -12\n"
	"		.cfi_offset 7, -8\n"
	"	movem.l %a2/%a3/%a4/%a5/%a6, -(%sp)\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 10, -48\n"
	"		.cfi_offset 11, -44\n"
	"		.cfi_offset 12, -40\n"
	"		.cfi_offset 13, -36\n"
	"		.cfi_offset 14, -32\n"
	"	fmovem.x %fp2/%fp3/%fp4/%fp5/%fp6/%fp7, -(%sp)\n"
	"		.cfi_def_cfa_offset 120\n"
	"		.cfi_offset 18, -120\n"
	"		.cfi_offset 19, -108\n"
	"		.cfi_offset 20, -96\n"
	"		.cfi_offset 21, -84\n"
	"		.cfi_offset 22, -72\n"
	"		.cfi_offset 23, -60\n"
	"	lea -20(%sp), %sp\n"
	"		.cfi_def_cfa_offset 140\n"
#if SHUNT_FP_CONTROL
	"	fmove.l %fpcr, %d1\n"
	"	move.l %d1, 16(%sp)\n"
#endif
	"	move.l 148(%sp), %a1\n"
	"	move.l %sp, 0(%a1)\n"
	"	move.l 140(%sp), %a0\n"
	"	move.l 144(%sp), %sp\n"
#if SHUNT_FP_CONTROL
	"	move.l 16(%sp), %d1\n"
	"	fmove.l %fpcr, %d0\n"
	"	cmp.l %d1, %d0\n"
	"	jeq 1f\n"
	"	fmove.l %d1, %fpcr\n"
	"1:\n"
#endif
	"	lea 20(%sp), %sp\n"
	"		.cfi_def_cfa_offset 120\n"
	"	fmovem.x (%sp)+, %fp2/%fp3/%fp4/%fp5/%fp6/%fp7\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"	movem.l (%sp)+, %a2/%a3/%a4/%a5/%a6\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"	movem.l (%sp)+, %d2/%d3/%d4/%d5/%d6/%d7\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 2\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"	move.l (%sp)+, %a1\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 24, 9\n"
	"	jmp (%a1)\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	movem.l %d2/%d3/%d4/%d5/%d6/%d7, -(%sp)\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_offset 2, -28\n"
	"		.cfi_offset 3, -24\n"
	"		.cfi_offset 4, -20\n"
	"		.cfi_offset 5, -16\n"
	"		.cfi_offset 6, -12\n"
	"		.cfi_offset 7, -8\n"
	"	movem.l %a2/%a3/%a4/%a5/%a6, -(%sp)\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 10, -48\n"
	"		.cfi_offset 11, -44\n"
	"		.cfi_offset 12, -40\n"
	"		.cfi_offset 13, -36\n"
	"		.cfi_offset 14, -32\n"
	"	fmovem.x %fp2/%fp3/%fp4/%fp5/%fp6/%fp7, -(%sp)\n"
	"		.cfi_def_cfa_offset 120\n"
	"		.cfi_offset 18, -120\n"
	"		.cfi_offset 19, -108\n"
	"		.cfi_offset 20, -96\n"
	"		.cfi_offset 21, -84\n"
	"		.cfi_offset 22, -72\n"
	"		.cfi_offset 23, -60\n"
	"	lea -20(%sp), %sp\n"
	"		.cfi_def_cfa_offset 140\n"
#if SHUNT_FP_CONTROL
	"	fmove.l %fpcr, %d1\n"
	"	move.l %d1, 16(%sp)\n"
#endif
	"	move.l 148(%sp), %a1\n"
	"	move.l %sp, 0(%a1)\n"
	"	move.l 140(%sp), %a1\n"
	"	move.l 152(%sp), %a0\n"
	"	move.l 144(%sp), %sp\n"
	"	move.l %a1, 0(%sp)\n"
	"	jsr (%a0)\n"
#if SHUNT_FP_CONTROL
	"	move.l 16(%sp), %d1\n"
	"	fmove.l %fpcr, %d0\n"
	"	cmp.l %d1, %d0\n"
	"	jeq 1f\n"
	"	fmove.l %d1, %fpcr\n"
	"1:\n"
#endif
	"	lea 20(%sp), %sp\n"
	"		.cfi_def_cfa_offset 120\n"
	"	fmovem.x (%sp)+, %fp2/%fp3/%fp4/%fp5/%fp6/%fp7\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"	movem.l (%sp)+, %a2/%a3/%a4/%a5/%a6\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"	movem.l (%sp)+, %d2/%d3/%d4/%d5/%d6/%d7\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 2\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"	move.l (%sp)+, %a1\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 24, 9\n"
	"	jmp (%a1)\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_undefined 24\n"
	"	illegal\n"
	SHUNT_LABEL(shunt_entry_point)
	"	move.l 20(%sp), %d1\n"
	"	move.l %d1, 0(%sp)\n"
	"	move.l %a0, 4(%sp)\n"
	"	move.l 16(%sp), %a1\n"
	"	jsr (%a1)\n"
	"	cmp.w #0, %a0\n"
	"	jne 1f\n"
	"	illegal\n"
	"1:\n"
	"	move.l 20(%sp), %a1\n"
	"	move.l %a0, %sp\n"
	"		.cfi_def_cfa_offset 140\n"
	"		.cfi_offset 2, -28\n"
	"		.cfi_offset 3, -24\n"
	"		.cfi_offset 4, -20\n"
	"		.cfi_offset 5, -16\n"
	"		.cfi_offset 6, -12\n"
	"		.cfi_offset 7, -8\n"
	"		.cfi_offset 10, -48\n"
	"		.cfi_offset 11, -44\n"
	"		.cfi_offset 12, -40\n"
	"		.cfi_offset 13, -36\n"
	"		.cfi_offset 14, -32\n"
	"		.cfi_offset 18, -120\n"
	"		.cfi_offset 19, -108\n"
	"		.cfi_offset 20, -96\n"
	"		.cfi_offset 21, -84\n"
	"		.cfi_offset 22, -72\n"
	"		.cfi_offset 23, -60\n"
	"		.cfi_restore 24\n"
	"	move.l %a1, %a0\n"
#if SHUNT_FP_CONTROL
	"	move.l 16(%sp), %d1\n"
	"	fmove.l %fpcr, %d0\n"
	"	cmp.l %d1, %d0\n"
	"	jeq 1f\n"
	"	fmove.l %d1, %fpcr\n"
	"1:\n"
#endif
	"	lea 20(%sp), %sp\n"
	"		.cfi_def_cfa_offset 120\n"
	"	fmovem.x (%sp)+, %fp2/%fp3/%fp4/%fp5/%fp6/%fp7\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"	movem.l (%sp)+, %a2/%a3/%a4/%a5/%a6\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"	movem.l (%sp)+, %d2/%d3/%d4/%d5/%d6/%d7\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 2\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"	move.l (%sp)+, %a1\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 24, 9\n"
	"	jmp (%a1)\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x06, 0x7f, 0x18, 0x06, 0x23, 0x8c, 0x01\n"
	"		.cfi_offset 2, -28\n"
	"		.cfi_offset 3, -24\n"
	"		.cfi_offset 4, -20\n"
	"		.cfi_offset 5, -16\n"
	"		.cfi_offset 6, -12\n"
	"		.cfi_offset 7, -8\n"
	"		.cfi_offset 10, -48\n"
	"		.cfi_offset 11, -44\n"
	"		.cfi_offset 12, -40\n"
	"		.cfi_offset 13, -36\n"
	"		.cfi_offset 14, -32\n"
	"		.cfi_offset 18, -120\n"
	"		.cfi_offset 19, -108\n"
	"		.cfi_offset 20, -96\n"
	"		.cfi_offset 21, -84\n"
	"		.cfi_offset 22, -72\n"
	"		.cfi_offset 23, -60\n"
	"	illegal\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	move.l 20(%sp), %d1\n"
	"	move.l %d1, 0(%sp)\n"
	"	move.l %a0, 4(%sp)\n"
	"	move.l 16(%sp), %a1\n"
	"	jsr (%a1)\n"
	"	cmp.w #0, %a0\n"
	"	jne 1f\n"
	"	illegal\n"
	"1:\n"
	"	move.l 20(%sp), %a1\n"
	"	move.l %a0, %sp\n"
	"		.cfi_def_cfa 15, 140\n"
	"	move.l %a1, %a0\n"
#if SHUNT_FP_CONTROL
	"	move.l 16(%sp), %d1\n"
	"	fmove.l %fpcr, %d0\n"
	"	cmp.l %d1, %d0\n"
	"	jeq 1f\n"
	"	fmove.l %d1, %fpcr\n"
	"1:\n"
#endif
	"	lea 20(%sp), %sp\n"
	"		.cfi_def_cfa_offset 120\n"
	"	fmovem.x (%sp)+, %fp2/%fp3/%fp4/%fp5/%fp6/%fp7\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"	movem.l (%sp)+, %a2/%a3/%a4/%a5/%a6\n"
	"		.cfi_def_cfa_offset 28\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"	movem.l (%sp)+, %d2/%d3/%d4/%d5/%d6/%d7\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 2\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"	move.l (%sp)+, %a1\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 24, 9\n"
	"	jmp (%a1)\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	movem.l %a6, -(%sp)\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 14, -8\n"
	"	move.l 8(%sp), %a1\n"
	"	move.l 12(%sp), %a0\n"
	"	move.l 16(%sp), %d1\n"
	"	move.l %sp, %a6\n"
	"	lea -16(%a1), %sp\n"
	"		.cfi_def_cfa_register 14\n"
	"	move.l %d1, 0(%sp)\n"
	"	jsr (%a0)\n"
	"	move.l %a6, %sp\n"
	"	movem.l (%sp)+, %a6\n"
	"		.cfi_def_cfa 15, 4\n"
	"		.cfi_restore 14\n"
	"	rts\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	move.l 4(%sp), %a1\n"
	"	move.l 8(%sp), %a0\n"
	"	move.l 12(%sp), %a2\n"
	"		.cfi_def_cfa 9, -16\n"
	"		.cfi_undefined 24\n"
	"	lea -16(%a1), %sp\n"
	"	move.l #0, %a6\n"
	"	move.l %a2, 0(%sp)\n"
	"		.cfi_def_cfa 15, 0\n"
	"	jsr (%a0)\n"
	"	illegal\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	move.l 4(%sp), %a1\n"
	"	lea 4(%sp), %a0\n"
	"	move.l %a0, 0(%a1)\n"
	"	move.l 0(%sp), %d1\n"
	"	move.l %d1, 4(%a1)\n"
	"	movem.l %d2/%d3/%d4/%d5/%d6/%d7, 8(%a1)\n"
	"	movem.l %a2/%a3/%a4/%a5/%a6, 32(%a1)\n"
	"	fmovem.x %fp2/%fp3/%fp4/%fp5/%fp6/%fp7, 52(%a1)\n"
#if SHUNT_FP_CONTROL
	"	fmove.l %fpcr, %d0\n"
	"	move.l %d0, 124(%a1)\n"
#endif
	"	move.l #0, %d0\n"
	"	rts\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
	"	move.l 4(%sp), %a1\n"
	"	move.l 8(%sp), %d0\n"
#if SHUNT_FP_CONTROL
	"	move.l 124(%a1), %d1\n"
#endif
	"		.cfi_escape 0x0f, 0x05, 0x79, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x02, 0x02, 0x79, 0x08\n"
	"		.cfi_escape 0x10, 0x03, 0x02, 0x79, 0x0c\n"
	"		.cfi_escape 0x10, 0x04, 0x02, 0x79, 0x10\n"
	"		.cfi_escape 0x10, 0x05, 0x02, 0x79, 0x14\n"
	"		.cfi_escape 0x10, 0x06, 0x02, 0x79, 0x18\n"
	"		.cfi_escape 0x10, 0x07, 0x02, 0x79, 0x1c\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x79, 0x20\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x79, 0x24\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x79, 0x28\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x79, 0x2c\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x79, 0x30\n"
	"		.cfi_escape 0x10, 0x12, 0x02, 0x79, 0x34\n"
	"		.cfi_escape 0x10, 0x13, 0x03, 0x79, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x14, 0x03, 0x79, 0xcc, 0x00\n"
	"		.cfi_escape 0x10, 0x15, 0x03, 0x79, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x16, 0x03, 0x79, 0xe4, 0x00\n"
	"		.cfi_escape 0x10, 0x17, 0x03, 0x79, 0xf0, 0x00\n"
	"		.cfi_escape 0x10, 0x18, 0x02, 0x79, 0x04\n"
#if SHUNT_FP_CONTROL
	"	fmove.l %fpcr, %d2\n"
	"	cmp.l %d1, %d2\n"
	"	jeq 1f\n"
	"	fmove.l %d1, %fpcr\n"
	"1:\n"
#endif
	"	fmovem.x 52(%a1), %fp2/%fp3/%fp4/%fp5/%fp6/%fp7\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"	movem.l 32(%a1), %a2/%a3/%a4/%a5/%a6\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"	movem.l 8(%a1), %d2/%d3/%d4/%d5/%d6/%d7\n"
	"		.cfi_restore 2\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"	move.l 4(%a1), %a0\n"
	"	move.l 0(%a1), %sp\n"
	"	jmp (%a0)\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	lea 4(%sp), %a0\n"
	"	rts\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
	"	move.l 4(%sp), %a1\n"
#if SHUNT_FP_CONTROL
	"	fmove.l %fpcr, %d1\n"
	"	move.l %d1, 16(%a1)\n"
#endif
	"	rts\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	illegal\n"
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
	FRAME_SIZE = 140,	/* of a suspended context */
	RETURN_SLOT = 136,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 12,
	INLINE_RETURN_SLOT = 8,
	ROOT_SIZE = 28,	/* from the root's stack pointer to the root end */
	ROOT_FN = 16,	/* from the root's stack pointer */
	ROOT_ARG = 20,
	ROOT_LINK = 24
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
