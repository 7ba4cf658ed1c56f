# citecheck in Kakoune: with kakoune-lsp 17 or later, into ~/.config/kak/kakrc, after `eval %sh{kak-lsp}`.

hook -group lsp-filetype-citecheck global BufSetOption filetype=(?:markdown|plain|bibtex) %{
    set-option buffer lsp_servers %{
        [citecheck]
        root_globs = ["citecheck.toml", ".citecheck.toml", "pyproject.toml", ".git", ".hg"]
        command = "citecheck"
        args = ["lsp"]
    }
}

hook global WinSetOption filetype=(?:markdown|plain|bibtex) %{
    lsp-enable-window
}
