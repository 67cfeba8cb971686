-- Clobbered registers -> which of them a compiler saves, under which DWARF numbers, in how many bytes.

local ask = require "ask"

local M = {}

-- Each register is clobbered in a leaf, where nothing else is saved, and in a caller: some compilers describe a leaf's
-- red zone to no one, and a leaf of a windowed machine has no window.
local function ask_clobbers(self)
	self.q.leaf_empty = ask.probe(self.probes, 'void %s(void){__asm__ volatile("");}')
	self.q.caller_empty = ask.probe(self.probes, "void %s(void){" .. ask.CALL .. '__asm__ volatile("");}')
	self.q.clobber = {}
	for _, register in ipairs(self.abi.register_list) do
		if not ask.unaskable(self, register) then
			local list = {}
			for i, name in ipairs(ask.names_of(self.abi, register)) do
				list[i] = { name = name, leaf = ask.probe(self.probes, ask.clobbering({ name })),
					caller = ask.probe(self.probes, ask.clobbering({ name }, ask.CALL)) }
			end
			self.q.clobber[register] = list
		end
	end
end

local function width_probe(self, registers)
	return ask.probe(self.probes, ask.clobbering(ask.clobber_names(self.abi, registers), ask.CALL))
end

local function ask_widths(self)
	self.q.width = {}
	for _, class in ipairs(self.abi.class_list) do
		local list, held = ask.savable(self, class)
		local all = table.move(held, 1, #held, #list + 1, table.move(list, 1, #list, 1, {}))
		if #all > 1 then
			self.q.width[class] = {
				{ list = all, probe = width_probe(self, all) },
				#list > 1 and { list = list, probe = width_probe(self, list) },
			}
		end
	end
end

-- The columns that a function saves and an empty one does not, those of the return address and the stack pointer only
-- where register is meant.
local function newly_saved(self, found, empty, register)
	local own, parts = {}, {}
	for _, part in ipairs(self.abi.registers[register].columns) do
		own[part.column] = true
	end
	local ret, sp = ask.column_of(self.abi, self.abi.ret.register), ask.column_of(self.abi, self.abi.sp)
	for column, where in pairs(found.frame and found.frame.saved or {}) do
		local aside = (column == ret or column == sp or register == self.abi.ret.register) and not own[column]
		if not aside and (own[column] and where.window or not empty.frame.saved[column]) then
			parts[#parts + 1] = { column = column, offset = where.offset, window = where.window }
		end
	end
	return parts
end

-- Those of a register's names that the compiler took; the others are set aside.
local function asked_of(self, register, list)
	local asked = {}
	for _, item in ipairs(list) do
		local message = self.refused[item.leaf] or self.refused[item.caller]
		if message then
			local first, last = message:find(item.name, 1, true)
			message = first and message:sub(1, first - 1) .. "..." .. message:sub(last + 1) or message
			self:skip("preserved", register, message)
		else
			asked[#asked + 1] = item
		end
	end
	return asked
end

-- Does a save show only in a function's size?  So it is for a register without a number, and where a compiler's frame
-- information tells of no save at all.  Else a size may differ for other reasons: vzeroupper, say.
local function by_size(self, register)
	return not ask.column_of(self.abi, register) or not self.describes
end

-- In which columns is a register saved by the functions that clobber it?  nil where it is not.
local function saved_in(self, item, register)
	local leaf, caller = self.functions[item.leaf], self.functions[item.caller]
	local in_leaf = newly_saved(self, leaf, self.leaf_empty, register)
	if #in_leaf > 0 and not self.abi.window then
		return in_leaf
	end
	local found, empty = leaf, self.leaf_empty
	if self.abi.window then
		found, empty = caller, self.caller_empty
	elseif found.size == empty.size then
		return nil
	end
	local in_caller = newly_saved(self, caller, self.caller_empty, register)
	return (#in_caller > 0 or found.size ~= empty.size and by_size(self, register)) and in_caller or nil
end

-- Does the frame information of any function that clobbers a register show that it is saved?
local function describes(self)
	for _, register in ipairs(self.abi.register_list) do
		for _, item in ipairs(self.q.clobber[register] or {}) do
			local found = self.functions[item.caller]
			if found and #newly_saved(self, found, self.caller_empty, register) > 0 then
				return true
			end
		end
	end
	return false
end

-- Is the register saved by each of the functions that clobber it?  Answers that as a text, and in which columns.
local function clobbered(self, register, list)
	local kept, lost, columns = 0, {}, {}
	for _, item in ipairs(list) do
		local parts = saved_in(self, item, register)
		if parts then
			kept = kept + 1
		else
			parts = {}
			lost[#lost + 1] = item.name
		end
		table.move(parts, 1, #parts, #columns + 1, columns)
	end
	if kept > 0 and #lost > 0 then
		return table.concat(lost, " ") .. " not saved", columns
	end
	return kept > 0 and "saved" or "not saved", columns
end

local function check_column(self, register, columns)
	local abi = self.abi
	for _, part in ipairs(columns) do
		if part.window then
			self:skip("dwarf", register, "the window keeps it: no number is shown")
			return
		end
	end
	local expected = table.move(abi.registers[register].columns, 1, #abi.registers[register].columns, 1, {})
	self:check("dwarf", register, ask.text_of_columns(expected), ask.text_of_columns(columns))
end

local function check_clobber(self, register)
	local abi = self.abi
	local why = ask.unaskable(self, register)
	if why then
		self:skip("preserved", register, why)
		return
	end
	local asked = asked_of(self, register, self.q.clobber[register])
	if #asked == 0 then
		return
	end
	self.answered[abi.registers[register].class] = true
	local found, columns = clobbered(self, register, asked)
	if register == abi.ret.register then
		self:skip("preserved", register, "it holds the return address, which is saved either way")
	else
		self:check("preserved", register, abi.preserves[register] and "saved" or "not saved", found)
	end
	if found ~= "not saved" and (abi.preserves[register] or register == abi.ret.register) then
		check_column(self, register, columns)
	end
end

local function check_clobbers(self)
	local wanted = {}
	self.describes, self.answered = describes(self), {}
	for _, register in ipairs(self.abi.register_list) do
		check_clobber(self, register)
		if self.q.clobber[register] then
			wanted[self.abi.registers[register].class] = true
		end
	end
	for _, class in ipairs(self.abi.class_list) do
		if wanted[class] and not self.answered[class] then
			self:check("class", class, "asked", "refused")
		end
	end
end

-- Bytes between the slots of a class's registers.
local function check_width(self, class, questions)
	local question = self.functions[questions[1].probe] and questions[1] or questions[2] or questions[1]
	local found = self.functions[question.probe]
	if not found then
		self:skip("width", class, self.refused[question.probe])
		return
	end
	local offsets, declared = {}, {}
	for _, register in ipairs(question.list) do
		local low
		for _, part in ipairs(self.abi.registers[register].columns) do
			local where = found.frame and found.frame.saved[part.column]
			low = where and where.offset and math.min(where.offset, low or where.offset) or low
		end
		offsets[#offsets + 1] = low
		if declared[#declared] ~= self.abi.registers[register].width then
			declared[#declared + 1] = self.abi.registers[register].width
		end
	end
	table.sort(offsets)
	local width
	for i = 2, #offsets do
		width = math.min(width or math.huge, offsets[i] - offsets[i - 1])
	end
	if width then
		self:check("width", class, table.concat(declared, " "), width)
	else
		self:skip("width", class, "no two of its registers are saved in memory")
	end
end

local function check_widths(self)
	for _, class in ipairs(self.abi.class_list) do
		if self.q.width[class] then
			check_width(self, class, self.q.width[class])
		end
	end
end

function M.ask(self)
	ask_clobbers(self)
	ask_widths(self)
end

function M.check(self)
	check_clobbers(self)
	check_widths(self)
end

return M
