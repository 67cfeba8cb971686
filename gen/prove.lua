-- The proof: reads the emitted text back, runs every stub in symbols, and refuses what is wrong at any instruction.
--
-- It shares nothing with what made the text but the model of the ABI:
--     prove_text       the file -> lines
--     prove_match      lines -> steps: what the insn lines say that they do
--     prove_state      steps -> states
--     prove_rows       directives -> rows, and what a row says of a state; prove_ehabi likewise
--     prove_contracts  what each stub is for
--     prove_run        one stub under its contract
-- Each stub is proved for every combination of its guards.

local match = require "prove_match"
local contracts = require "prove_contracts"
local prove_ehabi = require "prove_ehabi"
local rows = require "prove_rows"
local runs = require "prove_run"
local text_of = require "prove_text"

local M = {}

local function fail(code, message, ...)
	error({ proof = code, message = message:format(...) }, 0)
end

local MOST_GUARDS = 4

local function always()
	return true
end

local function has_neutral(abi)
	return abi.neutral and abi.ret.memory or false
end

local function inherits_inline(abi, text)
	for _, held in ipairs(abi.held) do
		if abi.inherit[held.register] then
			return text:find("\nshunt_inline_init(", 1, true) ~= nil
		end
	end
	return false
end

-- In the order in which they are proved: switch shows what a frame is, save what a block is.
local order = {
	{ "switch", "shunt_switch", always },
	{ "switch_neutral", "shunt_switch_neutral_stub", has_neutral },
	{ "switch_with", "shunt_switch_with", always },
	{ "entry", "shunt_entry", always },
	{ "entry_linked", "shunt_entry_linked", always },
	{ "on_stack_at", "shunt_on_stack_at", always },
	{ "replace_stack_at", "shunt_replace_stack_at", always },
	{ "save", "shunt_save", always },
	{ "restore", "shunt_restore", always },
	{ "stack_pointer", "shunt_stack_pointer", always },
	{ "capture", "shunt_capture", function(abi)
		return next(abi.inherit) ~= nil
	end },
	{ "capture_inline", "shunt_capture_inline", inherits_inline },
	{ "trap", "shunt_trap", always },
}

local Prover = {}
Prover.__index = Prover

local function known_guards(abi)
	local known = {}
	for _, fact in ipairs(abi.preserved) do
		known[fact.guard or false] = true
	end
	for _, line in ipairs(abi.lines) do
		known[line.guard or false] = true
	end
	return known
end

local function landing_of(abi)
	for _, line in ipairs(abi.lines) do
		if line.effects[1].word == "landing" then
			return line
		end
	end
end

-- What proves texts of an ABI; it remembers stubs that it has proved.
function M.prover(abi)
	return setmetatable({ abi = abi, matcher = match.new(abi), reader = rows.reader(abi), guards = known_guards(abi),
		landing = landing_of(abi), proved = {} }, Prover)
end

-- Takes the landing pad off: it stands in its own #if, before all code.  It does nothing, so that the row it runs
-- under is proved with the first instruction's, if directives stand before it, or else by itself.
function Prover:take_landing(stub, items, contract)
	local place = 1
	while items[place] and items[place].kind == "cfi" do
		place = place + 1
	end
	local line, first = self.landing, items[place]
	local guard = first and first.guard and first.guard:match("^!SHUNT_NAKED && %((.*)%)$")
	if guard then
		if not line or guard ~= line.guard or first.text ~= line.spelling then
			fail("proof-landing", "'%s' is not a landing pad", first.text)
		end
		table.remove(items, place)
		stub.landing = place == 1
	elseif line and not contract.entry then
		fail("proof-no-landing", "no landing pad is at the start")
	end
end

-- Takes the directives of .ARM.exidx off: one at the start, the others at the end.
function Prover:take_ehabi(stub, items)
	local directives, count = {}, #items
	for i = count, 1, -1 do
		if items[i].kind == "cfi" and not items[i].text:match("^%.cfi_") then
			local place = items[i].text == ".fnstart" and 1 or count - #directives
			if i ~= place or items[i].guard or self.abi.unwind ~= "ehabi" then
				fail("proof-ehabi-place", "'%s' does not belong here", items[i].text)
			end
			table.insert(directives, 1, table.remove(items, i).text)
		end
	end
	if self.abi.unwind == "ehabi" then
		stub.ehabi = prove_ehabi.read(directives)
	end
end

function Prover:parse(stub, contract)
	local items = text_of.items(stub.text)
	self:take_ehabi(stub, items)
	self:take_landing(stub, items, contract)
	for _, item in ipairs(items) do
		if item.guard and not self.guards[item.guard] then
			fail("proof-guard", "'#if %s' is not a guard of this ABI", item.guard)
		elseif item.kind == "entry" and not contract.entry then
			fail("proof-entry", "'%s' is an entry of its own", item.text)
		end
	end
	stub.program = self.matcher:read(items)
	for _, item in ipairs(stub.program) do
		stub.calls = stub.calls or item.step and item.step.call and true
	end
end

