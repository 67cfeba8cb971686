/*
 * Arm AAPCS32, VFP variant (armhf), ARM or Thumb-2 code.  Arm IHI 0042, sections 6.1 and 7.1; unwinding by IHI 0038.
 *
 * Generated from arch-specs/arm-aapcs-vfp.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (sp); the CFA is at +104:
 *
 *      +100  4   return address
 *       +96  4   r11
 *       +92  4   r10
 *       +88  4   r9
 *       +84  4   r8
 *       +80  4   r7
 *       +76  4   r6
 *       +72  4   r5
 *       +68  4   r4
 *       +60  8   d15
 *       +52  8   d14
 *       +44  8   d13
 *       +36  8   d12
 *       +28  8   d11
 *       +20  8   d10
 *       +12  8   d9
 *        +4  8   d8
 *        +0  4   fpscr (if configured)
 */
#include "shunt.h"

#if !(defined __arm__ && defined __ARM_PCS_VFP && defined __ARMEL__ && (!defined __thumb__ || defined __thumb2__))
#error "these are the stubs of arm-aapcs-vfp; this compiler has another ABI"
#endif

#define SHUNT_FILE_SCOPE 1
#if defined __thumb__
#define SHUNT_OPEN "	.syntax unified\n" "	.thumb\n" "	.thumb_func\n"
#define SHUNT_CLOSE
#elif !defined __thumb__
#define SHUNT_OPEN "	.syntax unified\n" "	.arm\n"
#define SHUNT_CLOSE
#else
#define SHUNT_OPEN
#define SHUNT_CLOSE
#endif

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
	"		.fnstart\n"
	"	push {r4, r5, r6, r7, r8, r9, r10, r11, lr}\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_offset 4, -36\n"
	"		.cfi_offset 5, -32\n"
	"		.cfi_offset 6, -28\n"
	"		.cfi_offset 7, -24\n"
	"		.cfi_offset 8, -20\n"
	"		.cfi_offset 9, -16\n"
	"		.cfi_offset 10, -12\n"
	"		.cfi_offset 11, -8\n"
	"		.cfi_offset 14, -4\n"
	"	vpush {d8-d15}\n"
	"		.cfi_def_cfa_offset 100\n"
	"		.cfi_offset 264, -100\n"
	"		.cfi_offset 265, -92\n"
	"		.cfi_offset 266, -84\n"
	"		.cfi_offset 267, -76\n"
	"		.cfi_offset 268, -68\n"
	"		.cfi_offset 269, -60\n"
	"		.cfi_offset 270, -52\n"
	"		.cfi_offset 271, -44\n"
	"	sub sp, sp, #4\n"
	"		.cfi_def_cfa_offset 104\n"
#if SHUNT_FP_CONTROL
	"	vmrs r12, fpscr\n"
	"	str r12, [sp, #0]\n"
#endif
	"	str sp, [r2, #0]\n"
	"	mov sp, r1\n"
#if SHUNT_FP_CONTROL
	"	ldr r12, [sp, #0]\n"
	"	vmrs r1, fpscr\n"
	"	eor r2, r1, r12\n"
	"	bic r2, r2, #0xf8000000\n"
	"	bics r2, r2, #0x9f\n"
	"	beq 1f\n"
	"	eor r1, r1, r2\n"
	"	vmsr fpscr, r1\n"
	"1:\n"
#endif
	"	add sp, sp, #4\n"
	"		.cfi_def_cfa_offset 100\n"
	"	vpop {d8-d15}\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 264\n"
	"		.cfi_restore 265\n"
	"		.cfi_restore 266\n"
	"		.cfi_restore 267\n"
	"		.cfi_restore 268\n"
	"		.cfi_restore 269\n"
	"		.cfi_restore 270\n"
	"		.cfi_restore 271\n"
	"	pop {r4, r5, r6, r7, r8, r9, r10, r11, lr}\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 14\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0x00, 0xc9, 0x87, 0x84, 0xff, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"		.fnstart\n"
	"	push {r4, r5, r6, r7, r8, r9, r10, r11, lr}\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_offset 4, -36\n"
	"		.cfi_offset 5, -32\n"
	"		.cfi_offset 6, -28\n"
	"		.cfi_offset 7, -24\n"
	"		.cfi_offset 8, -20\n"
	"		.cfi_offset 9, -16\n"
	"		.cfi_offset 10, -12\n"
	"		.cfi_offset 11, -8\n"
	"		.cfi_offset 14, -4\n"
	"	vpush {d8-d15}\n"
	"		.cfi_def_cfa_offset 100\n"
	"		.cfi_offset 264, -100\n"
	"		.cfi_offset 265, -92\n"
	"		.cfi_offset 266, -84\n"
	"		.cfi_offset 267, -76\n"
	"		.cfi_offset 268, -68\n"
	"		.cfi_offset 269, -60\n"
	"		.cfi_offset 270, -52\n"
	"		.cfi_offset 271, -44\n"
	"	sub sp, sp, #4\n"
	"		.cfi_def_cfa_offset 104\n"
