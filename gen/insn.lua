-- Declarations of instructions -> checked instruction lines: holes with their classes and ranges, operands
-- resolved to registers, the spelling cut into pieces.
--
-- A line is {effects, clobbers, ranges, holes, spelling, lines, guard, resume, at}:
--     effects   trees of effect.lua, names resolved, clobbers taken out
--     clobbers  nodes that the line destroys besides its effects
--     holes     letter -> {letter, classes | number, list}
--     ranges    letter -> {low, high, step} for the numbers
--     lines     one array of pieces for each instruction; a piece is text or {letter, ...}

local diag = require "diag"

local M = {}

-- What the letters of a line stand for, gathered while its effects are walked.
local function declare_hole(state, node)
	local known = state.holes[node.letter]
	local default = state.abi.hole_defaults[node.letter]
	local hole = known or { letter = node.letter, at = node.at, list = node.list }
	if node.classes then
		hole.classes = {}
		for _, class in ipairs(node.classes) do
			if not state.abi.classes[class.name] then
				local problem = state.diagnostics:error("unknown-class", class.at, "no register has the class '%s'",
					class.name)
				diag.suggest(problem, class.name, state.abi.class_list)
			end
			hole.classes[class.name] = true
		end
	elseif not known and default then
		hole.classes, hole.number = default.classes, default.range and true
	end
	if not (hole.classes or hole.number) and state.ranges[node.letter] then
		hole.number = true
	end
	state.holes[node.letter] = hole
	return hole
end

local function resolve_operand(state, node)
	if node.kind == "hole" then
		if node.number then
			state.holes[node.letter] = state.holes[node.letter] or { letter = node.letter, at = node.at, number = true }
			return
		end
		local hole = declare_hole(state, node)
		node.number = hole.number
		node.list = node.list or hole.list
	elseif node.kind == "register" then
		node.name = state.abi.resolve(node.name, node.at) or node.name
	elseif node.kind == "symbol" then
		state.holes[node.letter] = { letter = node.letter, at = node.at, symbol = true }
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
		local letter, range = where.hole.text, where.range
		if range.low > range.high or range.step < 1 then
			state.diagnostics:error("empty-range", where.hole, "the range of '%s' holds no value", letter)
		end
		if state.ranges[letter] then
			state.diagnostics:error("range-twice", where.hole, "'%s' has a range already", letter)
		end
		state.ranges[letter] = range
		state.range_at[letter] = where.hole
	end
end

-- <r> <r..SEPARATOR> <r.first> <r.last> <r:4>
local function piece(state, spelling, text)
	local letter, rest = text:match("^(%l)(.*)$")
	if not letter or not (rest == "" or rest:match("^%.%.") or rest:match("^:%d+$") or rest == ".first"
		or rest == ".last") then
		return nil
	end
	if not state.holes[letter] then
		state.diagnostics:error("unused-effect", spelling, "<%s> is in the spelling and not in the effect", letter)
		return nil
	end
	state.spelled[letter] = true
	return { letter = letter, separator = rest:match("^%.%.(.*)$"), width = tonumber(rest:match("^:(%d+)$")),
		part = rest:match("^%.(%l+)$") }
end

local function cut(state, spelling)
	local lines = {}
	for line in (spelling.text .. ";"):gmatch("%s*(.-)%s*;") do
		local pieces, position = {}, 1
		for before, text, after in line:gmatch("()<([^<>]*)>()") do
			local hole = piece(state, spelling, text)
			if hole then
				pieces[#pieces + 1] = line:sub(position, before - 1)
				pieces[#pieces + 1] = hole
				position = after
			end
		end
		pieces[#pieces + 1] = line:sub(position)
		if line == "" then
			state.diagnostics:error("empty-instruction", spelling, "an instruction of this spelling is empty")
		end
		lines[#lines + 1] = pieces
	end
	return lines
end

local function check_hole(state, letter)
	local hole = state.holes[letter]
	if not (hole.classes or hole.number or hole.symbol) then
		state.diagnostics:error("unclassed-hole", hole.at, "the hole '%s' has no class: write %s:CLASS, or declare "
			.. "one with 'hole %s CLASS'", letter, letter, letter)
	elseif hole.number and not state.ranges[letter] then
		local default = state.abi.hole_defaults[letter]
		state.ranges[letter] = default and default.range
		if not state.ranges[letter] then
			state.diagnostics:error("no-range", hole.at, "the number '%s' has no range", letter)
		end
	end
	if not state.spelled[letter] then
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

-- A checked line, its problems added to the diagnostics.
function M.check(abi, declaration, diagnostics)
	local state = { abi = abi, diagnostics = diagnostics, holes = {}, ranges = {}, range_at = {}, spelled = {} }
	collect_ranges(state, declaration)
	local line = { at = declaration.at, guard = declaration.guard and declaration.guard.text,
		resume = declaration.resume, ranges = state.ranges, holes = state.holes,
		spelling = declaration.spelling.text, spelling_at = declaration.spelling }
	line.effects, line.clobbers = split_clobbers(declaration)
	for _, tree in ipairs(line.effects) do
		if tree.place then
			resolve(state, tree.place)
		end
		if tree.value then
			resolve(state, tree.value)
		end
	end
	for _, node in ipairs(line.clobbers) do
		resolve(state, node)
	end
	line.lines = cut(state, declaration.spelling)
	for _, letter in ipairs(sorted_keys(state.holes)) do
		check_hole(state, letter)
	end
	check_ranges(state)
	return line
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
