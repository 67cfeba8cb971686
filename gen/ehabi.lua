-- Rows -> ARM EHABI unwinding instructions (IHI 0038, section 10.3), for the body of a stub.
--
-- EHABI describes a function by one list of instructions, true between its prologue and its epilogue.  Unwinders
-- meet a stub only where it calls, so the row taken is that of its call; where it calls nothing, the one at the
-- exchange of stacks, where its frame is complete.

local M = {}

local function slot_count(row)
	local count = 0
	for _, rule in pairs(row.rules) do
		count = count + (rule.offset and 1 or 0)
	end
	return count
end

-- Does a row tell of more slots, or of as many from further within?
local function is_fuller(row, than)
	local count, other = slot_count(row), slot_count(than)
	return count > other or count == other and (row.cfa.off or 0) > (than.cfa.off or 0)
end

-- The row of the call, or else the fullest.
local function body_row(stub)
	local best = stub.first_row
	for _, entry in ipairs(stub.listing) do
		if entry.line and entry.line.effects[1].word == "call" then
			return entry.row
		elseif is_fuller(entry.row, best) then
			best = entry.row
		end
	end
	return best
end

local function add_to_vsp(bytes, amount)
	while amount < 0 do
		local step = math.min(-amount, 0x100)
		bytes[#bytes + 1] = 0x40 | (step - 4) // 4
		amount = amount + step
	end
	while amount > 0 and amount <= 0x200 do
		local step = math.min(amount, 0x100)
		bytes[#bytes + 1] = (step - 4) // 4
		amount = amount - step
	end
	if amount > 0 then
		bytes[#bytes + 1] = 0xb2
		amount = (amount - 0x204) // 4
		repeat
			local byte = amount & 0x7f
			amount = amount >> 7
			bytes[#bytes + 1] = amount ~= 0 and byte | 0x80 or byte
		until amount == 0
	end
end

-- The saved slots of a row, ascending: {offset, number, core}.
local function slots_of(abi, row)
	local slots = {}
	for name, rule in pairs(row.rules) do
		if rule.offset then
			local number = abi.registers[name].columns[1].column
			slots[#slots + 1] = { offset = rule.offset, number = number & 0xff, core = number < 16,
				width = abi.registers[name].width }
		end
	end
	table.sort(slots, function(a, b)
		return a.offset < b.offset
	end)
	return slots
end

local function pop_core(bytes, slots, i, at)
	local mask = 0
	while slots[i] and slots[i].core and slots[i].offset == at do
		mask = mask | 1 << (slots[i].number - 4)
		at, i = at + slots[i].width, i + 1
	end
	bytes[#bytes + 1] = 0x80 | mask >> 8
	bytes[#bytes + 1] = mask & 0xff
	return i, at
end

local function pop_vector(bytes, slots, i, at)
	local first, count = slots[i].number, 0
	while slots[i] and not slots[i].core and slots[i].offset == at and slots[i].number == first + count do
		at, i, count = at + slots[i].width, i + 1, count + 1
	end
	bytes[#bytes + 1] = 0xc9
	bytes[#bytes + 1] = first << 4 | count - 1
	return i, at
end

-- Where vsp then is, from the CFA: at the stack pointer, another register, or what a link slot holds.  That passes
-- through r4, which the frame there holds too, or which nobody wants.
local function find_frame(abi, row, bytes)
	local cfa = row.cfa
	local base = cfa.deref or cfa.register
	if base ~= abi.sp then
		bytes[#bytes + 1] = 0x90 | abi.registers[base].columns[1].column
	end
	if not cfa.deref then
		return -cfa.off
	end
	add_to_vsp(bytes, cfa.off)
	bytes[#bytes + 1] = 0xa0	-- pop {r4}
	bytes[#bytes + 1] = 0x94	-- vsp = r4
	return -cfa.plus
end

local function instructions(abi, row)
	local bytes, slots = {}, slots_of(abi, row)
	local at, i = find_frame(abi, row, bytes), 1
	while slots[i] do
		add_to_vsp(bytes, slots[i].offset - at)
		at = slots[i].offset
		if slots[i].core then
			i, at = pop_core(bytes, slots, i, at)
		else
			i, at = pop_vector(bytes, slots, i, at)
		end
	end
	add_to_vsp(bytes, -at)
	bytes[#bytes + 1] = 0xb0
	return bytes
end

-- What stands at the end of a stub.
function M.directives(abi, stub)
	local row = body_row(stub)
	if row.rules[abi.ret.register] and row.rules[abi.ret.register].undefined then
		return { ".cantunwind", ".fnend" }
	end
	local text = {}
	for i, byte in ipairs(instructions(abi, row)) do
		text[i] = ("0x%02x"):format(byte)
	end
	return { ".unwind_raw 0, " .. table.concat(text, ", "), ".fnend" }
end

return M
