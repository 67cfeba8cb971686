/*
 * z/Architecture ELF ABI supplement 1.6, sections 1.2 and 1.6.  Every frame begins with 160 bytes for the callee,
 * and the CFA is past them.  %r0 reads as zero in an address.
 *
 * Generated from arch-specs/s390x-elf.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_S390X_ELF_H
#define SHUNT_S390X_ELF_H

#define SHUNT_ABI "s390x-elf"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 8
#define SHUNT_STACK_MIN 712

/* What shunt_save fills: %r15 at 0, return address at 8, %r6 at 16, %r7 at 24, %r8 at 32, %r9 at 40, %r10 at 48, 
 * %r11 at 56, %r12 at 64, %r13 at 72, %f8 at 80, %f9 at 88, %f10 at 96, %f11 at 104, 
 * %f12 at 112, %f13 at 120, %f14 at 128, %f15 at 136, %fpc at 144. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[160];
};


#endif
