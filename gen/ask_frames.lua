-- Functions with locals and calls -> what a compiler's frames look like: the CIE, the frame pointer, direction,
-- alignment, home area and red zone.

local ask = require "ask"

local M = {}

local SAVES_MAX = 8

local function ask_frames(self)
	self.q.leaf, self.q.caller = {}, {}
	for i, size in ipairs(ask.SIZES) do
		self.q.leaf[i] = ask.probe(self.probes, "void %s(void)" .. ask.LOCALS:format(size, ""))
		self.q.caller[i] = ask.probe(self.probes, "void %s(void)" .. ask.LOCALS:format(size, "shunt_g0();"))
	end
	self.q.frame = ask.probe(self.probes,
		'void %s(unsigned long n){void *p=__builtin_alloca(n);__asm__ volatile(""::"r"(p):"memory");}')
end

-- Callers of a function with four arguments, each saving one register more.
local function ask_homes(self)
	local abi = self.abi
	local call = abi.arguments.stack and ask.CALL or "shunt_g4(0,0,0,0);shunt_g0();"
	local saved, held = ask.savable(self, abi.registers[abi.result.integer].class)
	table.move(held, 1, #held, #saved + 1, saved)
	self.q.home = { ask.probe(self.probes, "void %s(void){" .. call .. '__asm__ volatile("");}') }
	for count = 1, math.min(#saved, SAVES_MAX) do
		local names = ask.clobber_names(self.abi, table.move(saved, 1, count, 1, {}))
		table.insert(self.q.home, ask.probe(self.probes, ask.clobbering(names, call)))
	end
end

-- The frame as it is at entry: the CIE.
local function check_entry(self)
	local abi, frame = self.abi, self.leaf_empty.frame
	local slot = abi.ret.memory and abi.pointer or 0
	self:check("column", abi.ret.register, ask.column_of(abi, abi.ret.register), frame.column)
	local entry = frame.states[1]
	self:check("cfa", "", ask.cfa_text(abi.sp, abi.bias + abi.cfa - abi.direction * slot),
		ask.cfa_text(ask.register_of(abi, entry.column), entry.offset))
	local where = frame.entry[frame.column]
	self:check("return", "", abi.ret.memory and ("[CFA%+d]"):format(abi.direction * slot) or "a register",
		where and where.offset and ("[CFA%+d]"):format(where.offset) or "a register")
	if abi.ret.offset ~= 0 then
		self:skip("return", "+" .. abi.ret.offset, "the processor's call instruction decides it")
	end
end

-- A windowed caller keeps its return address where the window has renamed it to.
local function check_window(self)
	local abi = self.abi
	local where = self.caller_empty.frame.saved[ask.column_of(abi, abi.ret.register)]
	if abi.window then
		self:check("window", abi.ret.register, abi.window.map[abi.ret.register] or "not renamed",
			ask.register_of(abi, where and where.column))
	end
end

local function check_frame_pointer(self)
	local found = self.functions[self.q.frame]
	local sp = ask.column_of(self.abi, self.abi.sp)
	for _, state in ipairs(found and found.frame and found.frame.states or {}) do
		if state.column ~= sp then
			self:check("frame", "", self.abi.frame, ask.register_of(self.abi, state.column))
			return
		end
	end
	self:skip("frame", "", "the CFA is not given by one")
end

-- How far a function has moved its stack pointer at most, as the CFA's offset from it has changed; nil where the CFA
-- is given by another register.
local function moved(self, name)
	local found = self.functions[name]
	if not (found and found.frame) then
		return nil
	end
	local sp, entry, most = ask.column_of(self.abi, self.abi.sp), found.frame.states[1], 0
	for _, state in ipairs(found.frame.states) do
		if state.column ~= sp then
			return nil
		elseif math.abs(state.offset - entry.offset) > math.abs(most) then
			most = state.offset - entry.offset
		end
	end
	return most
end

local function moves(self, list)
	local found = {}
	for _, name in ipairs(list) do
		local move = moved(self, name)
		if move and move ~= 0 then
			found[#found + 1] = move
		end
	end
	return found
end

-- Frame sizes, by the CFA; callers' before leaves', which a compiler need not align.  A return slot is in the frame.
local function check_direction(self)
	local list = moves(self, self.q.caller)
	list = #list > 0 and list or moves(self, self.q.leaf)
	if #list == 0 then
		self:skip("direction", "", ask.NO_FRAMES)
		return
	end
	self:check("direction", "", self.abi.direction < 0 and "down" or "up", list[1] > 0 and "down" or "up")
end

local function sizes_with_slot(self)
	local list = moves(self, self.q.caller)
	list = #list > 0 and list or moves(self, self.q.leaf)
	local slot = self.leaf_empty.frame.states[1].offset - self.abi.cfa - self.abi.bias
	for i, move in ipairs(list) do
		list[i] = move + slot
	end
	return list
end

-- The bytes between the stack pointer of a caller and what it keeps in its frame.  Positions count from the CFA; those
-- of an ascending stack are mirrored.
local function gap(self, name)
	local abi, move = self.abi, moved(self, name)
	if not move then
		return nil
	end
	local frame, mirror = self.functions[name].frame, -abi.direction
	local entry = mirror * (abi.bias - frame.states[1].offset)
	local low = entry
	for column, where in pairs(frame.saved) do
		local register = abi.registers[ask.register_of(abi, column)]
		if where.offset and register then
			low = math.min(low, mirror > 0 and where.offset or -where.offset - register.width)
		end
	end
	return low - (entry - mirror * move)
end

local function check_home(self)
	local least
	for _, name in ipairs(self.q.home) do
		least = math.min(least or math.huge, gap(self, name) or math.huge)
	end
	if least and least < math.huge then
		self:check("home", "", self.abi.home, least)
	else
		self:skip("home", "", ask.NO_FRAMES)
	end
end

-- The largest locals for which a leaf leaves its stack pointer alone.  A compiler may align them and keep one word of
-- the zone, so that what is found of a zone is no more than that short of it.
local function check_redzone(self)
	local most, more = 0, false
	for i, name in ipairs(self.q.leaf) do
		local move = moved(self, name)
		if not move then
			more = true
		elseif move == 0 then
			most = ask.SIZES[i]
		else
			more = true
		end
	end
	local redzone = self.abi.redzone
	if not more then
		self:skip("redzone", "", "no leaf moves its stack pointer")
	elseif most > 0 and redzone > most and redzone < most + self.abi.align + self.abi.pointer then
		self:check("redzone", "", redzone, redzone)
	else
		self:check("redzone", "", redzone, most)
	end
end

function M.ask(self)
	ask_frames(self)
	ask_homes(self)
end

-- sized: does the call frame information show how large a frame is?
function M.check(self, sized)
	check_entry(self)
	check_window(self)
	check_frame_pointer(self)
	check_direction(self)
	check_redzone(self)
	if sized then
		ask.check_align(self, sizes_with_slot(self))
		check_home(self)
	end
end

return M
