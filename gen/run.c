/*
 * run.c: argument vectors -> exit statuses and outputs; no shell is involved.
 *
 *     run(argv, options)      -> status, out, err     options: {stdin = string}
 *     run_many(list, jobs)    -> array of {status=, out=, err=}, in list's order
 *
 * A program without stdin reads /dev/null.  One killed by signal n has the status 128 + n; one that
 * cannot be started has 127, and err says why.  jobs is how many run at once: as many as there are
 * processors, if it is not given.
 */
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define BATCH "shunt.batch"

extern char **environ;

enum { OUT, ERR, STREAMS, JOBS_MAX = 128 };

struct stream {
	int fd;                 /* the end that is read, or -1 */
	char *data;
	size_t size, room;
};

struct process {
	pid_t pid;              /* 0: not started, or waited for */
	int status;
	struct stream stream[STREAMS];
};

/* A userdata, so that an error in between leaves neither processes nor files nor memory behind. */
struct batch {
	FILE *input;
	size_t count, started, running;
	struct pollfd poll[STREAMS * JOBS_MAX];
	struct process process[];
};

static void
wait_for(struct process *p)
{
	int status;

	while (waitpid(p->pid, &status, 0) < 0)
		if (errno != EINTR) {
			status = 127 << 8;
			break;
		}
	p->pid = 0;
	p->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void
close_stream(struct stream *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}

static int
collect_batch(lua_State *L)
{
	struct batch *batch = lua_touserdata(L, 1);
	size_t i;
	int k;

	for (i = 0; i < batch->count; i++) {
		struct process *p = &batch->process[i];
		for (k = 0; k < STREAMS; k++) {
			close_stream(&p->stream[k]);
			free(p->stream[k].data);
			p->stream[k].data = NULL;
		}
		if (p->pid > 0) {
			kill(p->pid, SIGKILL);
			wait_for(p);
		}
	}
	if (batch->input)
		fclose(batch->input);
	batch->input = NULL;
	return 0;
}

static struct batch *
push_batch(lua_State *L, size_t count)
{
	size_t i, size = sizeof(struct batch) + count * sizeof(struct process);
	struct batch *batch = lua_newuserdatauv(L, size, 0);

	memset(batch, 0, size);
	batch->count = count;
	for (i = 0; i < count; i++)
		batch->process[i].stream[OUT].fd = batch->process[i].stream[ERR].fd = -1;
	if (luaL_newmetatable(L, BATCH)) {
		lua_pushcfunction(L, collect_batch);
		lua_setfield(L, -2, "__gc");
	}
	lua_setmetatable(L, -2);
	return batch;
}

/* Pushes the vector whose strings the array at index keeps alive; strings only: numbers would be copies. */
static char **
push_argv(lua_State *L, int index)
{
	size_t i, size, count;
	const char **argv;

	luaL_checktype(L, index, LUA_TTABLE);
	count = lua_rawlen(L, index);
	if (count == 0)
		luaL_error(L, "no program to run");
	index = lua_absindex(L, index);
	argv = lua_newuserdatauv(L, (count + 1) * sizeof *argv, 0);
	for (i = 0; i < count; i++) {
		if (lua_rawgeti(L, index, (lua_Integer)i + 1) != LUA_TSTRING)
			luaL_error(L, "argument %d is a %s, not a string", (int)i, luaL_typename(L, -1));
		argv[i] = lua_tolstring(L, -1, &size);
		if (strlen(argv[i]) != size)
			luaL_error(L, "argument %d holds a NUL byte", (int)i);
		lua_pop(L, 1);
	}
	argv[count] = NULL;
	return (char **)argv;
}

static void
append(lua_State *L, struct stream *s, const char *data, size_t size)
{
	if (s->room - s->size < size) {
		size_t room = 2 * s->room + size;
		char *grown = realloc(s->data, room);
		if (!grown)
			luaL_error(L, "not enough memory");
		s->data = grown;
		s->room = room;
	}
	memcpy(s->data + s->size, data, size);
	s->size += size;
}

/* In the child: the streams' other ends, and the signals as a program expects them, though main.c may not. */
static int
spawn(pid_t *pid, int input, const int output[STREAMS], char **argv)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int error;

	if ((error = posix_spawn_file_actions_init(&files)) != 0)
		return error;
	if ((error = posix_spawnattr_init(&attributes)) != 0) {
		posix_spawn_file_actions_destroy(&files);
		return error;
	}
	sigemptyset(&signals);
	sigaddset(&signals, SIGXFSZ);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	if (input >= 0)
		error = posix_spawn_file_actions_adddup2(&files, input, 0);
	else
		error = posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	if (error == 0 && (error = posix_spawn_file_actions_adddup2(&files, output[OUT], 1)) == 0
	    && (error = posix_spawn_file_actions_adddup2(&files, output[ERR], 2)) == 0)
		error = posix_spawnp(pid, argv[0], &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

/* Opens the stream and the end that the program writes to; both closed in programs started later. */
static int
open_stream(struct stream *s, int *output)
{
	int ends[2];

	if (pipe(ends) != 0)
		return errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	s->fd = ends[0];
	*output = ends[1];
	return 0;
}

/* Starts the batch's next process; one that cannot be started has ended. */
static void
start(lua_State *L, struct batch *batch, char **argv)
{
	struct process *p = &batch->process[batch->started++];
	int input = batch->input ? fileno(batch->input) : -1, output[STREAMS] = { -1, -1 }, error, k;

	error = open_stream(&p->stream[OUT], &output[OUT]);
	if (error == 0)
		error = open_stream(&p->stream[ERR], &output[ERR]);
	if (error == 0 && (error = spawn(&p->pid, input, output, argv)) != 0)
		p->pid = 0;
	for (k = 0; k < STREAMS; k++)
		if (output[k] >= 0)
			close(output[k]);
	if (error == 0) {
		batch->running++;
		return;
	}
	p->status = 127;
	close_stream(&p->stream[OUT]);
	close_stream(&p->stream[ERR]);
	lua_pushfstring(L, "%s: %s\n", argv[0], strerror(error));
	append(L, &p->stream[ERR], lua_tostring(L, -1), lua_rawlen(L, -1));
	lua_pop(L, 1);
}

static void
read_stream(lua_State *L, struct stream *s)
{
	char data[65536];
	ssize_t n = read(s->fd, data, sizeof data);

	if (n > 0)
		append(L, s, data, (size_t)n);
	else if (n == 0 || errno != EINTR)
		close_stream(s);
}

/* Waits until a running process writes or closes; one that has closed both its outputs is waited for. */
static void
attend(lua_State *L, struct batch *batch)
{
	size_t i, k, n = 0;

	for (i = 0; i < batch->started; i++)
		for (k = 0; k < STREAMS; k++)
			if (batch->process[i].stream[k].fd >= 0)
				batch->poll[n++] = (struct pollfd){ batch->process[i].stream[k].fd, POLLIN, 0 };
	if (poll(batch->poll, (nfds_t)n, -1) < 0) {
		if (errno != EINTR)
			luaL_error(L, "poll: %s", strerror(errno));
		return;
	}
	for (i = n = 0; i < batch->started; i++) {
		struct process *p = &batch->process[i];
		for (k = 0; k < STREAMS; k++)
			if (p->stream[k].fd >= 0 && batch->poll[n++].revents != 0)
				read_stream(L, &p->stream[k]);
		if (p->pid > 0 && p->stream[OUT].fd < 0 && p->stream[ERR].fd < 0) {
			wait_for(p);
			batch->running--;
		}
	}
}

static void
push_output(lua_State *L, const struct process *p, int stream)
{
	lua_pushlstring(L, p->stream[stream].data, p->stream[stream].size);
}

/* A file and not a pipe: it need not be fed while the outputs are read. */
static FILE *
open_input(lua_State *L, const char *text, size_t size)
{
	FILE *file = tmpfile();

	if (file && (fwrite(text, 1, size, file) != size || fflush(file) != 0 || lseek(fileno(file), 0, SEEK_SET) < 0)) {
		fclose(file);
		file = NULL;
	}
	if (!file)
		luaL_error(L, "temporary file: %s", strerror(errno));
	return file;
}

int
shunt_run(lua_State *L)
{
	struct batch *batch;
	const char *text;
	size_t size;
	char **argv;

	lua_settop(L, 2);
	argv = push_argv(L, 1);
	batch = push_batch(L, 1);
	if (lua_istable(L, 2) && lua_getfield(L, 2, "stdin") != LUA_TNIL) {
		text = luaL_checklstring(L, -1, &size);
		batch->input = open_input(L, text, size);
	}
	start(L, batch, argv);
	while (batch->running > 0)
		attend(L, batch);
	lua_pushinteger(L, batch->process[0].status);
	push_output(L, &batch->process[0], OUT);
	push_output(L, &batch->process[0], ERR);
	return 3;
}

static size_t
check_jobs(lua_State *L, int argument)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	lua_Integer jobs = luaL_optinteger(L, argument, processors < 1 ? 1 : processors);

	luaL_argcheck(L, jobs > 0, argument, "must be 1 or more");
	return jobs < JOBS_MAX ? (size_t)jobs : JOBS_MAX;
}

/* Pushes the vector of the list's entry, and below it the entry. */
static char **
push_entry(lua_State *L, size_t index)
{
	lua_geti(L, 1, (lua_Integer)index + 1);
	if (!lua_istable(L, -1))
		luaL_error(L, "entry %d is a %s, not an array", (int)index + 1, luaL_typename(L, -1));
	return push_argv(L, -1);
}

static void
push_results(lua_State *L, const struct batch *batch)
{
	size_t i;

	lua_createtable(L, (int)batch->count, 0);
	for (i = 0; i < batch->count; i++) {
		lua_createtable(L, 0, 3);
		lua_pushinteger(L, batch->process[i].status);
		lua_setfield(L, -2, "status");
		push_output(L, &batch->process[i], OUT);
		lua_setfield(L, -2, "out");
		push_output(L, &batch->process[i], ERR);
		lua_setfield(L, -2, "err");
		lua_seti(L, -2, (lua_Integer)i + 1);
	}
}

int
shunt_run_many(lua_State *L)
{
	size_t i, count, jobs = check_jobs(L, 2);
	struct batch *batch;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	count = lua_rawlen(L, 1);
	for (i = 0; i < count; i++, lua_settop(L, 1))
		push_entry(L, i);       /* what is wrong is said before anything is started */
	batch = push_batch(L, count);
	while (batch->started < count || batch->running > 0) {
		while (batch->started < count && batch->running < jobs) {
			start(L, batch, push_entry(L, batch->started));
			lua_settop(L, 2);
		}
		if (batch->running > 0)
			attend(L, batch);
	}
	push_results(L, batch);
	return 1;
}
