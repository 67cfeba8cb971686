# shellcheck shell=sh
mkdir "$T/arch-specs"
echo >"$T/arch-specs/toy-sysv.abi"
cd "$T" && shunt gen -o out toy-sysb
