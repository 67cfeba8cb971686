/*
 * AArch64 procedure call standard, ELF.  Arm IHI 0055, sections 6.1 and 6.4.5; DWARF numbers from IHI 0057, 4.1.
 *
 * Generated from arch-specs/aarch64-aapcs64.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (sp); the CFA is at +176:
 *
 *      +168  8   return address
 *      +160  8   x29
 *      +152  8   x28
 *      +144  8   x27
 *      +136  8   x26
 *      +128  8   x25
 *      +120  8   x24
 *      +112  8   x23
 *      +104  8   x22
 *       +96  8   x21
 *       +88  8   x20
 *       +80  8   x19
 *       +72  8   d15
 *       +64  8   d14
 *       +56  8   d13
 *       +48  8   d12
 *       +40  8   d11
 *       +32  8   d10
 *       +24  8   d9
 *       +16  8   d8
 *        +8  8   fpcr (if configured)
 */
#include "shunt.h"

#if !(defined __aarch64__ && defined __AARCH64EL__ && defined __LP64__ && defined __ELF__ && defined __ARM_FP)
#error "these are the stubs of aarch64-aapcs64; this compiler has another ABI"
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
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	sub sp, sp, #176\n"
	"		.cfi_def_cfa_offset 176\n"
	"	stp x19, x20, [sp, #80]\n"
	"		.cfi_offset 19, -96\n"
	"		.cfi_offset 20, -88\n"
	"	stp x21, x22, [sp, #96]\n"
	"		.cfi_offset 21, -80\n"
	"		.cfi_offset 22, -72\n"
	"	stp x23, x24, [sp, #112]\n"
	"		.cfi_offset 23, -64\n"
	"		.cfi_offset 24, -56\n"
	"	stp x25, x26, [sp, #128]\n"
	"		.cfi_offset 25, -48\n"
	"		.cfi_offset 26, -40\n"
	"	stp x27, x28, [sp, #144]\n"
	"		.cfi_offset 27, -32\n"
	"		.cfi_offset 28, -24\n"
	"	stp x29, x30, [sp, #160]\n"
	"		.cfi_offset 29, -16\n"
	"		.cfi_offset 30, -8\n"
	"	stp d8, d9, [sp, #16]\n"
	"		.cfi_offset 72, -160\n"
	"		.cfi_offset 73, -152\n"
	"	stp d10, d11, [sp, #32]\n"
	"		.cfi_offset 74, -144\n"
	"		.cfi_offset 75, -136\n"
	"	stp d12, d13, [sp, #48]\n"
	"		.cfi_offset 76, -128\n"
	"		.cfi_offset 77, -120\n"
	"	stp d14, d15, [sp, #64]\n"
	"		.cfi_offset 78, -112\n"
	"		.cfi_offset 79, -104\n"
#if SHUNT_FP_CONTROL
	"	mrs x8, fpcr\n"
	"	str x8, [sp, #8]\n"
#endif
	"	mov x8, sp\n"
	"	str x8, [x2, #0]\n"
	"	mov sp, x1\n"
#if SHUNT_FP_CONTROL
	"	ldr x8, [sp, #8]\n"
	"	mrs x9, fpcr\n"
	"	cmp x9, x8\n"
	"	b.eq 1f\n"
	"	msr fpcr, x8\n"
	"1:\n"
#endif
	"	ldp d8, d9, [sp, #16]\n"
	"	ldp d10, d11, [sp, #32]\n"
	"	ldp d12, d13, [sp, #48]\n"
	"	ldp d14, d15, [sp, #64]\n"
	"	ldp x19, x20, [sp, #80]\n"
	"	ldp x21, x22, [sp, #96]\n"
	"	ldp x23, x24, [sp, #112]\n"
	"	ldp x25, x26, [sp, #128]\n"
	"	ldp x27, x28, [sp, #144]\n"
	"	ldp x29, x30, [sp, #160]\n"
	"	add sp, sp, #176\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 72\n"
	"		.cfi_restore 73\n"
	"		.cfi_restore 74\n"
	"		.cfi_restore 75\n"
	"		.cfi_restore 76\n"
	"		.cfi_restore 77\n"
	"		.cfi_restore 78\n"
	"		.cfi_restore 79\n"
	"		.cfi_restore 30\n"
	"	ret\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	sub sp, sp, #176\n"
	"		.cfi_def_cfa_offset 176\n"
	"	stp x19, x20, [sp, #80]\n"
	"		.cfi_offset 19, -96\n"
	"		.cfi_offset 20, -88\n"
	"	stp x21, x22, [sp, #96]\n"
	"		.cfi_offset 21, -80\n"
	"		.cfi_offset 22, -72\n"
	"	stp x23, x24, [sp, #112]\n"
	"		.cfi_offset 23, -64\n"
	"		.cfi_offset 24, -56\n"
	"	stp x25, x26, [sp, #128]\n"
	"		.cfi_offset 25, -48\n"
	"		.cfi_offset 26, -40\n"
	"	stp x27, x28, [sp, #144]\n"
	"		.cfi_offset 27, -32\n"
	"		.cfi_offset 28, -24\n"
	"	stp x29, x30, [sp, #160]\n"
	"		.cfi_offset 29, -16\n"
	"		.cfi_offset 30, -8\n"
	"	stp d8, d9, [sp, #16]\n"
	"		.cfi_offset 72, -160\n"
	"		.cfi_offset 73, -152\n"
	"	stp d10, d11, [sp, #32]\n"
	"		.cfi_offset 74, -144\n"
	"		.cfi_offset 75, -136\n"
	"	stp d12, d13, [sp, #48]\n"
	"		.cfi_offset 76, -128\n"
	"		.cfi_offset 77, -120\n"
	"	stp d14, d15, [sp, #64]\n"
	"		.cfi_offset 78, -112\n"
	"		.cfi_offset 79, -104\n"
