-- Declarations -> the checked model of an ABI, a plain table that every later step reads.
--
--     name, title, file, at            the abi line; the file's first comments
--     registers[NAME]                  {name, class, width, columns = {{column, offset}...}, order, guard, spelled,
--                                      spellings = {WIDTH -> name}}
--     register_list, classes           in the order of declaration; class -> array of names
--     sp, direction (-1 | 1), align, bias, redzone, reserve, home, cfa (bytes), pointer, big
--     ret                              {register, offset} or {memory = true, register = PC}
--     arguments                        array of registers, or {stack = true}
--     result {pointer, integer}, preserved {{register, guard, window}...}, fixed, inherit (sets),
--     control[REG] = {mask, guard, flip}, frame, anchor, neutral, held {{register, guard}...},
--     window                           {map = REG -> REG, back}
--     functions                        {{open, close, guard}...}; detect, filescope, unwind, chain, flags, oracle,
--                                      kernel {spelling, number, arguments, write, exit}, start
--     lines                            checked insn lines (insn.lua)

local diag = require "diag"
local insn = require "insn"
local parse = require "parse"
local whole = require "whole"

local M = {}

-- No processor has more.
local REGISTERS_MAX, COLUMN_MAX = 512, 16383

-- The names of FIRST..LAST one after another, or of FIRST alone; nil where the two do not make a range.
local function range_names(item)
	if not item.last then
		return coroutine.wrap(function()
			coroutine.yield(item.first.text)
		end)
	end
	local prefix, low = item.first.text:match("^(.-)(%d+)$")
	local prefix2, high = item.last.text:match("^(.-)(%d+)$")
	if not prefix or prefix ~= prefix2 or (low .. " " .. high):match("%f[%d]0%d") or #low > 4 or #high > 4
		or tonumber(low) > tonumber(high) then
		return nil
	end
	return coroutine.wrap(function()
		for number = tonumber(low), tonumber(high) do
			coroutine.yield(prefix .. number)
		end
	end)
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
	if not self.partial then
		diag.suggest(self:error("unknown-register", at, "unknown register '%s'", name), name, self.abi.register_list)
	end
	return nil
end

function Builder:range(item)
	local range = range_names(item)
	if not range then
		self:error("bad-range", item.first, "'%s..%s' is not a range of registers", item.first.text, item.last.text)
	end
	return range or function() end
end

