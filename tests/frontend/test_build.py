import json
import re
import shutil
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from babel.support import NullTranslations

from course.frontend import build as module
from course.frontend.build import (
    FONTS,
    MESSAGES,
    PAGE_STYLE_SHEET,
    STYLE_SHEET,
    STYLE_SHEETS,
    TEXT_FONT,
    assets,
    content_hash,
    script_to_try,
)
from course.memo import Memo
from course.models.questions.kinds import question_kinds
from course.render.script_messages import script_messages

ATTEMPT = "packaged/attempt/attempt.mjs"
FRONTEND = Path(__file__).parents[2] / "course" / "frontend"
JS = FRONTEND / "js"
TRANSLATED = {"check": "Prüfen"}
ASSETS = assets(TRANSLATED)
BUILT = {
    name.removeprefix(ASSETS.scripts): content.decode()
    for name, content in ASSETS.files.items()
    if not name.startswith(FONTS)
}
"""The built scripts and style sheets by name."""
PARTS = [part for parts in STYLE_SHEETS.values() for part in parts]
"""The files of the style sheets."""
SCRIPTS = {
    path.relative_to(JS).as_posix(): path.read_text(encoding="utf-8") for path in JS.rglob("*.*js")
}
"""The source text of the scripts."""
FOLDERS: dict[str, set[str]] = {
    "base": set(),
    "storage": {"base"},
    "transfer": {"base", "storage"},
    "offline": {"base", "storage"},
    "page": {"base", "storage"},
    "evidence": {"base"},
    "district": {"base", "storage"},
    "search": {"base", "storage", "district"},
    "trainer": {"base"},
    "quiz": {"base", "storage"},
    "lesson": {"base", "storage", "page"},
    "practice": {"base", "storage", "transfer", "quiz"},
    "path": {"base", "storage", "transfer", "offline", "practice"},
    "tools": {"base", "storage", "page"},
    "": {
        *(
            "district",
            "evidence",
            "lesson",
            "offline",
            "page",
            "path",
            "practice",
            "quiz",
            "search",
            "tools",
            "trainer",
        ),
        "transfer",
    },
}
"""The folders of scripts, and the folders that each imports from. The last is the top."""
ONE_REQUEST = {
    "quiz/self-check.mjs": {"answers", "item-feedback", "kinds", *question_kinds()},
    "search/search-box.mjs": {"crisis", "decode", "engine", "indexes", "phrases", "spelling"},
}
"""Scripts that a reader waits for are bundled, so that they need one request."""
FOUR_SIDES = {"border-color", "border-style", "border-width", "inset", "margin", "padding"}
"""Properties with one value per side: top, right, bottom, left."""
PAGES = "".join(
    path.read_text(encoding="utf-8")
    for path in [
        *(FRONTEND.parent / "render" / "templates").rglob("*.jinja"),
        FRONTEND.parent / "render" / "drawing.py",
        *(FRONTEND / "drawings").rglob("*.svg"),
        *JS.rglob("*.*js"),
    ]
)
"""The source of everything that creates page elements."""
LITERAL = re.compile(r'"[^"\n]*"|`[^`]*`')


def without_comments(script: str) -> str:
    return re.sub(r"/\*.*?\*/|^ *//.*?$| // .*?$", "", script, flags=re.DOTALL | re.MULTILINE)


def imports(name: str) -> set[str]:
    """The scripts that a script imports, statically or dynamically."""
    paths = re.findall(r'(?:from|import|import\() ?"(\.[^"]*)"', without_comments(SCRIPTS[name]))
    return {
        (JS / name).parent.joinpath(path).resolve().relative_to(JS).as_posix() for path in paths
    }


def folder(script: str) -> str:
    return script.rpartition("/")[0]


def selectors(sheet: str) -> list[str]:
    """The selectors and at-rules of a style sheet, in order."""
    code = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return [
        re.sub(r"[\"'\s]", "", selector).replace("::", ":")
        for selector in re.findall(r"([^{};]*)\{", code)
    ]


def declarations(sheet: str) -> list[tuple[str, str]]:
    """Each property of a style sheet with its value, without the content of strings."""
    code = re.sub(r'"[^"]*"', '""', without_comments(sheet))
    return re.findall(r"([\w-]+):\s*([^;{}]+)(?=[;}])", code)


def is_physical(name: str, value: str) -> bool:
    """Whether a declaration names the left or right side, or gives them different widths."""
    words = re.findall(r"(?:\((?:[^()]|\([^()]*\))*\)|[^\s()])+", value)
    sides = {"left", "right"} & {*name.split("-"), *words}
    return bool(sides) or (name in FOUR_SIDES and len(words) == 4 and words[1] != words[3])


# -- The style sheet -------------------------------------------------------------------------------


