-- Facts of a model that only the whole spec shows: what is missing, and what contradicts what.

local diag = require "diag"
local insn = require "insn"

local M = {}

-- Without these there is no ABI.
local required = { "abi", "detect", "stack", "return", "arguments", "result", "preserved", "frame" }

local function check_required(self, file)
	for _, keyword in ipairs(required) do
		if not (self.said[keyword] or self.partial) then
			self:error("missing", { file = file }, "no '%s' line", keyword)
		end
	end
end

local function power_of_two(number)
	return number > 0 and number & (number - 1) == 0
end

local function check_stack(self)
	local abi, at = self.abi, self.said.stack
	local sp = abi.registers[abi.sp]
	if not (sp.width == 2 or sp.width == 4 or sp.width == 8) then
		self:error("sp-width", at, "the stack pointer has 2, 4 or 8 bytes, '%s' has %d", sp.name, sp.width)
	end
	if #sp.columns == 0 then
		self:error("sp-column", at, "the stack pointer '%s' has no DWARF column", sp.name)
	end
	if not power_of_two(abi.align) or abi.align < sp.width or abi.align > 4096 then
		self:error("bad-align", at, "the stack's alignment (align N) is a power of two from %d to 4096", sp.width)
	elseif abi.reserve % abi.align ~= 0 then
		self:error("reserve-align", at, "reserve is not a multiple of align")
	end
	for _, fact in ipairs { "redzone", "home", "cfa" } do
		if abi[fact] % sp.width ~= 0 then
			self:error("stack-multiple", at, "%s is not a multiple of the stack pointer's width", fact)
		end
	end
	if abi.pointer and (abi.pointer > sp.width or not power_of_two(abi.pointer)) then
		self:error("bad-pointer", self.said.pointer, "a pointer of %d bytes and a stack pointer of %d", abi.pointer,
			sp.width)
	end
end

