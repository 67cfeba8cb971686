/*
 * PA-RISC 1.1, 32-bit Linux.  The stack grows up: %sp points past the frame marker and the outgoing arguments.
 * PA-RISC 1.1 runtime architecture, chapter 3; .eh_frame numbers floating registers by halves.
 *
 * Generated from arch-specs/hppa-linux.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%sp); the CFA is at -256:
 *
 *      -108  4   %fpsr (if configured)
 *      -112  4   return address
 *      -116  4   %r18
 *      -120  4   %r17
 *      -124  4   %r16
 *      -128  4   %r15
 *      -132  4   %r14
 *      -136  4   %r13
 *      -140  4   %r12
 *      -144  4   %r11
 *      -148  4   %r10
 *      -152  4   %r9
 *      -156  4   %r8
 *      -160  4   %r7
 *      -164  4   %r6
 *      -168  4   %r5
 *      -172  4   %r4
 *      -176  4   %r3
 *      -184  8   %fr21
 *      -192  8   %fr20
 *      -200  8   %fr19
 *      -208  8   %fr18
 *      -216  8   %fr17
 *      -224  8   %fr16
 *      -232  8   %fr15
 *      -240  8   %fr14
 *      -248  8   %fr13
 *      -256  8   %fr12
 *       -48  48  room for the callee
 */
#include "shunt.h"

#if !(defined __hppa__ && !defined __LP64__)
#error "these are the stubs of hppa-linux; this compiler has another ABI"
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
	"	fstd,ma %fr12, 8(%sp)\n"
	"		.cfi_def_cfa_offset -8\n"
	"		.cfi_offset 48, 0\n"
	"		.cfi_offset 49, 4\n"
	"	fstd,ma %fr13, 8(%sp)\n"
	"		.cfi_def_cfa_offset -16\n"
	"		.cfi_offset 50, 8\n"
	"		.cfi_offset 51, 12\n"
	"	fstd,ma %fr14, 8(%sp)\n"
	"		.cfi_def_cfa_offset -24\n"
	"		.cfi_offset 52, 16\n"
	"		.cfi_offset 53, 20\n"
	"	fstd,ma %fr15, 8(%sp)\n"
	"		.cfi_def_cfa_offset -32\n"
	"		.cfi_offset 54, 24\n"
	"		.cfi_offset 55, 28\n"
	"	fstd,ma %fr16, 8(%sp)\n"
	"		.cfi_def_cfa_offset -40\n"
	"		.cfi_offset 56, 32\n"
	"		.cfi_offset 57, 36\n"
	"	fstd,ma %fr17, 8(%sp)\n"
	"		.cfi_def_cfa_offset -48\n"
	"		.cfi_offset 58, 40\n"
	"		.cfi_offset 59, 44\n"
	"	fstd,ma %fr18, 8(%sp)\n"
	"		.cfi_def_cfa_offset -56\n"
	"		.cfi_offset 60, 48\n"
	"		.cfi_offset 61, 52\n"
	"	fstd,ma %fr19, 8(%sp)\n"
	"		.cfi_def_cfa_offset -64\n"
	"		.cfi_offset 62, 56\n"
	"		.cfi_offset 63, 60\n"
	"	fstd,ma %fr20, 8(%sp)\n"
	"		.cfi_def_cfa_offset -72\n"
	"		.cfi_offset 64, 64\n"
	"		.cfi_offset 65, 68\n"
	"	fstd,ma %fr21, 8(%sp)\n"
	"		.cfi_def_cfa_offset -80\n"
	"		.cfi_offset 66, 72\n"
	"		.cfi_offset 67, 76\n"
	"	ldo 176(%sp), %sp\n"
	"		.cfi_def_cfa_offset -256\n"
	"	stw %r3, -176(%sp)\n"
	"		.cfi_offset 3, 80\n"
	"	stw %r4, -172(%sp)\n"
	"		.cfi_offset 4, 84\n"
	"	stw %r5, -168(%sp)\n"
	"		.cfi_offset 5, 88\n"
	"	stw %r6, -164(%sp)\n"
	"		.cfi_offset 6, 92\n"
	"	stw %r7, -160(%sp)\n"
	"		.cfi_offset 7, 96\n"
	"	stw %r8, -156(%sp)\n"
	"		.cfi_offset 8, 100\n"
	"	stw %r9, -152(%sp)\n"
	"		.cfi_offset 9, 104\n"
	"	stw %r10, -148(%sp)\n"
	"		.cfi_offset 10, 108\n"
	"	stw %r11, -144(%sp)\n"
	"		.cfi_offset 11, 112\n"
	"	stw %r12, -140(%sp)\n"
	"		.cfi_offset 12, 116\n"
	"	stw %r13, -136(%sp)\n"
	"		.cfi_offset 13, 120\n"
	"	stw %r14, -132(%sp)\n"
	"		.cfi_offset 14, 124\n"
	"	stw %r15, -128(%sp)\n"
	"		.cfi_offset 15, 128\n"
	"	stw %r16, -124(%sp)\n"
	"		.cfi_offset 16, 132\n"
	"	stw %r17, -120(%sp)\n"
	"		.cfi_offset 17, 136\n"
	"	stw %r18, -116(%sp)\n"
	"		.cfi_offset 18, 140\n"
	"	stw %rp, -112(%sp)\n"
	"		.cfi_offset 2, 144\n"
