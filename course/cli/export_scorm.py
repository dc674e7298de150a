"""The command that makes packages for learning management systems."""

from collections.abc import Iterator
from pathlib import Path

import click

from course.cli.chosen import chosen_roles
from course.cli.districts import (
    NOT_SEPARATE,
    ONLY_MANY,
    Run,
    districts_option,
    refuse,
    shared_option,
    slice_option,
)
from course.cli.options import (
    district_of_shared_option,
    folder_option,
    print_report,
    shown_folder,
    site_url,
    verdict,
)
from course.compile import Checked, check_folder
from course.gc_pause import gc_after, gc_frozen
from course.inputs import district_in
from course.last_run import ROOT
from course.many import Districts, Slice
from course.memo import Memo, cache_of
from course.models.base import Id
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.models.role_course import RoleCourse
from course.offer import offered
from course.packaged import Packages
from course.publish.scorm import Standard, scorm_package
from course.report import report, usual_format
from course.shared_site import SharedSite
from course.suggestions import how_many
from course.tailor import tailor

PACKAGES = ROOT / "exports" / "scorm"
"""Where packages are written."""
_STANDARDS = {
    "1.2": Standard.SCORM_12,
    "2004-3": Standard.SCORM_2004_3RD,
    "2004-4": Standard.SCORM_2004_4TH,
}


@click.command("scorm")
@folder_option
@district_of_shared_option
@districts_option
@shared_option
@slice_option
@click.option("--role", "role_id", metavar="JOB", help="The job whose course this is.")
@click.option("--all", "with_all", is_flag=True, help="A package for each job.")
@click.option("--module", "module_id", metavar="MODULE", help="Only this module.")
@click.option("--per-module", is_flag=True, help="A package for each module of each job.")
@click.option(
    "--standard",
    type=click.Choice(list(_STANDARDS)),
    default="1.2",
    help="The version of SCORM, if not 1.2, which most systems take.",
)
@click.option(
    "--score",
    "with_score",
    is_flag=True,
    help="Also tell the system the share of questions that were answered right.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=PACKAGES,
    help="Where to write, instead of exports/scorm/.",
)
def export_scorm(
    folder: Path,
    district: Path | None,
    districts: Path | None,
    is_shared: bool,
    part: Slice | None,
    role_id: str | None,
    with_all: bool,
    module_id: str | None,
    per_module: bool,
    standard: str,
    with_score: bool,
    output: Path,
) -> int:
    """Write the course as SCORM packages, one for each job, for learning management systems.

    With --districts, the packages of each district are in a folder with its name.

    The environment variable SITE_URL says where the site is published. Without it, and with
    --districts unless --shared, the district's settings do.
    """
    if not (role_id or module_id or with_all or per_module):
        raise click.UsageError("Which packages? Write --role or --module or both, or --all.")
    # One address cannot be that of many sites.
    where = site_url() if is_shared or not districts else ""
    writer = _Writer(
        folder, role_id, module_id, per_module, _STANDARDS[standard], with_score, where
    )
    if districts:
        if not is_shared:
            refuse({"--district": district}, NOT_SEPARATE)
        run = _OfDistricts(folder, districts, writer, is_shared, district)
        return run.write(output, part)
    refuse({"--shared": is_shared, "--slice": part}, ONLY_MANY)
    memo = Memo(cache_of(folder))
    checked = check_folder(folder, memo=memo, district=district or district_in(folder))
    if checked.course is None or not checked.passes:
        print_report(report(checked.problems, usual_format()))
        click.echo(f"\nNothing was exported: {verdict(checked)}", err=True)
        return 1
    count = writer.write(checked.course, memo, output)
    memo.save()
    click.echo(f"Written to {shown_folder(output)}: {how_many(count, 'package')}.")
    return 0


class _Writer:
    """Writes the packages that are asked for."""

    def __init__(
        self,
        folder: Path,
        role_id: Id | None,
        module_id: Id | None,
        per_module: bool,
        standard: Standard,
        with_score: bool,
        site_url: str,
    ) -> None:
        """`folder` is that of the course, and `site_url` where its site is published, if known."""
        self._folder, self._role_id, self._module_id = folder, role_id, module_id
        self._per_module, self._standard, self._with_score = per_module, standard, with_score
        self._site_url = site_url

    def write(self, course: Course, memo: Memo, output: Path) -> int:
        """Write the packages of a course without errors, and return how many there are.

        A mistake in what was asked for, or a folder that cannot be written to, ends the command.
        """
        district = course.district
        has_score = self._with_score or (district is not None and district.score)
        course = offered(course)
        packages = Packages(course, self._folder / TRANSLATIONS, memo, has_score, self._site_url)
        chosen = list(self._chosen(course))
        try:
            for role_id, module_id in chosen:
                name = f"{role_id}.{module_id}" if module_id else role_id
                content = scorm_package(packages.package(role_id, module_id), self._standard)
                output.mkdir(parents=True, exist_ok=True)
                (output / f"{name}.zip").write_bytes(content)
                click.echo(f"{name}.zip: {len(content) / 1024:.0f} KiB")
        except OSError as error:
            raise click.ClickException(
                f"The packages could not be written: {error}. Check the free space and your "
                "permission to write to this folder."
            ) from None
        return len(chosen)

    def _chosen(self, course: Course) -> Iterator[tuple[Id, Id | None]]:
        """The roles, and if each module has its own package, the modules."""
        roles = {name: it for name, it in tailor(course).by_role.items() if it.modules}
        for role in chosen_roles(roles, self._role_id, self._module_id):
            yield from ((role.role_id, module_id) for module_id in self._modules(role))

    def _modules(self, role: RoleCourse) -> list[Id | None]:
        """The modules with a package of their own; None is all of them in one."""
        if self._module_id is not None:
            return [self._module_id]
        return [*role.modules] if self._per_module else [None]


class _OfDistricts(Run):
    """Writes the packages of each district."""

    def __init__(
        self, folder: Path, districts: Path, writer: _Writer, is_shared: bool, for_all: Path | None
    ) -> None:
        """Find the districts in a folder, and read the course.

        `is_shared` is whether they share a site, and `for_all` what is then written over the course
        for all of them.
        """
        super().__init__(folder, districts)
        self._writer = writer
        self._check = (
            SharedSite(folder, self.memo, for_all=for_all).check
            if is_shared
            else Districts(folder, self.memo).check
        )

    def check_one(self, district: Path) -> Checked:
        """The course with what a district has written over it."""
        return self._check(district)

    def write(self, output: Path, part: Slice | None) -> int:
        """Write into folders of `output`. A district that fails stops no other."""
        chosen = (part or Slice()).of(self.all)
        written = 0
        with gc_frozen():
            for district in chosen:
                with gc_after():
                    checked = self.ready(district)
                    if checked is None or checked.course is None:
                        continue
                    folder = output / district.name
                    try:
                        count = self._writer.write(checked.course, self.memo, folder)
                    except click.ClickException as error:  # such as a job that it does not offer
                        click.echo(f"{district.name}: {error.message}", err=True)
                        continue
                    click.echo(f"{district.name}: {how_many(count, 'package')}")
                    written += 1
        self.memo.save()
        click.echo(
            f"Wrote the packages of {written} of {how_many(len(chosen), 'district')} "
            f"into {shown_folder(output)}."
        )
        return 0 if written == len(chosen) else 1
