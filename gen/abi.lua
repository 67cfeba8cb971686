-- Declarations -> the checked model of an ABI, a plain table that every later step reads.
--
--     name, title, file, at            the abi line; the file's first comments
--     registers[NAME]                  {name, class, width, columns = {{column, offset}...}, order}
--     register_list, classes           in the order of declaration; class -> array of names
--     sp, direction (-1 | 1), align, bias, redzone, reserve, home, cfa (bytes), pointer, big
--     ret                              {register, offset} or {memory = true, register = PC}
--     arguments                        array of registers, or {stack = true}
--     result {pointer, integer}, preserved {{register, guard, window}...}, fixed, inherit (sets),
--     control[REG] = {mask, guard}, frame, anchor, neutral, held, window {out = REG -> REG, back}
--     lines                            checked insn lines (insn.lua)

local diag = require "diag"
local insn = require "insn"
local parse = require "parse"

local M = {}

-- Spells out FIRST..LAST; nil where the two do not make a range.
local function range_names(first, last)
	local prefix, low = first:match("^(.-)(%d+)$")
	local prefix2, high = last:match("^(.-)(%d+)$")
	if not prefix or prefix ~= prefix2 or tonumber(low) > tonumber(high) or tonumber(high) > 1023 then
		return nil
	end
	local names = {}
	for number = tonumber(low), tonumber(high) do
		names[#names + 1] = prefix .. number
	end
	return names
end

local Builder = {}
Builder.__index = Builder

function Builder:error(...)
	return self.diagnostics:error(...)
end

function Builder:resolve(name, at)
	local register = self.abi.alias[name] or name
	if self.abi.registers[register] then
		return register
	end
	diag.suggest(self:error("unknown-register", at, "unknown register '%s'", name), name, self.abi.register_list)
	return nil
end

-- The registers a list names, in its order; what is wrong in it is reported and left out.
function Builder:names(list)
	local names = {}
	for _, item in ipairs(list) do
		local range = { item.first.text }
		if item.last then
			range = range_names(item.first.text, item.last.text)
			if not range then
				self:error("bad-range", item.first, "'%s..%s' is not a range of registers", item.first.text,
					item.last.text)
				range = {}
			end
		end
		for _, name in ipairs(range) do
			local register = self:resolve(name, item.first)
			if register then
				names[#names + 1] = register
			end
		end
	end
	return names
end

-- A fact that is said once in a spec; the second time is an error.
function Builder:once(declaration)
	local first = self.said[declaration.kind]
	if first then
		diag.note(self:error("declared-twice", declaration.at, "'%s' is declared twice", declaration.kind), first,
			"declared here")
		return false
	end
	self.said[declaration.kind] = declaration.at
	return true
end

local build = {}

function build.abi(self, declaration)
	if self:once(declaration) then
		self.abi.name, self.abi.at = declaration.name.text, declaration.at
	end
end

function build.detect(self, declaration)
	if self:once(declaration) then
		self.abi.detect = declaration.expression.text
	end
end

function build.memory(self, declaration)
	if self:once(declaration) then
		self.abi.big = declaration.order == "big"
	end
end

function build.pointer(self, declaration)
	if self:once(declaration) then
		self.abi.pointer = declaration.width
	end
end

local function columns_of(dwarf, index)
	if dwarf.list then
		return { { column = dwarf.list[index], offset = 0 } }
	end
	local columns = {}
	for i, first in ipairs(dwarf.pieces) do
		columns[i] = { column = first.first + (index - 1) * dwarf.step, offset = first.offset }
	end
	return columns
end

local function add_register(self, declaration, name, index, at)
	local abi = self.abi
	if abi.registers[name] then
		diag.note(self:error("register-twice", at, "register '%s' is declared twice", name),
			abi.registers[name].at, "declared here")
		return
	end
	local register = { name = name, class = declaration.class.text, width = declaration.width, at = at,
		order = #abi.register_list + 1, spelled = name, spellings = {},
		guard = declaration.guard and declaration.guard.text,
		columns = declaration.dwarf and columns_of(declaration.dwarf, index) or {} }
	for _, part in ipairs(register.columns) do
		local other = self.columns[part.column or -1]
		if other then
			diag.note(self:error("column-twice", declaration.dwarf.at, "DWARF column %d of '%s' is '%s's already",
				part.column, name, other.name), other.at, "declared here")
		end
		self.columns[part.column or -1] = register
	end
	abi.registers[name] = register
	table.insert(abi.register_list, name)
	if not abi.classes[register.class] then
		abi.classes[register.class] = {}
		table.insert(abi.class_list, register.class)
	end
	table.insert(abi.classes[register.class], name)
end

function build.register(self, declaration)
	local index = 0
	if #declaration.class.text == 1 then
		self:error("short-class", declaration.class, "a class has more than one letter: one letter is a hole")
	end
	for _, item in ipairs(declaration.list) do
		local names = item.last and range_names(item.first.text, item.last.text) or { item.first.text }
		if item.last and #names == 1 and item.first.text ~= item.last.text then
			self:error("bad-register-range", item.first, "'%s..%s' is not a range of names", item.first.text,
				item.last.text)
			names = {}
		end
		for _, name in ipairs(names) do
			index = index + 1
			if #name == 1 then
				self:error("short-register", item.first, "a register's name has more than one letter")
			end
			add_register(self, declaration, name, index, item.first)
		end
	end
	local list = declaration.dwarf and declaration.dwarf.list
	if list and #list ~= index then
		self:error("column-count", declaration.dwarf.at, "%d DWARF columns for %d registers", #list, index)
	end
end

function build.name(self, declaration)
	for _, pair in ipairs(declaration.list) do
		local register = self:resolve(pair.right.text, pair.right)
		if register then
			if self.abi.registers[pair.left.text] or self.abi.alias[pair.left.text] then
				self:error("name-taken", pair.left, "'%s' names a register already", pair.left.text)
			end
			self.abi.alias[pair.left.text] = register
			self.abi.registers[register].spelled = pair.left.text
		end
	end
end

function build.names(self, declaration)
	for _, pair in ipairs(declaration.list) do
		local register = self:resolve(pair.right.text, pair.right)
		if register then
			self.abi.registers[register].spellings[declaration.width] = pair.left.text
		end
	end
end

function build.hole(self, declaration)
	for _, letter in ipairs(declaration.letters) do
		local default = { range = declaration.range }
		if #letter.text ~= 1 then
			self:error("long-hole", letter, "a hole is one letter, '%s' is not", letter.text)
		end
		if declaration.classes then
			default.classes = {}
			for _, class in ipairs(declaration.classes) do
				if not self.abi.classes[class.name] then
					diag.suggest(self:error("hole-class", class.at, "no register has the class '%s'", class.name),
						class.name, self.abi.class_list)
				end
				default.classes[class.name] = true
			end
		end
		self.abi.hole_defaults[letter.text] = default
	end
end

local function power_of_two(number)
	return number > 0 and number & (number - 1) == 0
end

function build.stack(self, declaration)
	if not self:once(declaration) then
		return
	end
	local abi = self.abi
	abi.sp = self:resolve(declaration.register.text, declaration.register)
	abi.direction = declaration.direction
	abi.align = declaration.align or 0
	if not power_of_two(abi.align) then
		self:error("bad-align", declaration.at, "the stack's alignment (align N) must be a power of two")
	end
	for _, fact in ipairs { "bias", "redzone", "reserve", "home", "cfa" } do
		abi[fact] = declaration[fact] or 0
	end
end

build["return"] = function(self, declaration)
	if not self:once(declaration) then
		return
	end
	local named = declaration.column or declaration.register
	local register = self:resolve(named.text, named)
	if declaration.memory then
		local base = self:resolve(declaration.memory.text, declaration.memory)
		if base and base ~= self.abi.sp then
			self:error("return-base", declaration.memory, "a return address in memory is at the stack pointer")
		end
	end
	self.abi.ret = { register = register, memory = declaration.memory and true, offset = declaration.offset or 0 }
	if register and #self.abi.registers[register].columns == 0 then
		self:error("return-column", named, "the return address's register '%s' has no DWARF column", register)
	end
end

function build.arguments(self, declaration)
	if not self:once(declaration) then
		return
	end
	self.abi.arguments = declaration.stack and { stack = true } or self:names(declaration.list)
	if not declaration.stack and #self.abi.arguments < 4 then
		self:error("few-arguments", declaration.at, "the stubs need four arguments in registers, or all on the stack")
	end
end

function build.result(self, declaration)
	if self:once(declaration) then
		local pointer = self:resolve(declaration.pointer.text, declaration.pointer)
		local integer = declaration.integer and self:resolve(declaration.integer.text, declaration.integer)
		self.abi.result = { pointer = pointer, integer = integer or pointer }
	end
end

function build.preserved(self, declaration)
	for _, register in ipairs(self:names(declaration.list)) do
		local earlier = self.abi.preserves[register]
		if earlier then
			diag.note(self:error("preserved-twice", declaration.at, "'%s' is preserved already", register),
				earlier.at, "declared here")
		else
			local fact = { register = register, guard = declaration.guard and declaration.guard.text,
				window = declaration.window and true, at = declaration.at }
			self.abi.preserves[register] = fact
			table.insert(self.abi.preserved, fact)
		end
	end
end

local function set(field)
	return function(self, declaration)
		for _, register in ipairs(self:names(declaration.list)) do
			self.abi[field][register] = declaration.at
		end
	end
end

build.fixed = set "fixed"
build.inherit = set "inherit"

function build.held(self, declaration)
	for _, register in ipairs(self:names(declaration.list)) do
		table.insert(self.abi.held, { register = register, guard = declaration.guard and declaration.guard.text })
	end
end

-- A control register is preserved and inherited; only the bits of its mask are.
function build.control(self, declaration)
	local register = self:resolve(declaration.register.text, declaration.register)
	if not register then
		return
	end
	if self.abi.control[register] then
		self:error("control-twice", declaration.register, "'%s' is a control register already", register)
	end
	if declaration.mask == 0 then
		self:error("empty-mask", declaration.register, "the mask of '%s' keeps no bit", register)
	end
	local guard = "SHUNT_FP_CONTROL"
	if declaration.guard then
		guard = guard .. " && (" .. declaration.guard.text .. ")"
	end
	if (declaration.flip or 0) & ~declaration.mask ~= 0 then
		self:error("flip-outside", declaration.register, "flip has bits that the mask of '%s' has not", register)
	end
	self.abi.control[register] = { mask = declaration.mask, guard = guard, flip = declaration.flip or 0 }
	self.abi.preserves[register] = { register = register, guard = guard, at = declaration.at }
	table.insert(self.abi.preserved, self.abi.preserves[register])
	self.abi.inherit[register] = declaration.at
end

local function one_register(field)
	return function(self, declaration)
		if self:once(declaration) then
			self.abi[field] = self:resolve(declaration.register.text, declaration.register)
		end
	end
end

build.frame = one_register "frame"
build.anchor = one_register "anchor"
build.neutral = one_register "neutral"

function build.window(self, declaration)
	if not self:once(declaration) then
		return
	end
	local from, to = self:names(declaration.from), self:names(declaration.to)
	if #from ~= #to then
		self:error("window-size", declaration.at, "%d registers are renamed to %d", #from, #to)
	end
	local window = { map = {}, back = {} }
	for i, register in ipairs(from) do
		if to[i] then
			window.map[register], window.back[to[i]] = to[i], register
		end
	end
	self.abi.window = window
end

function build.chain(self, declaration)
	if self:once(declaration) then
		self.abi.chain = true
	end
end

function build.unwind(self, declaration)
	if self:once(declaration) then
		self.abi.unwind = declaration.format
	end
end

build["function"] = function(self, declaration)
	table.insert(self.abi.functions, { open = declaration.open.text, close = declaration.close.text,
		guard = declaration.guard and declaration.guard.text })
end

function build.kernel(self, declaration)
	if self:once(declaration) then
		self.abi.kernel = { spelling = declaration.spelling.text,
			number = self:resolve(declaration.number.text, declaration.number), arguments = self:names(declaration.list),
			write = declaration.write, exit = declaration.exit }
	end
end

function build.flags(self, declaration)
	for _, token in ipairs(declaration.list) do
		table.insert(self.abi.flags, token.text)
	end
end

function build.start(self, declaration)
	if self:once(declaration) then
		self.abi.start = declaration.spelling.text
	end
end

function build.filescope(self, declaration)
	if self:once(declaration) then
		self.abi.filescope = declaration.expression.text
	end
end

function build.oracle(self, declaration)
	local register = self:resolve(declaration.register.text, declaration.register)
	local names = {}
	for i, token in ipairs(declaration.list) do
		names[i] = token.text
	end
	if register then
		self.abi.oracle[register] = names
	end
end

function build.insn(self, declaration)
	table.insert(self.abi.lines, insn.check(self.abi, declaration, self.diagnostics))
end

local function new_model(diagnostics)
	local abi = { registers = {}, register_list = {}, classes = {}, class_list = {}, alias = {}, hole_defaults = {},
		preserved = {}, preserves = {}, fixed = {}, inherit = {}, control = {}, functions = {}, lines = {}, oracle = {},
		held = {}, flags = {} }
	local self = setmetatable({ abi = abi, diagnostics = diagnostics, said = {}, columns = {} }, Builder)
	abi.resolve = function(name, at)
		return self:resolve(name, at)
	end
	return self
end

-- Facts that only the whole shows.
local required = { "abi", "detect", "stack", "return", "arguments", "result", "preserved", "frame" }

local function check_whole(self, file)
	local abi = self.abi
	self.said.preserved = abi.preserved[1] and abi.preserved[1].at
	for _, keyword in ipairs(required) do
		if not self.said[keyword] then
			self:error("missing", { file = file }, "no '%s' line", keyword)
		end
	end
	for _, fact in ipairs(abi.preserved) do
		if abi.fixed[fact.register] then
			diag.note(self:error("preserved-fixed", fact.at, "'%s' cannot be preserved: it is fixed", fact.register),
				abi.fixed[fact.register], "declared here")
		end
		if fact.register == abi.sp then
			self:error("preserved-sp", fact.at, "'%s' is the stack pointer, which a context is: it is not preserved",
				fact.register)
		end
	end
	if abi.frame and not abi.preserves[abi.frame] then
		self:error("frame-lost", self.said.frame, "the frame pointer '%s' is not preserved", abi.frame)
	end
	if abi.sp and #abi.registers[abi.sp].columns == 0 then
		self:error("sp-column", self.said.stack, "the stack pointer '%s' has no DWARF column", abi.sp)
	end
	if abi.sp and abi.pointer and abi.pointer > abi.registers[abi.sp].width then
		self:error("wide-pointer", self.said.pointer, "a pointer is wider than the stack pointer")
	end
	if abi.reserve and abi.align and abi.align > 0 and abi.reserve % abi.align ~= 0 then
		self:error("reserve-align", self.said.stack, "reserve is not a multiple of align")
	end
end

local load_file

local function include(self, declaration, context)
	for _, file in ipairs(context.open) do
		if file == declaration.file.text then
			self:error("include-cycle", declaration.at, "'%s' includes itself", file)
			return
		end
	end
	local text, message = context.read_include(declaration.file.text, declaration.at.file)
	if not text then
		self:error("include-missing", declaration.file, "cannot include '%s': %s", declaration.file.text, message)
		return
	end
	table.insert(context.open, declaration.file.text)
	if #context.open > 16 then
		self:error("include-depth", declaration.at, "includes are nested more than 16 deep")
	else
		load_file(self, declaration.file.text, text, context)
	end
	table.remove(context.open)
end

function load_file(self, file, text, context)
	self.diagnostics:source(file, text)
	local tokens, comments = context.lex(text)
	for _, declaration in ipairs(parse.parse(file, tokens, self.diagnostics)) do
		if declaration.kind == "include" then
			include(self, declaration, context)
		else
			build[declaration.kind](self, declaration)
		end
	end
	return comments
end

local function title_of(comments)
	local title = {}
	for i, comment in ipairs(comments) do
		if i > 1 and comment.line ~= comments[i - 1].line + 1 then
			break
		end
		title[#title + 1] = comment.text
	end
	return title
end

local function complete(abi)
	abi.pointer = abi.pointer or abi.registers[abi.sp].width
	abi.anchor = abi.anchor or abi.sp
	abi.home = math.max(abi.home, abi.reserve)
end

-- The model of the spec text in file.  context is {lex, read_include(name, from)}.  nil where the diagnostics
-- have an error.
function M.load(file, text, context, diagnostics)
	local self = new_model(diagnostics)
	context.open = { file }
	local comments = load_file(self, file, text, context)
	self.abi.file, self.abi.title = file, title_of(comments)
	check_whole(self, file)
	if diagnostics:failed() then
		return nil
	end
	complete(self.abi)
	return self.abi
end

return M
