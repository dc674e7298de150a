"""A compiled course: its pages, their addresses, and its other files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urljoin

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
DISTRICTS = "d/"
"""The list of the districts that share a site. Each has its pages below it."""
FIXED_ADDRESSES = (EVIDENCE, GLOSSARY, HELP, YOURS, RECORD, PRACTICE, OFFLINE)
NOW = "now/"
"""The cards for right now. Each role's cards are at this address below its own; at the top is a
page for choosing a role."""
NOT_CLAIMED = "not-claimed/"
"""The page that says what the course does not claim, if it has one."""
ACCESSIBILITY = "accessibility/"
PRIVACY = "privacy/"
"""The statements for the people responsible for these, if the course has them."""
POSTERS = "posters/"
"""Below it, each role has a poster and a sheet of pocket cards."""
TRAINERS = "trainers/"
"""Below it, each module has a page for trainers who lead a group through it."""
TOPICS = "topics/"
"""The list of topics. Each topic has a page below it."""
TOOLS = "tools/"
"""Each tool has a page below it."""
GUIDE = "guide/"
"""The guide for trainers, districts and developers, if the site has one. It is not part of the
course."""
WORKSHOP = "workshop/"
"""The editor for trainers, if the site has one. No page of the course leads there."""
NOT_FOUND = "404.html"
"""What hosts show for an address without a page."""
MARK = "assets/mark.svg"
"""The course's own mark, which is the icon of a site without a logo."""
ICON = "assets/icon.png"
"""The icon that is made from a logo."""
TOUCH_ICON = "assets/touch-icon.png"
"""The icon on the home screen of a phone."""
PREVIEW = "assets/preview.png"
"""The picture that goes with a link to the site."""
SITEMAP = "sitemap.xml"
RENAMES = "renames.json"
"""What scripts need to know about earlier ids, if there are any."""
WORKER = "worker.js"
"""The service worker. Its name must never change: browsers replace an installed worker only with
one from the same address."""
# What a preview adds to a site.
PREVIEW_SCRIPT = "_preview.mjs"
PREVIEW_STYLE = "_preview.css"
PREVIEW_EVENTS = "_events"
PREVIEW_FACTS = "_facts/"
"""Before the address of a page: what authors are told about it."""
PREVIEW_PLACES = "_places/"
"""Before the address of a page: where each of its pieces is written."""
PREVIEW_REMARKS = "_remarks/"
"""The address of the list of all remarks."""
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
    has_scene: bool = False
    """Whether it shows a scene, which has a style sheet of its own."""
    moved_to: str | None = None
    """The address to which this earlier one leads."""

    @property
    def root(self) -> str:
        """The relative path from this page to the top of the site, such as `../../` or `./`."""
        return "../" * self.address.count("/") or "./"

    @property
    def is_for_paper(self) -> bool:
        """Whether nobody should find it with a search engine."""
        return is_for_paper(self.address)


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
    url: str = ""
    """Where it will be published: the address of the first page. Empty if that is not known."""
    moved: frozenset[str] = frozenset()
    """The addresses among those of the pages that only lead on to another page."""
    renames: str = ""
    """Changes with what is in `RENAMES`. Empty if nothing was renamed, so saved progress cannot be
    under earlier ids."""
    has_districts: bool = False
    """Whether districts share it, so that scripts lead to the pages of the reader's own."""
    scene_style_sheet: str = ""
    """The address of the style sheet that pages with a scene load, too."""
    is_indexed: bool = False
    """Whether search engines may list the site."""
    icon: str = MARK
    """The address of the icon of a browser's tab."""


def rule_address(rule: str) -> str:
    """The page of the guide about a rule."""
    return f"{GUIDE}rules/{rule}/"


def top_of(site_url: str) -> str:
    """The address of the first page, with `/` at its end. Empty if it is not known."""
    return f"{site_url.rstrip('/')}/" if site_url else ""


def is_for_paper(address: str) -> bool:
    """Whether the page at an address is made to be printed, and no search should find it."""
    return address.startswith(POSTERS)


def published_at(site_url: str, address: str) -> str:
    """The whole address of a page of a site that is published at `site_url`."""
    return urljoin(top_of(site_url), address)


def role_address(role_id: str) -> str:
    """The page that lists a role's modules."""
    return f"{role_id}/"


def module_address(role_id: str, module_id: str) -> str:
    """The page of a module for a role."""
    return f"{role_id}/{module_id}/"


def scene_address(role_id: str, module_id: str, scene_id: str) -> str:
    """The page of a scene for a role."""
    return f"{module_address(role_id, module_id)}{scene_id}/"


def now_address(role_id: str) -> str:
    """The cards of a role."""
    return f"{role_address(role_id)}{NOW}"


def session_address(role_id: str, module_id: str) -> str:
    """The page for trainers who lead a group in one role through a module."""
    return f"{TRAINERS}{role_id}/{module_id}/"


def session_scene_address(role_id: str, module_id: str, scene_id: str) -> str:
    """The page for trainers who play a scene with a group in one role."""
    return f"{session_address(role_id, module_id)}{scene_id}/"


def poster_address(role_id: str) -> str:
    """The poster for a role's break room."""
    return f"{POSTERS}{role_id}/"


def pocket_cards_address(role_id: str) -> str:
    """A sheet of pocket cards with a role's address."""
    return f"{POSTERS}{role_id}/cards/"


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


def district_address(district_id: str) -> str:
    """The first page of a district in a shared site. Its other pages are below it."""
    return f"{DISTRICTS}{district_id}/"


def district_search_address(district_id: str) -> str:
    """The JSON file with what the search finds in a district of a shared site."""
    return f"{district_address(district_id)}search.json"


def logo_address(name: str) -> str:
    """A district's logo, by the name of its file."""
    return f"assets/{name}"


CHECK = "_check"
"""The prefix of questions' anchors."""


def inner_anchor(outer_id: str, inner_id: str) -> str:
    """The anchor of a piece inside another. Ids contain no double hyphens, so it is unique."""
    return f"{outer_id}--{inner_id}"
