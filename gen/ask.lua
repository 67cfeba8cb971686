-- What the parts of the audit share: the state that they fill, the probes' text, the model's registers as compilers see
-- them.
--
-- The state, an Audit, has abi; compiler (compiler.lua); checks and unasked, the report's (audit.lua); truth, the
-- preprocessor expressions that are true; probes and text_probes, what is to be compiled to an object and to assembly;
-- q, the names of the probes by what they ask; functions and assembly, what became of them; refused, NAME -> message.

local M = {}

M.PRELUDE = "extern void shunt_g0(void), shunt_g4(void *, void *, void *, void *), *shunt_p(void); "
	.. "extern long shunt_i(void);"

-- What locals a frame is made for: in fours, for the smallest alignment, then in eights, for the widest red zone.
M.SIZES = {}
for size = 4, 64, 4 do
	M.SIZES[#M.SIZES + 1] = size
end
for size = 72, 384, 8 do
	M.SIZES[#M.SIZES + 1] = size
end

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
function M.probe(list, format)
	local name = "shunt_q" .. #list + 1
	list[#list + 1] = { name = name, text = (format:gsub("%%s", name, 1)) }
	return name
end

function M.clobbering(names, body)
	return ('void %%s(void){%s__asm__ volatile("":::"%s");}'):format(body or "", table.concat(names, '","'))
end

-- The compilers' names of a register.
function M.names_of(abi, register)
	return abi.oracle[register] or { (register:gsub("^[%%#]", "")) }
end

function M.text_of_columns(parts)
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

function M.column_of(abi, register)
	local first = abi.registers[register].columns[1]
	return first and first.column
end

function M.register_of(abi, column)
	for _, name in ipairs(abi.register_list) do
		for _, part in ipairs(abi.registers[name].columns) do
			if part.column == column then
				return name
			end
		end
	end
	return ("column %s"):format(column or "unknown")
end

M.CALL = "shunt_g0();shunt_g0();"

M.LOCALS = '{char b[%d];__asm__ volatile(""::"r"(b):"memory");%s}'

-- Why a register cannot be clobbered to see what happens, or nil.
function M.unaskable(self, register)
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

-- The preserved registers of a class that have a slot of their own; apart, those that compilers may keep to themselves.
function M.savable(self, class)
	local held, list, last = {}, {}, {}
	for _, fact in ipairs(self.abi.held) do
		held[fact.register] = true
	end
	for _, register in ipairs(self.abi.classes[class]) do
		local fact = self.abi.preserves[register]
		if fact and not (fact.window or #M.names_of(self.abi, register) > 1 or M.unaskable(self, register)
			or register == self.abi.ret.register or not M.column_of(self.abi, register)) then
			table.insert(held[register] and last or list, register)
		end
	end
	return list, last
end

function M.clobber_names(abi, registers)
	local names = {}
	for i, register in ipairs(registers) do
		names[i] = M.names_of(abi, register)[1]
	end
	return names
end

function M.cfa_text(register, offset)
	return ("%s%+d"):format(register, offset)
end

local function gcd(a, b)
	while b ~= 0 do
		a, b = b, a % b
	end
	return a
end

M.NO_FRAMES = "the call frame information does not show frames' sizes"

function M.check_align(self, sizes)
	if #sizes == 0 then
		self:skip("align", "", M.NO_FRAMES)
		return
	end
	local divisor = 0
	for _, size in ipairs(sizes) do
		divisor = gcd(divisor, math.abs(size))
	end
	self:check("align", "", self.abi.align, divisor)
end

function M.new(abi)
	return setmetatable({ abi = abi, checks = {}, unasked = {}, truth = {}, q = {}, probes = {}, text_probes = {} }, Audit)
end

return M
