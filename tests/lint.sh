#!/bin/sh
# Lints the project.  Ends with `N passed, N failed, N skipped`.
passed=0 failed=0 skipped=0

check() {	# WHAT COMMAND...
	what=$1
	shift
	if ! command -v "$1" >/dev/null 2>&1; then
		echo "SKIP $what: no $1 (./setup --cross installs it)"
		skipped=$((skipped + 1))
	elif output=$("$@" 2>&1); then
		passed=$((passed + 1))
	else
		echo "FAIL $what"
		echo "     alone: $*"
		echo "$output"
		failed=$((failed + 1))
	fi
}

no_abi_in_the_generator() {
	names=$(build/shunt list | awk '{ print $1; print $2; print $3 }' | sort -u | paste -s -d '|' -)
	! grep -nE "(^|[^A-Za-z0-9_.-])($names)([^A-Za-z0-9_-]|\$)" gen/*.lua gen/*.c gen/*.h gen/*.re
}

# Every code of a diagnostic stands at one place.
one_place_a_code() {
	twice=$(grep -ohE ':error\("[a-z-]+"' gen/*.lua | sort | uniq -d)
	[ -z "$twice" ] || { echo "$twice"; return 1; }
}

check "luacheck" luacheck --no-color -q --std lua54 --max-line-length 120 gen
check "cppcheck" cppcheck -q --std=c11 --error-exitcode=1 --enable=warning,portability,performance \
	--suppress=missingIncludeSystem -Igen gen/main.c gen/host.c gen/source.c gen/run.c gen/embed.c
for script in setup .ci/run examples/demo tests/*.sh tests/*/*.sh; do
	check "syntax of $script" bash -n "$script"
done
if no_abi_in_the_generator; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL an ABI's name in gen/"; fi
if one_place_a_code; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL a code used twice"; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
