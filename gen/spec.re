/*
 * spec.re: the text of a spec -> tokens, for parse.lua.
 *
 *     lex_spec(text) -> tokens, comments
 *
 * A token is {kind=, text=, line=, col=}, col being a byte's, from 1; kind is one of
 *
 *     word      a name, or a register such as %rax $0 %o7; text is its spelling
 *     number    decimal or 0x...; value is the integer
 *     string    text is what stands between the quotes, \" and \\ undone
 *     punct     text is the spelling
 *     newline   the end of a line that holds a token (also of a last line without a newline)
 *     error     message says what is wrong; lexing goes on behind it, up to ERROR_MAX of them
 *     eof       once, at the end
 *
 * A comment is {line=, text=}, text without # and the blanks around it.  The text may be any bytes.
 */
#include "host.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { TOKENS = 2, COMMENTS = 3, ERROR_MAX = 20 };

struct lexer {
	lua_State *L;
	const unsigned char *cursor, *limit;    /* *limit is the NUL that Lua puts behind a string */
	const unsigned char *token;             /* where the token being read begins */
	const unsigned char *line_start;
	lua_Integer line, tokens, comments;
	int errors;
	bool line_has_tokens;
};

static void
set_text(lua_State *L, const unsigned char *text, const unsigned char *end)
{
	lua_pushlstring(L, (const char *)text, (size_t)(end - text));
	lua_setfield(L, -2, "text");
}

static void
set_line(const struct lexer *lx)
{
	lua_pushinteger(lx->L, lx->line);
	lua_setfield(lx->L, -2, "line");
}

/* Leaves the token on the stack, for fields of its kind; end_token takes it. */
static void
begin_token(struct lexer *lx, const char *kind)
{
	lua_State *L = lx->L;

	lua_createtable(L, 0, 5);
	lua_pushstring(L, kind);
	lua_setfield(L, -2, "kind");
	set_text(L, lx->token, lx->cursor);
	set_line(lx);
	lua_pushinteger(L, lx->token - lx->line_start + 1);
	lua_setfield(L, -2, "col");
}

static void
end_token(struct lexer *lx)
{
	lua_seti(lx->L, TOKENS, ++lx->tokens);
	lx->line_has_tokens = true;
}

static void
add_token(struct lexer *lx, const char *kind)
{
	begin_token(lx, kind);
	end_token(lx);
}

/* Takes the message from the top of the stack. */
static void
add_error(struct lexer *lx)
{
	begin_token(lx, "error");
	lua_insert(lx->L, -2);
	lua_setfield(lx->L, -2, "message");
	end_token(lx);
	lx->errors++;
}

static void
add_error_byte(struct lexer *lx)
{
	static const char digits[] = "0123456789abcdef";
	int c = *lx->token;

	if (c > ' ' && c < 0x7f)
		lua_pushfstring(lx->L, "unexpected character '%c'", c);
	else
		lua_pushfstring(lx->L, "unexpected byte 0x%c%c", digits[c >> 4], digits[c & 15]);
	add_error(lx);
}

/* A well-formed UTF-8 sequence is one error; its number is shown, for it may be one that cannot be seen. */
static void
add_error_character(struct lexer *lx)
{
	const unsigned char *p = lx->token;
	unsigned long code = *p < 0xe0 ? *p & 0x1f : *p < 0xf0 ? *p & 0x0f : *p & 0x07;
	char number[16];

	while (++p < lx->cursor)
		code = code << 6 | (*p & 0x3f);
	snprintf(number, sizeof number, "U+%04lX", code);
	lua_pushfstring(lx->L, "unexpected character %s", number);
	add_error(lx);
}

static void
add_number(struct lexer *lx, const unsigned char *digits, unsigned base)
{
	const unsigned char *p;
	uint64_t value = 0;

	for (p = digits; p < lx->cursor; p++) {
		uint64_t digit = (uint64_t)(*p <= '9' ? *p - '0' : (*p | 32) - 'a' + 10);
		if (value > ((uint64_t)INT64_MAX - digit) / base) {
			lua_pushliteral(lx->L, "number too large");
			add_error(lx);
			return;
		}
		value = value * base + digit;
	}
	begin_token(lx, "number");
	lua_pushinteger(lx->L, (lua_Integer)value);
	lua_setfield(lx->L, -2, "value");
	end_token(lx);
}

