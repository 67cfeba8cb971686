/*
 * host.h: what the C files of the generator's host program share.  Functions that push onto the Lua
 * stack may raise a Lua error where memory runs out; nothing that they hold is then lost.
 */
#ifndef SHUNT_HOST_H
#define SHUNT_HOST_H

#include <lauxlib.h>
#include <lua.h>

#include <stdbool.h>

/* spec.re, template.re: text -> array of tokens, of pieces; the files' comments say what they hold. */
int shunt_lex_spec(lua_State *L);
int shunt_lex_template(lua_State *L);

/* source.c: pushes the text of an embedded file, or false and a message saying why there is none. */
bool shunt_push_source(lua_State *L, const char *name);
int shunt_embedded(lua_State *L);
int shunt_embedded_names(lua_State *L);

/* host.c: the module "host"; a file's text or a message, pushed; a directory's names, sorted, or one. */
int shunt_open_host(lua_State *L);
bool shunt_push_file(lua_State *L, const char *path);
bool shunt_push_names(lua_State *L, const char *path);

/* run.c */
int shunt_run(lua_State *L);
int shunt_run_many(lua_State *L);

#endif
