-- Fills templates with planned stubs: the text of the generated C files.

local doors = require "doors"
local ehabi = require "ehabi"
local frame = require "frame"
local machine = require "machine"
local items = require "items"

local M = {}

-- What stands above each stub, and how it looks to a C compiler.
local faces = {
	switch = { "void *", "shunt_switch", "(void *pass, shunt_context to, shunt_context *save)",
		"Saves the caller in a frame, makes the other frame's stack current, and leaves through it.  From the",
		"exchange on, every row speaks of the other context: all suspended frames have one shape." },
	switch_neutral = { "void", "shunt_switch_neutral_stub", "(void)",
		"The same, entered by a jump with the resume address in a register: see shunt_switch_neutral." },
	switch_with = { "void *", "shunt_switch_with",
		"(void *pass, shunt_context to, shunt_context *save, void *(*fn)(void *pass))",
		"Calls fn under the target's frame, before the target is loaded: what fn throws unwinds the target." },
	entry = { "void", "shunt_entry", "(void)",
		"Where a fresh context begins: its stack pointer at the root, what was passed in the result register.",
		"Unwinding ends here." },
	entry_linked = { "void", "shunt_entry_linked", "(void)",
		"The same for a linked context: the CFA is found through the link slot, in the resumer's frame." },
	on_stack_at = { "void *", "shunt_on_stack_at", "(void *sp, void *(*fn)(void *arg), void *arg)",
		"Calls fn on another stack; the frame pointer keeps the way back." },
	replace_stack_at = { "void", "shunt_replace_stack_at", "(void *sp, void (*fn)(void *arg), void *arg)",
		"Calls fn on another stack for good: unwinding ends here." },
	save = { "int", "shunt_save", "(struct shunt_registers *registers)",
		"Stores what a callee must preserve." },
	restore = { "void", "shunt_restore", "(const struct shunt_registers *registers, int value)",
		"Loads it back; from the first load on, the rows speak of shunt_save's caller." },
	stack_pointer = { "void *", "shunt_stack_pointer", "(void)",
		"The stack pointer as the caller has it." },
	capture_inline = { "void", "shunt_capture_inline", "(shunt_inline_context context)",
		"The same for an inline context." },
	trap = { "void", "shunt_trap", "(void)",
		"For what C code here finds impossible." },
	control = { "void", "testbed_control", "(struct testbed_block *block)" },
	probe = { "void", "testbed_probe", "(struct testbed_probe *probe)" },
	capture = { "void", "shunt_capture", "(shunt_context context)",
		"What a fresh context inherits from its creator, into the slots of its first frame." },
}

-- Internal stubs, which need a prototype of their own.
local internal = { switch_neutral = true, entry = true, entry_linked = true, capture = true,
	capture_inline = true, trap = true }
local noreturn = { trap = true, restore = true, replace_stack_at = true }

