"""Rules: one module a family, each rule a generator of findings whose docstring is its page."""
