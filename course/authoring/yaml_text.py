"""Data as YAML, written as authors would write it."""

from typing import Any

import yaml

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
