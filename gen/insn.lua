-- Declarations of instructions -> checked instruction lines: holes with their classes and ranges, operands
-- resolved to registers, the spelling cut into pieces.
--
-- A line is {effects, clobbers, ranges, holes, spelling, lines, guard, resume, at}:
--     effects   trees of effect.lua, names resolved, clobbers taken out
--     clobbers  nodes that the line destroys besides its effects
--     holes     letter -> {letter, classes | number | symbol, list}
--     ranges    letter -> {low, high, step} for the numbers
--     lines     one array of pieces for each instruction; a piece is text or {letter, ...}

local diag = require "diag"
local effect = require "effect"

local M = {}

local function classes_of(state, node)
	local classes = {}
	for _, class in ipairs(node.classes) do
		if not state.abi.classes[class.name] then
			local problem = state.diagnostics:error("unknown-class", class.at, "no register has the class '%s'",
				class.name)
			diag.suggest(problem, class.name, state.abi.class_list)
		end
		classes[class.name] = true
	end
	return classes
end

-- What a hole's first appearance says it is.
local function first_kind(state, node)
	local default = state.abi.hole_defaults[node.letter] or {}
	if node.kind == "symbol" or node.number then
		return { symbol = node.kind == "symbol" or nil, number = node.number }
	elseif node.classes then
		return { classes = classes_of(state, node) }
	elseif state.ranges[node.letter] then
		return { number = true }
	end
	return { classes = default.classes, number = default.range and true }
end

local function same_set(a, b)
	for key in pairs(a) do
		if not b[key] then
			return false
		end
	end
	for key in pairs(b) do
		if not a[key] then
			return false
		end
	end
	return true
end

-- Is a hole's later appearance at odds with what it is?
local function differs(state, hole, node)
	if node.kind == "symbol" then
		return not hole.symbol
	elseif node.number then
		return not hole.number
	elseif node.classes then
		return not (hole.classes and same_set(hole.classes, classes_of(state, node)))
	end
	return hole.symbol or (node.list or false) ~= (hole.list or false)
end

-- One letter is one thing throughout a line.
local function declare_hole(state, node)
	local hole = state.holes[node.letter]
	if not hole then
		hole = first_kind(state, node)
		hole.letter, hole.at, hole.list = node.letter, node.at, node.list
		state.holes[node.letter] = hole
	elseif differs(state, hole, node) then
		diag.note(state.diagnostics:error("mixed-hole", node.at, "'%s' is another kind of hole here", node.letter),
			hole.at, "it was first met here")
	end
	if not (hole.classes or hole.number or hole.symbol) and not state.unclassed[node.letter] then
		state.unclassed[node.letter] = true
		state.diagnostics:error("unclassed-hole", node.at, "the hole '%s' has no class: write %s:CLASS, or declare "
			.. "one with 'hole %s CLASS'", node.letter, node.letter, node.letter)
	end
	return hole
end

local function resolve_operand(state, node)
	if node.kind == "hole" then
		node.number = declare_hole(state, node).number
	elseif node.kind == "register" then
		node.name = state.abi.resolve(node.name, node.at) or node.name
	elseif node.kind == "symbol" then
		declare_hole(state, node)
	end
end

local function resolve(state, node)
	if node.kind == "memory" then
		resolve(state, node.sum)
	elseif node.kind == "sum" then
		resolve_operand(state, node.base)
		for _, addend in ipairs(node.terms) do
			resolve_operand(state, addend.node)
		end
	else
		resolve_operand(state, node)
	end
end

local function collect_ranges(state, declaration)
	for _, where in ipairs(declaration.ranges) do
		local letter = where.hole.text
		if state.ranges[letter] then
			state.diagnostics:error("range-twice", where.hole, "'%s' has a range already", letter)
		end
		state.ranges[letter] = where.range
		state.range_at[letter] = where.hole
	end
end

-- <r> <r..SEPARATOR> <r.first> <r.last> <r:4>
local function piece(state, spelling, text)
	local letter, rest = text:match("^(%l)(.*)$")
	local hole = letter and state.holes[letter]
	local part = letter and { letter = letter, separator = rest:match("^%.%.(.*)$"), part = rest:match("^%.(%l+)$"),
		width = tonumber(rest:match("^:(%d%d?)$")) }
	if not letter or rest ~= "" and not (part.separator or part.width or part.part == "first" or part.part == "last") then
		state.diagnostics:error("bad-piece", spelling, "'<%s>' is not a hole: write <r>, <r:4>, <r..>, <r..SEPARATOR>, "
			.. "<r.first> or <r.last>", text)
	elseif not hole then
		state.diagnostics:error("unused-effect", spelling, "<%s> is in the spelling and not in the effect", letter)
	elseif (part.separator or part.part) and not hole.list or part.width and not hole.classes
		or rest == "" and hole.list then
		state.diagnostics:error("piece-kind", spelling, "<%s> does not suit the hole '%s'", text, letter)
	end
	state.spelled[letter or ""] = true
	return part or { letter = "" }
