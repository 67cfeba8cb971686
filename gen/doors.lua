-- The switches that GNU C code can enter without a call: inline functions for an ABI's header.

local frame = require "frame"
local inline = require "inline"
local items = require "items"

local M = {}

local LABEL = "7"

local function wrap(text, indent)
	local lines, line = {}, indent
	for word in text:gmatch("%S+") do
		if #line + #word > 110 then
			lines[#lines + 1] = line:gsub("%s+$", "")
			line = indent
		end
		line = line .. word .. " "
	end
	lines[#lines + 1] = line:gsub("%s+$", "")
	return table.concat(lines, "\n")
end

-- A register as compilers name it in clobber lists.
function M.compiler_name(abi, name)
	local known = abi.oracle[name]
	return known and known[1] or (name:gsub("^%%", ""))
end

-- May a clobber list name it?
local function nameable(abi, name)
	local class = abi.registers[name].class
	for _, held in ipairs(abi.held) do
		if held.register == name then
			return false
		end
	end
	if name == abi.ret.register then
		return not abi.ret.memory
	end
	return not abi.fixed[name] and not abi.control[name] and name ~= abi.sp and class ~= "pc"
		and (class ~= "ctl" or abi.oracle[name] ~= nil)
end

-- The clobber list of all registers but those taken, as lines; of certain classes only where they are given.
function M.clobbers(abi, taken, classes)
	local allowed, lists, guards = {}, { [""] = { "\"memory\"" } }, { "" }
	for _, class in ipairs(classes or abi.class_list) do
		allowed[class] = true
	end
	for _, flag in ipairs(abi.flags) do
		table.insert(lists[""], "\"" .. flag .. "\"")
	end
	for _, name in ipairs(abi.register_list) do
		local register = abi.registers[name]
		if allowed[register.class] and not taken[name] and nameable(abi, name) then
			local guard = register.guard or ""
			if not lists[guard] then
				lists[guard], guards[#guards + 1] = {}, guard
			end
			for _, alias in ipairs(abi.oracle[name] or { M.compiler_name(abi, name) }) do
				table.insert(lists[guard], "\"" .. alias .. "\"")
			end
		end
	end
	local out = { wrap(table.concat(lists[""], ", "), "\t\t  ") }
	for i = 2, #guards do
		out[#out + 1] = "#if " .. guards[i]
		out[#out + 1] = wrap(", " .. table.concat(lists[guards[i]], ", "), "\t\t  ")
		out[#out + 1] = "#endif"
	end
	return table.concat(out, "\n"):gsub("^%s+", "")
end

local function preserved(abi)
	local set = {}
	for _, fact in ipairs(abi.preserved) do
		set[fact.register] = true
	end
	return set
end

-- The clobbers of a call, without registers that are taken.
function M.call_clobbers(abi, taken, classes)
	local all = preserved(abi)
	for name in pairs(taken) do
		all[name] = true
	end
	return M.clobbers(abi, all, classes)
end

local function code(out, listing)
	for _, entry in ipairs(listing) do
		for _, text in ipairs(entry.texts) do
			out[#out + 1] = ("\t\t\"%s%s\\n\""):format(text:match("^%d+:") and "" or "\t", (text:gsub("%%", "%%%%")))
		end
	end
end

-- One asm statement with its operands; listing leads to the label, after follows it.
local function statement(abi, listing, after, taken, clobbers)
	local arguments = inline.arguments(abi)
	-- The function that this is in needs a CFA that the code here does not move; Clang drops an address unused.
	local out = { "\t__asm__ volatile(\"\" : : \"r\"(__builtin_frame_address(0)));", "" }
	local names = { "in", "to_", "save_" }
	local values = { "pass", "to", "save" }
	local result = abi.result.pointer
	for i, register in ipairs(arguments) do
		out[#out + 1] = ("\tregister %s %s __asm__(\"%s\") = (%s)%s;"):format("void *", names[i],
			M.compiler_name(abi, register), "void *", values[i])
		taken[register] = true
	end
	local output = names[1]
	if result ~= arguments[1] then
		out[#out + 1] = ("\tregister void *out __asm__(\"%s\");"):format(M.compiler_name(abi, result))
		output, taken[result] = "out", true
	end
	out[#out + 1] = ""
	out[#out + 1] = "\t__asm__ volatile("
	code(out, listing)
	out[#out + 1] = ("\t\t\"%s:\\n\""):format(LABEL)
	code(out, after)
	local outputs = { "\"+r\"(in)", "\"+r\"(to_)", "\"+r\"(save_)" }
	if output == "out" then
		table.insert(outputs, 1, "\"=r\"(out)")
	end
	out[#out + 1] = "\t\t: " .. table.concat(outputs, ", ")
	out[#out + 1] = "\t\t:"
	out[#out + 1] = "\t\t: " .. clobbers(taken)
	out[#out + 1] = "\t\t);"
	out[#out + 1] = "\treturn " .. output .. ";"
	return table.concat(out, "\n")
end

local function neutral_body(abi)
	local listing, after = inline.neutral(abi, LABEL .. "f", "\" SHUNT_NEUTRAL_STUB \"")
	return statement(abi, listing, after, {}, function(taken)
		return M.call_clobbers(abi, taken)
	end)
end

local function inline_body(abi)
	local listing, after = inline.switch(abi, LABEL .. "f")
	return statement(abi, listing, after, {}, function(all)
		return M.clobbers(abi, all)
	end)
end

-- What the template of a header needs: the bodies, nil where the ABI has no such door.
function M.bodies(abi)
	local layout = items.inline_frame(abi)
	return { neutral = abi.neutral and abi.ret.memory and neutral_body(abi) or nil,
		inline = items.takes_labels(abi) and inline_body(abi) or nil, size = layout.size,
		return_slot = layout.slots["return"] + frame.to_cfa(abi, layout) }
end

return M
