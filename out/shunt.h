/*
 * shunt.h - switch stacks.  Generated from templates/shunt.h; do not edit.
 *
 * A context is a suspended computation, known by its saved stack pointer.  All functions are safe in any thread and
 * keep no state; none allocates.  Sizes are in bytes.  base is always a region's low address, whatever way the stack
 * grows; the root end is the end where its first frames lie (high on descending stacks).  Memory stays the
 * caller's: a region must outlive the contexts on it.
 *
 * Preserved across every switch is all that the ABI calls preserved, floating-point control included, status not
 * (each ABI's document and section stand at the head of its file).  Compiled with SHUNT_FP_CONTROL=0, control
 * registers are left out; frames stay the same.
 *
 * Shadow stacks: a switch does not move the processor's shadow stack.  Run with it disabled.
 */
#ifndef SHUNT_H
#define SHUNT_H

#include <stddef.h>
#include <stdint.h>

#define SHUNT_ASCENDING 1
#define SHUNT_DESCENDING 2

#ifndef SHUNT_FP_CONTROL
#define SHUNT_FP_CONTROL 1
#endif

/*
 * The ELF visibility of every function: default, or -DSHUNT_VISIBILITY=hidden for a module that must not export
 * them.  Said here, since -fvisibility reaches C functions only, and which stubs are C differs among compilers.
 */
#ifndef SHUNT_VISIBILITY
#define SHUNT_VISIBILITY default
#endif
#ifdef __ELF__
#define SHUNT_PRAGMA(text) _Pragma(#text)
#define SHUNT_PUSH(how) SHUNT_PRAGMA(GCC visibility push(how))
#define SHUNT_VISIBLE SHUNT_PUSH(SHUNT_VISIBILITY)
#define SHUNT_VISIBLE_END SHUNT_PRAGMA(GCC visibility pop)
#else
#define SHUNT_VISIBLE
#define SHUNT_VISIBLE_END
#endif

SHUNT_VISIBLE

#ifdef __cplusplus
#define SHUNT_NORETURN [[noreturn]]
#define SHUNT_ALIGNAS(n) alignas(n)
#define SHUNT_INLINE inline
extern "C" {
#else
#define SHUNT_NORETURN _Noreturn
#define SHUNT_ALIGNAS(n) _Alignas(n)
#define SHUNT_INLINE static inline
#endif

#ifdef __GNUC__
#define SHUNT_RETURNS_TWICE __attribute__((returns_twice))
#else
#define SHUNT_RETURNS_TWICE
#endif

/* What can be wrong; all are negative. */
enum shunt_error {
	SHUNT_ERROR_NULL = -1,		/* a pointer is null */
	SHUNT_ERROR_ALIGNMENT = -2,	/* base or base + size is no multiple of SHUNT_STACK_ALIGN */
	SHUNT_ERROR_SIZE = -3		/* less than SHUNT_STACK_MIN, or past the end of the address space */
};

struct shunt_registers;
typedef struct shunt_frame *shunt_context;
typedef struct shunt_inline_frame *shunt_inline_context;
typedef shunt_context shunt_function(void *arg, void *pass);

/* SHUNT_ASCENDING or SHUNT_DESCENDING. */
int shunt_stack_direction(void);

/* The stack pointer as the caller sees it after the call: an address, without any bias. */
void *shunt_stack_pointer(void);

/* 0, or a negative enum shunt_error: may [base, base + size) be a stack? */
int shunt_stack_check(const void *base, size_t size);

/*
 * A fresh context on [base, base + size).  The first switch to it calls fn(arg, pass) there.  When fn returns a
 * context, that one is continued by a last switch that passes arg; returning null traps.  It starts with the control
 * state of the calling thread.  Null where shunt_stack_check is not 0, or fn is null.
 */
shunt_context shunt_init(void *base, size_t size, shunt_function *fn, void *arg);

/*
 * The same, linked: resume it only by shunt_switch(pass, context, *link).  The resumer is then saved in the slot at
 * the root end, and backtraces, debuggers and exceptions go on into it.  Null also where link is.
 */
shunt_context shunt_init_linked(void *base, size_t size, shunt_function *fn, void *arg, shunt_context **link);

/*
 * Suspends the caller, stores its context through save (not null) and continues to; returns the pass of whoever
 * switches back.  A context is one-shot: switching to it consumes it, and using it again is undefined.
 */
void *shunt_switch(void *pass, shunt_context to, shunt_context *save);

/* A fresh context for shunt_switch_inline (GNU C), and for nothing else; what fn returns is a shunt_context. */
shunt_inline_context shunt_inline_init(void *base, size_t size, shunt_function *fn, void *arg);

/*
 * Runs fn(pass) on the target's stack before the target continues: fn's result is what the target's pending switch
 * returns, and for a fresh target what its function gets as pass.  fn may unwind instead of returning.
 */
void *shunt_switch_with(void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass));

/* Calls fn(arg) on the stack [base, base + size) and returns its result.  Traps where shunt_stack_check is not 0. */
void *shunt_on_stack(void *base, size_t size, void *(*fn)(void *arg), void *arg);

/* The same for good; fn must not return. */
SHUNT_NORETURN void shunt_replace_stack(void *base, size_t size, void (*fn)(void *arg), void *arg);

/* The same two, unchecked, from the root end: base + size on descending stacks, base on ascending ones. */
void *shunt_on_stack_at(void *sp, void *(*fn)(void *arg), void *arg);
SHUNT_NORETURN void shunt_replace_stack_at(void *sp, void (*fn)(void *arg), void *arg);

/*
 * Stores the preserved registers, the stack pointer and the return address; returns 0, and again with the value
 * that shunt_restore is given, while the caller's frame lives (C11 7.13: what holds of setjmp holds here).
 */
int shunt_save(struct shunt_registers *registers) SHUNT_RETURNS_TWICE;
SHUNT_NORETURN void shunt_restore(const struct shunt_registers *registers, int value);

#if defined __aarch64__ && defined __AARCH64EL__ && defined __LP64__ && defined __ELF__ && defined __ARM_FP
#include "aarch64-aapcs64.h"
#elif defined __arm__ && defined __ARM_PCS_VFP && defined __ARMEL__ && (!defined __thumb__ || defined __thumb2__)
#include "arm-aapcs-vfp.h"
#elif defined __hppa__ && !defined __LP64__
#include "hppa-linux.h"
#elif defined __i386__ && defined __ELF__
#include "i386-sysv.h"
#elif defined __m68k__ && defined __HAVE_68881__ && !defined __mcoldfire__
#include "m68k-sysv.h"
#elif defined __mips__ && _MIPS_SIM == _ABIO32 && defined __MIPSEB__ && defined __mips_hard_float && !defined __mips_micromips && !defined __mips16
#include "mips-o32.h"
#elif defined __powerpc64__ && _CALL_ELF == 2 && defined __LITTLE_ENDIAN__
#include "ppc64-elfv2.h"
#elif defined __riscv && __riscv_xlen == 64 && defined __riscv_float_abi_double && !defined __riscv_32e
#include "riscv64-lp64d.h"
#elif defined __s390x__
#include "s390x-elf.h"
#elif defined __SH4__ && defined __LITTLE_ENDIAN__
#include "sh4-linux.h"
#elif defined __sparc__ && defined __arch64__
#include "sparc64-sysv.h"
#elif defined __x86_64__ && !defined __ILP32__ && defined __ELF__
#include "x86_64-sysv.h"
#else
#error "shunt has no stubs for this ABI"
#endif

SHUNT_VISIBLE_END

#ifdef __cplusplus
}
#endif

#endif
