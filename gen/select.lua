-- Wanted effects -> instruction lines, in lock-step with the symbolic machine.
--
-- A want is met by one line where there is one; else through scratch registers, or by walking: bringing an
-- address into reach of the lines there are.  What is scratch is asked of the machine: a register that holds
-- nothing wanted later.  The result is a listing, an array of entries
--     {line, binding, texts, guard, before, after}    after: the state at its end; before: after its clobbers, if any
--     {label}                                          a code label of its own
-- If nothing matches, M.failure is raised with the want as text, in the notation of the specs.

local insn = require "insn"
local machine = require "machine"
local match = require "match"

local M = {}

local Selector = {}
Selector.__index = Selector

-- needed(value) answers whether a later step wants it; set by plan.lua.
function M.new(abi, state)
	local self = setmetatable({ abi = abi, state = state, out = {}, busy = {}, finals = {} }, Selector)
	self.needed = function()
		return false
	end
	self:rematch()
	return self
end

function Selector:rematch()
	self.matcher = match.new(self.abi, self.state, {
		free = function(classes, taken)
			return self:free(classes, taken)
		end,
		destroys = function(register)
			return self:is_free(register)
		end,
	})
end

-- How an address or value is written in the spec's notation, with registers where they hold it.
function Selector:describe(value)
	if value.sym == "num" then
		return tostring(value.off)
	end
	for _, name in ipairs(self.abi.register_list) do
		local held = self.state.registers[name]
		if held and held.sym == value.sym then
			local off = value.off - held.off
			return self.abi.registers[name].spelled .. (off ~= 0 and ("%+d"):format(off) or "")
		end
	end
	return value.sym .. (value.off ~= 0 and ("%+d"):format(value.off) or "")
end

function Selector.fail(_, place, value)
	error({ failure = true, want = place .. " <- " .. value }, 0)
end

