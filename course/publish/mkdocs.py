"""The two ways out: MkDocs with Material, and a folder of pages that other engines build.

This is the only file that knows MkDocs. It uses documented events and no more, so that plain
`mkdocs build` and `mkdocs serve` work as well as the project's own command.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import yaml
from babel import Locale
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from course.compile import compile_site
from course.frontend.build import assets
from course.problems import CourseError
from course.publish.offline import add_worker, worker
from course.render.i18n import interface_words
from course.render.pages import problem_pages
from course.render.script_messages import script_words
from course.site import FIXED_ADDRESSES, WORKER, Page, Site

CONFIG = "mkdocs.yml"
_LOG = get_plugin_logger("course")
_SITE = "course_site"


def build(folder: Path, site: Site, site_dir: Path, on_page: Callable[[], None]) -> None:
    """Build `site` with MkDocs into `site_dir`, strictly. Calls `on_page` after each page."""
    config = load_config(str(folder / CONFIG), site_dir=str(site_dir), strict=True)
    config.extra[_SITE] = site
    config.extra["on_page"] = on_page
    mkdocs_build(config)


def serve(folder: Path, address: str) -> None:
    """Preview at `address`, such as `127.0.0.1:8000`, until interrupted. Rebuilds on changes."""
    mkdocs_serve(str(folder / CONFIG), dev_addr=address)


def write(site: Site, folder: Path) -> None:
    """Write the pages as Markdown files, each its front matter and one block of HTML.

    Engines that read `mkdocs.yml`, such as Zensical, build this folder without any hook, with
    `course/publish/theme` as their `custom_dir`, what `extra` says, and a copy of `course/frontend/static`. Then
    `course.publish.offline.add_worker` completes what they have built.
    """
    pages = {source_name(page): source_text(page, site.language) for page in site.pages}
    for name, text in {**pages, **_files(site)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def extra(site: Site) -> dict[str, Any]:
    """What the documents need of `extra:` in an engine's configuration.

    That is where the style sheet and the scripts stand, and the page for no page.
    """
    found, page = assets(site.words), site.not_found
    return {
        "style_sheet": found.style_sheet,
        "scripts": found.scripts,
        "not_found": {"meta": _meta(page, site.language), "content": page.html},
    }


def source_name(page: Page) -> str:
    """The Markdown file of a page, from the top of the folder."""
    return f"{page.address}index.md"


def source_text(page: Page, language: str) -> str:
    """A page as front matter and one block of HTML."""
    front_matter = yaml.safe_dump(_meta(page, language), allow_unicode=True)
    return f"---\n{front_matter}---\n\n{page.html}\n"


def _meta(page: Page, language: str) -> dict[str, Any]:
    """What the document around a page needs to know of it."""
    return {
        "title": page.title,
        "root": page.root,
        "description": page.description,
        "language": language,
        "direction": Locale.parse(language).text_direction,
    }


def _files(site: Site) -> dict[str, str]:
    """The texts beside the pages, by their addresses."""
    return {**assets(site.words).files, **site.files}


class _CourseFile(File):
    """A file of MkDocs' that carries the page it was made from."""

    course_page: Page


class Outlet:
    """MkDocs' events. One object lives through all rebuilds of a preview."""

    def __init__(self) -> None:
        self._is_preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview, which must never stop."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the course before anything of the last site is touched."""
        folder = Path(config.config_file_path or CONFIG).parent
        if _SITE not in config.extra:
            try:
                config.extra[_SITE] = compile_site(folder)
            except CourseError as error:
                if not self._is_preview:
                    raise PluginError(f"The course needs mending.\n\n{error}") from None
                _LOG.error("The course needs mending.\n\n%s\n", error)
                config.extra[_SITE] = _problem_site(
                    config.site_name, folder, Path(config.site_dir), error
                )
        site = _site(config)
        config.site_name = site.title
        config.nav = ["index.md"]
        # A live preview adds a script of its own to each page, which the policy has to let through.
        config.extra["is_preview"] = self._is_preview
        config.extra.update(extra(site))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for each page and for each text beside them."""
        site = _site(config)
        for page in site.pages:
            file = _CourseFile.generated(
                config,
                source_name(page),
                content="",
                inclusion=InclusionLevel.INCLUDED if not page.address else _UNLISTED,
            )
            cast(_CourseFile, file).course_page = page
            files.append(file)
        for address, text in _files(site).items():
            files.append(File.generated(config, address, content=text))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Say what front matter would say, and give Python-Markdown nothing to do.

        To write the front matter and have it read again would take a third of the build.
        """
        if isinstance(page.file, _CourseFile):
            page.meta = _meta(page.file.course_page, _site(config).language)
        return markdown

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Hand the page over as it is."""
        if isinstance(page.file, _CourseFile):
            page.content = page.file.course_page.html
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Count the page."""
        config.extra.get("on_page", _nothing)()
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let readers keep what was built. A preview changes all the time, and is not kept."""
        site_dir = Path(config.site_dir)
        if self._is_preview:
            (site_dir / WORKER).write_text(worker({}), encoding="utf-8")
        else:
            add_worker(site_dir)


_UNLISTED = InclusionLevel.NOT_IN_NAV


def _nothing() -> None:
    """Stand in for somebody who counts the pages."""


def _site(config: MkDocsConfig) -> Site:
    return cast(Site, config.extra[_SITE])


def _problem_site(title: str, folder: Path, site_dir: Path, error: CourseError) -> Site:
    """The problems, at every address that the preview has shown so far.

    Whichever page is open shows them, and comes back by itself when they are mended.
    """
    words = interface_words(folder / "translations", "en")
    shown = {
        f"{path.parent.relative_to(site_dir).as_posix()}/".removeprefix("./")
        for path in site_dir.rglob("index.html")
    }
    addresses = sorted({"", *FIXED_ADDRESSES, *shown})
    pages = problem_pages(addresses, error.problems, words)
    return Site(
        title, "en", pages, not_found=pages[0], words=script_words(words), files={}, counts={}
    )
