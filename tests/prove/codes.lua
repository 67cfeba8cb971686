-- Every code of the proof, raised once: see run.sh.  A case is {code, abi, stub, from, to}: in out/ABI.c the first
-- `from` of that stub, or of the whole text where it is "", becomes `to`.  A text is taken as it stands, a list is
-- lines of assembly.  spec: lines that are added to the ABI's spec, for what no spec here can lead to.

local abi_of = require "abi"
local diag = require "diag"
local host = require "host"
local prove = require "prove"

local arm, arm64, hppa, i386 = "arm-aapcs-vfp", "aarch64-aapcs64", "hppa-linux", "i386-sysv"
local mips, ppc64, sh4, sparc64, x86 = "mips-o32", "ppc64-elfv2", "sh4-linux", "sparc64-sysv", "x86_64-sysv"

local bti = "#if !SHUNT_NAKED && (defined __ARM_FEATURE_BTI_DEFAULT)"
local cet = "#if !SHUNT_NAKED && (defined __CET__ && (__CET__ & 1))"
local jumped = { ".cfi_def_cfa_offset 0", ".cfi_register 16, 2" }

local cases = {
	-- prove.lua
	{ "proof-landing", arm64, "shunt_capture", "hint #34", "hint #42" },
	{ "proof-no-landing", arm64, "shunt_capture", { bti, "hint #34", "#endif" }, {} },
	{ "proof-ehabi-place", arm, "shunt_entry", { ".fnstart", ".cfi_undefined 14" }, { ".cfi_undefined 14", ".fnstart" } },
	{ "proof-guard", x86, "shunt_capture", "#if SHUNT_FP_CONTROL", "#if SHUNT_FP_CONTROL && 1" },
	{ "proof-entry", x86, "shunt_capture", { "ret" }, { "SHUNT_LABEL(shunt_capture_point)", "ret" } },
	{ "proof-guards", x86, "shunt_trap", { "ud2" }, { "#if A", "ud2", "#endif", "#if B", "ud2", "#endif", "#if C", "ud2",
		"#endif", "#if D", "ud2", "#endif" }, spec = [[
preserved %xmm0 when "A"
preserved %xmm1 when "B"
preserved %xmm2 when "C"
preserved %xmm3 when "D"
insn [b+i] <- r:vec "movups <r>, <i>(<b>)"
insn r:vec <- [b+i] "movups <i>(<b>), <r>"
]] },
	{ "proof-missing-stub", x86, "", "SHUNT_BEGIN(void *, shunt_stack_pointer", "SHUNT_NONE(void *, shunt_stack_pointer" },
	{ "proof-needless-stub", x86, "", "SHUNT_VISIBLE_END", "SHUNT_BEGIN(void, shunt_capture_inline, (void))\n"
		.. "SHUNT_END(shunt_capture_inline)\nSHUNT_VISIBLE_END" },
	{ "proof-unknown-stub", x86, "", "SHUNT_VISIBLE_END", "SHUNT_BEGIN(void, shunt_other, (void))\n"
		.. "SHUNT_END(shunt_other)\nSHUNT_VISIBLE_END" },

	-- prove_contracts.lua
	{ "proof-parameters", x86, "shunt_stack_pointer", "(void))", "(int sp))" },
	{ "proof-context-alignment", x86, "shunt_switch", { "leaq -8(%rsp), %rsp", ".cfi_def_cfa_offset 64" },
		{ "leaq -16(%rsp), %rsp", ".cfi_def_cfa_offset 72" } },
	{ "proof-chain", ppc64, "shunt_switch", "stdu %r1, -560(%r1)", "addi %r1, %r1, -560" },
	{ "proof-exchange", arm64, "shunt_restore", "ldr x8, [x0, #0]", "ldr x9, [x0, #0]" },
	{ "proof-frame-shape", arm64, "shunt_switch_with", { "mrs x8, fpcr" }, {} },
	{ "proof-fixed", ppc64, "shunt_entry", "ld %r11, 48(%r1)", "ld %r13, 48(%r1)" },
	{ "proof-return", hppa, "shunt_capture", "bv,n %r0(%rp)", "bv,n %r0(%r4)" },
	{ "proof-stack-pointer", sh4, "shunt_restore", { "mov.l @(0, r4), r15" }, {} },
	{ "proof-preserved", x86, "shunt_restore", "movl 64(%rdi), %r11d", "movl 60(%rdi), %r11d" },
	{ "proof-result", arm64, "shunt_entry", "ldr x8, [sp, #16]", "ldr x8, [sp, #24]" },
	{ "proof-no-exchange", hppa, "shunt_switch", { "copy %r25, %sp" }, {} },
	{ "proof-save", arm64, "shunt_switch", "mov x8, sp", "mov x9, sp" },
	{ "proof-call-stack", arm, "shunt_switch_with", { "mov sp, r1", "blx r3" }, { "blx r3", "mov sp, r1" } },
	{ "proof-null", arm64, "shunt_entry", "cbnz x0, 1f", "cbnz x15, 1f" },
	{ "proof-chain-top", ppc64, "shunt_replace_stack_at", "std %r31, 0(%r1)", "std %r3, 0(%r1)" },
	{ "proof-on-stack", arm, "shunt_on_stack_at", "mov sp, r0", "mov sp, r2" },
	{ "proof-call-stack-at", arm, "shunt_on_stack_at", { "mov sp, r0" }, {} },
	{ "proof-replace-stack", arm64, "shunt_replace_stack_at", "mov sp, x0", "mov sp, x1" },
	{ "proof-call-stack-for-good", arm64, "shunt_replace_stack_at", { "mov sp, x0" }, {} },
	{ "proof-root-frame", arm64, "shunt_replace_stack_at", "mov x29, #0", "mov x29, #8" },
	{ "proof-capture-store", arm64, "shunt_capture", "[x0, #8]", "[x0, #16]" },
	{ "proof-capture", hppa, "shunt_capture", { "stw %r1, -108(%r26)" }, {} },
	{ "proof-inline-store", ppc64, "shunt_capture_inline", "std %r2, 24(%r3)", "std %r17, 24(%r3)" },
	{ "proof-inline-capture", ppc64, "shunt_capture_inline", { "std %r2, 24(%r3)" }, {} },
	{ "proof-constant", x86, "", "\tROOT_LINK = 24", "\tROOT_TIE = 24" },
	{ "proof-frame-size", arm64, "", "\tFRAME_SIZE = 176", "\tFRAME_SIZE = 184" },
	{ "proof-return-slot", x86, "", "\tRETURN_SLOT = 56", "\tRETURN_SLOT = 48" },
	{ "proof-root-slots", arm64, "", "\tROOT_SIZE = 32", "\tROOT_SIZE = 24" },
	{ "proof-root-align", i386, "", "\tROOT_SIZE = 32", "\tROOT_SIZE = 36" },

	-- prove_ehabi.lua
	{ "proof-ehabi-short", arm, "shunt_restore", ".unwind_raw 0, 0xb0", ".unwind_raw 0, 0xb1" },
	{ "proof-ehabi-instruction", arm, "shunt_entry_linked", ".unwind_raw 0, 0x02", ".unwind_raw 0, 0xfe" },
	{ "proof-ehabi-frame", arm, "shunt_capture", { ".fnend" }, {} },
	{ "proof-ehabi-directive", arm, "shunt_capture", ".unwind_raw 0, 0xb0", ".unwind_raw 4, 0xb0" },

	-- prove_match.lua
	{ "proof-written-twice", arm64, "shunt_entry", "ldp d10, d11", "ldp d11, d11" },
	{ "proof-ambiguous", x86, "shunt_capture", { "ret" }, { "movq %rdi, %r10", "ret" }, spec = [[
insn %r10 <- %rdi + 8 "movq %rdi, %r10"
]] },
	{ "proof-unknown-instruction", x86, "shunt_capture", { "ret" }, { "retx" } },

	-- prove_rows.lua
	{ "proof-escape-bytes", x86, "shunt_entry_linked", "0x0f, 0x05, 0x77", "0x0f, 0x05, 0x177" },
	{ "proof-escape-short", arm64, "shunt_restore", "0x23, 0x00", "0x23, 0x80" },
	{ "proof-operation", arm64, "shunt_entry_linked", "0x06, 0x23, 0xb0", "0x06, 0x1b, 0xb0" },
	{ "proof-escape-length", arm64, "shunt_entry_linked", "0x0f, 0x06, 0x8f", "0x0f, 0x0e, 0x8f" },
	{ "proof-directive-operands", x86, "shunt_switch", ".cfi_offset 6, -16", ".cfi_offset 6" },
	{ "proof-cfa-offset", x86, "shunt_entry_linked", ".cfi_offset 3, -56", ".cfi_def_cfa_offset 8" },
	{ "proof-cfa-register", x86, "shunt_entry_linked", ".cfi_offset 3, -56", ".cfi_def_cfa_register 6" },
	{ "proof-foreign-column", arm64, "shunt_entry", ".cfi_offset 79, -104", ".cfi_offset 80, -104" },
	{ "proof-escape", arm64, "shunt_restore", ".cfi_escape 0x0f", ".cfi_escape 0x07" },
	{ "proof-column", x86, "shunt_on_stack_at", ".cfi_def_cfa_register 6", ".cfi_def_cfa_register 200" },
	{ "proof-directive", x86, "shunt_switch", ".cfi_offset 6, -16", ".cfi_offsets 6, -16" },
	{ "proof-root-return", x86, "shunt_entry", { ".cfi_undefined 16" }, {} },
	{ "proof-root-cfa", arm64, "shunt_entry", { "mov sp, x0", ".cfi_def_cfa_offset 176" },
		{ ".cfi_def_cfa_offset 176", "mov sp, x0" } },
	{ "proof-row-return", arm64, "shunt_entry", ".cfi_offset 30, -8", ".cfi_offset 30, 0" },
	{ "proof-row-register", arm64, "shunt_entry", ".cfi_offset 19, -96", ".cfi_offset 19, -88" },
	{ "proof-row-guard", ppc64, "shunt_entry", { "mr %r1, %r3" }, { ".cfi_offset 97, -512", "mr %r1, %r3" } },
	{ "proof-row-cfa", arm64, "shunt_entry", ".cfi_def_cfa_offset 176", ".cfi_def_cfa_offset 168" },
	{ "proof-row-sp", arm64, "shunt_entry", ".cfi_offset 30, -8", ".cfi_offset 31, -8" },

	-- prove_run.lua
	{ "proof-ehabi-call", arm, "shunt_entry_linked", ".unwind_raw 0, 0x02", ".unwind_raw 0, 0x06" },
	{ "proof-alignment", mips, "shunt_on_stack_at", "addiu $sp, $4, -16", "addiu $sp, $4, -12" },
	{ "proof-home", mips, "shunt_on_stack_at", "addiu $sp, $4, -16", "addiu $sp, $4, -8" },
	{ "proof-call", x86, "shunt_capture", { "ret" }, { "call *%rdi", "ret" } },
	{ "proof-call-target", arm64, "shunt_entry", "blr x8", "blr x10" },
	{ "proof-call-argument", arm64, "shunt_entry", { "mov x1, x0" }, {} },
	{ "proof-sp", x86, "shunt_capture", { "ret" }, { "movq %rdi, %rsp", "ret" } },
	{ "proof-guarded-register", x86, "shunt_capture", { "#if SHUNT_FP_CONTROL", "stmxcsr 0(%rdi)", "fnstcw 4(%rdi)",
		"#endif" }, { "stmxcsr 0(%rdi)", "fnstcw 4(%rdi)" } },
	{ "proof-after-end", arm64, "shunt_stack_pointer", { "mov x0, sp", "ret" }, { "ret", "mov x0, sp" } },
	{ "proof-landing-inside", x86, "shunt_capture", { "ret" }, { "endbr64", "ret" } },
	{ "proof-before-entry", arm64, "shunt_entry_linked", { "SHUNT_LABEL(shunt_entry_linked_point)" }, {} },
	{ "proof-no-call", arm64, "shunt_on_stack_at", { "blr x1" }, {} },
	{ "proof-no-end", arm64, "shunt_on_stack_at", { "ret" }, {} },
	{ "proof-no-trap", arm, "shunt_replace_stack_at", { "udf #0" }, {} },
	{ "proof-ehabi", arm, "shunt_capture", ".unwind_raw 0, 0xb0", ".unwind_raw 0, 0xac" },
	{ "proof-entry-trap", mips, "shunt_entry", { "break" }, {} },
	{ "proof-entry-name", x86, "shunt_entry", "SHUNT_LABEL(shunt_entry_point)", "SHUNT_LABEL(shunt_exit_point)" },
	{ "proof-landing-row", x86, "shunt_switch_neutral_stub", { jumped[1], jumped[2], cet, "endbr64", "#endif" },
		{ cet, "endbr64", "#endif", jumped[1], jumped[2] } },
	{ "proof-row-after-end", x86, "shunt_capture", { "ret" }, { "ret", ".cfi_def_cfa_offset 0" } },

	-- prove_state.lua
	{ "proof-foreign-store", arm64, "shunt_switch", "str x8, [x2, #0]", "str x8, [x2, #8]" },
	{ "proof-foreign-memory", arm, "shunt_save", "str sp, [r0, #0]", "str sp, [r7, #0]" },
	{ "proof-past-sp", i386, "shunt_entry", "movl %ecx, 0(%esp)", "movl %ecx, -4(%esp)" },
	{ "proof-callers-frame", i386, "shunt_entry", "movl %eax, 4(%esp)", "movl %eax, 8(%esp)" },
	{ "proof-unknown-address", arm64, "shunt_save", "[x0, #0]", "[x1, #0]" },
	{ "proof-unknown-scratch", x86, "shunt_capture", { "ret" }, { "movs %rdi, %r10", "ret" }, spec = [[
insn %r10 <- %rdi, clobber [%rax+8] "movs %rdi, %r10"
]] },
	{ "proof-window-lost", sparc64, "shunt_entry", { "add %sp, 192, %fp" }, {} },
	{ "proof-window-stale", sparc64, "shunt_switch", { "flushw" }, {} },
	{ "proof-window-unspilled", sparc64, "shunt_entry", { "flushw" }, {} },
	{ "proof-sp-unknown", arm64, "shunt_entry", "mov sp, x0", "mov sp, x15" },

	-- prove_text.lua
	{ "proof-nested-guard", x86, "shunt_capture", { "#if SHUNT_FP_CONTROL" },
		{ "#if SHUNT_FP_CONTROL", "#if SHUNT_FP_CONTROL" } },
	{ "proof-endif", x86, "shunt_capture", { "ret" }, { "#endif", "ret" } },
	{ "proof-line", x86, "shunt_capture", "\"\tret\\n\"", "\"\tret\"" },
	{ "proof-open-guard", x86, "shunt_capture", { "#endif", "ret" }, { "ret" } },
	{ "proof-frame-of-text", x86, "", "SHUNT_END(shunt_trap)", "SHUNT_END(shunt_part)" },
}

