"""A finished course: its pages, their addresses, and what stands beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_Made = TypeVar("_Made")

TOP = "\0"
"""Stands for the path to the top of the site in HTML that pages at different depths share. No text
holds this character."""
EVIDENCE = "evidence/"
GLOSSARY = "glossary/"
HELP = "help/"
YOURS = "yours/"
RECORD = "record/"
PRACTICE = "practice/"
OFFLINE = "offline/"
FIXED_ADDRESSES = (EVIDENCE, GLOSSARY, HELP, YOURS, RECORD, PRACTICE, OFFLINE)
NOW = "now/"
"""The cards for right now: each job's below its path, and the choice of a job at the top."""
NOT_CLAIMED = "not-claimed/"
"""Where a course says what it does not claim, if it does."""
TRAINERS = "trainers/"
"""Below it stands each module for whoever leads a group through it."""
TOPICS = "topics/"
"""Each topic has a page below it, and all of them are listed at it."""
TOOLS = "tools/"
"""Each tool has a page below it."""
NOT_FOUND = "404.html"
"""What hosts show where there is no page."""
SITEMAP = "sitemap.xml"
WORKER = "worker.js"
"""The script that browsers run beside the pages. The name is for ever: a new build's worker
replaces an old one only where that one stood."""
PREVIEW_SCRIPT = "_preview.mjs"
PREVIEW_EVENTS = "_events"
PREVIEW_REMARKS = "_remarks/"
"""What a preview adds to a site."""
EVERY_ROLE = "all"
"""Stands for a role in the address of what is found in all roles' courses."""


@dataclass(frozen=True)
class Page:
    """One page: everything inside its body, and what the document around it says."""

    address: str
    """From the top of the site, with `/` at the end; empty for the first page."""
    title: str
    part_of: str
    """What the document's title says between the page's own title and the site's, such as a role.
    Empty where the page's title is enough to tell its tab from all others."""
    description: str
    html: str

    @property
    def root(self) -> str:
        """The relative path from this page to the top of the site, such as `../../` or `./`."""
        return "../" * self.address.count("/") or "./"


@dataclass(frozen=True)
class Output(Generic[_Made]):
    """A page or a text that is made when somebody asks for it."""

    make: Callable[[], _Made]
    key: str = ""
    """Changes with everything that it is made from. Empty where that is not known: then it has to
    be made anew."""


@dataclass(frozen=True)
class Site:
    """A compiled course. Pages and files are made when somebody asks for them, one by one."""

    title: str
    language: str
    style_sheet: str
    """The address of the style sheet."""
    scripts: str
    """The address of the folder of this build's scripts."""
    pages: Mapping[str, Output[Page]]
    """By address, in the order of the course."""
    not_found: Callable[[], Page]
    """What renders the page that a host shows where there is none."""
    files: Mapping[str, Output[str]]
    """The texts of all other files, by address."""
    counts: Mapping[str, int]
    """How many `roles`, `modules` and `questions`."""


def role_address(role_id: str) -> str:
    """The page of a role's path."""
    return f"{role_id}/"


def module_address(role_id: str, module_id: str) -> str:
    """The page of a module in a role's words."""
    return f"{role_id}/{module_id}/"


def now_address(role_id: str) -> str:
    """The cards of a role."""
    return f"{role_address(role_id)}{NOW}"


def session_address(role_id: str, module_id: str) -> str:
    """The page for whoever leads a group of one job through a module."""
    return f"{TRAINERS}{role_id}/{module_id}/"


def tool_address(tool_id: str) -> str:
    """The sheet of a tool, for all roles that are offered it."""
    return f"{TOOLS}{tool_id}/"


def topic_address(topic_id: str) -> str:
    """The page of a topic, for all roles."""
    return f"{TOPICS}{topic_id}/"


def search_address(role_id: str) -> str:
    """What the search finds in a role's course, as JSON."""
    return f"search/{role_id}.json"


def path_address(role_id: str) -> str:
    """What scripts know of a role's path, as JSON."""
    return f"paths/{role_id}.json"


def drawing_address(name: str) -> str:
    """A drawing."""
    return f"drawings/{name}.svg"


CHECK = "_check"
"""What the anchors of questions begin with."""


def inner_anchor(outer_id: str, inner_id: str) -> str:
    """The anchor of a piece inside another. No id holds two hyphens, so it is unique."""
    return f"{outer_id}--{inner_id}"