#if SHUNT_FP_CONTROL
	"	mrs x8, fpcr\n"
	"	str x8, [sp, #8]\n"
#endif
	"	mov x8, sp\n"
	"	str x8, [x2, #0]\n"
	"	mov sp, x1\n"
	"	blr x3\n"
#if SHUNT_FP_CONTROL
	"	ldr x8, [sp, #8]\n"
	"	mrs x9, fpcr\n"
	"	cmp x9, x8\n"
	"	b.eq 1f\n"
	"	msr fpcr, x8\n"
	"1:\n"
#endif
	"	ldp d8, d9, [sp, #16]\n"
	"	ldp d10, d11, [sp, #32]\n"
	"	ldp d12, d13, [sp, #48]\n"
	"	ldp d14, d15, [sp, #64]\n"
	"	ldp x19, x20, [sp, #80]\n"
	"	ldp x21, x22, [sp, #96]\n"
	"	ldp x23, x24, [sp, #112]\n"
	"	ldp x25, x26, [sp, #128]\n"
	"	ldp x27, x28, [sp, #144]\n"
	"	ldp x29, x30, [sp, #160]\n"
	"	add sp, sp, #176\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 72\n"
	"		.cfi_restore 73\n"
	"		.cfi_restore 74\n"
	"		.cfi_restore 75\n"
	"		.cfi_restore 76\n"
	"		.cfi_restore 77\n"
	"		.cfi_restore 78\n"
	"		.cfi_restore 79\n"
	"		.cfi_restore 30\n"
	"	ret\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 30\n"
	"	brk #0x57\n"
	SHUNT_LABEL(shunt_entry_point)
	"	ldr x8, [sp, #8]\n"
	"	mov x1, x0\n"
	"	ldr x0, [sp, #16]\n"
	"	blr x8\n"
	"	cbnz x0, 1f\n"
	"	brk #0x57\n"
	"1:\n"
	"	ldr x8, [sp, #16]\n"
	"	mov sp, x0\n"
	"		.cfi_def_cfa_offset 176\n"
	"		.cfi_offset 19, -96\n"
	"		.cfi_offset 20, -88\n"
	"		.cfi_offset 21, -80\n"
	"		.cfi_offset 22, -72\n"
	"		.cfi_offset 23, -64\n"
	"		.cfi_offset 24, -56\n"
	"		.cfi_offset 25, -48\n"
	"		.cfi_offset 26, -40\n"
	"		.cfi_offset 27, -32\n"
	"		.cfi_offset 28, -24\n"
	"		.cfi_offset 29, -16\n"
	"		.cfi_offset 72, -160\n"
	"		.cfi_offset 73, -152\n"
	"		.cfi_offset 74, -144\n"
	"		.cfi_offset 75, -136\n"
	"		.cfi_offset 76, -128\n"
	"		.cfi_offset 77, -120\n"
	"		.cfi_offset 78, -112\n"
	"		.cfi_offset 79, -104\n"
	"		.cfi_offset 30, -8\n"
	"	mov x0, x8\n"
#if SHUNT_FP_CONTROL
	"	ldr x8, [sp, #8]\n"
	"	mrs x9, fpcr\n"
	"	cmp x9, x8\n"
	"	b.eq 1f\n"
	"	msr fpcr, x8\n"
	"1:\n"
