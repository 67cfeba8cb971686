/*
 * RISC-V psABI 1.0, LP64D.  Chapters 1 (registers) and 2; DWARF numbers from chapter 9.
 *
 * Generated from arch-specs/riscv64-lp64d.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (sp); the CFA is at +208:
 *
 *      +200  8   return address
 *      +192  8   x27
 *      +184  8   x26
 *      +176  8   x25
 *      +168  8   x24
 *      +160  8   x23
 *      +152  8   x22
 *      +144  8   x21
 *      +136  8   x20
 *      +128  8   x19
 *      +120  8   x18
 *      +112  8   x9
 *      +104  8   x8
 *       +96  8   f27
 *       +88  8   f26
 *       +80  8   f25
 *       +72  8   f24
 *       +64  8   f23
 *       +56  8   f22
 *       +48  8   f21
 *       +40  8   f20
 *       +32  8   f19
 *       +24  8   f18
 *       +16  8   f9
 *        +8  8   f8
 *        +0  8   frm (if configured)
 */
#include "shunt.h"

#if !(defined __riscv && __riscv_xlen == 64 && defined __riscv_float_abi_double && !defined __riscv_32e)
#error "these are the stubs of riscv64-lp64d; this compiler has another ABI"
#endif

#define SHUNT_FILE_SCOPE 0
#if defined __clang__ && __clang_major__ >= 17 && defined __riscv_compressed
#define SHUNT_OPEN "	.option push\n" "	.option arch, +f, +d, +c\n"
#define SHUNT_CLOSE "	.option pop\n"
#elif defined __clang__ && __clang_major__ >= 17
#define SHUNT_OPEN "	.option push\n" "	.option arch, +f, +d\n"
#define SHUNT_CLOSE "	.option pop\n"
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
	"	addi sp, sp, -208\n"
	"		.cfi_def_cfa_offset 208\n"
	"	sd x8, 104(sp)\n"
	"		.cfi_offset 8, -104\n"
	"	sd x9, 112(sp)\n"
	"		.cfi_offset 9, -96\n"
	"	sd x18, 120(sp)\n"
	"		.cfi_offset 18, -88\n"
	"	sd x19, 128(sp)\n"
	"		.cfi_offset 19, -80\n"
	"	sd x20, 136(sp)\n"
	"		.cfi_offset 20, -72\n"
	"	sd x21, 144(sp)\n"
	"		.cfi_offset 21, -64\n"
	"	sd x22, 152(sp)\n"
	"		.cfi_offset 22, -56\n"
	"	sd x23, 160(sp)\n"
	"		.cfi_offset 23, -48\n"
	"	sd x24, 168(sp)\n"
	"		.cfi_offset 24, -40\n"
	"	sd x25, 176(sp)\n"
	"		.cfi_offset 25, -32\n"
	"	sd x26, 184(sp)\n"
	"		.cfi_offset 26, -24\n"
	"	sd x27, 192(sp)\n"
	"		.cfi_offset 27, -16\n"
	"	sd ra, 200(sp)\n"
	"		.cfi_offset 1, -8\n"
	"	fsd f8, 8(sp)\n"
	"		.cfi_offset 40, -200\n"
	"	fsd f9, 16(sp)\n"
	"		.cfi_offset 41, -192\n"
	"	fsd f18, 24(sp)\n"
	"		.cfi_offset 50, -184\n"
	"	fsd f19, 32(sp)\n"
	"		.cfi_offset 51, -176\n"
	"	fsd f20, 40(sp)\n"
	"		.cfi_offset 52, -168\n"
	"	fsd f21, 48(sp)\n"
	"		.cfi_offset 53, -160\n"
	"	fsd f22, 56(sp)\n"
	"		.cfi_offset 54, -152\n"
	"	fsd f23, 64(sp)\n"
	"		.cfi_offset 55, -144\n"
	"	fsd f24, 72(sp)\n"
	"		.cfi_offset 56, -136\n"
	"	fsd f25, 80(sp)\n"
	"		.cfi_offset 57, -128\n"
	"	fsd f26, 88(sp)\n"
	"		.cfi_offset 58, -120\n"
	"	fsd f27, 96(sp)\n"
	"		.cfi_offset 59, -112\n"
