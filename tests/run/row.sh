#!/bin/sh
# Builds and runs one test program for one row of the matrix, one compiler, one form and one level of optimisation.
#
#     row.sh ROW SPEC CC LINK RUN LIBC OPT FORM PROGRAM LOG
#
# CC compiles, LINK (the row's gcc, where there is one) links, RUN is the emulator ("" on the processor itself),
# FORM is "" or -DSHUNT_NAKED=0.  core is freestanding; the other programs need the row's C library, which LIBC
# tells the emulator about.  LOG gets the output; its last line is `N passed, N failed, N skipped`.
row=$1 spec=$2 cc=$3 link=$4 run=$5 libc=$6 opt=$7 form=$8 program=$9
shift 9
log=$1
name="$row $program ${cc%% *} $opt ${form:-default}"
dir=${log%.log}.d

finish() {	# PASSED FAILED SKIPPED
	echo "$1 passed, $2 failed, $3 skipped"
	exit 0
}

fail() {
	echo "FAIL $name: $1"
	echo "     alone: sh tests/run/row.sh '$row' '$spec' '$cc' '$link' '$run' '$libc' '$opt' '$form' '$program' $log; cat $log"
	finish 0 1 0
}

need() {
	command -v "$1" >/dev/null 2>&1 && return
	echo "SKIP $name: no $1 (./setup --cross installs it)"
	finish 0 0 1
}

compile() {	# SOURCE OBJECT OPTIONS...
	source=$1 object=$2
	shift 2
	$cc -std=c11 $opt $form -Wall -Wextra -Wpedantic -Werror -Iout -Ibuild/testbed \
		-DTESTBED="\"${spec}_testbed.h\"" "$@" -c "$source" -o "$object" || fail "$source does not compile"
}

freestanding() {
	for source in out/"$spec".c build/testbed/"$spec"_testbed.c tests/run/test.c tests/run/"$program".c; do
		compile "$source" "$dir/$(basename "$source" .c).o" -ffreestanding -fomit-frame-pointer \
			-fno-pic -fno-pie -fno-stack-protector
	done
	$link -nostdlib -static -no-pie -Wl,--no-relax,-e,_start -o "$dir/$program" "$dir"/*.o -lgcc || fail "does not link"
	libc=
}

hosted() {
	compile build/testbed/"$spec"_testbed.c "$dir/testbed.o" -fomit-frame-pointer
	for source in out/"$spec".c tests/run/"$program".c; do
		compile "$source" "$dir/$(basename "$source" .c).o" -D_GNU_SOURCE -fasynchronous-unwind-tables
	done
	$link -o "$dir/$program" "$dir"/*.o || fail "does not link"
}

# C++ on top of the stubs, compiled and linked by the g++ beside the row's gcc.
cxx() {
	link=$(echo "$link" | sed 's/gcc/g++/')
	need "${link%% *}"
	compile out/"$spec".c "$dir/$spec.o" -fexceptions
	compile build/testbed/"$spec"_testbed.c "$dir/testbed.o" -fomit-frame-pointer
	$link -std=c++17 $opt $form -Wall -Wextra -Iout -Ibuild/testbed -DTESTBED="\"${spec}_testbed.h\"" \
		-o "$dir/$program" tests/run/"$program".cc "$dir"/*.o || fail "does not compile and link"
}

main() {
	need "${cc%% *}"
	need "${link%% *}"
	[ -z "$run" ] || need "${run%% *}"
	rm -rf "$dir"
	mkdir -p "$dir"
	case $program in
	core) freestanding ;;
	*_cxx) cxx ;;
	*) hosted ;;
	esac
	timeout 60 $run $libc "$dir/$program" </dev/null
	status=$?
	[ $status = 0 ] || fail "exit status $status, expected 0; the program: $run $libc $dir/$program"
	echo "PASS $name"
	rm -rf "$dir"
	finish 1 0 0
}

mkdir -p "$(dirname "$log")"
(main) >"$log" 2>&1
