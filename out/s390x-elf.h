/*
 * z/Architecture ELF ABI supplement 1.6, sections 1.2 and 1.6.  Every frame begins with 160 bytes for the callee,
 * and the CFA is past them.  %r0 reads as zero in an address.
 *
 * Generated from arch-specs/s390x-elf.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_S390X_ELF_H
#define SHUNT_S390X_ELF_H

#define SHUNT_ABI "s390x-elf"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 8
#define SHUNT_STACK_MIN 712

/* What shunt_save fills: %r15 at 0, return address at 8, %r6 at 16, %r7 at 24, %r8 at 32, %r9 at 40, %r10 at 48, 
 * %r11 at 56, %r12 at 64, %r13 at 72, %f8 at 80, %f9 at 88, %f10 at 96, %f11 at 104, 
 * %f12 at 112, %f13 at 120, %f14 at 128, %f15 at 136, %fpc at 144. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[160];
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

	register void * in __asm__("r2") = (void *)pass;
	register void * to_ __asm__("r3") = (void *)to;
	register void * save_ __asm__("r4") = (void *)save;

	__asm__ volatile(
		"	larl %%r14, 7f\n"
		"	lay %%r15, -32(%%r15)\n"
		"	stmg %%r11, %%r14, 0(%%r15)\n"
		"	stg %%r15, 0(%%r4)\n"
		"	lgr %%r15, %%r3\n"
		"	lmg %%r11, %%r14, 0(%%r15)\n"
		"	lay %%r15, 32(%%r15)\n"
		"	br %%r14\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "r0", "r1", "r5", "r6", "r7", "r8", "r9", "r10", "r14", "f0", "f1", "f2", "f3", "f4",
		  "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15"
		);
	return in;
}
#endif
#endif

#endif
