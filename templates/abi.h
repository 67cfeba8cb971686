/*
@@ for _, line in ipairs(abi.title) do
 * @{line}
@@ end
 *
 * Generated from @{file}; do not edit.  Included by shunt.h.
 */
#ifndef @{guard}
#define @{guard}

#define SHUNT_ABI "@{abi.name}"
#define SHUNT_STACK_DIRECTION @{abi.direction < 0 and "SHUNT_DESCENDING" or "SHUNT_ASCENDING"}
#define SHUNT_STACK_ALIGN @{abi.align}
#define SHUNT_STACK_MIN @{stack_min}

/* What shunt_save fills: @{block_comment}. */
struct shunt_registers {
	SHUNT_ALIGNAS(16) unsigned char bytes[@{block_size}];
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
@@ if doors.neutral then
#if !defined __EXCEPTIONS && !defined SHUNT_MASM_INTEL
#define SHUNT_NEUTRAL_STRING_(x) #x
#define SHUNT_NEUTRAL_STRING(x) SHUNT_NEUTRAL_STRING_(x)
#define SHUNT_NEUTRAL_STUB SHUNT_NEUTRAL_STRING(__USER_LABEL_PREFIX__) "shunt_switch_neutral_stub"
@{doors.neutral}
#else
	return shunt_switch(pass, to, save);
#endif
@@ else
	return shunt_switch(pass, to, save);
@@ end
}
@@ if doors.inline then

#ifndef SHUNT_MASM_INTEL
/*
 * The switch without a stub: the compiler spills what lives.  Its contexts mix with nothing else's; control
 * registers are the thread's, not the context's; no exception passes through it.
 */
SHUNT_INLINE void *
shunt_switch_inline(void *pass, shunt_inline_context to, shunt_inline_context *save)
{
@{doors.inline}
}
#endif
@@ end
#endif

#endif
