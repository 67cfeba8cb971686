/*
 * template.re: the text of a template -> pieces, for emit.lua.
 *
 *     lex_template(text) -> pieces
 *
 * A piece is {kind=, text=, line=}, line being where it begins; kind is one of
 *
 *     statement    a line that begins with @@: what follows, without the newline
 *     expression   @{...}: what stands between the braces; braces inside balance, those in Lua strings
 *                  do not count
 *     text         all else, as it stands; an @ with neither is text
 *     error        an @{ that is never closed: text is the rest of its line, message says so
 *
 * The text may be any bytes.
 */
#include "host.h"

#include <string.h>

enum { PIECES = 2 };

struct lexer {
	lua_State *L;
	const unsigned char *text, *cursor, *limit;     /* *limit is the NUL that Lua puts behind a string */
	lua_Integer line, pieces;
};

/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:define:YYCURSOR = "lx->cursor";
	re2c:define:YYLIMIT = "lx->limit";
	re2c:define:YYMARKER = marker;
	re2c:yyfill:enable = 0;
	re2c:eof = 0;
*/

/* Leaves the piece on the stack. */
static void
push_piece(struct lexer *lx, const char *kind, const unsigned char *begin, const unsigned char *end)
{
	lua_State *L = lx->L;

	lua_createtable(L, 0, 4);
	lua_pushstring(L, kind);
	lua_setfield(L, -2, "kind");
	lua_pushlstring(L, (const char *)begin, (size_t)(end - begin));
	lua_setfield(L, -2, "text");
	lua_pushinteger(L, lx->line);
	lua_setfield(L, -2, "line");
}

static void
add_piece(struct lexer *lx, const char *kind, const unsigned char *begin, const unsigned char *end)
{
	push_piece(lx, kind, begin, end);
	lua_seti(lx->L, PIECES, ++lx->pieces);
}

/* Moves the cursor behind the long string that opens with size bytes, [[ or [==[; false: it never ends. */
static bool
skip_long_string(struct lexer *lx, size_t size)
{
	while ((lx->cursor = memchr(lx->cursor, ']', (size_t)(lx->limit - lx->cursor)))) {
		const unsigned char *p = lx->cursor + 1;
		while (*p == '=')
			p++;
		if (*p == ']' && (size_t)(p + 1 - lx->cursor) == size) {
			lx->cursor = p + 1;
			return true;
		}
		lx->cursor = p;
	}
	lx->cursor = lx->limit;
	return false;
}

/* Moves the cursor behind the brace that closes an expression; false: there is none. */
static bool
skip_expression(struct lexer *lx)
{
	const unsigned char *marker, *begin;
	size_t depth = 1;

	while (depth > 0) {
		begin = lx->cursor;
		/*!re2c
		"{"                                      { depth++; continue; }
		"}"                                      { depth--; continue; }
		["] ([^"\\\n] | "\\" [^])* ["]           { continue; }
		['] ([^'\\\n] | "\\" [^])* [']           { continue; }
		"[" "="* "["                             {
			if (!skip_long_string(lx, (size_t)(lx->cursor - begin)))
				return false;
			continue;
		}
		*                                        { continue; }
		$                                        { return false; }
		*/
	}
	return true;
}

static void
lex_expression(struct lexer *lx)
{
	const unsigned char *begin = lx->cursor, *end;

	lx->cursor += 2;
	if (skip_expression(lx)) {
		add_piece(lx, "expression", begin + 2, lx->cursor - 1);
		return;
	}
	end = memchr(begin, '\n', (size_t)(lx->limit - begin));
	push_piece(lx, "error", begin, end ? end : lx->limit);
	lua_pushliteral(lx->L, "@{ is never closed");
	lua_setfield(lx->L, -2, "message");
	lua_seti(lx->L, PIECES, ++lx->pieces);
}

static void
lex_statement(struct lexer *lx)
{
	const unsigned char *begin = lx->cursor + 2;
	const unsigned char *end = memchr(begin, '\n', (size_t)(lx->limit - begin));

	lx->cursor = end ? end + 1 : lx->limit;
	if (!end)
		end = lx->limit;
	if (end > begin && end[-1] == '\r')
		end--;
	add_piece(lx, "statement", begin, end);
}

static bool
at_statement(const struct lexer *lx)
{
	return (lx->cursor == lx->text || lx->cursor[-1] == '\n') && lx->cursor[0] == '@' && lx->cursor[1] == '@';
}

static void
lex_text(struct lexer *lx)
{
	const unsigned char *begin = lx->cursor;

	do {
		/*!re2c
		"@{"                 { lx->cursor -= 2; break; }
		[^@\n]+ | "@" | "\n" { continue; }
		*                    { continue; }
		$                    { break; }
		*/
	} while (!at_statement(lx));
	add_piece(lx, "text", begin, lx->cursor);
}

static void
lex(struct lexer *lx)
{
	const unsigned char *p = lx->cursor;

	if (at_statement(lx))
		lex_statement(lx);
	else if (p[0] == '@' && p[1] == '{')
		lex_expression(lx);
	else
		lex_text(lx);
	for (; p < lx->cursor; p++)
		lx->line += *p == '\n';
}

int
shunt_lex_template(lua_State *L)
{
	size_t size;
	const char *text = luaL_checklstring(L, 1, &size);
	struct lexer lx = { .L = L, .line = 1 };

	lua_settop(L, 1);
	lua_newtable(L);
	lx.text = lx.cursor = (const unsigned char *)text;
	lx.limit = lx.text + size;
	while (lx.cursor < lx.limit)
		lex(&lx);
	return 1;
}
