-- Unifies instruction lines with wanted effects: which registers and numbers make a line do just this?
--
-- A want is {register | address, width | pc, value, list}: what is to be written, and what it is to become then.
-- A binding maps a line's letters to registers, numbers, lists of registers or {symbol = NAME}.

local insn = require "insn"
local machine = require "machine"

local M = {}

local Matcher = {}
Matcher.__index = Matcher

-- options.free(classes, taken) -> a register of these classes that may be destroyed, or nil
-- options.destroys(register) -> may a line destroy this register besides?
function M.new(abi, state, options)
	return setmetatable({ abi = abi, state = state, options = options }, Matcher)
end

function Matcher:has_class(line, letter, register)
	local classes = line.holes[letter].classes
	return classes and classes[self.abi.registers[register].class]
end

-- Calls k with the letter bound, and unbinds it again if k fails.
local function bind(binding, letter, value, k)
	if binding[letter] ~= nil then
		return binding[letter] == value and k()
	end
	binding[letter] = value
	if k() then
		return true
	end
	binding[letter] = nil
	return false
end

-- Registers that a node may stand for, the stack pointer first.
function Matcher:candidates(line, node, binding)
	if node.kind == "register" then
		return { node.name }
	elseif binding[node.letter] then
		return { binding[node.letter] }
	end
	local hole = line.holes[node.letter]
	hole.members = hole.members or self:members(line, node.letter)
	return hole.members
end

