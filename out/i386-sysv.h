/*
 * i386, System V ELF as Linux has it since GCC 4.5: the stack is 16-byte aligned at calls.  psABI 1.1, section 2.2.
 *
 * Generated from arch-specs/i386-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_I386_SYSV_H
#define SHUNT_I386_SYSV_H

#define SHUNT_ABI "i386-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 112

/* What shunt_save fills: %esp at 0, return address at 4, %ebx at 8, %esi at 12, %edi at 16, %ebp at 20, 
 * %mxcsr at 24, %fpcw at 28. */
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

	register void * in __asm__("eax") = (void *)pass;
	register void * to_ __asm__("ecx") = (void *)to;
	register void * save_ __asm__("edx") = (void *)save;

	__asm__ volatile(
		"	call 2f\n"
		"2: popl %%esi\n"
		"	addl $7f-2b, %%esi\n"
		"	pushl %%esi\n"
		"	pushl %%ebp\n"
		"	pushl %%ebx\n"
		"	leal -4(%%esp), %%esp\n"
		"	movl %%esp, 0(%%edx)\n"
		"	movl %%ecx, %%esp\n"
		"	leal 4(%%esp), %%esp\n"
		"	popl %%ebx\n"
		"	popl %%ebp\n"
		"	popl %%ecx\n"
		"	notrack jmp *%%ecx\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "esi", "edi", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)"
#if defined __SSE__
		  , "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7"
#endif
#if defined __MMX__
		  , "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7"
#endif
		);
	return in;
}
#endif
#endif

#endif
