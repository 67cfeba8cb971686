local M = {}
function M.text() return "" end
return M
