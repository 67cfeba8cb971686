/*
 * source.c: the name of an embedded file, gen/main.lua or templates/x -> its text.
 *
 * For development: where the environment variable SHUNT_LUA names a directory, gen/, templates/ and
 * arch-specs/ in it are read instead of the copies in the executable, so that scripts can be edited
 * without rebuilding: SHUNT_LUA=. build/shunt ...
 */
#include "embed.h"
#include "host.h"

#include <stdlib.h>
#include <string.h>

static int
compare(const void *name, const void *file)
{
	return strcmp(name, ((const struct embedded *)file)->name);
}

/* The directory that takes the executable's place, or null. */
static const char *
development_directory(void)
{
	const char *directory = getenv("SHUNT_LUA");

	return directory && *directory ? directory : NULL;
}

bool
shunt_push_source(lua_State *L, const char *name)
{
	const char *directory = development_directory();
	const struct embedded *file;
	bool found;

	if (directory) {
		found = shunt_push_file(L, lua_pushfstring(L, "%s/%s", directory, name));
		lua_remove(L, -2);
		return found;
	}
	file = bsearch(name, embedded_files, embedded_count, sizeof *file, compare);
	if (file)
		lua_pushlstring(L, (const char *)file->data, file->size);
	else
		lua_pushliteral(L, "is not embedded");
	return file != NULL;
}

/* embedded(name) -> text | nil */
int
shunt_embedded(lua_State *L)
{
	if (!shunt_push_source(L, luaL_checkstring(L, 1)))
		lua_pushnil(L);
	return 1;
}

/* Appends to the array on the top of the stack those of a directory's names that begin with prefix. */
static void
add_development_names(lua_State *L, const char *prefix)
{
	size_t size = strlen(prefix), part = (size_t)(strrchr(prefix, '/') - prefix);
	const char *name, *directory = lua_pushlstring(L, prefix, part);
	lua_Integer i, count = 0;

	if (shunt_push_names(L, lua_pushfstring(L, "%s/%s", development_directory(), directory))) {
		for (i = 1; lua_geti(L, -1, i) == LUA_TSTRING; i++) {
			name = lua_pushfstring(L, "%s/%s", directory, lua_tostring(L, -1));
			if (strncmp(name, prefix, size) == 0 && name[part + 1] != '.')
				lua_seti(L, -6, ++count);
			else
				lua_pop(L, 1);
			lua_pop(L, 1);
		}
		lua_pop(L, 1);
	}
	lua_pop(L, 3);
}

/* embedded_names(prefix) -> sorted array; the prefix names a directory at least: "templates/" */
int
shunt_embedded_names(lua_State *L)
{
	const char *prefix = luaL_checkstring(L, 1);
	lua_Integer count = 0;
	size_t i;

	luaL_argcheck(L, strchr(prefix, '/'), 1, "must hold a slash");
	lua_newtable(L);
	if (development_directory()) {
		add_development_names(L, prefix);
		return 1;
	}
	for (i = 0; i < embedded_count; i++) {
		if (strncmp(embedded_files[i].name, prefix, strlen(prefix)) != 0)
			continue;
		lua_pushstring(L, embedded_files[i].name);
		lua_seti(L, -2, ++count);
	}
	return 1;
}
