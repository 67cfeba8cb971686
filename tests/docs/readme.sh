#!/bin/sh
# Holds README.md against what is there: readme.sh SHUNT.  Ends with `N passed, N failed`.
shunt=${1:-build/shunt}
passed=0 failed=0

check() {	# WHAT EXPECTED GOT
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "FAIL README.md, $1"
	echo "     alone: sh tests/docs/readme.sh $shunt"
	echo "expected: $2"
	echo "got:      $3"
}

compilers() {	# ROW
	sed -n "s/^$1 .*/&/p" arch-specs/rows | awk '{ c = ""; if (/gcc "/) c = "gcc"
		if (/clang "/) c = c (c == "" ? "" : ", ") "clang"; print c }'
}

table=$(sed -n 's/^| \([a-z0-9_]*-[^|]*[^ |]\) *|/\1|/p' README.md)
check "the number of rows" "$("$shunt" list | wc -l)" "$(echo "$table" | wc -l)"
"$shunt" list >build/readme.list || exit 1
while read -r name spec arch format direction align tier by; do
	expected="$name| $arch | $direction, $align | $(compilers "$name") | $by |"
	check "the row of $name ($spec, $format, $tier)" "$expected" "$(echo "$table" | grep "^$name|")"
done <build/readme.list
check "the first command" 1 "$(grep -c '^    ./setup && ninja && ninja demo$' README.md)"
check "the second command" 1 "$(grep -c '^    ./setup --cross && ninja test$' README.md)"
for line in 'stp x19, x20, \[sp, #80\]' '.cfi_offset 19, -96' '.cfi_offset 20, -88'; do
	check "a line of a stub: $line" 1 "$([ "$(grep -c "$line" out/aarch64-aapcs64.c)" -gt 0 ] && echo 1)"
done
for file in $(grep -o '](\([^)]*\))' README.md | tr -d '()]'); do
	check "the link to $file" yes "$([ -e "$file" ] && echo yes)"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
