/* embed.h: the table that embed.c writes. */
#ifndef SHUNT_EMBED_H
#define SHUNT_EMBED_H

#include <stddef.h>

struct embedded {
	const char *name;               /* as embed was told it: gen/main.lua */
	const unsigned char *data;      /* size bytes, and a NUL behind them */
	size_t size;
};

extern const struct embedded embedded_files[];  /* sorted by name, as strcmp does; ends with a null name */
extern const size_t embedded_count;             /* that last one not counted */

#endif
