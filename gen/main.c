/*
 * main.c: opens Lua with the embedded scripts and the module "host", and runs gen/main.lua, whose
 * result is the exit status.
 *
 * require finds gen/NAME.lua in the executable (or where SHUNT_LUA says: source.c) and nowhere else.
 * An error that escapes the scripts is a fault in them: it is printed with a traceback, status 3.
 */
#include "host.h"

#include <lualib.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INTERNAL_ERROR = 3 };

struct arguments {
	int argc;
	char **argv;
	int status;             /* the result */
};

/* Pushes the function that gen/NAME.lua is, or nil and a message where there is none. */
static bool
push_script(lua_State *L, const char *name)
{
	const char *path = lua_pushfstring(L, "gen/%s.lua", name);
	const char *text;
	size_t size;

	if (!shunt_push_source(L, path)) {
		lua_pushfstring(L, "'%s' %s", path, lua_tostring(L, -1));
		return false;
	}
	text = lua_tolstring(L, -1, &size);
	if (luaL_loadbufferx(L, text, size, lua_pushfstring(L, "@%s", path), "t") != LUA_OK)
		lua_error(L);
	return true;
}

/* searcher(name) -> loader, path | message */
static int
search_script(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);

	if (!push_script(L, name))
		return 1;
	lua_pushfstring(L, "gen/%s.lua", name);
	return 2;
}

/* Leaves package.preload and the scripts: what LUA_PATH says is not the generator's. */
static void
set_searchers(lua_State *L)
{
	lua_getglobal(L, "package");
	lua_createtable(L, 2, 0);
	lua_getfield(L, -2, "searchers");
	lua_geti(L, -1, 1);
	lua_seti(L, -3, 1);
	lua_pop(L, 1);
	lua_pushcfunction(L, search_script);
	lua_seti(L, -2, 2);
	lua_setfield(L, -2, "searchers");
	lua_getfield(L, -1, "preload");
	lua_pushcfunction(L, shunt_open_host);
	lua_setfield(L, -2, "host");
	lua_pop(L, 2);
}

static int
run_main(lua_State *L)
{
	struct arguments *arguments = lua_touserdata(L, 1);
	int i, is_integer;

	luaL_openlibs(L);
	set_searchers(L);
	if (!push_script(L, "main"))
		return lua_error(L);
	luaL_checkstack(L, arguments->argc, "too many arguments");
	for (i = 1; i < arguments->argc; i++)
		lua_pushstring(L, arguments->argv[i]);
	lua_call(L, arguments->argc > 0 ? arguments->argc - 1 : 0, 1);
	arguments->status = (int)lua_tointegerx(L, -1, &is_integer);
	if (!is_integer)
		return luaL_error(L, "gen/main.lua returned no exit status");
	return 0;
}

static int
add_traceback(lua_State *L)
{
	luaL_traceback(L, L, luaL_tolstring(L, 1, NULL), 1);
	return 1;
}

static void
print_error(lua_State *L)
{
	const char *message = lua_tostring(L, -1);

	fflush(stdout);
	fprintf(stderr, "shunt: internal error: %s\n", message ? message : "unknown");
}

/* A file opened as 0, 1 or 2 would be taken for a standard one, here and in the programs that are run. */
static void
open_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

static int
flush_output(void)
{
	bool failed = ferror(stdout);

	if (fclose(stdout) != 0 || failed) {
		fprintf(stderr, "shunt: standard output: %s\n", strerror(errno));
		return 1;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct arguments arguments = { argc, argv, 0 };
	lua_State *L;

	open_standard_files();
	signal(SIGXFSZ, SIG_IGN);       /* a write beyond the limit is an error, and cleaned up after */
	L = luaL_newstate();
	if (!L) {
		fprintf(stderr, "shunt: internal error: not enough memory\n");
		return INTERNAL_ERROR;
	}
	lua_pushcfunction(L, add_traceback);
	lua_pushcfunction(L, run_main);
	lua_pushlightuserdata(L, &arguments);
	if (lua_pcall(L, 1, 0, 1) != LUA_OK) {
		print_error(L);
		arguments.status = INTERNAL_ERROR;
	}
	lua_close(L);
	if (flush_output() != 0 && arguments.status == 0)
		arguments.status = 1;
	return arguments.status;
}