#if SHUNT_FP_CONTROL
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r1\n"
	"	stw %r1, -108(%sp)\n"
#endif
	"	stw %sp, 0(%r24)\n"
	"	copy %r26, %r28\n"
	"	copy %r25, %sp\n"
#if SHUNT_FP_CONTROL
	"	ldw -108(%sp), %r1\n"
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r20\n"
	"	xor %r1, %r20, %r21\n"
	"	ldi 0x63f, %r1\n"
	"	and %r21, %r1, %r21\n"
	"	xor %r20, %r21, %r20\n"
	"	stw %r20, 0(%r19)\n"
	"	comiclr,= 0, %r21, %r0\n"
	"	fldd 0(%r19), %fr0\n"
#endif
	"	ldw -176(%sp), %r3\n"
	"	ldw -172(%sp), %r4\n"
	"	ldw -168(%sp), %r5\n"
	"	ldw -164(%sp), %r6\n"
	"	ldw -160(%sp), %r7\n"
	"	ldw -156(%sp), %r8\n"
	"	ldw -152(%sp), %r9\n"
	"	ldw -148(%sp), %r10\n"
	"	ldw -144(%sp), %r11\n"
	"	ldw -140(%sp), %r12\n"
	"	ldw -136(%sp), %r13\n"
	"	ldw -132(%sp), %r14\n"
	"	ldw -128(%sp), %r15\n"
	"	ldw -124(%sp), %r16\n"
	"	ldw -120(%sp), %r17\n"
	"	ldw -116(%sp), %r18\n"
	"	ldw -112(%sp), %rp\n"
	"	ldo -176(%sp), %sp\n"
	"		.cfi_def_cfa_offset -80\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"		.cfi_restore 15\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 2\n"
	"	fldd,mb -8(%sp), %fr21\n"
	"		.cfi_def_cfa_offset -72\n"
	"		.cfi_restore 66\n"
	"		.cfi_restore 67\n"
	"	fldd,mb -8(%sp), %fr20\n"
	"		.cfi_def_cfa_offset -64\n"
	"		.cfi_restore 64\n"
	"		.cfi_restore 65\n"
	"	fldd,mb -8(%sp), %fr19\n"
	"		.cfi_def_cfa_offset -56\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"	fldd,mb -8(%sp), %fr18\n"
	"		.cfi_def_cfa_offset -48\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"	fldd,mb -8(%sp), %fr17\n"
	"		.cfi_def_cfa_offset -40\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"	fldd,mb -8(%sp), %fr16\n"
	"		.cfi_def_cfa_offset -32\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"	fldd,mb -8(%sp), %fr15\n"
	"		.cfi_def_cfa_offset -24\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"	fldd,mb -8(%sp), %fr14\n"
	"		.cfi_def_cfa_offset -16\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"	fldd,mb -8(%sp), %fr13\n"
	"		.cfi_def_cfa_offset -8\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"	fldd,mb -8(%sp), %fr12\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 48\n"
	"		.cfi_restore 49\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	fstd,ma %fr12, 8(%sp)\n"
	"		.cfi_def_cfa_offset -8\n"
	"		.cfi_offset 48, 0\n"
	"		.cfi_offset 49, 4\n"
	"	fstd,ma %fr13, 8(%sp)\n"
	"		.cfi_def_cfa_offset -16\n"
	"		.cfi_offset 50, 8\n"
	"		.cfi_offset 51, 12\n"
	"	fstd,ma %fr14, 8(%sp)\n"
	"		.cfi_def_cfa_offset -24\n"
	"		.cfi_offset 52, 16\n"
	"		.cfi_offset 53, 20\n"
	"	fstd,ma %fr15, 8(%sp)\n"
	"		.cfi_def_cfa_offset -32\n"
	"		.cfi_offset 54, 24\n"
	"		.cfi_offset 55, 28\n"
	"	fstd,ma %fr16, 8(%sp)\n"
	"		.cfi_def_cfa_offset -40\n"
	"		.cfi_offset 56, 32\n"
	"		.cfi_offset 57, 36\n"
	"	fstd,ma %fr17, 8(%sp)\n"
	"		.cfi_def_cfa_offset -48\n"
	"		.cfi_offset 58, 40\n"
	"		.cfi_offset 59, 44\n"
	"	fstd,ma %fr18, 8(%sp)\n"
	"		.cfi_def_cfa_offset -56\n"
	"		.cfi_offset 60, 48\n"
	"		.cfi_offset 61, 52\n"
	"	fstd,ma %fr19, 8(%sp)\n"
	"		.cfi_def_cfa_offset -64\n"
	"		.cfi_offset 62, 56\n"
	"		.cfi_offset 63, 60\n"
	"	fstd,ma %fr20, 8(%sp)\n"
	"		.cfi_def_cfa_offset -72\n"
	"		.cfi_offset 64, 64\n"
	"		.cfi_offset 65, 68\n"
	"	fstd,ma %fr21, 8(%sp)\n"
	"		.cfi_def_cfa_offset -80\n"
	"		.cfi_offset 66, 72\n"
	"		.cfi_offset 67, 76\n"
	"	ldo 176(%sp), %sp\n"
	"		.cfi_def_cfa_offset -256\n"
	"	stw %r3, -176(%sp)\n"
	"		.cfi_offset 3, 80\n"
	"	stw %r4, -172(%sp)\n"
	"		.cfi_offset 4, 84\n"
	"	stw %r5, -168(%sp)\n"
	"		.cfi_offset 5, 88\n"
	"	stw %r6, -164(%sp)\n"
	"		.cfi_offset 6, 92\n"
	"	stw %r7, -160(%sp)\n"
	"		.cfi_offset 7, 96\n"
	"	stw %r8, -156(%sp)\n"
	"		.cfi_offset 8, 100\n"
	"	stw %r9, -152(%sp)\n"
	"		.cfi_offset 9, 104\n"
	"	stw %r10, -148(%sp)\n"
	"		.cfi_offset 10, 108\n"
	"	stw %r11, -144(%sp)\n"
	"		.cfi_offset 11, 112\n"
	"	stw %r12, -140(%sp)\n"
	"		.cfi_offset 12, 116\n"
	"	stw %r13, -136(%sp)\n"
	"		.cfi_offset 13, 120\n"
	"	stw %r14, -132(%sp)\n"
	"		.cfi_offset 14, 124\n"
	"	stw %r15, -128(%sp)\n"
	"		.cfi_offset 15, 128\n"
	"	stw %r16, -124(%sp)\n"
	"		.cfi_offset 16, 132\n"
	"	stw %r17, -120(%sp)\n"
	"		.cfi_offset 17, 136\n"
	"	stw %r18, -116(%sp)\n"
	"		.cfi_offset 18, 140\n"
	"	stw %rp, -112(%sp)\n"
	"		.cfi_offset 2, 144\n"