#if SHUNT_FP_CONTROL
	"	vmrs r12, fpscr\n"
	"	str r12, [sp, #0]\n"
#endif
	"	str sp, [r2, #0]\n"
	"	mov sp, r1\n"
	"	blx r3\n"
#if SHUNT_FP_CONTROL
	"	ldr r12, [sp, #0]\n"
	"	vmrs r1, fpscr\n"
	"	eor r2, r1, r12\n"
	"	bic r2, r2, #0xf8000000\n"
	"	bics r2, r2, #0x9f\n"
	"	beq 1f\n"
	"	eor r1, r1, r2\n"
	"	vmsr fpscr, r1\n"
	"1:\n"
#endif
	"	add sp, sp, #4\n"
	"		.cfi_def_cfa_offset 100\n"
	"	vpop {d8-d15}\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 264\n"
	"		.cfi_restore 265\n"
	"		.cfi_restore 266\n"
	"		.cfi_restore 267\n"
	"		.cfi_restore 268\n"
	"		.cfi_restore 269\n"
	"		.cfi_restore 270\n"
	"		.cfi_restore 271\n"
	"	pop {r4, r5, r6, r7, r8, r9, r10, r11, lr}\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 14\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0x00, 0xc9, 0x87, 0x84, 0xff, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.fnstart\n"
	"		.cfi_undefined 14\n"
	"	udf #0\n"
	SHUNT_LABEL(shunt_entry_point)
	"	ldr r12, [sp, #4]\n"
	"	mov r1, r0\n"
	"	ldr r0, [sp, #8]\n"
	"	blx r12\n"
	"	cmp r0, #0\n"
	"	bne 1f\n"
	"	udf #0\n"
	"1:\n"
	"	ldr r12, [sp, #8]\n"
	"	mov sp, r0\n"
	"		.cfi_def_cfa_offset 104\n"
	"		.cfi_offset 4, -36\n"
	"		.cfi_offset 5, -32\n"
	"		.cfi_offset 6, -28\n"
	"		.cfi_offset 7, -24\n"
	"		.cfi_offset 8, -20\n"
	"		.cfi_offset 9, -16\n"
	"		.cfi_offset 10, -12\n"
	"		.cfi_offset 11, -8\n"
	"		.cfi_offset 264, -100\n"
	"		.cfi_offset 265, -92\n"
	"		.cfi_offset 266, -84\n"
	"		.cfi_offset 267, -76\n"
	"		.cfi_offset 268, -68\n"
	"		.cfi_offset 269, -60\n"
	"		.cfi_offset 270, -52\n"
	"		.cfi_offset 271, -44\n"
	"		.cfi_offset 14, -4\n"
	"	mov r0, r12\n"
#if SHUNT_FP_CONTROL
	"	ldr r12, [sp, #0]\n"
	"	vmrs r1, fpscr\n"
	"	eor r2, r1, r12\n"
	"	bic r2, r2, #0xf8000000\n"
	"	bics r2, r2, #0x9f\n"
	"	beq 1f\n"
	"	eor r1, r1, r2\n"
	"	vmsr fpscr, r1\n"
	"1:\n"
