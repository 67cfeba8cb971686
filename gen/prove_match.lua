-- Emitted instructions -> what they do.  Each insn line's spelling becomes patterns; a run of emitted lines that
-- fits one is lowered to a step, in which no hole is left:
--
--     text, size                   the instructions, and how many emitted lines they are
--     writes     {register | pc | base, off, width, value}...: all values are read before any is written
--     value      {from = register, add} | {base, off, width} | {number} | {symbol}
--     lost       registers destroyed; scratch: {base, off, width}... memory destroyed; early: registers that are
--                written, perhaps before the last instruction
--     call       a value; checked: a register that is not zero afterwards
--     trap, spill, rotate, unrotate, landing, leaves
--
-- Where two lines fit the same text, what they do must be the same.

local M = {}

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local function escaped(text)
	return (text:gsub("%W", "%%%0"))
end

-- A set for patterns: all characters that registers' names are made of.
local function name_set(abi)
	local names = {}
	for _, name in ipairs(abi.register_list) do
		names[#names + 1] = abi.registers[name].spelled
		for _, spelling in pairs(abi.registers[name].spellings) do
			names[#names + 1] = spelling
		end
	end
	local seen, list = {}, {}
	for character in table.concat(names):gmatch(".") do
		if not seen[character] then
			seen[character] = true
			list[#list + 1] = escaped(character)
		end
	end
	return "[" .. table.concat(list) .. "]+"
end

-- Spelled names of registers, by width; false stands for the full one.
local function spelled_names(abi)
	local names = { [false] = {} }
	for _, name in ipairs(abi.register_list) do
		local register = abi.registers[name]
		names[false][register.spelled] = name
		for width, spelling in pairs(register.spellings) do
			names[width] = names[width] or {}
			names[width][spelling] = name
		end
	end
	-- A register without a name of that width is spelled in full.
	for width, list in pairs(names) do
		for _, name in ipairs(abi.register_list) do
			if width and not abi.registers[name].spellings[width] then
				list[abi.registers[name].spelled] = name
			end
		end
	end
	return names
end

local Matcher = {}
Matcher.__index = Matcher

function Matcher:capture(hole, piece)
	if hole.number then
		return "(%-?%d+)"
	elseif hole.symbol then
		return "([%w_.$]+)"
	elseif hole.list and not piece.part then
		return "(.+)"
	end
	return "(" .. self.name_set .. ")"
end

-- One instruction of a spelling -> {pattern, holes}.
function Matcher:pattern(line, pieces)
	local text, holes = {}, {}
	for i, piece in ipairs(pieces) do
		if type(piece) == "string" then
			text[i] = escaped(piece)
		else
			local hole = line.holes[piece.letter]
			text[i] = self:capture(hole, piece)
			holes[#holes + 1] = { letter = piece.letter, hole = hole, piece = piece }
		end
	end
	return { "^" .. table.concat(text) .. "$", holes }
end

function M.new(abi)
	local self = setmetatable({ abi = abi, name_set = name_set(abi), names = spelled_names(abi), by_word = {},
		steps = {}, beginnings = {} }, Matcher)
	for order, line in ipairs(abi.lines) do
		local one = { line = line, order = order }
		for i, pieces in ipairs(line.lines) do
			one[i] = self:pattern(line, pieces)
		end
		local first = line.lines[1][1]
		local word = type(first) == "string" and first:match("^%S+%s") or false
		self.by_word[word] = self.by_word[word] or {}
		table.insert(self.by_word[word], one)
	end
	return self
end

local function in_range(range, number)
	return number >= range.low and number <= range.high and (number - range.low) % range.step == 0
end

function Matcher:register(found, text)
	local name = (self.names[found.piece.width or false] or self.names[false])[text]
	return name and found.hole.classes[self.abi.registers[name].class] and name
end

local function split(text, separator)
	local list = {}
	for one in (text .. separator):gmatch("(.-)" .. escaped(separator)) do
		list[#list + 1] = one
	end
	return list
end

-- A list must be named in the order of its registers, which is that of its memory.
function Matcher:list(found, text)
	local separator = found.piece.separator
	local list, last = {}, 0
	for i, one in ipairs(split(text, separator and separator ~= "" and separator or ", ")) do
		local name = self:register(found, one)
		if not name or self.abi.registers[name].order <= last then
			return nil
		end
		list[i], last = name, self.abi.registers[name].order
	end
	return list
end

-- All registers of a class from one to another.
function Matcher:range(first, last)
	local list, class = {}, self.abi.registers[first].class
	if class ~= self.abi.registers[last].class or self.abi.registers[first].order > self.abi.registers[last].order then
		return nil
	end
	for _, name in ipairs(self.abi.classes[class]) do
		local order = self.abi.registers[name].order
		if order >= self.abi.registers[first].order and order <= self.abi.registers[last].order then
			list[#list + 1] = name
		end
	end
	return list
end

function Matcher:value(line, found, text)
	if found.hole.number then
		local number = math.tointeger(text)
		return number and in_range(line.ranges[found.letter], number) and number
	elseif found.hole.symbol then
		return { symbol = text }
	elseif found.hole.list and not found.piece.part then
		return self:list(found, text)
	end
	return self:register(found, text)
end

local function same_binding(a, b)
	if type(a) == "table" and type(b) == "table" then
		return (a.symbol or table.concat(a, " ")) == (b.symbol or table.concat(b, " "))
	end
	return a == b
end

-- Adds to a binding what one emitted instruction says of its holes; false where it does not fit.
function Matcher:bind(line, pattern, text, binding)
	local captures = { text:match(pattern[1]) }
	if not captures[1] then
		return false
	end
	for i, found in ipairs(pattern[2]) do
		local value = self:value(line, found, captures[i])
		local key = found.piece.part and found.letter .. "." .. found.piece.part or found.letter
		if not value or binding[key] ~= nil and not same_binding(binding[key], value) then
			return false
		end
		binding[key] = value
	end
	return true
end

function Matcher:complete(line, binding)
	for letter in pairs(line.holes) do
		local first, last = binding[letter .. ".first"], binding[letter .. ".last"]
		if first then
			binding[letter] = last and self:range(first, last)
		end
		if binding[letter] == nil then
			return false
		end
	end
	return true
end

-- The binding with which the items from i on are this line, or nil.
function Matcher:fit(one, items, i)
	local binding = {}
	for k, pattern in ipairs(one) do
		local item = items[i + k - 1]
		if not item or item.kind ~= "code" or item.guard ~= items[i].guard
			or not self:bind(one.line, pattern, item.text, binding) then
			return nil
		end
	end
	return self:complete(one.line, binding) and binding or nil
end

local function terms(sum, binding, size)
	local total = 0
	for _, addend in ipairs(sum.terms) do
		local node = addend.node
		total = total + addend.sign * (node.value or node.kind == "size" and size or binding[node.letter])
	end
	return total
end

local function named(node, binding)
	return node.name or binding[node.letter]
end

-- [base + off: width]
function Matcher:memory(node, binding, width, size)
	return { base = named(node.sum.base, binding), off = terms(node.sum, binding, size),
		width = node.width or width or self.abi.pointer }
end

function Matcher:width(node, binding)
	local name = node.kind ~= "number" and node.kind ~= "memory" and named(node, binding)
	local register = type(name) == "string" and self.abi.registers[name]
	return register and register.width
end

local lower = {}

function lower.register(_, node)
	return { from = node.name, add = 0 }
end

function lower.hole(_, node, binding)
	local bound = binding[node.letter]
	return type(bound) == "number" and { number = bound } or { from = bound, add = 0 }
end

function lower.number(_, node)
	return { number = node.value }
end

function lower.symbol(_, node, binding)
	return { symbol = binding[node.letter].symbol }
end

function lower.pc()
	return {}
end

function lower.sum(_, node, binding, size)
	return { from = named(node.base, binding), add = terms(node, binding, size) }
end

function lower.memory(self, node, binding, size, width)
	return self:memory(node, binding, width, size)
end

local function size_of(self, binding)
	local size = 0
	for _, bound in pairs(binding) do
		for _, name in ipairs(type(bound) == "table" and bound or {}) do
			size = size + self.abi.registers[name].width
		end
	end
	return size
end

-- place <- value, for each register of a list.
function Matcher:set_list(step, tree, binding, size)
	local storing = tree.place.kind == "memory"
	local memory = storing and tree.place or tree.value
	local off = 0
	for _, name in ipairs(binding[(storing and tree.value or tree.place).letter]) do
		local width = self.abi.registers[name].width
		local at = self:memory(memory, binding, width, size)
		at.off = at.off + off
		if storing then
			at.value = { from = name, add = 0 }
			table.insert(step.writes, at)
		else
			table.insert(step.writes, { register = name, value = at })
		end
		off = off + width
	end
end

function Matcher:set(step, tree, binding, size)
	local place, value = tree.place, tree.value
	if place.list or value.list then
		self:set_list(step, tree, binding, size)
	elseif place.kind == "memory" then
		local write = self:memory(place, binding, self:width(value, binding), size)
		write.value = lower[value.kind](self, value, binding, size)
		table.insert(step.writes, write)
	elseif place.kind == "pc" then
		table.insert(step.writes, { pc = true,
			value = lower[value.kind](self, value, binding, size, self.abi.registers[self.abi.sp].width) })
		step.leaves = true
	else
		table.insert(step.writes, { register = named(place, binding),
			value = lower[value.kind](self, value, binding, size, self:width(place, binding)) })
	end
end

local function once(step)
	local seen = {}
	for _, write in ipairs(step.writes) do
		if write.register and seen[write.register] then
			fail("proof-written-twice", "'%s' writes %s twice", step.text, write.register)
		end
		seen[write.register or false] = true
	end
end

-- The holes and names that stand before a line's last instruction: what is written may be written there.
local function early_text(line)
	local last, early = #line.lines, {}
	while last > 1 and type(line.lines[last][1]) == "string" and line.lines[last][1]:match("^%d+:$") do
		last = last - 1
	end
	for i = 1, last - 1 do
		for _, piece in ipairs(line.lines[i]) do
			early[#early + 1] = type(piece) == "string" and piece or "<" .. piece.letter .. ">"
		end
	end
	return table.concat(early)
end

function Matcher:mark_early(step, line, binding)
	local early = early_text(line)
	local names = {}
	for letter, bound in pairs(binding) do
		names[bound] = early:find("<" .. letter .. ">", 1, true) and true or names[bound]
	end
	for _, write in ipairs(step.writes) do
		local name = write.register
		if name and (names[name] or early:find(self.abi.registers[name].spelled, 1, true)) then
			table.insert(step.early, name)
		end
	end
end

function Matcher:lower(line, binding, text)
	local step = { text = text, size = #line.lines, writes = {}, lost = {}, scratch = {}, early = {}, guard = line.guard }
	local size = size_of(self, binding)
	for _, tree in ipairs(line.effects) do
		if tree.word == "set" then
			self:set(step, tree, binding, size)
		elseif tree.word == "call" then
			step.call = lower[tree.value.kind](self, tree.value, binding, size)
		elseif tree.word == "check" then
			step.checked = named(tree.value, binding)
		else
			step[tree.word] = true
		end
	end
	for _, node in ipairs(line.clobbers) do
		if node.kind == "memory" then
			table.insert(step.scratch, self:memory(node, binding, nil, size))
		else
			table.insert(step.lost, named(node, binding))
		end
	end
	once(step)
	self:mark_early(step, line, binding)
	return step
end

local function show_value(value)
	return ("%s %s %s %s %s"):format(value.from or value.base, value.add or value.off, value.width, value.number,
		value.symbol)
end

-- What a step does, as text, to compare two.
local function show(step)
	local out = { step.size, table.concat(step.lost, " "), step.call and show_value(step.call) or "",
		tostring(step.checked) }
	for _, write in ipairs(step.writes) do
		out[#out + 1] = ("%s %s %s %s %s <- %s"):format(write.register, write.pc, write.base, write.off, write.width,
			show_value(write.value))
	end
	for _, memory in ipairs(step.scratch) do
		out[#out + 1] = show_value(memory)
	end
	for _, word in ipairs { "trap", "spill", "rotate", "unrotate", "landing" } do
		out[#out + 1] = step[word] and word or ""
	end
	return table.concat(out, "; ")
end

local function text_of(items, i, size)
	local texts = {}
	for k = 1, size do
		texts[k] = items[i + k - 1].text
	end
	return table.concat(texts, "; ")
end

function Matcher:step(one, binding, text)
	local key = one.order .. " " .. text
	self.steps[key] = self.steps[key] or self:lower(one.line, binding, text)
	return self.steps[key]
end

-- What begins with an instruction of this text: steps of it alone, and lines of several.
function Matcher:beginning(item)
	local known = self.beginnings[item.text]
	if known then
		return known
	end
	known = { steps = {}, lines = {} }
	local word = item.text:match("^%S+%s") or false
	for _, list in ipairs { self.by_word[word] or {}, word and self.by_word[false] or {} } do
		for _, one in ipairs(list) do
			local binding = #one == 1 and self:fit(one, { item }, 1)
			if binding then
				table.insert(known.steps, self:step(one, binding, item.text))
			elseif #one > 1 and self:bind(one.line, one[1], item.text, {}) then
				table.insert(known.lines, one)
			end
		end
	end
	self.beginnings[item.text] = known
	return known
end

-- All steps that the items from i on can be.
function Matcher:candidates(items, i)
	local known = self:beginning(items[i])
	local found = { table.unpack(known.steps) }
	for _, one in ipairs(known.lines) do
		local binding = self:fit(one, items, i)
		if binding then
			found[#found + 1] = self:step(one, binding, text_of(items, i, #one))
		end
	end
	return found
end

local function usable(step, item)
	return not step.guard or step.landing or step.guard == item.guard
end

-- For every item that may begin a step, the steps from which the rest can be read.
local function readable(self, items)
	local ways = { [#items + 1] = true }
	for i = #items, 1, -1 do
		if items[i].kind ~= "code" then
			ways[i] = ways[i + 1] and true or false
		else
			local kept = {}
			for _, step in ipairs(self:candidates(items, i)) do
				if ways[i + step.size] and usable(step, items[i]) then
					kept[#kept + 1] = step
				end
			end
			ways[i] = #kept > 0 and kept
		end
	end
	return ways
end

-- The first item that cannot be read, taking the longest step at each.
local function stuck_at(self, items)
	local i = 1
	while items[i] do
		local longest = items[i].kind ~= "code" and 1 or 0
		for _, step in ipairs(longest == 0 and self:candidates(items, i) or {}) do
			longest = usable(step, items[i]) and math.max(longest, step.size) or longest
		end
		if longest == 0 then
			return items[i]
		end
		i = i + longest
	end
	return items[#items]
end

local function only(steps)
	for k = 2, #steps do
		if show(steps[k]) ~= show(steps[1]) then
			fail("proof-ambiguous", "'%s' and '%s' can be read in two ways", steps[1].text, steps[k].text)
		end
	end
	return steps[1]
end

-- Items -> {step | cfi | entry, guard}...
function Matcher:read(items)
	local ways = readable(self, items)
	if not ways[1] then
		fail("proof-unknown-instruction", "no insn line spells '%s'", stuck_at(self, items).text)
	end
	local out, i = {}, 1
	while items[i] do
		local item, step = items[i], type(ways[i]) == "table" and only(ways[i])
		out[#out + 1] = { step = step, cfi = item.kind == "cfi" and item.text, entry = item.kind == "entry" and item.text,
			guard = item.guard }
		i = i + (step and step.size or 1)
	end
	return out
end

return M
