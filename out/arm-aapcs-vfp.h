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


#endif