#if SHUNT_FP_CONTROL
	"	frrm x5\n"
	"	sd x5, 0(sp)\n"
#endif
	"	sd sp, 0(x12)\n"
	"	mv sp, x11\n"
#if SHUNT_FP_CONTROL
	"	ld x5, 0(sp)\n"
	"	frrm x6\n"
	"	beq x6, x5, 1f\n"
	"	fsrm x5\n"
	"1:\n"
#endif
	"	fld f8, 8(sp)\n"
	"	fld f9, 16(sp)\n"
	"	fld f18, 24(sp)\n"
	"	fld f19, 32(sp)\n"
	"	fld f20, 40(sp)\n"
	"	fld f21, 48(sp)\n"
	"	fld f22, 56(sp)\n"
	"	fld f23, 64(sp)\n"
	"	fld f24, 72(sp)\n"
	"	fld f25, 80(sp)\n"
	"	fld f26, 88(sp)\n"
	"	fld f27, 96(sp)\n"
	"	ld x8, 104(sp)\n"
	"	ld x9, 112(sp)\n"
	"	ld x18, 120(sp)\n"
	"	ld x19, 128(sp)\n"
	"	ld x20, 136(sp)\n"
	"	ld x21, 144(sp)\n"
	"	ld x22, 152(sp)\n"
	"	ld x23, 160(sp)\n"
	"	ld x24, 168(sp)\n"
	"	ld x25, 176(sp)\n"
	"	ld x26, 184(sp)\n"
	"	ld x27, 192(sp)\n"
	"	ld ra, 200(sp)\n"
	"	addi sp, sp, 208\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 40\n"
	"		.cfi_restore 41\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 1\n"
	"	ret\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	addi sp, sp, -208\n"
	"		.cfi_def_cfa_offset 208\n"
	"	sd x8, 104(sp)\n"
	"		.cfi_offset 8, -104\n"
	"	sd x9, 112(sp)\n"
	"		.cfi_offset 9, -96\n"
	"	sd x18, 120(sp)\n"
	"		.cfi_offset 18, -88\n"
	"	sd x19, 128(sp)\n"
	"		.cfi_offset 19, -80\n"
	"	sd x20, 136(sp)\n"
	"		.cfi_offset 20, -72\n"
	"	sd x21, 144(sp)\n"
	"		.cfi_offset 21, -64\n"
	"	sd x22, 152(sp)\n"
	"		.cfi_offset 22, -56\n"
	"	sd x23, 160(sp)\n"
	"		.cfi_offset 23, -48\n"
	"	sd x24, 168(sp)\n"
	"		.cfi_offset 24, -40\n"
	"	sd x25, 176(sp)\n"
	"		.cfi_offset 25, -32\n"
	"	sd x26, 184(sp)\n"
	"		.cfi_offset 26, -24\n"
	"	sd x27, 192(sp)\n"
	"		.cfi_offset 27, -16\n"
	"	sd ra, 200(sp)\n"
	"		.cfi_offset 1, -8\n"
	"	fsd f8, 8(sp)\n"
	"		.cfi_offset 40, -200\n"
	"	fsd f9, 16(sp)\n"
	"		.cfi_offset 41, -192\n"
	"	fsd f18, 24(sp)\n"
	"		.cfi_offset 50, -184\n"
	"	fsd f19, 32(sp)\n"
	"		.cfi_offset 51, -176\n"
	"	fsd f20, 40(sp)\n"
	"		.cfi_offset 52, -168\n"
	"	fsd f21, 48(sp)\n"
	"		.cfi_offset 53, -160\n"
	"	fsd f22, 56(sp)\n"
	"		.cfi_offset 54, -152\n"
	"	fsd f23, 64(sp)\n"
	"		.cfi_offset 55, -144\n"
	"	fsd f24, 72(sp)\n"
	"		.cfi_offset 56, -136\n"
	"	fsd f25, 80(sp)\n"
	"		.cfi_offset 57, -128\n"
	"	fsd f26, 88(sp)\n"
	"		.cfi_offset 58, -120\n"
	"	fsd f27, 96(sp)\n"
	"		.cfi_offset 59, -112\n"
