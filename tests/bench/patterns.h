/*
 * patterns.h - the patterns of switches, for one door.  Included once a door, with
 *
 *     WHAT, DOOR(name)           the door's name in the table, and its own name for something
 *     CONTEXT, INIT, SWITCH      its type of contexts, what makes one, the switch
 *
 * Partners never end.  Every other function here performs `count` one-way switches, half of them on each side.  The
 * contexts lie in static variables, so that where to switch to does not depend on what the last switch loaded.
 */

static CONTEXT DOOR(first), DOOR(second);

/* pp: each side one flat loop. */

static shunt_context
DOOR(flat)(void *arg, void *pass)
{
	(void)arg;
	for (;;)
		pass = SWITCH(pass, DOOR(first), &DOOR(second));
	return 0;
}

static void
DOOR(pp)(long count)
{
	void *pass = 0;

	DOOR(second) = INIT(other_stack, OTHER_SIZE, DOOR(flat), 0);
	for (count /= 2; count > 0; count--)
		pass = SWITCH(pass, DOOR(second), &DOOR(first));
}

/* m1, c1, m4, c4: the switch in a function that returns between switches, or in four. */

#define FRAMES(side, to, save) \
	static NOINLINE void *DOOR(side##1)(void *pass) { pass = SWITCH(pass, to, save); STAY(pass); return pass; } \
	static NOINLINE void *DOOR(side##2)(void *pass) { pass = DOOR(side##1)(pass); STAY(pass); return pass; } \
	static NOINLINE void *DOOR(side##3)(void *pass) { pass = DOOR(side##2)(pass); STAY(pass); return pass; } \
	static NOINLINE void *DOOR(side##4)(void *pass) { pass = DOOR(side##3)(pass); STAY(pass); return pass; }

FRAMES(leave, DOOR(second), &DOOR(first))
FRAMES(back, DOOR(first), &DOOR(second))

static void
DOOR(m1)(long count)
{
	void *pass = 0;

	DOOR(second) = INIT(other_stack, OTHER_SIZE, DOOR(flat), 0);
	for (count /= 2; count > 0; count--)
		pass = DOOR(leave1)(pass);
}

static void
DOOR(m4)(long count)
{
	void *pass = 0;

	DOOR(second) = INIT(other_stack, OTHER_SIZE, DOOR(flat), 0);
	for (count /= 2; count > 0; count--)
		pass = DOOR(leave4)(pass);
}

static shunt_context
DOOR(framed1)(void *arg, void *pass)
{
	(void)arg;
	for (;;)
		pass = DOOR(back1)(pass);
	return 0;
}

static shunt_context
DOOR(framed4)(void *arg, void *pass)
{
	(void)arg;
	for (;;)
		pass = DOOR(back4)(pass);
	return 0;
}

static void
DOOR(c1)(long count)
{
	void *pass = 0;

	DOOR(second) = INIT(other_stack, OTHER_SIZE, DOOR(framed1), 0);
	for (count /= 2; count > 0; count--)
		pass = SWITCH(pass, DOOR(second), &DOOR(first));
}

static void
DOOR(c4)(long count)
{
	void *pass = 0;

	DOOR(second) = INIT(other_stack, OTHER_SIZE, DOOR(framed4), 0);
	for (count /= 2; count > 0; count--)
		pass = SWITCH(pass, DOOR(second), &DOOR(first));
}

/* v30: work on either side, one chain of dependent multiplications through both. */

static shunt_context
DOOR(working)(void *arg, void *pass)
{
	(void)arg;
	for (;;)
		pass = SWITCH(work(pass), DOOR(first), &DOOR(second));
	return 0;
}

static void
DOOR(v30)(long count)
{
	void *pass = 0;

	DOOR(second) = INIT(other_stack, OTHER_SIZE, DOOR(working), 0);
	for (count /= 2; count > 0; count--)
		pass = SWITCH(work(pass), DOOR(second), &DOOR(first));
}

/*
 * ring: a thousand contexts, main among them; each switches to the next and passes on which one that is, so that
 * nothing about the next switch comes out of memory that the last one loaded.
 */

static SHUNT_ALIGNAS(4096) char DOOR(memory)[RING][RING_STRIDE];
static struct DOOR(node) {
	CONTEXT context;
	struct DOOR(node) *next;
} DOOR(nodes)[RING];

static shunt_context
DOOR(member)(void *arg, void *pass)
{
	(void)arg;
	for (;;) {
		struct DOOR(node) *self = pass, *next = self->next;

		pass = SWITCH(next, next->context, &self->context);
	}
	return 0;
}

static void
DOOR(ring)(long count)
{
	struct DOOR(node) *self = DOOR(nodes), *last = self + RING - 1;

	for (unsigned i = 0; !last->next; i++) {
		DOOR(nodes)[i].next = &DOOR(nodes)[(i + 1) % RING];
		if (i > 0)
			DOOR(nodes)[i].context = INIT(DOOR(memory)[i] + ring_base(i), ring_size(i), DOOR(member), 0);
	}
	for (count /= RING; count > 0; count--)
		SWITCH(self->next, self->next->context, &self->context);
}

static const struct measure DOOR(measures)[] = {
	{ WHAT, "pp", DOOR(pp) }, { WHAT, "m1", DOOR(m1) }, { WHAT, "c1", DOOR(c1) }, { WHAT, "m4", DOOR(m4) },
	{ WHAT, "c4", DOOR(c4) }, { WHAT, "v30", DOOR(v30) }, { WHAT, "ring", DOOR(ring) }
};

#undef FRAMES
#undef WHAT
#undef DOOR
#undef SWITCH