#endif
	"	ldp d8, d9, [sp, #16]\n"
	"	ldp d10, d11, [sp, #32]\n"
	"	ldp d12, d13, [sp, #48]\n"
	"	ldp d14, d15, [sp, #64]\n"
	"	ldp x19, x20, [sp, #80]\n"
	"	ldp x21, x22, [sp, #96]\n"
	"	ldp x23, x24, [sp, #112]\n"
	"	ldp x25, x26, [sp, #128]\n"
	"	ldp x27, x28, [sp, #144]\n"
	"	ldp x29, x30, [sp, #160]\n"
	"	add sp, sp, #176\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 72\n"
	"		.cfi_restore 73\n"
	"		.cfi_restore 74\n"
	"		.cfi_restore 75\n"
	"		.cfi_restore 76\n"
	"		.cfi_restore 77\n"
	"		.cfi_restore 78\n"
	"		.cfi_restore 79\n"
	"		.cfi_restore 30\n"
	"	ret\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x06, 0x8f, 0x18, 0x06, 0x23, 0xb0, 0x01\n"
	"		.cfi_offset 19, -96\n"
	"		.cfi_offset 20, -88\n"
	"		.cfi_offset 21, -80\n"
	"		.cfi_offset 22, -72\n"
	"		.cfi_offset 23, -64\n"
	"		.cfi_offset 24, -56\n"
	"		.cfi_offset 25, -48\n"
	"		.cfi_offset 26, -40\n"
	"		.cfi_offset 27, -32\n"
	"		.cfi_offset 28, -24\n"
	"		.cfi_offset 29, -16\n"
	"		.cfi_offset 72, -160\n"
	"		.cfi_offset 73, -152\n"
	"		.cfi_offset 74, -144\n"
	"		.cfi_offset 75, -136\n"
	"		.cfi_offset 76, -128\n"
	"		.cfi_offset 77, -120\n"
	"		.cfi_offset 78, -112\n"
	"		.cfi_offset 79, -104\n"
	"		.cfi_offset 30, -8\n"
	"	brk #0x57\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	ldr x8, [sp, #8]\n"
	"	mov x1, x0\n"
	"	ldr x0, [sp, #16]\n"
	"	blr x8\n"
	"	cbnz x0, 1f\n"
	"	brk #0x57\n"
	"1:\n"
	"	ldr x8, [sp, #16]\n"
	"	mov sp, x0\n"
	"		.cfi_def_cfa 31, 176\n"
	"	mov x0, x8\n"
#if SHUNT_FP_CONTROL
	"	ldr x8, [sp, #8]\n"
	"	mrs x9, fpcr\n"
	"	cmp x9, x8\n"
	"	b.eq 1f\n"
	"	msr fpcr, x8\n"
	"1:\n"
#endif
	"	ldp d8, d9, [sp, #16]\n"
	"	ldp d10, d11, [sp, #32]\n"
	"	ldp d12, d13, [sp, #48]\n"
	"	ldp d14, d15, [sp, #64]\n"
	"	ldp x19, x20, [sp, #80]\n"
	"	ldp x21, x22, [sp, #96]\n"
	"	ldp x23, x24, [sp, #112]\n"
	"	ldp x25, x26, [sp, #128]\n"
	"	ldp x27, x28, [sp, #144]\n"
	"	ldp x29, x30, [sp, #160]\n"
	"	add sp, sp, #176\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 28\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 72\n"
	"		.cfi_restore 73\n"
	"		.cfi_restore 74\n"
	"		.cfi_restore 75\n"
	"		.cfi_restore 76\n"
	"		.cfi_restore 77\n"
	"		.cfi_restore 78\n"
	"		.cfi_restore 79\n"
	"		.cfi_restore 30\n"
	"	ret\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	sub sp, sp, #16\n"
	"		.cfi_def_cfa_offset 16\n"
	"	stp x29, x30, [sp, #0]\n"
	"		.cfi_offset 29, -16\n"
	"		.cfi_offset 30, -8\n"
	"	mov x29, sp\n"
	"	mov sp, x0\n"
	"		.cfi_def_cfa_register 29\n"
	"	mov x0, x2\n"
	"	blr x1\n"
	"	mov sp, x29\n"
	"	ldp x29, x30, [sp, #0]\n"
	"		.cfi_def_cfa_register 31\n"
	"	add sp, sp, #16\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 29\n"
	"		.cfi_restore 30\n"
	"	ret\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	mov sp, x0\n"
	"		.cfi_undefined 30\n"
	"	mov x29, #0\n"
	"	mov x0, x2\n"
	"	blr x1\n"
	"	brk #0x57\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	mov x8, sp\n"
	"	str x8, [x0, #0]\n"
	"	str x30, [x0, #8]\n"
	"	stp x19, x20, [x0, #16]\n"
	"	stp x21, x22, [x0, #32]\n"
	"	stp x23, x24, [x0, #48]\n"
	"	stp x25, x26, [x0, #64]\n"
	"	stp x27, x28, [x0, #80]\n"
	"	str x29, [x0, #96]\n"
	"	stp d8, d9, [x0, #104]\n"
	"	stp d10, d11, [x0, #120]\n"
	"	stp d12, d13, [x0, #136]\n"
	"	stp d14, d15, [x0, #152]\n"
