-- Writes a session as a writer would have it: see the finding, hover, take the fix, save. What was seen goes to a file.

local seen = { findings = {}, actions = {} }

local function wait(what, until_true)
  if not vim.wait(20000, until_true, 20) then
    io.stderr:write('nothing came of: ' .. what .. '\n')
    vim.cmd('cquit 3')
  end
end

local function findings()
  return vim.diagnostic.get(0)
end

wait('a finding', function()
  return #findings() > 0
end)
for _, found in ipairs(findings()) do
  table.insert(seen.findings, { found.lnum, found.col, found.code or found.user_data.lsp.code, found.message, found.severity })
end

local at = findings()[1]
vim.api.nvim_win_set_cursor(0, { at.lnum + 1, at.col + 1 })

vim.lsp.handlers['textDocument/hover'] = function(_, result)
  seen.hover = result.contents.value
end
vim.lsp.buf.hover()
wait('a hover', function()
  return seen.hover
end)

vim.ui.select = function(items, options, choose)
  for _, item in ipairs(items) do
    table.insert(seen.actions, (options.format_item(item)))
  end
  choose(items[1], 1)
end
local before = vim.api.nvim_buf_get_changedtick(0)
vim.lsp.buf.code_action()
wait('the fix', function()
  return vim.api.nvim_buf_get_changedtick(0) > before
end)
wait('a clean text', function()
  return #findings() == 0
end)
vim.cmd('write')

vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.SEEN)
vim.cmd('quitall!')
