"""The two ways out: MkDocs with Material, and a folder of pages that other engines build.

This is the only file that knows MkDocs. It uses documented events and no more, so that plain
`mkdocs build` and `mkdocs serve` work as well as the project's own command.
"""

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import yaml
from babel.support import NullTranslations
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
from course.pages import problem_pages
from course.problems import CourseError
from course.site import FIXED_ADDRESSES, Page, Site
from course.words import interface_words

CONFIG = "mkdocs.yml"
_LOG = get_plugin_logger("course")
_SITE = "course_site"
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_CHARSET = '<meta charset="utf-8">'


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

    Engines that read `mkdocs.yml`, such as Zensical, build this folder without any hook.
    """
    for page in site.pages:
        path = folder / source_name(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source_text(page), encoding="utf-8")


def source_name(page: Page) -> str:
    """The Markdown file of a page, from the top of the folder."""
    return f"{page.address}index.md"


def source_text(page: Page) -> str:
    """A page as front matter and one block of HTML."""
    return f"---\n{yaml.safe_dump(_meta(page), allow_unicode=True)}---\n\n{page.html}\n"


def _meta(page: Page) -> dict[str, Any]:
    """What the theme needs to know of a page."""
    return {
        "title": page.title,
        "root": page.root,
        "description": page.description,
        "hide": ["toc"] if page.contents else ["navigation", "toc"],
        "contents": [{"title": link.title, "address": link.address} for link in page.contents],
    }


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
        config.theme["language"] = site.language
        words = interface_words(folder / "translations", site.language)
        for scheme, name in zip(config.theme["palette"], _palette_words(words), strict=True):
            scheme["toggle"]["name"] = name
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for each page."""
        for page in _site(config).pages:
            file = _CourseFile.generated(
                config,
                source_name(page),
                content="",
                inclusion=InclusionLevel.INCLUDED if not page.address else _UNLISTED,
            )
            cast(_CourseFile, file).course_page = page
            files.append(file)
        return files

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Say what front matter would say, and give Python-Markdown nothing to do.

        To write the front matter and have it read again would take a third of the build.
        """
        if isinstance(page.file, _CourseFile):
            page.meta = _meta(page.file.course_page)
        return markdown

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Hand the article over as it is, after the search has looked at an empty page."""
        if isinstance(page.file, _CourseFile):
            page.content = page.file.course_page.html
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Add the page's policy."""
        config.extra.get("on_page", _nothing)()
        return self._with_policy(output)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Add the policy to pages that are not the course's own, such as 404.html."""
        is_page = template_name.endswith(".html")
        return self._with_policy(output_content) if is_page else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the course's entries into the index that Material's search reads."""
        path = Path(config.site_dir) / "search" / "search_index.json"
        if path.is_file():
            index = json.loads(path.read_text(encoding="utf-8"))
            index["docs"] = [
                {"location": entry.address, "title": entry.title, "text": entry.text}
                for entry in _site(config).entries
            ]
            path.write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")

    def _with_policy(self, html: str) -> str:
        # A live preview adds a script of its own that changes at every build.
        scripts = ("'unsafe-inline'",) if self._is_preview else _script_hashes(html)
        policy = "; ".join(
            (
                "default-src 'none'",
                " ".join(("script-src 'self'", *scripts)),
                "style-src 'self'",
                "img-src 'self' data:",
                "connect-src 'self'",
                "worker-src 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        return html.replace(_CHARSET, _CHARSET + meta, 1)


_UNLISTED = InclusionLevel.NOT_IN_NAV


def _palette_words(words: NullTranslations) -> tuple[str, str, str]:
    """What the button says in each state, in the order of the palette in mkdocs.yml."""
    _ = words.gettext
    return _("Switch to light colors"), _("Switch to dark colors"), _("Use the device's colors")


def _nothing() -> None:
    """Stand in for somebody who counts the pages."""


def _site(config: MkDocsConfig) -> Site:
    return cast(Site, config.extra[_SITE])


def _script_hashes(html: str) -> Iterable[str]:
    """The sources that a policy must name for the inline scripts of a page."""
    for script in _SCRIPT.finditer(html):
        is_code = "src=" not in script["attributes"] and "json" not in script["attributes"]
        if is_code:
            digest = b64encode(sha256(script["code"].encode()).digest()).decode()
            yield f"'sha256-{digest}'"


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
    return Site(title, "en", pages, (), {})
