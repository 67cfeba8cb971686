-- The layout of frames; the only place that knows which way a stack grows.
--
-- A frame reaches from the CFA to the stack pointer.  Its slots are offsets from the CFA in bytes.  What can be
-- pushed and popped lies nearest the CFA; the rest is allocated at once and stored.
--     items   {register, key, width, guard}: what is saved; the return address has the key "return"
--     pushed  groups of items, in the order of the pushes; a group's items ascend in address
--     stored  groups of items, likewise ascending; guarded ones last
--     slots   key -> offset of its lowest byte from the CFA
--     size    bytes from the CFA to the stack pointer's address; inner: to it after the pushes alone

local M = {}

local function fits(line, node, abi, register)
	if node.kind == "hole" then
		local hole = line.holes[node.letter]
		return hole.classes and hole.classes[abi.registers[register].class]
	end
	return node.kind == "register" and node.name == register
end


-- Is the line `[...] <- REG, sp <- sp + n` (or the load of it)?
local function moves_sp(line, abi, register, storing)
	local one, two = line.effects[1], line.effects[2]
	if #line.effects ~= 2 or one.word ~= "set" or two.word ~= "set" or two.value.kind ~= "sum" then
		return false
	end
	local memory, other = one.place, one.value
	if not storing then
		memory, other = other, memory
	end
	return memory.kind == "memory" and fits(line, other, abi, register) and fits(line, memory.sum.base, abi, abi.sp)
		and fits(line, two.place, abi, abi.sp) and fits(line, two.value.base, abi, abi.sp)
end

local function can_push(abi, register)
	local push, pop
	for _, line in ipairs(abi.lines) do
		push = push or moves_sp(line, abi, register, true)
		pop = pop or moves_sp(line, abi, register, false)
	end
	return push and pop
end

-- Groups of one class each, unguarded before guarded, in the order of their first item.
local function groups_of(abi, items)
	local groups, by_name = {}, {}
	for _, item in ipairs(items) do
		local name = abi.registers[item.register].class .. "/" .. (item.guard or "")
		if not by_name[name] then
			by_name[name] = { guard = item.guard }
			groups[#groups + 1] = by_name[name]
		end
		table.insert(by_name[name], item)
	end
	local plain, guarded = {}, {}
	for _, group in ipairs(groups) do
		table.insert(group.guard and guarded or plain, group)
	end
	table.move(guarded, 1, #guarded, #plain + 1, plain)
	return plain
end

local function up_to(number, multiple)
	return (number + multiple - 1) // multiple * multiple
end

M.up_to = up_to

-- Lays a group out past depth bytes from the CFA; answers the new depth.  What is pushed lies without gaps.
local function place(abi, frame, group, depth, pushed)
	if abi.direction < 0 then
		for i = #group, 1, -1 do
			depth = up_to(depth + group[i].width, pushed and 1 or group[i].align)
			frame.slots[group[i].key] = -depth
		end
		return depth
	end
	for _, item in ipairs(group) do
		depth = up_to(depth, pushed and 1 or item.align)
		frame.slots[item.key] = depth
		depth = depth + item.width
	end
	return depth
end

-- Bytes between the CFA and the stack pointer's address on entry.
function M.entry_depth(abi)
	return abi.cfa + (abi.ret.memory and abi.registers[abi.sp].width or 0)
end

-- The frame of the items.  options.room: bytes kept free at the stack pointer's end.
function M.layout(abi, items, room)
	local frame = { items = items, pushed = {}, stored = {}, slots = {} }
	local depth = M.entry_depth(abi)
	local rest = {}
	for _, group in ipairs(groups_of(abi, items)) do
		if not group.guard and can_push(abi, group[1].register) then
			depth = place(abi, frame, group, depth, true)
			table.insert(frame.pushed, group)
		else
			rest[#rest + 1] = group
		end
	end
	frame.inner = depth
	for _, group in ipairs(rest) do
		depth = place(abi, frame, group, depth)
		table.insert(frame.stored, group)
	end
	frame.size = abi.cfa + up_to(depth + room - abi.cfa, abi.align)
	if abi.ret.memory then
		frame.slots["return"] = abi.direction < 0 and -M.entry_depth(abi) or abi.cfa
	end
	return frame
end

-- Bytes from a frame's stack pointer (as the register has it) to its CFA.
function M.to_cfa(abi, frame)
	return -abi.direction * frame.size + abi.bias
end

-- The same for the caller's stack pointer, after the return.
function M.caller_to_cfa(abi)
	return -abi.direction * abi.cfa + abi.bias
end

-- Bytes that must be free at the stack pointer always: what the hardware may write, or the word of a back chain.
function M.least(abi)
	return math.max(abi.reserve, abi.chain and abi.pointer or 0)
end

-- Bytes that must be free at the stack pointer when a stub calls a function: its home area or stack arguments.
function M.room(abi)
	return math.max(abi.home, M.least(abi), abi.arguments.stack and 4 * abi.pointer or 0)
end

-- The offset from a region's root end to the stack pointer that a function called there finds before the call.
function M.root_offset(abi)
	return abi.direction * up_to(M.room(abi), abi.align) - abi.bias
end

-- What lies at a fresh stack's root end: three pointers - the function, its argument and the link slot - and below
-- them the room a call needs.  Offsets in bytes from the root's stack pointer; size: from its address to the root end.
function M.root(abi)
	local pointer = abi.pointer
	local size = up_to(M.room(abi) + 3 * pointer, abi.align)
	if abi.direction < 0 then
		return { fn = abi.bias + size - 3 * pointer, arg = abi.bias + size - 2 * pointer,
			link = abi.bias + size - pointer, size = size }
	end
	return { fn = abi.bias - size + 2 * pointer, arg = abi.bias - size + pointer, link = abi.bias - size, size = size }
end

-- Where argument number i (from 0) of a call lies, from the stack pointer's address before the call.
function M.argument_offset(abi, i)
	return i * abi.pointer
end

-- Saved registers of memory blocks (struct shunt_registers): key -> offset; and the block's size.
function M.block(items)
	local offsets, depth = {}, 0
	for _, item in ipairs(items) do
		depth = up_to(depth, item.align)
		offsets[item.key] = depth
		depth = depth + item.width
	end
	return offsets, up_to(depth, 16)
end

return M
