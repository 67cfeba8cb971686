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


#endif
