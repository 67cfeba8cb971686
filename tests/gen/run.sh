#!/bin/sh
# What shunt writes, held against what is committed, and against itself elsewhere.
#
#     tests/gen/run.sh SHUNT [--update] [NAME...]      from the project's directory
#
# `shunt gen` gives out/ byte for byte; a second time, in another directory, with other locales and without an
# environment it gives the same, and touches nothing that need not change.  `shunt show ABI` with and without --plan,
# --rows and --frame gives tests/gen/ABI.VIEW for two ABIs.  A name is that of such a file, or one of the tests below.
set -u

[ $# -gt 0 ] || { echo "usage: tests/gen/run.sh SHUNT [--update] [NAME...]" >&2; exit 2; }
case $1 in
/*) shunt=$1 ;;
*) shunt=$PWD/$1 ;;
esac
given=$1
shift
update=no
[ "${1-}" != --update ] || { update=yes; shift; }
wanted=" $* "
here=tests/gen
top=$PWD
[ -d $here ] || { echo "run.sh: not in the project's directory" >&2; exit 2; }

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
passed=0 failed=0

is_wanted() {
	case $wanted in
	"  " | *" $1 "*) return 0 ;;
	esac
	return 1
}

fail() {
	echo "FAIL $1: $2"
	echo "    again: $here/run.sh $given $1"
	failed=$((failed + 1))
}

# same NAME EXPECTED GOT: two directories.
same() {
	if diff -r "$2" "$3" >"$work/diff" 2>&1; then
		passed=$((passed + 1))
	else
		fail "$1" "files differ; < expected, > got"
		sed -n 1,40p "$work/diff"
	fi
}

# generates NAME COMMAND...: the command writes into $work/NAME, which is to be as out/.
generates() {
	name=$1
	shift
	is_wanted "$name" || return
	if "$@" >"$work/log" 2>&1 && [ ! -s "$work/log" ]; then
		same "$name" "$top/out" "$work/$name"
	else
		fail "$name" "expected exit status 0 and no output"
		cat "$work/log"
	fi
}

elsewhere() {
	mkdir -p "$work/elsewhere/deep/down" &&
		cp -R arch-specs "$work/elsewhere/deep/down" &&
		(cd "$work/elsewhere/deep/down" && "$shunt" gen -o "$work/dir") && rm -r "$work/elsewhere" &&
		mv "$work/dir" "$work/elsewhere"
}

# The specs in the executable are those in arch-specs/.
embedded() {
	mkdir "$work/nowhere" && (cd "$work/nowhere" && "$shunt" gen -o "$work/embedded")
}

# Without -o it is out/, in the current directory.
by_default() {
	mkdir "$work/home" && cp -R arch-specs "$work/home" && (cd "$work/home" && "$shunt" gen) && mv "$work/home/out" \
		"$work/by_default"
}

# A second time nothing is written: the files' times stay.
again() {
	"$shunt" gen -o "$work/again" && touch -t 200001010000 "$work"/again/* && touch -t 200001020000 "$work/then" &&
		"$shunt" gen -o "$work/again" && find "$work/again" -type f -newer "$work/then"
}

# One ABI alone has the files that it has among all, and no others but the header that stubs include.
alone() {
	"$shunt" gen -o "$work/one" sh4-linux || return
	mkdir "$work/alone" "$work/part"
	cp "$work"/one/sh4-linux.* "$work/one/shunt_stub.h" "$work/alone"
	cp "$top"/out/sh4-linux.* "$top/out/shunt_stub.h" "$work/part"
}

show() {
	abi=$1 view=$2
	name=$abi.$view
	is_wanted "$name" || return
	shift 2
	LC_ALL=C "$shunt" show "$abi" "$@" >"$work/got" 2>"$work/err"
	status=$?
	cat "$work/err" >>"$work/got"
	[ $update = no ] || cp "$work/got" "$here/$name"
	if [ $status = 0 ] && cmp -s "$here/$name" "$work/got"; then
		passed=$((passed + 1))
	else
		fail "$name" "shunt show $abi $*: exit status $status; - expected, + got"
		diff -u "$here/$name" "$work/got" | sed 1,2d
	fi
}

generates plain "$shunt" gen -o "$work/plain"
generates again again
generates elsewhere elsewhere
generates embedded embedded
generates by_default by_default
generates german env LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 "$shunt" gen -o "$work/german"
generates turkish env LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$shunt" gen -o "$work/turkish"
generates no_environment env -i "$shunt" gen -o "$work/no_environment"
if is_wanted alone; then
	if alone; then
		same alone "$work/part" "$work/alone"
	else
		fail alone "shunt gen of one ABI"
	fi
fi
for abi in sh4-linux sparc64-sysv; do
	show "$abi" listing
	for view in plan rows frame; do
		show "$abi" "$view" "--$view"
	done
done
[ $((passed + failed)) -gt 0 ] || fail "$*" "there is no such test"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
