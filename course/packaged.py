"""The pipeline for a package: what one role needs, to be opened in a learning management system."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from babel.support import NullTranslations

from course.compile import Shared, page_maker
from course.frontend.build import assets, content_hash
from course.frontend.pictures import head_logo
from course.memo import Memo
from course.models.base import Id, Renamed
from course.models.course import Course
from course.models.role_course import RoleCourse, RoleModule, Tailored
from course.offer import only
from course.renames import Renames, renames_of
from course.render.claim_uses import claim_uses
from course.render.module_facts import ModuleFacts
from course.render.page_maker import PageMaker
from course.render.pages import Pages
from course.render.path_data import path_file
from course.render.renames_file import renames_file
from course.render.script_messages import script_messages
from course.search.files import SearchFiles
from course.site import (
    ACCESSIBILITY,
    GLOSSARY,
    MARK,
    NOT_CLAIMED,
    NOW,
    OFFLINE,
    POSTERS,
    PRIVACY,
    RENAMES,
    TRAINERS,
    Output,
    Site,
    logo_address,
    path_address,
    search_address,
)
from course.tailor import tailor

_CODE_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
CODE_LENGTH = 4
"""With 62 characters there are 14.8 million codes, and a role's course has a few hundred ids."""
_UNTITLED = (NOW, GLOSSARY, NOT_CLAIMED, ACCESSIBILITY, PRIVACY)
"""Pages without a title in the course."""
_OWN_STEPS = ("_start", "_opening", "_example", "_close")
"""The steps of a module that begin no lesson."""


@dataclass(frozen=True)
class Package:
    """What is in a package, before it is written in the words of one standard."""

    package_id: str
    """The same in every version, so that learning systems know it again."""
    title: str
    role: RoleCourse
    site: Site
    """Its pages and files, without a home page."""
    codes: Mapping[str, str]
    """What is saved in a learning system under each code: a module, `module/question` or
    `module#step`, each also under its earlier ids."""
    version: str
    has_score: bool
    """Whether learning systems get a score."""
    translations: NullTranslations

    @property
    def modules(self) -> Mapping[Id, RoleModule]:
        """The modules of its role, in their order."""
        return self.role.modules


@dataclass(frozen=True)
class Packages:
    """Makes the packages of a course that has no errors."""

    course: Course
    """The part that the district offers, if it has one (`offered`)."""
    translations_folder: Path
    memo: Memo
    has_score: bool = False
    site_url: str = ""
    """Where the site is published. Without it, the district's settings say it."""
    _shared: Shared = field(default_factory=Shared)
    """Above all what pages load, which takes longest to make."""

    def package(self, role_id: Id, module_id: Id | None = None) -> Package:
        """The package of a role, or of one of its modules."""
        course = only(self.course, {role_id}, None if module_id is None else {module_id})
        tailored = tailor(course)
        role = tailored.by_role[role_id]
        renames = renames_of(self.course)
        maker = page_maker(
            course,
            self.translations_folder,
            self.memo,
            self._shared,
            site_url=self.site_url or (course.district and course.district.address) or "",
            only_role=role_id,
        )
        ids, title = [_first_id(role_id, role.role)], role.role.title
        if module_id:
            module = course.modules[module_id]
            ids, title = [*ids, _first_id(module_id, module)], module.title
        return Package(
            package_id=".".join(("whole-staff", *ids)),
            title=f"{course.outline.title}: {title}",
            role=role,
            site=self._site(course, tailored, maker, renames_file(renames)),
            codes=codes_of(role, renames),
            version=course.outline.version,
            has_score=self.has_score,
            translations=maker.translations,
        )

    def _site(self, course: Course, tailored: Tailored, maker: PageMaker, renamed: str) -> Site:
        """The pages of the one role, and what they load. `renamed` is the file `RENAMES`."""
        [(role_id, role)] = tailored.by_role.items()
        facts = ModuleFacts(course, tailored)
        pages = Pages(_only_used(course, tailored, facts), tailored, maker, facts=facts)
        right_now = maker.translations.gettext("Right now")
        search = SearchFiles(course, tailored, maker.markdown, right_now, self.memo)
        messages = script_messages(maker.translations, is_packaged=True)
        district, logo = course.district, course.logo
        accents = (district.accent, district.accent_dark) if district else (None, None)
        loaded = self._shared.assets.get_or_make(
            repr((messages, accents)),
            lambda: assets(messages, *accents, is_packaged=True, memo=self.memo),
        )
        return Site(
            title=str(course.outline.title),
            language=course.outline.language,
            style_sheet=loaded.style_sheet,
            page_style_sheet=loaded.page_style_sheet,
            scene_style_sheet=loaded.scene_style_sheet,
            text_font=loaded.text_font,
            scripts=loaded.scripts,
            pages={
                it.address: Output(it.render)
                for it in pages.renderers()
                if not it.only_leads_on and _is_for_learners(it.address)
            },
            not_found=pages.not_found,
            files={
                **{name: Output(partial(bytes, content)) for name, content in loaded.files.items()},
                path_address(role_id): _text(path_file(role, facts)),
                search_address(role_id): _text(search.role_file(role_id)),
                **({RENAMES: _text(renamed)} if renamed else {}),
                **({logo_address(logo.name): Output(partial(head_logo, logo))} if logo else {}),
            },
            counts={},
            renames=content_hash(renamed.encode()) if renamed else "",
            icon=logo_address(logo.name) if logo else MARK,
        )


