-- The rows -> out/matrix.ninja: one edge a row, compiler, form, level of optimisation and program.
--
-- The rules are in build.ninja, which includes the file.

local M = {}

local LEVELS = { "-O0", "-O2" }
local FORMS = { { name = "default", option = "" }, { name = "asm", option = "-DSHUNT_NAKED=0" } }

-- The sources of the programs that a row's compiler builds; C++ is the row's g++'s.
local function programs(row, kind)
	if not (row.libc or row.native) then
		return { "core.c" }
	end
	return kind == "gcc" and { "core.c", "unwind.c", "unwind_cxx.cc" } or { "core.c", "unwind.c" }
end

local function edge(out, row, kind, source, level, form)
	local program = source:match("^[^.]*")
	local log = ("build/run/%s/%s%s-%s-%s.log"):format(row.name, kind, level, form.name, program)
	out[#out + 1] = ("build %s: row | out/%s.c out/%s.h build/testbed/%s_testbed.c tests/run/%s row-inputs"):format(
		log, row.spec, row.spec, row.spec, source)
	out[#out + 1] = "  row = " .. row.name
	out[#out + 1] = "  spec = " .. row.spec
	out[#out + 1] = "  cc = " .. row[kind]
	out[#out + 1] = "  link = " .. (row.gcc or row.clang)
	out[#out + 1] = "  run = " .. (row.run or "")
	out[#out + 1] = "  libc = " .. (row.libc or "")
	out[#out + 1] = "  opt = " .. level
	out[#out + 1] = "  form = " .. form.option
	out[#out + 1] = "  program = " .. program
	return log
end

local function audit(out, row, kind)
	local log = ("build/run/%s/audit-%s.log"):format(row.name, kind)
	out[#out + 1] = ("build %s: script | arch-specs/%s.abi build/shunt tests/audit.sh"):format(log, row.spec)
	out[#out + 1] = ("  test = sh tests/audit.sh build/shunt %s '%s'"):format(row.spec, row[kind])
	return log
end

local function forms(out, row)
	local log = ("build/run/%s/forms.log"):format(row.name)
	out[#out + 1] = ("build %s: script | out/%s.c out/%s.h out/shunt.h out/shunt_stub.h tests/forms/run.sh"):format(log,
		row.spec, row.spec)
	out[#out + 1] = ("  test = sh tests/forms/run.sh %s"):format(row.name)
	return log
end

local function row_edges(out, row)
	local logs = { forms(out, row) }
	for _, kind in ipairs { "gcc", "clang" } do
		if row[kind] then
			logs[#logs + 1] = audit(out, row, kind)
			for _, program in ipairs(programs(row, kind)) do
				for _, level in ipairs(LEVELS) do
					for _, form in ipairs(FORMS) do
						logs[#logs + 1] = edge(out, row, kind, program, level, form)
					end
				end
			end
		end
	end
	out[#out + 1] = ("build build/test/%s: summary %s"):format(row.name, table.concat(logs, " $\n  "))
	out[#out + 1] = ("build test-%s: phony build/test/%s"):format(row.name, row.name)
	out[#out + 1] = ""
	return logs
end

-- The text of the file; specs: the names of all specs.
function M.text(rows, specs)
	local out, all, beds = { "# Generated from arch-specs/rows; do not edit." , "" }, {}, {}
	for i, name in ipairs(specs) do
		beds[i] = ("build/testbed/%s_testbed.c"):format(name)
	end
	out[#out + 1] = "build " .. table.concat(beds, " $\n  ") .. ": testbed build/shunt"
	local made = { "out/shunt.h", "out/shunt.c", "out/shunt_stub.h" }
	for _, name in ipairs(specs) do
		made[#made + 1] = "out/" .. name .. ".c"
		made[#made + 1] = "out/" .. name .. ".h"
	end
	out[#out + 1] = "build build/gen.stamp | " .. table.concat(made, " $\n  ") .. ": gen build/shunt"
	out[#out + 1] = ""
	for _, row in ipairs(rows) do
		for _, log in ipairs(row_edges(out, row)) do
			all[#all + 1] = log
		end
	end
	out[#out + 1] = "build row-tests: phony " .. table.concat(all, " $\n  ")
	out[#out + 1] = "row_logs = " .. table.concat(all, " $\n  ")
	return table.concat(out, "\n") .. "\n"
end

return M
