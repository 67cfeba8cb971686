# shellcheck shell=sh
mkdir "$T/a.abi"
cd "$T" && shunt check a.abi
