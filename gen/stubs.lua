-- The stubs: for each the list of its steps.

local frame = require "frame"
local items = require "items"
local machine = require "machine"
local plan = require "plan"
local select = require "select"

local M = {}

local value, plus = machine.value, machine.plus

local stubs = {}

-- shunt_switch(pass, to, save)
function stubs.switch(abi)
	local self = plan.new(abi, "switch", { "pass", "to", "save" })
	return M.exchange_contexts(self)
end

-- The plan of every switch, whatever door it came in by.
function M.exchange_contexts(self)
	local abi, layout = self.abi, self.layout or items.context_frame(self.abi)
	self:save(layout)
	if self.inline and abi.window then
		self:spill()
	end
	self:store("[save] <- sp", self.values.save, plus(self.self.cfa, -frame.to_cfa(abi, layout)), { self.values.save })
	local result = self.inline and abi.result.pointer or items.place_of(abi, abi.result.pointer)
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
	local self = plan.new(abi, "switch_neutral", { "pass", "to", "save" })
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
	local self = plan.new(abi, "switch_with", { "pass", "to", "save", "fn" })
	local layout = items.context_frame(abi)
	self:save(layout)
	self:store("[save] <- sp", self.values.save, plus(self.self.cfa, -frame.to_cfa(abi, layout)), { self.values.save })
	self:fetch(self.values.pass)
	self:fetch(self.values.fn)
	local other = self:exchange(self.values.to, layout)
	local result = self:call(self.values.fn, { self.values.pass })
	local register = items.place_of(abi, abi.result.pointer)
	self:set("result <- fn's result", register, result)
	self:leave(other, layout, true, register, result)
	for _, step in ipairs(self.steps) do
		table.insert(step.uses, result)
	end
	return self:run()
end

-- The first frame of a fresh stack: what its memory holds, and the stack pointer at its root.
local function at_root(abi, name, linked)
	local self = plan.new(abi, name, {})
	local root, layout = frame.root(abi), items.context_frame(abi)
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
		local resumer = plan.world(abi, "resumer", value("resumer", frame.to_cfa(abi, layout)))
		plan.seed(abi, state, resumer, layout)
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
		selector:set(items.place_of(abi, abi.result.pointer), value "arg")
	end)
	self:leave(other, layout, true, items.place_of(abi, abi.result.pointer), value "arg")
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
	local list = {}
	for _, fact in ipairs(abi.preserved) do
		if items.lost_to_calls(abi)[fact.register] then
			list[#list + 1] = items.item(abi, fact.register, fact.register)
		end
	end
	table.insert(list, items.item(abi, abi.frame, abi.frame))
	return list
end

-- shunt_on_stack_at(sp, fn, arg)
function stubs.on_stack_at(abi)
	local self = plan.new(abi, "on_stack_at", { "sp", "fn", "arg" })
	local saved = abi.window and {} or items.with_return(abi, around_call(abi))
	local layout = frame.layout(abi, saved, frame.least(abi))
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
	local register = items.place_of(abi, abi.result.pointer)
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
	local self = plan.new(abi, "replace_stack_at", { "sp", "fn", "arg" })
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

local function store_block(self, offsets)
	self:step("[registers] <- the preserved registers", { self.values.registers }, function(selector)
		for _, group in ipairs(items.groups(self.abi)) do
			selector:move_group(group, self.values.registers, offsets, true)
		end
	end)
end

-- shunt_save(registers)
function stubs.save(abi)
	local self = plan.new(abi, "save", { "registers" })
	local offsets = frame.block(items.block(abi))
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
	store_block(self, offsets)
	local result = items.place_of(abi, abi.result.integer)
	self:set("result <- 0", result, value("num", 0))
	self:leave(self.self, nil, false, result, value("num", 0))
	return self:run()
end

-- Brings the saved return address to where the last jump can take it.
local function restore_return(self, selector, saved)
	local abi = self.abi
	if not abi.ret.memory then
		selector:set(items.place_of(abi, abi.ret.register), plus(saved.ret, -abi.ret.offset))
		return
	end
	local line = plan.resume_line(abi)
	if not line then
		selector:fail("pc", "r")
	end
	local node = line.effects[1].value
	local register = node.kind == "register" and node.name
		or selector:free(line.holes[node.letter].classes, { [abi.result.integer] = true })
	if not register then
		selector:fail("a free register", "the saved return address")
	end
	selector:set(register, saved.ret)
end

local function restore_rest(self, saved, base)
	local abi = self.abi
	local sp = items.place_of(abi, abi.sp)
	self:step("sp <- [registers], return address, result", { base }, function(selector)
		if abi.window then
			selector:set(sp, saved.sp)
		end
		restore_return(self, selector, saved)
		if not abi.window then
			if not selector:put(sp, saved.sp, 2) then
				selector:fail(sp, "[" .. selector:describe(base) .. "]")
			end
		end
		selector:set(items.place_of(abi, abi.result.integer), self.values.value)
	end)
	self:step("pc <- the saved return address", { saved.ret, self.values.value }, function(selector)
		self:go(selector, saved, true)
	end)
end

-- shunt_restore(registers, value)
function stubs.restore(abi)
	local self = plan.new(abi, "restore", { "registers", "value" })
	local offsets = frame.block(items.block(abi))
	local base, width = self.values.registers, abi.registers[abi.sp].width
	local saved = plan.world(abi, "saved", value("saved", frame.caller_to_cfa(abi)))
	table.insert(self.worlds, saved)
	plan.seed(abi, self.state, saved)
	self.state:store(plus(base, offsets.sp), width, value "saved")
	self.state:store(plus(base, offsets["return"]), width, plus(saved.ret, -abi.ret.offset))
	for _, one in ipairs(items.preserved(abi)) do
		self.state:store(plus(base, offsets[one.key]), one.width, saved.registers[one.register])
	end
	self:fetch(base)
	if abi.arguments.stack then
		self:set("result <- value", abi.result.integer, self.values.value)
	end
	if abi.window then
		self:rotate()	-- so that a spill of the window at hand writes to a place of its own
		self:spill()
	end
	self:finally(saved, items.place_of(abi, abi.result.integer), self.values.value)
	self:step("the preserved registers <- [registers]", {}, function(selector)
		local groups = items.groups(abi)
		for i = #groups, 1, -1 do
			selector:move_group(groups[i], base, offsets, false)
		end
	end)
	restore_rest(self, saved, base)
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

-- shunt_stack_pointer()
function stubs.stack_pointer(abi)
	local self = plan.new(abi, "stack_pointer", {})
	self:finally(self.self)
	self:set("result <- sp, as the caller sees it", abi.result.pointer, plus(self.self.sp, abi.bias))
	self:leave(self.self, nil, false)
	return self:run()
end

-- A trap of our own: what compilers make of theirs may need a C library.
function stubs.trap(abi)
	local self = plan.new(abi, "trap", {})
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
	local self = plan.new(abi, name, { "context" })
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
	return capture(abi, "capture", items.context_frame(abi))
end

function stubs.capture_inline(abi)
	return items.takes_labels(abi) and capture(abi, "capture_inline", items.inline_frame(abi)) or nil
end

M.names = { "switch", "switch_neutral", "switch_with", "entry", "entry_linked", "on_stack_at", "replace_stack_at",
	"save", "restore", "stack_pointer", "capture", "capture_inline", "trap" }

-- The planned stub of this name, or nil where the ABI needs none.
function M.stub(abi, name)
	return stubs[name](abi)
end

return M
