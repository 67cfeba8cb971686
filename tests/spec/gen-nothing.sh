# shellcheck shell=sh
# Where one spec of several is wrong, nothing is written.
shunt gen -o "$T/out" tests/spec/frame-lost.abi tests/spec/toy.abi
status=$?
[ ! -e "$T/out" ] || echo "there is $T/out" >&2
exit $status
