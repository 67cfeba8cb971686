/*
@@ for _, line in ipairs(abi.title) do
 * @{line}
@@ end
 *
 * Generated from @{file}; do not edit.
 *
@@ for _, line in ipairs(drawing) do
 *@{line ~= "" and " " .. line or ""}
@@ end
 */
#include "shunt.h"

#if !(@{abi.detect})
#error "these are the stubs of @{abi.name}; this compiler has another ABI"
#endif

@@ if file_scope:match "^%d$" then
#define SHUNT_FILE_SCOPE @{file_scope}
@@ else
#if @{file_scope}
#define SHUNT_FILE_SCOPE 1
#else
#define SHUNT_FILE_SCOPE 0
#endif
@@ end
@{functions}
#include "shunt_stub.h"

#ifdef __clang__
#pragma clang diagnostic ignored "-Woverlength-strings"
#endif
#pragma GCC diagnostic ignored "-Wunused-parameter"

SHUNT_VISIBLE

@@ for _, stub in ipairs(stubs) do
/*
@@ for _, line in ipairs(stub.comment) do
 * @{line}
@@ end
 */
@{stub.text}
@@ end
extern SHUNT_HIDDEN const char shunt_entry_point[];
extern SHUNT_HIDDEN const char shunt_entry_linked_point[];

/* A stack slot's word; it aliases whatever memory a stack is made of. */
#ifdef __GNUC__
typedef @{word} __attribute__((may_alias)) slot_word;
#else
typedef @{word} slot_word;
#endif

enum {
	FRAME_SIZE = @{frame_size},	/* of a suspended context */
	RETURN_SLOT = @{return_slot},	/* from its stack pointer */
	INLINE_FRAME_SIZE = @{doors.size},
	INLINE_RETURN_SLOT = @{doors.return_slot},
	ROOT_SIZE = @{root_size},	/* from the root's stack pointer to the root end */
	ROOT_FN = @{root.fn},	/* from the root's stack pointer */
	ROOT_ARG = @{root.arg},
	ROOT_LINK = @{root.link}
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
	return @{abi.direction < 0 and "(char *)base + size" or "(void)size, (char *)base"};
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
	char *root = end @{abi.direction < 0 and "-" or "+"} ROOT_SIZE;
	char *frame = root @{abi.direction < 0 and "-" or "+"} (FRAME_SIZE - @{caller_depth});
	char *low = @{abi.direction < 0 and "frame" or "end"};
	char *high = @{abi.direction < 0 and "end" or "frame"};

	for (; low < high; low += sizeof(slot_word))
		put(low, 0);
@@ if abi.bias ~= 0 then
	root -= @{abi.bias};	/* as the stack pointer is kept */
	frame -= @{abi.bias};
@@ end
	put(frame + RETURN_SLOT, (uintptr_t)entry@{return_offset});
	*(shunt_function **)(void *)(root + ROOT_FN) = fn;
	*(void **)(void *)(root + ROOT_ARG) = arg;
@@ if capture then
	shunt_capture((shunt_context)(void *)frame);
@@ end
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
	root = root_end(base, size) @{abi.direction < 0 and "-" or "+"} ROOT_SIZE@{bias_term};
@@ if anchor_slot then
	put(root + @{anchor_slot}, (uintptr_t)root);	/* the register that a linked root's CFA is reached from */
@@ end
	*link = (shunt_context *)(void *)(root + ROOT_LINK);
	return context;
}

@@ if doors.inline then
shunt_inline_context
shunt_inline_init(void *base, size_t size, shunt_function *fn, void *arg)
{
	char *frame;

	if (!fn || shunt_stack_check(base, size))
		return 0;
	/* The entry frees no frame: the inline frame takes the place of the first one, at its CFA's end. */
	frame = (char *)(void *)first_frame(base, size, fn, arg, shunt_entry_point);
	frame @{abi.direction < 0 and "+" or "-"}= FRAME_SIZE - INLINE_FRAME_SIZE;
	put(frame + INLINE_RETURN_SLOT, (uintptr_t)shunt_entry_point);
@@ if capture_inline then
	shunt_capture_inline((shunt_inline_context)(void *)frame);
@@ end
	return (shunt_inline_context)(void *)frame;
}

@@ end
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
