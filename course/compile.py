"""The whole pipeline: a folder of YAML to a site."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from babel.support import NullTranslations

from course.checks.base import Base
from course.checks.causes import problems_of_files
from course.checks.context import Context, Rule
from course.checks.dates import is_due_to_age
from course.checks.parts import InParts
from course.checks.rules import FINDERS, RULES, check
from course.frontend.build import Assets, assets, content_hash, palette
from course.frontend.pictures import head_logo, icon, mark, preview, touch_icon
from course.gc_pause import gc_paused
from course.inputs import Inputs, district_in, hashes_of
from course.memo import Memo
from course.models.base import Id
from course.models.course import Course, Outline
from course.models.language import TRANSLATIONS
from course.models.role_course import Tailored
from course.offer import offered
from course.problems import CourseError, Problem, in_order, problem_from
from course.read.loaded import Loaded
from course.read.loader import Models, load
from course.recent import Recent
from course.renames import renames_of
from course.render.district_list import ListedDistrict, list_page
from course.render.i18n import catalogs, load_translations
from course.render.labels import tag_labels
from course.render.markdown import Markdown
from course.render.module_facts import ModuleFacts
from course.render.page_maker import PageMaker
from course.render.pages import Pages
from course.render.path_data import path_file
from course.render.problem_page import problem_page
from course.render.renames_file import renames_file
from course.render.script_messages import script_messages
from course.search.files import SearchFiles, SharedSearch
from course.site import (
    EVERY_ROLE,
    ICON,
    MARK,
    PREVIEW,
    RENAMES,
    TOUCH_ICON,
    Output,
    Page,
    Site,
    logo_address,
    path_address,
    search_address,
)
from course.tailor import tailor
from course.today import current_day

LAST_PROBLEMS = 20
"""Of how many versions of a course the problems are kept."""


@dataclass(frozen=True)
class Shared:
    """What the sites of many districts share. Each part is made once and stays in memory."""

    models: Models = field(default_factory=dict)
    """Of the course's files."""
    pieces: Recent[Any] | None = None
    """Of the courses of roles."""
    base: Base | None = None
    """What rules find in the course itself."""
    bodies: Recent[str] | None = None
    """Of pages."""
    search: SharedSearch | None = None
    has_site: bool = False
    """Whether they share one site."""
    assets: Recent[Assets] = field(default_factory=lambda: Recent(1))


@dataclass(frozen=True)
class Checked:
    """A course that was read and tailored, and everything that is wrong with it."""

    loaded: Loaded
    tailored: Tailored
    """Empty if the course cannot be read."""
    problems: tuple[Problem, ...]

    @property
    def course(self) -> Course | None:
        """None if it cannot be read."""
        return self.loaded.course

    @property
    def has_errors(self) -> bool:
        """Whether any problem is a mistake."""
        return any(problem.is_mistake for problem in self.problems)

    @property
    def has_blanks(self) -> bool:
        """Whether something is still to be written."""
        return any(problem.is_blank for problem in self.problems)

    @property
    def passes(self) -> bool:
        """Whether it may be published: without a mistake, a blank and, if it says so, any remark.

        Nobody has caused what is only due to age, and a district cannot change the course's texts.
        """
        course = self.course
        if course is None or self.has_errors or self.has_blanks:
            return False
        is_strict = course.outline.standards.no_remarks and course.district is None
        return not is_strict or all(map(is_due_to_age, self.problems))


@gc_paused()
def check_folder(
    folder: Path,
    today: date | None = None,
    memo: Memo | None = None,
    district: Path | None = None,
    shared: Shared | None = None,
) -> Checked:
    """Read the course in a folder, tailor it for every role, and check it.

    Review and verification dates are compared with `today`, by default the current day. `district`
    is the folder of what a district writes over the course. Districts may have something `shared`.
    """
    memo, shared = memo or Memo(), shared or Shared()
    loaded = load(folder, memo, district, shared.models)
    memo.release()  # what files contain: as large as the course, and not needed again
    tailored = tailor(loaded.course, shared.pieces) if loaded.course else Tailored({}, {})
    problems = _checked(loaded, tailored, memo, today or current_day(), shared.base)
    memo.release()  # what rules found out about texts
    return Checked(loaded, tailored, problems)


