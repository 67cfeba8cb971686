/*
 * x86-64, System V ELF.  psABI 1.0, sections 3.2.1 to 3.2.3; DWARF numbers from its figure 3.36.
 *
 * Generated from arch-specs/x86_64-sysv.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_X86_64_SYSV_H
#define SHUNT_X86_64_SYSV_H

#define SHUNT_ABI "x86_64-sysv"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 160

/* What shunt_save fills: %rsp at 0, return address at 8, %rbx at 16, %r12 at 24, %r13 at 32, %r14 at 40, 
 * %r15 at 48, %rbp at 56, %mxcsr at 64, %fpcw at 68. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[80];
};


#endif
