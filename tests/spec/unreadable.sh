# shellcheck shell=sh
shunt check tests/spec/nothing.abi
