"""The command that builds the site."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from course.aging import aging_line
from course.cli.districts import (
    NOT_MANY,
    NOT_SEPARATE,
    NOT_SHARED,
    ONLY_MANY,
    SeparateSites,
    districts_option,
    list_slices,
    refuse,
    shared_option,
    slice_option,
)
from course.cli.options import (
    PublishedType,
    district_of_shared_option,
    folder_option,
    options_for,
    print_report,
    shown_folder,
    site_url,
    verdict,
)
from course.cli.shared import OneSite
from course.compile import check_folder, make_site
from course.gc_pause import gc_frozen, gc_paused
from course.inputs import district_in
from course.last_run import OUTPUT, Answer, LastRun
from course.many import Slice
from course.memo import Memo, cache_of
from course.models.language import TRANSLATIONS
from course.publish.folder import FolderError, replacing
from course.publish.guide import GuideError, guide_key, write_guide
from course.publish.static import write_site
from course.publish.workshop import WorkshopError, write_workshop
from course.report import report, usual_format
from course.site import WORKER, Site, top_of
from course.suggestions import how_many, in_quotes


@click.command()
@folder_option
@district_of_shared_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUTPUT,
    help="Where to write the site, instead of site/.",
)
@click.option(
    "--guide/--no-guide", "with_guide", default=True, help="Also build the guide of docs/."
)
@click.option(
    "--workshop/--no-workshop",
    "with_workshop",
    default=False,
    help="Also build the editor that works in a browser. It needs npm, and at first the internet.",
)
@districts_option
@shared_option
@slice_option
@click.option(
    "--below",
    metavar="ADDRESS",
    type=PublishedType(),
    default="",
    help="With --districts: where all sites are published, each below its folder's name.",
)
@click.option(
    "--list-slices",
    "most",
    metavar="N",
    type=click.IntRange(min=1),
    help="With --districts: build nothing, but print at most N slices as JSON, for a matrix.",
)
@click.pass_obj
@gc_paused()
def build(
    last_run: LastRun | None,
    folder: Path,
    district: Path | None,
    output: Path,
    with_guide: bool,
    with_workshop: bool,
    districts: Path | None,
    is_shared: bool,
    part: Slice | None,
    below: str,
    most: int | None,
) -> int:
    """Build the site into site/. If anything is wrong, the last good site stays.

    The environment variable SITE_URL says where the site will be published. Without it, the
    district's settings do.
    """
    if districts:
        refuse({"--workshop": with_workshop}, NOT_MANY)
        if is_shared:
            refuse({"--slice": part, "--below": below, "--list-slices": most}, NOT_SHARED)
            where = site_url()
            return OneSite(folder, districts, district).build(output, where)
        refuse({"--district": district}, NOT_SEPARATE)
        return _build_many(folder, districts, output, part, below, most)
    of_many = {"--shared": is_shared, "--slice": part, "--below": below, "--list-slices": most}
    refuse(of_many, ONLY_MANY)
    start, where = time.monotonic(), site_url()
    if last_run is None:
        district = district or district_in(folder)
        key = guide_key(folder) if with_guide else ""
        command = "build-workshop" if with_workshop else "build"
        last_run = LastRun(command, folder, output.resolve(), guide=key, district=district)
    district = last_run.district
    if answer := last_run.answer():
        print_report(answer)
        return answer.status
    click.echo("Reading and checking …")
    memo = Memo(cache_of(folder), stamp=last_run.stamp)
    checked = check_folder(folder, memo=memo, district=district)
    shown = report(checked.problems, usual_format())
    print_report(shown)
    if checked.course is None or not checked.passes:
        click.echo(f"\nNothing was built: {verdict(checked)}", err=True)
        return 1
    settings = checked.course.district
    address = (settings.address or "") if settings else ""
    option = options_for(folder, district)
    old = aging_line(checked.loaded, checked.problems, option)
    url = where or address
    unused = ""
    if address and top_of(url) != address:
        unused = f"SITE_URL is {url}, so `address: {address}` is not used.\n"
        click.echo(unused, nl=False, err=True)
    site = make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, memo, url)
    del checked  # the content of every file, which is not needed to write the site
    parts = [partial(write_guide, folder, key=last_run.guide)] if last_run.guide else []
    if with_workshop:
        parts.append(partial(write_workshop, folder, district, site))
    kept = _write(site, output, parts)
    memo.release()
    counts = ", ".join(
        (
            how_many(site.counts["roles"], "role"),
            how_many(site.counts["modules"], "module"),
            how_many(len(site.pages), "page"),
            how_many(site.counts["questions"], "question"),
        )
    )
    ending = f"{old}Look at it: python3 build_course.py serve{option}\n"
    same = f"Nothing has changed since {shown_folder(output)} was built: {counts}.\n{ending}"
    last_run.save(Answer(shown.out + same, shown.err + unused, 0))
    took = f"{time.monotonic() - start:.1f} seconds"
    click.echo(
        f"Built {shown_folder(output)}: {counts} in {took}.\n{_told(kept)}{ending}", nl=False
    )
    return 0


def _write(site: Site, output: Path, parts: Iterable[Callable[..., None]]) -> Sequence[str]:
    """Write a site, and parts of it that are not made from pages. Returns what else was kept."""
    try:
        with (
            gc_frozen(),
            replacing(output.resolve()) as writer,
            click.progressbar(length=len(site.pages), label="Writing the site") as progress,
        ):
            write_site(site, writer, on_page=lambda: progress.update(1))
            for write_part in parts:
                write_part(writer=writer)
        return writer.kept
    except GuideError as error:
        raise click.ClickException(
            f"The guide in docs/ could not be built. The last good site is still there.\n\n{error}"
            "\n\nTo build the site without it: build --no-guide"
        ) from None
    except (FolderError, WorkshopError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"The site could not be written: {error}. The last good site is still there. "
            "Check the free space, and your permission to write to this folder."
        ) from None


def _told(kept: Sequence[str]) -> str:
    """Which files and folders of the last site no build has written. Empty if there are none.

    A site in a folder inside, such as in a second language, goes without saying.
    """
    sites = {name.removesuffix(f"/{WORKER}") for name in kept if name.endswith(f"/{WORKER}")}
    of_sites = sites | {f".{name}.build" for name in sites}
    tops = sorted({name.partition("/")[0] for name in kept} - of_sites)
    return f"Kept, although no build has written it: {in_quotes(tops)}.\n" if tops else ""


def _build_many(
    folder: Path, districts: Path, output: Path, part: Slice | None, below: str, most: int | None
) -> int:
    if most:
        return list_slices(districts, most)
    return SeparateSites(folder, districts, below).build(output, part)
