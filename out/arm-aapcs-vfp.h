/*
 * Arm AAPCS32, VFP variant (armhf), ARM or Thumb-2 code.  Arm IHI 0042, sections 6.1 and 7.1; unwinding by IHI 0038.
 *
 * Generated from arch-specs/arm-aapcs-vfp.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_ARM_AAPCS_VFP_H
#define SHUNT_ARM_AAPCS_VFP_H

#define SHUNT_ABI "arm-aapcs-vfp"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 8
#define SHUNT_STACK_MIN 152

/* What shunt_save fills: sp at 0, return address at 4, r4 at 8, r5 at 12, r6 at 16, r7 at 20, r8 at 24, r9 at 28, 
 * r10 at 32, r11 at 36, d8 at 40, d9 at 48, d10 at 56, d11 at 64, d12 at 72, d13 at 80, 
 * d14 at 88, d15 at 96, fpscr at 104. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[112];
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

	register void * in __asm__("r0") = (void *)pass;
	register void * to_ __asm__("r1") = (void *)to;
	register void * save_ __asm__("r2") = (void *)save;

	__asm__ volatile(
		"	bl 9f\n"
		"9: add lr, lr, #(7f-9b)\n"
		"	push {r7, r11, lr}\n"
		"	sub sp, sp, #4\n"
		"	str sp, [r2, #0]\n"
		"	mov sp, r1\n"
		"	add sp, sp, #4\n"
		"	pop {r7, r11, lr}\n"
		"	bx lr\n"
		"7:\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", "r14", "d0", "d1", "d2", "d3", "d4",
		  "d5", "d6", "d7", "d8", "d9", "d10", "d11", "d12", "d13", "d14", "d15"
		);
	return in;
}
#endif
#endif

#endif
