/*
 * shunt_stub.h - the two forms of a stub.  Generated from templates/shunt_stub.h; do not edit.
 *
 * SHUNT_BEGIN ... SHUNT_END around a list of strings makes a naked function or a file-scope asm of them.  Naked
 * where the compiler has the attribute and its macros make certain whether it opens a CFI frame of its own;
 * file-scope everywhere else.  -DSHUNT_NAKED=0 or 1 forces a form.  With GCC -flto, give compiling and linking the
 * same options for debug information and unwind tables, or force file-scope.
 */
#ifndef SHUNT_STUB_H
#define SHUNT_STUB_H

#ifndef __has_attribute
#define __has_attribute(x) 0
#endif

#ifndef SHUNT_NAKED
#if __has_attribute(naked) && !defined __EXCEPTIONS && !(SHUNT_FILE_SCOPE)
#define SHUNT_NAKED 1
#else
#define SHUNT_NAKED 0
#endif
#endif

#define SHUNT_STRING_(x) #x
#define SHUNT_STRING(x) SHUNT_STRING_(x)
#define SHUNT_SYMBOL(name) SHUNT_STRING(__USER_LABEL_PREFIX__) #name

/* A code label inside a stub, seen by this library only. */
#define SHUNT_LABEL(name) \
	"	.globl " SHUNT_SYMBOL(name) "\n" \
	"	.hidden " SHUNT_SYMBOL(name) "\n" \
	"	.type " SHUNT_SYMBOL(name) ", STT_FUNC\n" \
	SHUNT_SYMBOL(name) ":\n"

#if SHUNT_NAKED

/* What keeps compilers from adding code to a naked body. */
#if __has_attribute(no_instrument_function)
#define SHUNT_NO_INSTRUMENT __attribute__((no_instrument_function))
#else
#define SHUNT_NO_INSTRUMENT
#endif
#if __has_attribute(no_stack_protector)
#define SHUNT_NO_PROTECTOR __attribute__((no_stack_protector))
#else
#define SHUNT_NO_PROTECTOR
#endif
#if __has_attribute(no_profile_instrument_function)
#define SHUNT_NO_PROFILE __attribute__((no_profile_instrument_function))
#else
#define SHUNT_NO_PROFILE
#endif
#if __has_attribute(no_split_stack)
#define SHUNT_NO_SPLIT __attribute__((no_split_stack))
#else
#define SHUNT_NO_SPLIT
#endif
#if __has_attribute(patchable_function_entry)
#define SHUNT_NO_PATCH __attribute__((patchable_function_entry(0)))
#else
#define SHUNT_NO_PATCH
#endif

#ifdef __GCC_HAVE_DWARF2_CFI_ASM
#define SHUNT_CFI_OPEN
#define SHUNT_CFI_CLOSE
#else
#define SHUNT_CFI_OPEN "	.cfi_startproc\n"
#define SHUNT_CFI_CLOSE "	.cfi_endproc\n"
#endif

#define SHUNT_BEGIN(type, name, parameters) \
	__attribute__((naked, noinline, used, aligned(16))) \
	SHUNT_NO_INSTRUMENT SHUNT_NO_PROTECTOR SHUNT_NO_PROFILE SHUNT_NO_SPLIT SHUNT_NO_PATCH \
	type name parameters { __asm__(SHUNT_OPEN SHUNT_CFI_OPEN

#define SHUNT_END(name) \
	SHUNT_CFI_CLOSE SHUNT_CLOSE); }

#define SHUNT_LANDING

#else

#define SHUNT_BEGIN(type, name, parameters) \
	__asm__( \
	"	.pushsection .text." #name ",\"ax\",%progbits\n" \
	"	.balign 16\n" \
	"	.globl " SHUNT_SYMBOL(name) "\n" \
	SHUNT_VISIBILITY(name) \
	"	.type " SHUNT_SYMBOL(name) ", STT_FUNC\n" \
	SHUNT_OPEN \
	SHUNT_SYMBOL(name) ":\n" \
	"	.cfi_startproc\n"

#define SHUNT_END(name) \
	"	.cfi_endproc\n" \
	"	.size " SHUNT_SYMBOL(name) ", . - " SHUNT_SYMBOL(name) "\n" \
	SHUNT_CLOSE \
	"	.popsection\n");

#define SHUNT_VISIBILITY(name)

#endif

/* Code the compiler knows as functions, and nothing outside does. */
#ifdef __GNUC__
#define SHUNT_HIDDEN __attribute__((visibility("hidden")))
#else
#define SHUNT_HIDDEN
#endif

#endif
