/*
 * i386, System V ELF as Linux has it since GCC 4.5: the stack is 16-byte aligned at calls.  psABI 1.1, section 2.2.
 *
 * Generated from arch-specs/i386-sysv.abi; do not edit.
 *
 * The frame of a suspended context, from its stack pointer (%esp); the CFA is at +48:
 *
 *       +44  4   return address
 *       +40  4   %ebp
 *       +36  4   %edi
 *       +32  4   %esi
 *       +28  4   %ebx
 *       +24  4   %mxcsr (if configured)
 *       +20  4   %fpcw (if configured)
 *        +0  16  room for the callee
 */
#include "shunt.h"

#if !(defined __i386__ && defined __ELF__)
#error "these are the stubs of i386-sysv; this compiler has another ABI"
#endif

#if defined SHUNT_MASM_INTEL || (!defined __clang__ && defined __PIC__ && !defined __OPTIMIZE__)
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
	"	endbr32\n"
#endif
	"	pushl %ebp\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 5, -8\n"
	"	pushl %edi\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_offset 7, -12\n"
	"	pushl %esi\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 6, -16\n"
	"	pushl %ebx\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_offset 3, -20\n"
	"	leal -28(%esp), %esp\n"
	"		.cfi_def_cfa_offset 48\n"
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 24(%esp)\n"
#endif
#if SHUNT_FP_CONTROL
	"	fnstcw 20(%esp)\n"
#endif
	"	movl 56(%esp), %ecx\n"
	"	movl %esp, 0(%ecx)\n"
	"	movl 48(%esp), %eax\n"
	"	movl 52(%esp), %esp\n"
#if SHUNT_FP_CONTROL
	"	fnstcw 4(%esp)\n"
	"	movzwl 4(%esp), %ecx\n"
	"	movzwl 20(%esp), %edx\n"
	"	cmpl %ecx, %edx\n"
	"	je 1f\n"
	"	fldcw 20(%esp)\n"
	"1:\n"
#endif
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 4(%esp)\n"
	"	movl 4(%esp), %ecx\n"
	"	movl 24(%esp), %edx\n"
	"	xorl %ecx, %edx\n"
	"	andl $0xffc0, %edx\n"
	"	je 1f\n"
	"	xorl %edx, %ecx\n"
	"	movl %ecx, 4(%esp)\n"
	"	ldmxcsr 4(%esp)\n"
	"1:\n"
#endif
	"	leal 28(%esp), %esp\n"
	"		.cfi_def_cfa_offset 20\n"
	"	popl %ebx\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 3\n"
	"	popl %esi\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 6\n"
	"	popl %edi\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 7\n"
	"	popl %ebp\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 5\n"
	"	popl %ecx\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 8, 1\n"
	"	notrack jmp *%ecx\n"
SHUNT_END(shunt_switch)

/*
 * Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target.
 */
SHUNT_BEGIN(void *, shunt_switch_with, (void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass)))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	pushl %ebp\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 5, -8\n"
	"	pushl %edi\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_offset 7, -12\n"
	"	pushl %esi\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_offset 6, -16\n"
	"	pushl %ebx\n"
	"		.cfi_def_cfa_offset 20\n"
	"		.cfi_offset 3, -20\n"
	"	leal -28(%esp), %esp\n"
	"		.cfi_def_cfa_offset 48\n"
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 24(%esp)\n"
#endif
#if SHUNT_FP_CONTROL
	"	fnstcw 20(%esp)\n"
#endif
	"	movl 56(%esp), %ecx\n"
	"	movl %esp, 0(%ecx)\n"
	"	movl 48(%esp), %ecx\n"
	"	movl 60(%esp), %edx\n"
	"	movl 52(%esp), %esp\n"
	"	movl %ecx, 0(%esp)\n"
	"	call *%edx\n"
#if SHUNT_FP_CONTROL
	"	fnstcw 4(%esp)\n"
	"	movzwl 4(%esp), %ecx\n"
	"	movzwl 20(%esp), %edx\n"
	"	cmpl %ecx, %edx\n"
	"	je 1f\n"
	"	fldcw 20(%esp)\n"
	"1:\n"
