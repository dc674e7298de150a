"""XML as the formats of question banks need it."""

import re
from xml.etree.ElementTree import Element, indent, tostring

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can have. Texts of the course have none, either."""


def node(tag: str, *inside: "Element | str", **attributes: str) -> Element:
    """An element with texts and elements inside. A `_` in the name of an attribute is a `:`."""
    element = Element(tag, {name.replace("_", ":"): _valid(it) for name, it in attributes.items()})
    for part in inside:
        if isinstance(part, str):
            element.text = (element.text or "") + _valid(part)
        else:
            element.append(part)
    return element


def document(root: Element) -> bytes:
    """A file with this element, indented."""
    indent(root)
    text = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _valid(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
