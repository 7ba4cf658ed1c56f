-- citecheck in Neovim 0.7 to 0.10. Put this file anywhere, and into init.lua:
--
--     dofile('/path/to/citecheck-0.7.lua')

local filetypes = { 'markdown', 'text', 'bib', 'quarto', 'rmd' }
local markers = { 'citecheck.toml', '.citecheck.toml', 'pyproject.toml', '.git' }

-- What is set here stands above the configuration files, with the same keys:
--
--     vim.g.citecheck_settings = { ['extend-select'] = { 'STY' } }
local settings = { citecheck = vim.g.citecheck_settings or vim.empty_dict() }

--- The nearest folder that holds one of the markers, or that of the file.
local function root_of(file)
  local here = vim.fn.fnamemodify(file, ':p:h')
  local folder = here
  while true do
    for _, marker in ipairs(markers) do
      local path = folder .. '/' .. marker
      if vim.fn.filereadable(path) == 1 or vim.fn.isdirectory(path) == 1 then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ':h')
    if above == folder then
      return here
    end
    folder = above
  end
end

local clients = {} -- by root

local function attach(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  local root = root_of(file)
  local client = clients[root] and vim.lsp.get_client_by_id(clients[root])
  if not client or client.is_stopped() then
    clients[root] = vim.lsp.start_client({
      name = 'citecheck',
      cmd = { 'citecheck', 'lsp' },
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      settings = settings,
      init_options = settings, -- so that the first findings know them
    })
  end
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = filetypes,
  callback = function(event)
    attach(event.buf)
  end,
})
