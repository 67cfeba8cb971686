/*
 * SH-4, little-endian Linux.  Renesas SH C ABI as GCC implements it; floating registers and pr move only by push,
 * pop and plain indirection.  The ABI keeps FPSCR.SZ clear at calls.
 *
 * Generated from arch-specs/sh4-linux.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_SH4_LINUX_H
#define SHUNT_SH4_LINUX_H

#define SHUNT_ABI "sh4-linux"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 4
#define SHUNT_STACK_MIN 96

/* What shunt_save fills: r15 at 0, return address at 4, r8 at 8, r9 at 12, r10 at 16, r11 at 20, r12 at 24, 
 * r13 at 28, r14 at 32, fr12 at 36, fr13 at 40, fr14 at 44, fr15 at 48, fpscr at 52. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[64];
};


#endif
