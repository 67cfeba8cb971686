/*
 * test.h - what a test program needs: checks that say what was expected and what came, and a way out.
 *
 * Freestanding: no C library, write and exit by the kernel's own calls.  A program ends with finish().
 */
#ifndef TEST_H
#define TEST_H

#include <stddef.h>
#include <stdint.h>
#include "shunt.h"

/* Ends the program: 0 if all checks passed; prints `NAME: N checks`. */
SHUNT_NORETURN void finish(const char *name);

void check_at(int line, const char *what, int true_);
void check_equal_at(int line, const char *what, uintptr_t expected, uintptr_t got);
void check_bytes_at(int line, const char *what, const unsigned char *expected, const unsigned char *got, int width);

#define CHECK(condition) check_at(__LINE__, #condition, (condition) != 0)
#define CHECK_EQUAL(expected, got) check_equal_at(__LINE__, #got, (uintptr_t)(expected), (uintptr_t)(got))

/* What every test program defines. */
void test(void);

#endif
