"""Fixtures: packages in a small learning system (`lms/`) that keeps what it hears and can fail."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from course.memo import Memo
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.packaged import Package, Packages
from course.publish.scorm import Standard, scorm_package
from course.read.loader import load
from tests.browser.learning_system.attempts import ROLE, SMALL_MODULE, SMALL_ROLE
from tests.browser.sites import ROOT
from tests.conftest import SMALL_COURSE, Files, lay

LMS = Path(__file__).parent / "lms"
UPDATE: Files = {
    f"quizzes/{SMALL_MODULE}.yml": {
        "change": "driver-first:\n    kind: choice",
        "to": "say-first:\n    was: [driver-first]\n    kind: choice",
    }
}
"""A question of the small course gets another id."""


@pytest.fixture(scope="session")
def package(this_course: Course) -> Package:
    return Packages(this_course, ROOT / TRANSLATIONS, Memo()).package(ROLE)


@pytest.fixture(scope="session")
def top(
    package: Package, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> str:
    """The address of a folder with a learning system, a package for SCORM 1.2, and one for 2004."""
    folder = tmp_path_factory.mktemp("lms")
    shutil.copytree(LMS, folder, dirs_exist_ok=True)
    unpack(scorm_package(package, Standard.SCORM_12), folder / "package")
    unpack(scorm_package(package, Standard.SCORM_2004_4TH), folder / "newer")
    small = load(SMALL_COURSE).course
    assert small
    scored = Packages(small, ROOT / TRANSLATIONS, Memo(), has_score=True).package(SMALL_ROLE)
    unpack(scorm_package(scored, Standard.SCORM_12), folder / "scored")
    unpack(scorm_package(scored, Standard.SCORM_2004_3RD), folder / "scored-2004")
    later = Path(shutil.copytree(SMALL_COURSE, tmp_path_factory.mktemp("later") / "course"))
    lay(later, UPDATE)
    updated = load(later).course
    assert updated
    updated_package = Packages(updated, ROOT / TRANSLATIONS, Memo()).package(SMALL_ROLE)
    unpack(scorm_package(updated_package, Standard.SCORM_12), folder / "updated")
    return serve(folder)


def unpack(archive: bytes, folder: Path) -> None:
    with ZipFile(BytesIO(archive)) as packed:
        packed.extractall(folder)


@pytest.fixture
def system(top: str, request: pytest.FixtureRequest) -> str:
    """The address of the system, for somebody who has used no other test's."""
    learner = sha256(request.node.nodeid.encode()).hexdigest()[:8]
    return f"{top}lms.html?learner={learner}"
