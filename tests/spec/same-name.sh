# shellcheck shell=sh
# Two specs of one name would overwrite each other's files: nothing is written.
shunt gen -o "$T/out" tests/spec/toy.abi tests/spec/toy.abi
status=$?
[ ! -e "$T/out" ] || echo "there is $T/out" >&2
exit $status
