# shellcheck shell=sh
mkfifo "$T/a.abi"
cd "$T" && shunt check a.abi