#endif
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 4(%esp)\n"
	"	movl 4(%esp), %ecx\n"
	"	movl 24(%esp), %edx\n"
	"	xorl %ecx, %edx\n"
	"	andl $0xffc0, %edx\n"
	"	je 1f\n"
	"	xorl %edx, %ecx\n"
	"	movl %ecx, 4(%esp)\n"
	"	ldmxcsr 4(%esp)\n"
	"1:\n"
#endif
	"	leal 28(%esp), %esp\n"
	"		.cfi_def_cfa_offset 20\n"
	"	popl %ebx\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 3\n"
	"	popl %esi\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 6\n"
	"	popl %edi\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 7\n"
	"	popl %ebp\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 5\n"
	"	popl %ecx\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 8, 1\n"
	"	notrack jmp *%ecx\n"
SHUNT_END(shunt_switch_with)

/*
 * Where a fresh context begins: its stack pointer at the root, what was passed in the result register.
 * Unwinding ends here.
 */
SHUNT_HIDDEN void shunt_entry(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry, (void))
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_undefined 8\n"
	"	ud2\n"
	SHUNT_LABEL(shunt_entry_point)
	"	movl 24(%esp), %ecx\n"
	"	movl %ecx, 0(%esp)\n"
	"	movl %eax, 4(%esp)\n"
	"	movl 20(%esp), %edx\n"
	"	call *%edx\n"
	"	testl %eax, %eax\n"
	"	jne 1f\n"
	"	ud2\n"
	"1:\n"
	"	movl 24(%esp), %ecx\n"
	"	movl %eax, %esp\n"
	"		.cfi_def_cfa_offset 48\n"
	"		.cfi_offset 3, -20\n"
	"		.cfi_offset 6, -16\n"
	"		.cfi_offset 7, -12\n"
	"		.cfi_offset 5, -8\n"
	"		.cfi_restore 8\n"
	"	movl %ecx, %eax\n"
#if SHUNT_FP_CONTROL
	"	fnstcw 4(%esp)\n"
	"	movzwl 4(%esp), %ecx\n"
	"	movzwl 20(%esp), %edx\n"
	"	cmpl %ecx, %edx\n"
	"	je 1f\n"
	"	fldcw 20(%esp)\n"
	"1:\n"
#endif
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 4(%esp)\n"
	"	movl 4(%esp), %ecx\n"
	"	movl 24(%esp), %edx\n"
	"	xorl %ecx, %edx\n"
	"	andl $0xffc0, %edx\n"
	"	je 1f\n"
	"	xorl %edx, %ecx\n"
	"	movl %ecx, 4(%esp)\n"
	"	ldmxcsr 4(%esp)\n"
	"1:\n"
#endif
	"	leal 28(%esp), %esp\n"
	"		.cfi_def_cfa_offset 20\n"
	"	popl %ebx\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 3\n"
	"	popl %esi\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 6\n"
	"	popl %edi\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 7\n"
	"	popl %ebp\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 5\n"
	"	popl %ecx\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 8, 1\n"
	"	notrack jmp *%ecx\n"
SHUNT_END(shunt_entry)

/*
 * The same for a linked context: the CFA is found through the link slot, in the resumer's frame.
 */
SHUNT_HIDDEN void shunt_entry_linked(void);
SHUNT_BEGIN_HIDDEN(void, shunt_entry_linked, (void))
	"		.cfi_escape 0x0f, 0x05, 0x74, 0x1c, 0x06, 0x23, 0x30\n"
	"		.cfi_offset 3, -20\n"
	"		.cfi_offset 6, -16\n"
	"		.cfi_offset 7, -12\n"
	"		.cfi_offset 5, -8\n"
	"	ud2\n"
	SHUNT_LABEL(shunt_entry_linked_point)
	"	movl 24(%esp), %ecx\n"
	"	movl %ecx, 0(%esp)\n"
	"	movl %eax, 4(%esp)\n"
	"	movl 20(%esp), %edx\n"
	"	call *%edx\n"
	"	testl %eax, %eax\n"
	"	jne 1f\n"
	"	ud2\n"
	"1:\n"
	"	movl 24(%esp), %ecx\n"
	"	movl %eax, %esp\n"
	"		.cfi_def_cfa 4, 48\n"
	"	movl %ecx, %eax\n"
