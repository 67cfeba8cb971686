#!/bin/sh
# Adds up test logs: summary.sh FILE, which lists them.
# Shows what failed or was skipped, and `N passed, N failed, N skipped`.  Exit status 1 if anything failed, or was
# skipped where CI is true.  Logs with failures are removed, so that the next run repeats them.
passed=0 failed=0 skipped=0
for log in $(cat "$1"); do
	set -- $(tail -n 1 "$log" | tr -d ,)
	passed=$((passed + ${1:-0})) failed=$((failed + ${3:-0})) skipped=$((skipped + ${5:-0}))
	if [ "${3:-0}" != 0 ]; then
		echo "== $log"
		cat "$log"
		rm -f "$log"
	elif [ "${5:-0}" != 0 ]; then
		grep SKIP "$log"
		rm -f "$log"
	fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] || exit 1
[ "$skipped" = 0 ] || [ "${CI:-}" != true ]
