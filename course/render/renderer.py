"""What renders one page of a site."""

from collections.abc import Callable
from dataclasses import dataclass

from course.models.base import Id
from course.site import Page


@dataclass(frozen=True)
class Renderer:
    """What renders one page."""

    address: str
    render: Callable[[], Page]
    modules: frozenset[Id] | None = frozenset()
    """The modules that the page shows anything of. None means all of them."""
    only_leads_on: bool = False
    """Whether it is at the earlier address of another page."""
