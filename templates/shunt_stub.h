/*
 * shunt_stub.h - the two forms of a stub.  Generated from templates/shunt_stub.h; do not edit.
 *
 * SHUNT_BEGIN ... SHUNT_END around a list of strings makes a naked function or a file-scope asm of them.  Naked
 * where the compiler has the attribute and its macros make certain whether it opens a CFI frame of its own;
 * file-scope everywhere else.  -DSHUNT_NAKED=0 or 1 forces a form.  With GCC -flto, give compiling and linking the
 * same options for debug information and unwind tables, or force file-scope.  On x86, -masm=intel needs
 * -DSHUNT_MASM_INTEL beside it: no macro of the compiler tells of it.
 */
#ifndef SHUNT_STUB_H
#define SHUNT_STUB_H

#ifndef __has_attribute
#define __has_attribute(x) 0
#endif

/* Under -fexceptions Clang 19 says __GCC_HAVE_DWARF2_CFI_ASM, but a C function has a frame only where -g asks too. */
#ifndef SHUNT_NAKED
#if __has_attribute(naked) && !(defined __clang__ && defined __EXCEPTIONS) && !(SHUNT_FILE_SCOPE)
#define SHUNT_NAKED 1
#else
#define SHUNT_NAKED 0
#endif
#endif

#define SHUNT_STRING_(x) #x
#define SHUNT_STRING(x) SHUNT_STRING_(x)
#define SHUNT_SYMBOL(name) SHUNT_STRING(__USER_LABEL_PREFIX__) #name

/* Seen by what it is linked with, and by nothing outside. */
#define SHUNT_HIDDEN __attribute__((visibility("hidden")))

/* A directive for what SHUNT_VISIBILITY says. */
#define SHUNT_PASTE_(a, b) a ## b
#define SHUNT_PASTE(a, b) SHUNT_PASTE_(a, b)
#define SHUNT_VISIBILITY_default(name) ""
#define SHUNT_VISIBILITY_protected(name) "	.protected " SHUNT_SYMBOL(name) "\n"
#define SHUNT_VISIBILITY_hidden(name) "	.hidden " SHUNT_SYMBOL(name) "\n"

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

#if __has_attribute(no_sanitize_coverage)
#define SHUNT_NO_SANITIZER_COVERAGE __attribute__((no_sanitize_coverage))
#else
#define SHUNT_NO_SANITIZER_COVERAGE
#endif
#if __has_attribute(zero_call_used_regs)
#define SHUNT_NO_ZEROING __attribute__((zero_call_used_regs("skip")))
#else
#define SHUNT_NO_ZEROING
#endif
#if __has_attribute(xray_never_instrument)
#define SHUNT_NO_XRAY __attribute__((xray_never_instrument))
#else
#define SHUNT_NO_XRAY
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
	SHUNT_NO_SANITIZER_COVERAGE SHUNT_NO_ZEROING SHUNT_NO_XRAY \
	type name parameters { __asm__(SHUNT_OPEN SHUNT_CFI_OPEN

/* Its prototype says that it is hidden. */
#define SHUNT_BEGIN_HIDDEN(type, name, parameters) SHUNT_BEGIN(type, name, parameters)

#define SHUNT_END(name) \
	SHUNT_CFI_CLOSE SHUNT_CLOSE); }

#else

#define SHUNT_BEGIN(type, name, parameters) \
	SHUNT_FUNCTION(name, SHUNT_PASTE(SHUNT_VISIBILITY_, SHUNT_VISIBILITY)(name))

#define SHUNT_BEGIN_HIDDEN(type, name, parameters) \
	SHUNT_FUNCTION(name, SHUNT_VISIBILITY_hidden(name))

#define SHUNT_FUNCTION(name, visibility) \
	__asm__( \
	"	.pushsection .text." #name ",\"ax\",%progbits\n" \
	"	.balign 16\n" \
	"	.globl " SHUNT_SYMBOL(name) "\n" \
	visibility \
	"	.type " SHUNT_SYMBOL(name) ", STT_FUNC\n" \
	SHUNT_OPEN \
	SHUNT_SYMBOL(name) ":\n" \
	"	.cfi_startproc\n"

#define SHUNT_END(name) \
	"	.cfi_endproc\n" \
	"	.size " SHUNT_SYMBOL(name) ", . - " SHUNT_SYMBOL(name) "\n" \
	SHUNT_CLOSE \
	"	.popsection\n");

#endif

/* Not every compiler says that its stack need not be executable (GCC for PA-RISC does not); twice does no harm. */
__asm__(
	"	.pushsection .note.GNU-stack,\"\",%progbits\n"
	"	.popsection\n");

#endif
