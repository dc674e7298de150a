"""The HTML document around a page: its head, with the content security policy."""

from dataclasses import dataclass
from functools import cached_property

from babel.support import NullTranslations
from jinja2 import Template

from course.models.language import locale_of
from course.render.environment import make_environment, without_blank_lines
from course.site import Page, Site, top_of

END = "</body>\n</html>\n"


@dataclass(frozen=True)
class Documents:
    """Makes whole documents out of a site's pages."""

    site: Site
    preview_script: str = ""
    """The address of a script that reloads pages while authors write, from the site's top."""
    allows_inline_scripts: bool = False
    """True only for a preview by MkDocs, which adds a script to each page."""

    @cached_property
    def _template(self) -> Template:
        return make_environment(NullTranslations()).get_template("document.html.jinja")

    def document(self, page: Page, base: str = "") -> str:
        """The whole document of a page. `base` is as in `head`."""
        return f"{self.head(page, base)}\n{page.html}\n{END}"

    def head(self, page: Page, base: str = "") -> str:
        """Everything before the page's content, ending with the `<body>` tag.

        `base` is the path that all links start from, for a page that is shown at any address.
        """
        html = self._template.render(
            site=self.site,
            top=top_of(self.site.url),
            page=page,
            direction=locale_of(self.site.language).text_direction,
            base=base,
            preview_script=self.preview_script,
            allows_inline_scripts=self.allows_inline_scripts,
        )
        return without_blank_lines(html)
