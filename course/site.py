"""A finished course: pages, their addresses, and what a search finds in them."""

from collections.abc import Mapping
from dataclasses import dataclass

EVIDENCE = "evidence/"
GLOSSARY = "glossary/"
HELP = "help/"
FIXED_ADDRESSES = (EVIDENCE, GLOSSARY, HELP)


@dataclass(frozen=True)
class Link:
    """A line of a contents list. `address` is relative to the top of the site."""

    title: str
    address: str


@dataclass(frozen=True)
class Page:
    """One page. `html` is its article; the outlet puts its own frame around it."""

    address: str
    """From the top of the site, with `/` at the end; empty for the first page."""
    title: str
    description: str
    html: str
    contents: tuple[Link, ...] = ()
    """The contents list that belongs to this page: a role's own modules, or nothing."""

    @property
    def root(self) -> str:
        """The way from this page to the top of the site, such as `../../`."""
        return "../" * self.address.count("/")


@dataclass(frozen=True)
class Entry:
    """What a search can find: an address with its anchor, a title, and plain text."""

    address: str
    title: str
    text: str


@dataclass(frozen=True)
class Site:
    """All pages of a course, with the counts that a build ends with."""

    title: str
    language: str
    pages: tuple[Page, ...]
    entries: tuple[Entry, ...]
    counts: Mapping[str, int]
    """How many `roles`, `modules` and `questions`."""


def role_address(role_id: str) -> str:
    """The page of a role's path."""
    return f"{role_id}/"


def module_address(role_id: str, module_id: str) -> str:
    """The page of a module in a role's words."""
    return f"{role_id}/{module_id}/"


def inner_anchor(outer_id: str, inner_id: str) -> str:
    """The anchor of a piece inside another. No id holds two hyphens, so it is unique."""
    return f"{outer_id}--{inner_id}"
