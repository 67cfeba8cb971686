-- What the test programs of an ABI are generated from: the register test and the way to the kernel.
--
-- X_testbed.h has a table of the preserved registers, and kernel_call; X_testbed.c the stub testbed_probe.

local cfi = require "cfi"
local doors = require "doors"
local emit = require "emit"
local frame = require "frame"
local items = require "items"
local probe = require "probe"

local M = {}

local function rows_of(abi, offsets)
	local out = {}
	for _, saved in ipairs(items.probe(abi)) do
		local control = abi.control[saved.register]
		if saved.guard then
			out[#out + 1] = "#if " .. saved.guard
		end
		out[#out + 1] = ("\t{ \"%s\", %d, %d, 0x%xul, 0x%xul },"):format(abi.registers[saved.register].spelled,
			offsets[saved.key], saved.width, control and control.mask or 0, control and control.flip or 0)
		if saved.guard then
			out[#out + 1] = "#endif"
		end
	end
	return table.concat(out, "\n")
end

local function kernel(abi)
	local fact = abi.kernel
	local out = { "long", "kernel_call(long number, long a, long b, long c)", "{" }
	local function variable(name, register, value)
		out[#out + 1] = ("\tregister long %s __asm__(\"%s\") = %s;"):format(name, doors.compiler_name(abi, register), value)
	end
	local taken = { [fact.number] = true }
	variable("call", fact.number, "number")
	for i, register in ipairs(fact.arguments) do
		variable("argument" .. i, register, ({ "a", "b", "c" })[i])
		taken[register] = true
	end
	out[#out + 1] = "\t__asm__ volatile("
	for line in (fact.spelling .. ";"):gmatch("%s*(.-)%s*;") do
		out[#out + 1] = ("\t\t\"\t%s\\n\""):format((line:gsub("%%", "%%%%")))
	end
	out[#out + 1] = "\t\t: \"+r\"(call), \"+r\"(argument1), \"+r\"(argument2), \"+r\"(argument3)"
	out[#out + 1] = "\t\t:"
	out[#out + 1] = "\t\t: " .. doors.call_clobbers(abi, taken, { abi.registers[fact.number].class,
		abi.registers[fact.arguments[1]].class })
	out[#out + 1] = "\t\t);"
	out[#out + 1] = "\treturn call;"
	out[#out + 1] = "}"
	return table.concat(out, "\n")
end

-- The two files of an ABI's testbed.
function M.files(abi, render)
	local offsets, size = frame.block(items.probe(abi))
	local stub = cfi.annotate(abi, probe.probe(abi))
	local control = cfi.annotate(abi, probe.control(abi))
	local env = { abi = abi, rows = rows_of(abi, offsets), size = size, kernel = abi.kernel and kernel(abi),
		start = abi.start, text = emit.stub_text(abi, stub) .. "\n" .. emit.stub_text(abi, control),
		functions = emit.functions(abi), file_scope = emit.file_scope(abi) }
	return { [abi.name .. "_testbed.h"] = render("templates/testbed.h", env),
		[abi.name .. "_testbed.c"] = render("templates/testbed.c", env) }
end

return M
