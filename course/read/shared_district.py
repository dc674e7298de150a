"""What a district may say in a site that it shares with others."""

from collections.abc import Iterator

from course.models.district import District
from course.problems import Finding, Position, Problem
from course.read.codes import DISTRICT_FILES
from course.read.district_files import DistrictFiles

SHARED = ("name", "state", "contacts", "local-rules", "report-to", "draft", "sample")
"""The keys of `district.yml` that a shared site can follow. The rest is the same for all."""
REMEDY = (
    "Delete it, or write it for all of them, in the folder that --district names. Or give this "
    "district a site of its own: see docs/districts.md, “One site for many districts”."
)


def more_than_settings(files: DistrictFiles) -> Iterator[Problem]:
    """Problems for all that a district says and a shared site cannot follow."""
    settings = files.settings
    keys = {name.replace("_", "-") for name in District.model_fields}.difference(SHARED)
    if settings and isinstance(settings.data, dict):
        for key in keys.intersection(settings.data):
            what = f"`{key}` is the same for all districts that share a site."
            finding = Finding(settings.path, (key,), what, REMEDY, on_key=True, rule=DISTRICT_FILES)
            yield settings.problem(finding)
    for name in files.names():
        what = "A district that shares a site has only its settings, in `district.yml`."
        yield Problem(files.shown(name), Position(), what, REMEDY, rule=DISTRICT_FILES)