-- The registers a list names, in its order; what is wrong in it is reported and left out.  The lists of a keyword
-- together name a register once.
function Builder:names(list, keyword)
	local names, seen = {}, self.listed[keyword] or {}
	self.listed[keyword] = seen
	for _, item in ipairs(list) do
		for name in self:range(item) do
			local register = self:resolve(name, item.first)
			if register and seen[register] then
				diag.note(self:error("listed-twice", item.first, "'%s' is listed twice in '%s'", name, keyword),
					seen[register], "listed here")
			end
			if not register or seen[register] then
				break
			end
			seen[register] = item.first
			names[#names + 1] = register
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
		local name = declaration.name.text
		self.abi.name, self.abi.at = name, declaration.at
		if not name:match("^%a[%w_.-]*%w$") or #name > 64 or name == "shunt" or name == "shunt_stub" then
			self:error("abi-name", declaration.name, "'%s' cannot be an ABI's name: files are called after it", name)
		end
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
		return dwarf.list[index] and { { column = dwarf.list[index], offset = 0 } } or {}
	end
	local columns = {}
	for i, first in ipairs(dwarf.pieces) do
		columns[i] = { column = first.first + (index - 1) * dwarf.step, offset = first.offset }
	end
	return columns
end

-- Words of the effect notation, which no register can be called.
local reserved = { pc = true, size = true, call = true, trap = true, landing = true, spill = true, rotate = true,
	unrotate = true, clobber = true, resume = true, unless = true, ["in"] = true, when = true, stack = true }

-- May a register be called this from now on?
function Builder:is_new(name, at)
	local known = self.abi.registers[self.abi.alias[name] or name]
	if #name == 1 then
		self:error("short-name", at, "a register's name has more than one letter: one letter is a hole")
	elseif reserved[name] then
		self:error("reserved-name", at, "'%s' means something in effects: it cannot be a register's name", name)
	elseif known then
		diag.note(self:error("name-taken", at, "'%s' names a register already", name), known.at, "declared here")
	end
	return not (#name == 1 or reserved[name] or known)
end

local function add_columns(self, declaration, register)
	for _, part in ipairs(register.columns) do
		local other = self.columns[part.column]
		if part.column < 0 or part.column > COLUMN_MAX then
			self:error("column-range", declaration.dwarf.at, "'%s' cannot have the DWARF column %d", register.name,
				part.column)
		elseif other then
			diag.note(self:error("column-twice", declaration.dwarf.at, "DWARF column %d of '%s' is '%s's already",
				part.column, register.name, other.name), other.at, "declared here")
		end
		if part.offset >= register.width then
			self:error("column-offset", declaration.dwarf.at, "byte %d is not in '%s', which has %d", part.offset,
				register.name, register.width)
		end
		self.columns[part.column] = register
	end
end

local function add_register(self, declaration, name, index, at)
	local abi = self.abi
	if not self:is_new(name, at) then
		return
	end
	local register = { name = name, class = declaration.class.text, width = declaration.width, at = at,
		order = #abi.register_list + 1, spelled = name, spellings = {},
		guard = declaration.guard and declaration.guard.text,
		columns = declaration.dwarf and columns_of(declaration.dwarf, index) or {} }
	add_columns(self, declaration, register)
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
		for name in self:range(item) do
			if #self.abi.register_list == REGISTERS_MAX then
				self:error("too-many-registers", item.first, "more than %d registers", REGISTERS_MAX)
				return
			end
			index = index + 1
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
		if register and self:is_new(pair.left.text, pair.left) then
			if self.abi.registers[register].spelled ~= register then
				self:error("renamed-twice", pair.left, "'%s' has another name already: '%s'", register,
					self.abi.registers[register].spelled)
			end
			self.abi.alias[pair.left.text] = register
			self.abi.registers[register].spelled = pair.left.text
		end
	end
end

function build.names(self, declaration)
	for _, pair in ipairs(declaration.list) do
		local name = self:resolve(pair.right.text, pair.right)
		local register = self.abi.registers[name]
		if register then
			if declaration.width >= register.width then
				self:error("names-width", pair.left, "'%s' has %d bytes: '%s' cannot be %d of them", name,
					register.width, pair.left.text, declaration.width)
			elseif register.spellings[declaration.width] or self.narrow[pair.left.text] then
				self:error("names-twice", pair.left, "'%s' = '%s': one of the two is named already", pair.left.text,
					name)
			end
			register.spellings[declaration.width] = pair.left.text
			self.narrow[pair.left.text] = true
		end
	end
end

function build.hole(self, declaration)
	for _, letter in ipairs(declaration.letters) do
		local default = { range = declaration.range }
		if not letter.text:match("^%l$") then
			self:error("long-hole", letter, "a hole is one small letter, '%s' is not", letter.text)
		elseif self.abi.hole_defaults[letter.text] then
			self:error("hole-twice", letter, "the hole '%s' is declared twice", letter.text)
		end
		if declaration.classes then
			default.classes = {}
			for _, class in ipairs(declaration.classes) do
				if not self.abi.classes[class.name] and not self.partial then
					diag.suggest(self:error("hole-class", class.at, "no register has the class '%s'", class.name),
						class.name, self.abi.class_list)
				end
				default.classes[class.name] = true
			end
		end
		self.abi.hole_defaults[letter.text] = default
	end
end

function build.stack(self, declaration)
	if not self:once(declaration) then
		return
	end
	local abi = self.abi
	abi.sp = self:resolve(declaration.register.text, declaration.register)
	abi.direction = declaration.direction
	abi.align = declaration.align or 0
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
		if base and self.abi.sp and base ~= self.abi.sp then
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
	self.abi.arguments = declaration.stack and { stack = true } or self:names(declaration.list, "arguments")
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
	if declaration.window and declaration.guard then
		self:error("window-guard", declaration.guard, "what the hardware keeps in windows, it keeps always")
	end
	for _, register in ipairs(self:names(declaration.list, "preserved")) do
		local fact = { register = register, guard = declaration.guard and declaration.guard.text,
			window = declaration.window and true, at = declaration.at }
		self.abi.preserves[register] = fact
		table.insert(self.abi.preserved, fact)
	end
	self.said.preserved = self.said.preserved or declaration.at
end

local function set(field)
	return function(self, declaration)
		for _, register in ipairs(self:names(declaration.list, field)) do
			self.abi[field][register] = declaration.at
		end
	end
end

build.fixed = set "fixed"
build.inherit = set "inherit"

function build.held(self, declaration)
	self.said.held = self.said.held or declaration.at
	for _, register in ipairs(self:names(declaration.list, "held")) do
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
	local width = self.abi.registers[register].width
	if width < 8 and declaration.mask >> 8 * width ~= 0 then
		self:error("wide-mask", declaration.register, "the mask of '%s' is wider than its %d bytes", register, width)
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
	local from, to = self:names(declaration.from, "window"), self:names(declaration.to, "window")
	if #from ~= #to then
		self:error("window-size", declaration.at, "%d registers are renamed to %d", #from, #to)
	end
	local window = { map = {}, back = {} }
	for i, register in ipairs(from) do
		if to[i] then
			window.map[register], window.back[to[i]] = to[i], register
			if self.abi.registers[register].width ~= self.abi.registers[to[i]].width then
				self:error("window-pair", declaration.at, "'%s' and '%s' differ in width", register, to[i])
			end
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
	local last = self.abi.functions[#self.abi.functions]
	if last and not last.guard then
		self:error("function-dead", declaration.at, "never used: the 'function' line before it has no 'when'")
	end
	table.insert(self.abi.functions, { open = declaration.open.text, close = declaration.close.text,
		guard = declaration.guard and declaration.guard.text })
end

function build.kernel(self, declaration)
	if self:once(declaration) then
		local arguments = self:names(declaration.list, "kernel")
		if #arguments ~= 3 then
			self:error("kernel-arguments", declaration.at, "a system call is to have three arguments")
		end
		self.abi.kernel = { spelling = declaration.spelling.text,
			number = self:resolve(declaration.number.text, declaration.number), arguments = arguments,
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

-- A name with the number in it raised, for the registers of a range.
local function raised(name, by)
	return (name:gsub("%d+", function(number)
		return tostring(math.tointeger(tonumber(number)) + by)
	end, 1))
end

function build.oracle(self, declaration)
	for i, register in ipairs(self:names(declaration.list, "oracle")) do
		local names = {}
		for j, token in ipairs(declaration.names) do
			names[j] = raised(token.text, i - 1)
		end
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
	local self = setmetatable({ abi = abi, diagnostics = diagnostics, said = {}, listed = {}, columns = {}, narrow = {},
		included = {}, includes = 0 }, Builder)
	abi.resolve = function(name, at)
		return self:resolve(name, at)
	end
	return self
end

local INCLUDES_MAX = 16

local load_file

-- A file is included once: so there are no cycles, and no more work than text.
local function include(self, declaration, context)
	local name = declaration.file.text
	local text, path = context.read_include(name, declaration.at.file)
	if not text then
		self.partial = true
		self:error("include-missing", declaration.file, "cannot include '%s': %s", name, path)
	elseif self.included[path] then
		diag.note(self:error("include-twice", declaration.at, "'%s' is read already", name), self.included[path],
			"first read here")
	elseif self.includes == INCLUDES_MAX then
		self.partial = true
		self:error("many-includes", declaration.at, "more than %d files are included", INCLUDES_MAX)
	else
		self.included[path] = declaration.at
		self.includes = self.includes + 1
		load_file(self, path, text, context)
	end
end

-- Answers the file's comments and the line of its first declaration.
function load_file(self, file, text, context)
	self.diagnostics:source(file, text)
	local tokens, comments = context.lex(text)
	for _, declaration in ipairs(parse.parse(file, tokens, self.diagnostics)) do
		if declaration.broken then
			self.said[declaration.kind] = self.said[declaration.kind] or declaration.at
			self.partial = self.partial or declaration.kind == "register" or declaration.kind == "name"
		elseif declaration.kind == "include" then
			include(self, declaration, context)
		else
			build[declaration.kind](self, declaration)
		end
	end
	return comments, tokens[1].line
end

-- The comment a file opens with.  It is copied into one of C.
local function title_of(self, file, comments, first_line)
	local title = {}
	for i, comment in ipairs(comments) do
		if comment.line >= first_line or i > 1 and comment.line ~= comments[i - 1].line + 1 then
			break
		end
		if comment.text:match("%*/") or comment.text:match("/%*") or comment.text:match("[\1-\8\10-\31\127]") then
			self:error("bad-comment", { file = file, line = comment.line, col = 1 },
				"the opening comment becomes one of C: it cannot hold /*, */ or control characters")
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

-- The model of the spec text in file.  context is {lex, read_include(name, from) -> text, path | nil, message}.  nil
-- where the diagnostics have an error.
function M.load(file, text, context, diagnostics)
	local self = new_model(diagnostics)
	self.included[file] = { file = file }
	self.abi.file, self.abi.title = file, title_of(self, file, load_file(self, file, text, context))
	whole.check(self, file)
	if diagnostics:failed() then
		return nil
	end
	complete(self.abi)
	return self.abi
end

return M
