-- Template text -> a Lua function that fills it.

local host = require "host"

local M = {}

local function chunk_of(name, text)
	local out = { "local _out = ...;" }
	for _, piece in ipairs(host.lex_template(text)) do
		if piece.kind == "text" then
			out[#out + 1] = ("_out[#_out + 1] = %q;"):format(piece.text)
		elseif piece.kind == "expression" then
			out[#out + 1] = ("_out[#_out + 1] = tostring(%s);"):format(piece.text)
		elseif piece.kind == "statement" then
			out[#out + 1] = piece.text .. "\n"
		else
			error(("%s:%d: %s"):format(name, piece.line, piece.message), 0)
		end
	end
	return table.concat(out, " ")
end

-- The template's text with the names of env filled in.
function M.render(name, env)
	local text = host.embedded(name)
	if not text then
		error("no template " .. name, 0)
	end
	local chunk = assert(load(chunk_of(name, text), "=" .. name, "t", setmetatable({}, { __index = function(_, key)
		if env[key] ~= nil then
			return env[key]
		end
		return _G[key]
	end })))
	local out = {}
	chunk(out)
	return table.concat(out)
end

return M