-- Which keyword gives which registers an office; in is_any their width does not matter.
local function offices(abi)
	local list = {}
	local function add(keyword, register, is_any)
		if register then
			list[#list + 1] = { keyword = keyword, register = register, is_any = is_any }
		end
	end
	add("return", abi.ret and not abi.ret.memory and abi.ret.register)
	for _, register in ipairs(abi.arguments or {}) do
		add("arguments", register)
	end
	if abi.result then
		add("result", abi.result.pointer)
		add("result", abi.result.integer ~= abi.result.pointer and abi.result.integer)
	end
	add("frame", abi.frame)
	add("anchor", abi.anchor ~= abi.sp and abi.anchor)
	add("neutral", abi.neutral)
	for _, held in ipairs(abi.held) do
		add("held", held.register, true)
	end
	return list
end

local function check_offices(self)
	local abi = self.abi
	local back = abi.ret and not abi.ret.memory and abi.ret.register
	for _, office in ipairs(offices(abi)) do
		local register, at = office.register, self.said[office.keyword]
		if register == abi.sp then
			self:error("office-sp", at, "the stack pointer '%s' cannot be in '%s'", register, office.keyword)
		elseif abi.fixed[register] then
			diag.note(self:error("office-fixed", at, "'%s' is fixed: it cannot be in '%s'", register, office.keyword),
				abi.fixed[register], "declared here")
		elseif register == back and office.keyword ~= "return" and not office.is_any then
			self:error("return-used", at, "'%s' holds the return address: it cannot be in '%s'", register, office.keyword)
		elseif not office.is_any and abi.registers[register].width ~= abi.registers[abi.sp].width then
			self:error("office-width", at, "'%s' cannot be in '%s': it has not the stack pointer's width", register,
				office.keyword)
		end
	end
	if abi.result and abi.preserves[abi.result.pointer] then
		self:error("result-preserved", self.said.result, "the result register '%s' is preserved", abi.result.pointer)
	end
end

local function check_neutral(self)
	local abi = self.abi
	for i = 1, 3 do
		if abi.neutral and abi.arguments and abi.neutral == abi.arguments[i] then
			self:error("neutral-argument", self.said.neutral, "'%s' holds an argument of the switch", abi.neutral)
		end
	end
	if abi.neutral and abi.preserves[abi.neutral] then
		self:error("neutral-preserved", self.said.neutral, "'%s' is preserved: it carries nothing into a stub",
			abi.neutral)
	end
end

local function check_preserved(self)
	local abi = self.abi
	for _, fact in ipairs(abi.preserved) do
		local register = fact.register
		if abi.fixed[register] then
			diag.note(self:error("preserved-fixed", fact.at, "'%s' cannot be preserved: it is fixed", register),
				abi.fixed[register], "declared here")
		end
		if register == abi.sp then
			self:error("preserved-sp", fact.at, "'%s' is the stack pointer, which a context is: it is not preserved",
				register)
		elseif abi.ret and abi.ret.memory and register == abi.ret.register then
			self:error("preserved-pc", fact.at, "'%s' is what returns: it is not preserved", register)
		end
		if fact.window and not abi.window then
			self:error("no-window", fact.at, "'in window', and no 'window' line")
		end
		if abi.control[register] and self.listed.preserved and self.listed.preserved[register] then
			diag.note(self:error("control-preserved", fact.at, "'%s' is a control register and preserved anyway", register),
				self.listed.preserved[register], "listed here")
		end
	end
	for _, register in ipairs(abi.register_list) do
		if abi.inherit[register] and not abi.preserves[register] then
			self:error("inherit-lost", abi.inherit[register], "'%s' has no place in a frame: it is not preserved", register)
		end
	end
end

local function check_frame(self)
	local abi, at = self.abi, self.said.frame
	local fact = abi.preserves[abi.frame]
	if not fact then
		self:error("frame-lost", at, "the frame pointer '%s' is not preserved", abi.frame)
	elseif fact.guard then
		diag.note(self:error("frame-guard", at, "the frame pointer '%s' is not always preserved", abi.frame), fact.at,
			"declared here")
	end
	if #abi.registers[abi.frame].columns == 0 then
		self:error("frame-column", at, "the frame pointer '%s' has no DWARF column", abi.frame)
	end
end

local function check_window(self)
	local abi, at = self.abi, self.said.window
	for _, into in ipairs(abi.register_list) do
		local fact = abi.preserves[into]
		if abi.window.back[into] and not (fact and fact.window) then
			self:error("window-lost", at, "'%s' is renamed to, and not 'preserved ... in window'", into)
		end
	end
	for _, register in ipairs { abi.sp, abi.ret and abi.ret.register } do
		if not abi.window.map[register] then
			self:error("window-fixed", at, "a save does not rename '%s': no window is made of it", register)
		end
	end
end

local function check_anchor(self)
	local abi = self.abi
	local fact = abi.preserves[abi.anchor]
	if abi.anchor ~= abi.sp and not (fact and fact.window) then
		self:error("anchor-window", self.said.anchor, "'%s' is not spilled with a window: a linked root cannot be "
			.. "reached from it", abi.anchor)
	end
end

-- What is understood only of stacks that grow down.
local function check_direction(self)
	local abi = self.abi
	local facts = { { abi.ret and abi.ret.memory, "return" }, { abi.arguments and abi.arguments.stack, "arguments" },
		{ abi.window, "window" }, { abi.chain, "chain" }, { abi.unwind, "unwind" } }
	for _, fact in ipairs(facts) do
		if fact[1] then
			self:error("down-only", self.said[fact[2]], "this is understood of stacks that grow down only")
		end
	end
end

-- EHABI pops r4 to r15, and d0 to d15 by their columns from 256 (IHI 0038, section 10.3).
local function check_ehabi(self)
	local abi = self.abi
	local names = { abi.ret and abi.ret.register }
	for _, fact in ipairs(abi.preserved) do
		names[#names + 1] = fact.register
	end
	for _, name in ipairs(names) do
		local register = abi.registers[name]
		local number = register.columns[1] and register.columns[1].column
		local core = number and number >= 4 and number < 16 and register.width == 4
		local vector = number and number >= 256 and number < 272 and register.width == 8
		if number and not (core or vector) then
			self:error("ehabi-column", self.said.unwind, "EHABI cannot say where '%s' (column %d) is", name, number)
		end
	end
end

-- Checks what a spec says as a whole, once its declarations are read; self is the builder of the model.
function M.check(self, file)
	local abi = self.abi
	check_required(self, file)
	if abi.sp then
		check_stack(self)
		check_offices(self)
	end
	check_neutral(self)
	check_preserved(self)
	if abi.frame then
		check_frame(self)
	end
	if abi.window and abi.sp then
		check_window(self)
	end
	if abi.anchor then
		check_anchor(self)
	end
	if abi.direction == 1 then
		check_direction(self)
	end
	if abi.unwind then
		check_ehabi(self)
	end
	insn.check_all(abi, self.diagnostics)
end

return M
