/*
 * AArch64 procedure call standard, ELF.  Arm IHI 0055, sections 6.1 and 6.4.5; DWARF numbers from IHI 0057, 4.1.
 *
 * Generated from arch-specs/aarch64-aapcs64.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_AARCH64_AAPCS64_H
#define SHUNT_AARCH64_AAPCS64_H

#define SHUNT_ABI "aarch64-aapcs64"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 272

/* What shunt_save fills: sp at 0, return address at 8, x19 at 16, x20 at 24, x21 at 32, x22 at 40, x23 at 48, 
 * x24 at 56, x25 at 64, x26 at 72, x27 at 80, x28 at 88, x29 at 96, d8 at 104, d9 at 112, 
 * d10 at 120, d11 at 128, d12 at 136, d13 at 144, d14 at 152, d15 at 160, fpcr at 168. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[176];
};


#endif
