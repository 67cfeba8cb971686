-- The command line: the pipeline in order, and the only place that prints.

local diag = require "diag"
local emit = require "emit"
local host = require "host"
local stubs = require "stubs"
local cfi = require "cfi"
local prove = require "prove"
local specs = require "specs"
local template = require "template"
local testbed = require "testbed"
local matrix = require "matrix"

local USAGE = [[
usage: shunt list [--json]                      the rows of the matrix
       shunt show ABI [--plan|--rows|--frame]   the listing with its CFI; the steps; the rows; the frame
       shunt gen [-o DIR] [ABI | FILE.abi ...]  specs to C; without arguments every spec, into out/
       shunt check FILE.abi ...                 parse, prove, print every diagnostic
       shunt audit ABI|FILE.abi --cc 'COMMAND'  the spec held against a compiler
]]

local function usage(message)
	io.stderr:write("shunt: ", message, "\n", USAGE)
	return 2
end

-- Calls f; what it lacks to make the stub is added to the diagnostics.
local function attempt(abi, name, diagnostics, f)
	local ok, result = pcall(f)
	if ok then
		return result
	elseif type(result) ~= "table" or not result.failure then
		error(result, 0)
	elseif result.torn then
		diagnostics:error("torn-row", abi.at, "%s: no row is true after '%s'", result.stub or name, result.want)
	else
		local problem = diagnostics:error("no-instruction", abi.at, "%s needs an instruction for  %s",
			result.stub or name, result.want)
		diag.note(problem, nil, "in the step '%s'", result.step or name)
	end
end

-- Plans and annotates every stub.
local function stubs_of(abi, diagnostics)
	local list = {}
	for _, name in ipairs(stubs.names) do
		list[#list + 1] = attempt(abi, name, diagnostics, function()
			local planned = stubs.stub(abi, name)
			return planned and cfi.annotate(abi, planned)
		end)
	end
	return list
end

-- The model, stubs and files of a spec; nil where there are diagnostics.
local function generate(name, diagnostics)
	local abi = specs.load(name, diagnostics)
	if not abi then
		return nil
	end
	local before = #diagnostics.list
	local list = stubs_of(abi, diagnostics)
	if #diagnostics.list > before then
		return nil
	end
	local files = attempt(abi, "the inline doors", diagnostics, function()
		return emit.files(abi, list, template.render)
	end)
	if not files then
		return nil
	end
	prove.check(abi, files[abi.name .. ".c"], diagnostics)
	return { abi = abi, stubs = list, files = files }
end

local function report(diagnostics)
	io.stderr:write(diagnostics:print())
	return diagnostics:failed() and 1 or 0
end

local commands = {}

function commands.check(arguments)
	if #arguments == 0 then
		return usage("check needs a file")
	end
	local diagnostics = diag.new()
	for _, name in ipairs(arguments) do
		generate(name, diagnostics)
	end
	return report(diagnostics)
end

