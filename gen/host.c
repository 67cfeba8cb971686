/*
 * host.c: the module "host", what the scripts need of the system.
 *
 *     lex_spec(text), lex_template(text)   spec.re, template.re
 *     embedded(name), embedded_names(prefix)  source.c
 *     run(argv, options), run_many(list, jobs)  run.c
 *     read(path)         -> text | nil, message      regular files of 1 MiB at most
 *     write(path, text)  -> "written" | "unchanged" | nil, message
 *     mkdir(path)        -> true | nil, message      with its parents; one that exists is fine
 *     exists(path)       -> "file" | "directory" | nil
 *     list(directory)    -> sorted array of names | nil, message
 *     temp()             -> path of a new directory | nil, message
 *     remove(path)       -> true | nil, message      one that temp() made, with all in it
 *
 * A message does not name the path.  No Lua memory is asked for while a file is open: an error would
 * leave it open.
 */
#include "host.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_MAX = 1 << 20 };

static int
fail(lua_State *L, const char *message)
{
	lua_pushnil(L);
	lua_pushstring(L, message);
	return 2;
}

/* What is known of success as 0 and of failure as -1 with errno. */
static int
succeed(lua_State *L, int result)
{
	if (result != 0)
		return fail(L, strerror(errno));
	lua_pushboolean(L, true);
	return 1;
}

static const char *
check_path(lua_State *L, int argument)
{
	size_t size;
	const char *path = luaL_checklstring(L, argument, &size);

	luaL_argcheck(L, strlen(path) == size, argument, "path holds a NUL byte");
	return path;
}

/* Returns the number of bytes read, up to size, or -1. */
static ssize_t
read_all(int fd, char *data, size_t size)
{
	size_t done = 0;
	ssize_t n;

	while (done < size && (n = read(fd, data + done, size - done)) != 0) {
		if (n > 0)
			done += (size_t)n;
		else if (errno != EINTR)
			return -1;
	}
	return (ssize_t)done;
}

static int
write_all(int fd, const char *data, size_t size)
{
	ssize_t n;

	while (size > 0) {
		n = write(fd, data, size);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0) {
			data += n;
			size -= (size_t)n;
		}
	}
	return 0;
}

/* Why a file is not to be read, or null; message is where one is printed to. */
static const char *
refuse(const struct stat *info, char *message, size_t size)
{
	if (S_ISDIR(info->st_mode))
		return "is a directory";
	if (!S_ISREG(info->st_mode))
		return "is not a regular file";
	if (info->st_size <= READ_MAX)
		return NULL;
	snprintf(message, size, "is larger than 1 MiB (%lld bytes)", (long long)info->st_size);
	return message;
}

/* O_NONBLOCK: a FIFO without a writer is refused, not waited for. */
bool
shunt_push_file(lua_State *L, const char *path)
{
	char *data = lua_newuserdatauv(L, READ_MAX + 1, 0), message[80];
	const char *reason = NULL;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	ssize_t size = -1;
	struct stat info;

	if (fd >= 0 && fstat(fd, &info) == 0) {
		reason = refuse(&info, message, sizeof message);
		if (!reason && (size = read_all(fd, data, READ_MAX + 1)) > READ_MAX)
			reason = "is larger than 1 MiB";
	}
	if (!reason && size < 0)
		reason = strerror(errno);
	if (fd >= 0)
		close(fd);
	if (reason)
		lua_pushstring(L, reason);
	else
		lua_pushlstring(L, data, (size_t)size);
	lua_remove(L, -2);
	return !reason;
}

static int
host_read(lua_State *L)
{
	if (shunt_push_file(L, check_path(L, 1)))
		return 1;
	lua_pushnil(L);
	lua_insert(L, -2);
	return 2;
}

static bool
is_same(const char *path, const char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char chunk[4096];
	ssize_t n = -1;

	if (fd < 0)
		return false;
	while ((n = read_all(fd, chunk, sizeof chunk)) > 0) {
		if ((size_t)n > size || memcmp(chunk, text, (size_t)n) != 0)
			break;
		text += n;
		size -= (size_t)n;
	}
	close(fd);
	return n == 0 && size == 0;
}

/* temporary: the name's pattern for mkstemp, in the directory that path is in. */
static int
replace(const char *path, char *temporary, const char *text, size_t size)
{
	mode_t mask = umask(0);
	int fd = mkstemp(temporary), error;

	umask(mask);
	if (fd < 0)
		return -1;
	if (write_all(fd, text, size) != 0 || fchmod(fd, 0644 & ~mask) != 0) {
		error = errno;
		close(fd);
	} else if (close(fd) == 0 && rename(temporary, path) == 0) {
		return 0;
	} else {
		error = errno;
	}
	unlink(temporary);
	errno = error;
	return -1;
}