def _checked(
    loaded: Loaded, tailored: Tailored, memo: Memo, today: date, base: Base | None
) -> tuple[Problem, ...]:
    """Everything that is wrong. The rules run once a day for the same files."""
    known = memo.table("problems", max_unused=LAST_PROBLEMS)
    files = sorted(loaded.digests.items())
    unreadable = sorted(loaded.course.unreadable) if loaded.course else None
    key = sha256(repr((today, files, unreadable, loaded.problems)).encode()).hexdigest()
    found = known.get_or_make(
        key, lambda: [asdict(it) for it in check_loaded(loaded, tailored, memo, today, base=base)]
    )
    return tuple(map(problem_from, found))


@gc_paused()
def check_loaded(
    loaded: Loaded,
    tailored: Tailored,
    memo: Memo,
    today: date | None = None,
    rules: Iterable[Rule] | None = None,
    base: Base | None = None,
) -> tuple[Problem, ...]:
    """Everything that is wrong with a course that was read and tailored.

    `rules` may come one by one, to be stopped between two of them. Without them, all rules run.
    """
    of_files = problems_of_files(loaded)
    if loaded.course is None:
        return of_files
    today = today or current_day()
    if base:
        context = Context(loaded.course, tailored, today, memo, base.context)
    else:
        context = in_parts = InParts(loaded.course, tailored, today, memo, loaded.digests)
        if rules is None:
            in_parts.fill_cache(FINDERS)
    kept = None
    if loaded.kept:
        kept = Context(loaded.kept, tailor(loaded.kept), today, memo, context)
    found = check(context, RULES if rules is None else rules, base, kept)
    return in_order((*of_files, *loaded.to_problems(found)))


def compile_site(folder: Path, site_url: str = "") -> Site:
    """Read, tailor and check a course, and prepare its pages and files to be made on demand.

    `site_url` is where the site will be published, if that is known.
    Raises CourseError with all problems if any of them is a mistake or a blank.
    """
    checked = check_folder(folder, district=district_in(folder))
    if checked.course is None or checked.has_errors or checked.has_blanks:
        raise CourseError(checked.problems)
    return make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, Memo(), site_url)


@gc_paused()
def make_site(
    loaded: Loaded,
    tailored: Tailored,
    translations_folder: Path,
    memo: Memo,
    site_url: str = "",
    shared: Shared | None = None,
) -> Site:
    """The site of a course that could be read. If it has no errors, every page can be rendered.

    `site_url` is where the site will be published. Without it, the district's settings say it.
    Districts may have something `shared`.
    """
    assert loaded.course is not None, "the course could be read"
    shared = shared or Shared()
    course = offered(loaded.course)
    tailored = tailored if course is loaded.course else tailor(course, shared.pieces)
    district = course.district
    site_url = site_url or (district and district.address) or ""
    maker = page_maker(course, translations_folder, memo, shared, site_url)
    markdown, translations = maker.markdown, maker.translations
    # Any page may show what was renamed in a module's file, and all pages say that something was.
    renamed = renames_file(renames_of(loaded.course))
    hashes = {
        **loaded.digests,
        **hashes_of({**catalogs(translations_folder), RENAMES: renamed.encode()}),
    }
    inputs = Inputs(memo.stamp, hashes)
    facts = ModuleFacts(course, tailored, memo, None if shared.search else inputs)
    pages = Pages(course, tailored, maker, site_url, facts)
    renderers = list(pages.renderers())
    accent = (district.accent, district.accent_dark) if district else (None, None)
    in_scripts = script_messages(translations)
    loaded_by_pages = shared.assets.get_or_make(
        repr((in_scripts, accent)), lambda: assets(in_scripts, *accent, memo=memo)
    )
    return Site(
        title=str(course.outline.title),
        language=course.outline.language,
        style_sheet=loaded_by_pages.style_sheet,
        page_style_sheet=loaded_by_pages.page_style_sheet,
        scene_style_sheet=loaded_by_pages.scene_style_sheet,
        text_font=loaded_by_pages.text_font,
        scripts=loaded_by_pages.scripts,
        pages={it.address: Output(it.render, inputs.key(it.modules)) for it in renderers},
        moved=frozenset(it.address for it in renderers if it.only_leads_on),
        renames=content_hash(renamed.encode()) if renamed else "",
        not_found=pages.not_found,
        files={
            **_ready_made(loaded_by_pages.files),
            **_pictures(course, inputs.key(())),
            **{
                path_address(role_id): _text(partial(path_file, role, facts))
                for role_id, role in tailored.by_role.items()
            },
            **({RENAMES: _text(partial(str, renamed))} if renamed else {}),
            **_search_files(
                SearchFiles(
                    course,
                    tailored,
                    markdown,
                    translations.gettext("Right now"),
                    memo,
                    inputs,
                    shared.search,
                ),
                tailored,
                inputs,
            ),
        },
        counts={
            "roles": len(tailored.by_role),
            "modules": len({name for role in tailored.by_role.values() for name in role.modules}),
            "questions": len(
                {
                    (module_id, question_id)
                    for role in tailored.by_role.values()
                    for module_id, module in role.modules.items()
                    for question_id in module.questions
                }
            ),
        },
        url=site_url,
        has_districts=shared.has_site,
        is_indexed=district is not None and district.index,
        icon=ICON if course.logo else MARK,
    )


