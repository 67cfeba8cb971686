/*
 * MIPS o32, big-endian, hard float with 32-bit registers in pairs (FR=0).  SVR4 MIPS psABI, chapter 3.  Callers own
 * a 16-byte home area for the arguments; $25 holds the callee's address at calls.
 *
 * Generated from arch-specs/mips-o32.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer ($sp); the CFA is at +112:
 *
 *      +108  4   return address
 *      +104  4   $fp
 *      +100  4   $23
 *       +96  4   $22
 *       +92  4   $21
 *       +88  4   $20
 *       +84  4   $19
 *       +80  4   $18
 *       +76  4   $17
 *       +72  4   $16
 *       +64  8   $f30
 *       +56  8   $f28
 *       +48  8   $f26
 *       +40  8   $f24
 *       +32  8   $f22
 *       +24  8   $f20
 *       +20  4   $fcsr (if configured)
 *        +0  16  room for the callee
 */
#include "shunt.h"

#if !(defined __mips__ && _MIPS_SIM == _ABIO32 && defined __MIPSEB__ && defined __mips_hard_float && !defined __mips_micromips && !defined __mips16)
#error "these are the stubs of mips-o32; this compiler has another ABI"
#endif

#define SHUNT_FILE_SCOPE 0
#define SHUNT_OPEN
#define SHUNT_CLOSE

#include "shunt_stub.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Woverlength-strings"
#endif
#pragma GCC diagnostic ignored "-Wunused-parameter"

SHUNT_VISIBLE

/*
 * Saves the caller in a frame, makes the other frame's stack current, and leaves through it.  From the
 * exchange on, every row speaks of the other context: all suspended frames have one shape.
 */
SHUNT_BEGIN(void *, shunt_switch, (void *pass, shunt_context to, shunt_context *save))
	"	addiu $sp, $sp, -112\n"
	"		.cfi_def_cfa_offset 112\n"
	"	sw $16, 72($sp)\n"
	"		.cfi_offset 16, -40\n"
	"	sw $17, 76($sp)\n"
	"		.cfi_offset 17, -36\n"
	"	sw $18, 80($sp)\n"
	"		.cfi_offset 18, -32\n"
	"	sw $19, 84($sp)\n"
	"		.cfi_offset 19, -28\n"
	"	sw $20, 88($sp)\n"
	"		.cfi_offset 20, -24\n"
	"	sw $21, 92($sp)\n"
	"		.cfi_offset 21, -20\n"
	"	sw $22, 96($sp)\n"
	"		.cfi_offset 22, -16\n"
	"	sw $23, 100($sp)\n"
	"		.cfi_offset 23, -12\n"
	"	sw $fp, 104($sp)\n"
	"		.cfi_offset 30, -8\n"
	"	sw $ra, 108($sp)\n"
	"		.cfi_offset 31, -4\n"
	"	sdc1 $f20, 24($sp)\n"
	"		.cfi_offset 52, -84\n"
	"		.cfi_offset 53, -88\n"
	"	sdc1 $f22, 32($sp)\n"
	"		.cfi_offset 54, -76\n"
	"		.cfi_offset 55, -80\n"
	"	sdc1 $f24, 40($sp)\n"
	"		.cfi_offset 56, -68\n"
	"		.cfi_offset 57, -72\n"
	"	sdc1 $f26, 48($sp)\n"
	"		.cfi_offset 58, -60\n"
	"		.cfi_offset 59, -64\n"
	"	sdc1 $f28, 56($sp)\n"
	"		.cfi_offset 60, -52\n"
	"		.cfi_offset 61, -56\n"
	"	sdc1 $f30, 64($sp)\n"
	"		.cfi_offset 62, -44\n"
	"		.cfi_offset 63, -48\n"
#if SHUNT_FP_CONTROL
	"	cfc1 $3, $31\n"
	"	sw $3, 20($sp)\n"
#endif
	"	sw $sp, 0($6)\n"
	"	move $2, $4\n"
	"	move $sp, $5\n"
#if SHUNT_FP_CONTROL
	"	lw $3, 20($sp)\n"
	"	cfc1 $8, $31\n"
	"	xor $9, $8, $3\n"
	"	li $10, 0x01000f83\n"
	"	and $9, $9, $10\n"
	"	beqz $9, 1f\n"
	"	xor $8, $8, $9\n"
	"	ctc1 $8, $31\n"
	"1:\n"
