-- The stubs, as wanted effects in terms of values: "result <- pass", "sp <- to".
--
-- Each stub is a list of steps {text, uses, run}: what it is called in `shunt show --plan`, which values it still
-- needs, and how it asks the selector for it.  A *world* is a context's view: its CFA and what its registers held
-- when it was left.  A stub begins in the world "self", and an exchange of the stack pointer leads to another one.

local frame = require "frame"
local machine = require "machine"
local select = require "select"

local M = {}

local value, plus = machine.value, machine.plus

local Plan = {}
Plan.__index = Plan

-- The name that a register has after a rotation, where there are windows.
local function place_of(abi, register)
	return abi.window and abi.window.map[register] or register
end

-- The alignment of a register's slot: the largest power of two that divides its width, and at most 16.
local function slot_align(width)
	return math.min(width & -width, 16)
end

local function item(abi, register, key, guard)
	local width = abi.registers[register].width
	return { register = register, key = key, width = width, guard = guard, align = slot_align(width) }
end

-- All that a frame holds: the preserved registers and, unless it is on the stack already, the return address.
local function preserved_items(abi)
	local items = {}
	for _, fact in ipairs(abi.preserved) do
		if not fact.window then
			items[#items + 1] = item(abi, fact.register, fact.register, fact.guard)
		end
	end
	return items
end

-- Puts the return address behind the last register of its class, so that pairs and lists can take it along.
local function with_return(abi, items)
	if abi.ret.memory then
		return items
	end
	local register, at = place_of(abi, abi.ret.register), #items + 1
	for i, saved in ipairs(items) do
		if abi.registers[saved.register].class == abi.registers[register].class and not saved.guard then
			at = i + 1
		end
	end
	table.insert(items, at, item(abi, register, "return"))
	return items
end

-- The frame of every suspended context.
function M.context_frame(abi)
	return frame.layout(abi, with_return(abi, preserved_items(abi)), frame.room(abi))
end

-- The frame of an inline switch: only what no clobber list can name.
function M.inline_frame(abi)
	local items = {}
	for _, held in ipairs(abi.held) do
		items[#items + 1] = item(abi, held.register, held.register)
	end
	if not abi.ret.memory then
		table.insert(items, item(abi, abi.ret.register, "return"))
	end
	return frame.layout(abi, items, frame.least(abi))
end

-- The registers that the line of a call destroys besides what any callee may.
local function lost_to_calls(abi)
	local lost = {}
	for _, line in ipairs(abi.lines) do
		for _, node in ipairs(line.effects[1].word == "call" and line.clobbers or {}) do
			lost[node.name or ""] = true
		end
	end
	return lost
end

-- The block that shunt_save fills.
function M.block_items(abi)
	local items = { item(abi, abi.sp, "sp") }
	table.insert(items, item(abi, abi.ret.memory and abi.sp or abi.ret.register, "return"))
	for _, saved in ipairs(preserved_items(abi)) do
		items[#items + 1] = saved
	end
	return items
end

-- A world whose CFA is a value and whose registers hold symbols of their own.
local function world(abi, name, cfa)
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
local function seed(abi, state, one, layout)
	for _, saved in ipairs(layout and layout.items or {}) do
		local held = one.registers[saved.key == "return" and abi.ret.register or saved.register]
		state:store(plus(one.cfa, layout.slots[saved.key]), saved.width, held)
	end
	if abi.ret.memory then
		state:store(plus(one.cfa, -frame.entry_depth(abi)), abi.registers[abi.sp].width, one.ret)
	end
	local address = plus(one.sp, abi.bias)
	for _, name in ipairs(machine.preserved_in_window(abi)) do
		state:store(address, abi.registers[name].width, one.registers[name])
		address = plus(address, abi.registers[name].width)
	end
end

-- A plan for a function with these parameters, in the state of its first instruction.
local function new(abi, name, parameters)
	local self = setmetatable({ abi = abi, name = name, steps = {}, worlds = {}, values = {} }, Plan)
	local state = machine.new(abi)
	self.self = world(abi, "self", value "cfa")
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

-- Allocates a frame and stores its items.
function Plan:save(layout)
	self.frame = layout
	self:step("save the frame", item_values(self, layout), function(selector)
		for _, group in ipairs(layout.pushed) do
			selector:push_group(group, true)
		end
		local target = plus(self.self.cfa, -frame.to_cfa(self.abi, layout))
		if not machine.same(selector.state.registers[self.abi.sp], target) then
			selector:move_sp(target, self.abi.window and not self.inline and select.rotates or nil)
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
	local other = world(self.abi, "other", plus(to, frame.to_cfa(self.abi, layout)))
	if self.inline then
		other = self:inline_world(other)
	end
	table.insert(self.worlds, other)
	seed(self.abi, self.state, other, layout)
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
local function resume_line(abi)
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
			selector:set(place_of(self.abi, self.abi.sp), one.sp)
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
	local line = resume and resume_line(abi)
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

local stubs = {}

-- shunt_switch(pass, to, save)
function stubs.switch(abi)
	local self = new(abi, "switch", { "pass", "to", "save" })
	return M.exchange_contexts(self)
end

-- The plan of every switch, whatever door it came in by.
function M.exchange_contexts(self)
	local abi, layout = self.abi, self.layout or M.context_frame(self.abi)
	self:save(layout)
	if self.inline and abi.window then
		self:spill()
	end
	self:store("[save] <- sp", self.values.save, plus(self.self.cfa, -frame.to_cfa(abi, layout)), { self.values.save })
	local result = self.inline and abi.result.pointer or place_of(abi, abi.result.pointer)
	self:set("result <- pass", result, self.values.pass)
	local other = self:exchange(self.values.to, layout)
	self:leave(other, layout, true, result, self.values.pass)
	for _, step in ipairs(self.steps) do
		table.insert(step.uses, self.values.pass)
	end
	return self:run()
end

-- The same, entered by a jump with the resume address in a register.
function stubs.switch_neutral(abi)
	if not (abi.neutral and abi.ret.memory) then
		return nil
	end
	local self = new(abi, "switch_neutral", { "pass", "to", "save" })
	local width = abi.registers[abi.sp].width
	local entry = self.self.sp
	self.state:forget(self.self.cfa.sym, math.mininteger, 0)
	self.state.registers[abi.sp], self.state.registers[abi.neutral] = entry, self.self.ret
	self:step("push the resume address", { self.self.ret }, function(selector)
		local address = plus(selector.state:sp_address(), -width)
		if not selector:try { { address = address, width = width, value = self.self.ret },
			{ register = abi.sp, value = plus(entry, -width) } } then
			selector:fail("[" .. abi.sp .. "-" .. width .. "]", abi.neutral)
		end
	end)
	return M.exchange_contexts(self)
end

-- shunt_switch_with(pass, to, save, fn): fn(pass) runs under the target's frame.
function stubs.switch_with(abi)
	local self = new(abi, "switch_with", { "pass", "to", "save", "fn" })
	local layout = M.context_frame(abi)
	self:save(layout)
	self:store("[save] <- sp", self.values.save, plus(self.self.cfa, -frame.to_cfa(abi, layout)), { self.values.save })
	self:fetch(self.values.pass)
	self:fetch(self.values.fn)
	local other = self:exchange(self.values.to, layout)
	local result = self:call(self.values.fn, { self.values.pass })
	local register = place_of(abi, abi.result.pointer)
	self:set("result <- fn's result", register, result)
	self:leave(other, layout, true, register, result)
	for _, step in ipairs(self.steps) do
		table.insert(step.uses, result)
	end
	return self:run()
end

-- The first frame of a fresh stack: what its memory holds, and the stack pointer at its root.
local function at_root(abi, name, linked)
	local self = new(abi, name, {})
	local root, layout = frame.root(abi), M.context_frame(abi)
	local state = machine.new(abi)
	self.state, self.selector = state, select.new(abi, state)
	self.root, self.worlds = value "root", {}
	for key, off in pairs(root) do
		if key == "fn" or key == "arg" then
			state:store(value("root", off), abi.pointer, value(key))
		end
	end
	state.registers[abi.sp] = self.root
	state.registers[abi.result.pointer] = value "pass"
	if linked then
		local resumer = world(abi, "resumer", value("resumer", frame.to_cfa(abi, layout)))
		seed(abi, state, resumer, layout)
		state:store(value("root", root.link), abi.pointer, value "resumer")
		state.registers[abi.anchor] = self.root
		resumer.linked = true
		self.worlds[1] = resumer
	else
		self.worlds[1] = { name = "root", cfa = plus(self.root, frame.caller_to_cfa(abi)), registers = {}, root = true }
	end
	return self, layout
end

local function entry(abi, name, linked)
	local self, layout = at_root(abi, name, linked)
	self:step("a trap, so that the entry's address less one is in this function", {}, function(selector)
		selector:word "trap"
	end)
	self:step("the entry", { value "pass" }, function(selector)
		selector:label(name)
	end)
	local to = self:call(value "fn", { value "arg", value "pass" })
	self:step("trap unless fn returned a context", { to }, function(selector)
		selector:check(to)
	end)
	if abi.window then
		self:spill()
	end
	self:fetch(value "arg")
	local other = self:exchange(to, layout)
	self:step("result <- arg", { value "arg" }, function(selector)
		selector:set(place_of(abi, abi.result.pointer), value "arg")
	end)
	self:leave(other, layout, true, place_of(abi, abi.result.pointer), value "arg")
	for i, step in ipairs(self.steps) do
		table.insert(step.uses, value "arg")
		if i < 5 then
			table.insert(step.uses, to)
		end
	end
	return self:run()
end

function stubs.entry(abi)
	return entry(abi, "entry", false)
end

function stubs.entry_linked(abi)
	return entry(abi, "entry_linked", true)
end

-- What a stub must save to call a function: the frame pointer, in which it keeps the stack pointer, and preserved
-- registers that the call itself destroys.
local function around_call(abi)
	local items = {}
	for _, fact in ipairs(abi.preserved) do
		if lost_to_calls(abi)[fact.register] then
			items[#items + 1] = item(abi, fact.register, fact.register)
		end
	end
	table.insert(items, item(abi, abi.frame, abi.frame))
	return items
end

-- shunt_on_stack_at(sp, fn, arg)
function stubs.on_stack_at(abi)
	local self = new(abi, "on_stack_at", { "sp", "fn", "arg" })
	local items = abi.window and {} or with_return(abi, around_call(abi))
	local layout = frame.layout(abi, items, frame.least(abi))
	local windowed = abi.window ~= nil
	if windowed then
		self:rotate()
	else
		self:save(layout)
	end
	for _, parameter in ipairs { "sp", "fn", "arg" } do
		if abi.arguments.stack then
			self:fetch(self.values[parameter])
		end
	end
	local held = plus(self.self.cfa, -frame.to_cfa(abi, layout))
	if not windowed then
		self:set("frame pointer <- sp", abi.frame, held)
	end
	self:set("sp <- the root end", abi.sp, plus(self.values.sp, frame.root_offset(abi)))
	if abi.chain then
		self:store("[sp] <- the old sp", plus(self.values.sp, frame.root_offset(abi)), held, { held })
	end
	local result = self:call(self.values.fn, { self.values.arg })
	local register = place_of(abi, abi.result.pointer)
	self:set("result <- fn's result", register, result)
	if windowed then
		self:leave(self.self, nil, false, register, result)
	else
		self:set("sp <- frame pointer", abi.sp, held)
		self:leave(self.self, layout, false, register, result)
	end
	for _, step in ipairs(self.steps) do
		table.insert(step.uses, result)
		table.insert(step.uses, held)
		table.insert(step.uses, self.values.sp)
		table.insert(step.uses, self.values.fn)
		table.insert(step.uses, self.values.arg)
	end
	return self:run()
end

-- shunt_replace_stack_at(sp, fn, arg): for good.
function stubs.replace_stack_at(abi)
	local self = new(abi, "replace_stack_at", { "sp", "fn", "arg" })
	local top = plus(self.values.sp, frame.root_offset(abi))
	if abi.arguments.stack then
		self:fetch(self.values.sp)
		self:fetch(self.values.fn)
		self:fetch(self.values.arg)
	end
	self:set("sp <- the root end", abi.sp, top)
	table.insert(self.worlds, { name = "root", cfa = plus(top, frame.caller_to_cfa(abi)), registers = {}, root = true })
	self:set("frame pointer <- 0", abi.frame, value("num", 0))
	if abi.chain then
		self:store("[sp] <- 0", top, value("num", 0), {})
	end
	self:call(self.values.fn, { self.values.arg })
	self:step("trap", {}, function(selector)
		selector:word "trap"
	end)
	for _, step in ipairs(self.steps) do
		table.insert(step.uses, self.values.sp)
		table.insert(step.uses, self.values.fn)
		table.insert(step.uses, self.values.arg)
	end
	return self:run()
end

-- shunt_save(registers)
function stubs.save(abi)
	local self = new(abi, "save", { "registers" })
	local offsets = frame.block(abi, M.block_items(abi))
	self:finally(self.self)
	self:fetch(self.values.registers)
	if abi.window then
		self:rotate()	-- so that the caller's window is one of those that are spilled
		self:spill()
	end
	self:step("[registers] <- sp, return address", { self.self.ret, self.self.sp }, function(selector)
		local base = self.values.registers
		selector:store(plus(base, offsets.sp), abi.registers[abi.sp].width, self.self.sp)
		selector:store(plus(base, offsets["return"]), abi.registers[abi.sp].width, plus(self.self.ret, -abi.ret.offset))
	end)
	self:store_block(offsets)
	local result = place_of(abi, abi.result.integer)
	self:set("result <- 0", result, value("num", 0))
	self:leave(self.self, nil, false, result, value("num", 0))
	return self:run()
end

-- Groups of preserved items by class and guard, as a layout would store them.
local function block_groups(abi, items)
	local layout = frame.layout(abi, items or preserved_items(abi), 0)
	local groups = {}
	for _, list in ipairs { layout.pushed, layout.stored } do
		table.move(list, 1, #list, #groups + 1, groups)
	end
	return groups
end

function Plan:store_block(offsets)
	self:step("[registers] <- the preserved registers", { self.values.registers }, function(selector)
		for _, group in ipairs(block_groups(self.abi)) do
			selector:move_group(group, self.values.registers, offsets, true)
		end
	end)
end

-- shunt_restore(registers, value)
function stubs.restore(abi)
	local self = new(abi, "restore", { "registers", "value" })
	local offsets = frame.block(abi, M.block_items(abi))
	local base, width = self.values.registers, abi.registers[abi.sp].width
	local saved = world(abi, "saved", value("saved", frame.caller_to_cfa(abi)))
	table.insert(self.worlds, saved)
	seed(abi, self.state, saved)
	self.state:store(plus(base, offsets.sp), width, value "saved")
	self.state:store(plus(base, offsets["return"]), width, plus(saved.ret, -abi.ret.offset))
	for _, one in ipairs(preserved_items(abi)) do
		self.state:store(plus(base, offsets[one.key]), one.width, saved.registers[one.register])
	end
	self:fetch(base)
	if abi.arguments.stack then
		self:set("result <- value", abi.result.integer, self.values.value)
	end
	if abi.window then
		self:spill()
	end
	self:finally(saved, place_of(abi, abi.result.integer), self.values.value)
	self:step("the preserved registers <- [registers]", {}, function(selector)
		local groups = block_groups(abi)
		for i = #groups, 1, -1 do
			selector:move_group(groups[i], base, offsets, false)
		end
	end)
	self:restore_rest(saved, base)
	local keep = {}
	for _, held in pairs(saved.registers) do
		keep[#keep + 1] = held
	end
	table.move({ base, self.values.value }, 1, 2, #keep + 1, keep)
	for i, step in ipairs(self.steps) do
		if i < #self.steps then
			table.move(keep, 1, #keep, #step.uses + 1, step.uses)
		end
	end
	return self:run()
end

function Plan:restore_rest(saved, base)
	local abi = self.abi
	local sp = place_of(abi, abi.sp)
	self:step("sp <- [registers], return address, result", { base }, function(selector)
		if abi.window then
			selector:set(sp, saved.sp)
		end
		self:restore_return(selector, saved)
		if not abi.window then
			if not selector:put(sp, saved.sp, 2) then
				selector:fail(sp, "[" .. selector:describe(base) .. "]")
			end
		end
		selector:set(place_of(abi, abi.result.integer), self.values.value)
	end)
	self:step("pc <- the saved return address", { saved.ret, self.values.value }, function(selector)
		self:go(selector, saved, true)
	end)
end

-- Brings the saved return address to where the last jump can take it.
function Plan:restore_return(selector, saved)
	local abi = self.abi
	if not abi.ret.memory then
		selector:set(place_of(abi, abi.ret.register), plus(saved.ret, -abi.ret.offset))
		return
	end
	local line = resume_line(abi)
	if not line then
		selector:fail("pc", "r")
	end
	local node = line.effects[1].value
	local register = node.kind == "register" and node.name
		or selector:free(line.holes[node.letter].classes, { [abi.result.integer] = true })
	selector:set(register, saved.ret)
end

-- shunt_stack_pointer()
function stubs.stack_pointer(abi)
	local self = new(abi, "stack_pointer", {})
	self:finally(self.self)
	self:set("result <- sp, as the caller sees it", abi.result.pointer, plus(self.self.sp, abi.bias))
	self:leave(self.self, nil, false)
	return self:run()
end

-- A trap of our own: what compilers make of theirs may need a C library.
function stubs.trap(abi)
	local self = new(abi, "trap", {})
	self:step("trap", {}, function(selector)
		selector:word "trap"
	end)
	return self:run()
end

-- capture(context): what a fresh context has from its creator, into the slots of its first frame.
local function capture(abi, name, layout)
	local groups = {}
	for _, lists in ipairs { layout.pushed, layout.stored } do
		for _, group in ipairs(lists) do
			local kept = { guard = group.guard }
			for _, saved in ipairs(group) do
				if abi.inherit[saved.register] then
					kept[#kept + 1] = saved
				end
			end
			groups[#groups + 1] = #kept > 0 and kept or nil
		end
	end
	if #groups == 0 then
		return nil
	end
	local self = new(abi, name, { "context" })
	self:finally(self.self)
	self:fetch(self.values.context)
	self:step("[context] <- what is inherited", { self.values.context }, function(selector)
		for _, group in ipairs(groups) do
			selector:move_group(group, plus(self.values.context, frame.to_cfa(abi, layout)), layout.slots, true)
		end
	end)
	self:leave(self.self, nil, false)
	return self:run()
end

function stubs.capture(abi)
	return capture(abi, "capture", M.context_frame(abi))
end

function stubs.capture_inline(abi)
	return M.has_inline(abi) and capture(abi, "capture_inline", M.inline_frame(abi)) or nil
end

-- testbed_control(block): the control registers, as they are, into a block of the register test.
function M.control(abi)
	local offsets = frame.block(abi, M.probe_items(abi))
	local self = new(abi, "control", { "block" })
	self:finally(self.self)
	self:fetch(self.values.block)
	self:step("[block] <- control", { self.values.block }, function(selector)
		for _, group in ipairs(block_groups(abi, M.probe_items(abi))) do
			if abi.control[group[1].register] then
				selector:move_group(group, self.values.block, offsets, true)
			end
		end
	end)
	self:leave(self.self, nil, false)
	return self:run()
end

local function writes_symbol(line)
	local tree = line.effects[1]
	return tree.word == "set" and tree.value.kind == "symbol" and tree.place.kind ~= "pc"
end

-- Can the ABI's instructions take the address of a label?
function M.has_inline(abi)
	for _, line in ipairs(abi.lines) do
		if writes_symbol(line) then
			return true
		end
	end
	return false
end

-- The registers that carry pass, to and save into inline code.
function M.inline_arguments(abi)
	if not abi.arguments.stack then
		return { abi.arguments[1], abi.arguments[2], abi.arguments[3] }
	end
	local list, held = { abi.result.pointer }, {}
	for _, one in ipairs(abi.held) do
		held[one.register] = true
	end
	for _, name in ipairs(abi.classes[abi.registers[abi.result.pointer].class]) do
		if #list < 3 and name ~= abi.result.pointer and not held[name] and not abi.fixed[name] then
			list[#list + 1] = name
		end
	end
	return list
end

-- Code inside a compiled function, on the stack past its red zone: the arguments are in registers.
local function in_function(abi, name)
	local self = new(abi, name, {})
	local low = plus(self.self.sp, abi.direction * abi.redzone)
	for _, parameter in ipairs { "pass", "to", "save" } do
		self.values[parameter] = value(parameter)
	end
	self.state:forget(self.self.cfa.sym, math.mininteger, math.maxinteger)
	for i, register in ipairs(M.inline_arguments(abi)) do
		self.state.registers[register] = value(({ "pass", "to", "save" })[i])
	end
	self.state.registers[abi.sp] = self.self.sp
	if abi.redzone > 0 then
		self:step("step over the red zone", {}, function(selector)
			selector:move_sp(low)
		end)
	end
	self.self.sp = low
	self.self.cfa = plus(low, frame.caller_to_cfa(abi))
	return self
end

-- The code after the resume label: back over the red zone.
local function step_back(abi)
	if abi.redzone == 0 then
		return {}
	end
	local self = new(abi, "step_back", {})
	self:step("back over the red zone", {}, function(selector)
		selector:move_sp(plus(self.self.sp, -abi.direction * abi.redzone))
	end)
	self.state.registers[abi.sp] = self.self.sp
	return self:run().listing
end

-- The inline switch: nothing is saved but the resume address and what no clobber list can name.
function M.inline(abi, label)
	local self = in_function(abi, "inline")
	self.inline, self.layout = true, M.inline_frame(abi)
	local ret = value("&" .. label)
	for _, one in ipairs(abi.held) do
		self.self.registers[one.register] = value("self." .. one.register)
		self.state.registers[one.register] = self.self.registers[one.register]
	end
	for name in pairs(self.self.registers) do
		local kept = name == abi.ret.register
		for _, one in ipairs(abi.held) do
			kept = kept or name == one.register
		end
		if not kept then
			if machine.same(self.state.registers[name], self.self.registers[name]) then
				self.state.registers[name] = nil
			end
			self.self.registers[name] = nil
		end
	end
	self.self.ret = ret
	self.self.registers[abi.ret.register] = not abi.ret.memory and ret or nil
	self:step("the resume address", { ret }, function(selector)
		if not abi.ret.memory then
			selector:set(abi.ret.register, ret)
			return
		end
		local taken = {}
		for _, name in ipairs(M.inline_arguments(abi)) do
			taken[name] = true
		end
		local width = abi.registers[abi.sp].width
		local scratch = selector:free({ [abi.registers[abi.result.pointer].class] = true }, taken)
		selector:set(scratch, ret)
		selector:push_value(scratch, width)
	end)
	return M.exchange_contexts(self).listing, step_back(abi)
end

-- The neutral door: a jump to the stub with the resume address in a register.
function M.neutral(abi, label, target)
	local self = in_function(abi, "neutral")
	for name, held in pairs(self.self.registers) do
		self.selector.finals[name] = held
	end
	self:set("the resume address", abi.neutral, value("&" .. label))
	self:step("jump to the stub", {}, function(selector)
		if not selector:try { { pc = true, value = value("&" .. target) } } then
			selector:fail("pc", "&f")
		end
	end)
	return self:run().listing, step_back(abi)
end

-- The registers that the register test fills: all preserved ones, and of a window those that no return needs.
function M.probe_items(abi)
	local items = {}
	for _, one in ipairs(preserved_items(abi)) do
		items[#items + 1] = not lost_to_calls(abi)[one.register] and one or nil
	end
	for _, name in ipairs(machine.preserved_in_window(abi)) do
		if name ~= place_of(abi, abi.sp) and name ~= place_of(abi, abi.ret.register) then
			items[#items + 1] = item(abi, name, name)
		end
	end
	return items
end

-- What lies at a struct testbed_probe's start, in pointers; set and got follow at multiples of 16.
M.probe_fields = { "fn", "pass", "to", "save", "result" }

-- testbed_probe(probe): loads every preserved register from the block `set`, calls fn(pass, to, save), and stores
-- what it then finds into the block `got`.
function M.probe(abi)
	local self = new(abi, "probe", { "probe" })
	local offsets, size = frame.block(abi, M.probe_items(abi))
	local head = frame.up_to(#M.probe_fields * abi.pointer, 16)
	local base = self.values.probe
	for i, field in ipairs(M.probe_fields) do
		self.state:store(plus(base, (i - 1) * abi.pointer), abi.pointer, value(field))
	end
	local items = with_return(abi, preserved_items(abi))
	if not abi.arguments.stack then
		table.insert(items, 1, item(abi, place_of(abi, abi.arguments[1]), "probe"))
	end
	local given = {}
	for _, one in ipairs(M.probe_items(abi)) do
		given[one.register] = value("set." .. one.register)
		self.state:store(plus(base, head + offsets[one.key]), one.width, given[one.register])
	end
	self:save(frame.layout(abi, items, frame.room(abi)))
	self:probe_registers("the preserved registers <- [set]", base, plus(base, head), offsets, false)
	local result = self:call(value "fn", { value "pass", value "to", value "save" })
	self:step("[result] <- result", { result, base }, function(selector)
		selector:store(plus(base, 4 * abi.pointer), abi.pointer, result)
	end)
	self:probe_registers("[got] <- the preserved registers", base, plus(base, head + size), offsets, true)
	self:leave(self.self, self.frame, false)
	local keep = { base, result }
	for _, held in pairs(given) do
		keep[#keep + 1] = held
	end
	for i = 1, #self.steps - 3 do
		table.move(keep, 1, #keep, #self.steps[i].uses + 1, self.steps[i].uses)
	end
	return self:run()
end

function Plan:probe_registers(text, base, block, offsets, storing)
	self:step(text, { base }, function(selector)
		for _, group in ipairs(block_groups(self.abi, M.probe_items(self.abi))) do
			selector:move_group(group, block, offsets, storing)
		end
	end)
end

M.names = { "switch", "switch_neutral", "switch_with", "entry", "entry_linked", "on_stack_at", "replace_stack_at",
	"save", "restore", "stack_pointer", "capture", "capture_inline", "trap" }

-- The planned stub of this name, or nil where the ABI needs none.
function M.stub(abi, name)
	return stubs[name](abi)
end

return M
