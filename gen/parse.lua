-- Tokens of a spec -> declarations: the grammar, no meaning.
--
-- A declaration is a table {kind, at, ...}; the kind is the line's first word.  docs/spec.md has a paragraph
-- for each.  An error ends its line; the lines after it are still read.

local cursor = require "cursor"
local diag = require "diag"
local effect = require "effect"

local M = {}

-- NAME or FIRST..LAST; the range is spelled out later, when the registers are known.
local function registers(at)
	local list = {}
	while at:at("word") and at:peek().text ~= "in" and at:peek().text ~= "when" do
		local first = at:next()
		local last = at:accept("..") and at:expect("word", "that ends a range of registers")
		list[#list + 1] = { first = first, last = last or nil }
	end
	return list
end

local function some_registers(at)
	if not at:at("word") then
		at:expect("word", "that is a register")
	end
	return registers(at)
end

-- A preprocessor expression.  It is copied into #if lines: what would end or break one is refused.
local function expression(at)
	local token = at:expect("string", "with a preprocessor expression")
	local flat = token.text:gsub("%b()", " ")
	if not token.text:match("%S") or flat:match("[()]") or token.text:match("[\"'\\#\t]") or token.text:match("/[/*]") then
		at.diagnostics:error("bad-expression", token, "this is no preprocessor expression for one line")
	end
	return token
end

local function guard(at)
	return at:accept("when") and expression(at) or nil
end

-- A number of bytes that a register or a memory access can have.
local function width(at, why)
	local token = at:expect("number", why)
	if token.value < 1 or token.value > 64 then
		at.diagnostics:error("bad-width", token, "%d bytes are no width: it is from 1 to 64", token.value)
	end
	return token.value
end

local function pairs_of_names(at)
	local list = {}
	repeat
		local left = at:expect("word", "that is the new name")
		at:expect("=", "between the two names")
		list[#list + 1] = { left = left, right = at:expect("word", "that is a register") }
	until not at:accept(",")
	return list
end

-- Differences of numbers up to this cannot overflow.
local FAR = 1 << 62

-- LO..HI [by K]
local function range(at)
	local low, token = at:integer("that begins a range")
	at:expect("..", "between the ends of a range")
	local high = at:integer("that ends a range")
	local step = at:accept("by") and at:expect("number", "that is the step").value or 1
	if low > high or step < 1 then
		at.diagnostics:error("empty-range", token, "this range holds no value")
	elseif math.max(-low, high, step) > FAR then
		at.diagnostics:error("wide-range", token, "a range is within 2 to the power of 62")
	elseif (high - low) % step ~= 0 then
		at.diagnostics:error("range-step", token, "steps of %d from %d do not meet %d", step, low, high)
	end
	return { low = low, high = high, step = step }
end

-- dwarf FIRST[@OFFSET] [FIRST@OFFSET] [by STEP]   or   dwarf [N N N ...]
local function columns(at)
	local numbering = { at = at:peek() }
	if at:accept("[") then
		numbering.list = {}
		while at:at("number") do
			table.insert(numbering.list, at:next().value)
		end
		at:expect("]", "after the column numbers")
		return numbering
	end
	numbering.pieces = {}
	repeat
		local piece = { first = at:expect("number", "that is a DWARF column").value }
		piece.offset = at:accept("@") and at:expect("number", "that is a byte offset").value or 0
		table.insert(numbering.pieces, piece)
	until not at:at("number")
	numbering.step = at:accept("by") and at:expect("number", "that is the step").value or 1
	return numbering
end

local grammar = {}

function grammar.abi(at)
	return { name = at:name("the ABI's name") }
end

function grammar.include(at)
	return { file = at:expect("string", "that names a file") }
end

function grammar.detect(at)
	return { expression = expression(at) }
end

function grammar.memory(at)
	return { order = at:choice({ big = "big", little = "little" }, "a byte order (big or little)") }
end

function grammar.pointer(at)
	return { width = width(at, "of bytes") }
end

function grammar.register(at)
	local list = {}
	repeat
		local first = at:expect("word", "that is a register")
		local last = at:accept("..") and at:expect("word", "that ends a range of registers")
		list[#list + 1] = { first = first, last = last or nil }
	until at:peek(1).kind == "number" or not at:at("word")
	local declaration = { list = list, class = at:expect("word", "that is a register class") }
	declaration.width = width(at, "that is the registers' width in bytes")
	declaration.dwarf = at:accept("dwarf") and columns(at) or nil
	declaration.guard = guard(at)
	return declaration
end

function grammar.name(at)
	return { list = pairs_of_names(at) }
end

function grammar.names(at)
	return { width = width(at, "in bytes of the part that the names mean"), list = pairs_of_names(at) }
end

function grammar.hole(at)
	local declaration = { letters = {} }
	repeat
		local token = at:expect("word", "that is a hole of one letter")
		table.insert(declaration.letters, token)
	until #at:peek().text ~= 1 or not at:at("word")
	if at:at("number") or at:at("-") then
		declaration.range = range(at)
		return declaration
	end
	declaration.classes = {}
	repeat
		local token = at:expect("word", "that is a register class")
		table.insert(declaration.classes, { name = token.text, at = token })
	until not at:accept("|")
	return declaration
end

local stack_facts = { align = "align", bias = "bias", redzone = "redzone", reserve = "reserve", home = "home",
	cfa = "cfa" }

function grammar.stack(at)
	local declaration = { register = at:expect("word", "that is the stack pointer") }
	declaration.direction = at:choice({ down = -1, up = 1 }, "a direction (down or up)")
	while at:at("word") do
		local fact, token = at:choice(stack_facts, "a fact of the stack")
		if declaration[fact] then
			at.diagnostics:error("stack-twice", token, "'%s' is said twice", token.text)
		end
		local number = at:expect("number", "of bytes")
		if number.value > 65536 then
			at.diagnostics:error("stack-size", number, "'%s' is at most 65536 bytes", token.text)
		end
		declaration[fact] = number.value
	end
	return declaration
end

grammar["return"] = function(at)
	if at:accept("[") then
		local declaration = { memory = at:expect("word", "that is the stack pointer") }
		at:expect("]", "after the address")
		declaration.column = at:expect("word", "that is the program counter")
		return declaration
	end
	local declaration = { register = at:expect("word", "that holds the return address") }
	declaration.offset = at:accept("+") and at:expect("number", "of bytes").value or 0
	return declaration
end

function grammar.arguments(at)
	return at:accept("stack") and { stack = true } or { list = some_registers(at) }
end

function grammar.result(at)
	local declaration = { pointer = at:expect("word", "that is the result register") }
	declaration.integer = at:accept("int") and at:expect("word", "that holds an int result") or nil
	return declaration
end

function grammar.preserved(at)
	local declaration = { list = some_registers(at) }
	declaration.window = at:accept("in") and at:expect("window", "after 'in'") or nil
	declaration.guard = guard(at)
	return declaration
end

function grammar.fixed(at)
	return { list = some_registers(at) }
end

function grammar.control(at)
	local declaration = { register = at:expect("word", "that is a control register") }
	declaration.mask = at:expect("number", "that is the mask of its control bits").value
	declaration.flip = at:accept("flip") and at:expect("number", "of bits that a test may flip").value or nil
	declaration.guard = guard(at)
	return declaration
end

function grammar.inherit(at)
	return { list = some_registers(at) }
end

function grammar.frame(at)
	return { register = at:expect("word", "that is the frame pointer") }
end

function grammar.anchor(at)
	return { register = at:expect("word", "that reaches a linked root") }
end

function grammar.neutral(at)
	return { register = at:expect("word", "that carries the resume address") }
end

function grammar.held(at)
	return { list = some_registers(at), guard = guard(at) }
end

function grammar.window(at)
	local declaration = { from = some_registers(at) }
	at:expect("->", "between the two names of the registers")
	declaration.to = some_registers(at)
	return declaration
end

function grammar.chain()
	return {}
end

function grammar.unwind(at)
	return { format = at:choice({ ehabi = "ehabi" }, "an unwind format (ehabi)") }
end

grammar["function"] = function(at)
	local declaration = { open = at:expect("string", "that opens a function") }
	declaration.close = at:expect("string", "that closes a function")
	declaration.guard = guard(at)
	return declaration
end

-- kernel "INSTRUCTIONS" NUMBER ARGUMENTS = WRITE EXIT: how a test program speaks to its kernel
function grammar.kernel(at)
	local declaration = { spelling = at:expect("string", "that enters the kernel") }
	declaration.number = at:expect("word", "that holds the call's number")
	declaration.list = some_registers(at)
	at:expect("=", "before the calls' numbers")
	declaration.write = at:expect("number", "of the write call").value
	declaration.exit = at:expect("number", "of the exit call").value
	return declaration
end

function grammar.flags(at)
	local declaration = { list = { at:expect("string", "that is a compiler's name") } }
	while at:at("string") do
		table.insert(declaration.list, at:next())
	end
	return declaration
end

function grammar.start(at)
	return { spelling = at:expect("string", "with the first instructions of a program") }
end

function grammar.filescope(at)
	return { expression = expression(at) }
end

function grammar.oracle(at)
	local first = at:expect("word", "that is a register")
	local last = at:accept("..") and at:expect("word", "that ends a range of registers")
	local declaration = { list = { { first = first, last = last or nil } } }
	at:expect("=", "before the compilers' names of it")
	declaration.names = {}
	repeat
		table.insert(declaration.names, at:expect("string", "that is a compiler's name"))
	until not at:at("string")
	return declaration
end

function grammar.insn(at)
	local declaration = { resume = at:accept("resume") and true or nil }
	declaration.effects = effect.parse(at)
	declaration.spelling = at:text("that is the instruction's spelling")
	declaration.ranges = {}
	while at:at("word") and not at:at("when") do
		local hole = at:expect("word", "that is a hole")
		table.insert(declaration.ranges, { hole = hole, range = range(at) })
	end
	declaration.guard = guard(at)
	return declaration
end

M.keywords = {}
for keyword in pairs(grammar) do
	table.insert(M.keywords, keyword)
end
table.sort(M.keywords)

local function declaration(at)
	local token = at:expect("word", "that begins a declaration")
	local rule = grammar[token.text]
	if not rule then
		local problem = at.diagnostics:error("unknown-keyword", token, "'%s' begins no declaration", token.text)
		diag.suggest(problem, token.text, M.keywords)
		error(cursor.skip)
	end
	local tree = rule(at)
	tree.kind, tree.at = token.text, token
	if not at:at_end() then
		at:expect("newline", "after this declaration")
	end
	return tree
end

-- The declarations of a file's tokens; each token is given its file.  A line with an error is {kind, broken}.
function M.parse(file, tokens, diagnostics)
	for _, token in ipairs(tokens) do
		token.file = file
	end
	local at = cursor.new(tokens, diagnostics)
	local list = {}
	while not at:at("eof") do
		local first = at:peek()
		local ok, tree = pcall(declaration, at)
		if not ok and tree ~= cursor.skip then
			error(tree, 0)
		end
		list[#list + 1] = ok and tree or { kind = first.text, at = first, broken = true }
		at:skip_line()
	end
	return list
end

return M
