-- The effect notation of insn lines: tokens -> trees, and trees -> text.
--
--     effects = effect [, effect]...            all values are read before any place is written
--     effect  = place <- value | call value | landing | trap | trap unless hole | spill
--             | rotate | unrotate | clobber (register | hole:class | [sum])...
--     place   = register | hole | [sum] | pc
--     value   = register | hole | [sum] | sum | number | & hole
--     sum     = (register | hole) [ (+ | -) (hole | number | size) ]...
--
-- A tree is a table with a kind:
--     register {name}   hole {letter, classes, list}   number {value}   size   pc   symbol {letter}
--     memory {sum, width, list}   sum {base, terms = {{sign, node}...}}

local cursor = require "cursor"

local M = {}

local function is_hole(token)
	return #token.text == 1 and token.text:match("%l") ~= nil
end

local function classes(at)
	local found = {}
	repeat
		local token = at:expect("word", "that is a register class")
		found[#found + 1] = { name = token.text, at = token }
	until not at:accept("|")
	return found
end

-- A register or a hole, with `:class|class` and, outside addresses, `..` for a list.
local function operand(at, in_address)
	local token = at:expect("word", "that is a register or a hole of one letter")
	if not is_hole(token) then
		return { kind = "register", name = token.text, at = token }
	end
	local hole = { kind = "hole", letter = token.text, at = token }
	if not in_address and at:accept("..") then
		hole.list = true
	end
	if at:at(":") and at:peek(1).kind == "word" then
		at:next()
		hole.classes = classes(at)
	end
	return hole
end

local function term(at)
	if at:at("number") then
		local token = at:next()
		return { kind = "number", value = token.value, at = token }
	end
	if at:at("size") then
		return { kind = "size", at = at:next() }
	end
	local token = at:expect("word", "that is a hole of one letter")
	if not is_hole(token) then
		at.diagnostics:error("bad-term", token, "'%s' cannot be added: only a hole, a number or size", token.text)
		error(cursor.skip)
	end
	return { kind = "hole", letter = token.text, at = token, number = true }
end

local function sum(at, in_address)
	local base = operand(at, in_address)
	local tree = { kind = "sum", base = base, terms = {}, at = base.at }
	while at:at("+") or at:at("-") do
		local sign = at:next().text == "+" and 1 or -1
		table.insert(tree.terms, { sign = sign, node = term(at) })
	end
	return tree
end

local function memory(at)
	local tree = { kind = "memory", at = at:expect("[", "before an address") }
	tree.sum = sum(at, true)
	if at:accept("..") then
		tree.list = true
	end
	if at:accept(":") then
		tree.width = at:expect("number", "that is a width in bytes").value
	end
	at:expect("]", "after an address")
	return tree
end

local function place(at)
	if at:at("[") then
		return memory(at)
	end
	if at:at("pc") then
		return { kind = "pc", at = at:next() }
	end
	return operand(at)
end

local function value(at)
	if at:at("[") then
		return memory(at)
	end
	if at:at("-") or at:at("number") then
		local number, token = at:integer("as a value")
		return { kind = "number", value = number, at = token }
	end
	if at:at("&") then
		at:next()
		local token = at:expect("word", "that is a hole of one letter")
		return { kind = "symbol", letter = token.text, at = token }
	end
	local tree = sum(at)
	return #tree.terms > 0 and tree or tree.base
end

local words = {}

function words.call(at)
	return { word = "call", value = at:at("&") and value(at) or operand(at) }
end

function words.trap(at)
	return at:accept("unless") and { word = "check", value = operand(at) } or { word = "trap" }
end

function words.clobber(at)
	local list = {}
	repeat
		list[#list + 1] = place(at)
	until not (at:at("word") or at:at("["))
	return { word = "clobber", list = list }
end

for _, word in ipairs { "landing", "spill", "rotate", "unrotate" } do
	words[word] = function()
		return { word = word }
	end
end

local function effect(at)
	local token = at:peek()
	local word = token.kind == "word" and words[token.text]
	if word then
		at:next()
		local tree = word(at)
		tree.at = token
		return tree
	end
	local tree = { word = "set", at = token, place = place(at) }
	at:expect("<-", "after the place of an effect")
	tree.value = value(at)
	return tree
end

-- The effects of one insn line, up to its spelling.
function M.parse(at)
	local list = {}
	repeat
		list[#list + 1] = effect(at)
	until not at:accept(",")
	return list
end

local printers = {}

local function show(tree)
	return printers[tree.kind](tree)
end

function printers.register(tree)
	return tree.name
end

function printers.hole(tree)
	local names = {}
	for i, class in ipairs(tree.classes or {}) do
		names[i] = class.name
	end
	return tree.letter .. (tree.list and ".." or "") .. (#names > 0 and ":" .. table.concat(names, "|") or "")
end

function printers.number(tree)
	return tostring(tree.value)
end

function printers.size()
	return "size"
end

function printers.pc()
	return "pc"
end

function printers.symbol(tree)
	return "&" .. tree.letter
end

function printers.sum(tree)
	local out = { show(tree.base) }
	for _, addend in ipairs(tree.terms) do
		out[#out + 1] = (addend.sign > 0 and " + " or " - ") .. show(addend.node)
	end
	return table.concat(out)
end

function printers.memory(tree)
	return "[" .. show(tree.sum) .. (tree.list and ".." or "") .. (tree.width and ":" .. tree.width or "") .. "]"
end

M.show = show

-- The text of one effect.
function M.print(tree)
	if tree.word == "set" then
		return show(tree.place) .. " <- " .. show(tree.value)
	elseif tree.word == "clobber" then
		local names = {}
		for i, node in ipairs(tree.list) do
			names[i] = show(node)
		end
		return "clobber " .. table.concat(names, " ")
	elseif tree.word == "check" then
		return "trap unless " .. show(tree.value)
	end
	return tree.word .. (tree.value and " " .. show(tree.value) or "")
end

return M