#endif
	"	ldc1 $f20, 24($sp)\n"
	"	ldc1 $f22, 32($sp)\n"
	"	ldc1 $f24, 40($sp)\n"
	"	ldc1 $f26, 48($sp)\n"
	"	ldc1 $f28, 56($sp)\n"
	"	ldc1 $f30, 64($sp)\n"
	"	lw $16, 72($sp)\n"
	"	lw $17, 76($sp)\n"
	"	lw $18, 80($sp)\n"
	"	lw $19, 84($sp)\n"
	"	lw $20, 88($sp)\n"
	"	lw $21, 92($sp)\n"
	"	lw $22, 96($sp)\n"
	"	lw $23, 100($sp)\n"
	"	lw $fp, 104($sp)\n"
	"	lw $ra, 108($sp)\n"
	"	addiu $sp, $sp, 112\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"		.cfi_restore 31\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
	"	addiu $sp, $sp, -112\n"
	"		.cfi_def_cfa_offset 112\n"
	"	sw $16, 72($sp)\n"
	"		.cfi_offset 16, -40\n"
	"	sw $17, 76($sp)\n"
	"		.cfi_offset 17, -36\n"
	"	sw $18, 80($sp)\n"
	"		.cfi_offset 18, -32\n"
	"	sw $19, 84($sp)\n"
	"		.cfi_offset 19, -28\n"
	"	sw $20, 88($sp)\n"
	"		.cfi_offset 20, -24\n"
	"	sw $21, 92($sp)\n"
	"		.cfi_offset 21, -20\n"
	"	sw $22, 96($sp)\n"
	"		.cfi_offset 22, -16\n"
	"	sw $23, 100($sp)\n"
	"		.cfi_offset 23, -12\n"
	"	sw $fp, 104($sp)\n"
	"		.cfi_offset 30, -8\n"
	"	sw $ra, 108($sp)\n"
	"		.cfi_offset 31, -4\n"
	"	sdc1 $f20, 24($sp)\n"
	"		.cfi_offset 52, -84\n"
	"		.cfi_offset 53, -88\n"
	"	sdc1 $f22, 32($sp)\n"
	"		.cfi_offset 54, -76\n"
	"		.cfi_offset 55, -80\n"
	"	sdc1 $f24, 40($sp)\n"
	"		.cfi_offset 56, -68\n"
	"		.cfi_offset 57, -72\n"
	"	sdc1 $f26, 48($sp)\n"
	"		.cfi_offset 58, -60\n"
	"		.cfi_offset 59, -64\n"
	"	sdc1 $f28, 56($sp)\n"
	"		.cfi_offset 60, -52\n"
	"		.cfi_offset 61, -56\n"
	"	sdc1 $f30, 64($sp)\n"
	"		.cfi_offset 62, -44\n"
	"		.cfi_offset 63, -48\n"
#if SHUNT_FP_CONTROL
	"	cfc1 $3, $31\n"
	"	sw $3, 20($sp)\n"
#endif
	"	sw $sp, 0($6)\n"
	"	move $sp, $5\n"
	"	move $25, $7\n"
	"	.set noreorder\n"
	"	jalr $25\n"
	"	nop\n"
	"	.set reorder\n"
#if SHUNT_FP_CONTROL
	"	lw $3, 20($sp)\n"
	"	cfc1 $8, $31\n"
	"	xor $9, $8, $3\n"
	"	li $10, 0x01000f83\n"
	"	and $9, $9, $10\n"
	"	beqz $9, 1f\n"
	"	xor $8, $8, $9\n"
	"	ctc1 $8, $31\n"
	"1:\n"
