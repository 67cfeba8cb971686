-- A processor's state in symbols, and what the steps of a stub do to it.
--
-- A value is {sym, off}: a symbol and an offset in bytes.  "self" is the caller's stack pointer after the return,
-- "self:%rbx" what a register held, "self:return" the return address, "number" a constant.  Memory is symbol ->
-- offset -> {width, value}; what is not known is nil.  Addresses are those of memory: where the stack pointer is
-- biased, an address on the stack is the register plus the bias.
--
-- Memory past the stack pointer, beyond the red zone, may change at any instant: it is forgotten, and a store there
-- is refused.  Where there are register windows, the same holds of the words at the stack pointer.  An area says
-- what a stub may write: {top, home} on a stack, or {low, high} elsewhere.
--
-- written: the registers that steps wrote, for who clears it; lost: how often memory or all registers changed.

local M = {}

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local function value(sym, off)
	return { sym = sym, off = off or 0 }
end

local function plus(one, bytes)
	return one and { sym = one.sym, off = one.off + bytes }
end

local function same(a, b)
	return a ~= nil and b ~= nil and a.sym == b.sym and a.off == b.off
end

M.value, M.plus, M.same = value, plus, same

local function show(one)
	if not one then
		return "unknown"
	elseif one.sym == "number" then
		return tostring(one.off)
	end
	return one.off == 0 and one.sym or ("%s%+d"):format(one.sym, one.off)
end

M.show = show

local WIDEST = 16

local State = {}
State.__index = State

