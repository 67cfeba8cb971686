-- The model of an ABI and a compiler's command -> a report of which facts the compiler confirms.
--
-- The compiler is asked by what it does: a function that clobbers a register saves it where the ABI preserves it, and
-- its call frame information says under which number; a function with locals moves the stack pointer; an inline asm
-- that prints an operand tells the register of an argument or a result.  No fact is read from the compiler's name,
-- and none is known here.
--
--     M.audit(abi, command) -> report      command: array, the compiler and its options
--     report = {abi, compiler, command, checks, unasked}
--         checks[i]  = {what, fact, expected, found, ok, deviation = reason | nil}
--         unasked[i] = {what, fact, why}
--     M.failures(report) -> how many checks differ, known deviations aside; M.failed(report) -> is that any?
--     M.print(report) -> text
--
-- Known deviations of compilers are in arch-specs/deviations, whose header says how; each must be observed.

local ask = require "ask"
local ask_assembly = require "ask_assembly"
local ask_frames = require "ask_frames"
local ask_registers = require "ask_registers"
local compiler = require "compiler"
local deviations = require "deviations"

local M = {}

-- The preprocessor: which expressions are true, and the compiler's own idea of pointers and bytes.

local function preprocess(self, expressions)
	local lines = { "shunt_pointer __SIZEOF_POINTER__", "shunt_order __BYTE_ORDER__ __ORDER_BIG_ENDIAN__" }
	for i, expression in ipairs(expressions) do
		table.move({ "#if " .. expression, "shunt_true " .. i .. " .", "#endif" }, 1, 3, #lines + 1, lines)
	end
	local text, message = self.compiler:preprocess(lines)
	if not text then
		return nil, message
	end
	for i in text:gmatch("shunt_true (%d+) %.") do
		self.truth[expressions[tonumber(i)]] = true
	end
	self.pointer = text:match("shunt_pointer%s+(%d+)")
	self.order, self.big = text:match("shunt_order%s+(%d+)%s+(%d+)")
	return self.pointer, "it has no __SIZEOF_POINTER__"
end

local CLANG = "defined __clang__"

local function expressions_of(abi, known)
	local list = { abi.detect, CLANG }
	for _, fact in ipairs(abi.preserved) do
		list[#list + 1] = fact.guard
	end
	for _, deviation in ipairs(known) do
		list[#list + 1] = deviation.guard
	end
	return list
end

-- Is this a compiler for this ABI at all?
local function ask_preprocessor(self)
	local ok, message = preprocess(self, expressions_of(self.abi, self.deviations))
	if not ok then
		self:check("compiler", "preprocesses", "yes", message)
		return false
	end
	self.family = self.truth[CLANG] and "clang" or "gcc"
	self:check("detect", "", "true", self.truth[self.abi.detect] or false)
	self:check("pointer", "", self.abi.pointer, self.pointer)
	self:check("memory", "", self.abi.big and "big" or "little", self.order == self.big and "big" or "little")
	return self.truth[self.abi.detect]
end

-- Compiles the probes for an object; false where that cannot be.
local function compile_object(self)
	local functions, refused = self.compiler:object(ask.PRELUDE, self.probes)
	if not functions then
		self:check("compiler", "compiles", "yes", refused)
		return false
	end
	self.functions, self.refused = functions, refused
	self.leaf_empty, self.caller_empty = functions[self.q.leaf_empty], functions[self.q.caller_empty]
	if not (self.leaf_empty and self.leaf_empty.frame and self.caller_empty and self.caller_empty.frame) then
		self:check("compiler", "compiles", "with call frame information", "without")
		return false
	end
	return true
end

local function audit_object(self)
	ask_registers.ask(self)
	ask_frames.ask(self)
	if not compile_object(self) then
		return false
	end
	ask_registers.check(self)
	ask_frames.check(self, not ask_assembly.rotation(self.abi))
	return true
end

local function audit_assembly(self)
	ask_assembly.ask(self)
	self.assembly, self.refused = self.compiler:assembly(ask.PRELUDE, self.text_probes)
	if self.assembly then
		ask_assembly.check(self)
	else
		self:check("compiler", "compiles", "yes", self.refused)
	end
end

local function audit_all(self)
	if ask_preprocessor(self) and audit_object(self) then
		audit_assembly(self)
		deviations.apply(self)
	end
end

-- Faults of the audit itself keep their place; what the system refuses is a table, and a difference.
local function traced(problem)
	return type(problem) == "table" and problem or debug.traceback(problem)
end

local function ask_compiler(self, command)
	self.compiler = compiler.new(command)
	local ok, problem = xpcall(audit_all, traced, self)
	self.compiler:close()
	if not ok then
		error(problem, 0)
	end
end

function M.audit(abi, command)
	local self = ask.new(abi)
	self.deviations = deviations.load(self)
	local ok, problem = xpcall(ask_compiler, traced, self, command)
	if not ok and type(problem) == "table" then
		self:check("compiler", "runs", "yes", problem.message)
	elseif not ok then
		error(problem, 0)
	end
	return { abi = abi.name, compiler = self.family, command = table.concat(command, " "), checks = self.checks,
		unasked = self.unasked }
end

-- How many checks differ and are not known to.
function M.failures(report)
	local count = 0
	for _, check in ipairs(report.checks) do
		if not (check.ok or check.deviation) then
			count = count + 1
		end
	end
	return count
end

function M.failed(report)
	return M.failures(report) > 0
end

-- KIND -> how many of the list, and the kinds in their first order.
local function counted(list)
	local counts, order = {}, {}
	for _, item in ipairs(list) do
		if not counts[item.what] then
			counts[item.what] = 0
			order[#order + 1] = item.what
		end
		counts[item.what] = counts[item.what] + 1
	end
	return counts, order
end

local function label(item)
	return item.fact == "" and item.what or item.what .. " " .. item.fact
end

-- The unasked facts, those of one kind and one reason on a line.
local function unasked_lines(report, out)
	local lines, order = {}, {}
	for _, item in ipairs(report.unasked) do
		local key = item.what .. "\0" .. item.why
		if not lines[key] then
			lines[key] = { item = item, facts = {} }
			order[#order + 1] = lines[key]
		end
		table.insert(lines[key].facts, item.fact)
	end
	for _, line in ipairs(order) do
		out[#out + 1] = ("not asked: %s %s: %s"):format(line.item.what, table.concat(line.facts, " "), line.item.why)
			:gsub(" :", ":")
	end
end

function M.print(report)
	local out, agree, summary = { ("%s, %s"):format(report.abi, report.command) }, {}, {}
	for _, check in ipairs(report.checks) do
		if check.ok then
			agree[#agree + 1] = check
		elseif check.deviation then
			out[#out + 1] = ("known: %s: expected %s, found %s (%s)"):format(label(check), check.expected, check.found,
				check.deviation)
		else
			out[#out + 1] = ("%s: expected %s, found %s"):format(label(check), check.expected, check.found)
		end
	end
	unasked_lines(report, out)
	local counts, order = counted(agree)
	for i, what in ipairs(order) do
		summary[i] = ("%s %d"):format(what, counts[what])
	end
	out[#out + 1] = #agree > 0 and "agree: " .. table.concat(summary, ", ") or nil
	local failures = M.failures(report)
	out[#out + 1] = ("%d facts agree, %d differ, %d could not be asked"):format(#agree, failures, #report.unasked)
	return table.concat(out, "\n") .. "\n"
end

return M