#endif
	"	ldc1 $f20, 24($sp)\n"
	"	ldc1 $f22, 32($sp)\n"
	"	ldc1 $f24, 40($sp)\n"
	"	ldc1 $f26, 48($sp)\n"
	"	ldc1 $f28, 56($sp)\n"
	"	ldc1 $f30, 64($sp)\n"
	"	lw $16, 72($sp)\n"
	"	lw $17, 76($sp)\n"
	"	lw $18, 80($sp)\n"
	"	lw $19, 84($sp)\n"
	"	lw $20, 88($sp)\n"
	"	lw $21, 92($sp)\n"
	"	lw $22, 96($sp)\n"
	"	lw $23, 100($sp)\n"
	"	lw $fp, 104($sp)\n"
	"	lw $ra, 108($sp)\n"
	"	addiu $sp, $sp, 112\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"		.cfi_restore 31\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_undefined 31\n"
	"	break\n"
	SHUNT_LABEL(shunt_entry_point)
	"	lw $4, 24($sp)\n"
	"	move $5, $2\n"
	"	lw $25, 20($sp)\n"
	"	.set noreorder\n"
	"	jalr $25\n"
	"	nop\n"
	"	.set reorder\n"
	"	teq $2, $0\n"
	"	lw $3, 24($sp)\n"
	"	move $sp, $2\n"
	"		.cfi_def_cfa_offset 112\n"
	"		.cfi_offset 16, -40\n"
	"		.cfi_offset 17, -36\n"
	"		.cfi_offset 18, -32\n"
	"		.cfi_offset 19, -28\n"
	"		.cfi_offset 20, -24\n"
	"		.cfi_offset 21, -20\n"
	"		.cfi_offset 22, -16\n"
	"		.cfi_offset 23, -12\n"
	"		.cfi_offset 30, -8\n"
	"		.cfi_offset 52, -84\n"
	"		.cfi_offset 53, -88\n"
	"		.cfi_offset 54, -76\n"
	"		.cfi_offset 55, -80\n"
	"		.cfi_offset 56, -68\n"
	"		.cfi_offset 57, -72\n"
	"		.cfi_offset 58, -60\n"
	"		.cfi_offset 59, -64\n"
	"		.cfi_offset 60, -52\n"
	"		.cfi_offset 61, -56\n"
	"		.cfi_offset 62, -44\n"
	"		.cfi_offset 63, -48\n"
	"		.cfi_offset 31, -4\n"
	"	move $2, $3\n"
#if SHUNT_FP_CONTROL
	"	lw $3, 20($sp)\n"
	"	cfc1 $8, $31\n"
	"	xor $9, $8, $3\n"
	"	li $10, 0x01000f83\n"
	"	and $9, $9, $10\n"
	"	beqz $9, 1f\n"
	"	xor $8, $8, $9\n"
	"	ctc1 $8, $31\n"
	"1:\n"
#endif
	"	ldc1 $f20, 24($sp)\n"
	"	ldc1 $f22, 32($sp)\n"
	"	ldc1 $f24, 40($sp)\n"
	"	ldc1 $f26, 48($sp)\n"
	"	ldc1 $f28, 56($sp)\n"
	"	ldc1 $f30, 64($sp)\n"
	"	lw $16, 72($sp)\n"
	"	lw $17, 76($sp)\n"
	"	lw $18, 80($sp)\n"
	"	lw $19, 84($sp)\n"
	"	lw $20, 88($sp)\n"
	"	lw $21, 92($sp)\n"
	"	lw $22, 96($sp)\n"
	"	lw $23, 100($sp)\n"
	"	lw $fp, 104($sp)\n"
	"	lw $ra, 108($sp)\n"
	"	addiu $sp, $sp, 112\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"		.cfi_restore 31\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x05, 0x8d, 0x1c, 0x06, 0x23, 0x70\n"
	"		.cfi_offset 16, -40\n"
	"		.cfi_offset 17, -36\n"
	"		.cfi_offset 18, -32\n"
	"		.cfi_offset 19, -28\n"
	"		.cfi_offset 20, -24\n"
	"		.cfi_offset 21, -20\n"
	"		.cfi_offset 22, -16\n"
	"		.cfi_offset 23, -12\n"
	"		.cfi_offset 30, -8\n"
	"		.cfi_offset 52, -84\n"
	"		.cfi_offset 53, -88\n"
	"		.cfi_offset 54, -76\n"
	"		.cfi_offset 55, -80\n"
	"		.cfi_offset 56, -68\n"
	"		.cfi_offset 57, -72\n"
	"		.cfi_offset 58, -60\n"
	"		.cfi_offset 59, -64\n"
	"		.cfi_offset 60, -52\n"
	"		.cfi_offset 61, -56\n"
	"		.cfi_offset 62, -44\n"
	"		.cfi_offset 63, -48\n"
	"		.cfi_offset 31, -4\n"
	"	break\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	lw $4, 24($sp)\n"
	"	move $5, $2\n"
	"	lw $25, 20($sp)\n"
	"	.set noreorder\n"
	"	jalr $25\n"
	"	nop\n"
	"	.set reorder\n"
	"	teq $2, $0\n"
	"	lw $3, 24($sp)\n"
	"	move $sp, $2\n"
	"		.cfi_def_cfa 29, 112\n"
	"	move $2, $3\n"
