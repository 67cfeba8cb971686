/*
 * SPARC V9, 64-bit System V.  SCD 2.4.1, chapter 3P.  Register windows: the hardware keeps the preserved registers,
 * so software saves only where the caller's window is.  %sp is kept 2047 below what it points to.
 *
 * Generated from arch-specs/sparc64-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_SPARC64_SYSV_H
#define SHUNT_SPARC64_SYSV_H

#define SHUNT_ABI "sparc64-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 464

/* What shunt_save fills: %sp at 0, return address at 8, %fsr at 16. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[32];
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

	register void * in __asm__("o0") = (void *)pass;
	register void * to_ __asm__("o1") = (void *)to;
	register void * save_ __asm__("o2") = (void *)save;

	__asm__ volatile(
		"9: rd %%pc, %%o7\n"
		"	add %%o7, 7f-9b, %%o7\n"
		"	add %%sp, -208, %%sp\n"
		"	stx %%fp, [%%sp + 2231]\n"
		"	stx %%i7, [%%sp + 2239]\n"
		"	stx %%o7, [%%sp + 2247]\n"
		"	flushw\n"
		"	stx %%sp, [%%o2 + 0]\n"
		"	mov %%o1, %%sp\n"
		"	ldx [%%sp + 2231], %%fp\n"
		"	ldx [%%sp + 2239], %%i7\n"
		"	ldx [%%sp + 2247], %%o7\n"
		"	add %%sp, 208, %%sp\n"
		"	jmp %%o7\n"
		"	nop\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "g2", "g3", "g1", "g4", "g5", "o3", "o4", "o5", "o7", "l0", "l1", "l2", "l3", "l4", "l5",
		  "l6", "l7", "i0", "i1", "i2", "i3", "i4", "i5"
		);
	return in;
}
#endif
#endif

#endif
