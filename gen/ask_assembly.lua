-- Assembly -> the registers and stack slots of arguments and results, and the frames of windowed machines.

local ask = require "ask"

local M = {}

local MARK = '__asm__ volatile(".ascii \\"shunt %s\\""%s);'

local function ask_names(self)
	local abi = self.abi
	local wanted = { [abi.registers[abi.result.pointer].class] = true, [abi.registers[abi.result.integer].class] = true }
	self.q.name = {}
	for _, register in ipairs(abi.arguments) do
		wanted[abi.registers[register].class] = true
	end
	for _, register in ipairs(abi.register_list) do
		if wanted[abi.registers[register].class] and not ask.unaskable(self, register) then
			self.q.name[register] = ask.probe(self.text_probes, ('void %%s(void){shunt_g0();register void *r __asm__("%s");%s}')
				:format(ask.names_of(abi, register)[1], MARK:format("%0", ':"=r"(r)')))
		end
	end
end

local function ask_register_arguments(self)
	local parameters, operands, marks = {}, {}, {}
	for i in ipairs(self.abi.arguments) do
		parameters[i], operands[i], marks[i] = "void *a" .. i, ('"r"(a%d)'):format(i), "%" .. i - 1
	end
	self.q.arguments = ask.probe(self.text_probes, ("void %%s(%s){%s}"):format(table.concat(parameters, ","),
		MARK:format(table.concat(marks, " "), "::" .. table.concat(operands, ","))))
end

local function ask_stack_arguments(self)
	self.q.argument = {}
	for i = 1, 4 do
		self.q.argument[i] = ask.probe(self.text_probes,
			"void *%s(void *a1,void *a2,void *a3,void *a4){return a" .. i .. ";}")
	end
end

local function ask_results(self)
	self.q.result = {
		pointer = ask.probe(self.text_probes, "void %s(void){void *r=shunt_p();" .. MARK:format("%0", '::"r"(r)') .. "}"),
		integer = ask.probe(self.text_probes, "void %s(void){long r=shunt_i();" .. MARK:format("%0", '::"r"(r)') .. "}"),
	}
end

-- What a probe's inline asm printed, or nil.
local function mark_of(self, name)
	for _, line in ipairs(self.assembly[name] or {}) do
		local mark = line:match('%.ascii%s+"shunt (.-)"')
		if mark then
			return mark
		end
	end
	return nil
end

-- How the compiler prints a register -> the register.
local function printed_names(self)
	local names = {}
	for _, register in ipairs(self.abi.register_list) do
		local mark = self.q.name[register] and mark_of(self, self.q.name[register])
		if mark then
			names[mark] = register
		end
	end
	return names
end

local function check_register_arguments(self, names)
	local mark, i = mark_of(self, self.q.arguments), 0
	if not mark then
		self:skip("argument", "1.." .. #self.abi.arguments, self.refused[self.q.arguments] or "nothing was printed")
		return
	end
	for text in mark:gmatch("%S+") do
		i = i + 1
		local found = names[text] or text
		found = self.abi.window and self.abi.window.back[found] or found    -- as the caller calls it
		self:check("argument", i, self.abi.arguments[i], found)
	end
end

-- The pattern of one instruction of the spec: its numbers captured, registers as registers says or anything.
local function pattern_of(line, registers)
	local out = {}
	for i, part in ipairs(line.lines[1]) do
		if type(part) == "string" then
			out[i] = part:gsub("%p", "%%%0"):gsub("%s+", "%%s*")
		elseif line.holes[part.letter].number then
			out[i] = "(%-?%d+)"
		else
			out[i] = registers[part.letter] and registers[part.letter]:gsub("%p", "%%%0") or "[%%$%w]+"
		end
	end
	return "^%s*" .. table.concat(out) .. "%f[^%w%)%]]"
end

-- Loads of one register from a register and a number, at the stack pointer: the patterns of their spellings.
local function stack_loads(abi)
	local patterns = {}
	for _, line in ipairs(abi.lines) do
		local effect = line.effects[1]
		local sum = effect and effect.place and effect.value.kind == "memory" and effect.value.sum
		if sum and #line.effects == 1 and #line.lines == 1 and effect.place.kind == "hole" and sum.base.kind == "hole" then
			patterns[#patterns + 1] = pattern_of(line, { [sum.base.letter] = abi.registers[abi.sp].spelled })
		end
	end
	return patterns
end

local function first_match(lines, patterns)
	for _, line in ipairs(lines or {}) do
		for _, pattern in ipairs(patterns) do
			local number = line:match(pattern)
			if number then
				return tonumber(number)
			end
		end
	end
	return nil
end

local function check_stack_arguments(self)
	local abi = self.abi
	local patterns, slot = stack_loads(abi), abi.ret.memory and abi.pointer or 0
	for i, name in ipairs(self.q.argument) do
		local offset = first_match(self.assembly[name], patterns)
		if offset then
			self:check("argument", i, ask.cfa_text(abi.sp, slot + (i - 1) * abi.pointer), ask.cfa_text(abi.sp, offset))
		else
			self:skip("argument", i, "the assembly has no load that the spec knows")
		end
	end
end

local function check_results(self, names)
	for _, kind in ipairs { "pointer", "integer" } do
		local mark = mark_of(self, self.q.result[kind])
		if mark then
			self:check("result", kind, self.abi.result[kind], names[mark] or mark)
		else
			self:skip("result", kind, self.refused[self.q.result[kind]] or "nothing was printed")
		end
	end
end

-- Where windows are renamed with the stack pointer's move, the call frame information shows no size: the assembly does,
-- in the words of the spec's own line.
function M.rotation(abi)
	for _, line in ipairs(abi.lines) do
		for _, effect in ipairs(line.effects) do
			if effect.word == "rotate" and #line.effects > 1 then
				return pattern_of(line, {})
			end
		end
	end
	return nil
end

local function check_windowed_frames(self, pattern)
	local sizes, least = {}, math.huge
	for _, name in ipairs(self.q.windowed) do
		local size = first_match(self.assembly[name], { pattern })
		sizes[#sizes + 1] = size
		least = math.min(least, size or least)
	end
	ask.check_align(self, sizes)
	if #sizes > 0 then
		self:check("home", "", self.abi.home, least)
	else
		self:skip("home", "", ask.NO_FRAMES)
	end
end

local function ask_windowed_frames(self)
	self.q.windowed = { ask.probe(self.text_probes, "void %s(void){shunt_g4(0,0,0,0);shunt_g0();}") }
	for _, size in ipairs(ask.SIZES) do
		table.insert(self.q.windowed, ask.probe(self.text_probes, "void %s(void)" .. ask.LOCALS:format(size, "shunt_g0();")))
	end
end

function M.ask(self)
	ask_names(self)
	ask_results(self)
	if self.abi.arguments.stack then
		ask_stack_arguments(self)
	else
		ask_register_arguments(self)
	end
	if M.rotation(self.abi) then
		ask_windowed_frames(self)
	end
end

function M.check(self)
	local names, pattern = printed_names(self), M.rotation(self.abi)
	check_results(self, names)
	if self.abi.arguments.stack then
		check_stack_arguments(self)
	else
		check_register_arguments(self, names)
	end
	if pattern then
		check_windowed_frames(self, pattern)
	end
end

return M