#if SHUNT_FP_CONTROL
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r1\n"
	"	stw %r1, -108(%sp)\n"
#endif
	"	stw %sp, 0(%r24)\n"
	"	copy %r25, %sp\n"
	"	copy %r23, %r22\n"
	"	bl $$dyncall, %r31\n"
	"	copy %r31, %rp\n"
#if SHUNT_FP_CONTROL
	"	ldw -108(%sp), %r1\n"
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r20\n"
	"	xor %r1, %r20, %r21\n"
	"	ldi 0x63f, %r1\n"
	"	and %r21, %r1, %r21\n"
	"	xor %r20, %r21, %r20\n"
	"	stw %r20, 0(%r19)\n"
	"	comiclr,= 0, %r21, %r0\n"
	"	fldd 0(%r19), %fr0\n"
#endif
	"	ldw -176(%sp), %r3\n"
	"	ldw -172(%sp), %r4\n"
	"	ldw -168(%sp), %r5\n"
	"	ldw -164(%sp), %r6\n"
	"	ldw -160(%sp), %r7\n"
	"	ldw -156(%sp), %r8\n"
	"	ldw -152(%sp), %r9\n"
	"	ldw -148(%sp), %r10\n"
	"	ldw -144(%sp), %r11\n"
	"	ldw -140(%sp), %r12\n"
	"	ldw -136(%sp), %r13\n"
	"	ldw -132(%sp), %r14\n"
	"	ldw -128(%sp), %r15\n"
	"	ldw -124(%sp), %r16\n"
	"	ldw -120(%sp), %r17\n"
	"	ldw -116(%sp), %r18\n"
	"	ldw -112(%sp), %rp\n"
	"	ldo -176(%sp), %sp\n"
	"		.cfi_def_cfa_offset -80\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"		.cfi_restore 15\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 2\n"
	"	fldd,mb -8(%sp), %fr21\n"
	"		.cfi_def_cfa_offset -72\n"
	"		.cfi_restore 66\n"
	"		.cfi_restore 67\n"
	"	fldd,mb -8(%sp), %fr20\n"
	"		.cfi_def_cfa_offset -64\n"
	"		.cfi_restore 64\n"
	"		.cfi_restore 65\n"
	"	fldd,mb -8(%sp), %fr19\n"
	"		.cfi_def_cfa_offset -56\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"	fldd,mb -8(%sp), %fr18\n"
	"		.cfi_def_cfa_offset -48\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"	fldd,mb -8(%sp), %fr17\n"
	"		.cfi_def_cfa_offset -40\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"	fldd,mb -8(%sp), %fr16\n"
	"		.cfi_def_cfa_offset -32\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"	fldd,mb -8(%sp), %fr15\n"
	"		.cfi_def_cfa_offset -24\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"	fldd,mb -8(%sp), %fr14\n"
	"		.cfi_def_cfa_offset -16\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"	fldd,mb -8(%sp), %fr13\n"
	"		.cfi_def_cfa_offset -8\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"	fldd,mb -8(%sp), %fr12\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 48\n"
	"		.cfi_restore 49\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 2\n"
	"	break 0, 0\n"
	SHUNT_LABEL(shunt_entry_point)
	"	ldw -60(%sp), %r26\n"
	"	copy %r28, %r25\n"
	"	ldw -56(%sp), %r22\n"
	"	bl $$dyncall, %r31\n"
	"	copy %r31, %rp\n"
	"	comiclr,<> 0, %r28, %r0\n"
	"	break 0, 0\n"
	"	ldw -60(%sp), %r1\n"
	"	copy %r28, %sp\n"
	"		.cfi_def_cfa_offset -256\n"
	"		.cfi_offset 3, 80\n"
	"		.cfi_offset 4, 84\n"
	"		.cfi_offset 5, 88\n"
	"		.cfi_offset 6, 92\n"
	"		.cfi_offset 7, 96\n"
	"		.cfi_offset 8, 100\n"
	"		.cfi_offset 9, 104\n"
	"		.cfi_offset 10, 108\n"
	"		.cfi_offset 11, 112\n"
	"		.cfi_offset 12, 116\n"
	"		.cfi_offset 13, 120\n"
	"		.cfi_offset 14, 124\n"
	"		.cfi_offset 15, 128\n"
	"		.cfi_offset 16, 132\n"
	"		.cfi_offset 17, 136\n"
	"		.cfi_offset 18, 140\n"
	"		.cfi_offset 48, 0\n"
	"		.cfi_offset 49, 4\n"
	"		.cfi_offset 50, 8\n"
	"		.cfi_offset 51, 12\n"
	"		.cfi_offset 52, 16\n"
	"		.cfi_offset 53, 20\n"
	"		.cfi_offset 54, 24\n"
	"		.cfi_offset 55, 28\n"
	"		.cfi_offset 56, 32\n"
	"		.cfi_offset 57, 36\n"
	"		.cfi_offset 58, 40\n"
	"		.cfi_offset 59, 44\n"
	"		.cfi_offset 60, 48\n"
	"		.cfi_offset 61, 52\n"
	"		.cfi_offset 62, 56\n"
	"		.cfi_offset 63, 60\n"
	"		.cfi_offset 64, 64\n"
	"		.cfi_offset 65, 68\n"
	"		.cfi_offset 66, 72\n"
	"		.cfi_offset 67, 76\n"
	"		.cfi_offset 2, 144\n"
	"	copy %r1, %r28\n"
