"""What each cite refers to: the bibliography as an index, the evidence, and the context of bare locators."""
