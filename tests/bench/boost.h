/*
 * boost.h - jump_fcontext of Boost.Context, as built: control loaded on every jump.
 *
 * Its header is C++; these are its declarations for C.
 */

typedef struct transfer {
	void *from, *data;
} transfer;

transfer jump_fcontext(void *to, void *data);
void *make_fcontext(void *top, size_t size, void (*fn)(transfer));

static void
boost_flat(transfer t)
{
	for (;;)
		t = jump_fcontext(t.from, t.data);
}

static void
boost_pp(long count)
{
	transfer t = { make_fcontext(other_stack + OTHER_SIZE, OTHER_SIZE, boost_flat), 0 };

	for (count /= 2; count > 0; count--)
		t = jump_fcontext(t.from, t.data);
}

static void
boost_working(transfer t)
{
	for (;;)
		t = jump_fcontext(t.from, work(t.data));
}

static void
boost_v30(long count)
{
	transfer t = { make_fcontext(other_stack + OTHER_SIZE, OTHER_SIZE, boost_working), 0 };

	for (count /= 2; count > 0; count--)
		t = jump_fcontext(t.from, work(t.data));
}

static const struct measure boost_measures[] = {
	{ "boost", "pp", boost_pp }, { "boost", "v30", boost_v30 }
};