#if SHUNT_FP_CONTROL
	"	ldw -108(%sp), %r1\n"
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r20\n"
	"	xor %r1, %r20, %r21\n"
	"	ldi 0x63f, %r1\n"
	"	and %r21, %r1, %r21\n"
	"	xor %r20, %r21, %r20\n"
	"	stw %r20, 0(%r19)\n"
	"	comiclr,= 0, %r21, %r0\n"
	"	fldd 0(%r19), %fr0\n"
#endif
	"	ldw -176(%sp), %r3\n"
	"	ldw -172(%sp), %r4\n"
	"	ldw -168(%sp), %r5\n"
	"	ldw -164(%sp), %r6\n"
	"	ldw -160(%sp), %r7\n"
	"	ldw -156(%sp), %r8\n"
	"	ldw -152(%sp), %r9\n"
	"	ldw -148(%sp), %r10\n"
	"	ldw -144(%sp), %r11\n"
	"	ldw -140(%sp), %r12\n"
	"	ldw -136(%sp), %r13\n"
	"	ldw -132(%sp), %r14\n"
	"	ldw -128(%sp), %r15\n"
	"	ldw -124(%sp), %r16\n"
	"	ldw -120(%sp), %r17\n"
	"	ldw -116(%sp), %r18\n"
	"	ldw -112(%sp), %rp\n"
	"	ldo -176(%sp), %sp\n"
	"		.cfi_def_cfa_offset -80\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"		.cfi_restore 15\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 2\n"
	"	fldd,mb -8(%sp), %fr21\n"
	"		.cfi_def_cfa_offset -72\n"
	"		.cfi_restore 66\n"
	"		.cfi_restore 67\n"
	"	fldd,mb -8(%sp), %fr20\n"
	"		.cfi_def_cfa_offset -64\n"
	"		.cfi_restore 64\n"
	"		.cfi_restore 65\n"
	"	fldd,mb -8(%sp), %fr19\n"
	"		.cfi_def_cfa_offset -56\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"	fldd,mb -8(%sp), %fr18\n"
	"		.cfi_def_cfa_offset -48\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"	fldd,mb -8(%sp), %fr17\n"
	"		.cfi_def_cfa_offset -40\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"	fldd,mb -8(%sp), %fr16\n"
	"		.cfi_def_cfa_offset -32\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"	fldd,mb -8(%sp), %fr15\n"
	"		.cfi_def_cfa_offset -24\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"	fldd,mb -8(%sp), %fr14\n"
	"		.cfi_def_cfa_offset -16\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"	fldd,mb -8(%sp), %fr13\n"
	"		.cfi_def_cfa_offset -8\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"	fldd,mb -8(%sp), %fr12\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 48\n"
	"		.cfi_restore 49\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x07, 0x8e, 0x40, 0x06, 0x11, 0x80, 0x7e, 0x22\n"
	"		.cfi_offset 3, 80\n"
	"		.cfi_offset 4, 84\n"
	"		.cfi_offset 5, 88\n"
	"		.cfi_offset 6, 92\n"
	"		.cfi_offset 7, 96\n"
	"		.cfi_offset 8, 100\n"
	"		.cfi_offset 9, 104\n"
	"		.cfi_offset 10, 108\n"
	"		.cfi_offset 11, 112\n"
	"		.cfi_offset 12, 116\n"
	"		.cfi_offset 13, 120\n"
	"		.cfi_offset 14, 124\n"
	"		.cfi_offset 15, 128\n"
	"		.cfi_offset 16, 132\n"
	"		.cfi_offset 17, 136\n"
	"		.cfi_offset 18, 140\n"
	"		.cfi_offset 48, 0\n"
	"		.cfi_offset 49, 4\n"
	"		.cfi_offset 50, 8\n"
	"		.cfi_offset 51, 12\n"
	"		.cfi_offset 52, 16\n"
	"		.cfi_offset 53, 20\n"
	"		.cfi_offset 54, 24\n"
	"		.cfi_offset 55, 28\n"
	"		.cfi_offset 56, 32\n"
	"		.cfi_offset 57, 36\n"
	"		.cfi_offset 58, 40\n"
	"		.cfi_offset 59, 44\n"
	"		.cfi_offset 60, 48\n"
	"		.cfi_offset 61, 52\n"
	"		.cfi_offset 62, 56\n"
	"		.cfi_offset 63, 60\n"
	"		.cfi_offset 64, 64\n"
	"		.cfi_offset 65, 68\n"
	"		.cfi_offset 66, 72\n"
	"		.cfi_offset 67, 76\n"
	"		.cfi_offset 2, 144\n"
	"	break 0, 0\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	ldw -60(%sp), %r26\n"
	"	copy %r28, %r25\n"
	"	ldw -56(%sp), %r22\n"
	"	bl $$dyncall, %r31\n"
	"	copy %r31, %rp\n"
	"	comiclr,<> 0, %r28, %r0\n"
	"	break 0, 0\n"
	"	ldw -60(%sp), %r1\n"
	"	copy %r28, %sp\n"
	"		.cfi_def_cfa 30, -256\n"
	"	copy %r1, %r28\n"