def page_maker(
    course: Course,
    translations_folder: Path,
    memo: Memo,
    shared: Shared,
    site_url: str = "",
    only_role: Id = "",
) -> PageMaker:
    """What makes the pages of a course, with buttons in the language that its district chooses.

    `only_role` is whose pages they are, in a package for a learning management system.
    """
    translations = load_translations(translations_folder, course.interface_language)
    markdown = Markdown(
        course.claims,
        course.glossary,
        tag_labels(translations),
        translations.gettext("How sure we are:"),
        memo,
    )
    messages = repr(hashes_of(catalogs(translations_folder)))
    return PageMaker(
        course,
        markdown,
        translations,
        messages,
        memo,
        shared.bodies,
        has_districts=shared.has_site,
        only_role=only_role,
        site_url=site_url,
    )


def _pictures(course: Course, key: str) -> Mapping[str, Output[bytes]]:
    """What is made from the district's logo, or from the course's mark."""
    district, logo = course.district, course.logo or mark()
    name = f"{district.name}, {district.state}" if district else ""
    accent = (district.accent if district else None) or palette().accent
    title = str(course.outline.title)
    pictures = {
        TOUCH_ICON: partial(touch_icon, logo),
        PREVIEW: partial(preview, logo, title, name, accent),
    }
    if course.logo:
        pictures[logo_address(logo.name)] = partial(head_logo, logo)
        pictures[ICON] = partial(icon, logo)
    return {address: Output(make, key) for address, make in pictures.items()}


def _search_files(
    search: SearchFiles, tailored: Tailored, inputs: Inputs
) -> Mapping[str, Output[bytes]]:
    files = {
        search_address(role_id): _text(partial(search.role_file, role_id), inputs.key(role.modules))
        for role_id, role in tailored.by_role.items()
    }
    files[search_address(EVERY_ROLE)] = _text(search.file_of_all_roles, inputs.key(None))
    return files


def _text(make: Callable[[], str], key: str = "") -> Output[bytes]:
    return Output(lambda: make().encode(), key)


def _ready_made(files: Mapping[str, bytes]) -> Mapping[str, Output[bytes]]:
    return {name: Output(partial(bytes, content)) for name, content in files.items()}


def problem_site(problems: Iterable[Problem], addresses: Iterable[str], translations: Path) -> Site:
    """A site that shows the problems at all these addresses, for a preview.

    An open tab shows them, and returns to its page by itself when they are fixed.
    """
    problems = tuple(problems)
    english = load_translations(translations, "en")
    makers = {address: partial(problem_page, address, problems, english) for address in addresses}
    return _site_around(makers, english.gettext("Preview"), "en", english)


def list_site(districts: Iterable[ListedDistrict], outline: Outline, translations: Path) -> Site:
    """A site with one page, which leads to the sites of all these districts, next to it."""
    messages = load_translations(translations, outline.language)
    page = partial(list_page, tuple(districts), messages)
    return _site_around({"": page}, str(outline.title), outline.language, messages)


def _site_around(
    pages: Mapping[str, Callable[[], Page]],
    title: str,
    language: str,
    translations: NullTranslations,
) -> Site:
    """A site of pages that are not from a course. The first one is shown for unknown addresses."""
    loaded_by_pages = assets(script_messages(translations))
    return Site(
        title=title,
        language=language,
        style_sheet=loaded_by_pages.style_sheet,
        page_style_sheet=loaded_by_pages.page_style_sheet,
        text_font=loaded_by_pages.text_font,
        scripts=loaded_by_pages.scripts,
        pages={address: Output(make) for address, make in pages.items()},
        not_found=next(iter(pages.values())),
        files={
            **_ready_made(loaded_by_pages.files),
            TOUCH_ICON: Output(partial(touch_icon, mark())),
        },
        counts={},
    )