#if SHUNT_FP_CONTROL
	"	mrs x8, fpcr\n"
	"	str x8, [x0, #168]\n"
#endif
	"	mov x0, #0\n"
	"	ret\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
#if SHUNT_FP_CONTROL
	"	ldr x8, [x0, #168]\n"
	"	mrs x9, fpcr\n"
	"	cmp x9, x8\n"
	"	b.eq 1f\n"
	"	msr fpcr, x8\n"
	"1:\n"
#endif
	"	ldp d8, d9, [x0, #104]\n"
	"		.cfi_escape 0x0f, 0x05, 0x70, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x13, 0x02, 0x70, 0x10\n"
	"		.cfi_escape 0x10, 0x14, 0x02, 0x70, 0x18\n"
	"		.cfi_escape 0x10, 0x15, 0x02, 0x70, 0x20\n"
	"		.cfi_escape 0x10, 0x16, 0x02, 0x70, 0x28\n"
	"		.cfi_escape 0x10, 0x17, 0x02, 0x70, 0x30\n"
	"		.cfi_escape 0x10, 0x18, 0x02, 0x70, 0x38\n"
	"		.cfi_escape 0x10, 0x19, 0x03, 0x70, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x1a, 0x03, 0x70, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x1b, 0x03, 0x70, 0xd0, 0x00\n"
	"		.cfi_escape 0x10, 0x1c, 0x03, 0x70, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x1d, 0x03, 0x70, 0xe0, 0x00\n"
	"		.cfi_escape 0x10, 0x4a, 0x03, 0x70, 0xf8, 0x00\n"
	"		.cfi_escape 0x10, 0x4b, 0x03, 0x70, 0x80, 0x01\n"
	"		.cfi_escape 0x10, 0x4c, 0x03, 0x70, 0x88, 0x01\n"
	"		.cfi_escape 0x10, 0x4d, 0x03, 0x70, 0x90, 0x01\n"
	"		.cfi_escape 0x10, 0x4e, 0x03, 0x70, 0x98, 0x01\n"
	"		.cfi_escape 0x10, 0x4f, 0x03, 0x70, 0xa0, 0x01\n"
	"		.cfi_escape 0x10, 0x1e, 0x02, 0x70, 0x08\n"
	"	ldp d10, d11, [x0, #120]\n"
	"		.cfi_restore 74\n"
	"		.cfi_restore 75\n"
	"	ldp d12, d13, [x0, #136]\n"
	"		.cfi_restore 76\n"
	"		.cfi_restore 77\n"
	"	ldp d14, d15, [x0, #152]\n"
	"		.cfi_restore 78\n"
	"		.cfi_restore 79\n"
	"	ldp x19, x20, [x0, #16]\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"	ldp x21, x22, [x0, #32]\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"	ldp x23, x24, [x0, #48]\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"	ldp x25, x26, [x0, #64]\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"	ldp x27, x28, [x0, #80]\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 28\n"
	"	ldr x29, [x0, #96]\n"
	"		.cfi_restore 29\n"
	"	ldr x30, [x0, #8]\n"
	"		.cfi_restore 30\n"
	"	ldr x8, [x0, #0]\n"
	"	mov sp, x8\n"
	"	mov x0, x1\n"
	"		.cfi_def_cfa 31, 0\n"
	"	ret\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	mov x0, sp\n"
	"	ret\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
#if SHUNT_FP_CONTROL
	"	mrs x8, fpcr\n"
	"	str x8, [x0, #8]\n"
#endif
	"	ret\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)
	"	hint #34\n"
#endif
	"	brk #0x57\n"
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
	FRAME_SIZE = 176,	/* of a suspended context */
	RETURN_SLOT = 168,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 16,
	INLINE_RETURN_SLOT = 8,
	ROOT_SIZE = 32,	/* from the root's stack pointer to the root end */
	ROOT_FN = 8,	/* from the root's stack pointer */
	ROOT_ARG = 16,
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
