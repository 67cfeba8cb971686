#!/bin/sh
# Golden diagnostics: what shunt says of each input here, held against the file beside it.
#
#     tests/spec/run.sh SHUNT [--update] [NAME...]      from the project's directory
#
# An input is NAME.abi, and its command `shunt check tests/spec/NAME.abi`; NAME.rows, which is put in the place of
# arch-specs/rows, beside toy.abi, for `shunt list`; or NAME.sh, which says what to run.  It is a file of shell commands in which shunt is
# the program and $T an empty directory.  NAME.err is what standard error must be, and the exit status must be 1, or 0
# where NAME.err is empty; standard output must be empty always.  A test is called after the code of its error.
#
# Without names it is checked too that each code of an error is in one place in gen/ and in one of the files here.
set -u
LC_ALL=C
export LC_ALL

[ $# -gt 0 ] || { echo "usage: tests/spec/run.sh SHUNT [--update] [NAME...]" >&2; exit 2; }
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
given=$1
shift
update=no
[ "${1-}" != --update ] || { update=yes; shift; }
here=tests/spec
[ -d "$here" ] || { echo "run.sh: not in the project's directory" >&2; exit 2; }

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0 failed=0

shunt() {
	"$program" "$@"
}

# Runs one input; its outputs and status are left in $work.
run() {
	T=$work/T
	rm -rf "$T"
	mkdir "$T"
	if [ -f "$here/$1.sh" ]; then
		# shellcheck source=/dev/null
		(. "./$here/$1.sh")
	elif [ -f "$here/$1.rows" ]; then
		mkdir "$T/arch-specs"
		cp "$here"/*.isa "$here/toy.abi" "$T/arch-specs"
		cp "$here/$1.rows" "$T/arch-specs/rows"
		(cd "$T" && shunt list)
	else
		shunt check "$here/$1.abi"
	fi >"$work/out" 2>"$work/err"
	status=$?
}

fail() {
	echo "FAIL $1: $2"
	echo "    again: $here/run.sh $given $1"
	failed=$((failed + 1))
}

test_one() {
	expected=$here/$1.err
	run "$1"
	if [ $update = yes ]; then
		cp "$work/err" "$expected"
	fi
	[ -f "$expected" ] || { fail "$1" "there is no $expected"; return; }
	want=1
	[ -s "$expected" ] || want=0
	if ! cmp -s "$expected" "$work/err"; then
		fail "$1" "standard error; - expected, + got"
		diff -u "$expected" "$work/err" | sed 1,2d
	elif [ $status != $want ]; then
		fail "$1" "exit status: expected $want, got $status"
	elif [ -s "$work/out" ]; then
		fail "$1" "standard output: expected none, got"
		cat "$work/out"
	else
		passed=$((passed + 1))
	fi
}

names() {
	for file in "$here"/*.abi "$here"/*.rows "$here"/*.sh; do
		name=${file##*/}
		case $name in
		run.sh | fuzz.sh) ;;
		*) echo "${name%.*}" ;;
		esac
	done
}

# The codes of the errors that gen/ raises, once for each place; what proofs find is tested beside them.
raised() {
	find gen -name '*.lua' ! -name 'prove*' -exec sed -n 's/.*error("\([a-z-]*\)".*/\1/p' {} + | sort
}

expected_codes() {
	sed -n 's/^[^ ]*: error: .* \[\([a-z-]*\)\]$/\1/p' "$here"/*.err | sort -u
}

# no_codes FILE MESSAGE: the codes in FILE are too many.
no_codes() {
	while read -r code; do
		fail "$code" "$2"
	done <"$1"
	[ -s "$1" ] || passed=$((passed + 1))
}

audit() {
	raised | uniq -d >"$work/twice"
	raised | uniq >"$work/raised"
	expected_codes >"$work/expected"
	comm -23 "$work/raised" "$work/expected" >"$work/untested"
	comm -13 "$work/raised" "$work/expected" >"$work/unknown"
	no_codes "$work/twice" "this code is raised in more than one place in gen/"
	no_codes "$work/untested" "no .err file here has this code: it is not tested"
	no_codes "$work/unknown" "a .err file has this code, and nothing in gen/ raises it"
}

if [ $# -gt 0 ]; then
	for name; do
		test_one "$name"
	done
else
	for name in $(names); do
		test_one "$name"
	done
	audit
fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
