#!/bin/sh
# Runs every example of docs/spec.md.
#
#     tests/docs/run.sh SHUNT [--list | LINE...]      from the project's directory; LINE: where an example begins
#
#     ```abi         a complete spec
#     ```abi+ BASE   lines for tests/docs/BASE.abi, or tests/spec/valid-BASE.abi: what is said once in a spec takes the
#                    base's place, the rest comes behind it
#     ```rows        a file of rows, for `shunt list` beside the toy ABI
#     ```error       what the example before it makes shunt say, less the places; a last line `...` stands for more
#
# An example without an error block is valid.  Each keyword of gen/parse.lua must have a heading.
set -u
LC_ALL=C
export LC_ALL

[ $# -gt 0 ] || { echo "usage: tests/docs/run.sh SHUNT [--list | LINE...]" >&2; exit 2; }
case $1 in
/*) shunt=$1 ;;
*) shunt=$PWD/$1 ;;
esac
given=$1
shift
doc=docs/spec.md
[ -f $doc ] || { echo "run.sh: no $doc here" >&2; exit 2; }

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0 failed=0

# Example n is $work/n.text with its first line's number in n.line, n.kind, n.base, and n.error where it has one.
awk -v out="$work/" '
/^```/ && inside { inside = 0; close(file); next }
/^```(abi|abi\+|rows)( |$)/ {
	inside = 1
	file = out (++n) ".text"
	printf "" >file
	print NR >(out n ".line")
	print substr($1, 4) >(out n ".kind")
	print $2 >(out n ".base")
	next
}
/^```error$/ { inside = 1; file = out n ".error"; printf "" >file; next }
/^```/ { inside = 1; file = "/dev/null"; next }
inside { print >file }
' $doc

# merge FRAGMENT BASE
merge() {
	awk '
	BEGIN {
		for (n = split("abi detect memory pointer stack return arguments result frame anchor neutral window chain" \
			" unwind kernel start filescope", words, " "); n > 0; n--)
			once[words[n]] = 1
	}
	FNR == NR {
		if ($1 in once)
			said[$1] = $0
		else
			rest = rest $0 "\n"
		if ($1 == "preserved" && / in window/)
			windowed = 1
		next
	}
	$1 in said { print said[$1]; delete said[$1]; next }
	$1 == "preserved" && windowed || $1 == "held" && rest ~ /(^|\n)held / { next }
	{ print }
	END {
		for (word in said)
			print said[word]
		printf "%s", rest
	}' "$1" "$2"
}

fail() {
	echo "FAIL $doc:$line: $1"
	echo "    again: tests/docs/run.sh $given $line"
	failed=$((failed + 1))
}

# Makes $work/spec of example $1 and leaves what shunt says in $work/err, and the status.
run() {
	rm -rf "$work/spec"
	mkdir "$work/spec" "$work/spec/arch-specs"
	case $(cat "$work/$1.kind") in
	abi)
		cp "$work/$1.text" "$work/spec/spec.abi" ;;
	abi+)
		base=tests/docs/$(cat "$work/$1.base").abi
		[ -f "$base" ] || base=tests/spec/valid-$(cat "$work/$1.base").abi
		merge "$work/$1.text" "$base" >"$work/spec/spec.abi" ;;
	rows)
		cp tests/docs/toy.abi "$work/spec/arch-specs"
		sed 's/^abi .*/abi toy/' tests/docs/toy.abi >"$work/spec/arch-specs/toy.abi"
		cp "$work/$1.text" "$work/spec/arch-specs/rows"
		(cd "$work/spec" && "$shunt" list) >/dev/null 2>"$work/err"
		status=$?
		return ;;
	esac
	(cd "$work/spec" && "$shunt" check spec.abi) >"$work/out" 2>"$work/err"
	status=$?
	cat "$work/out" >>"$work/err"
}

test_one() {
	line=$(cat "$work/$1.line")
	run "$1"
	sed 's/^spec\.abi:[0-9]*:[0-9]*: //' "$work/err" >"$work/got"
	want=1
	[ -f "$work/$1.error" ] || { want=0; : >"$work/$1.error"; }
	if [ "$(tail -n 1 "$work/$1.error")" = ... ]; then
		sed '$d' "$work/$1.error" >"$work/want"
		head -n "$(wc -l <"$work/want")" "$work/got" >"$work/start"
		mv "$work/start" "$work/got"
	else
		cp "$work/$1.error" "$work/want"
	fi
	if ! cmp -s "$work/want" "$work/got"; then
		fail "what shunt says; - expected, + got"
		diff -u "$work/want" "$work/got" | sed 1,2d
	elif [ $status != $want ]; then
		fail "exit status: expected $want, got $status"
	else
		passed=$((passed + 1))
	fi
}

# Every keyword has a heading of its own, or one with others.
headings() {
	sed -n 's/^function grammar\.\([a-z]*\).*/\1/p; s/^grammar\["\([a-z]*\)"\].*/\1/p' gen/parse.lua >"$work/keywords"
	[ "$(wc -l <"$work/keywords")" -gt 20 ] || { line=1; fail "gen/parse.lua has not its keywords where they were looked for"; }
	while read -r word; do
		if grep -q "^### .*\`$word\`" $doc; then
			passed=$((passed + 1))
		else
			line=1
			fail "the keyword '$word' has no heading"
		fi
	done <"$work/keywords"
}

count=$(find "$work" -name '*.text' | wc -l)
n=0
while [ $n -lt "$count" ]; do
	n=$((n + 1))
	line=$(cat "$work/$n.line")
	if [ "${1-}" = --list ]; then
		echo "$line $(cat "$work/$n.kind") $(cat "$work/$n.base")"
	elif [ $# = 0 ]; then
		test_one $n
	else
		for wanted; do
			[ "$wanted" != "$line" ] || test_one $n
		done
	fi
done
[ "${1-}" != --list ] || exit 0
[ $# -gt 0 ] || headings
[ $((passed + failed)) -gt 0 ] || { line=$*; fail "no example begins there"; }
echo "$passed passed, $failed failed"
[ $failed = 0 ]
