/*
 * i386, System V ELF as Linux has it since GCC 4.5: the stack is 16-byte aligned at calls.  psABI 1.1, section 2.2.
 *
 * Generated from arch-specs/i386-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_I386_SYSV_H
#define SHUNT_I386_SYSV_H

#define SHUNT_ABI "i386-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 112

/* What shunt_save fills: %esp at 0, return address at 4, %ebx at 8, %esi at 12, %edi at 16, %ebp at 20, 
 * %mxcsr at 24, %fpcw at 28. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[32];
};


#endif
