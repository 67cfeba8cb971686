-- arch-specs/deviations -> which of an audit's differences are known: the file's header says how they are written.

local host = require "host"

local M = {}

local DEVIATIONS = "arch-specs/deviations"

-- WORD, or what FIRST..LAST stands for, appended.
local function spell_out(list, word)
	local prefix, low, high = word:match("^(.-)(%d+)%.%.[^%d]*(%d+)$")
	if not prefix then
		list[#list + 1] = word
		return
	end
	for number = tonumber(low), tonumber(high) do
		list[#list + 1] = prefix .. number
	end
end

local function words(text)
	local list = {}
	for word in text:gmatch("%S+") do
		spell_out(list, word)
	end
	return list
end

-- SPEC COMPILER WHAT [FACT...] = EXPECTED -> FOUND [when "EXPRESSION"]: REASON
local function deviation_of(line)
	local spec, family, what, facts, value, reason = line:match("^(%S+)%s+(%l+)%s+(%l+)%s*([^=]-)%s*=%s*(.-):%s+(.+)$")
	if not spec or not (family == "gcc" or family == "clang" or family == "any") then
		return nil
	end
	local guard = value:match('%s+when%s+"(.*)"$')
	value = guard and value:match('^(.-)%s+when%s+"') or value
	local expected, found = value:match("^(.-)%s+%->%s+(.+)$")
	local list = words(facts)
	if not found then
		return nil
	end
	return { spec = spec, family = family, what = what, facts = #list > 0 and list or { "" }, expected = expected,
		found = found, guard = guard, reason = reason }
end

-- The deviations of the audit's spec.  A line that is none of any spec is a difference itself.
function M.load(self)
	local list, number = {}, 0
	for line in ((host.read(DEVIATIONS) or host.embedded(DEVIATIONS) or "") .. "\n"):gmatch("(.-)\r?\n") do
		number = number + 1
		local deviation = deviation_of(line)
		if deviation and deviation.spec == self.abi.name then
			list[#list + 1] = deviation
		elseif not deviation and line:match("^%s*[^#%s]") then
			self:check("deviation", ("%s:%d"):format(DEVIATIONS, number),
				"SPEC COMPILER WHAT FACT = EXPECTED -> FOUND: REASON", line)
		end
	end
	return list
end

local function deviate(self, checks, deviation, fact)
	local key = deviation.what .. " " .. fact
	local check = checks[key]
	if check and not check.ok and check.found == deviation.found
		and (deviation.expected == "*" or deviation.expected == check.expected) then
		check.deviation = deviation.reason
	elseif not check or check.ok then
		self:check("deviation", key, deviation.found, check and check.found .. ", as the ABI has it: it is stale"
			or "not asked: it is stale")
	end
end

local function applies(self, deviation)
	return (deviation.family == "any" or deviation.family == self.family)
		and (not deviation.guard or self.truth[deviation.guard])
end

function M.apply(self)
	local checks = {}
	for _, check in ipairs(self.checks) do
		checks[check.what .. " " .. check.fact] = check
	end
	for _, deviation in ipairs(self.deviations) do
		if applies(self, deviation) then
			for _, fact in ipairs(deviation.facts) do
				deviate(self, checks, deviation, fact)
			end
		end
	end
end

return M
