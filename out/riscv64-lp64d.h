/*
 * RISC-V psABI 1.0, LP64D.  Chapters 1 (registers) and 2; DWARF numbers from chapter 9.
 *
 * Generated from arch-specs/riscv64-lp64d.abi; do not edit.  Included by shunt.h.
 */
#ifndef SHUNT_RISCV64_LP64D_H
#define SHUNT_RISCV64_LP64D_H

#define SHUNT_ABI "riscv64-lp64d"
#define SHUNT_STACK_DIRECTION SHUNT_DESCENDING
#define SHUNT_STACK_ALIGN 16
#define SHUNT_STACK_MIN 304

/* What shunt_save fills: sp at 0, return address at 8, x8 at 16, x9 at 24, x18 at 32, x19 at 40, x20 at 48, 
 * x21 at 56, x22 at 64, x23 at 72, x24 at 80, x25 at 88, x26 at 96, x27 at 104, f8 at 112, 
 * f9 at 120, f18 at 128, f19 at 136, f20 at 144, f21 at 152, f22 at 160, f23 at 168, 
 * f24 at 176, f25 at 184, f26 at 192, f27 at 200, frm at 208. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[224];
};


#endif
