"""What the docstring of a kind says: what it is, when to choose it, and what `check` watches.

After the sentences on what it is come lines that begin with a label. A line may go on in the next
one. The rules of a class hold for all classes that are made from it.
"""

import inspect
import re
from dataclasses import dataclass
from typing import Any

_LABEL = re.compile(r"^(For readers to|Instead|Picture|Rules): ", re.MULTILINE)
_RULE = re.compile(r"`([\w-]+)`")


@dataclass(frozen=True)
class KindDocs:
    """The parts of a docstring."""

    what: str
    """What it is, in one or more paragraphs."""
    readers: str
    """What readers do with it, as it goes on after "I want readers to"."""
    instead: str
    """When another kind is better."""
    picture: str
    """What its picture in the guide shows, for people who cannot see it."""
    rules: tuple[str, ...]
    """The rules that watch it, those of the kind itself first."""


def kind_docs(model: type[Any]) -> KindDocs:
    """What the docstring of a kind says."""
    what, parts = _labeled(model)
    rules = [
        name for base in model.__mro__ for name in _RULE.findall(_labeled(base)[1].get("Rules", ""))
    ]
    readers, instead, picture = (
        parts.get(label, "") for label in ("For readers to", "Instead", "Picture")
    )
    return KindDocs(what, readers, instead, picture, tuple(dict.fromkeys(rules)))


def unlabeled(text: str) -> str:
    """A docstring without the lines that begin with a label."""
    return _LABEL.split(inspect.cleandoc(text), maxsplit=1)[0].rstrip()


def _labeled(model: type[Any]) -> tuple[str, dict[str, str]]:
    what, *parts = _LABEL.split(inspect.cleandoc(model.__doc__ or ""))
    texts = (" ".join(part.split()) for part in parts[1::2])
    return what.rstrip(), dict(zip(parts[::2], texts, strict=True))