#if SHUNT_FP_CONTROL
	"	frrm x5\n"
	"	sd x5, 0(sp)\n"
#endif
	"	sd sp, 0(x12)\n"
	"	mv sp, x11\n"
	"	jalr x13\n"
#if SHUNT_FP_CONTROL
	"	ld x5, 0(sp)\n"
	"	frrm x6\n"
	"	beq x6, x5, 1f\n"
	"	fsrm x5\n"
	"1:\n"
#endif
	"	fld f8, 8(sp)\n"
	"	fld f9, 16(sp)\n"
	"	fld f18, 24(sp)\n"
	"	fld f19, 32(sp)\n"
	"	fld f20, 40(sp)\n"
	"	fld f21, 48(sp)\n"
	"	fld f22, 56(sp)\n"
	"	fld f23, 64(sp)\n"
	"	fld f24, 72(sp)\n"
	"	fld f25, 80(sp)\n"
	"	fld f26, 88(sp)\n"
	"	fld f27, 96(sp)\n"
	"	ld x8, 104(sp)\n"
	"	ld x9, 112(sp)\n"
	"	ld x18, 120(sp)\n"
	"	ld x19, 128(sp)\n"
	"	ld x20, 136(sp)\n"
	"	ld x21, 144(sp)\n"
	"	ld x22, 152(sp)\n"
	"	ld x23, 160(sp)\n"
	"	ld x24, 168(sp)\n"
	"	ld x25, 176(sp)\n"
	"	ld x26, 184(sp)\n"
	"	ld x27, 192(sp)\n"
	"	ld ra, 200(sp)\n"
	"	addi sp, sp, 208\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 40\n"
	"		.cfi_restore 41\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 1\n"
	"	ret\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 1\n"
	"	ebreak\n"
	SHUNT_LABEL(shunt_entry_point)
	"	ld x5, 8(sp)\n"
	"	mv x11, x10\n"
	"	ld x10, 16(sp)\n"
	"	jalr x5\n"
	"	bnez x10, 1f\n"
	"	ebreak\n"
	"1:\n"
	"	ld x5, 16(sp)\n"
	"	mv sp, x10\n"
	"		.cfi_def_cfa_offset 208\n"
	"		.cfi_offset 8, -104\n"
	"		.cfi_offset 9, -96\n"
	"		.cfi_offset 18, -88\n"
	"		.cfi_offset 19, -80\n"
	"		.cfi_offset 20, -72\n"
	"		.cfi_offset 21, -64\n"
	"		.cfi_offset 22, -56\n"
	"		.cfi_offset 23, -48\n"
	"		.cfi_offset 24, -40\n"
	"		.cfi_offset 25, -32\n"
	"		.cfi_offset 26, -24\n"
	"		.cfi_offset 27, -16\n"
	"		.cfi_offset 40, -200\n"
	"		.cfi_offset 41, -192\n"
	"		.cfi_offset 50, -184\n"
	"		.cfi_offset 51, -176\n"
	"		.cfi_offset 52, -168\n"
	"		.cfi_offset 53, -160\n"
	"		.cfi_offset 54, -152\n"
	"		.cfi_offset 55, -144\n"
	"		.cfi_offset 56, -136\n"
	"		.cfi_offset 57, -128\n"
	"		.cfi_offset 58, -120\n"
	"		.cfi_offset 59, -112\n"
	"		.cfi_offset 1, -8\n"
	"	mv x10, x5\n"
#if SHUNT_FP_CONTROL
	"	ld x5, 0(sp)\n"
	"	frrm x6\n"
	"	beq x6, x5, 1f\n"
	"	fsrm x5\n"
	"1:\n"
