"""What is inside a page's body: from a template, with slots that each district fills in itself.

Slots keep a page the same for all districts that have the same texts in it.
"""

from collections.abc import Callable
from copy import copy
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from course.memo import Table
from course.models.base import Id, Model, fingerprint_inside, fingerprint_of
from course.recent import Recent
from course.render.environment import without_blank_lines
from course.site import SLOT

Tidy = Callable[[str], str]
"""What is done to all HTML of a page."""


class Bodies:
    """Makes the HTML of pages and of their pieces, in which links start with `TOP`."""

    def __init__(
        self,
        templates: Environment,
        pieces: Table,
        made_from: object,
        shared: Recent[str] | None,
        **in_slots: Any,
    ) -> None:
        """Give templates `piece` and `slot`.

        `made_from` changes with whatever templates use besides the values of a page. `shared` are
        the bodies of many sites, if they share any. `in_slots` are the values of slots.
        """
        self._templates, self._pieces = templates, pieces
        self._made_from, self._shared = made_from, shared
        self._in_slots = in_slots
        self._filled = cache(self._fill)
        templates.globals.update(piece=self._piece, slot=_slot)

    def with_slots(self, **in_slots: Any) -> "Bodies":
        """The same with other values of slots."""
        bodies = copy(self)
        bodies._in_slots = in_slots
        bodies._filled = cache(bodies._fill)
        return bodies

    def body(self, template: str, tidy: Tidy, **values: Any) -> str:
        """The body of a page."""

        def make() -> str:
            return tidy(self._rendered(template, **values))

        if self._shared:
            key = repr((self._made_from, template, fingerprint_inside(values)))
            body = self._shared.get_or_make(sha256(key.encode()).digest(), make)
        else:
            body = make()
        return self._with_slots(body, tidy)

    def _with_slots(self, body: str, tidy: Tidy) -> str:
        parts = body.split(SLOT)
        for number in range(1, len(parts), 2):
            parts[number] = self._filled(parts[number], tidy)
            if not parts[number]:  # its line goes, too
                parts[number - 1] = parts[number - 1].removesuffix("\n")
        return "".join(parts)

    def _fill(self, slot: str, tidy: Tidy) -> str:
        """What this site has in a slot."""
        name, key = slot.split(" ")
        return tidy(self._rendered(f"slot/{name}", key=key, **self._in_slots))

    def _rendered(self, template: str, **values: Any) -> str:
        made = self._templates.get_template(f"{template}.html.jinja").render(**values)
        return without_blank_lines(made)

    def _piece(self, template: str, **values: Any) -> Markup:
        """A piece of a page, rendered once for all pages that show the same piece."""
        fingerprints = (
            value.fingerprint if isinstance(value, Model) else value for value in values.values()
        )
        key = fingerprint_of(repr((template, *fingerprints)))
        html = self._pieces.get_or_make(
            key, lambda: self._templates.get_template(template).render(**values)
        )
        return Markup(html)


def _slot(name: str, key: Id = "") -> Markup:
    """The place of what each district fills in: a template in `slot/`, and what it is about."""
    return Markup(f"{SLOT}{name} {key}{SLOT}")
