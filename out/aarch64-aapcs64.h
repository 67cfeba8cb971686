/*
 * AArch64 procedure call standard, ELF.  Arm IHI 0055, sections 6.1 and 6.4.5; DWARF numbers from IHI 0057, 4.1.
 *
 * Generated from arch-specs/aarch64-aapcs64.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_AARCH64_AAPCS64_H
#define SHUNT_AARCH64_AAPCS64_H

#define SHUNT_ABI "aarch64-aapcs64"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 272

/* What shunt_save fills: sp at 0, return address at 8, x19 at 16, x20 at 24, x21 at 32, x22 at 40, x23 at 48, 
 * x24 at 56, x25 at 64, x26 at 72, x27 at 80, x28 at 88, x29 at 96, d8 at 104, d9 at 112, 
 * d10 at 120, d11 at 128, d12 at 136, d13 at 144, d14 at 152, d15 at 160, fpcr at 168. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[176];
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

	register void * in __asm__("x0") = (void *)pass;
	register void * to_ __asm__("x1") = (void *)to;
	register void * save_ __asm__("x2") = (void *)save;

	__asm__ volatile(
		"	adr x30, 7f\n"
		"	sub sp, sp, #16\n"
		"	stp x29, x30, [sp, #0]\n"
		"	mov x8, sp\n"
		"	str x8, [x2, #0]\n"
		"	mov sp, x1\n"
		"	ldp x29, x30, [sp, #0]\n"
		"	add sp, sp, #16\n"
		"	ret\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "x18", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15",
		  "x16", "x17", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30", "d0", "d1",
		  "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12", "d13", "d14", "d15", "d16", "d17",
		  "d18", "d19", "d20", "d21", "d22", "d23", "d24", "d25", "d26", "d27", "d28", "d29", "d30", "d31"
		);
	return in;
}
#endif
#endif

#endif
