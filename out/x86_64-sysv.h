/*
 * x86-64, System V ELF.  psABI 1.0, sections 3.2.1 to 3.2.3; DWARF numbers from its figure 3.36.
 *
 * Generated from arch-specs/x86_64-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_X86_64_SYSV_H
#define SHUNT_X86_64_SYSV_H

#define SHUNT_ABI "x86_64-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 160

/* What shunt_save fills: %rsp at 0, return address at 8, %rbx at 16, %r12 at 24, %r13 at 32, %r14 at 40, 
 * %r15 at 48, %rbp at 56, %mxcsr at 64, %fpcw at 68. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[80];
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
#if !defined __EXCEPTIONS && !defined SHUNT_MASM_INTEL
#define SHUNT_NEUTRAL_STRING_(x) #x
#define SHUNT_NEUTRAL_STRING(x) SHUNT_NEUTRAL_STRING_(x)
#define SHUNT_NEUTRAL_STUB SHUNT_NEUTRAL_STRING(__USER_LABEL_PREFIX__) "shunt_switch_neutral_stub"
	__asm__ volatile("" : : "r"(__builtin_frame_address(0)));

	register void * in __asm__("rdi") = (void *)pass;
	register void * to_ __asm__("rsi") = (void *)to;
	register void * save_ __asm__("rdx") = (void *)save;
	register void *out __asm__("rax");

	__asm__ volatile(
		"	leaq -128(%%rsp), %%rsp\n"
		"	leaq 7f(%%rip), %%rcx\n"
		"	jmp " SHUNT_NEUTRAL_STUB "\n"
		"7:\n"
		"	leaq 128(%%rsp), %%rsp\n"
		: "=r"(out), "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "rcx", "r8", "r9", "r10", "r11", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6",
		  "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "st", "st(1)", "st(2)",
		  "st(3)", "st(4)", "st(5)", "st(6)", "st(7)"
#if defined __AVX512F__
		  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26",
		  "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#endif
#if defined __MMX__
		  , "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7"
#endif
		);
	return out;
#else
	return shunt_switch(pass, to, save);
#endif
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

	register void * in __asm__("rdi") = (void *)pass;
	register void * to_ __asm__("rsi") = (void *)to;
	register void * save_ __asm__("rdx") = (void *)save;
	register void *out __asm__("rax");

	__asm__ volatile(
		"	leaq -128(%%rsp), %%rsp\n"
		"	leaq 7f(%%rip), %%r10\n"
		"	pushq %%r10\n"
		"	pushq %%rbp\n"
		"	movq %%rsp, 0(%%rdx)\n"
		"	movq %%rdi, %%rax\n"
		"	movq %%rsi, %%rsp\n"
		"	popq %%rbp\n"
		"	popq %%r10\n"
		"	notrack jmp *%%r10\n"
		"7:\n"
		"	leaq 128(%%rsp), %%rsp\n"
		: "=r"(out), "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "rcx", "rbx", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "xmm0", "xmm1",
		  "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13",
		  "xmm14", "xmm15", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)"
#if defined __AVX512F__
		  , "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26",
		  "xmm27", "xmm28", "xmm29", "xmm30", "xmm31", "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#endif
#if defined __MMX__
		  , "mm0", "mm1", "mm2", "mm3", "mm4", "mm5", "mm6", "mm7"
#endif
		);
	return out;
}
#endif
#endif

#endif
