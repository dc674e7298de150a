"""Parses a built page: its visible text, requests and policy."""

from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Shown(HTMLParser):
    """The visible text of a built page, the files it requests, and its policy."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.title = ""
        self.description = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.self_checks: list[str] = []
        self.requested: list[str] = []
        self.bases: list[str] = []
        self.policies: list[str] = []
        self.inline: list[str] = []
        self._module = ""
        self._header: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    @property
    def header(self) -> str:
        """The text of the header."""
        return " ".join("".join(self._header).split())

    @property
    def text(self) -> str:
        """The text of the whole page."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(values["content"])
        if values.get("name") == "description":
            self.description = values["content"]
        if tag == "base":
            self.bases.append(values["href"])
        if tag == "link" or "src" in values:
            self.requested.append(values["href"] if tag == "link" else values["src"])
        if tag == "a":
            self.links.append(values["href"])
        if "id" in values:
            self.ids.append(values["id"])
        self._module = values.get("data-module", self._module)
        if tag == "self-check":
            self.self_checks.append(f"{self._module}/{values['id'].removeprefix('_check--')}")
        is_inline = tag == "style" or (tag == "script" and "src" not in values)
        self.inline += [tag] if is_inline else []
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-2:] == ["head", "title"]:
            self.title += data
        elif "body" in self._open:
            self._words.append(data)
            if "header" in self._open:
                self._header.append(data)
