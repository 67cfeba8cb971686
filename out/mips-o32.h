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

#ifdef __GNUC__
/*
 * shunt_switch by a jump, with the resume address handed over in a register: the processor's stack of return
 * addresses stays balanced.  Its contexts and shunt_switch's are interchangeable.  No exception passes through it:
 * where they are on, and where the ABI has no such door, it is shunt_switch.  (With -masm=intel, of which no macro
 * tells, define SHUNT_MASM_INTEL: it is shunt_switch then too, and there is no inline switch.)
 */
SHUNT_INLINE void *
shunt_switch_neutral(void *pass, shunt_context to, shunt_context *save)
{
	return shunt_switch(pass, to, save);
}

#ifndef SHUNT_MASM_INTEL
/*
 * The switch without a stub: the compiler spills what lives.  Its contexts mix with nothing else's; control
 * registers are the thread's, not the context's; no exception passes through it.
 */
SHUNT_INLINE void *
shunt_switch_inline(void *pass, shunt_inline_context to, shunt_inline_context *save)
{
	__asm__ volatile("" : : "r"(__builtin_frame_address(0)));

	register void * in __asm__("$4") = (void *)pass;
	register void * to_ __asm__("$5") = (void *)to;
	register void * save_ __asm__("$6") = (void *)save;
	register void *out __asm__("$2");

	__asm__ volatile(
		"	.set noreorder\n"
		"	bal 9f\n"
		"	nop\n"
		"	b 7f\n"
		"	nop\n"
		"	.set reorder\n"
		"9:\n"
		"	addiu $sp, $sp, -16\n"
		"	sw $fp, 4($sp)\n"
		"	sw $28, 8($sp)\n"
		"	sw $ra, 12($sp)\n"
		"	sw $sp, 0($6)\n"
		"	move $2, $4\n"
		"	move $sp, $5\n"
		"	lw $fp, 4($sp)\n"
		"	lw $28, 8($sp)\n"
		"	lw $ra, 12($sp)\n"
		"	addiu $sp, $sp, 16\n"
		"	.set noreorder\n"
		"	jr $ra\n"
		"	nop\n"
		"	.set reorder\n"
		"7:\n"
		: "=r"(out), "+r"(in), "+r"(to_), "+r"(save_)
		:
		: "memory", "hi", "lo", "$3", "$7", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$17",
		  "$18", "$19", "$20", "$21", "$22", "$23", "$24", "$25", "$31", "$f0", "$f2", "$f4", "$f6", "$f8", "$f10",
		  "$f12", "$f14", "$f16", "$f18", "$f20", "$f22", "$f24", "$f26", "$f28", "$f30"
		);
	return out;
}
#endif
#endif

#endif
