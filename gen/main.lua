local host = require "host"
local diag = require "diag"
local abi = require "abi"
local plan = require "plan"
local cfi = require "cfi"
local file = ...
local d = diag.new()
local m = abi.load(file, assert(host.read(file)), {lex=host.lex_spec, read_include=function() end}, d)
if not m then io.stderr:write(d:print()) return 1 end
for _, name in ipairs(plan.names) do
	local ok, stub = pcall(plan.stub, m, name)
	if not ok then if type(stub)=="table" then print(name, "FAIL", stub.step, "needs an instruction for", stub.want) else print(name, stub) end
	elseif stub then
		print(name..":", stub.frame and stub.frame.size)
		local ok, e = pcall(cfi.annotate, m, stub)
		if not ok then print("TORN", type(e)=="table" and e.want or e) end
		for _, x in ipairs(stub.first or {}) do print("\t\t"..x.text) end
		for _, e in ipairs(stub.listing) do
			for _, x in ipairs(e.pre or {}) do print("\t\tpre "..x.text) end
			if e.label then print(e.label..":") else print("\t"..table.concat(e.texts, "; "), e.guard and "#"..e.guard or "") end
			for _, x in ipairs(e.post or {}) do print("\t\t"..x.text..(x.guard and " #"..x.guard or "")) end
		end
	end
end
return 0
