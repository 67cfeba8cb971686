/*
 * x86-64, System V ELF.  psABI 1.0, sections 3.2.1 to 3.2.3; DWARF numbers from its figure 3.36.
 *
 * Generated from arch-specs/x86_64-sysv.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%rsp); the CFA is at +64:
 *
 *       +56  8   return address
 *       +48  8   %rbp
 *       +40  8   %r15
 *       +32  8   %r14
 *       +24  8   %r13
 *       +16  8   %r12
 *        +8  8   %rbx
 *        +4  4   %fpcw (if configured)
 *        +0  4   %mxcsr (if configured)
 */
#include "shunt.h"

#if !(defined __x86_64__ && !defined __ILP32__ && defined __ELF__)
#error "these are the stubs of x86_64-sysv; this compiler has another ABI"
#endif

#if defined SHUNT_MASM_INTEL || defined __CET__
#define SHUNT_FILE_SCOPE 1
#else
#define SHUNT_FILE_SCOPE 0
#endif
#if defined SHUNT_MASM_INTEL
#define SHUNT_OPEN "	.att_syntax prefix\n"
#define SHUNT_CLOSE "	.intel_syntax noprefix\n"
#else
#define SHUNT_OPEN
#define SHUNT_CLOSE
#endif

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
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	pushq %rbp\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 6, -16\n"
	"	pushq %r15\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_offset 15, -24\n"
	"	pushq %r14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_offset 14, -32\n"
	"	pushq %r13\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_offset 13, -40\n"
	"	pushq %r12\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 12, -48\n"
	"	pushq %rbx\n"
	"		.cfi_def_cfa_offset 56\n"
	"		.cfi_offset 3, -56\n"
	"	leaq -8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 64\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr 0(%rsp)\n"
	"	fnstcw 4(%rsp)\n"
#endif
	"	movq %rsp, 0(%rdx)\n"
	"	movq %rdi, %rax\n"
	"	movq %rsi, %rsp\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr -8(%rsp)\n"
	"	movl -8(%rsp), %r10d\n"
	"	movl 0(%rsp), %r11d\n"
	"	xorl %r10d, %r11d\n"
	"	andl $0xffc0, %r11d\n"
	"	je 1f\n"
	"	xorl %r11d, %r10d\n"
	"	movl %r10d, -8(%rsp)\n"
	"	ldmxcsr -8(%rsp)\n"
	"1:\n"
	"	fnstcw -8(%rsp)\n"
	"	movzwl -8(%rsp), %r10d\n"
	"	movzwl 4(%rsp), %r11d\n"
	"	cmpl %r10d, %r11d\n"
	"	je 1f\n"
	"	fldcw 4(%rsp)\n"
	"1:\n"
#endif
	"	leaq 8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 56\n"
	"	popq %rbx\n"
	"		.cfi_def_cfa_offset 48\n"
	"	popq %r12\n"
	"		.cfi_def_cfa_offset 40\n"
	"	popq %r13\n"
	"		.cfi_def_cfa_offset 32\n"
	"	popq %r14\n"
	"		.cfi_def_cfa_offset 24\n"
	"	popq %r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"	popq %rbp\n"
	"		.cfi_def_cfa_offset 8\n"
	"	popq %r10\n"
	"		.cfi_def_cfa_offset 0\n"
	"	notrack jmp *%r10\n"
SHUNT_END(shunt_switch)

/*
 * The same, entered by a jump with the resume address in a register: see shunt_switch_neutral.
 */
void shunt_switch_neutral_stub(void);
SHUNT_BEGIN(void, shunt_switch_neutral_stub, (void))
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 16, 2\n"
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	pushq %rcx\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 16\n"
	"	pushq %rbp\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 6, -16\n"
	"	pushq %r15\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_offset 15, -24\n"
	"	pushq %r14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_offset 14, -32\n"
	"	pushq %r13\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_offset 13, -40\n"
	"	pushq %r12\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 12, -48\n"
	"	pushq %rbx\n"
	"		.cfi_def_cfa_offset 56\n"
	"		.cfi_offset 3, -56\n"
	"	leaq -8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 64\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr 0(%rsp)\n"
	"	fnstcw 4(%rsp)\n"
