/*
 * PA-RISC 1.1, 32-bit Linux.  The stack grows up: %sp points past the frame marker and the outgoing arguments.
 * PA-RISC 1.1 runtime architecture, chapter 3; .eh_frame numbers floating registers by halves.
 *
 * Generated from arch-specs/hppa-linux.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_HPPA_LINUX_H
#define SHUNT_HPPA_LINUX_H

#define SHUNT_ABI "hppa-linux"
#define SHUNT_STACK_DIRECTION SHUNT_ASCENDING
#define SHUNT_STACK_ALIGN 64
#define SHUNT_STACK_MIN 384

/* What shunt_save fills: %sp at 0, return address at 4, %r3 at 8, %r4 at 12, %r5 at 16, %r6 at 20, %r7 at 24, 
 * %r8 at 28, %r9 at 32, %r10 at 36, %r11 at 40, %r12 at 44, %r13 at 48, %r14 at 52, 
 * %r15 at 56, %r16 at 60, %r17 at 64, %r18 at 68, %fr12 at 72, %fr13 at 80, %fr14 at 88, 
 * %fr15 at 96, %fr16 at 104, %fr17 at 112, %fr18 at 120, %fr19 at 128, %fr20 at 136, 
 * %fr21 at 144, %fpsr at 152. */
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

	register void * in __asm__("r26") = (void *)pass;
	register void * to_ __asm__("r25") = (void *)to;
	register void * save_ __asm__("r24") = (void *)save;
	register void *out __asm__("r28");

	__asm__ volatile(
		"	bl .+8, %%rp\n"
		"	nop\n"
		"	ldo 7f-.(%%rp), %%rp\n"
		"	ldo 64(%%sp), %%sp\n"
		"	stw %%r3, -64(%%sp)\n"
		"	stw %%r19, -60(%%sp)\n"
		"	stw %%rp, -56(%%sp)\n"
		"	stw %%sp, 0(%%r24)\n"
		"	copy %%r26, %%r28\n"
		"	copy %%r25, %%sp\n"
		"	ldw -64(%%sp), %%r3\n"
		"	ldw -60(%%sp), %%r19\n"
		"	ldw -56(%%sp), %%rp\n"
		"	ldo -64(%%sp), %%sp\n"
		"	bv,n %%r0(%%rp)\n"
		"7:\n"
		: "=r"(out), "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "r1", "r2", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "r16",
		  "r17", "r18", "r20", "r21", "r22", "r23", "r29", "r31", "fr4", "fr5", "fr6", "fr7", "fr8", "fr9", "fr10",
		  "fr11", "fr12", "fr13", "fr14", "fr15", "fr16", "fr17", "fr18", "fr19", "fr20", "fr21", "fr22", "fr23",
		  "fr24", "fr25", "fr26", "fr27", "fr28", "fr29", "fr30", "fr31"
		);
	return out;
}
#endif
#endif

#endif
