"""Building one site for many districts."""

import time
from pathlib import Path

import click

from course.cli.districts import Run
from course.cli.options import shown_folder
from course.compile import Checked
from course.gc_pause import gc_after, gc_frozen
from course.inputs import option_for
from course.many import listed
from course.publish.folder import FolderError, Writer, replacing
from course.publish.static import write_pages, write_site
from course.render.district_list import ListedDistrict
from course.report import counted
from course.shared_site import SharedSite
from course.site import Site, district_address, district_search_address
from course.suggestions import how_many


class OneSite(Run):
    """Builds one site, with pages for each district."""

    def __init__(
        self,
        folder: Path,
        districts: Path,
        for_all: Path | None = None,
        *,
        show_all: bool = False,
    ) -> None:
        """Find the districts in a folder, and read the course.

        `for_all` is a folder like a district's, which is written over the course for all of them.
        """
        super().__init__(folder, districts, show_all=show_all)
        self.shared = SharedSite(folder, self.memo, for_all=for_all)
        self._for_all = for_all

    @property
    def options(self) -> str:
        """With what says that the site is for all districts."""
        return f"{super().options} --shared{option_for(self._for_all, self.folder)}"

    def check_one(self, district: Path) -> Checked:
        """The course with the settings of a district."""
        return self.shared.check(district)

    def build(self, output: Path, site_url: str) -> int:
        """Build the site. A district that fails stops no other: its last good pages stay."""
        if not self.course_passes():
            return 1
        site = self.shared.site(site_url)
        try:
            with gc_frozen(), replacing(output.resolve()) as writer:
                write_site(site, writer, on_page=lambda: None)
                failed = self._write_districts(site, writer)
        except (FolderError, OSError) as error:
            raise click.ClickException(f"The site was not written. {error}") from None
        self.memo.save()
        took = f"{time.monotonic() - self.start:.1f} seconds"
        count = f"{len(self.all) - failed} of {how_many(len(self.all), 'district')}"
        click.echo(f"Built {shown_folder(output)}, with {count}, in {took}.")
        return 1 if failed else 0

    def _write_districts(self, site: Site, writer: Writer) -> int:
        """Write the pages of all districts, and their list. Returns how many failed."""
        shown: list[ListedDistrict] = []
        failed = 0
        for district in self.all:
            with gc_after():
                written = self._write(district, site, writer)
                failed += written is None
                if written is None and _keep(district, writer):
                    unnamed = ListedDistrict(district.name, district.name, "")
                    written = next(listed([district], self.folder), unnamed)
                shown += [written] if written else []
        write_pages(site, writer, [self.shared.list_page(shown)])
        return failed

    def _write(self, district: Path, site: Site, writer: Writer) -> ListedDistrict | None:
        """Write the pages of a district. None if it has a mistake."""
        checked = self.ready(district)
        if checked is None or checked.course is None or checked.course.district is None:
            return None
        key = district_address(district.name)
        write_pages(site, writer, self.shared.pages(district.name, checked), key)
        found = self.shared.search_file(checked).encode()
        writer.write(district_search_address(district.name), found, key)
        settings = checked.course.district
        return ListedDistrict(district.name, settings.name, settings.state)

    def course_passes(self) -> bool:
        """Whether the course can be published as it is without any district."""
        course = self.shared.course
        self.tell(course.problems)
        if not course.passes:
            click.echo(f"Nothing was built: {counted(course.problems)} in the course.", err=True)
        return course.passes


def _keep(district: Path, writer: Writer) -> bool:
    """Write the last good pages of a district again. False if there are none."""
    return writer.reuse_all(district_address(district.name))
