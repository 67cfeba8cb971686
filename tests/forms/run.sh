#!/bin/sh
# Compiles out/X.c in both forms of a stub, with every compiler of the rows, under every option set of the file
# options, and holds the stubs against a plain -O2 compile in the file-scope form: same bytes, same frame
# descriptions, right symbols.  Then what else is promised of an emitted file: language levels, freestanding, C++.
#
#     tests/forms/run.sh [ROW...]                rows of arch-specs/rows, or all
#     tests/forms/run.sh -1 ROW gcc|clang        one compiler of one row
#
# A missing compiler is skipped; with CI=true it is a failure.  JOBS is how many run at once.
set -u
LC_ALL=C
export LC_ALL

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
warnings="-Wall -Wextra -Wpedantic -Werror -Wold-style-definition -Wmissing-prototypes -Wstrict-prototypes"

# Names of all rows.
rows() {
	sed -n 's/^\([a-z0-9_.-]*\)[[:space:]].*[[:space:]]arch[[:space:]].*/\1/p' "$root/arch-specs/rows"
}

# field ROW WORD: what stands behind the word in a row, without quotes.
field() {
	sed -n "/^$1[[:space:]]/{
		s/.*[[:space:]]$2[[:space:]]*\"\([^\"]*\)\".*/\1/p
		s/.*[[:space:]]$2[[:space:]]*\([^[:space:]\"]*\).*/\1/p
	}" "$root/arch-specs/rows" | head -n1
}

passed() {
	echo "PASS $row $which" >>"$log"
}

# failed WHAT EXPECTED CAME COMMAND
failed() {
	{
		echo "FAIL $row $which: $1"
		echo "  expected  $2" | cut -c1-300
		echo "  came      $3" | cut -c1-300
		echo "  repeat    $4"
	} >>"$log"
}

missing() {
	if [ "${CI:-}" = true ]; then
		failed "$1" "to be installed" "nothing" "command -v $1"
	else
		echo "SKIP $row $which: no $1" >>"$log"
	fi
}

# attempt WHAT COMMAND: runs it; true where it succeeds.
attempt() {
	sh -c "$2" >said 2>&1 && return
	failed "$1" "success" "$(grep -m1 -i error said || head -n1 said)" "$2"
	return 1
}

# compile OBJECT FORM OPTIONS: false where that fails.  The command stays in $command.
compile() {
	command="$compiler -std=c11 $warnings $2 $3 -c $root/out/$spec.c -o $1"
	case $3 in
	*-flto*) command="${command% -o *} -o lto.o && $compiler $3 $relocatable lto.o -o $1" ;;
	esac
	attempt "${2:-default} $3: build" "$command"
}

# inspect OBJECT: what it holds of the stubs, into OBJECT.stub, OBJECT.symbol and so on.
inspect() {
	{
		readelf -SWsW "$1"
		readelf -wf "$1"
		"$objdump" -drz "$1"
	} 2>/dev/null | awk -v names="$names" -v object="$1" -f "$here/stubs.awk"
}

# The stubs' symbols as they have to be.
symbols() {
	sed -n "s/^SHUNT_BEGIN(.*, \(shunt_[a-z_]*\), (.*/\1 FUNC DEFAULT/p
		s/^SHUNT_BEGIN_HIDDEN(.*, \(shunt_[a-z_]*\), (.*/\1 FUNC HIDDEN/p
		s/.*SHUNT_LABEL(\(.*\))/\1 FUNC HIDDEN/p" "$root/out/$spec.c"
}

# compare WHAT WANTED FOUND: two lists, of which the second may hold more.
compare() {
	if grep -vxFf "$3" "$2" >lacks; then
		failed "$1" "$(head -n1 lacks)" "$(grep -vxFf "$2" "$3" | head -n1)" "$command"
	else
		passed
	fi
}

# examine WHAT FORM: it.o against plain.o.  A landing pad moves the rows of frame descriptions.
examine() {
	inspect it.o
	tail=0
	[ "$2" = -DSHUNT_NAKED=0 ] || [ $naked = no ] || tail=12
	awk -v tail=$tail -f "$here/compare.awk" plain.o.stub it.o.stub >differs
	if [ -s differs ]; then
		failed "$1: bytes" "$(sed -n 1p differs)" "$(sed -n 2p differs)" "$command && $objdump -dr it.o"
	else
		passed
	fi
	compare "$1: symbols" wanted.symbol it.o.symbol
	# GNU ld -r drops the note where an object of its own, with the debug information, has none.
	case $1 in
	*-flto*) ;;
	*) compare "$1: .note.GNU-stack" note it.o.note ;;
	esac
	case $1 in
	*-protection=*) compare "$1: landing pads" wanted.pad it.o.pad ;;
	*) compare "$1: frame descriptions" plain.o.frame it.o.frame ;;
	esac
}

# plain BASE: what all is held against.  Without tables for C functions its frame descriptions are the stubs'.
plain() {
	[ "$1" = "$base" ] && return
	base=$1
	compile plain.o -DSHUNT_NAKED=0 "$base -O2 -fno-asynchronous-unwind-tables -fno-unwind-tables" && inspect plain.o
}

# for_this_row ROWS: does an option set's second word speak of this row?
for_this_row() {
	case $1 in
	all) return 0 ;;
	!*) case ",${1#!}," in *",$arch,"*) return 1 ;; *) return 0 ;; esac ;;
	*) case ",$1," in *",$arch,"*) return 0 ;; *) return 1 ;; esac ;;
	esac
}

