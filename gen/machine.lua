-- The symbolic state of a processor, and what an instruction line does to it.
--
-- A value is {sym, off}: a symbol and an offset in bytes, such as {cfa, -16} or {num, 0}.  Registers hold values;
-- so does memory, whose addresses are values too.  What is not known is nil.  Memory past the stack pointer,
-- beyond the red zone, is forgotten when the pointer moves, for a signal handler may write there; to store there
-- is an error.

local M = {}

local Machine = {}
Machine.__index = Machine

function M.value(sym, off)
	return { sym = sym, off = off or 0 }
end

function M.same(a, b)
	return a ~= nil and b ~= nil and a.sym == b.sym and a.off == b.off
end

function M.plus(value, bytes)
	return value and { sym = value.sym, off = value.off + bytes }
end

function M.new(abi)
	return setmetatable({ abi = abi, registers = {}, memory = {}, calls = 0 }, Machine)
end

function Machine:copy()
	local other = setmetatable({ abi = self.abi, registers = {}, memory = {}, calls = self.calls, pc = self.pc,
		index = self.index }, Machine)
	for name, value in pairs(self.registers) do
		other.registers[name] = value
	end
	for sym, cells in pairs(self.memory) do
		local copy = {}
		for off, cell in pairs(cells) do
			copy[off] = cell
		end
		other.memory[sym] = copy
	end
	return other
end

-- The bytes at an address, if one store put exactly these there.
function Machine:load(address, width)
	local cell = address and self.memory[address.sym] and self.memory[address.sym][address.off]
	return cell and cell.width == width and cell.value or nil
end

-- Forgets what overlaps [low, high) at a symbol.
function Machine:forget(sym, low, high)
	local cells = self.memory[sym]
	for off, cell in pairs(cells or {}) do
		if off < high and off + cell.width > low then
			cells[off] = nil
			self.index = nil
		end
	end
end

function Machine:store(address, width, value)
	local cells = self.memory[address.sym] or {}
	self.memory[address.sym] = cells
	self:forget(address.sym, address.off, address.off + width)
	cells[address.off] = { value = value, width = width }
	self.index = nil
end

local function by_place(a, b)
	if a.sym ~= b.sym then
		return a.sym < b.sym
	end
	return a.off < b.off
end

