/*
 * 64-bit PowerPC, ELFv2, little-endian.  OpenPOWER ABI 1.5, section 2.2; DWARF columns as compilers number .eh_frame.
 * %r0 reads as zero in an address.  r2, the TOC pointer, is kept for callers in the same module.
 *
 * Generated from arch-specs/ppc64-elfv2.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_PPC64_ELFV2_H
#define SHUNT_PPC64_ELFV2_H

#define SHUNT_ABI "ppc64-elfv2"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 688

/* What shunt_save fills: %r1 at 0, return address at 8, %r14 at 16, %r15 at 24, %r16 at 32, %r17 at 40, 
 * %r18 at 48, %r19 at 56, %r20 at 64, %r21 at 72, %r22 at 80, %r23 at 88, %r24 at 96, 
 * %r25 at 104, %r26 at 112, %r27 at 120, %r28 at 128, %r29 at 136, %r30 at 144, 
 * %r31 at 152, %r2 at 160, %f14 at 168, %f15 at 176, %f16 at 184, %f17 at 192, %f18 at 200, 
 * %f19 at 208, %f20 at 216, %f21 at 224, %f22 at 232, %f23 at 240, %f24 at 248, 
 * %f25 at 256, %f26 at 264, %f27 at 272, %f28 at 280, %f29 at 288, %f30 at 296, 
 * %f31 at 304, %cr at 312, %v20 at 320, %v21 at 336, %v22 at 352, %v23 at 368, %v24 at 384, 
 * %v25 at 400, %v26 at 416, %v27 at 432, %v28 at 448, %v29 at 464, %v30 at 480, 
 * %v31 at 496, %vrsave at 512, %fpscr at 520. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[528];
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

	register void * in __asm__("r3") = (void *)pass;
	register void * to_ __asm__("r4") = (void *)to;
	register void * save_ __asm__("r5") = (void *)save;

	__asm__ volatile(
		"	stdu %%r1, -288(%%r1)\n"
		"	bcl 20,31,9f\n"
		"9: mflr %%r11\n"
		"	addi %%r11, %%r11, 7f-9b\n"
		"	mtlr %%r11\n"
		"	stdu %%r1, -32(%%r1)\n"
		"	std %%r31, 16(%%r1)\n"
		"	std %%r2, 24(%%r1)\n"
		"	mflr %%r11\n"
		"	std %%r11, 8(%%r1)\n"
		"	std %%r1, 0(%%r5)\n"
		"	mr %%r1, %%r4\n"
		"	ld %%r11, 8(%%r1)\n"
		"	mtlr %%r11\n"
		"	ld %%r31, 16(%%r1)\n"
		"	ld %%r2, 24(%%r1)\n"
		"	addi %%r1, %%r1, 32\n"
		"	blr\n"
		"7:\n"
		"	addi %%r1, %%r1, 288\n"
		: "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "cc", "cr1", "cr5", "cr6", "cr7", "ctr", "r0", "r6", "r7", "r8", "r9", "r10", "r11", "r12",
		  "r14", "r15", "r16", "r17", "r18", "r19", "r20", "r21", "r22", "r23", "r24", "r25", "r26", "r27", "r28",
		  "r29", "r30", "fr0", "fr1", "fr2", "fr3", "fr4", "fr5", "fr6", "fr7", "fr8", "fr9", "fr10", "fr11",
		  "fr12", "fr13", "fr14", "fr15", "fr16", "fr17", "fr18", "fr19", "fr20", "fr21", "fr22", "fr23", "fr24",
		  "fr25", "fr26", "fr27", "fr28", "fr29", "fr30", "fr31", "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7",
		  "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22",
		  "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31", "lr", "cr2", "cr3", "cr4"
		);
	return in;
}
#endif
#endif

#endif