#if SHUNT_FP_CONTROL
	"	lw $3, 20($sp)\n"
	"	cfc1 $8, $31\n"
	"	xor $9, $8, $3\n"
	"	li $10, 0x01000f83\n"
	"	and $9, $9, $10\n"
	"	beqz $9, 1f\n"
	"	xor $8, $8, $9\n"
	"	ctc1 $8, $31\n"
	"1:\n"
#endif
	"	ldc1 $f20, 24($sp)\n"
	"	ldc1 $f22, 32($sp)\n"
	"	ldc1 $f24, 40($sp)\n"
	"	ldc1 $f26, 48($sp)\n"
	"	ldc1 $f28, 56($sp)\n"
	"	ldc1 $f30, 64($sp)\n"
	"	lw $16, 72($sp)\n"
	"	lw $17, 76($sp)\n"
	"	lw $18, 80($sp)\n"
	"	lw $19, 84($sp)\n"
	"	lw $20, 88($sp)\n"
	"	lw $21, 92($sp)\n"
	"	lw $22, 96($sp)\n"
	"	lw $23, 100($sp)\n"
	"	lw $fp, 104($sp)\n"
	"	lw $ra, 108($sp)\n"
	"	addiu $sp, $sp, 112\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 16\n"
	"		.cfi_restore 17\n"
	"		.cfi_restore 18\n"
	"		.cfi_restore 19\n"
	"		.cfi_restore 20\n"
	"		.cfi_restore 21\n"
	"		.cfi_restore 22\n"
	"		.cfi_restore 23\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 52\n"
	"		.cfi_restore 53\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"		.cfi_restore 31\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
	"	addiu $sp, $sp, -8\n"
	"		.cfi_def_cfa_offset 8\n"
	"	sw $fp, 0($sp)\n"
	"		.cfi_offset 30, -8\n"
	"	sw $ra, 4($sp)\n"
	"		.cfi_offset 31, -4\n"
	"	move $fp, $sp\n"
	"	addiu $sp, $4, -16\n"
	"		.cfi_def_cfa_register 30\n"
	"	move $4, $6\n"
	"	move $25, $5\n"
	"	.set noreorder\n"
	"	jalr $25\n"
	"	nop\n"
	"	.set reorder\n"
	"	move $sp, $fp\n"
	"	lw $fp, 0($sp)\n"
	"		.cfi_def_cfa_register 29\n"
	"	lw $ra, 4($sp)\n"
	"	addiu $sp, $sp, 8\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_restore 30\n"
	"		.cfi_restore 31\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
	"	addiu $sp, $4, -16\n"
	"		.cfi_undefined 31\n"
	"	li $fp, 0\n"
	"	move $4, $6\n"
	"	move $25, $5\n"
	"	.set noreorder\n"
	"	jalr $25\n"
	"	nop\n"
	"	.set reorder\n"
	"	break\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
	"	sw $sp, 0($4)\n"
	"	sw $ra, 4($4)\n"
	"	sw $16, 8($4)\n"
	"	sw $17, 12($4)\n"
	"	sw $18, 16($4)\n"
	"	sw $19, 20($4)\n"
	"	sw $20, 24($4)\n"
	"	sw $21, 28($4)\n"
	"	sw $22, 32($4)\n"
	"	sw $23, 36($4)\n"
	"	sw $fp, 40($4)\n"
	"	sdc1 $f20, 48($4)\n"
	"	sdc1 $f22, 56($4)\n"
	"	sdc1 $f24, 64($4)\n"
	"	sdc1 $f26, 72($4)\n"
	"	sdc1 $f28, 80($4)\n"
	"	sdc1 $f30, 88($4)\n"
#if SHUNT_FP_CONTROL
	"	cfc1 $3, $31\n"
	"	sw $3, 96($4)\n"
