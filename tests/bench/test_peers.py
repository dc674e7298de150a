"""The same Markdown for other generators."""

from pathlib import Path

import pytest
import yaml

from bench.peers import find_hugo, write_bare_config, write_hugo

PAGES = {
    "index.md": "# All\n\n- [Cook](cook/index.md): cooks\n",
    "cook/index.md": "# Cook\n\n1. [Calm: a start](calm.md)\n",
    "cook/calm.md": "# Calm: a start\n\n[strong](../evidence.md) [out](https://example.org/a.md)\n",
    "evidence.md": "# Evidence\n",
}
NAV = ["index.md", {"Cook": ["cook/index.md", "cook/calm.md"]}, "evidence.md"]


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    plain = tmp_path / "plain"
    (plain / "docs" / "cook").mkdir(parents=True)
    for name, text in PAGES.items():
        (plain / "docs" / name).write_text(text, encoding="utf-8")
    (plain / "mkdocs.yml").write_text(yaml.safe_dump({"nav": NAV}), encoding="utf-8")
    return plain


def parts(path: Path) -> tuple[dict[str, object], str]:
    _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), text.lstrip()


def test_hugo_gets_every_page_with_its_title_in_the_same_order(plain: Path, tmp_path: Path) -> None:
    write_hugo(plain, tmp_path / "hugo")
    content = tmp_path / "hugo" / "content"
    names = ["_index.md", "cook/_index.md", "cook/calm.md", "evidence.md"]
    assert sorted(map(str, content.rglob("*.md"))) == sorted(str(content / name) for name in names)
    heads = [parts(content / name)[0] for name in names]
    assert [head["title"] for head in heads] == ["All", "Cook", "Calm: a start", "Evidence"]
    assert [head["weight"] for head in heads] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_index.md", "# All\n\n- [Cook](/cook/): cooks\n"),
        ("cook/_index.md", "# Cook\n\n1. [Calm: a start](/cook/calm/)\n"),
        (
            "cook/calm.md",
            "# Calm: a start\n\n[strong](/evidence/) [out](https://example.org/a.md)\n",
        ),
    ],
)
def test_links_to_files_become_addresses(name: str, text: str, plain: Path, tmp_path: Path) -> None:
    write_hugo(plain, tmp_path / "hugo")
    assert parts(tmp_path / "hugo" / "content" / name)[1] == text


def test_bare_config_has_everything_but_the_search(plain: Path) -> None:
    config = yaml.safe_load(write_bare_config(plain).read_text(encoding="utf-8"))
    assert config == {"INHERIT": "mkdocs.yml", "plugins": []}


@pytest.mark.parametrize(
    "name", ["hugo", "bin/hugo", "lib/python3.11/site-packages/hugo/binaries/hugo"]
)
def test_hugo_is_found_as_a_binary_and_in_its_package(name: str, tmp_path: Path) -> None:
    binary = tmp_path / name
    binary.parent.mkdir(parents=True, exist_ok=True)
    binary.touch(mode=0o755)
    assert find_hugo(tmp_path) == binary


def test_binary_in_the_package_is_preferred_to_its_command(tmp_path: Path) -> None:
    binary = tmp_path / "lib/python3.11/site-packages/hugo/binaries/hugo"
    for path in (binary, tmp_path / "bin" / "hugo"):
        path.parent.mkdir(parents=True)
        path.touch(mode=0o755)
    assert find_hugo(tmp_path) == binary


def test_hugo_is_missing_without_a_folder_or_in_an_empty_one(tmp_path: Path) -> None:
    assert find_hugo(None) is None
    assert find_hugo(tmp_path) is None
