"""The face for editors: a language server over what `check` finds."""
