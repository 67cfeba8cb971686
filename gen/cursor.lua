-- A position in the tokens of one file, and the small steps every parser here is made of.
-- A step that fails adds a diagnostic and raises M.skip, which ends the line at hand, not the file.

local diag = require "diag"

local M = { skip = {} }

local Cursor = {}
Cursor.__index = Cursor

function M.new(tokens, diagnostics)
	return setmetatable({ tokens = tokens, position = 1, diagnostics = diagnostics }, Cursor)
end

function Cursor:peek(ahead)
	return self.tokens[math.min(self.position + (ahead or 0), #self.tokens)]
end

function Cursor:next()
	local token = self:peek()
	if token.kind ~= "eof" then
		self.position = self.position + 1
	end
	return token
end

-- Does the next token have this kind or, for punctuation and words, this text?
function Cursor:at(what)
	local token = self:peek()
	return token.kind == what or (token.kind == "punct" or token.kind == "word") and token.text == what
end

function Cursor:accept(what)
	if self:at(what) then
		return self:next()
	end
end

-- Does the next token touch the one before it?
function Cursor:adjacent()
	local previous, token = self.tokens[self.position - 1], self:peek()
	return previous and token.line == previous.line and token.col == previous.col + #previous.text
end

local kinds = { word = "a word", number = "a number", string = "a string", newline = "the end of the line",
	eof = "the end of the line" }

local function describe(token)
	return token.kind ~= "word" and token.kind ~= "number" and kinds[token.kind] or ("'%s'"):format(token.text)
end

-- What strings hold is copied into C and assembly.
local function check_string(self, token)
	local byte = token.text:match("[^\t\32-\126]")
	if byte then
		self.diagnostics:error("string-byte", token, "a string holds ASCII only, not byte 0x%02x", byte:byte())
	end
end

-- Takes what is expected or ends the line with an error that says what for.
function Cursor:expect(what, why)
	local token = self:accept(what)
	if token then
		if token.kind == "string" then
			check_string(self, token)
		end
		return token
	end
	token = self:peek()
	if token.kind == "error" then
		self.diagnostics:error("bad-token", token, "%s", token.message)
	else
		self.diagnostics:error("expected", token, "expected %s %s, found %s",
			kinds[what] or ("'%s'"):format(what), why, describe(token))
	end
	error(M.skip)
end

-- A string, and the strings that the next lines begin with: they continue it.
function Cursor:text(why)
	local first = self:expect("string", why)
	local token = { kind = "string", text = first.text, file = first.file, line = first.line, col = first.col }
	while self:at("newline") and self:peek(1).kind == "string" do
		self:next()
		token.text = token.text .. " " .. self:next().text
	end
	return token
end

-- A number with its sign.
function Cursor:integer(why)
	local minus = self:accept("-")
	local token = self:expect("number", why)
	return minus and -token.value or token.value, minus or token
end

-- One of the words that are keys of the table; what they mean is its value.
function Cursor:choice(choices, what)
	local token = self:expect("word", "that is " .. what)
	if choices[token.text] == nil then
		local names = {}
		for name in pairs(choices) do
			names[#names + 1] = name
		end
		table.sort(names)
		local problem = self.diagnostics:error("unknown-word", token, "'%s' is not %s", token.text, what)
		diag.suggest(problem, token.text, names)
		error(M.skip)
	end
	return choices[token.text], token
end

-- A word with the dashes, dots, words and numbers that touch it: a-b.
function Cursor:name(what)
	local first = self:expect("word", "that is " .. what)
	local text = first.text
	while (self:at("-") or self:at(".") or self:at("word") or self:at("number")) and self:adjacent() do
		text = text .. self:next().text
	end
	return { text = text, file = first.file, line = first.line, col = first.col }
end

function Cursor:at_end()
	return self:at("newline") or self:at("eof")
end

-- Passes to the line after the next newline.
function Cursor:skip_line()
	while not self:at_end() do
		self:next()
	end
	self:accept("newline")
end

return M
