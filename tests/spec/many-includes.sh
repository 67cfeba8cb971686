# shellcheck shell=sh
i=0
while [ $i -lt 20 ]; do
	echo "include \"$((i + 1)).abi\"" >"$T/$i.abi"
	i=$((i + 1))
done
cd "$T" && shunt check 0.abi
