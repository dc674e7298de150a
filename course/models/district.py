"""The settings of a district, which its file `district.yml` contains."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from course.models.base import ContactId, LocalRuleId, Model, ModuleId, RoleId, YesNo
from course.models.language import TAG_PATTERN
from course.models.reference import Day, ReportTo
from course.models.texts import Line, Prose

HEX_PATTERN = r"#?[0-9a-fA-F]{6}"
LOGO_PATTERN = r"[A-Za-z0-9_-]+\.(svg|png)"
HexColor = Annotated[
    str,
    Field(pattern=f"^{HEX_PATTERN}$"),
    AfterValidator(lambda digits: f"#{digits.removeprefix('#').lower()}"),
]
"""A color as six digits, such as `"#17504a"`."""


@dataclass(frozen=True)
class Logo:
    """The picture that a district is known by."""

    name: str
    """Its file in the district's folder."""
    content: bytes
    ratio: float
    """How many times as wide as high it is."""

    @property
    def media_type(self) -> str:
        """What kind of picture it is."""
        return "image/png" if self.name.endswith(".png") else "image/svg+xml"


class Offer(Model):
    """What the district offers. Everything else has no page, card, search entry or link."""

    jobs: Annotated[tuple[RoleId, ...], Field(min_length=1)] | None = None
    """The ids of roles, in any order. Without it, all of them."""
    modules: Annotated[tuple[ModuleId, ...], Field(min_length=1)] | None = None
    """The ids of modules, in any order. Without it, all of them."""


class ContactAnswer(Model):
    """What the district says about one contact of `reference/contacts.yml`.

    Its keys are those of a contact. Whatever is left out stays as the course has it.
    """

    name: Line | None = None
    """Who answers here, if it is not the name in the course."""
    use_for: Prose | None = None
    """When to turn to them, if it is not as in the course."""
    call: Line | None = None
    """The number to call."""
    message: Line | None = None
    """How to send a text message: a number, or a word and a number, such as `HOME to 741741`."""
    address: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    """A web page or chat, with https://."""
    verified_on: Day | None = None
    """The day somebody here dialed the number, such as `2026-11-28`. Needed with it."""
    verified_at: Line | None = None
    """How: `called`, or the page that was read. For editors; no page shows it."""
    new: YesNo = False
    """`yes` for a contact of your own, which needs `name` and `use-for`."""
    after: ContactId | None = None
    """The id of the contact that your own stands after. Without it, it comes last."""

    @model_validator(mode="after")
    def _says_when_it_was_verified(self) -> "ContactAnswer":
        if self.verified_on is None and (self.call or self.message):
            raise PydanticCustomError("number_not_verified", "never verified")
        return self


class LocalAnswer(Model):
    """The district's answer to one question of `reference/local-rules.yml`."""

    answer: Prose
    """The answer, from the law's own text or the district's lawyer. Never a guess."""
    source: Line
    """Where it comes from: the law, or the district's policy."""
    verified_on: Day
    """The day somebody last verified it, such as `2026-11-28`."""


class District(Model):
    """The file `district.yml` in a district's folder."""

    name: Line
    """The name of the district, as its staff write it."""
    state: Line
    """Its state or territory, such as `Texas`."""
    address: Annotated[str, Field(pattern=r"^https://\S+/$")] | None = None
    """Where the site is published, with https:// and a slash at the end.

    Without it, GitHub Pages says it.
    """
    title: Line | None = None
    """The name of the site, if it is not that of the course."""
    summary: Prose | None = None
    """The first sentence of the home page, if it is not that of the course."""
    language: Annotated[str, Field(pattern=f"^{TAG_PATTERN}$")] | None = None
    """The language of the buttons, by its tag, if it is not that of the course. The texts stay in
    the course's language."""
    logo: Annotated[str, Field(pattern=f"^{LOGO_PATTERN}$")] | None = None
    """A file in the district's folder, such as `logo.svg` or `logo.png`.

    Every page shows it at its top. The icon of the site and the picture that goes with a link to it
    are made from it.
    """
    accent: HexColor | None = None
    """The color of what can be done, in quotation marks: `"#17504a"`. Without them, YAML takes it
    for a comment.

    It must be readable as text on every light ground of the course.
    """
    accent_dark: HexColor | None = None
    """The same for dark colors, such as `"#8fd1c3"`. Without it, it follows from `accent`."""
    report_to: ReportTo | None = None
    """Who hears about mistakes and barriers: an email address, or a web page with https://."""
    hand_in: Prose | None = None
    """Where staff hand in their record of learning, and who gets it."""
    offer: Offer = Offer()
    """The jobs and modules that the district offers."""
    contacts: dict[ContactId, ContactAnswer] = {}
    """The district's numbers, by the ids in `reference/contacts.yml`."""
    local_rules: dict[LocalRuleId, LocalAnswer] = {}
    """The district's answers, by the ids in `reference/local-rules.yml`."""
    score: YesNo = False
    """`yes` if packages for a learning management system tell it a score: the share of questions
    that were answered right, on whichever try. Nobody fails."""
    index: YesNo = False
    """`yes` if search engines may list the site."""
    draft: YesNo = False
    """`yes` to publish before what a safe page needs is filled in. Every page says so."""
    sample: YesNo = False
    """`yes` for an invented district. Every page says so."""

    @model_validator(mode="after")
    def _has_an_accent_to_darken(self) -> "District":
        if self.accent_dark is not None and self.accent is None:
            raise PydanticCustomError("dark_without_accent", "no light color")
        return self