#if SHUNT_FP_CONTROL
	"	fnstcw 4(%esp)\n"
	"	movzwl 4(%esp), %ecx\n"
	"	movzwl 20(%esp), %edx\n"
	"	cmpl %ecx, %edx\n"
	"	je 1f\n"
	"	fldcw 20(%esp)\n"
	"1:\n"
#endif
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 4(%esp)\n"
	"	movl 4(%esp), %ecx\n"
	"	movl 24(%esp), %edx\n"
	"	xorl %ecx, %edx\n"
	"	andl $0xffc0, %edx\n"
	"	je 1f\n"
	"	xorl %edx, %ecx\n"
	"	movl %ecx, 4(%esp)\n"
	"	ldmxcsr 4(%esp)\n"
	"1:\n"
#endif
	"	leal 28(%esp), %esp\n"
	"		.cfi_def_cfa_offset 20\n"
	"	popl %ebx\n"
	"		.cfi_def_cfa_offset 16\n"
	"		.cfi_restore 3\n"
	"	popl %esi\n"
	"		.cfi_def_cfa_offset 12\n"
	"		.cfi_restore 6\n"
	"	popl %edi\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_restore 7\n"
	"	popl %ebp\n"
	"		.cfi_def_cfa_offset 4\n"
	"		.cfi_restore 5\n"
	"	popl %ecx\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_register 8, 1\n"
	"	notrack jmp *%ecx\n"
SHUNT_END(shunt_entry_linked)

/*
 * Calls fn on another stack; the frame pointer keeps the way back.
 */
SHUNT_BEGIN(void *, shunt_on_stack_at, (void *sp, void *(*fn)(void *arg), void *arg))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	pushl %ebp\n"
	"		.cfi_def_cfa_offset 8\n"
	"		.cfi_offset 5, -8\n"
	"	leal -8(%esp), %esp\n"
	"		.cfi_def_cfa_offset 16\n"
	"	movl 16(%esp), %ecx\n"
	"	movl 20(%esp), %edx\n"
	"	movl 24(%esp), %eax\n"
	"	movl %esp, %ebp\n"
	"	leal -16(%ecx), %esp\n"
	"		.cfi_def_cfa_register 5\n"
	"	movl %eax, 0(%esp)\n"
	"	call *%edx\n"
	"	movl %ebp, %esp\n"
	"	leal 8(%esp), %esp\n"
	"	popl %ebp\n"
	"		.cfi_def_cfa 4, 4\n"
	"		.cfi_restore 5\n"
	"	ret\n"
SHUNT_END(shunt_on_stack_at)

/*
 * Calls fn on another stack for good: unwinding ends here.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_replace_stack_at, (void *sp, void (*fn)(void *arg), void *arg))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	movl 4(%esp), %ecx\n"
	"	movl 8(%esp), %edx\n"
	"	movl 12(%esp), %eax\n"
	"	leal -16(%ecx), %esp\n"
	"		.cfi_def_cfa_offset 0\n"
	"		.cfi_undefined 8\n"
	"	movl $0, %ebp\n"
	"	movl %eax, 0(%esp)\n"
	"	call *%edx\n"
	"	ud2\n"
SHUNT_END(shunt_replace_stack_at)

/*
 * Stores what a callee must preserve.
 */
