-- Mutation of what is emitted: see run.sh, which runs this in the place of gen/main.lua.

local codes = require "codes"
local diag = require "diag"
local host = require "host"
local prove = require "prove"
local specs = require "specs"
local text_of = require "prove_text"

local VERBOSE = os.getenv "VERBOSE"
local EVERY = os.getenv "MUTANTS" == "all" and 1 or math.tointeger(tonumber(os.getenv "MUTANTS" or "16")) or 16

local harmless = require "harmless"

local function is_code(line)
	return line:match("^\t\"\t[^\t]") or line:match("^\t\"%d+:")
end

local function is_cfi(line)
	return line:match("^\t\"\t\t%.")
end

local function lines_of(text)
	local lines = {}
	for line in text:gmatch("[^\n]*") do
		lines[#lines + 1] = line
	end
	return lines
end

-- Adds a mutant: the lines with some of them replaced; false deletes one.
local function add(state, kind, i, changes)
	local out = {}
	for k, line in ipairs(state.lines) do
		local new = changes[k]
		if new == nil then
			new = line
		end
		if new then
			out[#out + 1] = new
		end
	end
	state.found[#state.found + 1] = { kind = kind, line = i, text = table.concat(out, "\n"), was = state.lines[i],
		is = changes[i] or "nothing", state = state, stub = state.stub, abi = state.abi, changes = changes }
end

local function next_code(lines, i)
	for k = i + 1, #lines do
		if is_code(lines[k]) then
			return k
		end
	end
end

-- Every number in a line that is not part of a name, changed by so much.
local function changed_numbers(line, by)
	local list = {}
	for before, number, after in line:gmatch("()%f[%w%%_.$-](%-?%d+)%f[^%w]()") do
		local text = math.tointeger(tonumber(number))
		local previous = line:sub(before - 1, before - 1)
		if text and not previous:match("[%a%%$_x]") then
			list[#list + 1] = line:sub(1, before - 1) .. (text + by) .. line:sub(after)
		end
	end
	return list
end

-- Every register in a line, changed into others of its class.
local function changed_registers(state, line)
	local list = {}
	for before, name, after in line:gmatch("()([%%$]?%a*%d*)()") do
		for _, other in ipairs(#name > 1 and state.others[name] or {}) do
			if not line:sub(before - 1, before - 1):match("[%w_.%%$]") then
				list[#list + 1] = line:sub(1, before - 1) .. other .. line:sub(after)
			end
		end
	end
	return list
end

local mutate = {}

function mutate.code(state, i, line)
	local other = next_code(state.lines, i)
	add(state, "delete", i, { [i] = false })
	if other and state.lines[other] ~= line then
		add(state, "swap", i, { [i] = state.lines[other], [other] = line })
	end
	for _, by in ipairs { state.slot, -state.slot } do
		for _, changed in ipairs(changed_numbers(line, by)) do
			add(state, "offset", i, { [i] = changed })
		end
	end
	for _, changed in ipairs(changed_registers(state, line)) do
		add(state, "register", i, { [i] = changed })
	end
end

local function changed_bytes(line, by)
	local list = {}
	for before, byte, after in line:gmatch("()0x(%x%x)()") do
		list[#list + 1] = ("%s0x%02x%s"):format(line:sub(1, before - 1), (tonumber(byte, 16) + by) & 255, line:sub(after))
	end
	return list
end

function mutate.cfi(state, i, line)
	add(state, "delete row", i, { [i] = false })
	for _, by in ipairs { state.slot, -state.slot, 1 } do
		local change = line:match("0x") and changed_bytes or changed_numbers
		for _, changed in ipairs(change(line, by)) do
			add(state, "change row", i, { [i] = changed })
		end
	end
	local other = next_code(state.lines, i)
	if other then
		add(state, "late row", i, { [i] = false, [other] = state.lines[other] .. "\n" .. line })
	end
	for k = i - 1, 1, -1 do
		if is_code(state.lines[k]) then
			add(state, "early row", i, { [i] = false, [k] = line .. "\n" .. state.lines[k] })
			break
		end
	end
end

function mutate.guard(state, i, line)
	local last = i
	while state.lines[last] ~= "#endif" do
		last = last + 1
	end
	add(state, "guard", i, { [i] = false, [last] = false })
	add(state, "guard", i, { [i] = line .. " && 1" })
	local all = {}
	for k = i, last do
		all[k] = false
	end
	add(state, "guarded lines", i, all)
end

local function mutants_of(abi, slot, others, stub)
	local state = { abi = abi, stub = stub.name, slot = slot, others = others, lines = lines_of(stub.text), found = {} }
	for i, line in ipairs(state.lines) do
		if is_code(line) then
			mutate.code(state, i, line)
		elseif is_cfi(line) then
			mutate.cfi(state, i, line)
		elseif line:match("^#if") then
			mutate.guard(state, i, line)
		elseif line:match("SHUNT_LABEL") then
			add(state, "delete", i, { [i] = false })
		end
	end
	return state.found
end

-- Name -> a few others of its class, as they are spelled.
local function other_names(abi)
	local others = {}
	for _, class in ipairs(abi.class_list) do
		local names = abi.classes[class]
		for i, name in ipairs(names) do
			local list = {}
			for _, step in ipairs { 1, 2, #names // 2 } do
				local other = names[(i + step - 1) % #names + 1]
				list[#list + 1] = other ~= name and abi.registers[other].spelled or nil
			end
			others[abi.registers[name].spelled] = list
		end
	end
	return others
end

-- Wrong constants of the C code.
local function constant_mutants(abi, text, slot)
	local found = {}
	local position = 1
	while true do
		local first, last, number = text:find("%f[%w_][%u_]+ = (%-?%d+)", position)
		if not first then
			return found
		end
		for _, by in ipairs { slot, -slot } do
			local was = text:sub(first, last)
			local is = was:gsub("%-?%d+$", tostring(math.tointeger(number) + by))
			found[#found + 1] = { kind = "constant", abi = abi, stub = "init", line = 0, was = was, is = is,
				whole = text:sub(1, first - 1) .. is .. text:sub(last + 1) }
		end
		position = last
	end
end

local function messages(list)
	local set = {}
	for _, problem in ipairs(list) do
		set[problem.message] = true
	end
	return set
end

local function is_killed(prover, baseline, text)
	for _, problem in ipairs(prover:check_text(text)) do
		if not baseline[problem.message] then
			return true, problem
		end
	end
	return false
end

local function class_of(mutant)
	for _, one in ipairs(harmless) do
		if one.is(mutant) then
			return one.name
		end
	end
end

local function report(counts, mutant)
	local class = class_of(mutant)
	if class then
		counts.classes[class] = (counts.classes[class] or 0) + 1
		counts.passed = counts.passed + 1
	else
		counts.failed = counts.failed + 1
	end
	if not class or VERBOSE then
		print(("%s %s, %s:%d: %s%s survives\n    was %s\n    is  %s"):format(class and "ok  " or "FAIL", mutant.abi.name,
			mutant.stub, mutant.line, mutant.kind, class and " (" .. class .. ")" or "", mutant.was, mutant.is))
	end
end

-- Tries some of the mutants of a stub, or of the whole text.
local function judge(prover, baseline, text, stub, list, counts)
	local before, after = text, ""
	if stub then
		local first, last = text:find(stub.text, 1, true)
		before, after = text:sub(1, first - 1), text:sub(last + 1)
	end
	for _, mutant in ipairs(list) do
		counts.all = counts.all + 1
		if counts.all % EVERY == 0 then
			local killed, problem = is_killed(prover, baseline, mutant.whole or before .. mutant.text .. after)
			if killed then
				counts.passed, counts.codes[problem.code] = counts.passed + 1, true
			else
				report(counts, mutant)
			end
		end
	end
end

local function sorted(map)
	local keys = {}
	for key in pairs(map) do
		keys[#keys + 1] = key
	end
	table.sort(keys)
	return keys
end

-- The stubs that are wrong as they are; what a block is, restore shows.
local function wrong_stubs(name, problems, counts)
	local wrong = {}
	for _, problem in ipairs(problems) do
		wrong["shunt_" .. problem.message:match("^[%w_]+")] = true
		print(("SKIP %s: not right as it is: %s"):format(name, problem.message))
		counts.skipped = counts.skipped + 1
	end
	wrong.shunt_switch_neutral_stub = wrong.shunt_switch_neutral
	wrong.shunt_save = wrong.shunt_save or wrong.shunt_restore
	return wrong
end

local function run(name, counts)
	local abi, text = specs.load(name, diag.new()), host.read("out/" .. name .. ".c")
	local prover, file = prove.prover(abi), text_of.read(text)
	local problems = prover:check_text(text)
	local baseline, wrong = messages(problems), wrong_stubs(name, problems, counts)
	for _, stub in ipairs(sorted(file.stubs)) do
		if not wrong[stub] then
			local list = mutants_of(abi, abi.pointer, other_names(abi), file.stubs[stub])
			judge(prover, baseline, text, file.stubs[stub], list, counts)
		end
	end
	judge(prover, baseline, text, nil, constant_mutants(abi, text, abi.pointer), counts)
end

local function details(counts)
	for _, class in ipairs(sorted(counts.classes)) do
		print(("%5d  %s"):format(counts.classes[class], class))
	end
	for _, code in ipairs(sorted(codes.known())) do
		if not counts.codes[code] then
			print("no mutant raised " .. code)
		end
	end
end

local counts = { all = 0, passed = 0, failed = 0, skipped = 0, classes = {}, codes = {} }
local abis, named = {}, {}
for _, name in ipairs { select(2, ...) } do
	if name:match("^proof%-") then
		named[name] = true
	else
		abis[#abis + 1] = name
	end
end
if #abis == 0 then
	codes.run(named, counts)
end
for _, name in ipairs(next(named) and abis or #abis > 0 and abis or specs.names()) do
	run(name, counts)
end
if VERBOSE then
	details(counts)
end
print(("%d passed, %d failed, %d skipped"):format(counts.passed, counts.failed, counts.skipped))
return counts.failed > 0 and 1 or 0
