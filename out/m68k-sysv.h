/*
 * Motorola 68020 and later with 68881, Linux.  System V ABI, m68k supplement, chapter 3, with 4-byte stack alignment.
 * Arguments are on the stack; pointers are returned in %a0, integers in %d0.
 *
 * Generated from arch-specs/m68k-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_M68K_SYSV_H
#define SHUNT_M68K_SYSV_H

#define SHUNT_ABI "m68k-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 4
#define SHUNT_STACK_MIN 200

/* What shunt_save fills: %sp at 0, return address at 4, %d2 at 8, %d3 at 12, %d4 at 16, %d5 at 20, %d6 at 24, 
 * %d7 at 28, %a2 at 32, %a3 at 36, %a4 at 40, %a5 at 44, %a6 at 48, %fp2 at 52, %fp3 at 64, 
 * %fp4 at 76, %fp5 at 88, %fp6 at 100, %fp7 at 112, %fpcr at 124. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[128];
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

	register void * in __asm__("a0") = (void *)pass;
	register void * to_ __asm__("a1") = (void *)to;
	register void * save_ __asm__("a2") = (void *)save;

	__asm__ volatile(
		"	lea (7f, %%pc), %%a3\n"
		"	lea -4(%%sp), %%sp\n"
		"	move.l %%a3, 0(%%sp)\n"
		"	movem.l %%a5/%%a6, -(%%sp)\n"
		"	move.l %%sp, 0(%%a2)\n"
		"	move.l %%a1, %%sp\n"
		"	movem.l (%%sp)+, %%a5/%%a6\n"
		"	move.l (%%sp)+, %%a1\n"
		"	jmp (%%a1)\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "a3", "a4", "fp0", "fp1", "fp2", "fp3",
		  "fp4", "fp5", "fp6", "fp7"
		);
	return in;
}
#endif
#endif

#endif