-- Order in which registers are taken as scratch: plain caller-saved ones, then arguments, then saved ones.
local function scratch_order(abi)
	local arguments, order = {}, { {}, {}, {} }
	for _, name in ipairs(abi.arguments) do
		arguments[name] = true
	end
	arguments[abi.result.pointer], arguments[abi.result.integer], arguments[abi.ret.register] = true, true, true
	for _, name in ipairs(abi.register_list) do
		local rank = abi.preserves[name] and 3 or arguments[name] and 2 or 1
		table.insert(order[rank], name)
	end
	local list = {}
	for _, names in ipairs(order) do
		table.move(names, 1, #names, #list + 1, list)
	end
	return list
end

-- May this register be destroyed now?
function Selector:is_free(name)
	local abi, value = self.abi, self.state.registers[name]
	if name == abi.sp or abi.fixed[name] or self.busy[name] or abi.control[name] then
		return false
	end
	if self.finals[name] and machine.same(value, self.finals[name]) then
		return false
	end
	if value == nil or not self.needed(value) then
		return true
	end
	for _, other in ipairs(abi.register_list) do
		if other ~= name and not self.busy[other] and machine.same(self.state.registers[other], value) then
			return true
		end
	end
	return false
end

-- A register of these classes that is free, or nil.
function Selector:free(classes, taken)
	self.order = self.order or scratch_order(self.abi)
	for _, name in ipairs(self.order) do
		if classes[self.abi.registers[name].class] and not (taken and taken[name]) and self:is_free(name) then
			return name
		end
	end
	return nil
end

-- Executes a line and lists it.
function Selector:emit(line, binding)
	local copy = {}
	for letter, bound in pairs(binding) do
		copy[letter] = bound
	end
	local before
	if #line.clobbers > 0 or line.effects[1].word == "call" then
		before = self.state:copy()
		before:destroy(line, copy)
	end
	local past = self.state:execute(line, copy)
	if #past > 0 then
		error({ failure = true, want = "a place for what it stores past the stack pointer" }, 0)
	end
	table.insert(self.out, { line = line, binding = copy, guard = self.guard, before = before,
		after = self.state:copy(), texts = insn.spell(line, copy, function(name, width)
			local register = self.abi.registers[name]
			return width and register.spellings[width] or register.spelled
		end) })
end

function Selector:try(wants, accept)
	local line, binding = self.matcher:find(wants, accept)
	if line then
		self:emit(line, binding)
		return true
	end
	return false
end

-- Runs f; if it answers false, all is as before.
function Selector:attempt(f)
	local state, length = self.state:copy(), #self.out
	if f() then
		return true
	end
	self.state = state
	self:rematch()
	for i = #self.out, length + 1, -1 do
		self.out[i] = nil
	end
	return false
end

function Selector:with_busy(name, f)
	local was = self.busy[name]
	self.busy[name] = true
	local answer = f()
	self.busy[name] = was
	return answer
end

-- Tries f(scratch) with a free register of each class in turn.
function Selector:through(f)
	for _, class in ipairs(self.abi.class_list) do
		local scratch = self:free({ [class] = true })
		if scratch and self:attempt(function()
			return self:with_busy(scratch, function()
				return f(scratch)
			end)
		end) then
			return true
		end
	end
	return false
end

local function largest_step(range, wanted)
	local step = math.max(range.low, math.min(range.high, wanted))
	return step - (step - range.low) % range.step
end

-- Adds to a register in steps that the lines allow, until it holds the value; it holds its symbol already.
function Selector:add_up(name, value)
	for _ = 1, 64 do
		local held = self.state.registers[name]
		if machine.same(held, value) then
			return true
		end
		local moved = false
		for _, line in ipairs(self.abi.lines) do
			for _, range in pairs(line.ranges) do
				local step = largest_step(range, math.abs(value.off - held.off))
				local signed = value.off > held.off and step or -step
				if range.low < 0 then
					signed = largest_step(range, value.off - held.off)
				end
				if not moved and math.abs(value.off - held.off - signed) < math.abs(value.off - held.off) then
					moved = self:try({ { register = name, value = machine.plus(held, signed) } }, function(candidate)
						return candidate == line
					end)
				end
			end
		end
		if not moved then
			return false
		end
	end
	return false
end

-- The registers that hold a symbol at any offset, the stack pointer first.
function Selector:holders(sym)
	local list = {}
	for _, name in ipairs(self.abi.register_list) do
		local held = self.state.registers[name]
		if held and held.sym == sym then
			table.insert(list, name == self.abi.sp and 1 or #list + 1, name)
		end
	end
	return list
end

-- The values in memory that share a symbol, nearest first: pointers that may be loaded as a base.
function Selector:stored_bases(value)
	local list = {}
	for _, cells in pairs(self.state.memory) do
		for _, cell in pairs(cells) do
			if cell.value and cell.value.sym == value.sym then
				list[#list + 1] = cell.value
			end
		end
	end
	table.sort(list, function(a, b)
		return math.abs(a.off - value.off) < math.abs(b.off - value.off)
	end)
	return list
end

-- Brings an address into a register by copying or loading a base and adding to it.
function Selector:reach(name, value, depth)
	for _, holder in ipairs(self:holders(value.sym)) do
		if self:attempt(function()
			local held = self.state.registers[holder]
			return (holder == name or self:try { { register = name, value = held } }
				or depth > 0 and self:put(name, held, depth - 1)) and self:add_up(name, value)
		end) then
			return true
		end
	end
	local base = self:stored_bases(value)[1]
	return base ~= nil and #self:holders(value.sym) == 0 and self:attempt(function()
		return self:try { { register = name, value = base, width = self.abi.registers[name].width } }
			and self:add_up(name, value)
	end)
end

-- Makes the bytes at an address addressable: a free base register is brought to it or to its end.
function Selector:walk(address, width, depth, f)
	for _, off in ipairs { 0, width } do
		if self:through(function(scratch)
			return self:reach(scratch, machine.plus(address, off), depth) and f()
		end) then
			return true
		end
	end
	return false
end

-- A value that lies in memory only, loaded by walking to it.
function Selector:walk_to_value(name, value, depth)
	local width = self.abi.registers[name].width
	local address = self.state:addresses(value, width)[1]
	return address and self:walk(address, width, depth, function()
		return self:try { { register = name, value = value, width = width } }
	end)
end

-- A value that a register holds is copied from there rather than loaded again.
local function from_register(line)
	local tree = line.effects[1]
	return #line.effects == 1 and tree.word == "set" and (tree.value.kind == "hole" or tree.value.kind == "register")
end

-- register <- value; answers whether it could be done.
function Selector:put(name, value, depth)
	local want = { register = name, value = value, width = self.abi.registers[name].width }
	if machine.same(self.state.registers[name], value) or self:try({ want }, from_register) or self:try { want } then
		return true
	elseif depth <= 0 then
		return false
	end
	return self:attempt(function()
		return self:reach(name, value, 0)
	end) or self:through(function(scratch)
		return self:put(scratch, value, 0) and self:try { want }
	end) or self:walk_to_value(name, value, depth - 1) or self:through(function(scratch)
		return self:put(scratch, value, depth - 1) and self:put(name, value, 0)
	end)
end

function Selector:set(name, value)
	if not value then
		self:fail(self.abi.registers[name].spelled, "a value that nothing holds any more")
	end
	if not self:put(name, value, 2) then
		self:fail(self.abi.registers[name].spelled, self:source(name, value))
	end
end

-- How a value is written that should come from memory, if it is nowhere else.
function Selector:source(name, value)
	local address = self.state:addresses(value, self.abi.registers[name].width)[1]
	if #self:holders(value.sym) == 0 and address then
		return "[" .. self:describe(address) .. "]"
	end
	return self:describe(value)
end

function Selector:try_store(address, width, value, depth)
	local want = { address = address, width = width, value = value }
	if self:try { want } then
		return true
	elseif depth <= 0 then
		return false
	end
	return self:through(function(scratch)
		return self.abi.registers[scratch].width >= width and self:put(scratch, value, 0)
			and self:try_store(address, width, value, 0)
	end) or self:walk(address, width, depth - 1, function()
		return self:try { want }
	end) or self:through(function(scratch)
		return self.abi.registers[scratch].width >= width and self:put(scratch, value, depth - 1)
			and self:try_store(address, width, value, depth - 1)
	end)
end

-- [address] <- value
function Selector:store(address, width, value)
	if not value then
		self:fail("[" .. self:describe(address) .. "]", "a value that nothing holds any more")
	end
	if not self:try_store(address, width, value, 2) then
		self:fail("[" .. self:describe(address) .. "]", self:describe(value))
	end
end

-- Items that follow one another without a gap, from index i: how many?
local function run_of(items, offsets, i)
	local last = i
	while items[last + 1] and offsets[items[last + 1].key] == offsets[items[last].key] + items[last].width do
		last = last + 1
	end
	return last
end

local function consecutive(abi, items, first, last)
	for i = first + 1, last do
		if abi.registers[items[i].register].order ~= abi.registers[items[i - 1].register].order + 1 then
			return false
		end
	end
	return true
end

local function ascending(abi, items, first, last)
	for i = first + 1, last do
		if abi.registers[items[i].register].order <= abi.registers[items[i - 1].register].order then
			return false
		end
	end
	return true
end

-- Moves items[first..last] with one instruction that takes a list; also moves sp by sp_step if that is given.
function Selector:try_list(items, first, last, address, storing, sp_step)
	if first == last and not sp_step or not ascending(self.abi, items, first, last) then
		return false
	end
	local want = { list = {}, size = 0, address = address, storing = storing,
		consecutive = consecutive(self.abi, items, first, last) }
	for i = first, last do
		table.insert(want.list, items[i].register)
		want.size = want.size + items[i].width
	end
	local wants = { want }
	if sp_step then
		wants[2] = { register = self.abi.sp, value = machine.plus(self.state.registers[self.abi.sp], sp_step) }
	end
	return self:try(wants)
end

local function single(self, item, address, storing)
	if storing then
		return { address = address, width = item.width, value = self.state.registers[item.register] }
	end
	return { register = item.register, width = item.width, value = self.state:load(address, item.width) }
end

-- Stores or loads items[first], alone or with as many after it as one line takes; answers the next index.
function Selector:widest(items, first, base, offsets, storing)
	local last = run_of(items, offsets, first)
	local address = machine.plus(base, offsets[items[first].key])
	while last > first do
		if self:try_list(items, first, last, address, storing) then
			return last + 1
		end
		last = last - 1
	end
	local here = single(self, items[first], address, storing)
	local after = items[first + 1]
	if after and run_of(items, offsets, first) > first then
		local there = single(self, after, machine.plus(base, offsets[after.key]), storing)
		if self:try { here, there } then
			return first + 2
		end
	end
	if storing then
		self:store(address, here.width, here.value)
	else
		self:set(here.register, here.value)
	end
	return first + 1
end

-- Moves a group of items between their registers and [base + offsets[key]].
function Selector:move_group(group, base, offsets, storing)
	self.guard = group.guard
	local i, start = 1, self.state:copy()
	while i <= #group do
		i = self:widest(group, i, base, offsets, storing)
	end
	self.guard = nil
	if group.guard then
		self:forget_guarded(group, start)
	end
end

-- After a guarded group nothing may rest on what else it wrote: it may not have been compiled.
function Selector:forget_guarded(group, start)
	local kept = {}
	for _, item in ipairs(group) do
		kept[item.register] = true
	end
	for _, name in ipairs(self.abi.register_list) do
		if not kept[name] and not machine.same(self.state.registers[name], start.registers[name]) then
			self.state.registers[name] = nil
		end
	end
end

-- Pushes or pops a group: at once if a line takes lists, else one by one.
function Selector:push_group(group, storing)
	local size = 0
	for _, item in ipairs(group) do
		size = size + item.width
	end
	local direction = self.abi.direction * (storing and 1 or -1)
	local low = self.state:sp_address()
	low = direction < 0 and machine.plus(low, -size) or low
	if self:try_list(group, 1, #group, low, storing, direction * size) then
		return
	end
	local first, last, step = 1, #group, 1
	if direction < 0 then
		first, last, step = #group, 1, -1
	end
	for i = first, last, step do
		local item, sp = group[i], self.state:sp_address()
		local address = direction < 0 and machine.plus(sp, -item.width) or sp
		local moved = { register = self.abi.sp, value = machine.plus(self.state.registers[self.abi.sp],
			direction * item.width) }
		if not self:try { single(self, item, address, storing), moved } then
			self:fail(storing and "[" .. self:describe(address) .. "]" or self.abi.registers[item.register].spelled,
				(storing and self.abi.registers[item.register].spelled or "[" .. self:describe(address) .. "]") .. ", "
				.. self.abi.sp .. " <- " .. self:describe(moved.value))
		end
	end
end

-- Pushes one register, by one line or by moving the stack pointer first.
function Selector:push_value(name, width)
	local value, sp = self.state.registers[name], self.abi.sp
	local moved = machine.plus(self.state.registers[sp], self.abi.direction * width)
	local address = machine.plus(self.abi.direction < 0 and moved or self.state.registers[sp], self.abi.bias)
	if not self:try { { address = address, width = width, value = value }, { register = sp, value = moved } } then
		self:move_sp(moved)
		self:store(address, width, value)
	end
end

-- The line of a bare word such as landing, trap or spill.
function Selector:word(word)
	for _, line in ipairs(self.abi.lines) do
		if line.effects[1].word == word and #line.effects == 1 and not line.effects[1].value then
			self:emit(line, {})
			return
		end
	end
	error({ failure = true, want = word }, 0)
end

-- trap unless value
function Selector:check(value)
	for _, line in ipairs(self.abi.lines) do
		local tree = line.effects[1]
		if tree.word == "check" then
			for _, name in ipairs(self:holders(value.sym)) do
				if machine.same(self.state.registers[name], value) and line.holes[tree.value.letter]
					and line.holes[tree.value.letter].classes[self.abi.registers[name].class] then
					local binding = { [tree.value.letter] = name }
					if self.matcher:clobbers(line, binding, {}) then
						self:emit(line, binding)
						return
					end
				end
			end
		end
	end
	error({ failure = true, want = "trap unless r" }, 0)
end

local function call_line(abi)
	for _, line in ipairs(abi.lines) do
		if line.effects[1].word == "call" and line.effects[1].value.kind ~= "symbol" then
			return line
		end
	end
	error({ failure = true, want = "call r" }, 0)
end

-- Puts the values into the registers at once, as far as cycles go: pending is an array of {register, value}.
function Selector:parallel(pending)
	local wanted = {}
	for _, move in ipairs(pending) do
		wanted[move.register] = true
	end
	local function holds_pending(name, except)
		for _, move in ipairs(pending) do
			if move ~= except and machine.same(self.state.registers[name], move.value)
				and #self:holding(move.value, name) == 0 then
				return true
			end
		end
		return false
	end
	while #pending > 0 do
		local chosen
		for i, move in ipairs(pending) do
			if not chosen and not holds_pending(move.register, move) then
				chosen = i
			end
		end
		if not chosen then
			local value = self.state.registers[pending[1].register]
			local scratch = self:free({ [self.abi.registers[pending[1].register].class] = true }, wanted)
			if not scratch then
				error({ failure = true, want = "a free register to exchange arguments" }, 0)
			end
			self:set(scratch, value)
		else
			local move = table.remove(pending, chosen)
			self:set(move.register, move.value)
			self.busy[move.register] = true
		end
	end
	for name in pairs(wanted) do
		self.busy[name] = nil
	end
end

-- The registers besides this one that hold a value.
function Selector:holding(value, except)
	local list = {}
	for _, name in ipairs(self:holders(value.sym)) do
		if name ~= except and machine.same(self.state.registers[name], value) then
			list[#list + 1] = name
		end
	end
	return list
end

-- Calls the function at a value with arguments in registers; those on the stack were stored before.
function Selector:call(fn, arguments)
	local line = call_line(self.abi)
	local node = line.effects[1].value
	local pending, taken = {}, {}
	for i, value in ipairs(arguments) do
		local name = self.abi.arguments[i]
		pending[i], taken[name] = { register = name, value = value }, true
	end
	local binding = {}
	if node.kind == "register" then
		table.insert(pending, { register = node.name, value = fn })
	else
		local classes = line.holes[node.letter].classes
		local target
		for _, name in ipairs(self:holding(fn)) do
			if not taken[name] and classes[self.abi.registers[name].class] then
				target = target or name
			end
		end
		if not target then
			target = self:free(classes, taken)
			if not target then
				error({ failure = true, want = "a free register for call r" }, 0)
			end
			self:set(target, fn)
		end
		binding[node.letter] = target
	end
	self:with_busy(binding[node.letter] or self.abi.sp, function()
		self:parallel(pending)
	end)
	self.matcher:clobbers(line, binding, {})
	self:emit(line, binding)
end

-- Moves the stack pointer by bytes, in one line or several.
function Selector:move_sp(value, accept)
	local name = self.abi.sp
	if accept and self:try({ { register = name, value = value } }, accept) then
		return
	end
	if accept or not (self:try { { register = name, value = value } } or self:add_up(name, value)) then
		self:fail(self.abi.registers[name].spelled, self:describe(value))
	end
end

-- pc <- value, by a line that is (or is not) a resume; answers whether there is one.
function Selector:jump(value, resume)
	return self:try({ { pc = true, value = value } }, function(line)
		return (line.resume or false) == resume
	end)
end

-- The same with further wants, such as the stack pointer's.
function Selector:try_leave(wants, resume)
	return self:try(wants, function(line)
		return (line.resume or false) == resume
	end)
end

-- Does a line store as it moves a register?
function M.stores(line)
	local tree = line.effects[1]
	return #line.effects == 2 and tree.word == "set" and tree.place.kind == "memory"
end

-- Does a line rename the registers of a window?
function M.rotates(line)
	for _, tree in ipairs(line.effects) do
		if tree.word == "rotate" then
			return true
		end
	end
	return false
end

function Selector:label(name)
	table.insert(self.out, { label = name, after = self.state:copy() })
end

return M
