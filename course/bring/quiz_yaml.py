"""Questions as YAML, written as in the quizzes of this course: prose under `|`."""

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from course.bring.quiz import Taken

_SHORT = ("new", "kind", "mark", "objective", "lesson")
"""Keys whose values are not prose."""


class _Prose(str):
    """A text that is written under `|`."""


class _Few(list[str]):
    """A list that is written on one line."""


class _Dumper(yaml.SafeDumper):
    """Leaves `yes` without quotation marks, because everything is read as text."""

    yaml_implicit_resolvers: dict[Any, Any] = {}

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists, too, which PyYAML does not want to in mappings."""
        super().increase_indent(flow, indentless and flow)


def _prose(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", f"{text}\n", style="|")


def _few(dumper: yaml.SafeDumper, items: list[str]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_Dumper.add_representer(_Prose, _prose)
_Dumper.add_representer(_Few, _few)


def entries_yaml(questions: Iterable[Taken]) -> str:
    """The entries of `questions:`, without an indent."""
    return "".join(
        yaml.dump(
            {question.id: _marked(question.data)},
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=10_000,
        )
        for question in questions
    )


def _marked(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same data, with prose and short lists marked as such."""
    marked: dict[str, Any] = {}
    for key, value in data.items():
        if key == "only":
            marked[key] = _Few(value)
        elif isinstance(value, list):
            marked[key] = [_marked(item) for item in value]
        else:
            marked[key] = value if key in _SHORT else _Prose(value)
    return marked
