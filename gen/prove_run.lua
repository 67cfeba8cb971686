-- One stub, one choice of its guards: runs it from its contract's first state to its end, and holds the row of every
-- instruction against the state.
--
-- A contract is what a stub is for:
--     start(run)              makes the state and the worlds
--     call                    {FN, ARGUMENT...}: the symbols of the one call it makes
--     calling(run), called(run)    before and after that call
--     spilled(run), stepped(run)   after a spill, and after every step
--     exchange(run, old, new) where the stack pointer leaves one stack for another
--     leave(run)              where the stub is left; without it the stub must end in a trap
-- worlds are in order: once a row describes one, no later row may describe an earlier one.

local ehabi = require "prove_ehabi"
local rows = require "prove_rows"
local state = require "prove_state"

local M = {}

local value, same, show, plus = state.value, state.same, state.show, state.plus

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local Run = {}
Run.__index = Run

-- The registers whose guard is false; nil where there are none.
local function absent(abi, on)
	local set
	for _, fact in ipairs(abi.preserved) do
		if fact.guard and not on[fact.guard] then
			set = set or {}
			set[fact.register] = true
		end
	end
	return set
end

-- program is what the matcher read; on: guard -> is it true; shared: what the stubs of one file know of each other.
function M.new(prover, stub, contract, on, shared)
	local self = setmetatable({ abi = prover.abi, reader = prover.reader, stub = stub,
		contract = contract, on = on, shared = shared, state = state.new(prover.abi), worlds = {}, index = 1, calls = 0,
		row = rows.first(prover.abi), where = "at its start", absent = absent(prover.abi, on) }, Run)
	contract.start(self)
	return self
end

-- Does the row describe a later world?  Else a code, and what is wrong, where it is that one's CFA.
function Run:advance(code, message)
	for i = self.index + 1, #self.worlds do
		local world = self.worlds[i]
		local other, what = self.reader:problem(self.state, self.row, world, self.on)
		if not other then
			self.index = i
			world.cfa = world.cfa or self.reader:cfa(self.state, self.row)
			return nil
		elseif other ~= "proof-row-cfa" and not world.root then
			code, message = other, what
		end
	end
	return code, message
end

-- Holds the row against the state: all of it, or what changed since it was last found true.
function Run:check_row()
	local world, machine = self.worlds[self.index], self.state
	local known = self.true_of == world and self.true_at == machine.lost and not world.root
	local code, message
	if not known or self.reader:has_news(machine, self.row, world, self.on) then
		code, message = self.reader:problem(machine, self.row, world, self.on)
	end
	if code then
		code, message = self:advance(code, message)
	end
	if code then
		error({ proof = code, message = message }, 0)
	end
	self.true_of, self.true_at = self.worlds[self.index], machine.lost
	self.row.changed, machine.written = {}, {}
end

function Run:check_ehabi(must)
	local unwinding = self.stub.ehabi
	if unwinding == nil or not must and (self.stub.calls or self.unwound) then
		return
	end
	local message = ehabi.problem(self.abi, self.state, unwinding, self.worlds[self.index], self.on)
	self.unwound = self.unwound or not message
	if message and must then
		fail("proof-ehabi-call", "unwinding by .ARM.exidx goes wrong: %s", message)
	end
end

-- A value of a call's argument number i, from 1.
function Run:argument(i)
	if self.abi.arguments.stack then
		return self.state:load(plus(self.state:top(), (i - 1) * self.abi.pointer), self.abi.pointer)
	end
	return self.state.registers[self.abi.arguments[i]]
end

-- Bytes at the stack pointer that a callee may write.
function Run:home(count)
	return math.max(self.abi.home, self.abi.arguments.stack and count * self.abi.pointer or 0)
end

function Run:check_room(count)
	local top = self.state:top()
	local area, home = self.state.areas[top.sym], self:home(count)
	if (top.off - area.top) % self.abi.align ~= 0 then
		fail("proof-alignment", "the stack pointer, %s, is not aligned to %d at the call", show(top), self.abi.align)
	elseif self.abi.direction < 0 and top.off + home > area.limit
		or self.abi.direction > 0 and top.off - home < area.limit then
		fail("proof-home", "the callee's %d bytes at the stack pointer, %s, reach out of the frame", home, show(top))
	end
end

