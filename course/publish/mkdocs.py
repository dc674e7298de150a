"""MkDocs as an output, through its hooks: plain `mkdocs build` and `mkdocs serve` work.

This is the only file that depends on MkDocs. It only uses documented events.
"""

from dataclasses import replace
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from course.compile import compile_site, problem_site
from course.models.language import TRANSLATIONS
from course.problems import CourseError
from course.publish.markdown_folder import extra_of, source_name
from course.publish.offline import add_worker, worker
from course.render.document import Documents
from course.site import FIXED_ADDRESSES, SITEMAP, WORKER, Site

CONFIG = "mkdocs.yml"
_LOG = get_plugin_logger("course")


class _PageFile(File):
    """A MkDocs file that represents a page of the course."""

    address: str


class MkDocsHooks:
    """Handlers of MkDocs' events. One object is used for all rebuilds of a preview."""

    def __init__(self) -> None:
        self._is_preview = False
        self._site: Site
        self._documents: Documents

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview, which must never stop."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the course before any of the last site's files are touched."""
        folder = Path(config.config_file_path or CONFIG).parent
        try:
            self._site = compile_site(folder, config.site_url or "")
        except CourseError as error:
            if not self._is_preview:
                raise PluginError(f"The course has problems.\n\n{error}") from None
            _LOG.error("The course has problems.\n\n%s\n", error)
            addresses = _addresses_in(Path(config.site_dir))
            problems = problem_site(error.problems, addresses, folder / TRANSLATIONS)
            self._site = replace(problems, url=config.site_url or "")
        # MkDocs' preview adds its own script to each page, which the policy must allow.
        self._documents = Documents(self._site, allows_inline_scripts=self._is_preview)
        config.site_name = self._site.title
        config.nav = ["index.md"]
        config.extra.update(extra_of(self._documents))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add a file for each page and for each other file."""
        for address in self._site.pages:
            inclusion = InclusionLevel.NOT_IN_NAV if address else InclusionLevel.INCLUDED
            file = _PageFile.generated(
                config, source_name(address), content="", inclusion=inclusion
            )
            cast(_PageFile, file).address = address
            files.append(file)
        for name, made in self._site.files.items():
            if files.get_file_from_path(name) is None:  # MkDocs has found the static ones itself
                files.append(File.generated(config, name, content=made.make()))
        return files

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Give the theme what front matter and Markdown would give it.

        Writing Markdown and parsing it again would take a third of the build.
        """
        if isinstance(page.file, _PageFile):
            rendered = self._site.pages[page.file.address].make()
            page.meta = {"head": self._documents.head(rendered)}
            page.content = rendered.html
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the worker for offline reading. In a preview, the worker saves nothing.

        MkDocs writes a sitemap even for a site that search engines must not list.
        """
        site_dir = Path(config.site_dir)
        for path in site_dir.glob(f"{SITEMAP}*") if not self._site.is_indexed else ():
            path.unlink()
        if self._is_preview:
            (site_dir / WORKER).write_text(worker({}), encoding="utf-8", newline="\n")
        else:
            add_worker(site_dir)


def _addresses_in(site_dir: Path) -> list[str]:
    """Every address that a preview has shown so far. Open tabs are at some of them."""
    shown = {
        f"{path.parent.relative_to(site_dir).as_posix()}/".removeprefix("./")
        for path in site_dir.rglob("index.html")
    }
    return sorted({"", *FIXED_ADDRESSES, *shown})