#endif
	"	li $2, 0\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if SHUNT_FP_CONTROL
	"	lw $3, 96($4)\n"
	"	cfc1 $8, $31\n"
	"	xor $9, $8, $3\n"
	"	li $10, 0x01000f83\n"
	"	and $9, $9, $10\n"
	"	beqz $9, 1f\n"
	"	xor $8, $8, $9\n"
	"	ctc1 $8, $31\n"
	"1:\n"
#endif
	"	ldc1 $f20, 48($4)\n"
	"		.cfi_escape 0x0f, 0x05, 0x74, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x10, 0x02, 0x74, 0x08\n"
	"		.cfi_escape 0x10, 0x11, 0x02, 0x74, 0x0c\n"
	"		.cfi_escape 0x10, 0x12, 0x02, 0x74, 0x10\n"
	"		.cfi_escape 0x10, 0x13, 0x02, 0x74, 0x14\n"
	"		.cfi_escape 0x10, 0x14, 0x02, 0x74, 0x18\n"
	"		.cfi_escape 0x10, 0x15, 0x02, 0x74, 0x1c\n"
	"		.cfi_escape 0x10, 0x16, 0x02, 0x74, 0x20\n"
	"		.cfi_escape 0x10, 0x17, 0x02, 0x74, 0x24\n"
	"		.cfi_escape 0x10, 0x1e, 0x02, 0x74, 0x28\n"
	"		.cfi_escape 0x10, 0x36, 0x02, 0x74, 0x3c\n"
	"		.cfi_escape 0x10, 0x37, 0x02, 0x74, 0x38\n"
	"		.cfi_escape 0x10, 0x38, 0x03, 0x74, 0xc4, 0x00\n"
	"		.cfi_escape 0x10, 0x39, 0x03, 0x74, 0xc0, 0x00\n"
	"		.cfi_escape 0x10, 0x3a, 0x03, 0x74, 0xcc, 0x00\n"
	"		.cfi_escape 0x10, 0x3b, 0x03, 0x74, 0xc8, 0x00\n"
	"		.cfi_escape 0x10, 0x3c, 0x03, 0x74, 0xd4, 0x00\n"
	"		.cfi_escape 0x10, 0x3d, 0x03, 0x74, 0xd0, 0x00\n"
	"		.cfi_escape 0x10, 0x3e, 0x03, 0x74, 0xdc, 0x00\n"
	"		.cfi_escape 0x10, 0x3f, 0x03, 0x74, 0xd8, 0x00\n"
	"		.cfi_escape 0x10, 0x1f, 0x02, 0x74, 0x04\n"
	"	ldc1 $f22, 56($4)\n"
	"		.cfi_restore 54\n"
	"		.cfi_restore 55\n"
	"	ldc1 $f24, 64($4)\n"
	"		.cfi_restore 56\n"
	"		.cfi_restore 57\n"
	"	ldc1 $f26, 72($4)\n"
	"		.cfi_restore 58\n"
	"		.cfi_restore 59\n"
	"	ldc1 $f28, 80($4)\n"
	"		.cfi_restore 60\n"
	"		.cfi_restore 61\n"
	"	ldc1 $f30, 88($4)\n"
	"		.cfi_restore 62\n"
	"		.cfi_restore 63\n"
	"	lw $16, 8($4)\n"
	"		.cfi_restore 16\n"
	"	lw $17, 12($4)\n"
	"		.cfi_restore 17\n"
	"	lw $18, 16($4)\n"
	"		.cfi_restore 18\n"
	"	lw $19, 20($4)\n"
	"		.cfi_restore 19\n"
	"	lw $20, 24($4)\n"
	"		.cfi_restore 20\n"
	"	lw $21, 28($4)\n"
	"		.cfi_restore 21\n"
	"	lw $22, 32($4)\n"
	"		.cfi_restore 22\n"
	"	lw $23, 36($4)\n"
	"		.cfi_restore 23\n"
	"	lw $fp, 40($4)\n"
	"		.cfi_restore 30\n"
	"	lw $ra, 4($4)\n"
	"		.cfi_restore 31\n"
	"	lw $sp, 0($4)\n"
	"	move $2, $5\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
	"	move $2, $sp\n"
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if SHUNT_FP_CONTROL
	"	cfc1 $3, $31\n"
	"	sw $3, 20($4)\n"