function Run:check_call(step)
	local call = self.contract.call
	if not call or self.calls > 0 then
		fail("proof-call", "there is no call to be made here")
	end
	local target = self.state:evaluate(step.call)
	if not same(target, value(call[1])) then
		fail("proof-call-target", "the call goes to %s, not %s", show(target), call[1])
	end
	for i = 2, #call do
		local held = self:argument(i - 1)
		if not same(held, value(call[i])) then
			fail("proof-call-argument", "argument %d is %s, not %s", i - 1, show(held), call[i])
		end
	end
	self:check_room(#call - 1)
	if self.contract.calling then
		self.contract.calling(self)
	end
end

-- The row must bear what a call, or the first of several instructions, destroys.
function Run:check_inside(step)
	local kept, registers = {}, self.state.registers
	self.true_of = step.early[1] == nil and self.true_of
	for _, name in ipairs(step.early) do
		kept[name], registers[name] = registers[name] or false, nil
	end
	self.where = ("in '%s'"):format(step.text)
	self:check_row()
	if step.call then
		self:check_ehabi(true)
	end
	for name, held in pairs(kept) do
		registers[name], self.true_of = held or nil, nil
	end
end

function Run:exchange(old)
	local new = self.state.registers[self.abi.sp]
	if new.sym ~= old.sym then
		if not self.contract.exchange then
			fail("proof-sp", "the stack pointer becomes %s", show(new))
		end
		self.contract.exchange(self, old, new)
	end
end

-- A register whose guard is false is not there.
function Run:check_guarded(step)
	for _, write in ipairs(step.writes) do
		local read = write.value.from
		if self.absent[write.register or read] or self.absent[read] then
			fail("proof-guarded-register", "'%s' is of a register which is not there", step.text)
		end
	end
end

function Run:execute(step)
	if self.absent then
		self:check_guarded(step)
	end
	local old = self.state.registers[self.abi.sp]
	local writes = self.state:writes(step)
	if step.call then
		self:check_call(step)
	end
	self.state:destroy(step, step.call and self:home(#self.contract.call - 1))
	if step.call or step.size > 1 then
		self:check_inside(step)
	end
	self.where = ("after '%s'"):format(step.text)
	self.state:execute(step, writes, function()
		self:exchange(old)
	end)
	if step.spill and self.contract.spilled then
		self.contract.spilled(self)
	end
	if self.contract.stepped then
		self.contract.stepped(self)
	end
	if step.call then
		self.calls = self.calls + 1
		self.state.registers[self.abi.result.pointer] = value "result"
		if self.contract.called then
			self.contract.called(self)
		end
	end
end

function Run:step(step)
	if self.ended then
		fail("proof-after-end", "'%s' is never reached", step.text)
	end
	self:check_row()
	self:check_ehabi(false)
	if step.landing then
		fail("proof-landing-inside", "a landing pad that is not the first instruction")
	elseif step.trap and self.before_entry then
		self.trapped = true
	elseif self.before_entry then
		fail("proof-before-entry", "'%s' stands before the entry", step.text)
	else
		self:execute(step)
		self.ended = step.leaves and "left" or step.trap and "trap"
	end
end

function Run:finish()
	if self.contract.call and self.calls == 0 then
		fail("proof-no-call", "%s is not called", self.contract.call[1])
	elseif self.contract.leave and self.ended ~= "left" then
		fail("proof-no-end", "the stub is not left")
	elseif not self.contract.leave and self.ended ~= "trap" then
		fail("proof-no-trap", "the stub does not end in a trap")
	elseif self.contract.leave then
		self.contract.leave(self)
	end
	if self.stub.ehabi ~= nil and not self.unwound then
		fail("proof-ehabi", "what .ARM.exidx tells is true nowhere in the stub")
	end
end

function Run:entry(name)
	if not self.before_entry or not self.trapped then
		fail("proof-entry-trap", "no trap stands before the entry, for unwinders to look up")
	elseif name ~= self.stub.name .. "_point" then
		fail("proof-entry-name", "the entry's label is '%s'", name)
	end
	self.before_entry = nil
end

-- A landing pad runs under the function's first row.
function Run:landing()
	local code, message = self.reader:problem(self.state, self.row, self.worlds[1], self.on)
	if code then
		fail("proof-landing-row", "at the landing pad %s", message)
	end
end

function Run:go()
	self.before_entry = self.contract.entry
	if self.stub.landing then
		self:landing()
	end
	for _, item in ipairs(self.stub.program) do
		if not item.guard or self.on[item.guard] then
			if item.step then
				self:step(item.step)
			elseif item.cfi then
				if self.ended then
					fail("proof-row-after-end", "'%s' follows the last instruction", item.cfi)
				end
				self.reader:apply(self.row, item.cfi)
			else
				self:entry(item.entry)
			end
		end
	end
	self.where = "at its end"
	self:finish()
end

return M
