-- Names of ABIs and files -> checked models.  Specs are read from ./arch-specs where it exists, else from the
-- copies in the executable.

local abi = require "abi"
local diag = require "diag"
local host = require "host"
local rows = require "rows"

local M = {}

local FOLDER = "arch-specs/"

local function own(name)
	if host.exists("arch-specs") == "directory" then
		return host.read(FOLDER .. name)
	end
	local text = host.embedded(FOLDER .. name)
	return text, not text and "no such spec" or nil
end

local function names_in(list)
	local names = {}
	for _, file in ipairs(list) do
		local name = file:match("([^/]+)%.abi$")
		names[#names + 1] = name
	end
	return names
end

-- The ABIs there are, sorted.
function M.names()
	if host.exists("arch-specs") == "directory" then
		return names_in(assert(host.list("arch-specs")))
	end
	return names_in(host.embedded_names(FOLDER))
end

local function is_file(name)
	return name:find("/", 1, true) or name:match("%.abi$")
end

-- Includes are looked for beside the file that has them, then among the specs.
local function read_include(name, from)
	local path = (from:match("^(.*/)") or "") .. name
	local text, message = host.read(path)
	if text then
		return text, path
	end
	text = own(name)
	return text, text and FOLDER .. name or message
end

-- The model of an ABI's name or of a file; nil where the diagnostics have an error.
function M.load(name, diagnostics)
	local file = is_file(name) and name or FOLDER .. name .. ".abi"
	local text, message
	if is_file(name) then
		text, message = host.read(name)
	else
		text, message = own(name .. ".abi")
	end
	if not text then
		local problem = diagnostics:error("unreadable", { file = file }, "%s", message)
		if not is_file(name) then
			diag.suggest(problem, name, M.names())
		end
		return nil
	end
	local own_diagnostics = diag.new()
	own_diagnostics.sources = diagnostics.sources
	local model = abi.load(file, text, { lex = host.lex_spec, read_include = read_include }, own_diagnostics)
	diagnostics:add(own_diagnostics)
	if model and not is_file(name) and model.name ~= name then
		diagnostics:error("abi-file", model.at, "this spec is called '%s': its ABI must be", name)
		return nil
	end
	if model then
		model.origin = FOLDER .. file:match("([^/]+)$")
	end
	return model
end

-- The rows of the matrix.
function M.rows(diagnostics)
	local text, message = own("rows")
	if not text then
		diagnostics:error("no-rows", { file = FOLDER .. "rows" }, "%s", message)
		return {}
	end
	return rows.parse(FOLDER .. "rows", text, host.lex_spec, diagnostics)
end

return M