/* What a symbolic link names is written, not the link; and never a device, which rename would remove. */
static int
host_write(lua_State *L)
{
	const char *path = check_path(L, 1), *slash;
	char resolved[PATH_MAX], temporary[PATH_MAX + 16];
	struct stat info;
	size_t size;
	const char *text = luaL_checklstring(L, 2, &size);

	if (realpath(path, resolved))
		path = resolved;
	if (stat(path, &info) == 0) {
		if (!S_ISREG(info.st_mode))
			return fail(L, S_ISDIR(info.st_mode) ? "is a directory" : "is not a regular file");
		if ((size_t)info.st_size == size && is_same(path, text, size)) {
			lua_pushliteral(L, "unchanged");
			return 1;
		}
	}
	if (strlen(path) >= PATH_MAX)
		return fail(L, strerror(ENAMETOOLONG));
	slash = strrchr(path, '/');
	snprintf(temporary, sizeof temporary, "%.*s.shuntXXXXXX", slash ? (int)(slash + 1 - path) : 0, path);
	if (replace(path, temporary, text, size) != 0)
		return fail(L, strerror(errno));
	lua_pushliteral(L, "written");
	return 1;
}

static int
make_directory(const char *path)
{
	struct stat info;

	if (mkdir(path, 0777) == 0)
		return 0;
	if (errno == EEXIST && stat(path, &info) == 0 && !S_ISDIR(info.st_mode))
		errno = ENOTDIR;
	return errno == EEXIST ? 0 : -1;
}

static int
host_mkdir(lua_State *L)
{
	size_t size = strlen(check_path(L, 1));
	char *path = lua_newuserdatauv(L, size + 1, 0), *p;
	int result = 0;

	memcpy(path, lua_tostring(L, 1), size + 1);
	for (p = path + 1; size > 0 && result == 0 && (p = strchr(p, '/')); *p++ = '/') {
		*p = '\0';
		result = make_directory(path);
	}
	return succeed(L, result == 0 ? make_directory(path) : result);
}

static int
host_exists(lua_State *L)
{
	struct stat info;

	if (stat(check_path(L, 1), &info) != 0)
		lua_pushnil(L);
	else
		lua_pushstring(L, S_ISDIR(info.st_mode) ? "directory" : "file");
	return 1;
}

static int
is_name(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int
compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

bool
shunt_push_names(lua_State *L, const char *path)
{
	struct dirent **names;
	int i, count = scandir(path, &names, is_name, compare_names);

	if (count < 0) {
		lua_pushstring(L, strerror(errno));
		return false;
	}
	lua_createtable(L, count, 0);
	for (i = 0; i < count; i++) {
		lua_pushstring(L, names[i]->d_name);
		lua_seti(L, -2, i + 1);
		free(names[i]);
	}
	free(names);
	return true;
}

static int
host_list(lua_State *L)
{
	if (shunt_push_names(L, check_path(L, 1)))
		return 1;
	lua_pushnil(L);
	lua_insert(L, -2);
	return 2;
}

/* Upvalue of temp and remove: the set of the directories that temp has made. */
static int
host_temp(lua_State *L)
{
	const char *parent = getenv("TMPDIR");
	char path[PATH_MAX];

	if (!parent || !*parent)
		parent = "/tmp";
	if ((size_t)snprintf(path, sizeof path, "%s/shunt-XXXXXX", parent) >= sizeof path)
		return fail(L, strerror(ENAMETOOLONG));
	if (!mkdtemp(path))
		return fail(L, strerror(errno));
	lua_pushstring(L, path);
	lua_pushvalue(L, -1);
	lua_pushboolean(L, true);
	lua_rawset(L, lua_upvalueindex(1));
	return 1;
}

static int
remove_entry(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info, (void)type, (void)at;
	return remove(path);
}

static int
host_remove(lua_State *L)
{
	const char *path = check_path(L, 1);

	lua_pushvalue(L, 1);
	luaL_argcheck(L, lua_rawget(L, lua_upvalueindex(1)) == LUA_TBOOLEAN, 1, "not a path from temp()");
	return succeed(L, nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS));
}

int
shunt_open_host(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{ "lex_spec", shunt_lex_spec },
		{ "lex_template", shunt_lex_template },
		{ "embedded", shunt_embedded },
		{ "embedded_names", shunt_embedded_names },
		{ "run", shunt_run },
		{ "run_many", shunt_run_many },
		{ "read", host_read },
		{ "write", host_write },
		{ "mkdir", host_mkdir },
		{ "exists", host_exists },
		{ "list", host_list },
		{ "temp", host_temp },
		{ "remove", host_remove },
		{ NULL, NULL }
	};

	luaL_newlibtable(L, functions);
	lua_newtable(L);
	luaL_setfuncs(L, functions, 1);
	return 1;
}
