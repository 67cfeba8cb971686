/*
 * x86_64.h - for x86-64 only: the limit that a switch is held against, and what the stubs could do and do not.
 */

#define HAS_LIMIT 1

/*
 * L: a loop on each side that exchanges stack pointer and program counter with the partner's, kept in registers.
 * Nothing is saved.  Aligned, since by chance it takes half as long again.
 */
static void
limit(long count)
{
	void *sp = other_stack + OTHER_SIZE, *pc;

	count /= 2;
	__asm__ volatile(
		"	leaq 3f(%%rip), %1\n"
		"	.balign 32\n"
		"1:	leaq 2f(%%rip), %%rax\n"
		"	xchgq %%rsp, %0\n"
		"	xchgq %%rax, %1\n"
		"	jmp *%%rax\n"
		"2:	decq %2\n"
		"	jnz 1b\n"
		"	jmp 5f\n"
		"	.balign 32\n"
		"3:	leaq 4f(%%rip), %%rax\n"
		"	xchgq %%rsp, %0\n"
		"	xchgq %%rax, %1\n"
		"	jmp *%%rax\n"
		"4:	jmp 3b\n"
		"5:\n"
		: "+r"(sp), "=&r"(pc), "+r"(count)
		:
		: "rax", "cc", "memory");
}

/*
 * Two switches as others write them, with a frame of their own: leaves by ret, control left alone; and leaves by an
 * indirect jump, control loaded every time.
 */
#define PUSHES \
	"	pushq %rbp\n	pushq %rbx\n	pushq %r12\n	pushq %r13\n	pushq %r14\n	pushq %r15\n	subq $8, %rsp\n"
#define EXCHANGE \
	"	movq %rsp, (%rdx)\n	movq %rdi, %rax\n	movq %rsi, %rsp\n"
#define POPS \
	"	addq $8, %rsp\n	popq %r15\n	popq %r14\n	popq %r13\n	popq %r12\n	popq %rbx\n	popq %rbp\n"

__asm__(
	"	.pushsection .text\n"
	"	.balign 16\n"
	"	.type switch_by_ret, @function\n"
	"switch_by_ret:\n"
	PUSHES EXCHANGE POPS
	"	ret\n"
	"	.balign 16\n"
	"	.type switch_by_load, @function\n"
	"switch_by_load:\n"
	PUSHES
	"	stmxcsr (%rsp)\n	fnstcw 4(%rsp)\n"
	EXCHANGE
	"	ldmxcsr (%rsp)\n	fldcw 4(%rsp)\n"
	POPS
	"	popq %r10\n"
	"	jmp *%r10\n"
	"	.type switch_root, @function\n"
	"switch_root:\n"
	"	movq %r12, %rdi\n"
	"	movq %rax, %rsi\n"
	"	call *%rbx\n"
	"	ud2\n"
	"	.popsection\n");

void *switch_by_ret(void *pass, shunt_context to, shunt_context *save) __asm__("switch_by_ret");
void *switch_by_load(void *pass, shunt_context to, shunt_context *save) __asm__("switch_by_load");
extern const char switch_root[] __asm__("switch_root");

/* Their first frame: control, r15, r14, r13, r12, rbx, rbp, return address. */
static shunt_context
other_init(char *base, size_t size, shunt_function *fn, void *arg)
{
	uint64_t *frame = (uint64_t *)(void *)(base + size) - 8;

	memset(frame, 0, 64);
	frame[0] = 0x037f00001f80;
	frame[4] = (uintptr_t)arg;
	frame[5] = (uintptr_t)fn;
	frame[7] = (uintptr_t)switch_root;
	return (shunt_context)(void *)frame;
}

#define CONTEXT shunt_context
#define INIT other_init

#if SHUNT_FP_CONTROL
#define WHAT "load"
#define DOOR(name) other_##name
#define SWITCH switch_by_load
#else
#define WHAT "ret"
#define DOOR(name) other_##name
#define SWITCH switch_by_ret
#endif
#include "patterns.h"

#undef CONTEXT
#undef INIT