#if SHUNT_FP_CONTROL
	"	ldw -108(%sp), %r1\n"
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r20\n"
	"	xor %r1, %r20, %r21\n"
	"	ldi 0x63f, %r1\n"
	"	and %r21, %r1, %r21\n"
	"	xor %r20, %r21, %r20\n"
	"	stw %r20, 0(%r19)\n"
	"	comiclr,= 0, %r21, %r0\n"
	"	fldd 0(%r19), %fr0\n"
#endif
	"	ldw -176(%sp), %r3\n"
	"	ldw -172(%sp), %r4\n"
	"	ldw -168(%sp), %r5\n"
	"	ldw -164(%sp), %r6\n"
	"	ldw -160(%sp), %r7\n"
	"	ldw -156(%sp), %r8\n"
	"	ldw -152(%sp), %r9\n"
	"	ldw -148(%sp), %r10\n"
	"	ldw -144(%sp), %r11\n"
	"	ldw -140(%sp), %r12\n"
	"	ldw -136(%sp), %r13\n"
	"	ldw -132(%sp), %r14\n"
	"	ldw -128(%sp), %r15\n"
	"	ldw -124(%sp), %r16\n"
	"	ldw -120(%sp), %r17\n"
	"	ldw -116(%sp), %r18\n"
	"	ldw -112(%sp), %rp\n"
	"	ldo -176(%sp), %sp\n"
	"		.cfi_def_cfa_offset -80\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 12\n"
	"		.cfi_restore 13\n"
	"		.cfi_restore 14\n"
	"		.cfi_restore 15\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 2\n"
	"	fldd,mb -8(%sp), %fr21\n"
	"		.cfi_def_cfa_offset -72\n"
	"		.cfi_restore 66\n"
	"		.cfi_restore 67\n"
	"	fldd,mb -8(%sp), %fr20\n"
	"		.cfi_def_cfa_offset -64\n"
	"		.cfi_restore 64\n"
	"		.cfi_restore 65\n"
	"	fldd,mb -8(%sp), %fr19\n"
	"		.cfi_def_cfa_offset -56\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"	fldd,mb -8(%sp), %fr18\n"
	"		.cfi_def_cfa_offset -48\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"	fldd,mb -8(%sp), %fr17\n"
	"		.cfi_def_cfa_offset -40\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"	fldd,mb -8(%sp), %fr16\n"
	"		.cfi_def_cfa_offset -32\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"	fldd,mb -8(%sp), %fr15\n"
	"		.cfi_def_cfa_offset -24\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"	fldd,mb -8(%sp), %fr14\n"
	"		.cfi_def_cfa_offset -16\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"	fldd,mb -8(%sp), %fr13\n"
	"		.cfi_def_cfa_offset -8\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"	fldd,mb -8(%sp), %fr12\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 48\n"
	"		.cfi_restore 49\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	ldo 64(%sp), %sp\n"
	"		.cfi_def_cfa_offset -64\n"
	"	stw %r3, -64(%sp)\n"
	"		.cfi_offset 3, 0\n"
	"	stw %rp, -60(%sp)\n"
	"		.cfi_offset 2, 4\n"
	"	copy %sp, %r3\n"
	"	ldo 64(%r26), %sp\n"
	"		.cfi_def_cfa_register 3\n"
	"	copy %r24, %r26\n"
	"	copy %r25, %r22\n"
	"	bl $$dyncall, %r31\n"
	"	copy %r31, %rp\n"
	"	copy %r3, %sp\n"
	"	ldw -64(%sp), %r3\n"
	"		.cfi_def_cfa_register 30\n"
	"	ldw -60(%sp), %rp\n"
	"	ldo -64(%sp), %sp\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 3\n"
	"		.cfi_restore 2\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	ldo 64(%r26), %sp\n"
	"		.cfi_undefined 2\n"
	"	ldi 0, %r3\n"
	"	copy %r24, %r26\n"
	"	copy %r25, %r22\n"
	"	bl $$dyncall, %r31\n"
	"	copy %r31, %rp\n"
	"	break 0, 0\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	stw %sp, 0(%r26)\n"
	"	stw %rp, 4(%r26)\n"
	"	copy %r26, %r1\n"
	"	ldo 72(%r1), %r1\n"
	"	fstd %fr12, 0(%r1)\n"
	"	fstd %fr13, 8(%r1)\n"
	"	ldo 16(%r1), %r1\n"
	"	fstd %fr14, 0(%r1)\n"
	"	fstd %fr15, 8(%r1)\n"
	"	ldo 16(%r1), %r1\n"
	"	fstd %fr16, 0(%r1)\n"
	"	fstd %fr17, 8(%r1)\n"
	"	ldo 16(%r1), %r1\n"
	"	fstd %fr18, 0(%r1)\n"
	"	fstd %fr19, 8(%r1)\n"
	"	ldo 16(%r1), %r1\n"
	"	fstd %fr20, 0(%r1)\n"
	"	fstd %fr21, 8(%r1)\n"
	"	stw %r3, -128(%r1)\n"
	"	stw %r4, -124(%r1)\n"
	"	stw %r5, -120(%r1)\n"
	"	stw %r6, -116(%r1)\n"
	"	stw %r7, -112(%r1)\n"
	"	stw %r8, -108(%r1)\n"
	"	stw %r9, -104(%r1)\n"
	"	stw %r10, -100(%r1)\n"
	"	stw %r11, -96(%r1)\n"
	"	stw %r12, -92(%r1)\n"
	"	stw %r13, -88(%r1)\n"
	"	stw %r14, -84(%r1)\n"
	"	stw %r15, -80(%r1)\n"
	"	stw %r16, -76(%r1)\n"
	"	stw %r17, -72(%r1)\n"
	"	stw %r18, -68(%r1)\n"