-- The lines of a listing: {text, guard, kind}, kind being "code", "cfi", "label" or "entry".  A row that changes at
-- guarded code stands outside the guard: it must be true with and without that code.
function M.lines(stub)
	local lines = {}
	local function add(kind, text, guard)
		lines[#lines + 1] = { kind = kind, text = text, guard = guard }
	end
	for _, directive in ipairs(stub.first) do
		add("cfi", directive.text, directive.guard)
	end
	for _, entry in ipairs(stub.listing) do
		for _, directive in ipairs(entry.pre) do
			add("cfi", directive.text, directive.guard)
		end
		if entry.label then
			add("entry", "shunt_" .. entry.label .. "_point")
		end
		for _, text in ipairs(entry.texts or {}) do
			add(text:match("^%d+:$") and "label" or "code", text, entry.guard)
		end
		for _, directive in ipairs(entry.post) do
			add("cfi", directive.text, directive.guard)
		end
	end
	return lines
end

local function escaped(text)
	return (text:gsub("[\\\"]", "\\%0"))
end

local function literal(line)
	if line.kind == "entry" then
		return "\tSHUNT_LABEL(" .. line.text .. ")"
	end
	local indent = line.kind == "code" and "\t" or line.kind == "cfi" and "\t\t" or ""
	return "\t\"" .. indent .. escaped(line.text) .. "\\n\""
end

-- Strings, with #if around what is guarded.
local function guarded(lines, out)
	local guard
	for _, line in ipairs(lines) do
		if line.guard ~= guard then
			if guard then
				out[#out + 1] = "#endif"
			end
			guard = line.guard
			if guard then
				out[#out + 1] = "#if " .. guard
			end
		end
		out[#out + 1] = literal(line)
	end
	if guard then
		out[#out + 1] = "#endif"
	end
end

local function landing(abi)
	for _, line in ipairs(abi.lines) do
		if line.effects[1].word == "landing" then
			return { kind = "code", text = line.spelling, guard = line.guard }
		end
	end
end

function M.stub_text(abi, stub)
	local face, out = faces[stub.name], {}
	local type = (noreturn[stub.name] and "SHUNT_NORETURN " or "") .. face[1]
	if internal[stub.name] then
		out[1] = ("%s%s %s%s;"):format(stub.name == "switch_neutral" and "" or "SHUNT_HIDDEN ", type, face[2], face[3])
	end
	local hidden = internal[stub.name] and stub.name ~= "switch_neutral"
	out[#out + 1] = ("SHUNT_BEGIN%s(%s, %s, %s)"):format(hidden and "_HIDDEN" or "", type, face[2], face[3])
	local pad, lines = landing(abi), M.lines(stub)
	if pad and not (stub.name:match("^entry")) then
		pad.guard = ("!SHUNT_NAKED && (%s)"):format(pad.guard)
		table.insert(lines, #stub.first + 1, pad)
	end
	if abi.unwind then
		table.insert(lines, 1, { kind = "cfi", text = ".fnstart" })
		for _, text in ipairs(ehabi.directives(abi, stub)) do
			lines[#lines + 1] = { kind = "cfi", text = text }
		end
	end
	guarded(lines, out)
	out[#out + 1] = ("SHUNT_END(%s)"):format(face[2])
	return table.concat(out, "\n") .. "\n"
end

local function comment_of(stub)
	local face = faces[stub.name]
	return table.move(face, 4, #face, 1, {})
end

-- A frame, drawn: one line a slot, the stack pointer's end last.
function M.drawing(abi)
	local layout = items.context_frame(abi)
	local to_cfa = frame.to_cfa(abi, layout)
	local slots = {}
	for _, saved in ipairs(layout.items) do
		local name = abi.registers[saved.register].spelled
		slots[#slots + 1] = { off = layout.slots[saved.key] + to_cfa, width = saved.width,
			text = (saved.key == "return" and "return address" or name) .. (saved.guard and " (if configured)" or "") }
	end
	if abi.ret.memory then
		slots[#slots + 1] = { off = to_cfa - frame.entry_depth(abi), width = abi.registers[abi.sp].width,
			text = "return address" }
	end
	table.sort(slots, function(a, b)
		return a.off > b.off
	end)
	local lines = { ("The frame of a suspended context, from its stack pointer (%s); the CFA is at %+d:"):format(
		abi.registers[abi.sp].spelled, to_cfa), "" }
	for _, slot in ipairs(slots) do
		lines[#lines + 1] = ("    %+5d  %-2d  %s"):format(slot.off, slot.width, slot.text)
	end
	local room = frame.room(abi)
	if room > 0 then
		lines[#lines + 1] = abi.direction < 0
			and ("    %+5d  %-2d  room for the callee"):format(abi.bias, room)
			or ("    %+5d  %-2d  room for the callee"):format(abi.bias - room, room)
	end
	return lines
end

-- Where naked functions will not do, as a preprocessor expression.
function M.file_scope(abi)
	return abi.unwind and "1" or abi.filescope or "0"
end

-- The text around every function, by the first guard that is true.
function M.functions(abi)
	if #abi.functions == 0 then
		return "#define SHUNT_OPEN\n#define SHUNT_CLOSE\n"
	end
	local out = {}
	local function define(open, close)
		local function strings(text)
			local list = {}
			for one in (text .. ";"):gmatch("%s*(.-)%s*;") do
				if one ~= "" then
					list[#list + 1] = "\"\t" .. escaped(one) .. "\\n\""
				end
			end
			return #list > 0 and " " .. table.concat(list, " ") or ""
		end
		out[#out + 1] = "#define SHUNT_OPEN" .. strings(open)
		out[#out + 1] = "#define SHUNT_CLOSE" .. strings(close)
	end
	local any
	for i, one in ipairs(abi.functions) do
		out[#out + 1] = (i == 1 and "#if " or "#elif ") .. (one.guard or "1")
		any = any or not one.guard
		define(one.open, one.close)
	end
	out[#out + 1] = "#else"
	define("", "")
	out[#out + 1] = "#endif"
	return table.concat(out, "\n") .. "\n"
end

local function anchor_slot(abi)
	if abi.anchor == abi.sp then
		return nil
	end
	local off = abi.bias
	for _, name in ipairs(machine.preserved_in_window(abi)) do
		if name == abi.anchor then
			return off
		end
		off = off + abi.registers[name].width
	end
end

local function constants(abi)
	local layout, root = items.context_frame(abi), frame.root(abi)
	local to_cfa = frame.to_cfa(abi, layout)
	local offsets, size = frame.block(items.block(abi))
	local names = {}
	for _, saved in ipairs(items.block(abi)) do
		names[#names + 1] = ("%s at %d"):format(saved.key == "return" and "return address"
			or saved.key == "sp" and abi.registers[abi.sp].spelled or abi.registers[saved.register].spelled,
			offsets[saved.key])
	end
	return { frame_size = layout.size, root = root, root_size = root.size, block_size = size,
		block_comment = names, return_slot = layout.slots["return"] + to_cfa,
		caller_depth = abi.cfa, word = ("uint%d_t"):format(8 * abi.registers[abi.sp].width),
		stack_min = frame.up_to(layout.size + root.size + 8 * abi.registers[abi.sp].width, abi.align) }
end

local function wrapped(list, width)
	local lines, line = {}, ""
	for i, text in ipairs(list) do
		local part = text .. (i < #list and ", " or "")
		if #line + #part > width then
			lines[#lines + 1] = line
			line = ""
		end
		line = line .. part
	end
	lines[#lines + 1] = line
	return table.concat(lines, "\n * ")
end

-- The two files of an ABI: {["X.c"] = text, ["X.h"] = text}.  render(template, environment) fills a template.
function M.files(abi, stubs, render)
	local env = constants(abi)
	env.abi, env.file, env.guard = abi, abi.origin, "SHUNT_" .. abi.name:upper():gsub("%W", "_") .. "_H"
	env.block_comment = wrapped(env.block_comment, 90)
	env.drawing, env.functions = M.drawing(abi), M.functions(abi)
	env.file_scope = M.file_scope(abi)
	env.stubs, env.anchor_slot = {}, anchor_slot(abi)
	env.return_offset = abi.ret.offset ~= 0 and (" - %d"):format(abi.ret.offset) or ""
	env.bias_term = abi.bias ~= 0 and (" - %d"):format(abi.bias) or ""
	for i, stub in ipairs(stubs) do
		env.stubs[i] = { text = M.stub_text(abi, stub), comment = comment_of(stub) }
		env.capture = env.capture or stub.name == "capture"
		env.capture_inline = env.capture_inline or stub.name == "capture_inline"
	end
	env.doors = doors.bodies(abi)
	return { [abi.name .. ".c"] = render("templates/abi.c", env), [abi.name .. ".h"] = render("templates/abi.h", env) }
end

M.faces = faces

return M