SHUNT_BEGIN(int, shunt_save, (struct shunt_registers *registers))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	movl 4(%esp), %ecx\n"
	"	leal 4(%esp), %edx\n"
	"	movl %edx, 0(%ecx)\n"
	"	movl 0(%esp), %eax\n"
	"	movl %eax, 4(%ecx)\n"
	"	movl %ebx, 8(%ecx)\n"
	"	movl %esi, 12(%ecx)\n"
	"	movl %edi, 16(%ecx)\n"
	"	movl %ebp, 20(%ecx)\n"
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 24(%ecx)\n"
#endif
#if SHUNT_FP_CONTROL
	"	fnstcw 28(%ecx)\n"
#endif
	"	movl $0, %eax\n"
	"	ret\n"
SHUNT_END(shunt_save)

/*
 * Loads it back; from the first load on, the rows speak of shunt_save's caller.
 */
SHUNT_BEGIN(SHUNT_NORETURN void, shunt_restore, (const struct shunt_registers *registers, int value))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	movl 4(%esp), %ecx\n"
	"	movl 8(%esp), %eax\n"
	"		.cfi_escape 0x0f, 0x05, 0x71, 0x00, 0x06, 0x23, 0x00\n"
	"		.cfi_escape 0x10, 0x03, 0x02, 0x71, 0x08\n"
	"		.cfi_escape 0x10, 0x06, 0x02, 0x71, 0x0c\n"
	"		.cfi_escape 0x10, 0x07, 0x02, 0x71, 0x10\n"
	"		.cfi_escape 0x10, 0x05, 0x02, 0x71, 0x14\n"
	"		.cfi_escape 0x10, 0x08, 0x02, 0x71, 0x04\n"
#if SHUNT_FP_CONTROL
	"	fnstcw 4(%esp)\n"
	"	movzwl 4(%esp), %edx\n"
	"	movzwl 28(%ecx), %ebx\n"
	"	cmpl %edx, %ebx\n"
	"	je 1f\n"
	"	fldcw 28(%ecx)\n"
	"1:\n"
#endif
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 4(%esp)\n"
	"	movl 4(%esp), %edx\n"
	"	movl 24(%ecx), %ebx\n"
	"	xorl %edx, %ebx\n"
	"	andl $0xffc0, %ebx\n"
	"	je 1f\n"
	"	xorl %ebx, %edx\n"
	"	movl %edx, 4(%esp)\n"
	"	ldmxcsr 4(%esp)\n"
	"1:\n"
#endif
	"	movl 8(%ecx), %ebx\n"
	"		.cfi_restore 3\n"
	"	movl 12(%ecx), %esi\n"
	"		.cfi_restore 6\n"
	"	movl 16(%ecx), %edi\n"
	"		.cfi_restore 7\n"
	"	movl 20(%ecx), %ebp\n"
	"		.cfi_restore 5\n"
	"	movl 4(%ecx), %edx\n"
	"	movl 0(%ecx), %esp\n"
	"	notrack jmp *%edx\n"
SHUNT_END(shunt_restore)

/*
 * The stack pointer as the caller has it.
 */
SHUNT_BEGIN(void *, shunt_stack_pointer, (void))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	leal 4(%esp), %eax\n"
	"	ret\n"
SHUNT_END(shunt_stack_pointer)

/*
 * What a fresh context inherits from its creator, into the slots of its first frame.
 */
SHUNT_HIDDEN void shunt_capture(shunt_context context);
SHUNT_BEGIN_HIDDEN(void, shunt_capture, (shunt_context context))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	movl 4(%esp), %ecx\n"
#if SHUNT_FP_CONTROL && (defined __SSE__)
	"	stmxcsr 24(%ecx)\n"
#endif
#if SHUNT_FP_CONTROL
	"	fnstcw 20(%ecx)\n"
#endif
	"	ret\n"
SHUNT_END(shunt_capture)

/*
 * For what C code here finds impossible.
 */
SHUNT_HIDDEN SHUNT_NORETURN void shunt_trap(void);
SHUNT_BEGIN_HIDDEN(SHUNT_NORETURN void, shunt_trap, (void))
#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))
	"	endbr32\n"
#endif
	"	ud2\n"
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
	FRAME_SIZE = 48,	/* of a suspended context */
	RETURN_SLOT = 44,	/* from its stack pointer */
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
