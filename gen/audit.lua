-- The model of an ABI and a compiler's command -> a report of which facts the compiler confirms.
--
-- The compiler is asked by what it does: a function that clobbers a register saves it where the ABI preserves it, and
-- its call frame information says under which number; a function with locals moves the stack pointer; an inline asm
-- that prints an operand tells the register of an argument or a result.  No fact is read from the compiler's name,
-- and none is known here.
--
--     M.audit(abi, command) -> report      command: array, the compiler and its options
--     report = {abi, compiler, command, checks, unasked}
--         checks[i]  = {what, fact, expected, found, ok, deviation = reason | nil}
--         unasked[i] = {what, fact, why}
--     M.failures(report) -> how many checks differ, known deviations aside
--     M.print(report) -> text
--
-- Known deviations of compilers are in arch-specs/deviations, whose header says how; each must be observed.

local compiler = require "compiler"
local host = require "host"

local M = {}

local PRELUDE = "extern void shunt_g0(void), shunt_g4(void *, void *, void *, void *), *shunt_p(void); "
	.. "extern long shunt_i(void);"

-- What locals a frame is made for: in fours, for the smallest alignment, then in eights, for the widest red zone.
local SIZES = {}
for size = 4, 64, 4 do
	SIZES[#SIZES + 1] = size
end
for size = 72, 384, 8 do
	SIZES[#SIZES + 1] = size
end

local SAVES_MAX = 8

local Audit = {}
Audit.__index = Audit

function Audit:check(what, fact, expected, found)
	expected, found = tostring(expected), tostring(found)
	table.insert(self.checks, { what = what, fact = tostring(fact), expected = expected, found = found,
		ok = expected == found })
end

function Audit:skip(what, fact, why)
	table.insert(self.unasked, { what = what, fact = tostring(fact), why = why })
end

-- Adds a probe; FORMAT has %s for the function's name.  Answers that name.
local function probe(list, format)
	local name = "shunt_q" .. #list + 1
	list[#list + 1] = { name = name, text = (format:gsub("%%s", name, 1)) }
	return name
end

local function clobbering(names, body)
	return ('void %%s(void){%s__asm__ volatile("":::"%s");}'):format(body or "", table.concat(names, '","'))
end

-- The compilers' names of a register.
local function names_of(abi, register)
	return abi.oracle[register] or { (register:gsub("^[%%#]", "")) }
end

local function text_of_columns(parts)
	local low = math.huge
	for _, part in ipairs(parts) do
		low = math.min(low, part.offset or 0)
	end
	table.sort(parts, function(a, b)
		return a.column < b.column
	end)
	local out = {}
	for i, part in ipairs(parts) do
		out[i] = #parts == 1 and tostring(part.column) or ("%d@%d"):format(part.column, (part.offset or 0) - low)
	end
	return #out > 0 and table.concat(out, " ") or "none"
end

local function column_of(abi, register)
	local first = abi.registers[register].columns[1]
	return first and first.column
end

local function register_of(abi, column)
	for _, name in ipairs(abi.register_list) do
		for _, part in ipairs(abi.registers[name].columns) do
			if part.column == column then
				return name
			end
		end
	end
	return ("column %s"):format(column or "unknown")
end

-- The preprocessor: which expressions are true, and the compiler's own idea of pointers and bytes.

local function preprocess(self, expressions)
	local lines = { "shunt_pointer __SIZEOF_POINTER__", "shunt_order __BYTE_ORDER__ __ORDER_BIG_ENDIAN__" }
	for i, expression in ipairs(expressions) do
		table.move({ "#if " .. expression, "shunt_true " .. i .. " .", "#endif" }, 1, 3, #lines + 1, lines)
	end
	local text, message = self.compiler:preprocess(lines)
	if not text then
		return nil, message
	end
	for i in text:gmatch("shunt_true (%d+) %.") do
		self.truth[expressions[tonumber(i)]] = true
	end
	self.pointer = text:match("shunt_pointer%s+(%d+)")
	self.order, self.big = text:match("shunt_order%s+(%d+)%s+(%d+)")
	return self.pointer, "it has no __SIZEOF_POINTER__"
end

local CLANG = "defined __clang__"

local function expressions_of(abi, deviations)
	local list = { abi.detect, CLANG }
	for _, fact in ipairs(abi.preserved) do
		list[#list + 1] = fact.guard
	end
	for _, deviation in ipairs(deviations) do
		list[#list + 1] = deviation.guard
	end
	return list
end

-- Is this a compiler for this ABI at all?
local function ask_preprocessor(self)
	local ok, message = preprocess(self, expressions_of(self.abi, self.deviations))
	if not ok then
		self:check("compiler", "preprocesses", "yes", message)
		return false
	end
	self.family = self.truth[CLANG] and "clang" or "gcc"
	self:check("detect", "", "true", self.truth[self.abi.detect] or false)
	self:check("pointer", "", self.abi.pointer, self.pointer)
	self:check("memory", "", self.abi.big and "big" or "little", self.order == self.big and "big" or "little")
	return self.truth[self.abi.detect]
end

-- Why a register cannot be clobbered to see what happens, or nil.
local function unaskable(self, register)
	local abi = self.abi
	local fact = abi.preserves[register]
	if register == abi.sp then
		return "it is the stack pointer"
	elseif abi.ret.memory and register == abi.ret.register then
		return "it is the program counter"
	elseif abi.control[register] then
		return "a control register: no compiler saves modes"
	elseif abi.fixed[register] then
		return "it is fixed: compilers never allocate it"
	elseif fact and fact.guard and not self.truth[fact.guard] then
		return "not preserved here: " .. fact.guard
	end
	return nil
end

-- The questions.  Each ask_ function adds its probes and leaves in self.q what their names are.

local CALL = "shunt_g0();shunt_g0();"

-- Each register is clobbered in a leaf, where nothing else is saved, and in a caller: some compilers describe a leaf's
-- red zone to no one, and a leaf of a windowed machine has no window.
local function ask_clobbers(self)
	self.q.leaf_empty = probe(self.probes, 'void %s(void){__asm__ volatile("");}')
	self.q.caller_empty = probe(self.probes, "void %s(void){" .. CALL .. '__asm__ volatile("");}')
	self.q.clobber = {}
	for _, register in ipairs(self.abi.register_list) do
		if not unaskable(self, register) then
			local list = {}
			for i, name in ipairs(names_of(self.abi, register)) do
				list[i] = { name = name, leaf = probe(self.probes, clobbering({ name })),
					caller = probe(self.probes, clobbering({ name }, CALL)) }
			end
			self.q.clobber[register] = list
		end
	end
end

-- The preserved registers of a class that have a slot of their own; apart, those that compilers may keep to themselves.
local function savable(self, class)
	local held, list, last = {}, {}, {}
	for _, fact in ipairs(self.abi.held) do
		held[fact.register] = true
	end
	for _, register in ipairs(self.abi.classes[class]) do
		local fact = self.abi.preserves[register]
		if fact and not (fact.window or #names_of(self.abi, register) > 1 or unaskable(self, register)
			or register == self.abi.ret.register or not column_of(self.abi, register)) then
			table.insert(held[register] and last or list, register)
		end
	end
	return list, last
end

local function clobber_names(abi, registers)
	local names = {}
	for i, register in ipairs(registers) do
		names[i] = names_of(abi, register)[1]
	end
	return names
end

local function ask_widths(self)
	self.q.width = {}
	for _, class in ipairs(self.abi.class_list) do
		local list, held = savable(self, class)
		local all = table.move(held, 1, #held, #list + 1, table.move(list, 1, #list, 1, {}))
		if #all > 1 then
			self.q.width[class] = {
				{ list = all, probe = probe(self.probes, clobbering(clobber_names(self.abi, all), CALL)) },
				#list > 1 and { list = list, probe = probe(self.probes, clobbering(clobber_names(self.abi, list), CALL)) },
			}
		end
	end
end

local LOCALS = '{char b[%d];__asm__ volatile(""::"r"(b):"memory");%s}'

local function ask_frames(self)
	self.q.leaf, self.q.caller = {}, {}
	for i, size in ipairs(SIZES) do
		self.q.leaf[i] = probe(self.probes, "void %s(void)" .. LOCALS:format(size, ""))
		self.q.caller[i] = probe(self.probes, "void %s(void)" .. LOCALS:format(size, "shunt_g0();"))
	end
	self.q.frame = probe(self.probes,
		'void %s(unsigned long n){void *p=__builtin_alloca(n);__asm__ volatile(""::"r"(p):"memory");}')
end

-- Callers of a function with four arguments, each saving one register more.
local function ask_homes(self)
	local abi = self.abi
	local call = abi.arguments.stack and CALL or "shunt_g4(0,0,0,0);shunt_g0();"
	local saved, held = savable(self, abi.registers[abi.result.integer].class)
	table.move(held, 1, #held, #saved + 1, saved)
	self.q.home = { probe(self.probes, "void %s(void){" .. call .. '__asm__ volatile("");}') }
	for count = 1, math.min(#saved, SAVES_MAX) do
		local names = clobber_names(self.abi, table.move(saved, 1, count, 1, {}))
		table.insert(self.q.home, probe(self.probes, clobbering(names, call)))
	end
end

-- What the object says.

-- The columns that a function saves and an empty one does not, those of the return address and the stack pointer only
-- where register is meant.
local function newly_saved(self, found, empty, register)
	local own, parts = {}, {}
	for _, part in ipairs(self.abi.registers[register].columns) do
		own[part.column] = true
	end
	local ret, sp = column_of(self.abi, self.abi.ret.register), column_of(self.abi, self.abi.sp)
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
	return not column_of(self.abi, register) or not self.describes
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
	self:check("dwarf", register, text_of_columns(expected), text_of_columns(columns))
end

local function check_clobber(self, register)
	local abi = self.abi
	local why = unaskable(self, register)
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
	self.describes = describes(self)
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

local function cfa_text(register, offset)
	return ("%s%+d"):format(register, offset)
end

-- The frame as it is at entry: the CIE.
local function check_entry(self)
	local abi, frame = self.abi, self.leaf_empty.frame
	local slot = abi.ret.memory and abi.pointer or 0
	self:check("column", abi.ret.register, column_of(abi, abi.ret.register), frame.column)
	local entry = frame.states[1]
	self:check("cfa", "", cfa_text(abi.sp, abi.bias + abi.cfa - abi.direction * slot),
		cfa_text(register_of(abi, entry.column), entry.offset))
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
	local where = self.caller_empty.frame.saved[column_of(abi, abi.ret.register)]
	if abi.window then
		self:check("window", abi.ret.register, abi.window.map[abi.ret.register] or "not renamed",
			register_of(abi, where and where.column))
	end
end

local function check_frame_pointer(self)
	local found = self.functions[self.q.frame]
	local sp = column_of(self.abi, self.abi.sp)
	for _, state in ipairs(found and found.frame and found.frame.states or {}) do
		if state.column ~= sp then
			self:check("frame", "", self.abi.frame, register_of(self.abi, state.column))
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
	local sp, entry, most = column_of(self.abi, self.abi.sp), found.frame.states[1], 0
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

local function gcd(a, b)
	while b ~= 0 do
		a, b = b, a % b
	end
	return a
end

local NO_FRAMES = "the call frame information does not show frames' sizes"

-- Frame sizes, by the CFA; callers' before leaves', which a compiler need not align.  A return slot is in the frame.
local function check_direction(self)
	local list = moves(self, self.q.caller)
	list = #list > 0 and list or moves(self, self.q.leaf)
	if #list == 0 then
		self:skip("direction", "", NO_FRAMES)
		return
	end
	self:check("direction", "", self.abi.direction < 0 and "down" or "up", list[1] > 0 and "down" or "up")
end

local function check_align(self, sizes)
	if #sizes == 0 then
		self:skip("align", "", NO_FRAMES)
		return
	end
	local divisor = 0
	for _, size in ipairs(sizes) do
		divisor = gcd(divisor, math.abs(size))
	end
	self:check("align", "", self.abi.align, divisor)
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
		local register = abi.registers[register_of(abi, column)]
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
		self:skip("home", "", NO_FRAMES)
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
			most = SIZES[i]
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

-- What the assembly says.

local MARK = '__asm__ volatile(".ascii \\"shunt %s\\""%s);'

local function ask_names(self)
	local abi = self.abi
	local wanted = { [abi.registers[abi.result.pointer].class] = true, [abi.registers[abi.result.integer].class] = true }
	self.q.name = {}
	for _, register in ipairs(abi.arguments) do
		wanted[abi.registers[register].class] = true
	end
	for _, register in ipairs(abi.register_list) do
		if wanted[abi.registers[register].class] and not unaskable(self, register) then
			self.q.name[register] = probe(self.text_probes, ('void %%s(void){shunt_g0();register void *r __asm__("%s");%s}')
				:format(names_of(abi, register)[1], MARK:format("%0", ':"=r"(r)')))
		end
	end
end

local function ask_register_arguments(self)
	local parameters, operands, marks = {}, {}, {}
	for i in ipairs(self.abi.arguments) do
		parameters[i], operands[i], marks[i] = "void *a" .. i, ('"r"(a%d)'):format(i), "%" .. i - 1
	end
	self.q.arguments = probe(self.text_probes, ("void %%s(%s){%s}"):format(table.concat(parameters, ","),
		MARK:format(table.concat(marks, " "), "::" .. table.concat(operands, ","))))
end

local function ask_stack_arguments(self)
	self.q.argument = {}
	for i = 1, 4 do
		self.q.argument[i] = probe(self.text_probes, "void *%s(void *a1,void *a2,void *a3,void *a4){return a" .. i .. ";}")
	end
end

local function ask_results(self)
	self.q.result = {
		pointer = probe(self.text_probes, "void %s(void){void *r=shunt_p();" .. MARK:format("%0", '::"r"(r)') .. "}"),
		integer = probe(self.text_probes, "void %s(void){long r=shunt_i();" .. MARK:format("%0", '::"r"(r)') .. "}"),
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
			self:check("argument", i, cfa_text(abi.sp, slot + (i - 1) * abi.pointer), cfa_text(abi.sp, offset))
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
local function rotation(abi)
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
	check_align(self, sizes)
	if #sizes > 0 then
		self:check("home", "", self.abi.home, least)
	else
		self:skip("home", "", NO_FRAMES)
	end
end

local function ask_windowed_frames(self)
	self.q.windowed = { probe(self.text_probes, "void %s(void){shunt_g4(0,0,0,0);shunt_g0();}") }
	for _, size in ipairs(SIZES) do
		table.insert(self.q.windowed, probe(self.text_probes, "void %s(void)" .. LOCALS:format(size, "shunt_g0();")))
	end
end

-- The two compilations.

local function audit_object(self)
	ask_clobbers(self)
	ask_widths(self)
	ask_frames(self)
	ask_homes(self)
	local functions, refused = self.compiler:object(PRELUDE, self.probes)
	if not functions then
		self:check("compiler", "compiles", "yes", refused)
		return false
	end
	self.functions, self.refused = functions, refused
	self.leaf_empty, self.caller_empty = functions[self.q.leaf_empty], functions[self.q.caller_empty]
	if not (self.leaf_empty and self.leaf_empty.frame and self.caller_empty and self.caller_empty.frame) then
		self:check("compiler", "compiles", "with call frame information", "without")
		return false
	end
	check_clobbers(self)
	check_widths(self)
	check_entry(self)
	check_window(self)
	check_frame_pointer(self)
	check_direction(self)
	check_redzone(self)
	if not rotation(self.abi) then
		check_align(self, sizes_with_slot(self))
		check_home(self)
	end
	return true
end

local function audit_assembly(self)
	local stack, pattern = self.abi.arguments.stack, rotation(self.abi)
	ask_names(self)
	ask_results(self)
	if stack then
		ask_stack_arguments(self)
	else
		ask_register_arguments(self)
	end
	if pattern then
		ask_windowed_frames(self)
	end
	self.assembly, self.refused = self.compiler:assembly(PRELUDE, self.text_probes)
	if not self.assembly then
		self:check("compiler", "compiles", "yes", self.refused)
		return
	end
	local names = printed_names(self)
	check_results(self, names)
	if stack then
		check_stack_arguments(self)
	else
		check_register_arguments(self, names)
	end
	if pattern then
		check_windowed_frames(self, pattern)
	end
end

-- Deviations.

local DEVIATIONS = "arch-specs/deviations"

-- WORD, or what FIRST..LAST stands for, appended.
local function spell_out(list, word)
	local prefix, low, high = word:match("^(.-)(%d+)%.%.[^%d]*(%d+)$")
	if not prefix then
		list[#list + 1] = word
		return
	end
	for number = tonumber(low), tonumber(high) do
		list[#list + 1] = prefix .. number
	end
end

local function words(text)
	local list = {}
	for word in text:gmatch("%S+") do
		spell_out(list, word)
	end
	return list
end

-- SPEC COMPILER WHAT [FACT...] = EXPECTED -> FOUND [when "EXPRESSION"]: REASON
local function deviation_of(line)
	local spec, family, what, facts, value, reason = line:match("^(%S+)%s+(%l+)%s+(%l+)%s*([^=]-)%s*=%s*(.-):%s+(.+)$")
	if not spec or not (family == "gcc" or family == "clang" or family == "any") then
		return nil
	end
	local guard = value:match('%s+when%s+"(.*)"$')
	value = guard and value:match('^(.-)%s+when%s+"') or value
	local expected, found = value:match("^(.-)%s+%->%s+(.+)$")
	local list = words(facts)
	if not found then
		return nil
	end
	return { spec = spec, family = family, what = what, facts = #list > 0 and list or { "" }, expected = expected,
		found = found, guard = guard, reason = reason }
end

-- The deviations of one spec.
local function load_deviations(self)
	local list, number = {}, 0
	for line in ((host.read(DEVIATIONS) or host.embedded(DEVIATIONS) or "") .. "\n"):gmatch("(.-)\r?\n") do
		number = number + 1
		if line:match("^%s*[^#%s]") then
			local deviation = deviation_of(line)
			if not deviation then
				error({ message = ("%s:%d: not of the form SPEC COMPILER WHAT FACT = EXPECTED -> FOUND: REASON"):format(DEVIATIONS,
					number) }, 0)
			elseif deviation.spec == self.abi.name then
				list[#list + 1] = deviation
			end
		end
	end
	return list
end

local function deviate(self, checks, deviation, fact)
	local key = deviation.what .. " " .. fact
	local check = checks[key]
	if check and not check.ok and check.found == deviation.found
		and (deviation.expected == "*" or deviation.expected == check.expected) then
		check.deviation = deviation.reason
	elseif not check or check.ok then
		self:check("deviation", key, deviation.found, check and check.found .. ", as the ABI has it: it is stale"
			or "not asked: it is stale")
	end
end

local function applies(self, deviation)
	return (deviation.family == "any" or deviation.family == self.family)
		and (not deviation.guard or self.truth[deviation.guard])
end

local function apply_deviations(self)
	local checks = {}
	for _, check in ipairs(self.checks) do
		checks[check.what .. " " .. check.fact] = check
	end
	for _, deviation in ipairs(self.deviations) do
		if applies(self, deviation) then
			for _, fact in ipairs(deviation.facts) do
				deviate(self, checks, deviation, fact)
			end
		end
	end
end

local function audit_all(self)
	if ask_preprocessor(self) and audit_object(self) then
		audit_assembly(self)
		apply_deviations(self)
	end
end

function M.audit(abi, command)
	local self = setmetatable({ abi = abi, checks = {}, unasked = {}, truth = {}, q = {}, probes = {},
		text_probes = {}, answered = {} }, Audit)
	self.deviations = load_deviations(self)
	self.compiler = compiler.new(command)
	local ok, problem = xpcall(audit_all, function(message)
		return type(message) == "table" and message or debug.traceback(message)
	end, self)
	self.compiler:close()
	if not ok then
		error(problem, 0)
	end
	return { abi = abi.name, compiler = self.family, command = table.concat(command, " "), checks = self.checks,
		unasked = self.unasked }
end

-- How many checks differ and are not known to.
function M.failures(report)
	local count = 0
	for _, check in ipairs(report.checks) do
		if not (check.ok or check.deviation) then
			count = count + 1
		end
	end
	return count
end

-- KIND -> how many of the list, and the kinds in their first order.
local function counted(list)
	local counts, order = {}, {}
	for _, item in ipairs(list) do
		if not counts[item.what] then
			counts[item.what] = 0
			order[#order + 1] = item.what
		end
		counts[item.what] = counts[item.what] + 1
	end
	return counts, order
end

local function label(item)
	return item.fact == "" and item.what or item.what .. " " .. item.fact
end

-- The unasked facts, those of one kind and one reason on a line.
local function unasked_lines(report, out)
	local lines, order = {}, {}
	for _, item in ipairs(report.unasked) do
		local key = item.what .. "\0" .. item.why
		if not lines[key] then
			lines[key] = { item = item, facts = {} }
			order[#order + 1] = lines[key]
		end
		table.insert(lines[key].facts, item.fact)
	end
	for _, line in ipairs(order) do
		out[#out + 1] = ("not asked: %s %s: %s"):format(line.item.what, table.concat(line.facts, " "), line.item.why)
			:gsub(" :", ":")
	end
end

function M.print(report)
	local out, agree, summary = { ("%s, %s"):format(report.abi, report.command) }, {}, {}
	for _, check in ipairs(report.checks) do
		if check.ok then
			agree[#agree + 1] = check
		elseif check.deviation then
			out[#out + 1] = ("known: %s: expected %s, found %s (%s)"):format(label(check), check.expected, check.found,
				check.deviation)
		else
			out[#out + 1] = ("%s: expected %s, found %s"):format(label(check), check.expected, check.found)
		end
	end
	unasked_lines(report, out)
	local counts, order = counted(agree)
	for i, what in ipairs(order) do
		summary[i] = ("%s %d"):format(what, counts[what])
	end
	out[#out + 1] = "agree: " .. table.concat(summary, ", ")
	local failures = M.failures(report)
	out[#out + 1] = ("%d facts agree, %d differ, %d could not be asked"):format(#agree, failures, #report.unasked)
	return table.concat(out, "\n") .. "\n"
end

return M