#endif
	"	fld f8, 8(sp)\n"
	"	fld f9, 16(sp)\n"
	"	fld f18, 24(sp)\n"
	"	fld f19, 32(sp)\n"
	"	fld f20, 40(sp)\n"
	"	fld f21, 48(sp)\n"
	"	fld f22, 56(sp)\n"
	"	fld f23, 64(sp)\n"
	"	fld f24, 72(sp)\n"
	"	fld f25, 80(sp)\n"
	"	fld f26, 88(sp)\n"
	"	fld f27, 96(sp)\n"
	"	ld x8, 104(sp)\n"
	"	ld x9, 112(sp)\n"
	"	ld x18, 120(sp)\n"
	"	ld x19, 128(sp)\n"
	"	ld x20, 136(sp)\n"
	"	ld x21, 144(sp)\n"
	"	ld x22, 152(sp)\n"
	"	ld x23, 160(sp)\n"
	"	ld x24, 168(sp)\n"
	"	ld x25, 176(sp)\n"
	"	ld x26, 184(sp)\n"
	"	ld x27, 192(sp)\n"
	"	ld ra, 200(sp)\n"
	"	addi sp, sp, 208\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 40\n"
	"		.cfi_restore 41\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 1\n"
	"	ret\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x06, 0x72, 0x18, 0x06, 0x23, 0xd0, 0x01\n"
	"		.cfi_offset 8, -104\n"
	"		.cfi_offset 9, -96\n"
	"		.cfi_offset 18, -88\n"
	"		.cfi_offset 19, -80\n"
	"		.cfi_offset 20, -72\n"
	"		.cfi_offset 21, -64\n"
	"		.cfi_offset 22, -56\n"
	"		.cfi_offset 23, -48\n"
	"		.cfi_offset 24, -40\n"
	"		.cfi_offset 25, -32\n"
	"		.cfi_offset 26, -24\n"
	"		.cfi_offset 27, -16\n"
	"		.cfi_offset 40, -200\n"
	"		.cfi_offset 41, -192\n"
	"		.cfi_offset 50, -184\n"
	"		.cfi_offset 51, -176\n"
	"		.cfi_offset 52, -168\n"
	"		.cfi_offset 53, -160\n"
	"		.cfi_offset 54, -152\n"
	"		.cfi_offset 55, -144\n"
	"		.cfi_offset 56, -136\n"
	"		.cfi_offset 57, -128\n"
	"		.cfi_offset 58, -120\n"
	"		.cfi_offset 59, -112\n"
	"		.cfi_offset 1, -8\n"
	"	ebreak\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	ld x5, 8(sp)\n"
	"	mv x11, x10\n"
	"	ld x10, 16(sp)\n"
	"	jalr x5\n"
	"	bnez x10, 1f\n"
	"	ebreak\n"
	"1:\n"
	"	ld x5, 16(sp)\n"
	"	mv sp, x10\n"
	"		.cfi_def_cfa 2, 208\n"
	"	mv x10, x5\n"
#if SHUNT_FP_CONTROL
	"	ld x5, 0(sp)\n"
	"	frrm x6\n"
	"	beq x6, x5, 1f\n"
	"	fsrm x5\n"
	"1:\n"
