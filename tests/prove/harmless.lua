-- Mutants that are as right as what they came from: {name, why, is(mutant)}.  What is no member of a class here and
-- survives is a hole in the proof.

local match = require "prove_match"
local text_of = require "prove_text"

local matchers = {}

local function step_of(mutant, line)
	matchers[mutant.abi] = matchers[mutant.abi] or match.new(mutant.abi)
	local ok, program = pcall(function()
		return matchers[mutant.abi]:read(text_of.items(line))
	end)
	return ok and program[1] and program[1].step
end

local function memory_of(step)
	local list = { table.unpack(step.scratch) }
	for _, write in ipairs(step.writes) do
		list[#list + 1] = write.base and write or write.value.base and write.value or nil
	end
	return list
end

local function stores(step)
	for _, write in ipairs(step.writes) do
		if write.base then
			return true
		end
	end
	return #step.scratch > 0
end

local function reads(step, name)
	for _, memory in ipairs(memory_of(step)) do
		if memory.base == name then
			return true
		end
	end
	for _, write in ipairs(step.writes) do
		if write.value.from == name then
			return true
		end
	end
	return step.checked == name
end

local function writes(step, name)
	for _, write in ipairs(step.writes) do
		if write.register == name then
			return true
		end
	end
	for _, lost in ipairs(step.lost) do
		if lost == name then
			return true
		end
	end
	return false
end

local function overlap(a, b)
	return a.base == b.base and a.off < b.off + b.width and b.off < a.off + a.width
end

-- Does nothing that one writes matter to the other?
local function one_way(a, b, sp)
	for _, write in ipairs(a.writes) do
		if write.register and (reads(b, write.register) or writes(b, write.register)) then
			return false
		end
	end
	for _, x in ipairs(stores(a) and memory_of(a) or {}) do
		for _, y in ipairs(memory_of(b)) do
			if overlap(x, y) then
				return false
			end
		end
	end
	return not (a.call or a.leaves or a.trap or a.rotate or a.unrotate or a.checked and writes(b, sp))
end

local function directive(mutant)
	return mutant.was:match("%.cfi_([%a_]+)") or ""
end

local function moved(mutant)
	return mutant.kind == "late row" or mutant.kind == "early row"
end

-- No row is between what is swapped, or the rows are true of either order: the steps do not depend on each other.
local function is_independent(mutant)
	local a = mutant.kind == "swap" and step_of(mutant, mutant.was)
	local b = a and step_of(mutant, mutant.is)
	return a and b and one_way(a, b, mutant.abi.sp) and one_way(b, a, mutant.abi.sp)
end

local describes = { def_cfa = true, def_cfa_register = true, escape = true }
local other_context = { shunt_restore = true, shunt_entry_linked = true, shunt_replace_stack_at = true,
	shunt_on_stack_at = true }

return {
	{ name = "independent steps in another order", is = is_independent },
	{ name = "a flush of windows: nothing is done in them meanwhile", is = function(mutant)
		return mutant.kind == "swap" and (mutant.was .. mutant.is):find("\tflushw\\n", 1, true) ~= nil
	end },
	{ name = "a row moved to where register and slot both hold the value", is = function(mutant)
		return moved(mutant) and (directive(mutant) == "offset" or directive(mutant) == "restore")
	end },
	{ name = "rows of a guard's registers alone: what is restored where it is not tells nothing", is = function(mutant)
		local lines, i = mutant.state and mutant.state.lines, mutant.line + 1
		while mutant.kind == "guard" and lines[i]:find(".cfi_restore ", 1, true) do
			i = i + 1
		end
		return mutant.kind == "guard" and lines[i] == "#endif"
	end },
	{ name = "a root: with the return address undefined, the other rules tell nothing", is = function(mutant)
		return moved(mutant) and mutant.stub == "shunt_entry"
	end },
	{ name = "a CFA that two registers lead to", is = function(mutant)
		return mutant.kind == "early row" and describes[directive(mutant)] and other_context[mutant.stub]
	end },
	{ name = "restore: the block holds every register still", is = function(mutant)
		return mutant.stub == "shunt_restore" and mutant.kind:match(" row$") and directive(mutant) == "restore"
	end },
	{ name = ".ARM.exidx: the return address popped as pc, or scratch popped that is popped again", is = function(mutant)
		return mutant.kind == "change row" and mutant.was:find(".unwind_raw", 1, true)
			and (mutant.is:match("0x88, 0x[f8]") or mutant.is:match("0xa[1-7], 0x94"))
	end },
	{ name = "the inline door's frame is the header's", is = function(mutant)
		return mutant.kind == "constant" and mutant.was:match("^INLINE_")
			or mutant.kind == "offset" and mutant.stub == "shunt_capture_inline"
	end },
	{ name = "a larger root", is = function(mutant)
		return mutant.kind == "constant" and mutant.was:match("^ROOT_SIZE")
			and tonumber(mutant.is:match("%d+$")) > tonumber(mutant.was:match("%d+$"))
	end },
	{ name = "another stack pointer at the root end, aligned and with room", is = function(mutant)
		return mutant.kind == "offset" and (mutant.stub == "shunt_on_stack_at" or mutant.stub == "shunt_replace_stack_at")
			and step_of(mutant, mutant.was).writes[1].register == mutant.abi.sp
	end },
	{ name = "a load of what is loaded again", is = function(mutant)
		return mutant.stub == "shunt_entry_linked" and mutant.abi.anchor ~= mutant.abi.sp
			and mutant.was:find("[%sp + 2239], %g1", 1, true)
	end },
	{ name = "a list over one more register, which is stored or loaded again after it", is = function(mutant)
		return mutant.kind == "register" and mutant.was:match("%%r6, %%r13, ") and mutant.is:match("%%r6, %%r14, ")
	end },
}
