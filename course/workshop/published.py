"""What the workshop knows about the site next to it. Small, because every build needs it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields

from course.compare.git import OnGitHub
from course.render.renderer import Renderer
from course.site import Output, Page, Site

STAMP = "published"
"""The stamp of results that are published with the workshop."""


@dataclass(frozen=True)
class Published:
    """What the workshop needs to know about the site next to it."""

    title: str
    language: str
    style_sheet: str
    page_style_sheet: str
    scene_style_sheet: str
    text_font: str
    scripts: str
    icon: str
    url: str = ""
    repository: str = ""
    """The address of the repository on GitHub. Empty if that is not known."""
    branch: str = ""
    """The branch that the site was built from."""
    folder: str = ""
    """Where the files that can be changed are in the repository, with `/` at the end."""

    @classmethod
    def of(cls, site: Site, source: OnGitHub | None = None) -> "Published":
        """What the workshop needs to know about a site, and where its files come from."""
        names = (field.name for field in fields(cls))
        of_site = {name: getattr(site, name) for name in names if hasattr(site, name)}
        return cls(**of_site, **(asdict(source) if source else {}))

    def site(self, pages: Mapping[str, Renderer], not_found: Callable[[], Page]) -> Site:
        """The site with these pages, and no other files."""
        names = {field.name for field in fields(Site)}
        of_site = {name: value for name, value in asdict(self).items() if name in names}
        outputs = {address: Output(page.render) for address, page in pages.items()}
        return Site(**of_site, pages=outputs, not_found=not_found, files={}, counts={})