#endif
	"	fld f8, 8(sp)\n"
	"	fld f9, 16(sp)\n"
	"	fld f18, 24(sp)\n"
	"	fld f19, 32(sp)\n"
	"	fld f20, 40(sp)\n"
	"	fld f21, 48(sp)\n"
	"	fld f22, 56(sp)\n"
	"	fld f23, 64(sp)\n"
	"	fld f24, 72(sp)\n"
	"	fld f25, 80(sp)\n"
	"	fld f26, 88(sp)\n"
	"	fld f27, 96(sp)\n"
	"	ld x8, 104(sp)\n"
	"	ld x9, 112(sp)\n"
	"	ld x18, 120(sp)\n"
	"	ld x19, 128(sp)\n"
	"	ld x20, 136(sp)\n"
	"	ld x21, 144(sp)\n"
	"	ld x22, 152(sp)\n"
	"	ld x23, 160(sp)\n"
	"	ld x24, 168(sp)\n"
	"	ld x25, 176(sp)\n"
	"	ld x26, 184(sp)\n"
	"	ld x27, 192(sp)\n"
	"	ld ra, 200(sp)\n"
	"	addi sp, sp, 208\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 9\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 24\n"
	"		.cfi_restore 25\n"
	"		.cfi_restore 26\n"
	"		.cfi_restore 27\n"
	"		.cfi_restore 40\n"
	"		.cfi_restore 41\n"
	"		.cfi_restore 50\n"
	"		.cfi_restore 51\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 1\n"
	"	ret\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	addi sp, sp, -16\n"
	"		.cfi_def_cfa_offset 16\n"
	"	sd x8, 0(sp)\n"
	"		.cfi_offset 8, -16\n"
	"	sd ra, 8(sp)\n"
	"		.cfi_offset 1, -8\n"
	"	mv x8, sp\n"
	"	mv sp, x10\n"
	"		.cfi_def_cfa_register 8\n"
	"	mv x10, x12\n"
	"	jalr x11\n"
	"	mv sp, x8\n"
	"	ld x8, 0(sp)\n"
	"		.cfi_def_cfa_register 2\n"
	"	ld ra, 8(sp)\n"
	"	addi sp, sp, 16\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 8\n"
	"		.cfi_restore 1\n"
	"	ret\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	mv sp, x10\n"
	"		.cfi_undefined 1\n"
	"	li x8, 0\n"
	"	mv x10, x12\n"
	"	jalr x11\n"
	"	ebreak\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	sd sp, 0(x10)\n"
	"	sd ra, 8(x10)\n"
	"	sd x8, 16(x10)\n"
	"	sd x9, 24(x10)\n"
	"	sd x18, 32(x10)\n"
	"	sd x19, 40(x10)\n"
	"	sd x20, 48(x10)\n"
	"	sd x21, 56(x10)\n"
	"	sd x22, 64(x10)\n"
	"	sd x23, 72(x10)\n"
	"	sd x24, 80(x10)\n"
	"	sd x25, 88(x10)\n"
	"	sd x26, 96(x10)\n"
	"	sd x27, 104(x10)\n"
	"	fsd f8, 112(x10)\n"
	"	fsd f9, 120(x10)\n"
	"	fsd f18, 128(x10)\n"
	"	fsd f19, 136(x10)\n"
	"	fsd f20, 144(x10)\n"
	"	fsd f21, 152(x10)\n"
	"	fsd f22, 160(x10)\n"
	"	fsd f23, 168(x10)\n"
	"	fsd f24, 176(x10)\n"
	"	fsd f25, 184(x10)\n"
	"	fsd f26, 192(x10)\n"
	"	fsd f27, 200(x10)\n"
#if SHUNT_FP_CONTROL
	"	frrm x5\n"
	"	sd x5, 208(x10)\n"
#endif
	"	li x10, 0\n"
	"	ret\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if SHUNT_FP_CONTROL
	"	ld x5, 208(x10)\n"
	"	frrm x6\n"
	"	beq x6, x5, 1f\n"
	"	fsrm x5\n"
	"1:\n"
