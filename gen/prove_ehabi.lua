-- ARM EHABI unwinding instructions (IHI 0038, section 10.3) -> is what they find, from a state, a world?
--
-- An .ARM.exidx entry tells one thing of a whole function, so it is held against the state at the function's calls,
-- where exceptions come through; without a call, somewhere in the function.

local state = require "prove_state"

local M = {}

local same, show, plus = state.same, state.show, state.plus

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local SP, LR, PC, VFP = 13, 14, 15, 256

local Unwinder = {}
Unwinder.__index = Unwinder

local function names_by_column(abi)
	local names = {}
	for _, name in ipairs(abi.register_list) do
		for _, part in ipairs(abi.registers[name].columns) do
			names[part.column] = name
		end
	end
	return names
end

function Unwinder:get(number)
	local held = self.popped[number]
	if held == nil then
		return self.machine.registers[self.names[number]]
	end
	return held or nil
end

-- Loads a register from the virtual stack pointer.
function Unwinder:pop(number)
	local width = number >= VFP and 8 or 4
	local vsp = self:get(SP)
	local held = self.machine:load(vsp, width) or false
	if number == SP then
		self.loaded = held
	else
		self.popped[number] = held
	end
	self:move(width)
end

function Unwinder:move(bytes)
	self.popped[SP] = plus(self:get(SP), bytes) or false
end

function Unwinder:pop_mask(mask, first)
	for bit = 0, 15 do
		if mask & 1 << bit ~= 0 then
			self:pop(first + bit)
		end
	end
	if self.loaded ~= nil then
		self.popped[SP], self.loaded = self.loaded, nil
	end
end

function Unwinder:pop_range(first, count)
	for number = first, first + count - 1 do
		self:pop(number)
	end
end

function Unwinder:next()
	self.at = self.at + 1
	if not self.bytes[self.at] then
		fail("proof-ehabi-short", "an unwinding instruction has no end")
	end
	return self.bytes[self.at]
end

function Unwinder:large()
	local number, shift = 0, 0
	repeat
		local byte = self:next()
		number, shift = number | (byte & 0x7f) << shift, shift + 7
	until byte < 0x80
	return 0x204 + (number << 2)
end

-- One instruction; answers true at the finish.
function Unwinder:step(byte)
	if byte < 0x40 then
		self:move((byte << 2) + 4)
	elseif byte < 0x80 then
		self:move(-((byte & 0x3f) << 2) - 4)
	elseif byte < 0x90 then
		self:pop_mask((byte & 15) << 8 | self:next(), 4)
	elseif byte < 0xa0 and byte ~= 0x9d and byte ~= 0x9f then
		self.popped[SP] = self:get(byte & 15) or false
	elseif byte >= 0xa0 and byte < 0xb0 then
		self:pop_range(4, (byte & 7) + 1)
		if byte & 8 ~= 0 then
			self:pop(LR)
		end
	elseif byte == 0xb0 then
		return true
	elseif byte == 0xb1 then
		self:pop_mask(self:next() & 15, 0)
	elseif byte == 0xb2 then
		self:move(self:large())
	elseif byte == 0xc8 or byte == 0xc9 then
		local range = self:next()
		self:pop_range(VFP + (byte == 0xc8 and 16 or 0) + (range >> 4), (range & 15) + 1)
	elseif byte >= 0xd0 and byte < 0xd8 then
		self:pop_range(VFP + 8, (byte & 7) + 1)
	else
		fail("proof-ehabi-instruction", "the unwinding instruction 0x%02x is not known", byte)
	end
end

function Unwinder:run()
	repeat
		self.at = self.at + 1
		local byte = self.bytes[self.at]
	until not byte or self:step(byte)
	if self.popped[PC] == nil then
		self.popped[PC] = self:get(LR) or false
	end
end

-- The instructions of a stub's directives: bytes, or false where it cannot be unwound.
function M.read(directives)
	if directives[1] ~= ".fnstart" or directives[#directives] ~= ".fnend" or #directives ~= 3 then
		fail("proof-ehabi-frame", "not .fnstart, one directive and .fnend")
	elseif directives[2] == ".cantunwind" then
		return false
	end
	local list = directives[2]:match("^%.unwind_raw 0, (.+)$")
	local bytes = {}
	for one in (list or ""):gmatch("[^,%s]+") do
		bytes[#bytes + 1] = math.tointeger(tonumber(one))
	end
	if #bytes == 0 then
		fail("proof-ehabi-directive", "the directive '%s' is not known", directives[2])
	end
	return bytes
end

-- nil where the instructions find the world in this state; else what is wrong.
function M.problem(abi, machine, bytes, world, on)
	if world.root or not bytes then
		return world.root and bytes and "unwinding does not end here"
			or bytes == false and not world.root and "it cannot be unwound" or nil
	end
	local unwinder = setmetatable({ machine = machine, bytes = bytes, at = 0, popped = {},
		names = names_by_column(abi) }, Unwinder)
	unwinder:run()
	if not same(unwinder:get(PC), world.ret) then
		return ("the return address is %s, not %s"):format(show(unwinder:get(PC)), show(world.ret))
	elseif not same(unwinder:get(SP), world.sp) then
		return ("the stack pointer is %s, not %s"):format(show(unwinder:get(SP)), show(world.sp))
	end
	for _, fact in ipairs(abi.preserved) do
		local part = abi.registers[fact.register].columns[1]
		local wanted = world.registers[fact.register]
		if part and (not fact.guard or on[fact.guard]) and not same(unwinder:get(part.column), wanted) then
			return ("%s is %s, not %s"):format(abi.registers[fact.register].spelled,
				show(unwinder:get(part.column)), show(wanted))
		end
	end
end

return M
