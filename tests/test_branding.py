"""A district's logo, accent color, title and first sentence are on every page of its site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from course.compile import check_folder, make_site
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.publish.folder import replacing
from course.publish.static import write_site
from course.site import ICON, PREVIEW, TOUCH_ICON
from tests.conftest import Files, lay
from tests.publish.conftest import contents

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8v4H0z"/></svg>'
SETTINGS = """\
name: Lake "View" & Hills
state: Texas
title: Every Adult
summary: |
  What *we* do for children.
logo: logo.svg
accent: "#1f4e79"
address: https://lakeview.example/staff/
"""
BRANDED = {"district/district.yml": SETTINGS, "district/logo.svg": LOGO}
URL = "https://lakeview.example/staff/"


def build(folder: Path, target: Path, memo: Memo, url: str = URL) -> dict[str, bytes]:
    """The files of a district's site."""
    checked = check_folder(folder, memo=memo, district=folder / "district")
    assert not checked.has_errors, checked.problems
    site = make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, memo, url)
    with replacing(target) as writer:
        write_site(site, writer, on_page=lambda: None)
    memo.save()
    return contents(target)


def test_every_page_has_the_logo_and_its_name(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    files = build(course_with(BRANDED), tmp_path / "site", Memo())
    assert files["assets/logo.svg"] == LOGO.encode()
    pages = {name: text.decode() for name, text in files.items() if name.endswith(".html")}
    assert len(pages) > 10
    for name, html in pages.items():
        root = "../" * name.count("/") or "./"
        shown = (
            f'<img src="{root}assets/logo.svg" alt="Lake “View” &amp; Hills" '
            'width="72" height="36"><span>Every Adult</span>'
        )
        assert html.count(shown) == 1, name
        assert f'href="{root}{ICON}"' in html
        assert "· Every Adult</title>" in html
        is_large = name.startswith("trainers/") or "page--module" in html
        for part in (
            f'<link rel="apple-touch-icon" href="{root}{TOUCH_ICON}">',
            f'<meta property="og:image" content="{URL}{PREVIEW}">',
        ):
            assert (part in html) != is_large, name
    for picture in (ICON, TOUCH_ICON, PREVIEW):
        assert files[picture].startswith(b"\x89PNG")
    home = pages["index.html"]
    assert '<meta name="description" content="What we do for children.">' in home
    assert "What <em>we</em> do for children." in home


def test_site_without_a_district_has_its_own_icons(small_folder: Path, tmp_path: Path) -> None:
    checked = check_folder(small_folder)
    site = make_site(checked.loaded, checked.tailored, small_folder / TRANSLATIONS, Memo())
    with replacing(tmp_path / "site") as writer:
        write_site(site, writer, on_page=lambda: None)
    files = contents(tmp_path / "site")
    assert {TOUCH_ICON, PREVIEW, "assets/mark.svg"} < files.keys()
    assert ICON not in files
    home = files["index.html"].decode()
    assert 'rel="icon" href="./assets/mark.svg"' in home
    assert "og:image" not in home, "services need a whole address"


def test_picture_of_a_link_and_the_touch_icon_are_not_saved_for_offline(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    worker = build(course_with(BRANDED), tmp_path / "site", Memo())["worker.js"].decode()
    assert '"assets/logo.svg":' in worker
    assert PREVIEW not in worker
    assert TOUCH_ICON not in worker


@pytest.mark.slow
def test_changes_of_the_branding_make_the_same_as_clean_builds(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    folder, memo = course_with(BRANDED), tmp_path / "memo"
    before = build(folder, tmp_path / "site", Memo(memo))
    for number, change in enumerate(
        (
            {"district/logo.svg": LOGO.replace("0 0 8 4", "0 0 4 4")},
            {"district/district.yml": SETTINGS.replace("#1f4e79", "#5b2a86")},
            {"district/district.yml": SETTINGS.replace("logo: logo.svg\n", "")},
        )
    ):
        lay(folder, change)
        after = build(folder, tmp_path / "site", Memo(memo))
        assert after != before
        assert after == build(folder, tmp_path / f"clean-{number}", Memo())
        before = after


def test_other_address_is_on_every_page(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    folder, other = course_with(BRANDED), "https://other.example"
    build(folder, tmp_path / "site", Memo(tmp_path / "memo"))
    files = build(folder, tmp_path / "site", Memo(tmp_path / "memo"), other)
    pages = [
        text.decode()
        for name, text in files.items()
        if name.endswith(".html") and not name.startswith("trainers/")
    ]
    pages = [html for html in pages if "page--module" not in html]
    assert all(f'content="{other}/{PREVIEW}"' in html for html in pages)


def test_address_in_the_settings_that_differs_is_told(
    course_with: Callable[[Files], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = course_with(BRANDED)
    command = ["build", "--folder", str(folder), "--no-guide", "--output"]
    for url, said in ((URL.rstrip("/"), False), ("https://other.example/", True)):
        monkeypatch.setenv("SITE_URL", url)
        for _ in range(2):  # the second time, nothing has changed
            assert main([*command, str(tmp_path / "site")]) == 0
            assert ("so `address: " in capsys.readouterr().err) == said
