/*
 * Motorola 68020 and later with 68881, Linux.  System V ABI, m68k supplement, chapter 3, with 4-byte stack alignment.
 * Arguments are on the stack; pointers are returned in %a0, integers in %d0.
 *
 * Generated from arch-specs/m68k-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_M68K_SYSV_H
#define SHUNT_M68K_SYSV_H

#define SHUNT_ABI "m68k-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 4
#define SHUNT_STACK_MIN 200

/* What shunt_save fills: %sp at 0, return address at 4, %d2 at 8, %d3 at 12, %d4 at 16, %d5 at 20, %d6 at 24, 
 * %d7 at 28, %a2 at 32, %a3 at 36, %a4 at 40, %a5 at 44, %a6 at 48, %fp2 at 52, %fp3 at 64, 
 * %fp4 at 76, %fp5 at 88, %fp6 at 100, %fp7 at 112, %fpcr at 124. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[128];
};


#endif
