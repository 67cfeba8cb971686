/*
 * SH-4, little-endian Linux.  Renesas SH C ABI as GCC implements it; floating registers and pr move only by push,
 * pop and plain indirection.  The ABI keeps FPSCR.SZ clear at calls.
 *
 * Generated from arch-specs/sh4-linux.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_SH4_LINUX_H
#define SHUNT_SH4_LINUX_H

#define SHUNT_ABI "sh4-linux"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 4
#define SHUNT_STACK_MIN 96

/* What shunt_save fills: r15 at 0, return address at 4, r8 at 8, r9 at 12, r10 at 16, r11 at 20, r12 at 24, 
 * r13 at 28, r14 at 32, fr12 at 36, fr13 at 40, fr14 at 44, fr15 at 48, fpscr at 52. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[64];
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

	register void * in __asm__("r4") = (void *)pass;
	register void * to_ __asm__("r5") = (void *)to;
	register void * save_ __asm__("r6") = (void *)save;
	register void *out __asm__("r0");

	__asm__ volatile(
		"	bsr 9f\n"
		"	nop\n"
		"	bra 7f\n"
		"	nop\n"
		"9:\n"
		"	mov.l r14, @-r15\n"
		"	mov.l r12, @-r15\n"
		"	sts.l pr, @-r15\n"
		"	mov.l r15, @(0, r6)\n"
		"	mov r4, r0\n"
		"	mov r5, r15\n"
		"	lds.l @r15+, pr\n"
		"	mov.l @r15+, r12\n"
		"	mov.l @r15+, r14\n"
		"	rts\n"
		"	nop\n"
		"7:\n"
		: "=r"(out), "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "t", "mach", "macl", "fpul", "r1", "r2", "r3", "r7", "r8", "r9", "r10", "r11", "r13", "pr",
		  "fr0", "fr1", "fr2", "fr3", "fr4", "fr5", "fr6", "fr7", "fr8", "fr9", "fr10", "fr11", "fr12", "fr13",
		  "fr14", "fr15"
		);
	return out;
}
#endif
#endif

#endif
