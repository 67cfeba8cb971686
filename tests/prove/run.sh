#!/bin/sh
# Mutates what is emitted, line by line, and checks that the proof refuses every mutant that is wrong.
#
#     tests/prove/run.sh SHUNT [ABI... | CODE...]      from the project's directory
#
# A mutant is out/ABI.c with an instruction deleted, swapped with the next, given another offset or register; with a
# row deleted, changed, an instruction early or late; without a guard; with another constant.  Those that may survive
# are told apart in harmless.lua.  MUTANTS=all tries all of them (five minutes), MUTANTS=N every Nth, which is 16 where
# it is not said.  VERBOSE=1 prints survivors with their class, and the codes of the proof that no mutant raised.
#
# Before, every code of the proof is raised once, by an edit of its own: codes.lua.  CODE is one of them, or proof-codes
# for all; then nothing is mutated.
set -u

[ $# -gt 0 ] || { echo "usage: tests/prove/run.sh SHUNT [ABI... | CODE...]" >&2; exit 2; }
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
shift
here=$PWD/tests/prove
[ -d "$here" ] || { echo "run.sh: not in the project's directory" >&2; exit 2; }

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$work/gen"
ln -s "$PWD"/gen/*.lua "$here/codes.lua" "$here/harmless.lua" "$work/gen/"
ln -s "$PWD/templates" "$PWD/arch-specs" "$work/"
rm "$work/gen/main.lua"
ln -s "$here/mutate.lua" "$work/gen/main.lua"
SHUNT_LUA=$work "$program" all "$@"