#endif
	"	movq %rsp, 0(%rdx)\n"
	"	movq %rdi, %rax\n"
	"	movq %rsi, %rsp\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr -8(%rsp)\n"
	"	movl -8(%rsp), %r10d\n"
	"	movl 0(%rsp), %r11d\n"
	"	xorl %r10d, %r11d\n"
	"	andl $0xffc0, %r11d\n"
	"	je 1f\n"
	"	xorl %r11d, %r10d\n"
	"	movl %r10d, -8(%rsp)\n"
	"	ldmxcsr -8(%rsp)\n"
	"1:\n"
	"	fnstcw -8(%rsp)\n"
	"	movzwl -8(%rsp), %r10d\n"
	"	movzwl 4(%rsp), %r11d\n"
	"	cmpl %r10d, %r11d\n"
	"	je 1f\n"
	"	fldcw 4(%rsp)\n"
	"1:\n"
#endif
	"	leaq 8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 56\n"
	"	popq %rbx\n"
	"		.cfi_def_cfa_offset 48\n"
	"	popq %r12\n"
	"		.cfi_def_cfa_offset 40\n"
	"	popq %r13\n"
	"		.cfi_def_cfa_offset 32\n"
	"	popq %r14\n"
	"		.cfi_def_cfa_offset 24\n"
	"	popq %r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"	popq %rbp\n"
	"		.cfi_def_cfa_offset 8\n"
	"	popq %r10\n"
	"		.cfi_def_cfa_offset 0\n"
	"	notrack jmp *%r10\n"
SHUNT_END(shunt_switch_neutral_stub)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	pushq %rbp\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 6, -16\n"
	"	pushq %r15\n"
	"		.cfi_def_cfa_offset 24\n"
	"		.cfi_offset 15, -24\n"
	"	pushq %r14\n"
	"		.cfi_def_cfa_offset 32\n"
	"		.cfi_offset 14, -32\n"
	"	pushq %r13\n"
	"		.cfi_def_cfa_offset 40\n"
	"		.cfi_offset 13, -40\n"
	"	pushq %r12\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 12, -48\n"
	"	pushq %rbx\n"
	"		.cfi_def_cfa_offset 56\n"
	"		.cfi_offset 3, -56\n"
	"	leaq -8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 64\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr 0(%rsp)\n"
	"	fnstcw 4(%rsp)\n"
#endif
	"	movq %rsp, 0(%rdx)\n"
	"	movq %rsi, %rsp\n"
	"	call *%rcx\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr -8(%rsp)\n"
	"	movl -8(%rsp), %r10d\n"
	"	movl 0(%rsp), %r11d\n"
	"	xorl %r10d, %r11d\n"
	"	andl $0xffc0, %r11d\n"
	"	je 1f\n"
	"	xorl %r11d, %r10d\n"
	"	movl %r10d, -8(%rsp)\n"
	"	ldmxcsr -8(%rsp)\n"
	"1:\n"
	"	fnstcw -8(%rsp)\n"
	"	movzwl -8(%rsp), %r10d\n"
	"	movzwl 4(%rsp), %r11d\n"
	"	cmpl %r10d, %r11d\n"
	"	je 1f\n"
	"	fldcw 4(%rsp)\n"
	"1:\n"
#endif
	"	leaq 8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 56\n"
	"	popq %rbx\n"
	"		.cfi_def_cfa_offset 48\n"
	"	popq %r12\n"
	"		.cfi_def_cfa_offset 40\n"
	"	popq %r13\n"
	"		.cfi_def_cfa_offset 32\n"
	"	popq %r14\n"
	"		.cfi_def_cfa_offset 24\n"
	"	popq %r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"	popq %rbp\n"
	"		.cfi_def_cfa_offset 8\n"
	"	popq %r10\n"
	"		.cfi_def_cfa_offset 0\n"
	"	notrack jmp *%r10\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_undefined 16\n"
	"	ud2\n"
	SHUNT_LABEL(shunt_entry_point)
	"	movq 8(%rsp), %r10\n"
	"	movq 16(%rsp), %rdi\n"
	"	movq %rax, %rsi\n"
	"	call *%r10\n"
	"	testq %rax, %rax\n"
	"	jne 1f\n"
	"	ud2\n"
	"1:\n"
	"	movq 16(%rsp), %r10\n"
	"	movq %rax, %rsp\n"
	"		.cfi_def_cfa_offset 64\n"
	"		.cfi_offset 3, -56\n"
	"		.cfi_offset 12, -48\n"
	"		.cfi_offset 13, -40\n"
	"		.cfi_offset 14, -32\n"
	"		.cfi_offset 15, -24\n"
	"		.cfi_offset 6, -16\n"
	"		.cfi_restore 16\n"
	"	movq %r10, %rax\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr -8(%rsp)\n"
	"	movl -8(%rsp), %r10d\n"
	"	movl 0(%rsp), %r11d\n"
	"	xorl %r10d, %r11d\n"
	"	andl $0xffc0, %r11d\n"
	"	je 1f\n"
	"	xorl %r11d, %r10d\n"
	"	movl %r10d, -8(%rsp)\n"
	"	ldmxcsr -8(%rsp)\n"
	"1:\n"
	"	fnstcw -8(%rsp)\n"
	"	movzwl -8(%rsp), %r10d\n"
	"	movzwl 4(%rsp), %r11d\n"
	"	cmpl %r10d, %r11d\n"
	"	je 1f\n"
	"	fldcw 4(%rsp)\n"
	"1:\n"
