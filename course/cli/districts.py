"""Building and checking many districts with one command."""

import json
import re
import shlex
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from course.cli.options import options_for, print_report, shown_folder
from course.compile import Checked
from course.gc_pause import gc_after, gc_frozen
from course.many import (
    LIST,
    Districts,
    Slice,
    districts_below,
    districts_in,
    folder_problem,
    listed,
    same_address,
    slices,
)
from course.memo import Memo, cache_of
from course.problems import Problem, in_order
from course.publish.folder import FolderError, replacing
from course.publish.static import write_list, write_site
from course.report import SHOW_ALL, counted, report, usual_format
from course.site import WORKER
from course.suggestions import how_many

NOT_SHARED = "is not for --shared."
ONLY_MANY = "is only for --districts."
NOT_MANY = "is not for --districts."
NOT_SEPARATE = "is only for --districts with --shared: what is written over the course for all."

districts_option = click.option(
    "--districts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with one folder for each of many districts.",
)


class SliceType(click.ParamType[Slice]):
    """A part of the districts, such as `3/10`."""

    name = "slice"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Slice:
        """The part, or an error that says how to write it."""
        hit = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", str(value))
        if hit is None or int(hit[1]) > int(hit[2]):
            self.fail(f'"{value}" is not a part. Write "3/10" for the third of ten.', param, ctx)
        return Slice(int(hit[1]), int(hit[2]))


shared_option = click.option(
    "--shared",
    "is_shared",
    is_flag=True,
    help="With --districts: one site for all of them, with pages for each.",
)
slice_option = click.option(
    "--slice",
    "part",
    type=SliceType(),
    metavar="NUMBER/TOTAL",
    help="With --districts: only this part of them, such as 3/10.",
)


def refuse(options: Mapping[str, object], why: str) -> None:
    """Stop if any of these options is given, by their names."""
    for name, value in options.items():
        if value:
            raise click.UsageError(f"{name} {why}")


class Run(ABC):
    """Goes through all districts in a folder. Each problem is told once."""

    def __init__(self, folder: Path, districts: Path, *, show_all: bool = False) -> None:
        """Find the districts in a folder. `folder` is that of the course.

        `show_all` is whether all problems of a district are printed, instead of the first 20.
        """
        self._show_all = show_all
        self.start = time.monotonic()
        self.folder, self.districts = folder, districts
        self.all = found_in(districts)
        click.echo(f"Reading the course; districts: {len(self.all)} …")
        self.memo = Memo(cache_of(folder), for_many=True)
        self.told = set[Problem]()
        """The problems that were printed."""

    @property
    def options(self) -> str:
        """The options that say what is checked, for a command that somebody can type."""
        return f"{options_for(self.folder)} --districts {shlex.quote(self.districts.as_posix())}"

    @abstractmethod
    def check_one(self, district: Path) -> Checked:
        """The course of a district."""

    def checked(self, district: Path) -> Checked | None:
        """The course of a district, whose problems are told.

        None if the district cannot have an address.
        """
        problem = folder_problem(district)
        if problem:
            self.tell([problem])
            return None
        checked = self.check_one(district)
        self.tell(checked.problems)
        return checked

    def ready(self, district: Path) -> Checked | None:
        """The course of a district that can be built. None, and told, if it cannot."""
        checked = self.checked(district)
        if checked and not checked.passes:
            click.echo(f"{district.name}: not built, {counted(checked.problems)}", err=True)
            return None
        return checked

    def tell(self, problems: Iterable[Problem]) -> None:
        """Print the problems that were not told before."""
        new = [problem for problem in problems if problem not in self.told]
        self.told.update(new)
        print_report(report(new, usual_format(), self._show_all, f"{SHOW_ALL}{self.options}"))


class SeparateSites(Run):
    """Builds a site for each district."""

    def __init__(
        self, folder: Path, districts: Path, below: str = "", *, show_all: bool = False
    ) -> None:
        """Find the districts in a folder, and read the course.

        `below` is where all sites are published, each below its folder's name. Then what districts
        say about their address does not count.
        """
        super().__init__(folder, districts, show_all=show_all)
        self._many = Districts(folder, self.memo)
        self._below = below
        self._same_address = {} if below else same_address(self.all, folder)

    def check_one(self, district: Path) -> Checked:
        """The course with what a district has written over it."""
        checked = self._many.check(district)
        if district not in self._same_address:
            return checked
        return replace(
            checked, problems=in_order((*checked.problems, self._same_address[district]))
        )

    def build(self, output: Path, part: Slice | None) -> int:
        """Build the sites into folders of `output`. A district that fails stops no other."""
        chosen = (part or Slice()).of(self.all)
        built = set[str]()
        with gc_frozen():
            for district in chosen:
                with gc_after():
                    if self._build(district, output / district.name):
                        built.add(district.name)
        self.memo.save()
        passes = len(built) == len(chosen)
        if self._below:
            passes = self._write_list(output, chosen) and passes
        for name in self._left_over(output):
            click.echo(
                f"{name}: {self.districts} has no such district any more, so its site is as it "
                "was before. Delete its folder, or it will be published again.",
                err=True,
            )
        took = f"{time.monotonic() - self.start:.1f} seconds"
        click.echo(
            f"Built {len(built)} of {how_many(len(chosen), 'district')} "
            f"into {shown_folder(output)} in {took}."
        )
        return 0 if passes else 1

    def _left_over(self, output: Path) -> list[str]:
        """The names of folders with the site of a district that is gone."""
        names = {LIST, *(district.name for district in self.all)}
        sites = sorted(it.parent for it in output.glob(f"*/{WORKER}"))
        return [it.name for it in sites if it.name not in names]

    def _write_list(self, output: Path, chosen: list[Path]) -> bool:
        """Write the list of all districts next to their sites. False, and told, if it cannot be."""
        elsewhere = [it for it in self.all if it not in chosen and not folder_problem(it)]
        here = [it for it in chosen if (output / it.name / "index.html").is_file()]
        site = self._many.list_site(listed((*elsewhere, *here), self.folder))
        try:
            if site:
                write_list(site, output, LIST, self._below)
        except (FolderError, OSError) as error:
            click.echo(f"{LIST}: not written. {error}", err=True)
            return False
        return True

    def _build(self, district: Path, output: Path) -> bool:
        checked = self.ready(district)
        if checked is None:
            return False
        url = f"{self._below.rstrip('/')}/{district.name}/" if self._below else ""
        site = self._many.site(checked, url)
        try:
            with replacing(output.resolve()) as writer:
                write_site(site, writer, on_page=lambda: None)
        except (FolderError, OSError) as error:
            click.echo(f"{district.name}: not written. {error}", err=True)
            return False
        pages = how_many(len(site.pages), "page")
        click.echo(f"{district.name}: built, {pages}, {counted(checked.problems)}")
        return True


def list_slices(districts: Path, most: int) -> int:
    """Print the parts of the districts as JSON, for the rows of a matrix."""
    click.echo(json.dumps(slices(len(found_in(districts)), most)))
    return 0


def found_in(districts: Path) -> list[Path]:
    """The folders of the districts in a folder. Stops if there are none."""
    found = districts_in(districts)
    if not found:
        raise click.ClickException(
            f"{shown_folder(districts)} contains no folder. Each district needs one, with its "
            "settings in district.yml."
        )
    if meant := districts_below(districts):
        raise click.ClickException(
            f"No folder in {shown_folder(districts)} has a district.yml. "
            f"Did you mean {meant.as_posix()}?"
        )
    return found
