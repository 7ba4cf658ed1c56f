-- citecheck in Neovim 0.11 and later. Put this file at ~/.config/nvim/lsp/citecheck.lua, and into init.lua:
--
--     vim.lsp.enable('citecheck')

return {
  cmd = { 'citecheck', 'lsp' },
  filetypes = { 'markdown', 'text', 'bib', 'quarto', 'rmd' },
  root_markers = { { 'citecheck.toml', '.citecheck.toml', 'pyproject.toml' }, '.git' },
  -- What is set here stands above the configuration files, with the same keys.
  settings = { citecheck = vim.empty_dict() },
  before_init = function(params, config) -- so that the first findings know them
    params.initializationOptions = config.settings
  end,
}