static void
add_string(struct lexer *lx)
{
	const unsigned char *p, *end = lx->cursor - 1;
	luaL_Buffer text;

	if (memchr(lx->token, '\0', (size_t)(end - lx->token))) {
		lua_pushliteral(lx->L, "NUL byte in a string");
		add_error(lx);
		return;
	}
	begin_token(lx, "string");
	luaL_buffinit(lx->L, &text);
	for (p = lx->token + 1; p < end; p++) {
		p += *p == '\\';
		luaL_addchar(&text, (char)*p);
	}
	luaL_pushresult(&text);
	lua_setfield(lx->L, -2, "text");
	end_token(lx);
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* A NUL in a comment is an error as anywhere: comments are carried into C files. */
static void
add_comment(struct lexer *lx)
{
	const unsigned char *begin = lx->token + 1, *end = lx->cursor;
	const unsigned char *nul = memchr(begin, '\0', (size_t)(end - begin));

	if (nul) {
		lx->token = nul;
		add_error_byte(lx);
		return;
	}
	while (begin < end && is_blank(*begin))
		begin++;
	while (begin < end && is_blank(end[-1]))
		end--;
	lua_createtable(lx->L, 0, 2);
	set_text(lx->L, begin, end);
	set_line(lx);
	lua_seti(lx->L, COMMENTS, ++lx->comments);
}

static void
end_line(struct lexer *lx)
{
	if (lx->line_has_tokens)
		add_token(lx, "newline");
	lx->line_has_tokens = false;
}

static void
next_line(struct lexer *lx)
{
	end_line(lx);
	lx->line++;
	lx->line_start = lx->cursor;
}

/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:define:YYCURSOR = "lx->cursor";
	re2c:define:YYLIMIT = "lx->limit";
	re2c:define:YYMARKER = marker;
	re2c:yyfill:enable = 0;
	re2c:eof = 0;

	letter  = [A-Za-z_];
	digit   = [0-9];
	word    = [%$]? letter (letter | digit)* | [%$] digit+;
	quoted  = ["] ([^"\\\n] | "\\" ["\\])* ["];
	tail    = [\x80-\xbf];
	utf8    = [\xc2-\xdf] tail
	        | "\xe0" [\xa0-\xbf] tail | [\xe1-\xec\xee\xef] tail tail | "\xed" [\x80-\x9f] tail
	        | "\xf0" [\x90-\xbf] tail tail | [\xf1-\xf3] tail tail tail | "\xf4" [\x80-\x8f] tail tail;
*/

/* Reads what begins with a quote and is not a string: to the unknown escape, or to the line's end. */
static void
lex_bad_string(struct lexer *lx)
{
	const unsigned char *p = lx->token + 1, *end = lx->cursor;

	while (p < end && (*p != '\\' || (p + 1 < end && (p[1] == '"' || p[1] == '\\'))))
		p += *p == '\\' ? 2 : 1;
	if (p < end && p + 1 < end && p[1] != '\r') {
		lx->token = p;
		lua_pushliteral(lx->L, "unknown escape: a string knows \\\" and \\\\ only");
	} else {
		lua_pushliteral(lx->L, "unterminated string");
	}
	add_error(lx);
}

/* Reads one token, or what lies between tokens; false at the end of the text. */
static bool
lex(struct lexer *lx)
{
	const unsigned char *marker;

	lx->token = lx->cursor;
	/*!re2c
	[ \t]+                     { return true; }
	"\r"? "\n"                 { next_line(lx); return true; }
	"#" [^\n]*                 { add_comment(lx); return true; }
	word                       { add_token(lx, "word"); return true; }
	digit+                     { add_number(lx, lx->token, 10); return true; }
	"0x" [0-9A-Fa-f]+          { add_number(lx, lx->token + 2, 16); return true; }
	digit (letter | digit)*    { lua_pushliteral(lx->L, "malformed number"); add_error(lx); return true; }
	quoted                     { add_string(lx); return true; }
	["] ([^"\\\n] | "\\" [^\n])* ["\\]?
	                           { lex_bad_string(lx); return true; }
	"<-" | "->" | ".."         { add_token(lx, "punct"); return true; }
	[-+*/:|,;=&@.()] | "[" | "]"
	                           { add_token(lx, "punct"); return true; }
	utf8                       { add_error_character(lx); return true; }
	*                          { add_error_byte(lx); return true; }
	$                          { return false; }
	*/
}

int
shunt_lex_spec(lua_State *L)
{
	size_t size;
	const char *text = luaL_checklstring(L, 1, &size);
	struct lexer lx = { .L = L, .line = 1 };

	lua_settop(L, 1);
	lua_newtable(L);
	lua_newtable(L);
	lx.cursor = lx.line_start = (const unsigned char *)text;
	lx.limit = lx.cursor + size;
	while (lx.errors < ERROR_MAX && lex(&lx))
		;
	lx.token = lx.cursor;
	end_line(&lx);
	add_token(&lx, "eof");
	return 2;
}