end

-- A hole begins with < and a letter; other < are the assembler's.
local function cut_instruction(state, spelling, line)
	local pieces, position = {}, 1
	for before, text, closed, after in line:gmatch("()<(%a[^<>]*)()>?()") do
		if closed == after then
			state.diagnostics:error("open-hole", spelling, "'<%s' has no '>'", text)
		else
			pieces[#pieces + 1] = line:sub(position, before - 1)
			pieces[#pieces + 1] = piece(state, spelling, text)
			position = after
		end
	end
	pieces[#pieces + 1] = line:sub(position)
	return pieces
end

local function cut(state, spelling)
	local lines = {}
	for line in (spelling.text .. ";"):gmatch("%s*(.-)%s*;") do
		if line == "" then
			state.diagnostics:error("empty-instruction", spelling, "an instruction of this spelling is empty")
		end
		lines[#lines + 1] = cut_instruction(state, spelling, line)
	end
	return lines
end

local function check_hole(state, letter)
	local hole = state.holes[letter]
	if hole.number and not state.ranges[letter] then
		local default = state.abi.hole_defaults[letter]
		state.ranges[letter] = default and default.range
		if not state.ranges[letter] then
			state.diagnostics:error("no-range", hole.at, "the number '%s' has no range", letter)
		end
	end
	if #letter ~= 1 then
		state.diagnostics:error("long-symbol", hole.at, "'&%s': a symbol is a hole of one letter", letter)
	elseif not state.spelled[letter] then
		state.diagnostics:error("unspelled-hole", hole.at, "the hole '%s' is not in the spelling", letter)
	end
end

local function sorted_keys(map)
	local keys = {}
	for key in pairs(map) do
		keys[#keys + 1] = key
	end
	table.sort(keys)
	return keys
end

local function check_ranges(state)
	for _, letter in ipairs(sorted_keys(state.range_at)) do
		local hole = state.holes[letter]
		if not hole then
			state.diagnostics:error("range-of-nothing", state.range_at[letter], "'%s' is not in the effect", letter)
		elseif not hole.number then
			state.diagnostics:error("range-of-register", state.range_at[letter], "'%s' is a register, not a number",
				letter)
		end
	end
end

local function is_register(node)
	return node.kind == "register" or node.kind == "hole" and not node.number and not node.list
end

-- An address, or a sum: a register and numbers.
local function check_sum(state, sum, has_list)
	if not is_register(sum.base) then
		state.diagnostics:error("sum-base", sum.at, "an address or a sum begins with one register")
	end
	for _, addend in ipairs(sum.terms) do
		if addend.node.kind == "size" and not has_list then
			state.diagnostics:error("size-alone", addend.node.at, "'size' is what a list of registers takes: there is none")
		end
	end
end

local function has_list(line)
	for _, hole in pairs(line.holes) do
		if hole.list then
			return true
		end
	end
	return false
end

-- A list goes to or from [ADDRESS..], whose width is its registers'.
local function check_list(state, tree)
	local place, value = tree.place, tree.value
	local to, from = place.kind == "memory" and place.list, value.kind == "memory" and value.list
	local listed, stored = place.kind == "hole" and place.list, value.kind == "hole" and value.list
	if (to or false) ~= (stored or false) or (from or false) ~= (listed or false) then
		state.diagnostics:error("list-memory", tree.at, "a list r.. goes to or comes from memory [ADDRESS..], and only it")
	elseif (to or from) and (place.width or value.width) then
		state.diagnostics:error("list-width", tree.at, "a list has the widths of its registers")
	elseif to or from then
		state.lists = state.lists + 1
		if state.lists == 2 then
			state.diagnostics:error("list-twice", tree.at, "a line has one list at most")
		end
	end
end

local function check_set(state, tree)
	local place, value = tree.place, tree.value
	local name = place.kind == "memory" and effect.show(place) or place.name or place.letter or "pc"
	if place.kind == "hole" and place.number then
		state.diagnostics:error("number-place", tree.at, "'%s' is a number: nothing can be written to it", place.letter)
	elseif place.kind == "memory" and value.kind == "memory" then
		state.diagnostics:error("memory-to-memory", tree.at, "from memory to memory: no stub asks for it")
	elseif place.kind == "pc" and (value.kind == "number" or value.kind == "hole" and value.number) then
		state.diagnostics:error("pc-number", tree.at, "no stub jumps to a number")
	elseif state.places[name] then
		state.diagnostics:error("place-twice", tree.at, "'%s' is written twice", name)
	end
	state.places[name] = true
	check_list(state, tree)
end

-- The words that make a line by themselves; clobbers may stand beside.
local alone = { call = true, landing = true, trap = true, check = true, spill = true }

local function check_effect(state, line, tree)
	if alone[tree.word] and #line.effects > 1 then
		state.diagnostics:error("word-alone", tree.at, "this is the whole effect of a line, beside clobbers")
	elseif tree.word == "set" then
		check_set(state, tree)
	elseif tree.word == "call" and not (is_register(tree.value) or tree.value.kind == "symbol") then
		state.diagnostics:error("call-target", tree.value.at, "a call goes to a register or a symbol")
	elseif tree.word == "check" and (tree.value.kind ~= "hole" or not is_register(tree.value)) then
		state.diagnostics:error("check-operand", tree.value.at, "'trap unless' takes a hole for a register")
	end
	for _, node in ipairs { tree.place or false, tree.value or false } do
		if node and (node.kind == "memory" or node.kind == "sum") then
			check_sum(state, node.sum or node, has_list(line))
		end
	end
end

-- A clobber is a register, a hole of its own, or memory at a known distance from a register.
local function check_clobber(state, node, in_effects)
	if node.kind == "memory" then
		local sum, known = node.sum, node.sum.base.kind == "register" and not node.list
		for _, addend in ipairs(sum.terms) do
			known = known and addend.node.kind == "number"
		end
		if not known then
			state.diagnostics:error("clobber-memory", node.at, "memory is clobbered at a register and a number")
		end
	elseif not is_register(node) then
		state.diagnostics:error("clobber-kind", node.at, "'%s' cannot be clobbered: only registers and memory",
			effect.show(node))
	elseif node.kind == "hole" and in_effects[node.letter] then
		state.diagnostics:error("clobber-effect", node.at, "'%s' is in the effect: a scratch register has its own letter",
			node.letter)
	end
end

local function check_shape(state, line)
	if #line.effects == 0 then
		state.diagnostics:error("no-effect", line.at, "a line that only clobbers has no effect")
		return
	end
	for _, tree in ipairs(line.effects) do
		check_effect(state, line, tree)
	end
	local first = line.effects[1]
	if line.resume and not (#line.effects == 1 and first.place and first.place.kind == "pc"
		and is_register(first.value)) then
		state.diagnostics:error("resume-pc", line.at, "'resume' is for  pc <- REGISTER  alone")
	end
	if first.word == "landing" then
		line.guard = line.guard or "1"
	elseif line.guard then
		state.diagnostics:error("insn-guard", line.at, "'when' is understood of landing lines only: every compiler of "
			.. "the ABI must know the others")
	end
end

local function split_clobbers(declaration)
	local effects, clobbers = {}, {}
	for _, tree in ipairs(declaration.effects) do
		if tree.word == "clobber" then
			for _, node in ipairs(tree.list) do
				clobbers[#clobbers + 1] = node
			end
		else
			effects[#effects + 1] = tree
		end
	end
	return effects, clobbers
end

local function resolve_all(state, line)
	for _, tree in ipairs(line.effects) do
		if tree.place then
			resolve(state, tree.place)
		end
		if tree.value then
			resolve(state, tree.value)
		end
	end
	local in_effects = {}
	for letter in pairs(state.holes) do
		in_effects[letter] = true
	end
	for _, node in ipairs(line.clobbers) do
		resolve(state, node)
		check_clobber(state, node, in_effects)
	end
end

-- A checked line, its problems added to the diagnostics.
function M.check(abi, declaration, diagnostics)
	local state = { abi = abi, diagnostics = diagnostics, holes = {}, ranges = {}, range_at = {}, spelled = {},
		unclassed = {}, places = {}, lists = 0 }
	collect_ranges(state, declaration)
	local line = { at = declaration.at, guard = declaration.guard and declaration.guard.text,
		resume = declaration.resume, ranges = state.ranges, holes = state.holes,
		spelling = declaration.spelling.text, spelling_at = declaration.spelling }
	line.effects, line.clobbers = split_clobbers(declaration)
	resolve_all(state, line)
	line.lines = cut(state, declaration.spelling)
	for _, letter in ipairs(sorted_keys(state.holes)) do
		check_hole(state, letter)
	end
	check_ranges(state)
	check_shape(state, line)
	return line
end

-- The registers that a node may stand for, as an array of their tables.
local function members(abi, line, node)
	local list = {}
	for _, name in ipairs(abi.register_list) do
		local register = abi.registers[name]
		if node.kind == "register" and node.name == name
			or node.kind == "hole" and (line.holes[node.letter].classes or {})[register.class] then
			list[#list + 1] = register
		end
	end
	return list
end

local function may_be(abi, line, node, name)
	for _, register in ipairs(members(abi, line, node)) do
		if register.name == name then
			return true
		end
	end
	return false
end

-- An access is 1 to 64 bytes, and not wider than the register it goes to or comes from.
local function check_width(abi, line, memory, other, diagnostics)
	local narrow = memory.width
	for _, register in ipairs(memory.width and is_register(other) and members(abi, line, other) or {}) do
		narrow = math.min(narrow, register.width)
	end
	if memory.width and (narrow < memory.width or memory.width < 1 or memory.width > 64) then
		diagnostics:error("memory-width", memory.at, "%d bytes are not what one register holds", memory.width)
	end
end

-- `<r:4>` needs another name for each register of the hole's classes.
local function check_narrow(abi, line, diagnostics)
	for _, pieces in ipairs(line.lines) do
		for _, part in ipairs(pieces) do
			local node = type(part) == "table" and part.width and { kind = "hole", letter = part.letter }
			for _, register in ipairs(node and line.holes[node.letter] and members(abi, line, node) or {}) do
				if register.width ~= part.width and not register.spellings[part.width] then
					diagnostics:error("no-narrow-name", line.spelling_at, "<%s:%d>: '%s' has no name for %d bytes",
						part.letter, part.width, register.name, part.width)
					return
				end
			end
		end
	end
end

-- A sum's terms as a constant and the coefficients of what is not constant.
local function linear(sum)
	local form = { constant = 0, of = {} }
	for _, addend in ipairs(sum.terms) do
		local node = addend.node
		if node.kind == "number" then
			form.constant = form.constant + addend.sign * node.value
		else
			local key = node.letter or "size"
			form.of[key] = (form.of[key] or 0) + addend.sign
		end
	end
	return form
end

-- a - b where that is a constant.
local function distance(a, b)
	for key in pairs(a.of) do
		if a.of[key] ~= (b.of[key] or 0) then
			return nil
		end
	end
	for key in pairs(b.of) do
		if b.of[key] ~= (a.of[key] or 0) then
			return nil
		end
	end
	return a.constant - b.constant
end

local NOTHING = { constant = 0, of = {} }

-- The width of an access, or the least it may have.
local function least_width(abi, line, memory, other)
	local least = memory.width
	for _, register in ipairs(not least and is_register(other) and members(abi, line, other) or {}) do
		least = math.min(least or register.width, register.width)
	end
	return least or 1
end

-- What is pushed lies between the old and the new stack pointer, and so does what is popped.
local function check_push(abi, line, move, tree, diagnostics)
	local storing = tree.place.kind == "memory"
	local memory = storing and tree.place or tree.value
	local base = move.value.base
	if memory.kind ~= "memory" or base.kind ~= memory.sum.base.kind
		or (base.name or base.letter) ~= (memory.sum.base.name or memory.sum.base.letter) then
		return
	end
	local lower, upper = NOTHING, linear(move.value)
	if storing == (abi.direction < 0) then
		lower, upper = upper, lower
	end
	local off, room = distance(linear(memory.sum), lower), distance(upper, linear(memory.sum))
	if not off or off < 0 or room and room < least_width(abi, line, memory, storing and tree.value or tree.place) then
		diagnostics:error("push-address", memory.at, "this is not between the stack pointers before and after the line")
	end
end

-- Lines that move the stack pointer by a sum of itself, and what else they do.
local function check_moves(abi, line, diagnostics)
	for _, move in ipairs(line.effects) do
		local is_move = move.word == "set" and move.value.kind == "sum" and is_register(move.place)
			and (move.place.name or move.place.letter) == (move.value.base.name or move.value.base.letter)
			and may_be(abi, line, move.place, abi.sp)
		for _, tree in ipairs(is_move and line.effects or {}) do
			if tree.word == "set" and tree ~= move then
				check_push(abi, line, move, tree, diagnostics)
			end
		end
	end
end

-- Between the instructions of a line a signal may be taken and a stack unwound.
local function check_torn(abi, line, diagnostics)
	local instructions, stores, moves = 0, false, false
	for _, pieces in ipairs(line.lines) do
		local text = type(pieces[1]) == "string" and pieces[1] or ""
		instructions = instructions + ((text:match("^%.%l") or text:match("^%d+:$")) and 0 or 1)
	end
	for _, tree in ipairs(line.effects) do
		stores = stores or tree.word == "set" and tree.place.kind == "memory"
		moves = moves or tree.word == "set" and is_register(tree.place) and may_be(abi, line, tree.place, abi.sp)
			and (tree.value.kind == "sum" or #line.effects > 1)
	end
	if instructions > 1 and stores and moves then
		diagnostics:error("torn-line", line.spelling_at, "several instructions store and move the stack pointer: between "
			.. "them the frame is not what it should be")
	end
end

local function check_clobbered(abi, line, diagnostics)
	for _, node in ipairs(line.clobbers) do
		if node.name == abi.sp or abi.fixed[node.name] then
			diagnostics:error("clobber-kept", node.at, "'%s' is never to be destroyed", node.name)
		end
	end
end

local function check_rotation(abi, line, diagnostics)
	local rotates, moves = nil, false
	for _, tree in ipairs(line.effects) do
		if tree.word == "rotate" or tree.word == "unrotate" or tree.word == "spill" then
			if not abi.window then
				diagnostics:error("rotate-window", tree.at, "'%s', and no 'window' line", tree.word)
			elseif rotates then
				diagnostics:error("rotate-twice", tree.at, "a line rotates once")
			end
			rotates = tree
		end
		moves = moves or tree.word == "set" and (tree.place.kind == "pc" or tree.place.name == abi.sp)
	end
	if rotates and rotates.word ~= "spill" and not moves then
		diagnostics:error("rotate-sp", rotates.at, "a rotation says what becomes of the stack pointer or of pc")
	end
end

-- Of these the first is taken and no other.
local function check_words(line, seen, diagnostics)
	local tree = line.effects[1]
	if tree.word == "landing" or tree.word == "trap" or tree.word == "spill" then
		if seen[tree.word] then
			diag.note(diagnostics:error("word-twice", tree.at, "there is a '%s' line already", tree.word),
				seen[tree.word], "declared here")
		end
		seen[tree.word] = tree.at
	end
end

-- What can be said of the lines once the whole spec is read.
function M.check_all(abi, diagnostics)
	local seen = {}
	for _, line in ipairs(abi.lines) do
		for _, tree in ipairs(line.effects) do
			local memory = tree.place and (tree.place.kind == "memory" and tree.place or tree.value)
			if memory and memory.kind == "memory" then
				check_width(abi, line, memory, memory == tree.place and tree.value or tree.place, diagnostics)
			end
		end
		check_narrow(abi, line, diagnostics)
		check_clobbered(abi, line, diagnostics)
		check_rotation(abi, line, diagnostics)
		if line.effects[1] then
			check_words(line, seen, diagnostics)
		end
		if abi.sp then
			check_moves(abi, line, diagnostics)
			check_torn(abi, line, diagnostics)
		end
	end
end

-- What a binding of the letters makes of a line: an array of instruction texts.  names(register, width) spells a
-- register.
function M.spell(line, binding, names)
	local out = {}
	for i, pieces in ipairs(line.lines) do
		local text = {}
		for j, part in ipairs(pieces) do
			text[j] = type(part) == "string" and part or M.operand(part, binding[part.letter], names)
		end
		out[i] = table.concat(text)
	end
	return out
end

-- One hole's text.
function M.operand(part, value, names)
	if type(value) ~= "table" then
		return type(value) == "string" and names(value, part.width) or tostring(value)
	elseif value.symbol then
		return value.symbol
	elseif part.part then
		return names(part.part == "first" and value[1] or value[#value])
	end
	local spelled = {}
	for i, register in ipairs(value) do
		spelled[i] = names(register, part.width)
	end
	return table.concat(spelled, part.separator ~= "" and part.separator or ", ")
end

-- Does the spelling name a list only by its ends, so that it must be consecutive?
function M.consecutive(line, letter)
	for _, pieces in ipairs(line.lines) do
		for _, part in ipairs(pieces) do
			if type(part) == "table" and part.letter == letter and part.part then
				return true
			end
		end
	end
	return false
end

return M