-- The registers of a hole's classes; a line keeps them.
function Matcher:members(line, letter)
	local list = {}
	for _, name in ipairs(self.abi.register_list) do
		if self:has_class(line, letter, name) then
			table.insert(list, name == self.abi.sp and 1 or #list + 1, name)
		end
	end
	return list
end

local function with_register(node, name, binding, k)
	if node.kind == "register" then
		return k()
	end
	return bind(binding, node.letter, name, k)
end

-- sum's terms = residual
local function match_terms(terms, residual, binding, k)
	local unknown
	for _, addend in ipairs(terms) do
		local node = addend.node
		local value = node.kind == "number" and node.value or node.kind == "size" and binding.size
			or node.kind == "hole" and binding[node.letter]
		if value then
			residual = residual - addend.sign * value
		elseif unknown then
			return false
		else
			unknown = addend
		end
	end
	if unknown then
		return unknown.node.kind == "hole" and bind(binding, unknown.node.letter, unknown.sign * residual, k)
	end
	return residual == 0 and k()
end

function Matcher:sum(line, sum, value, binding, k)
	for _, name in ipairs(self:candidates(line, sum.base, binding)) do
		local base = self.state.registers[name]
		if base and base.sym == value.sym and with_register(sum.base, name, binding, function()
			return match_terms(sum.terms, value.off - base.off, binding, k)
		end) then
			return true
		end
	end
	return false
end

local values = {}

function values.register(self, _, node, value, _, k)
	return machine.same(self.state.registers[node.name], value) and k()
end

function values.hole(self, line, node, value, binding, k)
	if node.number then
		return value.sym == "num" and bind(binding, node.letter, value.off, k)
	end
	for _, name in ipairs(self:candidates(line, node, binding)) do
		if machine.same(self.state.registers[name], value) and bind(binding, node.letter, name, k) then
			return true
		end
	end
	return false
end

function values.number(_, _, node, value, _, k)
	return value.sym == "num" and value.off == node.value and k()
end

function values.symbol(_, _, node, value, binding, k)
	local name = value.sym:match("^&(.*)")
	if not name or binding[node.letter] then
		return false
	end
	binding[node.letter] = { symbol = name }
	if k() then
		return true
	end
	binding[node.letter] = nil
	return false
end

function values.memory(self, line, node, value, binding, k, width)
	for _, address in ipairs(self.state:addresses(value, node.width or width)) do
		if self:sum(line, node.sum, address, binding, k) then
			return true
		end
	end
	return false
end

function values.sum(self, line, node, value, binding, k)
	return self:sum(line, node, value, binding, k)
end

function values.pc()
	return false
end

function Matcher:value(line, node, want, binding, k)
	return values[node.kind](self, line, node, want.value, binding, k, want.width)
end

-- A list of registers at ascending addresses.
function Matcher:list(line, tree, want, binding, k)
	local place, value = tree.place, tree.value
	local node, memory = place, value
	if want.storing then
		node, memory = value, place
	end
	if node.kind ~= "hole" or not node.list or memory.kind ~= "memory" then
		return false
	end
	for _, name in ipairs(want.list) do
		if not self:has_class(line, node.letter, name) then
			return false
		end
	end
	if insn.consecutive(line, node.letter) and not want.consecutive then
		return false
	end
	binding.size = want.size
	return bind(binding, node.letter, want.list, function()
		return self:sum(line, memory.sum, want.address, binding, k)
	end)
end

-- One effect, one want.
function Matcher:one(line, tree, want, binding, k)
	if tree.word ~= "set" then
		return false
	elseif want.list then
		return self:list(line, tree, want, binding, k)
	end
	local place = tree.place
	if place.list or tree.value.list then
		return false
	elseif want.pc then
		return place.kind == "pc" and self:value(line, tree.value, want, binding, k)
	elseif want.address then
		if place.kind ~= "memory" or (place.width or want.width) ~= want.width
			or tree.value.kind == "memory" then
			return false
		end
		return self:value(line, tree.value, want, binding, function()
			return self:sum(line, place.sum, want.address, binding, k)
		end)
	elseif place.kind == "register" then
		return place.name == want.register and self:value(line, tree.value, want, binding, k)
	end
	return place.kind == "hole" and not place.number and self:has_class(line, place.letter, want.register)
		and bind(binding, place.letter, want.register, function()
			return self:value(line, tree.value, want, binding, k)
		end)
end

local function in_range(line, binding)
	for letter, range in pairs(line.ranges) do
		local number = binding[letter]
		if type(number) ~= "number" or number < range.low or number > range.high
			or (number - range.low) % range.step ~= 0 then
			return false
		end
	end
	return true
end

-- Finds registers for what a line clobbers; false where a wanted value would be lost.
function Matcher:clobbers(line, binding, wants)
	local taken = {}
	for _, want in ipairs(wants) do
		taken[want.register or ""] = true
	end
	for _, bound in pairs(binding) do
		if type(bound) == "string" then
			taken[bound] = true
		end
	end
	for _, node in ipairs(line.clobbers) do
		if node.kind == "register" then
			if not self.options.destroys(node.name) or taken[node.name] then
				return false
			end
		elseif node.kind == "hole" and not binding[node.letter] then
			local register = self.options.free(line.holes[node.letter].classes, taken)
			if not register then
				return false
			end
			binding[node.letter], taken[register] = register, true
		elseif node.kind == "memory" and node.sum.base.kind == "register" then
			local address = machine.plus(self.state.registers[node.sum.base.name], machine.terms(node.sum, binding))
			if not address or self.state:is_past_sp(address, node.width or self.abi.pointer) then
				return false
			end
		end
	end
	return true
end

-- Effects that nobody asked for, which may still be: moving a base that is scratch, what only windows and back
-- chains do.
function Matcher:harmless(tree, binding, wants)
	if tree.word == "rotate" or tree.word == "unrotate" then
		return self.abi.window ~= nil
	elseif tree.word ~= "set" then
		return false
	end
	if tree.place.kind == "memory" then
		local moved
		for _, want in ipairs(wants) do
			moved = moved or want.register == self.abi.sp
		end
		return self.abi.chain and moved and tree.value.kind == "hole"
	end
	local name = tree.place.name or binding[tree.place.letter]
	return tree.place.kind ~= "pc" and name and tree.value.kind == "sum" and name ~= self.abi.sp
		and self.options.destroys(name)
end

function Matcher:effects(line, i, wants, met, binding)
	local tree = line.effects[i]
	if not tree then
		for j = 1, #wants do
			if not met[j] then
				return false
			end
		end
		for _, side in ipairs(met.sides) do
			if not self:harmless(side, binding, wants) then
				return false
			end
		end
		return in_range(line, binding) and self:clobbers(line, binding, wants)
	end
	for j, want in ipairs(wants) do
		if not met[j] then
			met[j] = true
			if self:one(line, tree, want, binding, function()
				return self:effects(line, i + 1, wants, met, binding)
			end) then
				return true
			end
			met[j] = nil
		end
	end
	table.insert(met.sides, tree)
	if self:effects(line, i + 1, wants, met, binding) then
		return true
	end
	table.remove(met.sides)
	return false
end

-- Could some effect of the line be this want, by its form alone?
local function has_form(line, want)
	for _, tree in ipairs(line.effects) do
		if tree.word == "set" then
			local kind = tree.place.kind
			if want.list and (tree.place.list or tree.value.list) or want.pc and kind == "pc"
				or want.address and kind == "memory" or want.register and (kind == "hole"
				or kind == "register" and tree.place.name == want.register) then
				return true
			end
		end
	end
	return false
end

-- The first line, in the spec's order, that does what is wanted and nothing else; nil where none does.
-- accept(line) may refuse lines.
function Matcher:find(wants, accept)
	for _, want in ipairs(wants) do
		if not (want.list or want.value) then
			return nil	-- a value that is known nowhere
		end
	end
	for _, line in ipairs(self.abi.lines) do
		local binding = {}
		if #line.effects >= #wants and has_form(line, wants[1]) and (not accept or accept(line)) and not line.guard
			and self:effects(line, 1, wants, { sides = {} }, binding) then
			return line, binding
		end
	end
	return nil
end

return M
