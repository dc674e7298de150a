"""A finished course: its pages, their addresses, and what stands beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

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
WORKER = "worker.js"
"""The script that browsers run beside the pages. The name is for ever: a new build's worker
replaces an old one only where that one stood."""
EVERY_ROLE = "all"
"""Stands for a role in the address of what is found in all roles' courses."""


@dataclass(frozen=True)
class Page:
    """One page. `html` is all that stands in its body; the outlet adds the document around it."""

    address: str
    """From the top of the site, with `/` at the end; empty for the first page."""
    title: str
    description: str
    html: str

    @property
    def root(self) -> str:
        """The way from this page to the top of the site, such as `../../`."""
        return "../" * self.address.count("/")


@dataclass(frozen=True)
class Entry:
    """What a search can find: an address with its anchor, a title, plain text, and where it is."""

    address: str
    title: str
    text: str
    where: str = ""
    """The title of what it is part of: a lesson's module, a module's role."""
    more: str = ""
    """Other texts by whose words it is found as well."""
    typed: tuple[str, ...] = ()
    """What staff type who need it."""
    is_card: bool = False
    """Whether it is a card for right now: those come first where they answer."""
    roles: tuple[int, ...] = ()
    """In what is for all roles: who has it, by their places among the roles. The address then
    begins after the role."""


@dataclass(frozen=True)
class Site:
    """All pages of a course, with the counts that a build ends with."""

    title: str
    language: str
    pages: tuple[Page, ...]
    not_found: Page
    """What is shown where there is no page. Its links begin at the top of the site."""
    words: Mapping[str, str]
    """What scripts say, by the names that they use."""
    files: Mapping[str, str]
    """Other texts of the site, such as what the search reads, by their addresses."""
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
