/*
 * MIPS o32, big-endian, hard float with 32-bit registers in pairs (FR=0).  SVR4 MIPS psABI, chapter 3.  Callers own
 * a 16-byte home area for the arguments; $25 holds the callee's address at calls.
 *
 * Generated from arch-specs/mips-o32.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_MIPS_O32_H
#define SHUNT_MIPS_O32_H

#define SHUNT_ABI "mips-o32"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 8
#define SHUNT_STACK_MIN 176

/* What shunt_save fills: $sp at 0, return address at 4, $16 at 8, $17 at 12, $18 at 16, $19 at 20, $20 at 24, 
 * $21 at 28, $22 at 32, $23 at 36, $fp at 40, $f20 at 48, $f22 at 56, $f24 at 64, 
 * $f26 at 72, $f28 at 80, $f30 at 88, $fcsr at 96. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[112];
};


#endif
