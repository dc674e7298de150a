"""The Jinja environment that all templates share: filters, addresses and translated messages."""

import re
import sys
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import quote

import jinja2
from babel.support import NullTranslations
from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from course.frontend.icon_set import NEUTRAL, icon_files, inline_icon
from course.models.steps import claims_by_step
from course.phone import dialed, texted
from course.render.shuffle import shuffled, shuffled_choices, varied
from course.site import (
    TOP,
    inner_anchor,
    logo_address,
    module_address,
    now_address,
    pocket_cards_address,
    poster_address,
    role_address,
    session_address,
    tool_address,
    topic_address,
)

_DIGITS = digits + ascii_lowercase
TEXT_NUMBER = re.compile(r"[+\d][\d\s()-]*$")
"""The number at the end of how to send a text message."""


class TemplateEnvironment(Environment):
    """An environment whose globals no longer change once a template is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Plain globals. Jinja copies them for each template that it renders or includes.

        Its own are layered, so that later changes still count, and take much longer to copy.
        """
        return {**self.globals, **(d or {})}


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps compiled templates beside the compiled modules of this package, as Python does."""

    def __init__(self) -> None:
        """Find Python's folder for bytecode, which need not exist or be writable."""
        super().__init__(str(Path(cache_from_source(__file__)).parent))
        self._compiler = f"{jinja2.__version__} {sha256(Path(__file__).read_bytes()).hexdigest()}"

    def get_source_checksum(self, source: str) -> str:
        """Changes with a template, and with the options in this file, which Jinja leaves out."""
        return super().get_source_checksum(f"{self._compiler} {source}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, unless Python may not write bytecode either."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


def make_environment(translations: NullTranslations) -> Environment:
    """An environment for `render/templates`. It escapes everything and allows no undefined name."""
    environment = TemplateEnvironment(
        loader=PackageLoader("course.render"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # a preview makes a new environment when a template changes
        bytecode_cache=CompiledTemplates(),
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations, newstyle=True
    )
    environment.globals["_"] = _gettext(translations)
    environment.filters.update(
        dialed=dialed,
        text_link=text_link,
        shuffled=shuffled,
        shuffled_choices=shuffled_choices,
        inline_html=inline_html,
        varied=varied,
        within_quotes=within_quotes,
        in_digits=in_digits,
    )
    icons = {name: Markup(inline_icon(svg)) for name, svg in icon_files().items()}
    environment.globals.update(
        root=TOP,
        icon=icons.__getitem__,
        # A preview shows a role before the rule about icons has run.
        role_icon=lambda role: icons.get(role.icon, icons[NEUTRAL]),
        anchor=inner_anchor,
        claims_by_step=claims_by_step,
        logo_address=logo_address,
        module_address=module_address,
        now_address=now_address,
        pocket_cards_address=pocket_cards_address,
        poster_address=poster_address,
        role_address=role_address,
        session_address=session_address,
        tool_address=tool_address,
        topic_address=topic_address,
    )
    return environment


def within_quotes(title: str) -> str:
    """A title for use between quotation marks: marks of its own become single ones."""
    return title.replace("“", "‘").replace("”", "’")


def in_digits(numbers: Iterable[int]) -> str:
    """Small numbers as one digit each, to the base of 36, which is how scripts read them.

    Anything above 35 becomes `z`.
    """
    return "".join(_DIGITS[min(number, len(_DIGITS) - 1)] for number in numbers)


def without_blank_lines(html: str) -> str:
    """HTML without blank lines, since Markdown engines end an HTML block at the first one."""
    return "\n".join(filter(None, map(str.strip, html.splitlines())))


def text_link(message: str) -> str:
    """The `sms:` link that starts a text message: `HOME to 741741` sends HOME to that number.

    Empty if there is no number.
    """
    number = TEXT_NUMBER.search(message)
    address = texted(number[0]) if number else None
    if not number or not address:
        return ""
    word = message[: number.start()].split(maxsplit=1)[:1]
    # iPhones look for the text after "&", other phones after "?".
    return f"sms:{address}" + (f"?&body={quote(word[0])}" if word else "")


def inline_html(html: Markup) -> Markup:
    """Rendered Markdown without its paragraphs, for places that allow no block elements."""
    inside = html.removeprefix("<p>").removesuffix("</p>")
    return Markup(inside if "<p>" not in inside else inside.replace("</p>\n<p>", "<br>"))


def _gettext(translations: NullTranslations) -> Callable[..., Markup]:
    """The templates' `_`. Unlike Jinja's own, it does not look up a message more than once."""

    @cache
    def translated(message: str) -> Markup:
        return Markup(translations.gettext(message))

    def gettext(message: str, **variables: object) -> Markup:
        return translated(message) % variables if variables else translated(message)

    return gettext
