/*
 * SPARC V9, 64-bit System V.  SCD 2.4.1, chapter 3P.  Register windows: the hardware keeps the preserved registers,
 * so software saves only where the caller's window is.  %sp is kept 2047 below what it points to.
 *
 * Generated from arch-specs/sparc64-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_SPARC64_SYSV_H
#define SHUNT_SPARC64_SYSV_H

#define SHUNT_ABI "sparc64-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 464

/* What shunt_save fills: %sp at 0, return address at 8, %fsr at 16. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[32];
};


#endif