def _first_id(name: Id, piece: Renamed) -> Id:
    """The first id that something had. Learning systems know a package by it."""
    return next(iter(piece.was), name)


def _only_used(course: Course, tailored: Tailored, facts: ModuleFacts) -> Course:
    """The course with only the tools that its one role gets, and the claims that something uses."""
    [role] = tailored.by_role.values()
    tools = {name: tool for name, tool in course.tools.items() if name in role.tools}
    course = course.model_copy(update={"tools": tools})
    used = claim_uses(course, tailored, facts, dict.fromkeys(_UNTITLED, "")).by_claim
    claims = {name: claim for name, claim in course.claims.items() if used[name]}
    return course.model_copy(update={"claims": claims})


def codes_of(role: RoleCourse, renames: Renames) -> dict[str, str]:
    """What each code stands for. A code follows from the id alone, so that it stays.

    In the rare case that two ids have one code, the one that is later in the alphabet gets another.
    """
    codes: dict[str, str] = {}
    for name in sorted(set(_names(role, renames))):
        attempt = 0
        while (code := _code(name, attempt)) in codes:
            attempt += 1
        codes[code] = name
    return codes


def _names(role: RoleCourse, renames: Renames) -> Iterator[str]:
    """The name of everything that a learning system keeps something of."""
    for module_id, module in role.modules.items():
        for name in renames.ids_of(module_id):
            yield name
            yield from (f"{name}#{step}" for step in _OWN_STEPS)
            yield from (f"{name}#{step.step_id}" for step in module.steps)
            yield from (f"{name}/{question}" for question in module.questions)
    for old, new in renames.questions.items():
        if new.partition("/")[0] in role.modules:
            yield old
    for old, new in renames.lessons.items():
        if new.partition("/")[0] in role.modules:
            yield old.replace("/", "#", 1)


def _code(name: str, attempt: int) -> str:
    number = int.from_bytes(sha256(f"{name}{' ' * attempt}".encode()).digest()[:8], "big")
    digits = []
    for _ in range(CODE_LENGTH):
        number, digit = divmod(number, len(_CODE_CHARACTERS))
        digits.append(_CODE_CHARACTERS[digit])
    return "".join(digits)


def _is_for_learners(address: str) -> bool:
    """Whether a page belongs in a package.

    Pages for trainers and for paper do not, nor those to choose a job or to read without a network.
    """
    return address not in ("", NOW, OFFLINE) and not address.startswith((TRAINERS, POSTERS))


def _text(text: str) -> Output[bytes]:
    return Output(text.encode)
