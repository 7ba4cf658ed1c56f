" Vim compiler file for citecheck, a linter for citations: `:compiler citecheck`, then `:make` fills the quickfix list.
" Put it at ~/.vim/compiler/citecheck.vim (Neovim: ~/.config/nvim/compiler/citecheck.vim).

if exists("current_compiler")
  finish
endif
let current_compiler = "citecheck"

if exists(":CompilerSet") != 2
  command -nargs=* CompilerSet setlocal <args>
endif

CompilerSet makeprg=citecheck\ check\ --color\ never\ --output-format\ concise\ %:p:S

" paper.md:3:14: CIT001 no reference for “Reed”; then a line that sums up, which is no finding.
CompilerSet errorformat=%f:%l:%v:\ %m,%-GNo\ findings%.%#,%-G%*\\d\ finding%.%#
