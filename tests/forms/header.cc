// C++17 can include shunt.h, and call what it declares.
#include "shunt.h"

shunt_context start(void *base, size_t size, shunt_function *fn);

shunt_context
start(void *base, size_t size, shunt_function *fn)
{
	static_assert(SHUNT_STACK_MIN > 0 && sizeof(shunt_registers) > 0, "constants");
	return shunt_stack_check(base, size) ? nullptr : shunt_init(base, size, fn, nullptr);
}
