/*
 * RISC-V psABI 1.0, LP64D.  Chapters 1 (registers) and 2; DWARF numbers from chapter 9.
 *
 * Generated from arch-specs/riscv64-lp64d.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_RISCV64_LP64D_H
#define SHUNT_RISCV64_LP64D_H

#define SHUNT_ABI "riscv64-lp64d"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 304

/* What shunt_save fills: sp at 0, return address at 8, x8 at 16, x9 at 24, x18 at 32, x19 at 40, x20 at 48, 
 * x21 at 56, x22 at 64, x23 at 72, x24 at 80, x25 at 88, x26 at 96, x27 at 104, f8 at 112, 
 * f9 at 120, f18 at 128, f19 at 136, f20 at 144, f21 at 152, f22 at 160, f23 at 168, 
 * f24 at 176, f25 at 184, f26 at 192, f27 at 200, frm at 208. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[224];
};

#ifdef __GNUC__
/*
 * shunt_switch by a jump, with the resume address handed over in a register: the processor's stack of return
 * addresses stays balanced.  Its contexts and shunt_switch's are interchangeable.  No exception passes through it:
 * where they are on, and where the ABI has no such door, it is shunt_switch.  (With -masm=intel, of which no macro
 * tells, define SHUNT_MASM_INTEL: it is shunt_switch then too, and there is no inline switch.)
 */
SHUNT_INLINE void *
shunt_switch_neutral(void *pass, shunt_context to, shunt_context *save)
{
	return shunt_switch(pass, to, save);
}

#ifndef SHUNT_MASM_INTEL
/*
 * The switch without a stub: the compiler spills what lives.  Its contexts mix with nothing else's; control
 * registers are the thread's, not the context's; no exception passes through it.
 */
SHUNT_INLINE void *
shunt_switch_inline(void *pass, shunt_inline_context to, shunt_inline_context *save)
{
	__asm__ volatile("" : : "r"(__builtin_frame_address(0)));

	register void * in __asm__("x10") = (void *)pass;
	register void * to_ __asm__("x11") = (void *)to;
	register void * save_ __asm__("x12") = (void *)save;

	__asm__ volatile(
		"	lla ra, 7f\n"
		"	addi sp, sp, -16\n"
		"	sd x8, 0(sp)\n"
		"	sd ra, 8(sp)\n"
		"	sd sp, 0(x12)\n"
		"	mv sp, x11\n"
		"	ld x8, 0(sp)\n"
		"	ld ra, 8(sp)\n"
		"	addi sp, sp, 16\n"
		"	ret\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "x1", "x5", "x6", "x7", "x9", "x13", "x14", "x15", "x16", "x17", "x18", "x19", "x20", "x21",
		  "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x29", "x30", "x31", "f0", "f1", "f2", "f3", "f4", "f5",
		  "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16", "f17", "f18", "f19", "f20",
		  "f21", "f22", "f23", "f24", "f25", "f26", "f27", "f28", "f29", "f30", "f31"
		);
	return in;
}
#endif
#endif

#endif
