# Two lists of stub lines, wanted and found -> the first stub that differs, as two lines around the place; nothing
# where all are alike.  After the last instruction of a naked body, which leaves it, compilers put what they like
# (GCC x86 ud2, Clang ppc64 a traceback table): up to -v tail=N bytes there are theirs.
NR == FNR {
	wanted[$1] = $2
	order[++count] = $1
	next
}
{ found[$1] = $2 }
END {
	for (i = 1; i <= count; i++) {
		want = wanted[order[i]]
		came = found[order[i]]
		if (want != "" && index(came, want) == 1 && length(came) - length(want) <= 2 * tail)
			continue
		at = 1
		while (at <= length(want) && substr(came, at, 1) == substr(want, at, 1))
			at++
		from = at > 24 ? at - 24 : 1
		print order[i] ", digits from " from ": " substr(want, from, 64)
		print substr(came, from, 64)
		exit
	}
}
