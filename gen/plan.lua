-- Plans: stubs as steps, in terms of values: "result <- pass", "sp <- to".
--
-- A step is {text, uses, run}: what it is called in `shunt show --plan`, which values it still needs, and how it asks
-- the selector for it.  A *world* is a context's view: its CFA and what its registers held when it was left.  A stub
-- begins in the world "self", and an exchange of the stack pointer leads to another one.

local frame = require "frame"
local items = require "items"
local machine = require "machine"
local select = require "select"

local M = {}

local value, plus = machine.value, machine.plus

local Plan = {}
Plan.__index = Plan

-- A world whose CFA is a value and whose registers hold symbols of their own.
function M.world(abi, name, cfa)
	local one = { name = name, cfa = cfa, registers = {}, ret = value(name .. ".return") }
	for _, fact in ipairs(abi.preserved) do
		one.registers[fact.register] = value(name .. "." .. fact.register)
	end
	if not abi.ret.memory then
		one.registers[abi.ret.register] = plus(one.ret, -abi.ret.offset)
	end
	one.sp = plus(cfa, -frame.caller_to_cfa(abi))
	return one
end

-- What memory holds where a world is suspended: its frame, and the windows it has spilled.
function M.seed(abi, state, one, layout)
	for _, saved in ipairs(layout and layout.items or {}) do
		local held = one.registers[saved.key == "return" and abi.ret.register or saved.register]
		state:store(plus(one.cfa, layout.slots[saved.key]), saved.width, held)
	end
	if abi.ret.memory and layout then
		state:store(plus(one.cfa, -frame.entry_depth(abi)), abi.registers[abi.sp].width, one.ret)
	end
	local address = plus(one.sp, abi.bias)
	for _, name in ipairs(machine.preserved_in_window(abi)) do
		state:store(address, abi.registers[name].width, one.registers[name])
		address = plus(address, abi.registers[name].width)
	end
end

-- A plan for a function with these parameters, in the state of its first instruction.
function M.new(abi, name, parameters)
	local self = setmetatable({ abi = abi, name = name, steps = {}, worlds = {}, values = {} }, Plan)
	local state = machine.new(abi)
	self.self = M.world(abi, "self", value "cfa")
	self.worlds[1] = self.self
	for register, held in pairs(self.self.registers) do
		state.registers[register] = held
	end
	for register in pairs(abi.inherit) do
		state.registers[register] = state.registers[register] or value("self." .. register)
	end
	state.registers[abi.sp] = plus(self.self.sp, abi.ret.memory and -abi.registers[abi.sp].width or 0)
	if abi.ret.memory then
		state:store(plus(self.self.cfa, -frame.entry_depth(abi)), abi.registers[abi.sp].width, self.self.ret)
	end
	for i, parameter in ipairs(parameters) do
		self.values[parameter] = value(parameter)
		if abi.arguments.stack then
			state:store(plus(self.self.cfa, frame.argument_offset(abi, i - 1)), abi.pointer, value(parameter))
		else
			state.registers[abi.arguments[i]] = value(parameter)
		end
	end
	self.state = state
	self.selector = select.new(abi, state)
	return self
end

function Plan:step(text, uses, run)
	table.insert(self.steps, { text = text, uses = uses, run = run })
end

-- Runs the steps; each may rely on what the later ones still need.
function Plan:run()
	local initial = self.state:copy()
	for i, step in ipairs(self.steps) do
		self.selector.needed = function(held)
			for j = i, #self.steps do
				for _, use in ipairs(self.steps[j].uses) do
					if machine.same(use, held) then
						return true
					end
				end
			end
			return false
		end
		local first = #self.selector.out + 1
		local ok, problem = pcall(step.run, self.selector)
		if not ok then
			if type(problem) == "table" and problem.failure then
				problem.stub, problem.step = self.name, step.text
			end
			error(problem, 0)
		end
		for j = first, #self.selector.out do
			self.selector.out[j].step = i
		end
	end
	return { name = self.name, listing = self.selector.out, worlds = self.worlds, initial = initial,
		steps = self.steps, frame = self.frame, parameters = self.parameters }
