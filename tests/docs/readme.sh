#!/bin/sh
# Holds README.md, and the counts of docs/speed.md, against what they speak of.
#
#     tests/docs/readme.sh SHUNT      from the project's directory
#
# README's table must be that of `shunt list`, compilers from arch-specs/rows; its C must stand in
# examples/generator.c, its ```abi lines in the spec that they name, its ```asm in that spec's listing; it must have the
# two commands; its links must lead somewhere.
set -u
LC_ALL=C
export LC_ALL

[ $# = 1 ] || { echo "usage: tests/docs/readme.sh SHUNT" >&2; exit 2; }
case $1 in
/*) shunt=$1 ;;
*) shunt=$PWD/$1 ;;
esac
again="tests/docs/readme.sh $1"
readme=README.md
speed=docs/speed.md
for file in $readme $speed arch-specs/rows examples/generator.c; do
	[ -f $file ] || { echo "readme.sh: no $file here" >&2; exit 2; }
done

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0 failed=0

check() {	# WHAT EXPECTED GOT, two files
	if cmp -s "$2" "$3"; then
		passed=$((passed + 1))
	else
		echo "FAIL $1; - expected, + got"
		diff -u "$2" "$3" | sed 1,2d
		echo "    again: $again"
		failed=$((failed + 1))
	fi
}

# The text of the first block that a line FENCE opens.
block() {	# FENCE
	awk -v fence="$1" '$0 == fence && !seen { inside = seen = 1; next } /^```/ { inside = 0 } inside' $readme
}

# Prints those lines of TEXT that are BLOCK's, if they are a run of lines there.
excerpt() {	# BLOCK TEXT
	awk '
	FNR == NR { wanted[++count] = $0; next }
	{ text[++lines] = $0 }
	END {
		for (from = 0; count > 0 && from + count <= lines; from++) {
			for (i = 1; i <= count && text[from + i] == wanted[i]; i++)
				;
			if (i <= count)
				continue
			for (i = 1; i <= count; i++)
				print text[from + i]
			exit
		}
		print "(no such run of lines)"
	}' "$1" "$2"
}

# The table.
"$shunt" list >"$work/list" || exit 2
awk '
FNR == NR {
	if ($1 !~ /^#/ && NF > 0)
		compilers[$1] = (/ gcc "/ ? "GCC" : "") (/ gcc "/ && / clang "/ ? ", " : "") (/ clang "/ ? "Clang" : "")
	next
}
{ print "| " $1 " | " $5 ", " $6 " | " compilers[$1] " | " $7 " | " $8 " |" }
' arch-specs/rows "$work/list" >"$work/rows"
awk '/^\| ABI / { inside = 1 } inside && !/^\|/ { exit } inside' $readme | sed 1,2d >"$work/table"
check "README's table and 'shunt list'" "$work/rows" "$work/table"

# The blocks.
block '```c' >"$work/c"
excerpt "$work/c" examples/generator.c >"$work/excerpt"
check "README's C and examples/generator.c" "$work/excerpt" "$work/c"

for kind in abi asm; do
	spec=$(sed -n 's/^```'$kind' \([^ ]*\)$/\1/p' $readme)
	case $kind in
	abi) cat "arch-specs/$spec.abi" ;;
	asm) "$shunt" show "$spec" ;;
	esac >"$work/source"
	block "\`\`\`$kind $spec" >"$work/block"
	excerpt "$work/block" "$work/source" >"$work/excerpt"
	check "README's block of $kind and $spec" "$work/excerpt" "$work/block"
done

# The two commands.
printf '%s\n' '    ./setup && ninja && ninja demo' '    ./setup --cross && ninja test' >"$work/commands"
grep '^    \./setup' $readme >"$work/got"
check "README's two commands" "$work/commands" "$work/got"

# The links.
for document in $readme $speed; do
	directory=$(dirname $document)
	grep -o ']([^)#]*)' $document | sed 's/^](//; s/)$//' | grep -v '^http' | sort -u | while read -r target; do
		[ -e "$directory/$target" ] || echo "$target"
	done >"$work/dead"
	check "the links of $document: dead ones" /dev/null "$work/dead"
done

# Instructions of a switch: always, and more with floating-point control.
while read -r row spec rest; do
	"$shunt" show "$spec" | awk -v row="$row" '
	/^[a-z_]+:/ { inside = $1 == "switch:" }
	inside && /^\t[^\t]/ {
		if (/# if SHUNT_FP_CONTROL/) control++
		else if (/# if /) guarded++
		else always++
	}
	END { print "| " row " | " always + 0 " | " control + 0 " | " guarded + 0 " |" }'
done <"$work/list" >"$work/counts"
awk '/^\| ABI / { inside = 1 } inside && !/^\|/ { exit } inside' $speed | sed 1,2d >"$work/table"
check "the instructions of a switch in $speed and 'shunt show'" "$work/counts" "$work/table"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
