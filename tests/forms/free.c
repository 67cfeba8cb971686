/* Linked with nothing but the stubs: they need no C library, and what is not called is collected. */
#include "shunt.h"

static _Alignas(SHUNT_STACK_ALIGN) unsigned char stack[64 * SHUNT_STACK_ALIGN + SHUNT_STACK_MIN / SHUNT_STACK_ALIGN
	* SHUNT_STACK_ALIGN];
static shunt_context back;

#ifdef __ARM_EABI__
/* Unwinding tables name it; without an unwinder somebody has to define it. */
void __aeabi_unwind_cpp_pr0(void);
void __aeabi_unwind_cpp_pr1(void);

void
__aeabi_unwind_cpp_pr0(void)
{
}

void
__aeabi_unwind_cpp_pr1(void)
{
}
#endif

static shunt_context
body(void *arg, void *pass)
{
	shunt_context here;

	(void)arg;
	shunt_switch(pass, back, &here);
	return 0;
}

void start(void);

void
start(void)
{
	shunt_context context = shunt_init(stack, sizeof stack, body, 0);

	shunt_switch(0, context, &back);
	for (;;)
		;
}
