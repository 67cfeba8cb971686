-- What each stub is for, written from the interface (stubs of shunt.h) and the ABI's model alone.  What a frame looks
-- like is not known here: the first half of `switch` shows it, and every other stub is held to that.
--
-- A frame is {off, cells, key}: the context pointer is the caller's stack pointer plus off; a cell {off, width,
-- register | "return" | "", add} lies at an offset from the context pointer.

local rows = require "prove_rows"
local state = require "prove_state"

local M = {}

local value, same, show, plus = state.value, state.same, state.show, state.plus

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local HUGE = 1 << 30

local function pushed(abi)
	return abi.ret.memory and abi.registers[abi.sp].width or 0
end

-- A stack whose stack pointer was aligned at this address.
local function stack_area(abi, top, home, limit)
	return { top = top, home = abi.window and 0 or home, limit = limit or top + abi.direction * pushed(abi) }
end

-- A context of which all is known: its stack pointer after the return is base + off.
local function world(abi, name, base, off)
	local one = { name = name, sp = value(base, off), ret = value(base .. ":return"), registers = {} }
	one.cfa = plus(one.sp, rows.to_cfa(abi, 0))
	for _, fact in ipairs(abi.preserved) do
		one.registers[fact.register] = value(base .. ":" .. fact.register)
	end
	if not abi.ret.memory then
		one.registers[abi.ret.register] = plus(one.ret, -abi.ret.offset)
	end
	one.wanted = setmetatable({ [abi.ret.register] = one.registers[abi.ret.register] or one.ret },
		{ __index = one.registers })
	return one
end

local function thread_registers(run)
	for name in pairs(run.abi.fixed) do
		run.state.registers[name] = value("thread:" .. name)
	end
end

local function parameters(run, names)
	local abi = run.abi
	for i, name in ipairs(names) do
		if abi.arguments.stack then
			run.state:store(value("self", abi.bias + (i - 1) * abi.pointer), abi.pointer, value(name))
		else
			run.state.registers[abi.arguments[i]] = value(name)
		end
	end
end

local function check_parameters(run)
	local text, wanted = table.concat(run.stub.parameters, ", "), table.concat(run.contract.parameters, ", ")
	if text ~= wanted then
		fail("proof-parameters", "the parameters are (%s), not (%s)", text, wanted)
	end
end