#if SHUNT_FP_CONTROL
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r1\n"
	"	stw %r1, 152(%r26)\n"
#endif
	"	ldi 0, %r28\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if SHUNT_FP_CONTROL
	"	ldw 152(%r26), %r1\n"
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r20\n"
	"	xor %r1, %r20, %r21\n"
	"	ldi 0x63f, %r1\n"
	"	and %r21, %r1, %r21\n"
	"	xor %r20, %r21, %r20\n"
	"	stw %r20, 0(%r19)\n"
	"	comiclr,= 0, %r21, %r0\n"
	"	fldd 0(%r19), %fr0\n"
#endif
	"	ldw 8(%r26), %r3\n"
	"		.cfi_escape 0x0f, 0x05, 0x8a, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x04, 0x02, 0x8a, 0x0c\n"
	"		.cfi_escape 0x10, 0x05, 0x02, 0x8a, 0x10\n"
	"		.cfi_escape 0x10, 0x06, 0x02, 0x8a, 0x14\n"
	"		.cfi_escape 0x10, 0x07, 0x02, 0x8a, 0x18\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x8a, 0x1c\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x8a, 0x20\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x8a, 0x24\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x8a, 0x28\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x8a, 0x2c\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x8a, 0x30\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x8a, 0x34\n"
	"		.cfi_escape 0x10, 0x0f, 0x02, 0x8a, 0x38\n"
	"		.cfi_escape 0x10, 0x10, 0x02, 0x8a, 0x3c\n"
	"		.cfi_escape 0x10, 0x11, 0x03, 0x8a, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x12, 0x03, 0x8a, 0xc4, 0x00\n"
	"		.cfi_escape 0x10, 0x30, 0x03, 0x8a, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x31, 0x03, 0x8a, 0xcc, 0x00\n"
	"		.cfi_escape 0x10, 0x32, 0x03, 0x8a, 0xd0, 0x00\n"
	"		.cfi_escape 0x10, 0x33, 0x03, 0x8a, 0xd4, 0x00\n"
	"		.cfi_escape 0x10, 0x34, 0x03, 0x8a, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x35, 0x03, 0x8a, 0xdc, 0x00\n"
	"		.cfi_escape 0x10, 0x36, 0x03, 0x8a, 0xe0, 0x00\n"
	"		.cfi_escape 0x10, 0x37, 0x03, 0x8a, 0xe4, 0x00\n"
	"		.cfi_escape 0x10, 0x38, 0x03, 0x8a, 0xe8, 0x00\n"
	"		.cfi_escape 0x10, 0x39, 0x03, 0x8a, 0xec, 0x00\n"
	"		.cfi_escape 0x10, 0x3a, 0x03, 0x8a, 0xf0, 0x00\n"
	"		.cfi_escape 0x10, 0x3b, 0x03, 0x8a, 0xf4, 0x00\n"
	"		.cfi_escape 0x10, 0x3c, 0x03, 0x8a, 0xf8, 0x00\n"
	"		.cfi_escape 0x10, 0x3d, 0x03, 0x8a, 0xfc, 0x00\n"
	"		.cfi_escape 0x10, 0x3e, 0x03, 0x8a, 0x80, 0x01\n"
	"		.cfi_escape 0x10, 0x3f, 0x03, 0x8a, 0x84, 0x01\n"
	"		.cfi_escape 0x10, 0x40, 0x03, 0x8a, 0x88, 0x01\n"
	"		.cfi_escape 0x10, 0x41, 0x03, 0x8a, 0x8c, 0x01\n"
	"		.cfi_escape 0x10, 0x42, 0x03, 0x8a, 0x90, 0x01\n"
	"		.cfi_escape 0x10, 0x43, 0x03, 0x8a, 0x94, 0x01\n"
	"		.cfi_escape 0x10, 0x02, 0x02, 0x8a, 0x04\n"
	"	ldw 12(%r26), %r4\n"
	"		.cfi_restore 4\n"
	"	ldw 16(%r26), %r5\n"
	"		.cfi_restore 5\n"
	"	ldw 20(%r26), %r6\n"
	"		.cfi_restore 6\n"
	"	ldw 24(%r26), %r7\n"
	"		.cfi_restore 7\n"
	"	ldw 28(%r26), %r8\n"
	"		.cfi_restore 8\n"
	"	ldw 32(%r26), %r9\n"
	"		.cfi_restore 9\n"
	"	ldw 36(%r26), %r10\n"
	"		.cfi_restore 10\n"
	"	ldw 40(%r26), %r11\n"
	"		.cfi_restore 11\n"
	"	ldw 44(%r26), %r12\n"
	"		.cfi_restore 12\n"
	"	ldw 48(%r26), %r13\n"
	"		.cfi_restore 13\n"
	"	ldw 52(%r26), %r14\n"
	"		.cfi_restore 14\n"
	"	ldw 56(%r26), %r15\n"
	"		.cfi_restore 15\n"
	"	ldw 60(%r26), %r16\n"
	"		.cfi_restore 16\n"
	"	ldw 64(%r26), %r17\n"
	"		.cfi_restore 17\n"
	"	ldw 68(%r26), %r18\n"
	"		.cfi_restore 18\n"
	"	copy %r26, %r1\n"
	"	ldo 72(%r1), %r1\n"
	"	fldd 0(%r1), %fr12\n"
	"		.cfi_restore 48\n"
	"		.cfi_restore 49\n"
	"	fldd 8(%r1), %fr13\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"	ldo 16(%r1), %r1\n"
	"	fldd 0(%r1), %fr14\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"	fldd 8(%r1), %fr15\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"	ldo 16(%r1), %r1\n"
	"	fldd 0(%r1), %fr16\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"	fldd 8(%r1), %fr17\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"	ldo 16(%r1), %r1\n"
	"	fldd 0(%r1), %fr18\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"	fldd 8(%r1), %fr19\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"	ldo 16(%r1), %r1\n"
	"	fldd 0(%r1), %fr20\n"
	"		.cfi_restore 64\n"
	"		.cfi_restore 65\n"
	"	fldd 8(%r1), %fr21\n"
	"		.cfi_restore 66\n"
	"		.cfi_restore 67\n"
	"	ldw -132(%r1), %rp\n"
	"		.cfi_restore 2\n"
	"	ldw -136(%r1), %sp\n"
	"	copy %r25, %r28\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	copy %sp, %r28\n"
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if SHUNT_FP_CONTROL
	"	ldo -48(%sp), %r19\n"
	"	fstd %fr0, 0(%r19)\n"
	"	ldw 0(%r19), %r1\n"
	"	stw %r1, -108(%r26)\n"
#endif
	"	bv,n %r0(%rp)\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	break 0, 0\n"
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
	FRAME_SIZE = 256,	/* of a suspended context */
	RETURN_SLOT = -112,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 64,
	INLINE_RETURN_SLOT = -56,
	ROOT_SIZE = 64,	/* from the root's stack pointer to the root end */
	ROOT_FN = -56,	/* from the root's stack pointer */
	ROOT_ARG = -60,
	ROOT_LINK = -64
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
	return (void)size, (char *)base;
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
	char *root = end + ROOT_SIZE;
	char *frame = root + (FRAME_SIZE - 0);
	char *low = end;
	char *high = frame;

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
	root = root_end(base, size) + ROOT_SIZE;
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
	frame -= FRAME_SIZE - INLINE_FRAME_SIZE;
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