-- Lines of assembly as they stand in C.
local function lines(list)
	if type(list) == "string" then
		return list
	end
	local out = {}
	for i, line in ipairs(list) do
		local tabs = line:match("^%.") and "\t\t" or "\t"
		out[i] = line:match("^#") and line or line:match("^SHUNT_LABEL") and "\t" .. line
			or ("\t\"%s%s\\n\""):format(tabs, line)
		out[i] = out[i] .. "\n"
	end
	return table.concat(out)
end

-- The text with its edit; nil where it has not what is to be edited.
local function edited(text, case)
	local start, stop = 1, #text
	if case[3] ~= "" then
		start = text:find("\nSHUNT_BEGIN[_HIDDEN]*%([^\n]-, " .. case[3] .. ", ")
		stop = start and text:find("\nSHUNT_END(" .. case[3] .. ")", start, true)
	end
	local first, last = text:find(lines(case[4]), start or #text + 1, true)
	if first and stop and last <= stop then
		return text:sub(1, first - 1) .. lines(case[5]) .. text:sub(last + 1)
	end
end

local function read_include(name)
	return host.read("arch-specs/" .. name), "arch-specs/" .. name
end

-- A prover of a case's ABI; nil where its spec has errors, and they.
local function prover_of(abi, spec)
	local file, diagnostics = "arch-specs/" .. abi .. ".abi", diag.new()
	local model = abi_of.load(file, host.read(file) .. (spec or ""), { lex = host.lex_spec,
		read_include = read_include }, diagnostics)
	if not model then
		return nil, ("errors in the spec: %s"):format(diagnostics.list[1] and diagnostics.list[1].message)
	end
	return prove.prover(model)
end

-- What the proof says of a case, as "CODE" or "CODE without a message", and so on for each problem.
local function raised_by(prover, text)
	local got = {}
	for i, problem in ipairs(prover:check_text(text)) do
		got[i] = problem.code .. (problem.message:match("[^%s:]$") and "" or " without a message")
	end
	return #got > 0 and table.concat(got, ", ") or "nothing"
end

local M = {}

-- Code -> in how many places gen/prove*.lua raises it.  A comparison is none.
function M.known()
	local codes = {}
	for _, name in ipairs(host.list("gen")) do
		local text = name:match("prove[%w_]*%.lua$") and host.read("gen/" .. name:match("[^/]+$")) or ""
		for before, code in text:gmatch("([^\n]?[^\n]?[^\n]?)\"(proof%-[%w-]+)\"") do
			codes[code] = (codes[code] or 0) + (before:match("[~=]= $") and 0 or 1)
		end
	end
	return codes
end

local function count(counts, name, expected, got)
	if expected == got then
		counts.passed = counts.passed + 1
		return
	end
	counts.failed = counts.failed + 1
	print(("FAIL %s\n    expected %s\n    got      %s\n    again: sh tests/prove/run.sh build/shunt %s"):format(name,
		expected, got, name:match("^proof%-[%w-]+") or "proof-codes"))
end

local function try(case, counts)
	local code, abi = case[1], case[2]
	local prover, problem = prover_of(abi, case.spec)
	local text = edited(host.read("out/" .. abi .. ".c"), case)
	local got = problem or text and raised_by(prover, text) or "no such text to edit"
	count(counts, ("%s (out/%s.c, %s)"):format(code, abi, case[3] == "" and "all of it" or case[3]), code, got)
end

local function sorted(map)
	local keys = {}
	for key in pairs(map) do
		keys[#keys + 1] = key
	end
	table.sort(keys)
	return keys
end

-- Every code is raised in one place and has one case, and there are no others.
local function audit(counts)
	local known, have = M.known(), {}
	for _, case in ipairs(cases) do
		have[case[1]] = (have[case[1]] or 0) + 1
		known[case[1]] = known[case[1]] or 0
	end
	for _, code in ipairs(sorted(known)) do
		count(counts, code .. " in gen/prove*.lua and codes.lua", "raised in 1 place, 1 case",
			("raised in %d place%s, %d case%s"):format(known[code], known[code] == 1 and "" or "s", have[code] or 0,
				have[code] == 1 and "" or "s"))
	end
end

-- Tries the cases of the codes that are named, or all.
function M.run(named, counts)
	for _, case in ipairs(cases) do
		if not next(named) or named[case[1]] or named["proof-codes"] then
			try(case, counts)
		end
	end
	audit(counts)
end

return M