-- The state in which a caller leaves a function.
local function called(run)
	local abi, machine = run.abi, run.state
	run.self = world(abi, "the caller", "self", 0)
	run.worlds[1] = run.self
	for name in pairs(abi.inherit) do
		machine.registers[name] = value("self:" .. name)
	end
	for name, held in pairs(run.self.registers) do
		machine.registers[name] = held
	end
	thread_registers(run)
	machine.registers[abi.sp] = value("self", abi.direction * pushed(abi))
	if abi.ret.memory then
		machine:store(machine:top(), pushed(abi), run.self.ret)
	end
	machine.areas.self = stack_area(abi, abi.bias, run:home(#run.contract.parameters))
	check_parameters(run)
	parameters(run, run.contract.parameters)
end

-- The same by a jump, with the return address in a register.
local function jumped(run)
	called(run)
	local abi, machine = run.abi, run.state
	machine:forget(machine:top(), pushed(abi))
	machine.registers[abi.sp], machine.registers[abi.neutral] = value "self", run.self.ret
	parameters(run, { "pass", "to", "save" })
end

local function by_offset(a, b)
	return a.off < b.off
end

-- Cells of the caller's state at a symbol, relative to an offset.
local function cells_of(machine, sym, from)
	local cells, key = {}, {}
	for off, cell in pairs(machine.memory[sym] or {}) do
		local held = cell.value
		local register = held and (held.sym == "self" and "" or held.sym:match("^self:(.+)$"))
		if register then
			cells[#cells + 1] = { off = off - from, width = cell.width, register = register, add = held.off }
		end
	end
	table.sort(cells, by_offset)
	for i, cell in ipairs(cells) do
		key[i] = ("%d:%d=%s%+d"):format(cell.off, cell.width, cell.register, cell.add)
	end
	return cells, table.concat(key, " ")
end

-- The same cells, of another context: its stack pointer after the return is base + off.
local function seed(machine, cells, at, base, off)
	for _, cell in ipairs(cells) do
		local held = cell.register == "" and value(base, off + cell.add) or value(base .. ":" .. cell.register, cell.add)
		machine:store(plus(at, cell.off), cell.width, held)
	end
end

-- Another context, suspended: its frame in memory, and the world that it is.
local function suspended(run, base, frame)
	local abi = run.abi
	seed(run.state, frame.cells, value(base), base, -frame.off)
	run.state.areas[base] = stack_area(abi, abi.bias - frame.off, run:home(4))
	return world(abi, "the other context", base, -frame.off)
end

-- The frame that the caller is left in.
local function frame_of(run, sp)
	local abi = run.abi
	local cells, key = cells_of(run.state, "self", sp.off)
	if sp.off % abi.align ~= 0 then
		fail("proof-context-alignment", "the context pointer, %s, is not aligned to %d", show(sp), abi.align)
	elseif abi.chain and not same(run.state:load(value("self", sp.off + abi.bias), abi.pointer), value "self") then
		fail("proof-chain", "the back chain at the context pointer does not lead to the caller")
	end
	return { off = sp.off, cells = cells, key = sp.off .. " " .. key }
end

-- From here on rows speak of the other world.
local function make_current(run, old, from, new, base)
	if old.sym ~= from or not same(new, value(base)) then
		fail("proof-exchange", "the stack pointer becomes %s, not %s", show(new), base)
	end
	run.index = run.worlds[1].lasting and 1 or 2
end

-- sp <- to
local function exchange(run, old, new)
	local frame = frame_of(run, old)
	local known = run.shared.frame
	if known and known.key ~= frame.key then
		fail("proof-frame-shape", "the caller's frame is {%s}; that of switch is {%s}", frame.key, known.key)
	end
	run.shared.frame = frame
	run.worlds[2] = suspended(run, "to", frame)
	make_current(run, old, "self", new, "to")
end

local function check_fixed(run)
	for _, name in ipairs(run.abi.register_list) do
		if run.abi.fixed[name] and not same(run.state.registers[name], value("thread:" .. name)) then
			fail("proof-fixed", "%s, which is fixed, is %s", name, show(run.state.registers[name]))
		end
	end
end

local function leave(run, one, register, result)
	local abi, machine = run.abi, run.state
	local sp = machine.registers[abi.sp]
	if not same(machine.pc, one.ret) then
		fail("proof-return", "it goes to %s, not %s", show(machine.pc), show(one.ret))
	elseif not same(sp, one.sp) then
		fail("proof-stack-pointer", "the stack pointer is %s, not %s", show(sp), show(one.sp))
	end
	for _, fact in ipairs(abi.preserved) do
		local held, wanted = machine.registers[fact.register], one.registers[fact.register]
		if (not fact.guard or run.on[fact.guard]) and not same(held, wanted) then
			fail("proof-preserved", "%s is not preserved: it is %s, not %s", abi.registers[fact.register].spelled, show(held),
				show(wanted))
		end
	end
	check_fixed(run)
	if register and not same(machine.registers[register], result) then
		fail("proof-result", "the result is %s, not %s", show(machine.registers[register]), show(result))
	end
end

local function check_saved(run)
	local frame = run.shared.frame
	if not run.worlds[2] then
		fail("proof-no-exchange", "the stack pointer never becomes to")
	end
	local held = run.state:load(value "save", run.abi.pointer)
	if not same(held, value("self", frame.off)) then
		fail("proof-save", "[save] is %s, not the context pointer", show(held))
	end
end

local function leave_switch(run)
	check_saved(run)
	local result = run.contract.call and "result" or "pass"
	leave(run, run.worlds[2], run.abi.result.pointer, value(result))
end

local function save_area(run)
	run.state.areas.save = { low = 0, high = run.abi.pointer }
end

local contracts = {}
M.contracts = contracts

contracts.switch = { parameters = { "pass", "to", "save" }, exchange = exchange, leave = leave_switch,
	start = function(run)
		called(run)
		save_area(run)
	end }

contracts.switch_neutral = { parameters = {}, exchange = exchange, leave = leave_switch,
	start = function(run)
		jumped(run)
		save_area(run)
		run.state.areas.self.home = run.abi.window and 0 or run:home(3)
	end }

contracts.switch_with = { parameters = { "pass", "to", "save", "fn" }, exchange = exchange, leave = leave_switch,
	call = { "fn", "pass" }, start = contracts.switch.start,
	calling = function(run)
		if run.index ~= 2 then
			fail("proof-call-stack", "fn is not called on the target's stack")
		end
	end }

-- Registers of the root's window, which hold what the first frame's memory does.
local function anchored(run)
	local abi, off = run.abi, run.abi.bias
	for _, name in ipairs(run.state.window) do
		for _, anchor in ipairs(run.shared.file.anchors) do
			if anchor == off then
				run.state.registers[name] = value "root"
			end
		end
		off = off + abi.registers[name].width
	end
end

local function root_limit(run)
	local abi, enum = run.abi, run.shared.file.enum
	if abi.direction < 0 then
		return math.min(enum.ROOT_FN, enum.ROOT_ARG, enum.ROOT_LINK)
	end
	return math.max(enum.ROOT_FN, enum.ROOT_ARG, enum.ROOT_LINK) + abi.pointer
end

local function at_root(run)
	local abi, machine, enum = run.abi, run.state, run.shared.file.enum
	machine.registers[abi.sp], machine.registers[abi.result.pointer] = value "root", value "pass"
	thread_registers(run)
	machine:store(value("root", enum.ROOT_FN), abi.pointer, value "fn")
	machine:store(value("root", enum.ROOT_ARG), abi.pointer, value "arg")
	machine.areas.root = stack_area(abi, abi.bias, run:home(#run.contract.call - 1), root_limit(run))
end

local function entry(name, start)
	return { parameters = {}, entry = true, name = name, call = { "fn", "arg", "pass" }, start = start,
		called = function(run)
			run.worlds[2] = suspended(run, "result", run.shared.frame)
		end,
		exchange = function(run, old, new)
			if not run.state.nonzero.result then
				fail("proof-null", "fn's result is not checked before it is used")
			end
			make_current(run, old, "root", new, "result")
		end,
		leave = function(run)
			leave(run, run.worlds[2], run.abi.result.pointer, value "arg")
		end }
end

contracts.entry = entry("entry", function(run)
	at_root(run)
	run.worlds[1] = { name = "the root", root = true, cfa = value("root", rows.to_cfa(run.abi, 0)) }
end)

contracts.entry_linked = entry("entry_linked", function(run)
	at_root(run)
	anchored(run)
	run.state:store(value("root", run.shared.file.enum.ROOT_LINK), run.abi.pointer, value "resumer")
	run.worlds[1] = suspended(run, "resumer", run.shared.frame)
	run.worlds[1].lasting = true	-- it is suspended all the time
end)

-- At a call on a region's root end: the chain that the back chain begins.
local function check_chain(run, wanted)
	local held = run.state:load(run.state:top(), run.abi.pointer)
	if run.abi.chain and not (held and held.sym == wanted) then
		fail("proof-chain-top", "the back chain at the root end is %s", show(held))
	end
end

local function region(run)
	called(run)
	run.state.areas.sp = stack_area(run.abi, 0, 0, 0)
end

contracts.on_stack_at = { parameters = { "sp", "fn", "arg" }, call = { "fn", "arg" }, start = region,
	exchange = function(_, old, new)
		if not (old.sym == "self" and new.sym == "sp" or old.sym == "sp" and new.sym == "self") then
			fail("proof-on-stack", "the stack pointer becomes %s", show(new))
		end
	end,
	calling = function(run)
		check_chain(run, "self")
		if run.state:top().sym ~= "sp" then
			fail("proof-call-stack-at", "fn is not called on the other stack")
		end
	end,
	leave = function(run)
		leave(run, run.self, run.abi.result.pointer, value "result")
	end }

contracts.replace_stack_at = { parameters = { "sp", "fn", "arg" }, call = { "fn", "arg" },
	start = function(run)
		region(run)
		run.worlds[2] = { name = "the root", root = true, sym = "sp" }
	end,
	exchange = function(run, _, new)
		local root = run.worlds[2]
		local cfa = plus(new, rows.to_cfa(run.abi, 0))
		if new.sym ~= "sp" or root.cfa and not same(root.cfa, cfa) then
			fail("proof-replace-stack", "the stack pointer becomes %s, and the root's CFA was %s", show(new), show(root.cfa))
		end
		run.index, root.cfa = 2, cfa
	end,
	calling = function(run)
		check_chain(run, "number")
		if run.state:top().sym ~= "sp" then
			fail("proof-call-stack-for-good", "fn is not called on the other stack")
		elseif not same(run.state.registers[run.abi.frame], value "number") then
			fail("proof-root-frame", "the frame pointer is not 0")
		end
	end }

contracts.save = { parameters = { "registers" },
	start = function(run)
		called(run)
		run.state.areas.registers = { low = 0, high = HUGE }
	end,
	leave = function(run)
		leave(run, run.self, run.abi.result.integer, value "number")
		local cells, key = cells_of(run.state, "registers", 0)
		run.shared.block = { cells = cells, key = key, windows = run.state.flushed }
	end }

-- The saver's window, which is in its memory once it was spilled: by a spill in another window than the caller's.
local function seed_window(run)
	local abi, address = run.abi, value("saved", run.abi.bias)
	for _, name in ipairs(run.state.window) do
		local width = abi.registers[name].width
		run.state:store(address, width, value("saved:" .. name))
		address = plus(address, width)
	end
end

-- The caller may be the saver itself: then the current window's memory is the saver's, and changes with the window.
local function keep_window(run)
	local machine = run.state
	for _, name in ipairs(machine.depth == 0 and machine.window or {}) do
		if not same(machine.registers[name], value("self:" .. name)) then
			machine:forget_home(value("saved", run.abi.bias), run.abi.reserve)
			return
		end
	end
end

contracts.restore = { parameters = { "registers", "value" },
	start = function(run)
		called(run)
		seed(run.state, run.shared.block.cells, value "registers", "saved", 0)
		run.worlds[2] = world(run.abi, "shunt_save's caller", "saved", 0)
		if run.shared.block.windows then
			seed_window(run)
		end
	end,
	spilled = function(run)
		if run.state.flushed then
			seed_window(run)
		end
	end,
	stepped = keep_window,
	exchange = function(run, old, new)
		make_current(run, old, "self", new, "saved")
	end,
	leave = function(run)
		leave(run, run.worlds[2], run.abi.result.integer, value "value")
	end }

contracts.stack_pointer = { parameters = {}, start = called,
	leave = function(run)
		leave(run, run.self, run.abi.result.pointer, value("self", run.abi.bias))
	end }

-- The slots of what a fresh context inherits: offset -> cell.
local function inherited(run)
	local slots = {}
	for _, cell in ipairs(run.shared.frame.cells) do
		if run.abi.inherit[cell.register] then
			slots[cell.off] = cell
		end
	end
	return slots
end

local function check_captured(run, slots)
	local stored = {}
	for off, cell in pairs(run.state.memory.context or {}) do
		local slot = slots[off]
		if not slot or slot.width ~= cell.width or not same(cell.value, value("self:" .. slot.register, slot.add)) then
			fail("proof-capture-store", "it stores %s at %d", show(cell.value), off)
		end
		stored[slot.register] = true
	end
	for name in pairs(run.abi.inherit) do
		local fact = run.abi.preserves[name]
		if not stored[name] and (not (fact and fact.guard) or run.on[fact.guard]) then
			fail("proof-capture", "%s is not captured", name)
		end
	end
end

contracts.capture = { parameters = { "context" },
	start = function(run)
		called(run)
		run.state.areas.context = { low = -HUGE, high = HUGE }
	end,
	leave = function(run)
		leave(run, run.self)
		check_captured(run, inherited(run))
	end }

-- The same for the frame of an inline switch, which only the header shows.
contracts.capture_inline = { parameters = { "context" }, start = contracts.capture.start,
	leave = function(run)
		leave(run, run.self)
		local slots, enum = {}, run.shared.file.enum
		for off, cell in pairs(run.state.memory.context or {}) do
			local name = cell.value and cell.value.sym:match("^self:(.+)$")
			if not (name and run.abi.inherit[name]) or off < 0 or off + cell.width > enum.INLINE_FRAME_SIZE
				or off < enum.INLINE_RETURN_SLOT + run.abi.pointer and off + cell.width > enum.INLINE_RETURN_SLOT then
				fail("proof-inline-store", "it stores %s at %d", show(cell.value), off)
			end
			slots[name] = true
		end
		for _, held in ipairs(run.abi.held) do
			if run.abi.inherit[held.register] and not slots[held.register] then
				fail("proof-inline-capture", "%s is not captured", held.register)
			end
		end
	end }

contracts.trap = { parameters = {}, start = called }

for name, contract in pairs(contracts) do
	contract.name = name
end

-- What the C code of init takes for granted of frames and roots.
function M.check_constants(abi, file, frame)
	local enum = file.enum
	for _, name in ipairs { "FRAME_SIZE", "RETURN_SLOT", "ROOT_SIZE", "ROOT_FN", "ROOT_ARG", "ROOT_LINK" } do
		if not enum[name] then
			fail("proof-constant", "there is no constant %s", name)
		end
	end
	local size = file.depth and abi.direction * (enum.FRAME_SIZE - file.depth)
	if size ~= frame.off then
		fail("proof-frame-size", "FRAME_SIZE puts a fresh context's stack pointer at %s of its root, not %d", tostring(size),
			frame.off)
	end
	for _, cell in ipairs(frame.cells) do
		if cell.register == "return" and cell.off == enum.RETURN_SLOT and cell.add == -abi.ret.offset then
			return
		end
	end
	fail("proof-return-slot", "RETURN_SLOT, %d, is not where a frame has its return address", enum.RETURN_SLOT)
end

-- The root's slots lie apart from each other, inside the root.
function M.check_root(abi, file)
	local enum = file.enum
	local offsets = { enum.ROOT_FN - abi.bias, enum.ROOT_ARG - abi.bias, enum.ROOT_LINK - abi.bias }
	table.sort(offsets)
	local low = abi.direction < 0 and 0 or -enum.ROOT_SIZE
	for i, off in ipairs(offsets) do
		local following = offsets[i + 1] or low + enum.ROOT_SIZE
		if off < low or off + abi.pointer > following then
			fail("proof-root-slots", "the root's slots overlap, or do not lie in its %d bytes", enum.ROOT_SIZE)
		end
	end
	if enum.ROOT_SIZE % abi.align ~= 0 then
		fail("proof-root-align", "ROOT_SIZE, %d, is not a multiple of %d", enum.ROOT_SIZE, abi.align)
	end
end

return M
