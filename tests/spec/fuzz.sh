#!/bin/sh
# Whatever a spec holds, shunt says what is wrong with it, and is itself not at fault.
#
#     tests/spec/fuzz.sh SHUNT [SEED [COUNT]]      from the project's directory
#
# Runs `shunt check` on changed copies of the specs in arch-specs/ and tests/spec/: COUNT of each with tokens and lines
# deleted, doubled, exchanged and replaced, every seventh of their beginnings, and files that are no specs.  The exit
# status must be 0 or 1 - never 3, which is an error inside shunt, nor a signal - and where it is 1 something must be on
# standard error.  The same SEED gives the same copies, with every awk.  No more are run once 20 seconds are over.
set -u
LC_ALL=C
export LC_ALL

[ $# -gt 0 ] || { echo "usage: tests/spec/fuzz.sh SHUNT [SEED [COUNT]]" >&2; exit 2; }
case $1 in
/*) shunt=$1 ;;
*) shunt=$PWD/$1 ;;
esac
seed=${2-1} count=${3-8}
[ -d tests/spec ] || { echo "fuzz.sh: not in the project's directory" >&2; exit 2; }

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0 failed=0 seconds=20
end=$(($(date +%s) + seconds))

fail() {
	kept=$(mktemp "${TMPDIR:-/tmp}/shunt-fuzz-XXXXXX") && cp "$1" "$kept" 2>/dev/null
	echo "FAIL $2: expected exit status 0 or 1 and a message with 1; got $3"
	sed -n 1,3p "$work/err"
	echo "    again: $shunt check $kept"
	failed=$((failed + 1))
}

# check WHAT FILE...: the files at once; one by one where something is wrong.
check() {
	what=$1
	shift
	if [ "$(date +%s)" -ge $end ]; then
		late=$((late + $#))
		return
	fi
	(cd "$work/in" && exec "$shunt" check "$@") >"$work/out" 2>"$work/err"
	status=$?
	if [ $status -le 1 ] && { [ $status = 0 ] || [ -s "$work/err" ]; } && [ ! -s "$work/out" ]; then
		passed=$((passed + $#))
	elif [ $# = 1 ]; then
		fail "$work/in/$1" "$what" "status $status"
	else
		for one; do
			check "$what" "$one"
		done
	fi
}
late=0

# All files in the directory, forty at a time.
check_all() {
	for file in "$work"/in/*.abi; do
		set -- "$@" "${file##*/}"
		if [ $# -gt 40 ]; then
			check "$@"
			set -- "$1"
		fi
	done
	[ $# = 1 ] || check "$@"
	rm -f "$work"/in/*.abi
}

# mutants SPEC: writes $count changed copies.  The generator of random numbers is Park and Miller's.
mutants() {
	awk -v seed="$seed" -v count="$count" -v out="$work/in/" '
	function random(n) {
		seed = (seed * 16807) % 2147483647
		return seed % n
	}
	# Cuts a line into tokens and what lies between them: token[1..n], gap[0..n].
	function cut(line,    n) {
		n = 0
		gap[0] = ""
		while (match(line, /[%$]?[A-Za-z_0-9]+|"[^"]*"|<-|->|\.\.|[^ \t]/)) {
			gap[n] = gap[n] substr(line, 1, RSTART - 1)
			token[++n] = substr(line, RSTART, RLENGTH)
			gap[n] = ""
			line = substr(line, RSTART + RLENGTH)
		}
		gap[n] = gap[n] line
		return n
	}
	function join(n,    i, line) {
		line = gap[0]
		for (i = 1; i <= n; i++)
			line = line token[i] gap[i]
		return line
	}
	function any_token(    n) {
		do
			n = cut(text[1 + random(NR)])
		while (n == 0)
		return token[1 + random(n)]
	}
	function change_token(line,    other, n, i, j) {
		other = any_token()
		n = cut(line)
		if (n == 0)
			return line
		i = 1 + random(n)
		j = 1 + random(n)
		kind = random(7)
		if (kind == 0)
			token[i] = ""
		else if (kind == 1)
			token[i] = token[i] " " token[i]
		else if (kind == 2)
			token[i] = other
		else if (kind == 3)
			token[i] = odd[1 + random(odds)]
		else if (kind == 4)
			token[i] = substr(token[i], 1, random(length(token[i]) + 1)) substr(token[i], 1 + random(length(token[i])))
		else {
			other = token[i]
			token[i] = token[j]
			token[j] = other
		}
		return join(n)
	}
	function change(    i, j, kind, line) {
		i = 1 + random(NR)
		j = 1 + random(NR)
		kind = random(10)
		if (kind == 0)
			now[i] = ""
		else if (kind == 1)
			now[i] = now[i] "\n" now[i]
		else if (kind == 2) {
			line = now[i]
			now[i] = now[j]
			now[j] = line
		} else if (kind == 3)
			now[i] = now[j]
		else
			now[i] = change_token(now[i])
	}
	BEGIN {
		odds = split("0 1 3 64 65535 9223372036854775807 99999999999999999999 - .. : | [ ] <- -> & \" \"\" size pc in when" \
			" r x r.. b+i call trap clobber rotate stack up int sp by 0x \\ <", odd, " ")
		seed += 1000
	}
	{ text[NR] = $0 }
	END {
		for (k = 1; k <= count; k++) {
			for (i = 1; i <= NR; i++)
				now[i] = text[i]
			for (changes = 1 + random(3); changes > 0; changes--)
				change()
			file = out k ".abi"
			for (i = 1; i <= NR; i++)
				print now[i] >file
			close(file)
		}
	}' "$1"
}

# Every seventh of the beginnings of a spec, its columns pushed together: they are many.
truncations() {
	tr -s ' ' <"$1" | awk -v step=7 -v at=$((seed % 7)) -v out="$work/in/" '
	{ text = text $0 "\n" }
	END {
		for (; at < length(text); at += step) {
			file = out at ".abi"
			printf "%s", substr(text, 1, at) >file
			close(file)
		}
	}'
}

# Bytes of all values, and a spec with each of them somewhere in it.
bytes() {
	awk -v seed="$seed" -v n="$1" 'BEGIN {
		seed += 1000
		for (i = 0; i < n; i++) {
			seed = (seed * 16807) % 2147483647
			printf "\\%03o", seed % 256
		}
	}'
}

hostile() {
	: >"$work/in/empty.abi"
	printf '\n' >"$work/in/newline.abi"
	printf '\000' >"$work/in/nul.abi"
	printf '"' >"$work/in/quote.abi"
	printf '\357\273\277abi x\n' >"$work/in/mark.abi"
	printf 'include "self.abi"\n' >"$work/in/self.abi"
	printf 'include ""\ninclude "."\ninclude "/"\ninclude "../../../../../../etc/nothing"\n' >"$work/in/paths.abi"
	for i in 1 2 3 4 5 6 7 8; do
		seed=$((seed + i))
		# shellcheck disable=SC2059
		printf "$(bytes 400)" >"$work/in/bytes$i.abi"
		for j in 1 2 3 4; do
			dd if=tests/spec/valid-list.abi bs=$((i * j * 50)) count=1 2>/dev/null
			# shellcheck disable=SC2059
			printf "$(bytes 3)"
			dd if=tests/spec/valid-list.abi bs=$((i * j * 50)) skip=1 2>/dev/null
		done >"$work/in/mixed$i.abi"
	done
	for file in arch-specs/*.abi; do
		awk '{ printf "%s\r\n", $0 }' "$file" >"$work/in/crlf-${file##*/}"
		awk '{ printf "%s\r", $0 }' "$file" >"$work/in/cr-${file##*/}"
		tr '\n' ' ' <"$file" >"$work/in/line-${file##*/}"
		tr ' ' '\t' <"$file" >"$work/in/tabs-${file##*/}"
	done
}

