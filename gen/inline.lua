-- Code for the doors inside compiled functions: the inline switch, and the jump to the neutral stub.

local frame = require "frame"
local items = require "items"
local machine = require "machine"
local plan = require "plan"
local stubs = require "stubs"

local M = {}

local value, plus = machine.value, machine.plus

-- The registers that carry pass, to and save into inline code.
function M.arguments(abi)
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
	local self = plan.new(abi, name, {})
	local low = plus(self.self.sp, abi.direction * abi.redzone)
	for _, parameter in ipairs { "pass", "to", "save" } do
		self.values[parameter] = value(parameter)
	end
	self.state:forget(self.self.cfa.sym, math.mininteger, math.maxinteger)
	for i, register in ipairs(M.arguments(abi)) do
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
	local self = plan.new(abi, "step_back", {})
	self:step("back over the red zone", {}, function(selector)
		selector:move_sp(plus(self.self.sp, -abi.direction * abi.redzone))
	end)
	self.state.registers[abi.sp] = self.self.sp
	return self:run().listing
end

-- The inline switch: nothing is saved but the resume address and what no clobber list can name.
function M.switch(abi, label)
	local self = in_function(abi, "inline")
	self.inline, self.layout = true, items.inline_frame(abi)
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
		for _, name in ipairs(M.arguments(abi)) do
			taken[name] = true
		end
		local width = abi.registers[abi.sp].width
		local scratch = selector:free({ [abi.registers[abi.result.pointer].class] = true }, taken)
		selector:set(scratch, ret)
		selector:push_value(scratch, width)
	end)
	return stubs.exchange_contexts(self).listing, step_back(abi)
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

return M
