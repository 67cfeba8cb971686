-- The switches that GNU C code can enter without a call: inline functions for an ABI's header.

local M = {}

-- A register as compilers name it in clobber lists.
function M.compiler_name(abi, name)
	local known = abi.oracle[name]
	return known and known[1] or (name:gsub("^%%", ""))
end

-- The clobber list of everything of these classes (all if nil) that may be named and is not taken.
function M.clobbers(abi, taken, classes)
	local allowed = {}
	for _, class in ipairs(classes or abi.class_list) do
		allowed[class] = true
	end
	local out = { "\"memory\"" }
	for _, name in ipairs(abi.register_list) do
		local register = abi.registers[name]
		if allowed[register.class] and not taken[name] and not abi.fixed[name] and name ~= abi.sp
			and not abi.preserves[name] then
			out[#out + 1] = "\"" .. M.compiler_name(abi, name) .. "\""
		end
	end
	return table.concat(out, ", ")
end

function M.text()
	return ""
end

return M