# Files that are large, or long in some way; each by itself.
large() {
	awk 'BEGIN { for (i = 0; i < 16384; i++) printf "%63s\n", "" }' >"$work/in/blank.abi"
	{ cat "$work/in/blank.abi"; echo; } >"$work/in/over.abi"
	awk 'BEGIN { printf "abi "; for (i = 0; i < 1048000; i++) printf "a"; print "" }' >"$work/in/word.abi"
	awk 'BEGIN { for (i = 0; i < 150000; i++) printf "a1 " }' >"$work/in/words.abi"
	awk 'BEGIN { for (i = 0; i < 300000; i++) printf "[" }' >"$work/in/brackets.abi"
	awk 'BEGIN { printf "insn r:int <- s"; for (i = 0; i < 100000; i++) printf " + 1"; print " \"x\"" }' \
		>"$work/in/sum.abi"
	awk 'BEGIN { for (i = 0; i < 20000; i++) printf "held a0..a511\n" }' >"$work/in/held.abi"
	awk 'BEGIN { print "register a0..a511 int 8"; printf "held";
		for (i = 0; i < 30000; i++) printf " a0..a511" }' >"$work/in/held2.abi"
	awk 'BEGIN { print "register a0..a511 int 8"; for (i = 0; i < 15000; i++) print "register a0..a1023 int 8" }' \
		>"$work/in/registers.abi"
	awk 'BEGIN { print "register a0..a511 int 8"; printf "insn [a0] <- a1 \"";
		for (i = 0; i < 40000; i++) printf "<a> ;"; print "\"" }' >"$work/in/spelling.abi"
	i=0
	while [ $i -lt 40 ]; do
		printf 'include "deep%d.abi"\ninclude "deep%d.abi"\n' $((i + 1)) $((i + 2)) >"$work/in/deep$i.abi"
		i=$((i + 1))
	done
	for name in blank over word words brackets sum held held2 registers spelling deep0; do
		[ ! -f "$work/in/$name.abi" ] || check "$name" "$name.abi"
	done
	rm -f "$work"/in/*.abi
}

special() {
	mkdir "$work/in/directory.abi"
	check "a directory" directory.abi
	rmdir "$work/in/directory.abi"
	if mkfifo "$work/in/fifo.abi" 2>/dev/null; then
		check "a FIFO" fifo.abi
		rm "$work/in/fifo.abi"
	fi
	ln -s loop.abi "$work/in/loop.abi"
	check "a link to itself" loop.abi
	rm "$work/in/loop.abi"
	check "a missing file" nothing.abi
	check "a device" /dev/null
}

mkdir "$work/in"
cp tests/spec/*.isa "$work/in"
special
hostile
check_all "a file that is no spec"
large
for spec in arch-specs/*.abi tests/spec/valid-*.abi; do
	mutants "$spec"
	check_all "a changed copy of $spec"
	seed=$((seed + 1))
done
for spec in arch-specs/*.abi; do
	truncations "$spec"
	check_all "a beginning of $spec"
done
[ $late = 0 ] || echo "$late more were not run: $seconds seconds are over"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
