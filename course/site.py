"""A compiled course: its pages, their addresses, and its other files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_Made = TypeVar("_Made")

TOP = "\0"
"""Placeholder for the path to the top of the site, in HTML that pages at different depths share. No
text contains this character."""
SLOT = "\1"
"""Around the name of what each district fills in itself, in HTML that districts share. No text
contains this character."""
EVIDENCE = "evidence/"
GLOSSARY = "glossary/"
HELP = "help/"
YOURS = "yours/"
RECORD = "record/"
PRACTICE = "practice/"
OFFLINE = "offline/"
FIXED_ADDRESSES = (EVIDENCE, GLOSSARY, HELP, YOURS, RECORD, PRACTICE, OFFLINE)
NOW = "now/"
"""The cards for right now. Each role's cards are at this address below its own; at the top is a
page for choosing a role."""
NOT_CLAIMED = "not-claimed/"
"""The page that says what the course does not claim, if it has one."""
TRAINERS = "trainers/"
"""Below it, each module has a page for trainers who lead a group through it."""
TOPICS = "topics/"
"""The list of topics. Each topic has a page below it."""
TOOLS = "tools/"
"""Each tool has a page below it."""
GUIDE = "guide/"
"""The guide for trainers, districts and developers, if the site has one. It is not part of the
course."""
NOT_FOUND = "404.html"
"""What hosts show for an address without a page."""
SITEMAP = "sitemap.xml"
WORKER = "worker.js"
"""The service worker. Its name must never change: browsers replace an installed worker only with
one from the same address."""
PREVIEW_SCRIPT = "_preview.mjs"
PREVIEW_EVENTS = "_events"
PREVIEW_REMARKS = "_remarks/"
"""What a preview adds to a site."""
EVERY_ROLE = "all"
"""Replaces the role's id in the address of the search file for all roles."""


@dataclass(frozen=True)
class Page:
    """One page: everything inside its body, and what the document around it needs."""

    address: str
    """From the top of the site, with `/` at the end; empty for the home page."""
    title: str
    part_of: str
    """What the document's title shows between the page's title and the site's, such as a role.
    Empty if the page's title is enough to tell its tab from others."""
    description: str
    html: str
    is_module: bool = False
    """Whether it is a role's module, which loads less than other pages."""

    @property
    def root(self) -> str:
        """The relative path from this page to the top of the site, such as `../../` or `./`."""
        return "../" * self.address.count("/") or "./"


@dataclass(frozen=True)
class Output(Generic[_Made]):
    """A page or a file that is made on demand."""

    make: Callable[[], _Made]
    key: str = ""
    """Changes whenever anything that it is made from changes. Empty if that is unknown; then it
    must be made again."""


@dataclass(frozen=True)
class Site:
    """A compiled course. Pages and files are made on demand, one by one."""

    title: str
    language: str
    style_sheet: str
    """The address of the style sheet that every page loads."""
    page_style_sheet: str
    """The address of the style sheet that all pages but modules load, too."""
    text_font: str
    """The address of the typeface of running text, which pages need first."""
    scripts: str
    """The address of the folder of this build's scripts."""
    pages: Mapping[str, Output[Page]]
    """By address, in the order of the course."""
    not_found: Callable[[], Page]
    """Renders the page that a host shows for an unknown address."""
    files: Mapping[str, Output[bytes]]
    """The contents of all other files, by address."""
    counts: Mapping[str, int]
    """The number of `roles`, `modules` and `questions`."""
    is_indexed: bool = False
    """Whether search engines may list the site."""


def role_address(role_id: str) -> str:
    """The page that lists a role's modules."""
    return f"{role_id}/"


def module_address(role_id: str, module_id: str) -> str:
    """The page of a module for a role."""
    return f"{role_id}/{module_id}/"


def now_address(role_id: str) -> str:
    """The cards of a role."""
    return f"{role_address(role_id)}{NOW}"


def session_address(role_id: str, module_id: str) -> str:
    """The page for trainers who lead a group in one role through a module."""
    return f"{TRAINERS}{role_id}/{module_id}/"


def tool_address(tool_id: str) -> str:
    """The sheet of a tool, the same for all roles."""
    return f"{TOOLS}{tool_id}/"


def topic_address(topic_id: str) -> str:
    """The page of a topic, for all roles."""
    return f"{TOPICS}{topic_id}/"


def search_address(role_id: str) -> str:
    """The JSON file that the search of a role's course loads."""
    return f"search/{role_id}.json"


def path_address(role_id: str) -> str:
    """The JSON file with what scripts need to know about a role's modules."""
    return f"paths/{role_id}.json"


def drawing_address(name: str) -> str:
    """A drawing."""
    return f"drawings/{name}.svg"


CHECK = "_check"
"""The prefix of questions' anchors."""


def inner_anchor(outer_id: str, inner_id: str) -> str:
    """The anchor of a piece inside another. Ids contain no double hyphens, so it is unique."""
    return f"{outer_id}--{inner_id}"
