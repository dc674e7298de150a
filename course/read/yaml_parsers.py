"""The parsers that read YAML: libyaml, and PyYAML's own where there is none."""

from typing import Any

import yaml


class _PythonLoader(yaml.BaseLoader):
    """PyYAML's parser in Python. In lists in brackets, it allows question marks as libyaml does."""

    def scan_plain(self) -> Any:
        # It would end a text in brackets before a question mark. The text itself is taken from its
        # buffer, not from here.
        peek = self.peek
        vars(self)["peek"] = lambda index=0: peek(index).replace("?", "a")
        try:
            return super().scan_plain()
        finally:
            del vars(self)["peek"]


Loader = Any
"""A parser of PyYAML. Where there is no libyaml, it has no names for those that use it."""
PURE: Loader = _PythonLoader
"""The only parser in a browser."""
FASTEST: Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else PURE
"""libyaml, if it is there."""
