"""Adds entries to a YAML file as text, so that nothing else in it changes."""

import re

_KEY = re.compile(r"[^\s#]")


class AppendError(Exception):
    """The file is not written in a way that entries can be added to."""


def append_entries(text: str, key: str, yaml_text: str) -> str:
    """The text of a YAML file with more entries at the end of what is below a key at its top.

    `yaml_text` is the entries, without an indent, and each with its key. If the file does not have
    the key, it gets it at its end. Raises AppendError if the value is on the line of the key.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((at for at, line in enumerate(lines) if re.match(rf"{key}\s*:", line)), None)
    if start is None:
        before = "\n".join(lines).rstrip("\n")
        lines = [*(before.split("\n") if before else []), f"{key}:", ""]
        start = len(lines) - 2
    elif not re.fullmatch(rf"{key}\s*:\s*(#.*)?", lines[start]):
        raise AppendError(key)
    ends = (at for at in range(start + 1, len(lines)) if _KEY.match(lines[at]))
    last = next(ends, len(lines))
    while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    inside = (line for line in lines[start + 1 : last] if line.strip())
    first = next((line for line in inside if not line.lstrip().startswith("#")), "  ")
    indent = first[: len(first) - len(first.lstrip())] or "  "
    added = [f"{indent}{line}" if line else "" for line in yaml_text.rstrip("\n").split("\n")]
    after = lines[last:] or [""]
    return line_end.join([*lines[:last], *added, *after])
