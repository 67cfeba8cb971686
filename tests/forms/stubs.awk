# The output of readelf -SW, readelf -sW, readelf -wf and objdump -drz on one object -> what it holds of the stubs:
#
#     OBJECT.stub       NAME BYTES: hexadecimal, without a landing pad; {TYPE SYMBOL} after what a relocation will
#                       fill, |LABEL| where an entry point lies inside
#     OBJECT.pad        NAME: the stub begins with a landing pad
#     OBJECT.symbol     NAME TYPE VISIBILITY; the size is judged by the bytes
#     OBJECT.frame      COUNT OPERATIONS: the frame descriptions, of whatever functions; COUNT tells equal ones apart
#     OBJECT.note       there is a .note.GNU-stack, and it does not ask for an executable stack
#
# -v names="..." are the stubs, -v object=OBJECT.

BEGIN {
	stubs = object ".stub"
	pads = object ".pad"
	symbols = object ".symbol"
	frames = object ".frame"
	notes = object ".note"
	printf "" >stubs
	printf "" >pads
	printf "" >symbols
	printf "" >frames
	printf "" >notes
	count = split(names, list, " ")
	for (i = 1; i <= count; i++)
		is_stub[list[i]] = 1
}

function finish_stub() {
	if (stub == "")
		return
	if (sub(/^(f30f1ef[ab]|d503245f)/, "", bytes))
		print stub >pads
	print stub, bytes >stubs
	stub = bytes = ""
}

function finish_frame() {
	if (operations != "")
		print ++seen[operations], operations >frames
	operations = ""
}

# readelf -SW
/\.note\.GNU-stack +PROGBITS/ {
	if ($0 !~ / X /)
		print "note" >notes
	next
}

# readelf -sW:  NUMBER: VALUE SIZE TYPE BINDING VISIBILITY SECTION NAME
/^ +[0-9]+: / && NF >= 8 && ($NF in is_stub || $NF ~ /^shunt_entry.*_point$/) {
	if ($NF in is_stub)
		digits[$NF] = 2 * $3
	print $NF, $4, $6 >symbols
	next
}

# readelf -wf
/ FDE .* pc=/ {
	finish_frame()
	operations = "FDE"
	next
}
/ CIE$|^$/ {
	finish_frame()
	next
}
/^  DW_CFA_/ && operations != "" {
	if (sub(/^ +DW_CFA_advance_loc[124]?: /, "+"))
		sub(/ to .*/, "")
	else if (/DW_CFA_nop/)
		next
	sub(/^ +DW_CFA_/, "")
	gsub(/ /, "_")
	operations = operations " " $0
	next
}

# objdump -drz.  RISC-V leaves jumps inside a function to the linker, or not: they are masked there.
/file format elf.*riscv/ {
	relaxed = 1
	next
}
/^[0-9a-f]+ <[^>]*>:$/ {
	name = substr($2, 2, length($2) - 3)
	if (name in is_stub) {
		finish_stub()
		stub = name
		left = digits[name]
	} else if (left > 0 && name ~ /_point$/)
		bytes = bytes "|" name "|"
	next
}
/^ *[0-9a-f]+:\t/ && stub != "" {
	inside = left > 0
	if (!inside)
		next
	split($0, column, "\t")
	gsub(/ /, "", column[2])
	left -= length(column[2])
	if (relaxed && column[3] ~ /^[bj]/ && /</)
		gsub(/./, "-", column[2])
	bytes = bytes column[2]
	next
}
/^\t\t\t[0-9a-f]+: R_/ && stub != "" && inside && !/R_RISCV_(RVC_)?BRANCH|R_RISCV_ALIGN/ {
	bytes = bytes "{" $2 " " $3 "}"
}

END {
	finish_frame()
	finish_stub()
}
