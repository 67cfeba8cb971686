-- Collects diagnostics and prints them: file:line:col, the line, a caret, notes, did-you-mean.
--
-- A place in a file is a table {file, line, col, text}, which every token is.  Each error has a code of its
-- own, printed in brackets after the message: it names the golden test in tests/spec that raises it.

local M = {}

local Collector = {}
Collector.__index = Collector

-- More errors than these are counted, not kept: nobody reads them.
local MANY = 100

function M.new()
	return setmetatable({ list = {}, sources = {}, dropped = 0 }, Collector)
end

-- Keeps the text of a file, so that its lines can be shown.
function Collector:source(file, text)
	local lines = {}
	for line in (text .. "\n"):gmatch("(.-)\r?\n") do
		lines[#lines + 1] = line
	end
	self.sources[file] = lines
end

-- Adds an error; answers it, so that notes can be hung on it.  at may be {file = F} alone.
function Collector:error(code, at, format, ...)
	local problem = { code = code, at = at, message = format:format(...), notes = {} }
	if #self.list < MANY then
		self.list[#self.list + 1] = problem
	else
		self.dropped, problem.dropped = self.dropped + 1, true
	end
	return problem
end

-- Takes over what another collector has.
function Collector:add(other)
	table.move(other.list, 1, #other.list, #self.list + 1, self.list)
	self.dropped = self.dropped + other.dropped
end

-- Hangs "note: ..." on an error; at may be nil.
function M.note(problem, at, format, ...)
	table.insert(problem.notes, { at = at, message = format:format(...) })
	return problem
end

function Collector:failed()
	return #self.list > 0
end

-- Levenshtein's distance, for names of a few letters.
local function distance(a, b)
	local row = {}
	for j = 0, #b do
		row[j] = j
	end
	for i = 1, #a do
		local diagonal = row[0]
		row[0] = i
		for j = 1, #b do
			local cost = a:byte(i) == b:byte(j) and 0 or 1
			local best = math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
			diagonal, row[j] = row[j], best
		end
	end
	return row[#b]
end

local LONG = 40

-- The candidate that word was probably meant to be, or nil.  candidates is an array.
function M.nearest(word, candidates)
	local best, closest
	if #word > LONG then
		return nil
	end
	for _, candidate in ipairs(candidates) do
		local d = #candidate > LONG and math.huge or distance(word, candidate)
		if d <= math.max(1, #word // 3) and (not best or d < best) then
			best, closest = d, candidate
		end
	end
	return closest
end

-- Adds "did you mean" to an error where a candidate is near.
function M.suggest(problem, word, candidates)
	local near = not problem.dropped and M.nearest(word, candidates)
	if near then
		M.note(problem, nil, "did you mean '%s'?", near)
	end
	return problem
end

-- What a hostile file holds must not reach a terminal as it is.
local function printable(text)
	return (text:gsub("\t", " "):gsub("[^\32-\126]", function(byte)
		return ("\\x%02x"):format(byte:byte())
	end))
end

local function shown(line, at)
	local width = math.max(#(at.text or "") + (at.kind == "string" and 2 or 0), 1)
	local before = printable(line:sub(math.max(at.col - 101, 1), at.col - 1))
	local marked = printable(line:sub(at.col, at.col + math.min(width, 100) - 1)):sub(1, 100)
	local after = printable(line:sub(at.col + width, at.col + width + 59)):sub(1, 60)
	if #before > 100 then
		before = "..." .. before:sub(-97)
	end
	local caret = "^" .. ("~"):rep(math.max(#marked - 1, 0))
	return ("    %s%s%s\n    %s%s\n"):format(before, marked, after, (" "):rep(#before), caret)
end

local function place(at)
	return at.line and ("%s:%d:%d"):format(at.file, at.line, at.col) or at.file
end

local function one(self, out, at, what, message)
	message = printable(#message > 400 and message:sub(1, 350) .. "..." .. message:sub(-40) or message)
	out[#out + 1] = at and ("%s: %s: %s\n"):format(place(at), what, message) or ("%s: %s\n"):format(what, message)
	local lines = at and self.sources[at.file]
	if lines and at.line and lines[at.line] then
		out[#out + 1] = shown(lines[at.line], at)
	end
end

local function before(a, b)
	if a.rank ~= b.rank then
		return a.rank < b.rank
	end
	if (a.at.line or 0) ~= (b.at.line or 0) then
		return (a.at.line or 0) < (b.at.line or 0)
	end
	if (a.at.col or 0) ~= (b.at.col or 0) then
		return (a.at.col or 0) < (b.at.col or 0)
	end
	return a.order < b.order
end

-- All diagnostics as one text, in the order of their places; files in the order of their first error.
function Collector:print()
	local ranks = {}
	for i, problem in ipairs(self.list) do
		ranks[problem.at.file] = ranks[problem.at.file] or i
		problem.order, problem.rank = i, ranks[problem.at.file]
	end
	table.sort(self.list, before)
	local out = {}
	for _, problem in ipairs(self.list) do
		one(self, out, problem.at, "error", ("%s [%s]"):format(problem.message, problem.code))
		for _, note in ipairs(problem.notes) do
			one(self, out, note.at, "note", note.message)
		end
	end
	if self.dropped > 0 then
		out[#out + 1] = ("shunt: %d more errors are not shown\n"):format(self.dropped)
	end
	return table.concat(out)
end

return M