-- The distinct guards of a file, sorted.
function Prover:guards_of(text)
	local seen, list = {}, {}
	for guard in text:gmatch("\n#if ([^\n]+)") do
		if self.guards[guard] and not seen[guard] then
			seen[guard] = true
			list[#list + 1] = guard
		end
	end
	if #list > MOST_GUARDS then
		fail("proof-guards", "%d different guards: more than %d are not proved", #list, MOST_GUARDS)
	end
	table.sort(list)
	return list
end

-- Every choice of the guards that can be, all true first: `A && (B)` is not without A.  A guard that is nowhere in
-- the text is true.
local function choices_of(guards)
	local list = {}
	for mask = 0, (1 << #guards) - 1 do
		local on, off, possible = setmetatable({}, { __index = always }), {}, true
		for i, guard in ipairs(guards) do
			on[guard] = mask & 1 << i - 1 == 0
			off[#off + 1] = not on[guard] and guard or nil
		end
		for _, guard in ipairs(guards) do
			local wider = guard:match("^(.-) && ")
			possible = possible and not (wider and on[guard] and not on[wider])
		end
		list[#list + 1] = possible and { on = on,
			off = #off > 0 and (" without %s"):format(table.concat(off, ", ")) or "" } or nil
	end
	return list
end

-- Proves one stub under every choice; answers nil, or {code, message}.
function Prover:prove_stub(name, stub, shared)
	local contract = contracts.contracts[name]
	local run, choice
	local ok, problem = pcall(function()
		self:parse(stub, contract)
		for i, one in ipairs(shared.choices) do
			choice = one
			run = runs.new(self, stub, contract, one.on, shared[i])
			run:go()
		end
	end)
	if ok then
		return nil
	elseif type(problem) ~= "table" or not problem.proof then
		error(problem, 0)
	end
	return { code = problem.proof, message = ("%s%s: %s: %s"):format(name, choice and choice.off or "",
		run and run.where or "its text", problem.message) }
end

-- All that a stub's proof rests on, as text.
local function basis(stub, shared)
	local parts = { stub.name, table.concat(stub.parameters, ","), stub.text, shared.constants }
	for i, choice in ipairs(shared.choices) do
		parts[#parts + 1] = choice.off
		parts[#parts + 1] = shared[i].frame and shared[i].frame.key or ""
		parts[#parts + 1] = shared[i].block and shared[i].block.key or ""
	end
	return table.concat(parts, "\0")
end

-- The same, from memory where it was proved before.
function Prover:prove_once(name, stub, shared)
	local key = basis(stub, shared)
	local known = self.proved[key]
	if not known then
		local problem = self:prove_stub(name, stub, shared)
		if problem then
			return problem
		end
		known = {}
		for i in ipairs(shared.choices) do
			known[i] = { frame = shared[i].frame, block = shared[i].block }
		end
		self.proved[key] = known
	end
	for i, one in ipairs(known) do
		shared[i].frame, shared[i].block = one.frame, one.block
	end
end

local function constants_of(file)
	local list = {}
	for name, number in pairs(file.enum) do
		list[#list + 1] = name .. "=" .. number
	end
	table.sort(list)
	return table.concat(list, " ") .. " " .. table.concat(file.anchors, " ")
end

function Prover:shared(text, file)
	local shared = { choices = choices_of(self:guards_of(text)), constants = constants_of(file) }
	for i in ipairs(shared.choices) do
		shared[i] = { file = file }
	end
	return shared
end

function Prover:check_constants(file, shared)
	for i in ipairs(shared.choices) do
		contracts.check_constants(self.abi, file, shared[i].frame)
	end
	contracts.check_root(self.abi, file)
end

-- Is there a stub of this name where there should be one?
local function check_presence(abi, file, text)
	local known = {}
	for _, one in ipairs(order) do
		local wanted, stub = one[3](abi, text), file.stubs[one[2]]
		known[one[2]] = true
		if wanted and not stub then
			fail("proof-missing-stub", "there is no %s", one[2])
		elseif stub and not wanted then
			fail("proof-needless-stub", "there is %s, which this ABI does not need", one[2])
		end
	end
	for name in pairs(file.stubs) do
		if not known[name] then
			fail("proof-unknown-stub", "what %s is for is not known", name)
		end
	end
end

-- The problems of a text: at most one for each stub.
function Prover:problems(text)
	local file = text_of.read(text)
	check_presence(self.abi, file, text)
	local shared, list = self:shared(text, file), {}
	for i, one in ipairs(order) do
		local stub = file.stubs[one[2]]
		local problem = stub and self:prove_once(one[1], stub, shared)
		list[#list + 1] = problem
		if problem and (one[1] == "switch" or one[1] == "save") then
			break	-- what it shows is not known
		elseif i == 1 then
			self:check_constants(file, shared)
		end
	end
	return list
end

function Prover:check_text(text)
	local ok, list = pcall(self.problems, self, text)
	if ok then
		return list
	elseif type(list) ~= "table" or not list.proof then
		error(list, 0)
	end
	return { { code = list.proof, message = list.message } }
end

-- Adds what is wrong with the emitted C file of an ABI to the diagnostics.
function M.check(abi, text, diagnostics)
	for _, problem in ipairs(M.prover(abi):check_text(text)) do
		diagnostics:error(problem.code, abi.at, "%s", problem.message)
	end
end

return M
