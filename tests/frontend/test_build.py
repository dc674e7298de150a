import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.support import NullTranslations

from course.frontend import build as module
from course.frontend.build import CARRIED, PARTS, STYLE_SHEET, WORDS, assets
from course.render.script_messages import script_words

FRONTEND = Path(__file__).parents[2] / "course" / "frontend"
WORDINGS = {"check": "Prüfen"}
ASSETS = assets(WORDINGS)
BUILT = {name.removeprefix(ASSETS.scripts): text for name, text in ASSETS.files.items()}
"""The scripts as they travel by their names, and the style sheet."""
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (FRONTEND / "js").iterdir()}
"""The scripts as they were written."""
INSIDE = {part for parts in CARRIED.values() for part in parts}
"""Those that travel inside another."""
IMPORT = re.compile(r'import ?{([^}]*)} ?from ?"\./([^"]*)";')
LITERAL = re.compile(r'"[^"\n]*"|`[^`]*`')


def without_comments(script: str) -> str:
    return re.sub(r"/\*.*?\*/|^ *//.*?$| // .*?$", "", script, flags=re.DOTALL | re.MULTILINE)


def imports(script: str) -> dict[str, list[str]]:
    """The names that a script has from each other, in alphabetical order."""
    names: dict[str, list[str]] = {}
    for imported, file in IMPORT.findall(script):
        names.setdefault(file, []).extend(name.strip() for name in imported.split(","))
    return {file: sorted(imported) for file, imported in names.items()}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def layers(sheet: str) -> Iterator[tuple[str, str]]:
    """Each layer of a style sheet with its rules, and last of all what stands in no layer."""
    while found := re.match(r"@layer (\w+)\{", sheet):
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        yield found[1], sheet[found.end() : end - 1]
        sheet = sheet[end:].lstrip()
    yield "", sheet


# -- The style sheet -------------------------------------------------------------------------------


def test_there_is_one_style_sheet_and_every_file_of_ours_is_in_it() -> None:
    assert BUILT.keys() - SCRIPTS.keys() == {STYLE_SHEET, WORDS, "assets/mark.svg"}
    assert {f"{part}.css" for part in PARTS} == {path.name for path in (FRONTEND / "css").iterdir()}


def test_rules_of_material_stand_in_a_layer_and_ours_outside_of_any() -> None:
    (name, material), (_, ours) = layers(BUILT[STYLE_SHEET])
    assert name == "material"
    assert ".md-typeset" in material
    texts = [(FRONTEND / "css" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    assert squeezed(ours) == squeezed("".join(texts))
    assert "@layer" not in material + ours


def test_style_sheet_asks_for_nothing_more() -> None:
    """No font, no picture and no other sheet: not from here, and not from elsewhere."""
    sheet = BUILT[STYLE_SHEET]
    assert "@import" not in sheet
    assert "sourceMappingURL" not in sheet
    addresses = re.findall(r"url\(\s*['\"]?([^'\")]{5})", sheet)
    assert set(addresses) == {"data:"}


@pytest.mark.parametrize("names", [[], ["main.1.min.css.map"], ["main.1.css", "main.2.css"]])
def test_style_sheet_of_material_that_cannot_be_told_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    """A later Material may keep it elsewhere. The site would then be built without a look."""
    for name in names:
        (tmp_path / name).touch()
    monkeypatch.setattr(module, "_MATERIAL", tmp_path)
    with pytest.raises(LookupError, match="Material's style sheet was not found"):
        assets({})


# -- The scripts -----------------------------------------------------------------------------------


def test_every_script_is_there_and_every_one_that_a_script_brings() -> None:
    assert BUILT.keys() > SCRIPTS.keys() - INSIDE
    brought = {
        name
        for text in SCRIPTS.values()
        for name in re.findall(r'(?:from|import\() ?"\./([^"]*)"', without_comments(text))
    }
    assert {"elements.mjs", "self-check.mjs"} <= brought <= SCRIPTS.keys()


def test_script_that_is_carried_is_needed_by_its_carrier_alone() -> None:
    for name, carried in CARRIED.items():
        for other in SCRIPTS.keys() - {name, *carried}:
            assert not any(f'"./{part}"' in without_comments(SCRIPTS[other]) for part in carried)
        for at, part in enumerate(carried):
            assert not any(f'"./{later}"' in SCRIPTS[part] for later in carried[at:])


def test_scripts_in_one_file_have_no_name_of_their_own_in_common() -> None:
    for name, carried in CARRIED.items():
        own = re.compile(r"^(?:export )?(?:const|let|class|function|async function) (\w+)", re.M)
        names = [it for part in [*carried, name] for it in own.findall(SCRIPTS[part])]
        assert len(names) > len(carried)
        assert sorted(names) == sorted(set(names))


def test_words_stand_beside_the_scripts() -> None:
    assert json.loads(BUILT[WORDS]) == WORDINGS


@pytest.mark.parametrize("name", sorted(SCRIPTS.keys() - INSIDE))
def test_script_has_lost_its_comments_and_nothing_else(name: str) -> None:
    names = [*CARRIED.get(name, ()), name]
    code = "".join(without_comments(SCRIPTS[part]) for part in names)
    needed = imports(code)
    for part in names[:-1]:
        needed.pop(part)
    assert imports(BUILT[name]) == {file: sorted(set(words)) for file, words in needed.items()}
    built, code = (IMPORT.sub("", text) for text in (BUILT[name], code))
    assert squeezed(built) == squeezed(code)
    assert LITERAL.findall(built) == LITERAL.findall(code)
    assert len(BUILT[name]) < sum(len(SCRIPTS[part]) for part in names)
    for sign in ("/*", "@ts-check", "@typedef", "@param", "@returns"):
        assert sign not in BUILT[name]


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_script_holds_no_word_of_the_interface(name: str) -> None:
    """Those begin with a capital letter, and nothing else in a script does, but what it throws.

    The names in a file for calendars are capitals throughout, and browsers name keys.
    """
    assert all(word[0].isupper() for word in script_words(NullTranslations()).values())
    code = re.sub(r"new Error\([^)]*\)|event\.key === \"\w+\"", "", without_comments(SCRIPTS[name]))
    texts = [re.sub(r"\$\{[^}]*\}", "", text) for text in LITERAL.findall(code)]
    texts = [re.sub(r"\b[A-Z][A-Z0-9]+\b", "", text) for text in texts]
    assert [text for text in texts if re.search("[A-Z]", text)] == []


# -- Their addresses -------------------------------------------------------------------------------


def test_addresses_change_with_what_stands_there_and_with_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert assets(WORDINGS) == ASSETS
    assert re.fullmatch(r"js/[0-9a-f]+/", ASSETS.scripts)
    assert re.fullmatch(re.escape(STYLE_SHEET) + r"\?[0-9a-f]+", ASSETS.style_sheet)
    other = assets({"check": "Check"})
    assert other.scripts != ASSETS.scripts
    assert other.style_sheet == ASSETS.style_sheet
    monkeypatch.setattr(module, "PARTS", PARTS[1:])
    other = assets(WORDINGS)
    assert other.scripts == ASSETS.scripts
    assert other.style_sheet != ASSETS.style_sheet
