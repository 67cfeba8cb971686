-- arch-specs/rows: tokens -> the rows of the matrix.
--
-- One line a row:
--     NAME [spec SPEC] arch ARCH [gcc "COMMAND"] [clang "COMMAND"] [run "COMMAND"] [native] [libc "OPTIONS"]
-- spec is NAME unless said; run is the emulator that runs its programs, native the processor's own name; libc is
-- what the emulator needs to find the C library of the gcc command, where there is one.

local cursor = require "cursor"

local M = {}

local words = { spec = "name", arch = "name", gcc = "string", clang = "string", run = "string", libc = "string",
	native = "flag" }

-- Names and commands become targets and words of a build file.
local function check_value(at, token)
	if not token.text:match("%S") or token.text:match("[$'\t]") or token.kind ~= "string" and token.text:match("^%%") then
		at.diagnostics:error("row-value", token, "'%s' cannot be a name or a command", token.text)
	end
	return token.text
end

local function value(at, form, word)
	if form == "flag" then
		return true
	end
	return check_value(at, form == "name" and at:name("a name") or at:expect("string", "after '" .. word .. "'"))
end

local function row(at)
	local one = { format = "elf" }
	one.at = at:name("a row's name")
	one.name = check_value(at, one.at)
	while not at:at_end() do
		local form, token = at:choice(words, "a word of a row")
		if one[token.text] then
			at.diagnostics:error("row-twice", token, "'%s' is said twice", token.text)
		end
		one[token.text] = value(at, form, token.text)
	end
	one.spec = one.spec or one.name
	if not (one.gcc or one.clang) then
		at.diagnostics:error("row-compiler", one.at, "row '%s' has no compiler", one.name)
	end
	if not one.arch then
		at.diagnostics:error("row-arch", one.at, "row '%s' has no arch", one.name)
	end
	return one
end

-- The rows of the file's text, in its order.
function M.parse(file, text, lex, diagnostics)
	diagnostics:source(file, text)
	local tokens = lex(text)
	for _, token in ipairs(tokens) do
		token.file = file
	end
	local at, list, seen = cursor.new(tokens, diagnostics), {}, {}
	while not at:at("eof") do
		local ok, one = pcall(row, at)
		if not ok and one ~= cursor.skip then
			error(one, 0)
		end
		if ok then
			if seen[one.name] then
				diagnostics:error("row-name", one.at, "there are two rows '%s'", one.name)
			end
			seen[one.name] = true
			list[#list + 1] = one
		end
		at:skip_line()
	end
	return list
end

return M