#endif
	"	add sp, sp, #4\n"
	"		.cfi_def_cfa_offset 100\n"
	"	vpop {d8-d15}\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 264\n"
	"		.cfi_restore 265\n"
	"		.cfi_restore 266\n"
	"		.cfi_restore 267\n"
	"		.cfi_restore 268\n"
	"		.cfi_restore 269\n"
	"		.cfi_restore 270\n"
	"		.cfi_restore 271\n"
	"	pop {r4, r5, r6, r7, r8, r9, r10, r11, lr}\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 14\n"
	"	bx lr\n"
	"		.cantunwind\n"
	"		.fnend\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.fnstart\n"
	"		.cfi_escape 0x0f, 0x05, 0x7d, 0x0c, 0x06, 0x23, 0x68\n"
	"		.cfi_offset 4, -36\n"
	"		.cfi_offset 5, -32\n"
	"		.cfi_offset 6, -28\n"
	"		.cfi_offset 7, -24\n"
	"		.cfi_offset 8, -20\n"
	"		.cfi_offset 9, -16\n"
	"		.cfi_offset 10, -12\n"
	"		.cfi_offset 11, -8\n"
	"		.cfi_offset 264, -100\n"
	"		.cfi_offset 265, -92\n"
	"		.cfi_offset 266, -84\n"
	"		.cfi_offset 267, -76\n"
	"		.cfi_offset 268, -68\n"
	"		.cfi_offset 269, -60\n"
	"		.cfi_offset 270, -52\n"
	"		.cfi_offset 271, -44\n"
	"		.cfi_offset 14, -4\n"
	"	udf #0\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	ldr r12, [sp, #4]\n"
	"	mov r1, r0\n"
	"	ldr r0, [sp, #8]\n"
	"	blx r12\n"
	"	cmp r0, #0\n"
	"	bne 1f\n"
	"	udf #0\n"
	"1:\n"
	"	ldr r12, [sp, #8]\n"
	"	mov sp, r0\n"
	"		.cfi_def_cfa 13, 104\n"
	"	mov r0, r12\n"
#if SHUNT_FP_CONTROL
	"	ldr r12, [sp, #0]\n"
	"	vmrs r1, fpscr\n"
	"	eor r2, r1, r12\n"
	"	bic r2, r2, #0xf8000000\n"
	"	bics r2, r2, #0x9f\n"
	"	beq 1f\n"
	"	eor r1, r1, r2\n"
	"	vmsr fpscr, r1\n"
	"1:\n"
#endif
	"	add sp, sp, #4\n"
	"		.cfi_def_cfa_offset 100\n"
	"	vpop {d8-d15}\n"
	"		.cfi_def_cfa_offset 36\n"
	"		.cfi_restore 264\n"
	"		.cfi_restore 265\n"
	"		.cfi_restore 266\n"
	"		.cfi_restore 267\n"
	"		.cfi_restore 268\n"
	"		.cfi_restore 269\n"
	"		.cfi_restore 270\n"
	"		.cfi_restore 271\n"
	"	pop {r4, r5, r6, r7, r8, r9, r10, r11, lr}\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 4\n"
	"		.cfi_restore 5\n"
	"		.cfi_restore 6\n"
	"		.cfi_restore 7\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 10\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 14\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0x02, 0xa0, 0x94, 0x00, 0xc9, 0x87, 0x84, 0xff, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"		.fnstart\n"
	"	push {r11, lr}\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 11, -8\n"
	"		.cfi_offset 14, -4\n"
	"	mov r11, sp\n"
	"	mov sp, r0\n"
	"		.cfi_def_cfa_register 11\n"
	"	mov r0, r2\n"
	"	blx r1\n"
	"	mov sp, r11\n"
	"	pop {r11, lr}\n"
	"		.cfi_def_cfa 13, 0\n"
	"		.cfi_restore 11\n"
	"		.cfi_restore 14\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0x9b, 0x84, 0x80, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"		.fnstart\n"
	"	mov sp, r0\n"
	"		.cfi_undefined 14\n"
	"	mov r11, #0\n"
	"	mov r0, r2\n"
	"	blx r1\n"
	"	udf #0\n"
	"		.cantunwind\n"
	"		.fnend\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"		.fnstart\n"
	"	str sp, [r0, #0]\n"
	"	str lr, [r0, #4]\n"
	"	str r4, [r0, #8]\n"
	"	str r5, [r0, #12]\n"
	"	str r6, [r0, #16]\n"
	"	str r7, [r0, #20]\n"
	"	str r8, [r0, #24]\n"
	"	str r9, [r0, #28]\n"
	"	str r10, [r0, #32]\n"
	"	str r11, [r0, #36]\n"
	"	vstr d8, [r0, #40]\n"
	"	vstr d9, [r0, #48]\n"
	"	vstr d10, [r0, #56]\n"
	"	vstr d11, [r0, #64]\n"
	"	vstr d12, [r0, #72]\n"
	"	vstr d13, [r0, #80]\n"
	"	vstr d14, [r0, #88]\n"
	"	vstr d15, [r0, #96]\n"
#if SHUNT_FP_CONTROL
	"	vmrs r12, fpscr\n"
	"	str r12, [r0, #104]\n"
