-- Directives -> the row of call frame information that unwinders have of an instruction, and what it says of a state.
--
-- A row is {cfa = {register, off} | {expression}, rules = column -> rule}; a column without a rule has that of the
-- function's first instruction.  changed: the columns whose rule is new since the row was last checked; live: those
-- whose rule looks at registers.  A world is what a row should describe:
--     cfa, sp, ret     values; registers: NAME -> value
--     root             nothing is told of it but that unwinding ends
-- A row describes a world wholly: the CFA, the stack pointer, the return address and every preserved register that
-- has a column.

local state = require "prove_state"

local M = {}

local same, show, plus = state.same, state.show, state.plus

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

-- Bytes from the stack pointer's register to the CFA at a function's first instruction: `on` for what is on the
-- stack already.
local function to_cfa(abi, on)
	return -abi.direction * (abi.cfa + on) + abi.bias
end

M.to_cfa = to_cfa

local function pushed(abi)
	return abi.ret.memory and abi.registers[abi.sp].width or 0
end

-- What a compiler says of a function's first instruction.
function M.first(abi)
	return { cfa = { register = abi.sp, off = to_cfa(abi, pushed(abi)) }, rules = {}, changed = {}, live = {} }
end

-- What has a column: {name, column, offset of the piece, width}.
function M.tracked(abi)
	local list, names = {}, {}
	for _, fact in ipairs(abi.preserved) do
		names[#names + 1] = { fact.register, fact.guard }
	end
	if abi.ret.memory or not abi.preserves[abi.ret.register] then
		names[#names + 1] = { abi.ret.register }
	end
	for _, one in ipairs(names) do
		local register = abi.registers[one[1]]
		for _, part in ipairs(register.columns) do
			list[#list + 1] = { name = one[1], guard = one[2], column = part.column, offset = part.offset,
				width = register.width, first = { same = true } }
		end
	end
	if abi.ret.memory then
		list[#list].first = { offset = abi.direction * (abi.cfa + pushed(abi)) }
	end
	return list
end

local function columns_of(abi)
	local columns = {}
	for _, name in ipairs(abi.register_list) do
		for _, part in ipairs(abi.registers[name].columns) do
			columns[part.column] = { name = name, offset = part.offset }
		end
	end
	return columns
end

local Reader = {}
Reader.__index = Reader

-- What reads directives: of which columns a row may speak.
function M.reader(abi)
	local self = setmetatable({ abi = abi, columns = columns_of(abi), may = {}, parsed = {} }, Reader)
	self.tracked, self.by_name = M.tracked(abi), {}
	for _, one in ipairs(self.tracked) do
		self.may[one.column] = one
		self.by_name[one.name] = self.by_name[one.name] or {}
		table.insert(self.by_name[one.name], one)
	end
	self.sp = abi.registers[abi.sp].columns[1].column
	self.may[self.sp] = { name = abi.sp, column = self.sp }
	return self
end

local function bytes_of(text)
	local bytes = {}
	for one in text:gmatch("[^,%s]+") do
		bytes[#bytes + 1] = math.tointeger(tonumber(one))
		if not bytes[#bytes] or bytes[#bytes] < 0 or bytes[#bytes] > 255 then
			fail("proof-escape-bytes", "'%s' is not a list of bytes", text)
		end
	end
	return bytes
end

-- A LEB128 number at a position; answers it and the position behind it.
local function leb(bytes, at, signed)
	local number, shift = 0, 0
	repeat
		local byte = bytes[at]
		if not byte then
			fail("proof-escape-short", "a number of an escape has no end")
		end
		number, shift, at = number | (byte & 0x7f) << shift, shift + 7, at + 1
	until byte < 0x80
	if signed and bytes[at - 1] & 0x40 ~= 0 then
		number = number - (1 << shift)
	end
	return number, at
end

-- DWARF operations -> {name, operand...}; see DWARF 5, section 2.5.
local function operation(bytes, at)
	local code = bytes[at]
	local a, b
	if code >= 0x70 and code <= 0x8f then
		b, at = leb(bytes, at + 1, true)
		return { "breg", code - 0x70, b }, at
	elseif code == 0x92 then
		a, at = leb(bytes, at + 1)
		b, at = leb(bytes, at, true)
		return { "breg", a, b }, at
	elseif code == 0x06 or code == 0x22 then
		return { code == 0x06 and "deref" or "plus" }, at + 1
	elseif code == 0x23 then
		a, at = leb(bytes, at + 1)
		return { "add", a }, at
	elseif code == 0x10 or code == 0x11 then
		a, at = leb(bytes, at + 1, code == 0x11)
		return { "const", a }, at
	elseif code >= 0x30 and code <= 0x4f then
		return { "const", code - 0x30 }, at + 1
	end
	fail("proof-operation", "the DWARF operation 0x%02x is not known", code)
end

local function expression(bytes, at)
	local length, start = leb(bytes, at)
	local list = {}
	at = start
	while at < start + length do
		if not bytes[at] then
			break
		end
		list[#list + 1], at = operation(bytes, at)
	end
	if at ~= start + length or bytes[at] then
		fail("proof-escape-length", "the length of an expression is %d, which is not that of its bytes", length)
	end
	return list
end

local function numbers(text, count)
	local list = {}
	for one in text:gmatch("[^,%s]+") do
		list[#list + 1] = math.tointeger(tonumber(one))
	end
	if #list ~= count then
		fail("proof-directive-operands", "'%s' is not %d numbers", text, count)
	end
	return table.unpack(list)
end

local directives = {}

function directives.def_cfa(_, text)
	local column, off = numbers(text, 2)
	return function(row, reader)
		row.cfa = { register = reader:register(column), off = off }
	end
end

function directives.def_cfa_offset(_, text)
	local off = numbers(text, 1)
	return function(row)
		if not row.cfa.register then
			fail("proof-cfa-offset", "the CFA is an expression, which has no offset to set")
		end
		row.cfa = { register = row.cfa.register, off = off }
	end
end

function directives.def_cfa_register(_, text)
	local column = numbers(text, 1)
	return function(row, reader)
		if not row.cfa.register then
			fail("proof-cfa-register", "the CFA is an expression, which has no register to set")
		end
		row.cfa = { register = reader:register(column), off = row.cfa.off }
	end
end

local function set(column, rule)
	return function(row, reader)
		if not reader.may[column] then
			fail("proof-foreign-column", "column %d is not that of a preserved register", column)
		end
		row.rules[column] = rule
		row.changed[column] = true
		row.live[column] = rule and (rule.register or rule.at or rule.is) and true or nil
	end
end

function directives.offset(_, text)
	local column, off = numbers(text, 2)
	return set(column, { offset = off })
end

function directives.register(reader, text)
	local column, other = numbers(text, 2)
	return set(column, { register = reader:register(other), piece = reader.columns[other].offset })
end

function directives.restore(_, text)
	return set(numbers(text, 1), nil)
end

function directives.same_value(_, text)
	return set(numbers(text, 1), { same = true })
end

function directives.undefined(_, text)
	return set(numbers(text, 1), { undefined = true })
end

-- GNU: columns 16 to 31 are in memory from the CFA on.
function directives.window_save(reader)
	return function(row)
		for column = 16, 31 do
			local width = reader.abi.registers[reader:register(column)].width
			set(column, { offset = (column - 16) * width })(row, reader)
		end
	end
end

local DEF_CFA_EXPRESSION, EXPRESSION, VAL_EXPRESSION = 0x0f, 0x10, 0x16

function directives.escape(_, text)
	local bytes = bytes_of(text)
	if bytes[1] == DEF_CFA_EXPRESSION then
		local list = expression(bytes, 2)
		return function(row)
			row.cfa = { expression = list }
		end
	elseif bytes[1] == EXPRESSION or bytes[1] == VAL_EXPRESSION then
		local column, at = leb(bytes, 2)
		return set(column, { [bytes[1] == EXPRESSION and "at" or "is"] = expression(bytes, at) })
	end
	fail("proof-escape", "the escape '%s' is not known", text)
end

function Reader:register(column)
	if not self.columns[column] then
		fail("proof-column", "no register has the DWARF column %d", column)
	end
	return self.columns[column].name
end

-- Applies a directive to a row.
function Reader:apply(row, text)
	local change = self.parsed[text]
	if not change then
		local name, operands = text:match("^%.cfi_([%a_]+)%s*(.*)$")
		if not directives[name] then
			fail("proof-directive", "the directive '%s' is not known", text)
		end
		change = directives[name](self, operands)
		self.parsed[text] = change
	end
	change(row, self)
end

local run = {}

function run.breg(reader, machine, stack, column, off)
	stack[#stack + 1] = plus(machine.registers[reader:register(column)], off) or false
end

function run.deref(reader, machine, stack)
	stack[#stack] = stack[#stack] and machine:load(stack[#stack], reader.abi.pointer) or false
end

function run.const(_, _, stack, number)
	stack[#stack + 1] = { sym = "number", off = number }
end

function run.add(_, _, stack, number)
	stack[#stack] = plus(stack[#stack] or nil, number) or false
end

function run.plus(_, _, stack)
	local b, a = table.remove(stack), table.remove(stack)
	if a and b and a.sym == "number" then
		a, b = b, a
	end
	stack[#stack + 1] = a and b and b.sym == "number" and plus(a, b.off) or false
end

local function calculate(reader, machine, list, start)
	local stack = { start }
	for _, one in ipairs(list) do
		run[one[1]](reader, machine, stack, one[2], one[3])
	end
	return stack[#stack] or nil
end

function Reader:cfa(machine, row)
	if row.cfa.register then
		return plus(machine.registers[row.cfa.register], row.cfa.off)
	end
	return calculate(self, machine, row.cfa.expression)
end

-- What a rule says that a register was.
function Reader:held(machine, rule, one, cfa)
	if rule.offset then
		local cells = machine.memory[cfa.sym]
		local cell = cells and cells[cfa.off + rule.offset - one.offset]
		return cell and cell.width == one.width and cell.value or nil
	elseif rule.same then
		return machine.registers[one.name]
	elseif rule.register then
		return rule.piece == one.offset and machine.registers[rule.register] or nil
	elseif rule.at then
		local address = calculate(self, machine, rule.at, cfa)
		return address and machine:load(plus(address, -one.offset), one.width)
	end
	return rule.is and calculate(self, machine, rule.is, cfa)
end

-- The caller's stack pointer, as an address: the CFA unless told.
function Reader:stack_pointer(machine, row, cfa)
	local rule = row.rules[self.sp]
	if not rule then
		return cfa
	end
	local one = { name = self.abi.sp, offset = 0, width = self.abi.registers[self.abi.sp].width }
	local held = self:held(machine, rule, one, cfa)
	return held and (rule.is and held or plus(held, self.abi.bias))
end

-- A root has no caller.
function Reader:root_problem(world, row, cfa)
	local rule = row.rules[self.abi.registers[self.abi.ret.register].columns[1].column]
	if not (rule and rule.undefined) then
		return "proof-root-return", "unwinding does not end here: the return address is not undefined"
	elseif world.cfa and not same(cfa, world.cfa) then
		return "proof-root-cfa", ("the row's CFA is %s, not %s"):format(show(cfa), show(world.cfa))
	end
end

-- What is wrong with the rule of one column.
function Reader:rule_problem(machine, row, world, on, one, cfa)
	local rule = row.rules[one.column]
	if not one.guard or on[one.guard] then
		local held = self:held(machine, rule or one.first, one, cfa)
		local wanted = world.wanted[one.name]
		if not held or held.sym ~= wanted.sym or held.off ~= wanted.off then
			return one.name == self.abi.ret.register and "proof-row-return" or "proof-row-register",
				("the row says that %s was %s, not %s"):format(self.abi.registers[one.name].spelled, show(held), show(wanted))
		end
	elseif rule then
		return "proof-row-guard", ("the row speaks of %s, which is not there"):format(
			self.abi.registers[one.name].spelled)
	end
end

function Reader:frame_problem(machine, row, world, cfa)
	if not same(cfa, world.cfa) then
		return "proof-row-cfa", ("the row's CFA is %s, not %s"):format(show(cfa), show(world.cfa))
	elseif not same(self:stack_pointer(machine, row, cfa), plus(world.sp, self.abi.bias)) then
		return "proof-row-sp", "the row's stack pointer is not the caller's"
	end
end

-- nil where a row describes the world in this state; else a code, and what is wrong.  on: guard -> is it true
function Reader:problem(machine, row, world, on)
	local cfa = self:cfa(machine, row)
	if world.root then
		return self:root_problem(world, row, cfa)
	end
	local code, message = self:frame_problem(machine, row, world, cfa)
	for _, one in ipairs(code and {} or self.tracked) do
		code, message = self:rule_problem(machine, row, world, on, one, cfa)
		if code then
			break
		end
	end
	return code, message
end

local function each(map, check)
	for key in pairs(map) do
		if check(key) then
			return true
		end
	end
	return false
end

-- Where a row was true before, and since then only these columns and registers changed: is one of them wrong?
function Reader:has_news(machine, row, world, on)
	local cfa = self:cfa(machine, row)
	local function is_wrong(column)
		local one = self.may[column]
		return one.first and self:rule_problem(machine, row, world, on, one, cfa)
	end
	local function is_lost(name)
		for _, one in ipairs(self.by_name[name] or {}) do
			if is_wrong(one.column) then
				return true
			end
		end
	end
	return self:frame_problem(machine, row, world, cfa) or each(row.changed, is_wrong) or each(row.live, is_wrong)
		or each(machine.written, is_lost)
end

return M