#endif
	"	fld f8, 112(x10)\n"
	"		.cfi_escape 0x0f, 0x05, 0x7a, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x7a, 0x10\n"
	"		.cfi_escape 0x10, 0x09, 0x02, 0x7a, 0x18\n"
	"		.cfi_escape 0x10, 0x12, 0x02, 0x7a, 0x20\n"
	"		.cfi_escape 0x10, 0x13, 0x02, 0x7a, 0x28\n"
	"		.cfi_escape 0x10, 0x14, 0x02, 0x7a, 0x30\n"
	"		.cfi_escape 0x10, 0x15, 0x02, 0x7a, 0x38\n"
	"		.cfi_escape 0x10, 0x16, 0x03, 0x7a, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x17, 0x03, 0x7a, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x18, 0x03, 0x7a, 0xd0, 0x00\n"
	"		.cfi_escape 0x10, 0x19, 0x03, 0x7a, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x1a, 0x03, 0x7a, 0xe0, 0x00\n"
	"		.cfi_escape 0x10, 0x1b, 0x03, 0x7a, 0xe8, 0x00\n"
	"		.cfi_escape 0x10, 0x29, 0x03, 0x7a, 0xf8, 0x00\n"
	"		.cfi_escape 0x10, 0x32, 0x03, 0x7a, 0x80, 0x01\n"
	"		.cfi_escape 0x10, 0x33, 0x03, 0x7a, 0x88, 0x01\n"
	"		.cfi_escape 0x10, 0x34, 0x03, 0x7a, 0x90, 0x01\n"
	"		.cfi_escape 0x10, 0x35, 0x03, 0x7a, 0x98, 0x01\n"
	"		.cfi_escape 0x10, 0x36, 0x03, 0x7a, 0xa0, 0x01\n"
	"		.cfi_escape 0x10, 0x37, 0x03, 0x7a, 0xa8, 0x01\n"
	"		.cfi_escape 0x10, 0x38, 0x03, 0x7a, 0xb0, 0x01\n"
	"		.cfi_escape 0x10, 0x39, 0x03, 0x7a, 0xb8, 0x01\n"
	"		.cfi_escape 0x10, 0x3a, 0x03, 0x7a, 0xc0, 0x01\n"
	"		.cfi_escape 0x10, 0x3b, 0x03, 0x7a, 0xc8, 0x01\n"
	"		.cfi_escape 0x10, 0x01, 0x02, 0x7a, 0x08\n"
	"	fld f9, 120(x10)\n"
	"		.cfi_restore 41\n"
	"	fld f18, 128(x10)\n"
	"		.cfi_restore 50\n"
	"	fld f19, 136(x10)\n"
	"		.cfi_restore 51\n"
	"	fld f20, 144(x10)\n"
	"		.cfi_restore 52\n"
	"	fld f21, 152(x10)\n"
	"		.cfi_restore 53\n"
	"	fld f22, 160(x10)\n"
	"		.cfi_restore 54\n"
	"	fld f23, 168(x10)\n"
	"		.cfi_restore 55\n"
	"	fld f24, 176(x10)\n"
	"		.cfi_restore 56\n"
	"	fld f25, 184(x10)\n"
	"		.cfi_restore 57\n"
	"	fld f26, 192(x10)\n"
	"		.cfi_restore 58\n"
	"	fld f27, 200(x10)\n"
	"		.cfi_restore 59\n"
	"	ld x8, 16(x10)\n"
	"		.cfi_restore 8\n"
	"	ld x9, 24(x10)\n"
	"		.cfi_restore 9\n"
	"	ld x18, 32(x10)\n"
	"		.cfi_restore 18\n"
	"	ld x19, 40(x10)\n"
	"		.cfi_restore 19\n"
	"	ld x20, 48(x10)\n"
	"		.cfi_restore 20\n"
	"	ld x21, 56(x10)\n"
	"		.cfi_restore 21\n"
	"	ld x22, 64(x10)\n"
	"		.cfi_restore 22\n"
	"	ld x23, 72(x10)\n"
	"		.cfi_restore 23\n"
	"	ld x24, 80(x10)\n"
	"		.cfi_restore 24\n"
	"	ld x25, 88(x10)\n"
	"		.cfi_restore 25\n"
	"	ld x26, 96(x10)\n"
	"		.cfi_restore 26\n"
	"	ld x27, 104(x10)\n"
	"		.cfi_restore 27\n"
	"	ld ra, 8(x10)\n"
	"		.cfi_restore 1\n"
	"	ld sp, 0(x10)\n"
	"	mv x10, x11\n"
	"		.cfi_def_cfa 2, 0\n"
	"	ret\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	mv x10, sp\n"
	"	ret\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if SHUNT_FP_CONTROL
	"	frrm x5\n"
	"	sd x5, 0(x10)\n"
#endif
	"	ret\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	ebreak\n"
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
	FRAME_SIZE = 208,	/* of a suspended context */
	RETURN_SLOT = 200,	/* from its stack pointer */
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
