-- What readelf prints of an object -> its functions with their call frame information, plain tables.
--
--     functions[NAME] = {size, frame}           size in bytes; frame is nil where there is none
--     frame.column                              the return address's column
--     frame.states[i] = {column, offset}        the CFA: at entry, then after each change; column is nil where it is
--                                               an expression
--     frame.saved[COLUMN] = {offset | column}   where a register is first kept: at CFA + offset, or in a register
--     frame.entry[COLUMN]                       likewise, what holds at entry
--
-- Only numbers are read: the names that readelf prints are its own.

local M = {}

-- What the operation DW_CFA_GNU_window_save is defined to save (libgcc, unwind-dw2.c).
local WINDOW = { first = 16, last = 31 }

local function define(frame, column, offset)
	frame.cfa = { column = column, offset = offset }
	table.insert(frame.states, frame.cfa)
end

local function save(frame, column, where)
	if not frame.saved[column] then
		frame.saved[column] = where
	end
end

local rules = {}

function rules.def_cfa(frame, text)
	local column, offset = text:match("^r(%d+).- ofs (%-?%d+)")
	define(frame, tonumber(column), tonumber(offset))
end

function rules.def_cfa_offset(frame, text)
	define(frame, frame.cfa.column, tonumber(text:match("^(%-?%d+)")))
end

function rules.def_cfa_register(frame, text)
	define(frame, tonumber(text:match("^r(%d+)")), frame.cfa.offset)
end

function rules.def_cfa_expression(frame)
	define(frame, nil, 0)
end

function rules.offset(frame, text)
	local column, offset = text:match("r(%-?%d+).- at cfa([+-]%d+)")
	save(frame, tonumber(column), { offset = tonumber(offset) })
end

function rules.register(frame, text)
	local column, other = text:match("^r(%d+).- in r(%d+)")
	save(frame, tonumber(column), { column = tonumber(other) })
end

function rules.expression(frame, text)
	save(frame, tonumber(text:match("^r(%d+)")), {})
end

function rules.GNU_window_save(frame)
	for column = WINDOW.first, WINDOW.last do
		save(frame, column, { window = true })
	end
end

function rules.remember_state(frame)
	table.insert(frame.stack, frame.cfa)
end

function rules.restore_state(frame)
	frame.cfa = table.remove(frame.stack) or frame.cfa
end

local function copy(map)
	local new = {}
	for key, value in pairs(map) do
		new[key] = value
	end
	return new
end

local function new_frame(cie)
	local frame = { saved = {}, states = {}, stack = {}, cfa = { offset = 0 } }
	if cie then
		frame.column, frame.cfa, frame.entry = cie.column, cie.cfa, copy(cie.saved)
		frame.states[1] = cie.cfa
	end
	return frame
end

-- The line that opens a CIE or an FDE.
local function open(state, line)
	local place, link = line:match("^(%x+) %x+ %x+ FDE cie=(%x+) pc=")
	if place then
		local low, high = line:match("pc=(%x+)%.%.(%x+)")
		state.frame = new_frame(state.cies[link])
		table.insert(state.ranges, { low = tonumber(low, 16), high = tonumber(high, 16), frame = state.frame })
		return true
	end
	place = line:match("^(%x+) %x+ %x+ CIE")
	if place then
		state.frame = new_frame()
		state.cies[place] = state.frame
	end
	return place
end

local function operation(state, line)
	local name, text = line:match("^%s+DW_CFA_([%w_]+):?%s*(.*)$")
	if not name or not state.frame then
		return
	end
	name = name:gsub("_sf$", ""):gsub("_extended$", "")
	if rules[name] then
		rules[name](state.frame, text)
	end
end

local function read_line(state, line)
	local value, size, name = line:match("^%s*%d+:%s+(%x+)%s+(%w+)%s+FUNC%s.-(%S+)$")
	if name then
		state.functions[name] = { low = tonumber(value, 16), size = tonumber(size) }
	elseif line:match("^Contents of the") then
		state.cies, state.frame = {}, nil
	elseif not open(state, line) then
		local column = line:match("^%s+Return address column:%s+(%d+)")
		if column and state.frame then
			state.frame.column = tonumber(column)
		end
		operation(state, line)
	end
end

-- A function's address may have its lowest bit set, which says what code it is.
local function find_frame(ranges, address)
	for _, range in ipairs(ranges) do
		if range.low <= address and address < range.high then
			return range.frame
		end
	end
	return nil
end

-- The options that readelf is to be run with.
M.options = { "-sW", "--debug-dump=frames" }

-- The functions of an object, NAME -> function, by what readelf printed.
function M.parse(text)
	local state = { functions = {}, ranges = {}, cies = {} }
	for line in text:gmatch("[^\n]+") do
		read_line(state, line)
	end
	for _, found in pairs(state.functions) do
		found.frame = find_frame(state.ranges, found.low)
	end
	return state.functions
end

return M
