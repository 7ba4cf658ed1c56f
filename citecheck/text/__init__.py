"""Pure functions over text: offsets, names, titles, locators, scripts."""