option_sets() {
	while read -r who where options; do
		case $who in "$which"|both) ;; *) continue ;; esac
		for_this_row "$where" || continue
		case $options in
		*" : "*) plain "${options%% : *}"; options="$base ${options#* : }" ;;
		*) plain "" ;;
		esac
		for form in $forms; do
			form=${form#default}
			compile it.o "$form" "$options" && examine "${form:-default} $options" "$form"
		done
	done <"$here/options"
}

# What does not depend on options.
once() {
	plain ""
	if [ $naked = yes ]; then
		compile it.o -DSHUNT_NAKED=1 -O2 && examine "-DSHUNT_NAKED=1" -DSHUNT_NAKED=1
	fi
	for form in $forms; do
		form=${form#default}
		for standard in c17 gnu11 gnu17; do
			attempt "$form -std=$standard" \
				"$compiler -std=$standard -O2 $warnings $form -c $root/out/$spec.c -o it.o" && passed
		done
		hidden "$form"
		freestanding "$form"
	done
	attempt "shunt.c" "$compiler -std=c11 -O2 $warnings -c $root/out/shunt.c -o it.o" && passed
	if $compiler -x c++ -fsyntax-only /dev/null 2>said; then
		pedantic="-Wall -Wextra -Wpedantic -Werror"
		attempt "C++17" "$compiler -x c++ -std=c++17 $pedantic -I$root/out -fsyntax-only $here/header.cc" && passed
	else
		missing "C++ for $compiler"
	fi
}

# hidden FORM: -DSHUNT_VISIBILITY=hidden hides all.
hidden() {
	compile it.o "$1" "-O2 -DSHUNT_VISIBILITY=hidden" || return
	inspect it.o
	sed 's/DEFAULT/HIDDEN/' wanted.symbol >hidden.symbol
	compare "$1 -DSHUNT_VISIBILITY=hidden: symbols" hidden.symbol it.o.symbol
}

# freestanding FORM: links with nothing but libgcc, and uncalled stubs are collected.
freestanding() {
	sections="-ffunction-sections -fdata-sections -fno-stack-protector"
	command="$compiler -std=c11 -O3 $warnings $sections $1 -c $root/out/$spec.c -o it.o &&
		$compiler -std=c11 -O3 $warnings $sections -I$root/out -c $here/free.c -o free.o &&
		$gcc -nostdlib -static -Wl,--gc-sections -Wl,-e,start free.o it.o -lgcc -o free"
	attempt "$1 freestanding" "$command" || return
	kept=$(readelf -sW free | awk '$NF == "shunt_switch" || $NF == "shunt_save" { print $NF }')
	if [ "$kept" = shunt_switch ]; then
		passed
	else
		failed "$1 --gc-sections" shunt_switch "$kept" "$command"
	fi
}

# unit ROW COMPILER: all of it, in a directory of its own; results into $log.
unit() {
	row=$1 which=$2 log=$PWD/$1.$2.log
	: >"$log"
	spec=$(field "$row" spec) arch=$(field "$row" arch) compiler=$(field "$row" "$which") gcc=$(field "$row" gcc)
	spec=${spec:-$row} objdump=${gcc%gcc}objdump base=none
	command -v "${compiler%% *}" >/dev/null || { missing "${compiler%% *}"; return; }
	command -v "$objdump" >/dev/null || { missing "$objdump"; return; }
	case $which in
	gcc) relocatable="-r -nostdlib -flinker-output=nolto-rel" ;;
	clang) relocatable="-r -nostdlib -fuse-ld=lld" ;;
	esac
	mkdir "$row.$which" && cd "$row.$which" || exit 1
	symbols >wanted.symbol
	names=$(sed -n '/_point /!s/ .*//p' wanted.symbol | tr '\n' ' ')
	sed -n '/shunt_entry/!s/ .*//p' wanted.symbol >wanted.pad
	echo note >note
	naked=no forms=default
	if $compiler -O2 -fno-pic -E -dM "$root/out/$spec.c" 2>/dev/null | grep -q 'define SHUNT_NAKED 1'; then
		naked=yes forms="default -DSHUNT_NAKED=0"
	fi
	once
	option_sets
}

# A compiler a line: ROW gcc|clang.
units() {
	for row in "$@"; do
		for which in gcc clang; do
			[ -z "$(field "$row" $which)" ] || echo "$row $which"
		done
	done
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
case ${1:-} in
-1) unit "$2" "$3"; cd "$work" || exit 1 ;;
-u) trap - EXIT; rmdir "$work"; cd "$2" && unit "$3" "$4"; exit ;;
*)
	if [ $# -eq 0 ]; then
		# shellcheck disable=SC2046 # one word a row
		set -- $(rows)
	fi
	units "$@" >units.list
	[ -s units.list ] || { echo "tests/forms/run.sh: no such row: $*" >&2; exit 2; }
	xargs -P "${JOBS:-$(nproc)}" -L1 sh "$here/run.sh" -u "$work" <units.list
	;;
esac
cat ./*.log >all
grep -v '^PASS' all
count() {
	grep -c "^$1" all
}
echo "$(count PASS) passed, $(count FAIL) failed, $(count SKIP) skipped"
[ "$(count FAIL)" = 0 ]
