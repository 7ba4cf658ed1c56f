"""XML that any parser reads: what is written is escaped by the library, what XML forbids is spelled out here."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from citecheck.reports.printable import printable

_FORBIDDEN = re.compile("[\ufffe\uffff]")  # with the controls and surrogates that `printable` spells out (XML 1.0 §2.2)


def allowed(text: str) -> str:
    """The text in one line, with the characters that XML forbids spelled out: `\\x1b`, `\\ufffe`."""
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", printable(text))


def element(
    parent: ElementTree.Element | None, name: str, text: str = "", /, **attributes: str | int
) -> ElementTree.Element:
    """An element inside a parent, or a root."""
    values = {key: allowed(str(value)) for key, value in attributes.items()}
    made = ElementTree.Element(name, values) if parent is None else ElementTree.SubElement(parent, name, values)
    if text:
        made.text = allowed(text)
    return made


def document(root: ElementTree.Element) -> str:
    """The whole document, indented."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