#endif
	"	leaq 8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 56\n"
	"	popq %rbx\n"
	"		.cfi_def_cfa_offset 48\n"
	"	popq %r12\n"
	"		.cfi_def_cfa_offset 40\n"
	"	popq %r13\n"
	"		.cfi_def_cfa_offset 32\n"
	"	popq %r14\n"
	"		.cfi_def_cfa_offset 24\n"
	"	popq %r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"	popq %rbp\n"
	"		.cfi_def_cfa_offset 8\n"
	"	popq %r10\n"
	"		.cfi_def_cfa_offset 0\n"
	"	notrack jmp *%r10\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x05, 0x77, 0x18, 0x06, 0x23, 0x40\n"
	"		.cfi_offset 3, -56\n"
	"		.cfi_offset 12, -48\n"
	"		.cfi_offset 13, -40\n"
	"		.cfi_offset 14, -32\n"
	"		.cfi_offset 15, -24\n"
	"		.cfi_offset 6, -16\n"
	"	ud2\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	movq 8(%rsp), %r10\n"
	"	movq 16(%rsp), %rdi\n"
	"	movq %rax, %rsi\n"
	"	call *%r10\n"
	"	testq %rax, %rax\n"
	"	jne 1f\n"
	"	ud2\n"
	"1:\n"
	"	movq 16(%rsp), %r10\n"
	"	movq %rax, %rsp\n"
	"		.cfi_def_cfa 7, 64\n"
	"	movq %r10, %rax\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr -8(%rsp)\n"
	"	movl -8(%rsp), %r10d\n"
	"	movl 0(%rsp), %r11d\n"
	"	xorl %r10d, %r11d\n"
	"	andl $0xffc0, %r11d\n"
	"	je 1f\n"
	"	xorl %r11d, %r10d\n"
	"	movl %r10d, -8(%rsp)\n"
	"	ldmxcsr -8(%rsp)\n"
	"1:\n"
	"	fnstcw -8(%rsp)\n"
	"	movzwl -8(%rsp), %r10d\n"
	"	movzwl 4(%rsp), %r11d\n"
	"	cmpl %r10d, %r11d\n"
	"	je 1f\n"
	"	fldcw 4(%rsp)\n"
	"1:\n"
#endif
	"	leaq 8(%rsp), %rsp\n"
	"		.cfi_def_cfa_offset 56\n"
	"	popq %rbx\n"
	"		.cfi_def_cfa_offset 48\n"
	"	popq %r12\n"
	"		.cfi_def_cfa_offset 40\n"
	"	popq %r13\n"
	"		.cfi_def_cfa_offset 32\n"
	"	popq %r14\n"
	"		.cfi_def_cfa_offset 24\n"
	"	popq %r15\n"
	"		.cfi_def_cfa_offset 16\n"
	"	popq %rbp\n"
	"		.cfi_def_cfa_offset 8\n"
	"	popq %r10\n"
	"		.cfi_def_cfa_offset 0\n"
	"	notrack jmp *%r10\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	pushq %rbp\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 6, -16\n"
	"	movq %rsp, %rbp\n"
	"	movq %rdi, %rsp\n"
	"		.cfi_def_cfa_register 6\n"
	"	movq %rdx, %rdi\n"
	"	call *%rsi\n"
	"	movq %rbp, %rsp\n"
	"	popq %rbp\n"
	"		.cfi_def_cfa 7, 8\n"
	"	ret\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	movq %rdi, %rsp\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_undefined 16\n"
	"	movl $0, %ebp\n"
	"	movq %rdx, %rdi\n"
	"	call *%rsi\n"
	"	ud2\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	leaq 8(%rsp), %r10\n"
	"	movq %r10, 0(%rdi)\n"
	"	movq 0(%rsp), %r11\n"
	"	movq %r11, 8(%rdi)\n"
	"	movq %rbx, 16(%rdi)\n"
	"	movq %r12, 24(%rdi)\n"
	"	movq %r13, 32(%rdi)\n"
	"	movq %r14, 40(%rdi)\n"
	"	movq %r15, 48(%rdi)\n"
	"	movq %rbp, 56(%rdi)\n"