#endif
	"	.set noreorder\n"
	"	jr $ra\n"
	"	nop\n"
	"	.set reorder\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
	"	break\n"
SHUNT_END(shunt_trap)

extern SHUNT_HIDDEN const char shunt_entry_point[];
extern SHUNT_HIDDEN const char shunt_entry_linked_point[];

/* A stack slot's word; it aliases whatever memory a stack is made of. */
#ifdef __GNUC__
typedef uint32_t __attribute__((may_alias)) slot_word;
#else
typedef uint32_t slot_word;
#endif

enum {
	FRAME_SIZE = 112,	/* of a suspended context */
	RETURN_SLOT = 108,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 16,
	INLINE_RETURN_SLOT = 12,
	ROOT_SIZE = 32,	/* from the root's stack pointer to the root end */
	ROOT_FN = 20,	/* from the root's stack pointer */
	ROOT_ARG = 24,
	ROOT_LINK = 28
};

int
shunt_stack_direction(void)
{
	return SHUNT_STACK_DIRECTION;
}

int
shunt_stack_check(const void *base, size_t size)
{
	if (!base)
		return SHUNT_ERROR_NULL;
	if (size < SHUNT_STACK_MIN || size > SIZE_MAX / 2 || (uintptr_t)base + size < size)
		return SHUNT_ERROR_SIZE;
	if ((uintptr_t)base % SHUNT_STACK_ALIGN || size % SHUNT_STACK_ALIGN)
		return SHUNT_ERROR_ALIGNMENT;
	return 0;
}

static char *
root_end(void *base, size_t size)
{
	return (char *)base + size;
}

static void
put(char *where, uintptr_t word)
{
	*(volatile slot_word *)(void *)where = (slot_word)word;
}

/*
 * Writes a first frame: zeroes, so that nothing of this memory is taken for a register, a return address that is
 * the entry, and at the root end what the entry calls.
 */
static shunt_context
first_frame(void *base, size_t size, shunt_function *fn, void *arg, const char *entry)
{
	char *end = root_end(base, size);
	char *root = end - ROOT_SIZE;
	char *frame = root - (FRAME_SIZE - 0);
	char *low = frame;
	char *high = end;

	for (; low < high; low += sizeof(slot_word))
		put(low, 0);
	put(frame + RETURN_SLOT, (uintptr_t)entry);
	*(shunt_function **)(void *)(root + ROOT_FN) = fn;
	*(void **)(void *)(root + ROOT_ARG) = arg;
	shunt_capture((shunt_context)(void *)frame);
	return (shunt_context)(void *)frame;
}

shunt_context
shunt_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	if (!fn || shunt_stack_check(base, size))
		return 0;
	return first_frame(base, size, fn, arg, shunt_entry_point);
}

shunt_context
shunt_init_linked(void *base, size_t size, shunt_function *fn, void *arg, shunt_context **link)
{
	shunt_context context;
	char *root;

	if (!fn || !link || shunt_stack_check(base, size))
		return 0;
	context = first_frame(base, size, fn, arg, shunt_entry_linked_point);
	root = root_end(base, size) - ROOT_SIZE;
	*link = (shunt_context *)(void *)(root + ROOT_LINK);
	return context;
}

shunt_inline_context
shunt_inline_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	char *frame;

	if (!fn || shunt_stack_check(base, size))
		return 0;
	/* The entry frees no frame: the inline frame takes the place of the first one, at its CFA's end. */
	frame = (char *)(void *)first_frame(base, size, fn, arg, shunt_entry_point);
	frame += FRAME_SIZE - INLINE_FRAME_SIZE;
	put(frame + INLINE_RETURN_SLOT, (uintptr_t)shunt_entry_point);
	return (shunt_inline_context)(void *)frame;
}

void *
shunt_on_stack(void *base, size_t size, void *(*fn)(void *arg), void *arg)
{
	if (shunt_stack_check(base, size))
		shunt_trap();
	return shunt_on_stack_at(root_end(base, size), fn, arg);
}

SHUNT_NORETURN void
shunt_replace_stack(void *base, size_t size, void (*fn)(void *arg), void *arg)
{
	if (shunt_stack_check(base, size))
		shunt_trap();
	shunt_replace_stack_at(root_end(base, size), fn, arg);
}

SHUNT_VISIBLE_END