end

local function item_values(self, layout)
	local uses = {}
	for _, saved in ipairs(layout.items) do
		local name = saved.key == "return" and self.abi.ret.register or saved.register
		uses[#uses + 1] = self.self.registers[name]
	end
	return uses
end

-- Moves the stack pointer to the end of a frame, with a new window or the word of a back chain where there are such.
function Plan:allocate(selector, target)
	local abi = self.abi
	local accept = abi.window and not self.inline and select.rotates or nil
	if not abi.chain then
		selector:move_sp(target, accept)
		return
	end
	if not selector:try({ { register = abi.sp, value = target } }, select.stores) then
		selector:move_sp(target)
		selector:store(plus(target, abi.bias), abi.pointer, self.self.sp)
	end
end

-- Allocates a frame and stores its items.
function Plan:save(layout)
	self.frame = layout
	self:step("save the frame", item_values(self, layout), function(selector)
		for _, group in ipairs(layout.pushed) do
			selector:push_group(group, true)
		end
		local target = plus(self.self.cfa, -frame.to_cfa(self.abi, layout))
		if not machine.same(selector.state.registers[self.abi.sp], target) then
			self:allocate(selector, target)
		end
		for _, group in ipairs(layout.stored) do
			selector:move_group(group, self.self.cfa, layout.slots, true)
		end
	end)
	if self.abi.window and not self.inline then
		self:spill()
	end
end

-- A new window, with no more of a frame than one needs.
function Plan:rotate()
	self.frame = frame.layout(self.abi, {}, frame.least(self.abi))
	self:step("a window", {}, function(selector)
		selector:move_sp(plus(self.self.cfa, -frame.to_cfa(self.abi, self.frame)), select.rotates)
	end)
end

function Plan:spill()
	self:step("spill the windows", {}, function(selector)
		selector:word "spill"
	end)
end

-- [address] <- a register's value, of a pointer's width
function Plan:store(text, address, held, uses)
	self:step(text, uses, function(selector)
		selector:store(address, self.abi.pointer, type(held) == "function" and held(selector) or held)
	end)
end

-- Makes the context `to` current, whose world is then known.
function Plan:exchange(to, layout)
	local other = M.world(self.abi, "other", plus(to, frame.to_cfa(self.abi, layout)))
	if self.inline then
		other = self:inline_world(other)
	end
	table.insert(self.worlds, other)
	M.seed(self.abi, self.state, other, layout)
	self:step("sp <- " .. to.sym, { to }, function(selector)
		selector:set(self.abi.sp, to)
	end)
	return other
end

-- In inline code only what is held has a value of its own.
function Plan:inline_world(one)
	local registers = {}
	for _, held in ipairs(self.abi.held) do
		registers[held.register] = value("other." .. held.register)
	end
	registers[self.abi.ret.register] = not self.abi.ret.memory and one.ret or nil
	one.registers = registers
	return one
end

-- Does some line resume a context by a register of its own choice?
function M.resume_line(abi)
	for _, line in ipairs(abi.lines) do
		if line.resume then
			return line
		end
	end
end

-- Names what must stand in the registers at the end: a world's values, and a result.
function Plan:finally(one, register, held)
	local finals = {}
	for name, value_of in pairs(one.registers) do
		finals[name] = value_of
	end
	if register then
		finals[register] = held
	end
	self.selector.finals = finals
end

-- Loads a frame's items back, frees it, and goes to where its world was left.
function Plan:leave(one, layout, resume, register, held)
	local uses = { one.ret, one.sp }
	for _, name in ipairs(self.abi.register_list) do
		if one.registers[name] then
			uses[#uses + 1] = one.registers[name]
		end
	end
	self:finally(one, register, held)
	if layout then
		self:load(one, layout, uses)
	end
	self:step("pc <- its return address", uses, function(selector)
		self:go(selector, one, resume)
	end)
end

function Plan:load(one, layout, uses)
	self:step("load the frame", uses, function(selector)
		if self.abi.window and not self.inline then
			selector:set(items.place_of(self.abi, self.abi.sp), one.sp)
		end
		for i = #layout.stored, 1, -1 do
			selector:move_group(layout.stored[i], one.cfa, layout.slots, false)
		end
	end)
	if self.abi.window and not self.inline then
		return
	end
	self:step("free the frame", uses, function(selector)
		local inner = plus(one.cfa, self.abi.direction * layout.inner - self.abi.bias)
		if #layout.pushed == 0 then
			inner = plus(one.sp, self.abi.ret.memory and -self.abi.registers[self.abi.sp].width or 0)
		end
		if not machine.same(selector.state.registers[self.abi.sp], inner) then
			selector:move_sp(inner)
		end
		for i = #layout.pushed, 1, -1 do
			selector:push_group(layout.pushed[i], false)
		end
	end)
end

-- The last step: by a resume where one is wanted and there is one, else by a return.
function Plan:go(selector, one, resume)
	local abi = self.abi
	local wants = { { pc = true, value = one.ret, width = abi.registers[abi.sp].width } }
	local line = resume and M.resume_line(abi)
	local at_return = abi.ret.memory and not machine.same(selector.state.registers[abi.sp], one.sp)
	if line and abi.ret.memory then
		local held = selector:holders(one.ret.sym)[1]
		if not held then
			local node = line.effects[1].value
			local classes = node.kind == "register" and { [abi.registers[node.name].class] = true }
				or line.holes[node.letter].classes
			held = node.kind == "register" and node.name or selector:free(classes)
			if not (held and selector:try { { register = held, value = one.ret, width = wants[1].width },
				{ register = abi.sp, value = one.sp } }) then
				selector:fail("r", "[" .. abi.sp .. "], " .. abi.sp .. " <- " .. selector:describe(one.sp))
			end
		end
		if selector:try_leave(wants, true) then
			return
		end
	elseif line and selector:try_leave(wants, true) then
		return
	end
	if at_return then
		wants[2] = { register = abi.sp, value = one.sp }
	end
	if not selector:try_leave(wants, false) then
		selector:fail("pc", selector:describe(one.ret))
	end
end

-- register <- value, as a step
function Plan:set(text, register, held)
	self:step(text, { held }, function(selector)
		selector:set(register, held)
	end)
end

-- Keeps a value in a register of no further meaning.
function Plan:fetch(held)
	self:step("fetch " .. held.sym, { held }, function(selector)
		if #selector:holding(held) > 0 then
			return
		end
		local classes = { self.abi.registers[self.abi.result.pointer].class }
		table.move(self.abi.class_list, 1, #self.abi.class_list, 2, classes)
		for _, class in ipairs(classes) do
			local scratch = selector:free({ [class] = true })
			if scratch and self.abi.registers[scratch].width >= self.abi.pointer and selector:put(scratch, held, 2) then
				return
			end
		end
		selector:fail("r", selector:describe(held))
	end)
end

-- Calls fn on the current stack.  Answers the value of its result.
function Plan:call(fn, arguments)
	local uses = { fn, table.unpack(arguments) }
	local abi = self.abi
	self:step(("call %s"):format(fn.sym), uses, function(selector)
		if not abi.arguments.stack then
			selector:call(fn, arguments)
			return
		end
		for i, argument in ipairs(arguments) do
			local address = plus(selector.state:sp_address(), frame.argument_offset(abi, i - 1))
			selector:store(address, abi.pointer, argument)
			table.remove(uses, 2)
		end
		selector:call(fn, {})
	end)
	return value "result1"
end

return M
