/*
 * PA-RISC 1.1, 32-bit Linux.  The stack grows up: %sp points past the frame marker and the outgoing arguments.
 * PA-RISC 1.1 runtime architecture, chapter 3; .eh_frame numbers floating registers by halves.
 *
 * Generated from arch-specs/hppa-linux.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_HPPA_LINUX_H
#define SHUNT_HPPA_LINUX_H

#define SHUNT_ABI "hppa-linux"
#define SHUNT_STACK_DIRECTION SHUNT_ASCENDING
#define SHUNT_STACK_ALIGN 64
#define SHUNT_STACK_MIN 384

/* What shunt_save fills: %sp at 0, return address at 4, %r3 at 8, %r4 at 12, %r5 at 16, %r6 at 20, %r7 at 24, 
 * %r8 at 28, %r9 at 32, %r10 at 36, %r11 at 40, %r12 at 44, %r13 at 48, %r14 at 52, 
 * %r15 at 56, %r16 at 60, %r17 at 64, %r18 at 68, %fr12 at 72, %fr13 at 80, %fr14 at 88, 
 * %fr15 at 96, %fr16 at 104, %fr17 at 112, %fr18 at 120, %fr19 at 128, %fr20 at 136, 
 * %fr21 at 144, %fpsr at 152. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[160];
};


#endif