def test_every_css_file_is_in_one_style_sheet() -> None:
    rest = {name for name in BUILT if not name.endswith("js")}
    assert rest == {*STYLE_SHEETS, MESSAGES, "assets/mark.svg"}
    assert sorted(f"{part}.css" for part in PARTS) == sorted(
        path.name for path in (FRONTEND / "css").iterdir()
    )


@pytest.mark.parametrize("sheet", STYLE_SHEETS)
def test_style_sheet_has_every_rule_of_its_files_in_their_order(sheet: str) -> None:
    texts = [
        (FRONTEND / "css" / f"{part}.css").read_text(encoding="utf-8")
        for part in STYLE_SHEETS[sheet]
    ]
    assert selectors(BUILT[sheet]) == selectors("".join(texts))


@pytest.mark.parametrize("part", [part for part in PARTS if part != "colors"])
def test_every_name_in_the_style_sheet_is_used_by_pages(part: str) -> None:
    """Checks classes and custom elements. Of a generated class, the part before `--` is enough."""
    sheet = re.sub(r'"[^"]*"', "", (FRONTEND / "css" / f"{part}.css").read_text(encoding="utf-8"))
    code = " ".join(re.findall(r"([^{};]*)\{", without_comments(sheet)))
    classes = {name.split("--")[0] for name in re.findall(r"\.([a-z][\w-]*)", code)}
    elements = set(re.findall(r"(?<![\w.:[(@-])[a-z]+(?:-[a-z]+)+(?![\w-]|:[ \d])", code))
    assert sorted(name for name in classes | elements if name not in PAGES) == []


@pytest.mark.parametrize("part", PARTS)
def test_style_sheet_names_no_physical_side(part: str) -> None:
    """In a right-to-left language, left and right are swapped."""
    declared = declarations((FRONTEND / "css" / f"{part}.css").read_text(encoding="utf-8"))
    assert declared
    assert [declaration for declaration in declared if is_physical(*declaration)] == []


@pytest.mark.parametrize(
    "rule",
    [
        "a { margin-left: 1px; }",
        "a { color: red; right: 0 }",
        "a:hover { text-align: left; }",
        "@media print { a { padding: 0 calc(1px + 2px) 0 1px; } }",
    ],
)
def test_physical_side_is_detected(rule: str) -> None:
    assert [is_physical(*declaration) for declaration in declarations(rule)].count(True) == 1


def test_style_sheet_requests_nothing_but_the_typefaces() -> None:
    """No pictures and no imported style sheets, and nothing from another origin."""
    sheet = "".join(BUILT[name] for name in STYLE_SHEETS)
    assert "@import" not in sheet
    assert "sourceMappingURL" not in sheet
    addresses = re.findall(r"url\(\s*['\"]?([^'\")]*)", sheet)
    requested = [address for address in addresses if not address.startswith("data:")]
    fonts = [name for name in ASSETS.files if name.startswith(FONTS)]
    assert len(fonts) == 2
    assert sorted(requested) == [f"../{name}" for name in sorted(fonts)]


