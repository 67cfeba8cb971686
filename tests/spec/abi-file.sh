# shellcheck shell=sh
mkdir "$T/arch-specs"
cp tests/spec/*.isa "$T/arch-specs"
echo 'include "toy.isa"' >"$T/arch-specs/other.abi"
cd "$T" && shunt gen -o out other
