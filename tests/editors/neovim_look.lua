-- How the pictures of README.md look: the project's own snippet, a calm theme, and nothing else.
vim.o.termguicolors = true
vim.o.number = true
vim.o.signcolumn = 'yes'
vim.o.swapfile = false
vim.o.ruler = false
vim.o.showcmd = false
vim.o.showmode = false
vim.o.laststatus = 0
vim.o.cmdheight = 1
vim.o.shortmess = vim.o.shortmess .. 'FI'
vim.o.numberwidth = 3
vim.o.linebreak = true
vim.o.fillchars = 'eob: ,stl: ,stlnc: '

local colours = {
  Normal = { fg = '#c5d0db', bg = '#22272e' },
  LineNr = { fg = '#545d68' },
  SignColumn = { bg = '#22272e' },
  CursorLineNr = { fg = '#768390' },
  EndOfBuffer = { fg = '#22272e' },
  NormalFloat = { fg = '#c5d0db', bg = '#2d333b' },
  FloatBorder = { fg = '#545d68', bg = '#2d333b' },
  VertSplit = { fg = '#444c56' },
  StatusLine = { fg = '#768390', bg = '#2d333b' },
  StatusLineNC = { fg = '#768390', bg = '#2d333a' },
  Error = { fg = '#f47067' },
  WarningMsg = { fg = '#e0a45e' },
  markdownCodeDelimiter = { fg = '#545d68' },
  markdownListMarker = { fg = '#768390' },
  Title = { fg = '#6cb6ff', bold = true },
  htmlH1 = { fg = '#6cb6ff', bold = true },
  htmlH2 = { fg = '#6cb6ff', bold = true },
  markdownH2Delimiter = { fg = '#6cb6ff' },
  htmlItalic = { fg = '#c5d0db', italic = true },
  markdownItalic = { fg = '#c5d0db', italic = true },
  markdownItalicDelimiter = { fg = '#768390' },
  QuickFixLine = { bg = '#2d333b' },
  qfFileName = { fg = '#768390' },
  qfLineNr = { fg = '#768390' },
  qfSeparator = { fg = '#545d68' },
  DiagnosticError = { fg = '#f47067' },
  DiagnosticWarn = { fg = '#e0a45e' },
  DiagnosticUnderlineError = { undercurl = true, sp = '#f47067' },
  DiagnosticUnderlineWarn = { undercurl = true, sp = '#e0a45e' },
}
for name, colour in pairs(colours) do
  vim.api.nvim_set_hl(0, name, colour)
end

vim.diagnostic.config({ virtual_text = false, severity_sort = true })
vim.lsp.handlers['textDocument/hover'] = vim.lsp.with(vim.lsp.handlers.hover, { border = 'rounded', max_width = 110 })

vim.keymap.set('n', 'K', vim.lsp.buf.hover)
vim.keymap.set('n', 'L', function()
  vim.diagnostic.setloclist()
  vim.cmd('resize 7 | wincmd p')
end)
dofile(vim.env.SNIPPET)
