-- What frames and blocks hold: the preserved registers of an ABI, and the return address, as items for frame.lua.

local frame = require "frame"
local machine = require "machine"

local M = {}

-- The name that a register has after a rotation, where there are windows.
function M.place_of(abi, register)
	return abi.window and abi.window.map[register] or register
end

-- The alignment of a register's slot: the largest power of two that divides its width, and at most 16.
local function slot_align(width)
	return math.min(width & -width, 16)
end

function M.item(abi, register, key, guard)
	local width = abi.registers[register].width
	return { register = register, key = key, width = width, guard = guard, align = slot_align(width) }
end

-- All that a frame holds: the preserved registers and, unless it is on the stack already, the return address.
function M.preserved(abi)
	local items = {}
	for _, fact in ipairs(abi.preserved) do
		if not fact.window then
			items[#items + 1] = M.item(abi, fact.register, fact.register, fact.guard)
		end
	end
	return items
end

-- Puts the return address behind the last register of its class, so that pairs and lists can take it along.
function M.with_return(abi, items)
	if abi.ret.memory then
		return items
	end
	local register, at = M.place_of(abi, abi.ret.register), #items + 1
	for i, saved in ipairs(items) do
		if abi.registers[saved.register].class == abi.registers[register].class and not saved.guard then
			at = i + 1
		end
	end
	table.insert(items, at, M.item(abi, register, "return"))
	return items
end

-- The frame of every suspended context.
function M.context_frame(abi)
	return frame.layout(abi, M.with_return(abi, M.preserved(abi)), frame.room(abi))
end

-- The frame of an inline switch: only what no clobber list can name.
function M.inline_frame(abi)
	local items = {}
	for _, held in ipairs(abi.held) do
		items[#items + 1] = M.item(abi, held.register, held.register)
	end
	if not abi.ret.memory then
		table.insert(items, M.item(abi, abi.ret.register, "return"))
	end
	return frame.layout(abi, items, frame.least(abi))
end

-- The registers that the line of a call destroys besides what any callee may.
function M.lost_to_calls(abi)
	local lost = {}
	for _, line in ipairs(abi.lines) do
		for _, node in ipairs(line.effects[1].word == "call" and line.clobbers or {}) do
			lost[node.name or ""] = true
		end
	end
	return lost
end

-- The block that shunt_save fills.
function M.block(abi)
	local items = { M.item(abi, abi.sp, "sp") }
	table.insert(items, M.item(abi, abi.ret.memory and abi.sp or abi.ret.register, "return"))
	for _, saved in ipairs(M.preserved(abi)) do
		items[#items + 1] = saved
	end
	return items
end

-- Groups of preserved items by class and guard, as a layout would store them.
function M.groups(abi, items)
	local layout = frame.layout(abi, items or M.preserved(abi), 0)
	local groups = {}
	for _, list in ipairs { layout.pushed, layout.stored } do
		table.move(list, 1, #list, #groups + 1, groups)
	end
	return groups
end

-- The registers that the register test fills: all preserved ones, and of a window those that no return needs.
function M.probe(abi)
	local items = {}
	for _, one in ipairs(M.preserved(abi)) do
		items[#items + 1] = not M.lost_to_calls(abi)[one.register] and one or nil
	end
	for _, name in ipairs(machine.preserved_in_window(abi)) do
		if name ~= M.place_of(abi, abi.sp) and name ~= M.place_of(abi, abi.ret.register) then
			items[#items + 1] = M.item(abi, name, name)
		end
	end
	return items
end

local function writes_symbol(line)
	local tree = line.effects[1]
	return tree.word == "set" and tree.value.kind == "symbol" and tree.place.kind ~= "pc"
end

-- Can the ABI's instructions take the address of a label?
function M.takes_labels(abi)
	for _, line in ipairs(abi.lines) do
		if writes_symbol(line) then
			return true
		end
	end
	return false
end

return M