#endif
	"	mov r0, #0\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
	"		.fnstart\n"
#if SHUNT_FP_CONTROL
	"	ldr r12, [r0, #104]\n"
	"	vmrs r2, fpscr\n"
	"	eor r3, r2, r12\n"
	"	bic r3, r3, #0xf8000000\n"
	"	bics r3, r3, #0x9f\n"
	"	beq 1f\n"
	"	eor r2, r2, r3\n"
	"	vmsr fpscr, r2\n"
	"1:\n"
#endif
	"	vldr d8, [r0, #40]\n"
	"		.cfi_escape 0x0f, 0x05, 0x70, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x04, 0x02, 0x70, 0x08\n"
	"		.cfi_escape 0x10, 0x05, 0x02, 0x70, 0x0c\n"
	"		.cfi_escape 0x10, 0x06, 0x02, 0x70, 0x10\n"
	"		.cfi_escape 0x10, 0x07, 0x02, 0x70, 0x14\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x70, 0x18\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x70, 0x1c\n"
	"		.cfi_escape 0x10, 0x0a, 0x02, 0x70, 0x20\n"
	"		.cfi_escape 0x10, 0x0b, 0x02, 0x70, 0x24\n"
	"		.cfi_escape 0x10, 0x89, 0x02, 0x02, 0x70, 0x30\n"
	"		.cfi_escape 0x10, 0x8a, 0x02, 0x02, 0x70, 0x38\n"
	"		.cfi_escape 0x10, 0x8b, 0x02, 0x03, 0x70, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x8c, 0x02, 0x03, 0x70, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x8d, 0x02, 0x03, 0x70, 0xd0, 0x00\n"
	"		.cfi_escape 0x10, 0x8e, 0x02, 0x03, 0x70, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x8f, 0x02, 0x03, 0x70, 0xe0, 0x00\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x70, 0x04\n"
	"	vldr d9, [r0, #48]\n"
	"		.cfi_restore 265\n"
	"	vldr d10, [r0, #56]\n"
	"		.cfi_restore 266\n"
	"	vldr d11, [r0, #64]\n"
	"		.cfi_restore 267\n"
	"	vldr d12, [r0, #72]\n"
	"		.cfi_restore 268\n"
	"	vldr d13, [r0, #80]\n"
	"		.cfi_restore 269\n"
	"	vldr d14, [r0, #88]\n"
	"		.cfi_restore 270\n"
	"	vldr d15, [r0, #96]\n"
	"		.cfi_restore 271\n"
	"	ldr r4, [r0, #8]\n"
	"		.cfi_restore 4\n"
	"	ldr r5, [r0, #12]\n"
	"		.cfi_restore 5\n"
	"	ldr r6, [r0, #16]\n"
	"		.cfi_restore 6\n"
	"	ldr r7, [r0, #20]\n"
	"		.cfi_restore 7\n"
	"	ldr r8, [r0, #24]\n"
	"		.cfi_restore 8\n"
	"	ldr r9, [r0, #28]\n"
	"		.cfi_restore 9\n"
	"	ldr r10, [r0, #32]\n"
	"		.cfi_restore 10\n"
	"	ldr r11, [r0, #36]\n"
	"		.cfi_restore 11\n"
	"	ldr lr, [r0, #4]\n"
	"		.cfi_restore 14\n"
	"	ldr r12, [r0, #0]\n"
	"	mov sp, r12\n"
	"	mov r0, r1\n"
	"		.cfi_def_cfa 13, 0\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"		.fnstart\n"
	"	mov r0, sp\n"
	"	bx lr\n"
	"		.unwind_raw 0, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
	"		.fnstart\n"
#if SHUNT_FP_CONTROL
	"	vmrs r12, fpscr\n"
	"	str r12, [r0, #0]\n"
#endif
	"	bx lr\n"
	"		.unwind_raw 0, 0xb0\n"
	"		.fnend\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"		.fnstart\n"
	"	udf #0\n"
	"		.unwind_raw 0, 0xb0\n"
	"		.fnend\n"
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
	FRAME_SIZE = 104,	/* of a suspended context */
	RETURN_SLOT = 100,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 16,
	INLINE_RETURN_SLOT = 12,
	ROOT_SIZE = 16,	/* from the root's stack pointer to the root end */
	ROOT_FN = 4,	/* from the root's stack pointer */
	ROOT_ARG = 8,
	ROOT_LINK = 12
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
