/*
 * embed.c: files -> a C file that holds them, as embed.h declares; a build tool.
 *
 *     embed OUT.c [-d DEPFILE] [FILE | NAME=FILE | DIRECTORY:SUFFIX]...
 *
 * DIRECTORY:SUFFIX is each regular file in DIRECTORY whose name ends with SUFFIX (empty: any), hidden
 * ones and editors' backups (~) left out.  DEPFILE names the files and the directories, so that ninja
 * comes here again when a file is added; a directory that does not exist is an empty one, and naming it
 * in the depfile makes ninja ask each time.  OUT.c is written only where it changes.
 *
 * The bytes are numbers: C11 promises 4095 bytes of a string literal, and a char array initialised by a
 * literal without room for its NUL is a warning of newer compilers.
 */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct file {
	char *name, *path;
};

struct list {
	struct file *file;
	size_t count;
};

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "embed: %s: %s\n", what, why);
	exit(1);
}

static void *
check(void *memory)
{
	if (!memory)
		die("memory", strerror(ENOMEM));
	return memory;
}

static char *
copy(const char *text, size_t size)
{
	char *result = check(malloc(size + 1));

	memcpy(result, text, size);
	result[size] = '\0';
	return result;
}

static void
add(struct list *list, char *name, char *path)
{
	list->file = check(realloc(list->file, (list->count + 1) * sizeof *list->file));
	list->file[list->count].name = name;
	list->file[list->count].path = path;
	list->count++;
}

static bool
is_wanted(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);

	return name[0] != '.' && name[n - 1] != '~' && n >= m && strcmp(name + n - m, suffix) == 0;
}

static void
add_directory(struct list *list, const char *directory, const char *suffix)
{
	DIR *dir = opendir(directory);
	struct dirent *entry;
	struct stat info;

	if (!dir && errno == ENOENT)
		return;
	if (!dir)
		die(directory, strerror(errno));
	while ((entry = readdir(dir))) {
		size_t size = strlen(directory) + 1 + strlen(entry->d_name);
		char *path = check(malloc(size + 1));
		sprintf(path, "%s/%s", directory, entry->d_name);
		if (is_wanted(entry->d_name, suffix) && stat(path, &info) == 0 && S_ISREG(info.st_mode))
			add(list, path, path);
		else
			free(path);
	}
	closedir(dir);
}

/* Notes in needed what the depfile must name besides the files. */
static void
add_argument(struct list *files, struct list *needed, const char *argument)
{
	char *directory, *name;
	const char *mark;

	if ((mark = strchr(argument, '='))) {
		name = copy(argument, (size_t)(mark - argument));
		add(files, name, copy(mark + 1, strlen(mark + 1)));
	} else if ((mark = strchr(argument, ':'))) {
		directory = copy(argument, (size_t)(mark - argument));
		add(needed, directory, directory);
		add_directory(files, directory, mark + 1);
	} else {
		name = copy(argument, strlen(argument));
		add(files, name, name);
	}
}

static int
compare(const void *a, const void *b)
{
	return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static void
sort(struct list *list)
{
	size_t i;

	if (list->count > 0)
		qsort(list->file, list->count, sizeof *list->file, compare);
	for (i = 1; i < list->count; i++)
		if (compare(&list->file[i - 1], &list->file[i]) == 0)
			die(list->file[i].name, "given twice");
}

static void
print_quoted(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++)
		if (*text >= ' ' && *text <= '~' && *text != '"' && *text != '\\' && *text != '?')
			fputc(*text, out);
		else
			fprintf(out, "\\%03o", (unsigned char)*text);
	fputc('"', out);
}

/* Returns the number of bytes, the NUL behind them not counted. */
static size_t
print_data(FILE *out, const char *path, size_t index)
{
	FILE *in = fopen(path, "rb");
	size_t size = 0;
	int c;

	if (!in)
		die(path, strerror(errno));
	fprintf(out, "static const unsigned char data_%zu[] = {\n", index);
	for (; (c = getc(in)) != EOF; size++)
		fprintf(out, "%d,%s", c, size % 32 == 31 ? "\n" : "");
	fprintf(out, "0\n};\n\n");
	if (ferror(in))
		die(path, strerror(errno));
	fclose(in);
	return size;
}

static void
print_files(FILE *out, const struct list *list)
{
	size_t *size = check(calloc(list->count + 1, sizeof *size));
	size_t i;

	fprintf(out, "/* Made by gen/embed.c from the files that the table names. */\n#include \"embed.h\"\n\n");
	for (i = 0; i < list->count; i++)
		size[i] = print_data(out, list->file[i].path, i);
	fprintf(out, "const struct embedded embedded_files[] = {\n");
	for (i = 0; i < list->count; i++) {
		fprintf(out, "\t{ ");
		print_quoted(out, list->file[i].name);
		fprintf(out, ", data_%zu, %zu },\n", i, size[i]);
	}
	fprintf(out, "\t{ NULL, NULL, 0 }\n};\n\nconst size_t embedded_count = %zu;\n", list->count);
	free(size);
}

static bool
is_same(const char *path, const char *text, size_t size)
{
	FILE *in = fopen(path, "rb");
	size_t i = 0;
	int c;

	if (!in)
		return false;
	while ((c = getc(in)) != EOF && i < size && (unsigned char)text[i] == c)
		i++;
	fclose(in);
	return c == EOF && i == size;
}

static void
write_file(const char *path, const char *text, size_t size)
{
	FILE *out = fopen(path, "wb");

	if (!out)
		die(path, strerror(errno));
	if (fwrite(text, 1, size, out) != size || fclose(out) != 0) {
		int error = errno;
		remove(path);
		die(path, strerror(error));
	}
}

/* Make's quoting, as far as ninja reads it. */
static void
print_dependency(FILE *out, const char *path)
{
	fputs(" \\\n ", out);
	for (; *path; path++)
		fprintf(out, "%s%c", *path == '$' ? "$" : strchr(" #\\", *path) ? "\\" : "", *path);
}

static void
write_depfile(const char *path, const char *target, const struct list *files, const struct list *needed)
{
	FILE *out = fopen(path, "w");
	size_t i;

	if (!out)
		die(path, strerror(errno));
	fprintf(out, "%s:", target);
	for (i = 0; i < needed->count; i++)
		print_dependency(out, needed->file[i].path);
	for (i = 0; i < files->count; i++)
		print_dependency(out, files->file[i].path);
	fputc('\n', out);
	if (fclose(out) != 0)
		die(path, strerror(errno));
}

int
main(int argc, char **argv)
{
	struct list files = { NULL, 0 }, needed = { NULL, 0 };
	const char *depfile = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out;
	int i;

	if (argc < 2)
		die("usage", "embed OUT.c [-d DEPFILE] [FILE | NAME=FILE | DIRECTORY:SUFFIX]...");
	for (i = 2; i < argc; i++)
		if (strcmp(argv[i], "-d") == 0 && i + 1 < argc)
			depfile = argv[++i];
		else
			add_argument(&files, &needed, argv[i]);
	sort(&files);
	out = check(open_memstream(&text, &size));
	print_files(out, &files);
	if (fclose(out) != 0)
		die(argv[1], strerror(errno));
	if (!is_same(argv[1], text, size))
		write_file(argv[1], text, size);
	if (depfile)
		write_depfile(depfile, argv[1], &files, &needed);
	return 0;
}
