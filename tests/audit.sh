#!/bin/sh
# Holds a spec against one compiler: audit.sh SHUNT SPEC 'COMMAND'.  Ends with `N passed, N failed, N skipped`.
shunt=$1 spec=$2 cc=$3
if ! command -v "${cc%% *}" >/dev/null 2>&1; then
	echo "SKIP audit of $spec: no ${cc%% *} (./setup --cross installs it)"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
"$shunt" audit "$spec" --cc "$cc" && { echo "1 passed, 0 failed, 0 skipped"; exit 0; }
echo "FAIL audit of $spec"
echo "     alone: $shunt audit $spec --cc '$cc'"
echo "0 passed, 1 failed, 0 skipped"
exit 1
