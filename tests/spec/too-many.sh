# shellcheck shell=sh
i=0
while [ $i -lt 120 ]; do
	echo "x$i"
	i=$((i + 1))
done >"$T/a.abi"
(cd "$T" && shunt check a.abi 2>err)
status=$?
tail -n 4 "$T/err" >&2
exit $status
