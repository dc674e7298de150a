"""Data as YAML, written as authors would write it."""

from typing import Any

import yaml

from course.read.yaml_reader import read

_LONG = 60


class _Dumper(yaml.SafeDumper):
    """Writes long texts under `|`, and `yes` and days without quotes: all are read as text."""

    yaml_implicit_resolvers: dict[Any, Any] = {}


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text or len(text) > _LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_multi_representer(str, _text)  # what a comment has cut off is a text, too


def as_yaml(data: object) -> str:
    """Mappings, lists and texts as YAML."""
    text = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    # The library marks the end after blank lines at the end of a text. Here, more may follow.
    return text.removesuffix("...\n") if text.endswith("\n...\n") else text


def in_line(text: str, *, in_brackets: bool = False) -> str:
    """A text on one line: as it is if YAML reads it so, or else in quotation marks."""
    around = f"[{text}]" if in_brackets else text
    expected = [text] if in_brackets else text
    document, problems = read("", f"a: {around}".encode()) if text else (None, ())
    if document and not problems and document.data == {"a": expected} and " #" not in text:
        return text
    return in_single(text) if '"' in text or "\\" in text else in_double(text)


def in_double(text: str) -> str:
    """A text in double quotation marks."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"{}"'.format(text.replace("\n", "\\n").replace("\t", "\\t"))


def in_single(text: str) -> str:
    """A text of one line in single quotation marks."""
    return "'{}'".format(text.replace("'", "''"))


def indented(text: str, columns: int) -> str:
    """The lines of a text further right. Empty ones stay empty."""
    return "".join(
        f"{' ' * columns}{line}" if line.strip("\n") else line for line in text.splitlines(True)
    )