-- Which values lie where: symbol -> offset -> the addresses with their widths, sorted.
local function index_of(memory)
	local index = {}
	for sym, cells in pairs(memory) do
		for off, cell in pairs(cells) do
			local held = cell.value
			if held then
				index[held.sym] = index[held.sym] or {}
				local list = index[held.sym][held.off] or {}
				index[held.sym][held.off] = list
				list[#list + 1] = { sym = sym, off = off, width = cell.width }
			end
		end
	end
	for _, by_offset in pairs(index) do
		for _, list in pairs(by_offset) do
			table.sort(list, by_place)
		end
	end
	return index
end

-- The addresses at which a value of this width lies, sorted.
function Machine:addresses(value, width)
	self.index = self.index or index_of(self.memory)
	local found, list = {}, self.index[value.sym] and self.index[value.sym][value.off]
	for _, address in ipairs(list or found) do
		if address.width == width then
			found[#found + 1] = address
		end
	end
	return found
end

-- The stack pointer as an address: some ABIs keep it biased.
function Machine:sp_address()
	return M.plus(self.registers[self.abi.sp], self.abi.bias)
end

-- The bounds [low, high) of what lies past the stack pointer and is not protected.
local function beyond(abi, sp)
	if abi.direction < 0 then
		return math.mininteger, sp.off - abi.redzone
	end
	return sp.off + abi.redzone, math.maxinteger
end

local function settle(self)
	local sp = self:sp_address()
	if sp then
		local low, high = beyond(self.abi, sp)
		self:forget(sp.sym, low, high)
	end
end

-- Is a store there lost to the next signal?
function Machine:is_past_sp(address, width)
	local sp = self:sp_address()
	if not sp or sp.sym ~= address.sym then
		return false
	end
	local low, high = beyond(self.abi, sp)
	return address.off < high and address.off + width > low
end

local function width_of(self, node, binding)
	local register = node.kind == "register" and node.name or binding[node.letter]
	if type(register) == "table" then
		register = register[1]
	end
	return self.abi.registers[register] and self.abi.registers[register].width
end

-- The width of a memory operand: its own, or that of the register on the other side.
local function memory_width(self, node, other, binding)
	return node.width or (other.kind == "hole" or other.kind == "register") and width_of(self, other, binding)
		or self.abi.pointer
end

local evaluate = {}

function evaluate.register(self, node)
	return self.registers[node.name]
end

function evaluate.hole(self, node, binding)
	local bound = binding[node.letter]
	if type(bound) == "number" then
		return M.value("num", bound)
	end
	return self.registers[bound]
end

function evaluate.number(_, node)
	return M.value("num", node.value)
end

function evaluate.symbol(_, node, binding)
	return M.value("&" .. binding[node.letter].symbol)
end

function evaluate.pc()
	return M.value "pc"
end

-- The bytes a sum's terms add up to.
function M.terms(sum, binding)
	local total = 0
	for _, addend in ipairs(sum.terms) do
		local node = addend.node
		local value = node.kind == "number" and node.value or node.kind == "size" and binding.size
			or binding[node.letter]
		total = total + addend.sign * value
	end
	return total
end

function evaluate.sum(self, node, binding)
	return M.plus(evaluate[node.base.kind](self, node.base, binding), M.terms(node, binding))
end

function evaluate.memory(self, node, binding, width)
	return self:load(evaluate.sum(self, node.sum, binding), width)
end

local function listed(node)
	return node.kind == "hole" and node.list
end

-- The writes of `place <- value`, as {register, value} and {address, width, value}.
local function writes_of(self, tree, binding, writes)
	local place, value = tree.place, tree.value
	if listed(place) or listed(value) then
		local memory = listed(place) and value or place
		local address = evaluate.sum(self, memory.sum, binding)
		for _, register in ipairs(binding[(listed(place) and place or value).letter]) do
			local width = self.abi.registers[register].width
			writes[#writes + 1] = listed(place) and { register = register, value = self:load(address, width) }
				or { address = address, width = width, value = self.registers[register] }
			address = M.plus(address, width)
		end
		return
	end
	if place.kind == "memory" then
		writes[#writes + 1] = { address = evaluate.sum(self, place.sum, binding),
			width = memory_width(self, place, value, binding), value = evaluate[value.kind](self, value, binding,
			self.abi.pointer) }
		return
	end
	local width = value.kind == "memory" and memory_width(self, value, place, binding)
	local result = evaluate[value.kind](self, value, binding, width)
	if place.kind == "pc" then
		writes[#writes + 1] = { pc = true, value = result }
	else
		writes[#writes + 1] = { register = place.name or binding[place.letter], value = result }
	end
end

local function preserved_in_window(abi)
	local list = {}
	for _, fact in ipairs(abi.preserved) do
		if fact.window then
			list[#list + 1] = fact.register
		end
	end
	return list
end

M.preserved_in_window = preserved_in_window

-- A save instruction renames the outgoing registers; the rest of the old window waits for its stack slots.
local function rotate(self)
	local old, new = self.registers, {}
	for name, value in pairs(old) do
		new[name] = value
	end
	local address = self:sp_address()
	for _, name in ipairs(preserved_in_window(self.abi)) do
		local width = self.abi.registers[name].width
		self:store(address, width, old[name])
		address = M.plus(address, width)
		new[name] = nil
	end
	for out, into in pairs(self.abi.window.map) do
		new[into], new[out] = old[out], nil
	end
	self.registers = new
end

local function unrotate(self)
	local old, new = self.registers, {}
	for name, value in pairs(old) do
		new[name] = value
	end
	for out, into in pairs(self.abi.window.map) do
		new[out] = old[into]
	end
	self.registers = new
	local address = self:sp_address()
	for _, name in ipairs(preserved_in_window(self.abi)) do
		local width = self.abi.registers[name].width
		new[name] = address and self:load(address, width)
		address = M.plus(address, width)
	end
end

-- What any callee may destroy: all that is not preserved, fixed or the stack pointer, and its home area.
local function lose_to_callee(self)
	local abi = self.abi
	for _, name in ipairs(abi.register_list) do
		if not (abi.preserves[name] or abi.fixed[name] or name == abi.sp) then
			self.registers[name] = nil
		end
	end
	local sp = self:sp_address()
	local home = math.max(abi.home, abi.arguments.stack and 4 * abi.pointer or 0)
	if sp and abi.direction < 0 then
		self:forget(sp.sym, sp.off, sp.off + home)
	elseif sp then
		self:forget(sp.sym, sp.off - home, sp.off)
	end
end

-- Stage one of a line: what it destroys before (and while) it has its effect.  CFI rows must bear this.
function Machine:destroy(line, binding)
	for _, node in ipairs(line.clobbers) do
		if node.kind == "memory" then
			local address = evaluate.sum(self, node.sum, binding)
			local width = node.width or self.abi.pointer
			if address then
				self:forget(address.sym, address.off, address.off + width)
			end
		else
			self.registers[node.name or binding[node.letter]] = nil
		end
	end
	for _, tree in ipairs(line.effects) do
		if tree.word == "call" then
			lose_to_callee(self)
			if not self.abi.ret.memory then
				self.registers[self.abi.ret.register] = nil
			end
		end
	end
end

-- Stage two.  Answers the stores that were past the stack pointer.
function Machine:execute(line, binding)
	local writes, rotates, past = {}, nil, {}
	for _, tree in ipairs(line.effects) do
		if tree.word == "set" then
			writes_of(self, tree, binding, writes)
		elseif tree.word == "rotate" or tree.word == "unrotate" then
			rotates = tree.word
		end
	end
	self:destroy(line, binding)
	if line.effects[1].word == "call" then
		self.calls = self.calls + 1
		self.registers[self.abi.result.pointer] = M.value("result" .. self.calls)
	end
	if rotates then
		(rotates == "rotate" and rotate or unrotate)(self)
	end
	for _, write in ipairs(writes) do
		if write.register then
			self.registers[write.register] = write.value
		elseif write.pc then
			self.pc = write.value
		elseif write.address then
			self:store(write.address, write.width, write.value)
		end
	end
	for _, write in ipairs(writes) do
		if write.address and self:is_past_sp(write.address, write.width) then
			past[#past + 1] = write
		end
	end
	settle(self)
	return past
end

return M