def test_every_typeface_is_published_with_its_hash_and_kept_with_its_license() -> None:
    fonts = {path.name: path.read_bytes() for path in (FRONTEND / FONTS).glob("*.woff2")}
    assert TEXT_FONT in fonts
    for name, content in fonts.items():
        stem = name.removesuffix(".woff2")
        assert ASSETS.files[f"{FONTS}{content_hash(content)}.woff2"] == content
        license_ = (FRONTEND / FONTS / f"{stem}.license.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in license_
        assert content.startswith(b"wOF2")


# -- The scripts -----------------------------------------------------------------------------------


def test_folders_of_scripts_import_in_one_direction() -> None:
    assert {folder(name) for name in SCRIPTS} == FOLDERS.keys()
    assert set(TopologicalSorter(FOLDERS).static_order()) == FOLDERS.keys()
    used = {name: set(map(folder, imports(name))) - {folder(name)} for name in SCRIPTS}
    for parent, allowed in FOLDERS.items():
        inside = (used[name] for name in SCRIPTS if folder(name) == parent)
        assert set().union(*inside) == allowed, parent


def test_scripts_that_a_reader_waits_for_are_one_file() -> None:
    for name, parts in ONE_REQUEST.items():
        inside = {f"{folder(name)}/{part}.mjs" for part in parts}
        assert inside < SCRIPTS.keys()
        assert not inside & BUILT.keys()
        assert name in BUILT


def test_only_one_script_reads_its_own_address() -> None:
    users = {name for name, text in SCRIPTS.items() if "import.meta" in without_comments(text)}
    assert users == {"base/site-url.mjs"}


def test_a_page_that_is_tried_has_no_script_that_stores_anything() -> None:
    script = script_to_try()
    assert "self-check" in script
    stores = r"localStorage|sessionStorage|indexedDB|caches|cookie|serviceWorker|BroadcastChannel"
    assert re.findall(stores, script) == []
    assert re.findall(stores, BUILT["main.mjs"] + "".join(SCRIPTS.values()))


def test_messages_are_beside_the_scripts() -> None:
    assert json.loads(BUILT[MESSAGES]) == TRANSLATED


def test_scripts_have_no_comments() -> None:
    built = {name: text for name, text in BUILT.items() if name.endswith("js")}
    for name, text in built.items():
        for sign in ("/*", "@ts-check", "@typedef", "@param", "@returns"):
            assert sign not in text, name
    assert sum(map(len, built.values())) < 0.6 * sum(map(len, SCRIPTS.values()))


def test_minified_scripts_contain_all_strings() -> None:
    """Selectors, keys and message names are used elsewhere, so the minifier must keep them."""
    built = "".join(text for name, text in BUILT.items() if name.endswith("js"))
    for name, text in SCRIPTS.items():
        code = re.sub(r'(?:from|import|import\() ?"\.[^"]*"', "", without_comments(text))
        texts = re.findall(r'"[\w .#>:()\[\]=,-]{3,}"', " ".join(LITERAL.findall(code)))
        assert [text for text in texts if text.strip('"') not in built] == [], name


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_scripts_contain_no_messages(name: str) -> None:
    """Only messages start with a capital letter, a number, a value or a quotation mark.

    Exceptions are errors, the property names in calendar files and the names of keyboard keys.
    """
    messages = script_messages(NullTranslations()).values()
    assert [text for text in messages if not re.match(r"[A-Z“]|\d|\{\w+\} ", text)] == []
    code = re.sub(
        r"new Error\([^)]*\)|event\.key [!=]== \"\w+\"", "", without_comments(SCRIPTS[name])
    )
    texts = [re.sub(r"\$\{[^}]*\}", "", text) for text in LITERAL.findall(code)]
    texts = [re.sub(r"\b[A-Z][A-Z0-9]+\b", "", text) for text in texts]
    assert [text for text in texts if re.search("[A-Z]", text)] == []


# -- Addresses -------------------------------------------------------------------------------------


def test_addresses_change_if_and_only_if_the_content_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert assets(TRANSLATED) == ASSETS
    assert re.fullmatch(r"js/[0-9a-f]+/", ASSETS.scripts)
    assert re.fullmatch(re.escape(STYLE_SHEET) + r"\?[0-9a-f]+", ASSETS.style_sheet)
    assert re.fullmatch(re.escape(PAGE_STYLE_SHEET) + r"\?[0-9a-f]+", ASSETS.page_style_sheet)
    assert re.fullmatch(r"fonts/[0-9a-f]+\.woff2", ASSETS.text_font)
    other = assets({"check": "Check"})
    assert other.scripts != ASSETS.scripts
    assert other.style_sheet == ASSETS.style_sheet
    assert other.text_font == ASSETS.text_font
    fewer = {**STYLE_SHEETS, STYLE_SHEET: STYLE_SHEETS[STYLE_SHEET][1:]}
    monkeypatch.setattr(module, "STYLE_SHEETS", fewer)
    other = assets(TRANSLATED)
    assert other.scripts == ASSETS.scripts
    assert other.style_sheet != ASSETS.style_sheet
    assert other.page_style_sheet == ASSETS.page_style_sheet


def test_packages_store_under_the_same_keys_as_sites() -> None:
    """Each is kept by the learning system, on the device, or only while the window is open."""
    site, packaged, attempt = (
        (FRONTEND / path).read_text(encoding="utf-8")
        for path in ("js/storage/backend.mjs", "packaged/storage/backend.mjs", ATTEMPT)
    )
    keys = re.search(r"KEYS = [^;]+;", site)
    assert keys
    assert keys[0] in packaged
    lists = "".join(re.findall(r"(?:OF_SYSTEM|OF_DEVICE) = ([^;]+);", attempt))
    named = {*re.findall(r'"(\w+)"', lists), "answers", "modules", "places"}
    assert named | {"jobs", "districts"} == {*re.findall(r'"(\w+)"', keys[0])}


def test_scripts_are_made_anew_after_one_was_edited(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As in a preview, which keeps results in memory while somebody works on the scripts."""
    folder = Path(shutil.copytree(module._FOLDER, tmp_path / "frontend"))
    monkeypatch.setattr(module, "_FOLDER", folder)
    memo = Memo()
    first = assets(TRANSLATED, memo=memo)
    assert assets(TRANSLATED, memo=memo) == first == ASSETS
    with (folder / "js" / "main.mjs").open("a", encoding="utf-8") as file:
        file.write("\nconsole.log('edited');\n")
    assert assets(TRANSLATED, memo=memo).scripts != first.scripts
