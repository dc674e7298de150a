"""Other generators that build the same Markdown as plain MkDocs.

Zensical is part of the test environment. Hugo is not part of the project; `find_hugo` finds it in a
folder outside.
"""

import posixpath
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

LINK_TO_PAGE = re.compile(r"\]\((?P<target>[\w./-]+)\.md\)")
HUGO_SETTINGS = """\
baseURL = "https://example.org/"
title = "Plain"
disableKinds = ["404", "rss", "sitemap", "taxonomy", "term"]
"""
HUGO_LAYOUT = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<nav>
<ul>
{{- $here := .CurrentSection }}
{{- range site.Home.Sections }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{- if eq . $here }}
<ul>
{{- range .RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{- end }}
</ul>
{{- end }}
</li>
{{- end }}
</ul>
</nav>
<main>
{{ .Content }}
</main>
</body>
</html>
"""
"""A page with the modules of its own role in the navigation, as `navigation.prune` leaves them."""
HUGO_LAYOUTS = ("home", "section", "page")
"""The kinds of pages. All have the same layout."""


def find_hugo(folder: Path | None) -> Path | None:
    """Hugo in a folder outside the project: a binary, or a virtual environment with its package.

    The package's own command starts Python first, so the binary inside it is preferred.
    """
    if folder is None:
        return None
    packaged = next(folder.glob("lib/python*/site-packages/hugo/binaries/hugo"), None)
    found = packaged or shutil.which("hugo", path=f"{folder}:{folder / 'bin'}")
    return Path(found).resolve() if found else None


def find_zensical() -> Path | None:
    """Zensical in the environment of this Python."""
    found = shutil.which("zensical", path=str(Path(sys.executable).parent))
    return Path(found) if found else None


def write_bare_config(plain: Path) -> Path:
    """Write another `mkdocs.yml` for the same Markdown, without search."""
    path = plain / "bare.yml"
    path.write_text("INHERIT: mkdocs.yml\nplugins: []\n", encoding="utf-8")
    return path


def write_hugo(plain: Path, folder: Path) -> None:
    """Write the same pages in the same order for Hugo, with a layout without styles and search."""
    for number, name in enumerate(_pages(plain), 1):
        text = (plain / "docs" / name).read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("# ")
        head = yaml.safe_dump({"title": title, "weight": number}, allow_unicode=True)
        path = folder / "content" / name.replace("index.md", "_index.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n\n{_linked(name, text)}", encoding="utf-8")
    layouts = folder / "layouts"
    layouts.mkdir()
    for kind in HUGO_LAYOUTS:
        (layouts / f"{kind}.html").write_text(HUGO_LAYOUT, encoding="utf-8")
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")


def _pages(plain: Path) -> Iterator[str]:
    """The files of all pages, in the order of the navigation."""
    config = yaml.safe_load((plain / "mkdocs.yml").read_text(encoding="utf-8"))
    for entry in config["nav"]:
        if isinstance(entry, str):
            yield entry
        else:
            yield from next(iter(entry.values()))


def _linked(name: str, text: str) -> str:
    """A page with addresses instead of the files that it links to. Hugo does not replace them."""

    def address(match: re.Match[str]) -> str:
        target = posixpath.join("/", posixpath.dirname(name), match["target"])
        return f"]({posixpath.normpath(target).removesuffix('index').rstrip('/')}/)"

    return LINK_TO_PAGE.sub(address, text)