-- Splits `-o DIR` from the names.
local function options_of(arguments)
	local names, folder = {}, nil
	local i = 1
	while arguments[i] do
		if arguments[i] == "-o" then
			folder = arguments[i + 1]
			if not folder then
				return nil, "-o needs a directory"
			end
			i = i + 1
		elseif arguments[i]:sub(1, 1) == "-" then
			return nil, "unknown option " .. arguments[i]
		else
			names[#names + 1] = arguments[i]
		end
		i = i + 1
	end
	return names, nil, folder
end

local function write_all(folder, files)
	local made, message = host.mkdir(folder)
	if not made then
		io.stderr:write("shunt: ", folder, ": ", message, "\n")
		return 1
	end
	local sorted = {}
	for name in pairs(files) do
		sorted[#sorted + 1] = name
	end
	table.sort(sorted)
	for _, name in ipairs(sorted) do
		local done, problem = host.write(folder .. "/" .. name, files[name])
		if not done then
			io.stderr:write("shunt: ", folder, "/", name, ": ", problem, "\n")
			return 1
		end
	end
	return 0
end

-- The files that pick an ABI by its detect line.
local function portable_files(generated, files)
	local abis = {}
	for _, one in ipairs(generated) do
		abis[#abis + 1] = { name = one.abi.name, detect = one.abi.detect }
	end
	files["shunt.h"] = template.render("templates/shunt.h", { abis = abis })
	files["shunt.c"] = template.render("templates/shunt.c", { abis = abis })
end

function commands.gen(arguments)
	local names, message, folder = options_of(arguments)
	if not names then
		return usage(message)
	end
	local all = #names == 0
	local diagnostics, generated, files = diag.new(), {}, {}
	for _, name in ipairs(all and specs.names() or names) do
		local one = generate(name, diagnostics)
		generated[#generated + 1] = one
		if one and files[one.abi.name .. ".c"] then
			diagnostics:error("same-name", one.abi.at, "two of the specs are called '%s'", one.abi.name)
		end
		for file, text in pairs(one and one.files or {}) do
			files[file] = text
		end
	end
	local rows = all and specs.rows(diagnostics) or {}
	if diagnostics:failed() then
		return report(diagnostics)
	end
	if all or folder then
		portable_files(generated, files)
	end
	files["shunt_stub.h"] = template.render("templates/shunt_stub.h", {})
	if all then
		files["matrix.ninja"] = matrix.text(rows, specs.names())
	end
	return write_all(folder or "out", files)
end

-- For tests/run: the register tests of the ABIs.
function commands.testbed(arguments)
	local names, message, folder = options_of(arguments)
	if not names or not folder then
		return usage(message or "testbed needs -o DIR")
	end
	local diagnostics, files = diag.new(), {}
	for _, name in ipairs(#names > 0 and names or specs.names()) do
		local one = generate(name, diagnostics)
		if one and not diagnostics:failed() then
			local made = attempt(one.abi, "the register test", diagnostics, function()
				return testbed.files(one.abi, template.render)
			end)
			for file, text in pairs(made or {}) do
				files[file] = text
			end
		end
	end
	return diagnostics:failed() and report(diagnostics) or write_all(folder, files)
end

local function show_listing(one)
	for _, stub in ipairs(one.stubs) do
		print(stub.name .. ":")
		for _, line in ipairs(emit.lines(stub)) do
			local indent = line.kind == "code" and "\t" or line.kind == "cfi" and "\t\t" or ""
			print(indent .. line.text .. (line.kind == "entry" and ":" or "")
				.. (line.guard and "\t\t# if " .. line.guard or ""))
		end
	end
end

local function show_plan(one)
	for _, stub in ipairs(one.stubs) do
		print(stub.name .. ":")
		for i, step in ipairs(stub.steps) do
			print("    " .. step.text)
			for _, entry in ipairs(stub.listing) do
				if entry.step == i then
					print("\t" .. (entry.label or table.concat(entry.texts, "; ")))
				end
			end
		end
	end
end

local function show_rows(one)
	for _, stub in ipairs(one.stubs) do
		print(stub.name .. ":")
		print("\t\t" .. cfi.describe(one.abi, stub.first_row))
		for _, entry in ipairs(stub.listing) do
			print("\t" .. (entry.label and entry.label .. ":" or table.concat(entry.texts, "; ")))
			print("\t\t" .. cfi.describe(one.abi, entry.row))
		end
	end
end

local function show_frame(one)
	print(table.concat(emit.drawing(one.abi), "\n"))
end

local views = { ["--plan"] = show_plan, ["--rows"] = show_rows, ["--frame"] = show_frame }

function commands.show(arguments)
	local name, view = arguments[1], show_listing
	if not name or #arguments > 2 then
		return usage("show needs an ABI")
	end
	if arguments[2] then
		view = views[arguments[2]]
		if not view then
			return usage("unknown option " .. arguments[2])
		end
	end
	local diagnostics = diag.new()
	local one = generate(name, diagnostics)
	if one and not diagnostics:failed() then
		view(one)
	end
	return report(diagnostics)
end

local function quoted(text)
	return text and ("%q"):format(text):gsub("\\\n", "\\n") or "null"
end

local function list_json(list)
	local out = {}
	for i, row in ipairs(list) do
		out[i] = ("  {\"name\": %s, \"spec\": %s, \"arch\": %s, \"format\": %s, \"direction\": %s, \"align\": %d, "
			.. "\"tier\": %s, \"by\": %s}"):format(quoted(row.name), quoted(row.spec), quoted(row.arch),
			quoted(row.format), quoted(row.direction), row.align, quoted(row.tier), quoted(row.by))
	end
	print("[\n" .. table.concat(out, ",\n") .. "\n]")
end

function commands.list(arguments)
	if #arguments > 1 or arguments[1] and arguments[1] ~= "--json" then
		return usage("list takes --json alone")
	end
	local diagnostics, list = diag.new(), {}
	for _, row in ipairs(specs.rows(diagnostics)) do
		local abi = specs.load(row.spec, diagnostics)
		if abi then
			row.direction, row.align = abi.direction < 0 and "down" or "up", abi.align
			row.tier = (row.run or row.native) and "run" or "assembled"
			row.by = row.run or row.native and "processor" or nil
			list[#list + 1] = row
		end
	end
	if diagnostics:failed() then
		return report(diagnostics)
	elseif arguments[1] then
		list_json(list)
		return 0
	end
	for _, row in ipairs(list) do
		print(("%-18s %-18s %-9s %-4s %-4s %3d  %-9s %s"):format(row.name, row.spec, row.arch, row.format,
			row.direction, row.align, row.tier, row.by or ""))
	end
	return 0
end

function commands.audit(arguments)
	local name, option, command = table.unpack(arguments)
	if #arguments ~= 3 or option ~= "--cc" then
		return usage("audit needs an ABI and --cc 'COMMAND'")
	end
	local diagnostics = diag.new()
	local abi = specs.load(name, diagnostics)
	if not abi then
		return report(diagnostics)
	end
	local audit = require "audit"
	local words = {}
	for word in command:gmatch("%S+") do
		words[#words + 1] = word
	end
	local result = audit.audit(abi, words)
	io.write(audit.print(result))
	return audit.failed(result) and 1 or 0
end

local name = ...
if not name then
	return usage("no command")
end
if not commands[name] then
	return usage("unknown command " .. name)
end
return commands[name]({ select(2, ...) })
