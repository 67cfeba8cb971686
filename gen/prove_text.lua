-- The text of an emitted C file -> its stubs as lines, and the constants of a fresh context's first frame.
--
--     stubs   NAME -> {name, parameters = {name...}, items, text}
--     items   {kind, text, guard}: kind "code" (an instruction or a local label), "cfi" (a directive of an
--             unwinder) or "entry" (a code label); guard: the condition of the #if around it
--     enum    NAME -> number: what the enum constants are
--     frame   {depth}: the part of FRAME_SIZE that is the caller's; anchors: offsets from the root that hold it
--
-- It raises {proof = CODE, message}, as all parts of the proof do.

local M = {}

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local unwinders = { fnstart = true, fnend = true, cantunwind = true, unwind_raw = true }

local function kind_of(text)
	local directive = text:match("^%.([%a_]+)")
	return directive and (directive:match("^cfi_") or unwinders[directive]) and "cfi" or "code"
end

local readers = {
	{ "^\t\"\t*(.-)\\n\"$", function(state, text)
		text = text:gsub("\\(.)", "%1")
		state.items[#state.items + 1] = { kind = kind_of(text), text = text, guard = state.guard }
	end },
	{ "^#if (.+)$", function(state, guard)
		if state.guard then
			fail("proof-nested-guard", "'#if %s' is inside '#if %s'", guard, state.guard)
		end
		state.guard = guard
	end },
	{ "^#(endif)$", function(state)
		if not state.guard then
			fail("proof-endif", "an #endif without its #if")
		end
		state.guard = nil
	end },
	{ "^\tSHUNT_LABEL%(([%w_]+)%)$", function(state, name)
		state.items[#state.items + 1] = { kind = "entry", text = name, guard = state.guard }
	end },
}

local function read_line(state, line)
	for _, reader in ipairs(readers) do
		local found = line:match(reader[1])
		if found then
			reader[2](state, found)
			return
		end
	end
	fail("proof-line", "cannot read the line '%s'", line)
end

local function items_of(text)
	local state = { items = {} }
	for line in text:gmatch("[^\n]+") do
		read_line(state, line)
	end
	if state.guard then
		fail("proof-open-guard", "'#if %s' has no #endif", state.guard)
	end
	return state.items
end

M.items = items_of

-- "(void *pass, void *(*fn)(void *arg))" -> {"pass", "fn"}
local function parameters_of(text)
	local names = {}
	text = text:sub(2, -2):gsub("%(%*([%w_]+)%)%b()", "%1")
	for one in text:gmatch("[^,]+") do
		if one ~= "void" then
			names[#names + 1] = one:match("([%w_]+)%s*$")
		end
	end
	return names
end

local function enum_of(text)
	local enum = {}
	for name, value in (text:match("\nenum (%b{})") or ""):gmatch("([%u_]+) = (-?%d+)") do
		enum[name] = math.tointeger(value)
	end
	return enum
end

local function anchors_of(text)
	local offsets = {}
	for offset in text:gmatch("put%(root %+ (%d+), %(uintptr_t%)root%)") do
		offsets[#offsets + 1] = math.tointeger(offset)
	end
	return offsets
end

local function heading(arguments)
	return arguments:match("^%([^,]+, ([%w_]+), (%(.*%))%)$")
end

-- The stubs and constants of a file.
function M.read(text)
	local file = { stubs = {}, enum = enum_of(text), anchors = anchors_of(text),
		depth = math.tointeger(text:match("%(FRAME_SIZE %- (%d+)%)")) }
	local position = 1
	while true do
		local _, first, arguments = text:find("\nSHUNT_BEGIN[_HIDDEN]*(%b())\n", position)
		if not first then
			return file
		end
		local name, parameters = heading(arguments)
		local last, stop, ended = text:find("\nSHUNT_END%(([%w_]+)%)", first)
		if not name or ended ~= name or file.stubs[name] then
			fail("proof-frame-of-text", "SHUNT_BEGIN%s has no SHUNT_END of its own", arguments)
		end
		file.stubs[name] = { name = name, parameters = parameters_of(parameters), text = text:sub(first, last) }
		position = stop
	end
end

return M