#if SHUNT_FP_CONTROL
	"	stmxcsr 64(%rdi)\n"
	"	fnstcw 68(%rdi)\n"
#endif
	"	movl $0, %eax\n"
	"	ret\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
#if SHUNT_FP_CONTROL
	"	stmxcsr -8(%rsp)\n"
	"	movl -8(%rsp), %r10d\n"
	"	movl 64(%rdi), %r11d\n"
	"	xorl %r10d, %r11d\n"
	"	andl $0xffc0, %r11d\n"
	"	je 1f\n"
	"	xorl %r11d, %r10d\n"
	"	movl %r10d, -8(%rsp)\n"
	"	ldmxcsr -8(%rsp)\n"
	"1:\n"
	"	fnstcw -8(%rsp)\n"
	"	movzwl -8(%rsp), %r10d\n"
	"	movzwl 68(%rdi), %r11d\n"
	"	cmpl %r10d, %r11d\n"
	"	je 1f\n"
	"	fldcw 68(%rdi)\n"
	"1:\n"
#endif
	"	movq 16(%rdi), %rbx\n"
	"		.cfi_escape 0x0f, 0x05, 0x75, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x0c, 0x02, 0x75, 0x18\n"
	"		.cfi_escape 0x10, 0x0d, 0x02, 0x75, 0x20\n"
	"		.cfi_escape 0x10, 0x0e, 0x02, 0x75, 0x28\n"
	"		.cfi_escape 0x10, 0x0f, 0x02, 0x75, 0x30\n"
	"		.cfi_escape 0x10, 0x06, 0x02, 0x75, 0x38\n"
	"		.cfi_escape 0x10, 0x10, 0x02, 0x75, 0x08\n"
	"	movq 24(%rdi), %r12\n"
	"		.cfi_restore 12\n"
	"	movq 32(%rdi), %r13\n"
	"		.cfi_restore 13\n"
	"	movq 40(%rdi), %r14\n"
	"		.cfi_restore 14\n"
	"	movq 48(%rdi), %r15\n"
	"		.cfi_restore 15\n"
	"	movq 56(%rdi), %rbp\n"
	"		.cfi_restore 6\n"
	"	movq 8(%rdi), %r10\n"
	"	movq 0(%rdi), %rsp\n"
	"	movq %rsi, %rax\n"
	"	notrack jmp *%r10\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	leaq 8(%rsp), %rax\n"
	"	ret\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
#if SHUNT_FP_CONTROL
	"	stmxcsr 0(%rdi)\n"
	"	fnstcw 4(%rdi)\n"
#endif
	"	ret\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr64\n"
#endif
	"	ud2\n"
SHUNT_END(shunt_trap)

extern SHUNT_HIDDEN const char shunt_entry_point[];
extern SHUNT_HIDDEN const char shunt_entry_linked_point[];

/* A stack slot's word; it aliases whatever memory a stack is made of. */
#ifdef __GNUC__
typedef uint64_t __attribute__((may_alias)) slot_word;
#else
typedef uint64_t slot_word;
#endif

enum {
	FRAME_SIZE = 64,	/* of a suspended context */
	RETURN_SLOT = 56,	/* from its stack pointer */
	INLINE_FRAME_SIZE = 16,
	INLINE_RETURN_SLOT = 8,
	ROOT_SIZE = 32,	/* from the root's stack pointer to the root end */
	ROOT_FN = 8,	/* from the root's stack pointer */
	ROOT_ARG = 16,
	ROOT_LINK = 24
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
