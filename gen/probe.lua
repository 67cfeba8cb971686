-- The register test of an ABI: stubs that fill every preserved register, and that read the control registers.

local frame = require "frame"
local items = require "items"
local machine = require "machine"
local plan = require "plan"

local M = {}

local value, plus = machine.value, machine.plus

-- testbed_control(block): the control registers, as they are, into a block of the register test.
function M.control(abi)
	local offsets = frame.block(items.probe(abi))
	local self = plan.new(abi, "control", { "block" })
	self:finally(self.self)
	self:fetch(self.values.block)
	self:step("[block] <- control", { self.values.block }, function(selector)
		for _, group in ipairs(items.groups(abi, items.probe(abi))) do
			if abi.control[group[1].register] then
				selector:move_group(group, self.values.block, offsets, true)
			end
		end
	end)
	self:leave(self.self, nil, false)
	return self:run()
end

-- What lies at a struct testbed_probe's start, in pointers; set and got follow at multiples of 16.
local FIELDS = { "fn", "pass", "to", "save", "result" }

local function probe_registers(self, text, base, block, offsets, storing)
	self:step(text, { base }, function(selector)
		for _, group in ipairs(items.groups(self.abi, items.probe(self.abi))) do
			selector:move_group(group, block, offsets, storing)
		end
	end)
end

-- testbed_probe(probe): loads every preserved register from the block `set`, calls fn(pass, to, save), and stores
-- what it then finds into the block `got`.
function M.probe(abi)
	local self = plan.new(abi, "probe", { "probe" })
	local offsets, size = frame.block(items.probe(abi))
	local head = frame.up_to(#FIELDS * abi.pointer, 16)
	local base = self.values.probe
	for i, field in ipairs(FIELDS) do
		self.state:store(plus(base, (i - 1) * abi.pointer), abi.pointer, value(field))
	end
	local saved = items.with_return(abi, items.preserved(abi))
	if not abi.arguments.stack then
		table.insert(saved, 1, items.item(abi, items.place_of(abi, abi.arguments[1]), "probe"))
	end
	local given = {}
	for _, one in ipairs(items.probe(abi)) do
		given[one.register] = value("set." .. one.register)
		self.state:store(plus(base, head + offsets[one.key]), one.width, given[one.register])
	end
	self:save(frame.layout(abi, saved, frame.room(abi)))
	probe_registers(self, "the preserved registers <- [set]", base, plus(base, head), offsets, false)
	local result = self:call(value "fn", { value "pass", value "to", value "save" })
	self:step("[result] <- result", { result, base }, function(selector)
		selector:store(plus(base, 4 * abi.pointer), abi.pointer, result)
	end)
	probe_registers(self, "[got] <- the preserved registers", base, plus(base, head + size), offsets, true)
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

return M
