-- Machine states -> rows of call frame information, as data and as directives.
--
-- A row says where a world's CFA is, and for each of its registers where the value it was left with can be had:
--     cfa    {register, off} or {deref = register, off, plus}: memory at register + off, plus plus
--     rules  register -> {same} | {offset} | {register} | {at = register, off} | {undefined}
-- A rule is kept while it is true.  A row belongs to one world wholly; when the world that was described can no
-- longer be, the next one must be, or there is a torn instant: an error.

local machine = require "machine"

local M = {}

local same = machine.same

local function column(abi, name)
	local part = abi.registers[name].columns[1]
	return part and part.column
end

-- Registers in which an unwinder looks first; an expression looks in the anchor, of whose bias all agree.
local function bases(abi, expression)
	local list = expression and { abi.anchor } or { abi.sp, abi.frame, abi.anchor }
	for _, name in ipairs(abi.register_list) do
		list[#list + 1] = name
	end
	return list
end

local function cfa_holds(state, cfa, world)
	if cfa.deref then
		local base = state.registers[cfa.deref]
		local held = base and state:load(machine.plus(base, cfa.off), state.abi.pointer)
		return held and same(machine.plus(held, cfa.plus), world.cfa)
	end
	return same(machine.plus(state.registers[cfa.register], cfa.off), world.cfa)
end

-- A register from which memory at the address can be reached.
local function base_of(state, address, expression)
	for _, name in ipairs(bases(state.abi, expression)) do
		local held = state.registers[name]
		if held and held.sym == address.sym and column(state.abi, name) then
			return name, address.off - held.off
		end
	end
	return nil
end

local function find_cfa(state, world, old)
	if old and cfa_holds(state, old, world) then
		return old
	end
	local name, off = base_of(state, world.cfa)
	if name then
		return { register = name, off = off }
	end
	for sym, cells in pairs(state.memory) do
		for at, cell in pairs(cells) do
			if cell.value and cell.value.sym == world.cfa.sym and cell.width == state.abi.pointer then
				name, off = base_of(state, machine.value(sym, at), true)
				if name then
					return { deref = name, off = off, plus = world.cfa.off - cell.value.off }
				end
			end
		end
	end
	return nil
end

local function rule_holds(state, rule, name, held, world)
	local width = state.abi.registers[name].width
	if rule.same then
		return same(state.registers[name], held)
	elseif rule.offset then
		return same(state:load(machine.plus(world.cfa, rule.offset), width), held)
	elseif rule.register then
		return same(state.registers[rule.register], held)
	elseif rule.at then
		local base = state.registers[rule.at]
		return base and same(state:load(machine.plus(base, rule.off), width), held)
	end
	return false
end

-- Once a value is in the frame its rule is that slot: then the row is true of every context that has such a frame,
-- and an exchange of the stack pointer leaves it as it is.
local function find_rule(state, name, held, world, old)
	if old and old.offset and rule_holds(state, old, name, held, world) then
		return old
	end
	local addresses = state:addresses(held, state.abi.registers[name].width)
	for _, address in ipairs(addresses) do
		if address.sym == world.cfa.sym then
			return { offset = address.off - world.cfa.off }
		end
	end
	if same(state.registers[name], held) then
		return { same = true }
	end
	if old and rule_holds(state, old, name, held, world) then
		return old
	end
	for _, other in ipairs(state.abi.register_list) do
		if same(state.registers[other], held) and column(state.abi, other) then
			return { register = other }
		end
	end
	for _, address in ipairs(addresses) do
		local base, off = base_of(state, address)
		if base then
			return { at = base, off = off }
		end
	end
	return nil
end

-- The registers that rows speak of, in order: the preserved ones that DWARF knows, and the return address.
local function find_tracked(abi)
	local list = {}
	for _, fact in ipairs(abi.preserved) do
		if column(abi, fact.register) then
			list[#list + 1] = { name = fact.register, guard = fact.guard }
		end
	end
	if abi.ret.memory or not abi.preserves[abi.ret.register] then
		list[#list + 1] = { name = abi.ret.register }
	end
	return list
end

-- They are the same for all rows of a model, which keeps them.
local function tracked(abi)
	abi.tracked = abi.tracked or find_tracked(abi)
	return abi.tracked
end

local function held_by(abi, world, name)
	if abi.ret.memory and name == abi.ret.register then
		return world.ret
	end
	return world.registers[name]
end

-- The row of a world in a state, or nil where something of it cannot be had.
local function row_of(abi, state, world, old)
	local cfa = find_cfa(state, world, old and old.cfa)
	if not cfa then
		return nil
	end
	local row = { world = world.name, cfa = cfa, rules = {} }
	for _, one in ipairs(tracked(abi)) do
		local rule
		if world.root then
			rule = one.name == abi.ret.register and { undefined = true } or nil
		else
			rule = find_rule(state, one.name, held_by(abi, world, one.name), world, old and old.rules[one.name])
			if not rule then
				return nil
			end
		end
		row.rules[one.name] = rule
	end
	return row
end

-- Is a row true of a world as it stands?
local function row_holds(abi, state, world, row)
	if world.root or not cfa_holds(state, row.cfa, world) then
		return false
	end
	for _, one in ipairs(tracked(abi)) do
		if not rule_holds(state, row.rules[one.name], one.name, held_by(abi, world, one.name), world) then
			return false
		end
	end
	return true
end

-- What a compiler's CIE says at a function's first instruction.
local function initial_row(abi)
	local row = { cfa = { register = abi.sp, off = abi.cfa + abi.bias
		+ (abi.ret.memory and abi.registers[abi.sp].width or 0) }, rules = {} }
	if abi.direction > 0 then
		row.cfa.off = -row.cfa.off
	end
	for _, one in ipairs(tracked(abi)) do
		row.rules[one.name] = { same = true }
	end
	if abi.ret.memory then
		row.rules[abi.ret.register] = { offset = -(row.cfa.off - abi.bias) }
	end
	return row
end

local function uleb(bytes, number)
	repeat
		local byte = number & 0x7f
		number = number >> 7
		bytes[#bytes + 1] = number ~= 0 and byte | 0x80 or byte
	until number == 0
end

local function sleb(bytes, number)
	while true do
		local byte = number & 0x7f
		number = number // 128
		if number == 0 and byte & 0x40 == 0 or number == -1 and byte & 0x40 ~= 0 then
			bytes[#bytes + 1] = byte
			return
		end
		bytes[#bytes + 1] = byte | 0x80
	end
end

local OP_DEREF, OP_CONSTS, OP_PLUS, OP_PLUS_UCONST, OP_BREG0, OP_BREGX = 0x06, 0x11, 0x22, 0x23, 0x70, 0x92

local function op_breg(bytes, number, off)
	if number < 32 then
		bytes[#bytes + 1] = OP_BREG0 + number
	else
		bytes[#bytes + 1] = OP_BREGX
		uleb(bytes, number)
	end
	sleb(bytes, off)
end

local function op_plus(bytes, number)
	if number >= 0 then
		bytes[#bytes + 1] = OP_PLUS_UCONST
		uleb(bytes, number)
	else
		bytes[#bytes + 1] = OP_CONSTS
		sleb(bytes, number)
		bytes[#bytes + 1] = OP_PLUS
	end
end

-- .cfi_escape OPCODE [COLUMN] LENGTH EXPRESSION
local function escape(opcode, number, expression)
	local bytes = { opcode }
	if number then
		uleb(bytes, number)
	end
	uleb(bytes, #expression)
	table.move(expression, 1, #expression, #bytes + 1, bytes)
	local text = {}
	for i, byte in ipairs(bytes) do
		text[i] = ("0x%02x"):format(byte)
	end
	return ".cfi_escape " .. table.concat(text, ", ")
end

local DEF_CFA_EXPRESSION, EXPRESSION, VAL_EXPRESSION = 0x0f, 0x10, 0x16

local function cfa_directive(abi, old, new)
	if new.deref then
		local bytes = {}
		op_breg(bytes, column(abi, new.deref), new.off)
		bytes[#bytes + 1] = OP_DEREF
		op_plus(bytes, new.plus)
		return escape(DEF_CFA_EXPRESSION, nil, bytes)
	elseif old.register == new.register then
		return (".cfi_def_cfa_offset %d"):format(new.off)
	elseif old.off == new.off and old.register then
		return (".cfi_def_cfa_register %d"):format(column(abi, new.register))
	end
	return (".cfi_def_cfa %d, %d"):format(column(abi, new.register), new.off)
end

local function equal(a, b)
	if a == b then
		return true
	elseif a and b and (a.same or b.same) then
		return a.same == b.same
	end
	for _, key in ipairs { "same", "offset", "register", "at", "off", "undefined", "deref", "plus" } do
		if (a and a[key]) ~= (b and b[key]) then
			return false
		end
	end
	return true
end

-- The directives of one register's new rule, one for each of its columns.
local function rule_directives(abi, name, rule, first, add)
	for _, part in ipairs(abi.registers[name].columns) do
		if equal(rule, first) then
			add((".cfi_restore %d"):format(part.column))
		elseif rule.same then
			add((".cfi_same_value %d"):format(part.column))
		elseif rule.offset then
			add((".cfi_offset %d, %d"):format(part.column, rule.offset + part.offset))
		elseif rule.register then
			add((".cfi_register %d, %d"):format(part.column, column(abi, rule.register)))
		elseif rule.at then
			local bytes = {}
			op_breg(bytes, column(abi, rule.at), rule.off + part.offset)
			add(escape(EXPRESSION, part.column, bytes))
		else
			add((".cfi_undefined %d"):format(part.column))
		end
	end
end

-- Do the windowed registers all lie where a window is spilled, as one directive says?
local function is_window(abi, old, new)
	local names = machine.preserved_in_window(abi)
	local off = abi.bias - (abi.bias + abi.cfa)
	for _, name in ipairs(names) do
		local rule = new.rules[name]
		if not (rule and rule.offset == off) or equal(old.rules[name], rule) then
			return false
		end
		off = off + abi.registers[name].width
	end
	return #names > 0
end

local function difference(abi, old, new, first)
	local list = {}
	if not equal(old.cfa, new.cfa) then
		list[1] = { text = cfa_directive(abi, old.cfa, new.cfa) }
	end
	local window = is_window(abi, old, new)
	if window then
		list[#list + 1] = { text = ".cfi_window_save" }
	end
	for _, one in ipairs(tracked(abi)) do
		local rule = new.rules[one.name]
		if rule and not equal(old.rules[one.name], rule)
			and not (window and abi.preserves[one.name] and abi.preserves[one.name].window) then
			rule_directives(abi, one.name, rule, first.rules[one.name], function(text)
				list[#list + 1] = { text = text, guard = one.guard }
			end)
		end
	end
	return list
end

-- Unwinders take SP = CFA unless told.
local function sp_rule(abi)
	if abi.cfa == 0 then
		return nil
	end
	local bytes = {}
	op_plus(bytes, abi.direction * abi.cfa)
	return { text = escape(VAL_EXPRESSION, column(abi, abi.sp), bytes) }
end

local function leaves(entry)
	return entry.after.pc ~= nil
end

local function show_rule(abi, rule)
	if rule.same then
		return "same"
	elseif rule.offset then
		return ("[cfa%+d]"):format(rule.offset)
	elseif rule.register then
		return abi.registers[rule.register].spelled
	elseif rule.at then
		return ("[%s%+d]"):format(abi.registers[rule.at].spelled, rule.off)
	end
	return "undefined"
end

-- A row as one line of text.
function M.describe(abi, row)
	local cfa = row.cfa
	local out = { cfa.deref and ("cfa = [%s%+d]%+d"):format(abi.registers[cfa.deref].spelled, cfa.off, cfa.plus)
		or ("cfa = %s%+d"):format(abi.registers[cfa.register].spelled, cfa.off) }
	for _, one in ipairs(tracked(abi)) do
		local rule = row.rules[one.name]
		if rule and not rule.same then
			out[#out + 1] = abi.registers[one.name].spelled .. " = " .. show_rule(abi, rule)
		end
	end
	return table.concat(out, ", ")
end

-- Adds to each entry of a planned stub its directives before and after, and its row.  stub.first has what goes
-- before the first line.
function M.annotate(abi, stub)
	local first = initial_row(abi)
	local index, row = 1, first
	local function advance(state, what)
		local following = stub.worlds[index + 1]
		if following and not row_holds(abi, state, stub.worlds[index], row)
			and row_holds(abi, state, following, row) then
			index = index + 1
			return {}
		end
		for i = index, #stub.worlds do
			local found = row_of(abi, state, stub.worlds[i], row)
			if found then
				local list = difference(abi, row, found, first)
				index, row = i, found
				return list
			end
		end
		error({ failure = true, torn = true, stub = stub.name, want = what }, 0)
	end
	stub.first = {}
	table.insert(stub.first, sp_rule(abi))
	for _, one in ipairs(advance(stub.initial, "the first instruction")) do
		table.insert(stub.first, one)
	end
	stub.first_row = row
	for _, entry in ipairs(stub.listing) do
		entry.pre = entry.before and advance(entry.before, entry.texts[1]) or {}
		entry.post = leaves(entry) and {} or advance(entry.after, entry.texts and entry.texts[1] or entry.label)
		entry.row = row
	end
	return stub
end

return M
