# shellcheck shell=sh
mkdir "$T/arch-specs"
cd "$T" && shunt list