-- The registers that a window holds, in the order of their memory.
local function window_of(abi)
	local list = {}
	for _, fact in ipairs(abi.preserved) do
		list[#list + 1] = fact.window and fact.register
	end
	return list
end

function M.new(abi)
	return setmetatable({ abi = abi, registers = {}, memory = {}, areas = {}, windows = {}, depth = 0,
		window = abi.window and window_of(abi) or {}, nonzero = {}, written = {}, lost = 0 }, State)
end

local function copied(map)
	local copy = {}
	for key, held in pairs(map) do
		copy[key] = held
	end
	return copy
end

function State:load(address, width)
	local cells = address and self.memory[address.sym]
	local cell = cells and cells[address.off]
	return cell and cell.width == width and cell.value or nil
end

function State:store(address, width, held)
	local cells = self.memory[address.sym]
	if not cells then
		cells = {}
		self.memory[address.sym] = cells
	end
	self:forget(address, width)
	cells[address.off] = { width = width, value = held }
end

-- Forgets what overlaps a few bytes.
function State:forget(address, width)
	local cells = self.memory[address.sym]
	for off = cells and address.off - WIDEST + 1 or 1, cells and address.off + width - 1 or 0 do
		local cell = cells[off]
		if cell and off + cell.width > address.off then
			cells[off] = nil
			self.lost = self.lost + 1
		end
	end
end

-- Forgets what overlaps [low, high).
function State:forget_range(sym, low, high)
	local cells = self.memory[sym]
	for off, cell in pairs(cells or {}) do
		if off < high and off + cell.width > low then
			cells[off] = nil
			self.lost = self.lost + 1
		end
	end
end

-- The stack pointer's address.
function State:top()
	local sp = self.registers[self.abi.sp]
	return sp and { sym = sp.sym, off = sp.off + self.abi.bias }
end

-- Forgets what lies past the stack pointer, beyond so many bytes.
function State:forget_past(top, zone)
	if self.abi.direction < 0 then
		self:forget_range(top.sym, math.mininteger, top.off - zone)
	else
		self:forget_range(top.sym, top.off + zone, math.maxinteger)
	end
end

-- Forgets so many bytes on the near side of the stack pointer.
function State:forget_home(top, size)
	if size > 0 and self.abi.direction < 0 then
		self:forget_range(top.sym, top.off, top.off + size)
	elseif size > 0 then
		self:forget_range(top.sym, top.off - size, top.off)
	end
end

-- What may change at any instant.  Past a stack pointer that stays, nothing new can be.
function State:settle()
	local top = self:top()
	if same(top, self.settled) and not self.abi.window then
		return
	end
	self.settled = top
	self:forget_past(top, self.abi.redzone)
	if self.abi.window then
		self:forget_home(top, self.abi.reserve)
	end
end

function State:number_of_bytes_past(top, address, width)
	if self.abi.direction < 0 then
		return top.off - self.abi.redzone - address.off
	end
	return address.off + width - top.off - self.abi.redzone
end

-- Is [off, off + width) of a stack its current frame's, or the callee's part of its caller's?
local function in_frame(self, area, top, off, width)
	if self.abi.direction < 0 then
		return off + width <= area.top or off >= area.top and off + width <= area.top + area.home
			or self.abi.window and off >= top.off and off + width <= top.off + self.abi.reserve
	end
	return off >= area.top or off < area.top and off >= area.top - area.home
end

-- Refuses what a stub may not write.
function State:may_write(address, width)
	local top, area = self:top(), self.areas[address.sym]
	if area and area.low then
		if address.off < area.low or address.off + width > area.high then
			fail("proof-foreign-store", "it writes %d bytes at %s", width, show(address))
		end
	elseif not area or top.sym ~= address.sym then
		fail("proof-foreign-memory", "it writes at %s, which is not its own", show(address))
	elseif self:number_of_bytes_past(top, address, width) > 0 then
		fail("proof-past-sp", "%s is past the stack pointer, %s", show(address), show(top))
	elseif not in_frame(self, area, top, address.off, width) then
		fail("proof-callers-frame", "it writes into the caller's frame, at %s", show(address))
	end
end

function State:address(memory)
	local base = self.registers[memory.base]
	return base and { sym = base.sym, off = base.off + memory.off }
end

-- A register's value that is wider than the memory it is put into is lost; an address is not.
local function narrowed(self, held, width, full)
	local register = held and held.sym:match(":(.*)$")
	if held and width < full and (register and register ~= "return" or width < self.abi.pointer) then
		return nil
	end
	return held
end

function State:evaluate(node)
	if node.from then
		local held = self.registers[node.from]
		if held and node.add ~= 0 then
			return { sym = held.sym, off = held.off + node.add }
		end
		return held
	elseif node.base then
		return self:load(self:address(node), node.width)
	elseif node.number then
		return value("number", node.number)
	end
	return node.symbol and value("&" .. node.symbol)
end

-- {register | pc | address, width, value}, from the state as it is.
function State:writes(step)
	local list = {}
	for i, write in ipairs(step.writes) do
		local held = self:evaluate(write.value)
		local one = { register = write.register, pc = write.pc, value = held, width = write.width }
		if write.base then
			one.address = self:address(write)
			if not one.address then
				fail("proof-unknown-address", "%s, the address, is not known", write.base)
			end
			local full = write.value.from and self.abi.registers[write.value.from].width or write.width
			one.value = narrowed(self, held, write.width, full)
		end
		list[i] = one
	end
	return list
end

-- What any callee may destroy.
function State:lose_to_callee(home)
	local abi = self.abi
	for _, name in ipairs(abi.register_list) do
		if not (abi.preserves[name] or abi.fixed[name] or name == abi.sp) then
			self.registers[name] = nil
		end
	end
	if not abi.ret.memory then
		self.registers[abi.ret.register] = nil
	end
	local top = self:top()
	self.lost = self.lost + 1
	self:forget_past(top, 0)
	self:forget_home(top, home)
end

-- Stage one: what a step destroys before it has its effect, and while it has it.
function State:destroy(step, home)
	for _, memory in ipairs(step.scratch) do
		local address = self:address(memory)
		if not address then
			fail("proof-unknown-scratch", "%s, the address of its scratch memory, is not known", memory.base)
		end
		self:may_write(address, memory.width)
		self:forget(address, memory.width)
	end
	for _, name in ipairs(step.lost) do
		self.registers[name], self.written[name] = nil, true
	end
	if step.call then
		self:lose_to_callee(home)
	end
end

-- A window is left in the file, and may at any instant be in its memory as well: so it is put there.
function State:rotate()
	local old, address = self.registers, self:top()
	local new, held = copied(old), {}
	for i, name in ipairs(self.window) do
		held[i], new[name] = old[name], nil
		local width = self.abi.registers[name].width
		self:store(address, width, old[name])
		address = plus(address, width)
	end
	for out, into in pairs(self.abi.window.map) do
		new[into], new[out] = old[out], nil
	end
	table.insert(self.windows, { top = self:top(), held = held })
	self.registers, self.depth, self.lost = new, self.depth + 1, self.lost + 1
end

-- The window comes back from the file where it is there still; it and its memory must then be the same.
function State:unrotate()
	local old = self.registers
	local new = copied(old)
	for out, into in pairs(self.abi.window.map) do
		new[out] = old[into]
	end
	self.registers, self.depth, self.lost = new, self.depth - 1, self.lost + 1
	local address, filed = self:top(), table.remove(self.windows)
	if not address then
		fail("proof-window-lost", "the stack pointer of the window is not known")
	elseif filed and not same(filed.top, address) then
		fail("proof-window-stale", "the window of %s is still in registers, not that of %s", show(filed.top), show(address))
	elseif not filed and not self.spilled then
		fail("proof-window-unspilled", "the windows were not spilled")
	end
	for i, name in ipairs(self.window) do
		local held = self:load(address, self.abi.registers[name].width)
		new[name] = (not filed or same(held, filed.held[i])) and held or nil
		address = plus(address, self.abi.registers[name].width)
	end
end

-- All windows but the current one go to their memory; where one is the caller's, it is among them.
function State:spill()
	self.windows, self.spilled, self.flushed = {}, true, self.flushed or self.depth > 0
end

-- Stage two.  writes is what the state was asked before; moved is called when the registers are set.
function State:execute(step, writes, moved)
	local checked = step.checked and self.registers[step.checked]
	if checked and checked.off == 0 then
		self.nonzero[checked.sym] = true
	end
	if step.rotate then
		self:rotate()
	elseif step.unrotate then
		self:unrotate()
	elseif step.spill then
		self:spill()
	end
	for _, write in ipairs(writes) do
		if write.register then
			self.registers[write.register] = write.value
			self.written[write.register] = true
		elseif write.pc then
			self.pc = write.value
		else
			self:store(write.address, write.width, write.value)
		end
	end
	if not self.registers[self.abi.sp] then
		fail("proof-sp-unknown", "the stack pointer is not known any more")
	end
	moved()
	for _, write in ipairs(writes) do
		if write.address then
			self:may_write(write.address, write.width)
		end
	end
	self:settle()
end

return M
