#!/bin/sh
# Measures the stubs and prints one table.  Never fails on time.
#
#     tests/bench/run.sh [CC [RUN...]]      from the project's directory
#
# RUN is an emulator, where CC is a cross compiler; the figures are the emulator's then.  DIR=build/bench takes the
# programs, ROUNDS=12 is how often they run in turns, BOOST='-lboost_context' is what links Boost.Context.
set -u
LC_ALL=C
export LC_ALL

cc=${1:-cc}
[ $# = 0 ] || shift
dir=${DIR:-build/bench}
rounds=${ROUNDS:-12}
boost=${BOOST:--lboost_context}
[ -f tests/bench/bench.c ] || { echo "run.sh: no tests/bench here" >&2; exit 2; }
mkdir -p "$dir" || exit 2

# Functions are aligned: where a loop comes to lie decides over a seventh of some figures.
build() {	# PROGRAM CONTROL OPTION...
	program=$1 control=$2
	shift 2
	$cc -std=c11 -O2 -falign-functions=64 -Wall -Wextra -Wpedantic -Werror -DSHUNT_FP_CONTROL="$control" -Iout \
		tests/bench/bench.c out/shunt.c -o "$dir/$program" "$@"
}

build plain 0 || exit 2
if build complete 1 -DBENCH_BOOST $boost 2>/dev/null; then
	note="boost: jump_fcontext as the system's Boost.Context has it"
else
	build complete 1 || exit 2
	note="boost: not installed for $cc, left out (Debian: libboost-context-dev)"
fi

round=0
while [ $round -lt "$rounds" ]; do
	"$@" "$dir/plain" && "$@" "$dir/complete" || exit 2
	round=$((round + 1))
done >"$dir/figures"

awk -v note="$note" -v rounds="$rounds" '
function title(what, text) { titles[++kinds] = what; text_of[what] = text }
function goal(what, patterns, most,    n, list) {
	for (n = split(patterns, list, " "); n > 0; n--)
		most_of[what, list[n]] = most
}
function verdict(met) { counted[met]++; return met ? "met" : "missed" }
function line(what, pattern, ns, ratio, wanted, met) {
	printf "%-36s %-5s %8.2f %8s  %-22s %s\n", what, pattern, ns, ratio, wanted, met
}
function show(what, pattern,    ns, most, ratio) {
	if (!((what, pattern) in least))
		return
	ns = least[what, pattern]
	if (pattern == "v30") {
		ns -= least["work", "-"]
		if (ns < 0)
			ns = 0
		line(text_of[what], pattern, ns, "", judged[what] ? "at most 1 ns" : "", \
			judged[what] ? verdict(ns <= 1) : "")
		return
	}
	ratio = ns / unit
	if (pattern == "life") {
		most = 3 * least["call", "-"]
		line(text_of[what], pattern, ns, sprintf("%.2f", ratio), sprintf("3 calls = %.2f ns", most), verdict(ns <= most))
	} else if ((what, pattern) in most_of && limited) {
		most = most_of[what, pattern]
		line(text_of[what], pattern, ns, sprintf("%.2f", ratio), "at most " most " L", verdict(ratio <= most))
	} else
		line(text_of[what], pattern, ns, sprintf("%.2f", ratio), "", "")
}
BEGIN {
	title("limit", "L: stack pointer and pc exchanged")
	title("inline", "inline switch")
	title("called", "called stub, no FP control")
	title("neutral", "neutral stub, no FP control")
	title("complete", "called stub")
	title("complete-neutral", "neutral stub")
	title("ret", "not ours: leaves by ret")
	title("load", "not ours: control always loaded")
	title("boost", "Boost jump_fcontext")
	goal("inline", "pp", 1.25); goal("inline", "m1 c1", 1.7)
	goal("called", "pp", 1.9)
	goal("neutral", "pp", 2.1); goal("neutral", "m1 c1", 2.4); goal("neutral", "m4 c4", 3.3)
	goal("complete", "pp", 3.5)
	goal("inline", "ring", 3); goal("called", "ring", 3); goal("neutral", "ring", 3)
	judged["inline"] = judged["called"] = judged["neutral"] = judged["complete"] = judged["complete-neutral"] = 1
}
!(($1, $2) in least) || $3 < least[$1, $2] { least[$1, $2] = $3 }
END {
	limited = ("limit", "pp") in least
	unit = limited ? least["limit", "pp"] : least["called", "pp"]
	printf "%-36s %-5s %8s %8s  %s\n", "ns per one-way switch", "", "ns", limited ? "/ L" : "/ called", "goal"
	count = split("pp m1 c1 m4 c4 v30 ring life", patterns, " ")
	for (k = 1; k <= kinds; k++)
		for (p = 1; p <= count; p++)
			show(titles[k], patterns[p])
	line("a plain call", "-", least["call", "-"], sprintf("%.2f", least["call", "-"] / unit), "", "")
	line("the work of v30 alone", "-", least["work", "-"], sprintf("%.2f", least["work", "-"] / unit), "", "")
	if (("boost", "pp") in least)
		line("Boost over the complete called stub", "pp", least["boost", "pp"], \
			sprintf("%.2f x", least["boost", "pp"] / least["complete", "pp"]), "at least 15 times", \
			verdict(least["boost", "pp"] >= 15 * least["complete", "pp"]))
	print "\npp: flat loops on both sides.  m, c: in 1 or 4 functions that return between switches, on the first or the"
	print "second side.  v30: what a switch adds to 30 dependent multiplications.  ring: 1,000 contexts in turn.  life:"
	print "create, run, finish, free, on a pooled stack.  Least of " rounds " processes of each program, in turns."
	print note
	if (!limited)
		print "L is measured on x86-64 only, and so are the goals that are multiples of it."
	print counted[1] + 0 " goals met, " counted[0] + 0 " missed"
}' "$dir/figures"
