-- Small C functions, the probes -> what a compiler makes of them: objects, assembly, refusals.
--
-- A probe is {name, text}: the function's name and its definition, on one line.  All probes of a call are one file,
-- compiled at once; those that the compiler rejects or warns of are taken out by the lines of its messages, or, where
-- these tell nothing, by compiling each alone.

local host = require "host"
local readelf = require "readelf"

local M = {}

-- Options that GCC and Clang share.  Position-independent code would keep registers for itself; a frame pointer, a
-- guard and a prologue's probing are not the ABI's.
local OPTIONS = { "-O2", "-g", "-fno-pic", "-fno-pie", "-fomit-frame-pointer", "-fno-stack-protector",
	"-fasynchronous-unwind-tables" }

local ROUNDS = 4

local Compiler = {}
Compiler.__index = Compiler

local function join(...)
	local out = {}
	for _, list in ipairs { ... } do
		table.move(list, 1, #list, #out + 1, out)
	end
	return out
end

-- command is an array: the program and its options.  Messages are to be in the language that is read here.
function M.new(command)
	local directory, message = host.temp()
	if not directory then
		error({ message = "a temporary directory: " .. message }, 0)
	end
	return setmetatable({ command = join({ "env", "LC_ALL=C" }, command), directory = directory, files = 0 }, Compiler)
end

function Compiler:close()
	host.remove(self.directory)
end

function Compiler:path(extension)
	self.files = self.files + 1
	return ("%s/%d.%s"):format(self.directory, self.files, extension)
end

function Compiler:write(lines)
	local path = self:path("c")
	local ok, message = host.write(path, table.concat(lines, "\n") .. "\n")
	if not ok then
		error({ message = ("%s: %s"):format(path, message) }, 0)
	end
	return path
end

local function first_line(text)
	return text:match("error:%s*([^\n]+)") or text:match("([^\n]+)") or "no message"
end

function Compiler:command_for(path, options)
	return join(self.command, OPTIONS, options, { path })
end

-- The preprocessed text of lines, or nil and a message.
function Compiler:preprocess(lines)
	local status, out, err = host.run(self:command_for(self:write(lines), { "-E", "-P" }))
	if status ~= 0 then
		return nil, first_line(err)
	end
	return out
end

-- prelude and the probes' file; the probe i is on line i + 1.
function Compiler:source(prelude, probes)
	local lines = { prelude }
	for _, probe in ipairs(probes) do
		lines[#lines + 1] = probe.text
	end
	return self:write(lines)
end

-- The first error or warning of each line that the compiler's messages name.
local function messages_of(text, path)
	local messages = {}
	for line in text:gmatch("[^\n]+") do
		local first, last = line:find(path, 1, true)
		local rest = first and line:sub(last + 1)
		local number, kind, message = (rest or ""):match("^:(%d+)[%d:]*:%s*([%l ]-):%s*(.*)$")
		if number and (kind:match("error$") or kind == "warning") and not messages[tonumber(number)] then
			messages[tonumber(number)] = message
		end
	end
	return messages
end

-- The probes that are not refused for what line_messages say.
local function sieve(probes, line_messages, refused)
	local left = {}
	for i, probe in ipairs(probes) do
		if line_messages[i + 1] then
			refused[probe.name] = line_messages[i + 1]
		else
			left[#left + 1] = probe
		end
	end
	return left
end

-- Those of the probes that compile alone.
function Compiler:each(prelude, probes, options, refused)
	local list, left = {}, {}
	for i, probe in ipairs(probes) do
		list[i] = self:command_for(self:source(prelude, { probe }), options)
	end
	for i, result in ipairs(host.run_many(list)) do
		if result.status == 0 then
			left[#left + 1] = probes[i]
		else
			refused[probes[i].name] = first_line(result.err)
		end
	end
	return left
end

-- Compiles; answers what it wrote to standard output, and the refusals, NAME -> message.  options ends with what is to
-- be made.  nil and a message where nothing compiles.
function Compiler:compile(prelude, probes, options)
	local refused = {}
	for round = 1, ROUNDS do
		local path = self:source(prelude, probes)
		local status, out, err = host.run(self:command_for(path, options))
		local left = sieve(probes, messages_of(err, path), refused)
		if status == 0 and #left == #probes then
			return out, refused
		elseif #left == 0 then
			return nil, first_line(err)
		elseif #left == #probes or round == ROUNDS - 1 then
			left = self:each(prelude, left, options, refused)
		end
		probes = left
	end
	return nil, "the probes compile alone and not together"
end

-- The functions of the object that the probes become (readelf.lua), and the refusals; or nil and a message.
function Compiler:object(prelude, probes)
	local object = self:path("o")
	local out, refused = self:compile(prelude, probes, { "-c", "-o", object })
	if not out then
		return nil, refused
	end
	local status, text, err = host.run(join({ "readelf" }, readelf.options, { object }))
	if status ~= 0 then
		return nil, "readelf: " .. first_line(err)
	end
	return readelf.parse(text), refused
end

-- NAME -> the lines of that function's assembly.
local function split(text)
	local functions, current = {}, nil
	for line in text:gmatch("[^\n]+") do
		local label = line:match("^([%a_][%w_]*):")
		if label then
			current = {}
			functions[label] = current
		elseif current then
			current[#current + 1] = line
		end
	end
	return functions
end

-- The lines of each probe's assembly, NAME -> array, and the refusals; or nil and a message.
function Compiler:assembly(prelude, probes)
	local out, refused = self:compile(prelude, probes, { "-S", "-o", "-" })
	if not out then
		return nil, refused
	end
	return split(out), refused
end

return M
