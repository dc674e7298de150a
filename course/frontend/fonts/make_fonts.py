"""Makes the typefaces of the site from the complete ones.

The complete ones are in the npm packages `@fontsource-variable/atkinson-hyperlegible-next` and
`@fontsource-variable/literata`, both 5.3.0. To make them again, in a folder of its own:

    npm install @fontsource-variable/atkinson-hyperlegible-next@5.3.0
    npm install @fontsource-variable/literata@5.3.0
    pip install fonttools brotli
    python <this file> node_modules

Each typeface keeps the weights that the style sheet uses, and the characters of English and
Spanish. A browser takes all others from the reader's device. What is left out besides: instructions
for screens with few pixels, and tables for text from top to bottom. Literata gets a wider space
between words: that of its cut for large sizes is so narrow that "988 Suicide" reads as one word.

`literata.ttf` is for the pictures that a build draws: the same cut, with the characters of most
languages that are written in Latin letters, because no other typeface can help out.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

CHARACTERS = (
    "U+20-7E,"  # ASCII
    "U+A0,U+A1,U+B0,U+B7,U+BD,U+BF,U+D7,"  # no-break space, ¡ ° · ½ ¿ ×
    "U+C1,U+C9,U+CD,U+D1,U+D3,U+DA,U+DC,U+E1,U+E9,U+ED,U+F1,U+F3,U+FA,U+FC,"  # Spanish letters
    "U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+202F"  # – — ‘ ’ “ ” • … and a space
)
PICTURE_CHARACTERS = (
    "U+20-7E,U+A0-17E,"  # ASCII, and letters with accents
    "U+2013,U+2014,U+2018-201A,U+201C-201E,U+2022,U+2026"  # dashes, quotation marks, bullet and …
)
FEATURES = "ccmp,kern,locl,mark,mkmk"
"""No ligatures: letters are easier to tell apart, and the typeface is lighter by a tenth."""
UNUSED_TABLES = "MVAR,STAT,VVAR,gasp,prep,vhea,vmtx"
NAMES = "0,1,2,5,13,14"
"""Copyright, family, style, version and license."""


@dataclass(frozen=True)
class Face:
    """A typeface of the site."""

    package: str
    """The name of its package."""
    file: str
    """Its file in that package."""
    axes: tuple[str, ...]
    """What is kept of each axis: a range or one position."""
    space: int | None = None
    """The width of a space in thousandths of the size, if it is not to be the typeface's own."""


FACES = (
    Face("atkinson-hyperlegible-next", "latin-wght-normal", ("wght=400:700",)),
    # One cut, drawn for sizes of 21 to 34 px.
    Face("literata", "latin-standard-normal", ("wght=560", "opsz=24"), space=240),
)


def main(packages: Path) -> None:
    """Write each typeface and its license next to this file."""
    for face in FACES:
        package = packages / "@fontsource-variable" / face.package
        target = Path(__file__).with_name(face.package)
        with TemporaryDirectory() as folder:
            cut = _cut(packages, face, Path(folder, "cut.ttf"))
            _subset(cut, CHARACTERS, NAMES, target.with_suffix(".woff2"), "--flavor=woff2")
        shutil.copyfile(package / "LICENSE", target.with_suffix(".license.txt"))
    _for_pictures(packages)


def _for_pictures(packages: Path) -> None:
    """Write the typeface for pictures, out of the two files that its characters are in."""
    latin = FACES[-1]
    extended = replace(latin, file=latin.file.replace("latin", "latin-ext"))
    with TemporaryDirectory() as name:
        folder = Path(name)
        cuts = [_cut(packages, face, folder / f"{face.file}.ttf") for face in (latin, extended)]
        merged = folder / "merged.ttf"
        _run("fontTools.merge", *cuts, f"--output-file={merged}")
        target = Path(__file__).with_name("literata.ttf")
        _subset(merged, PICTURE_CHARACTERS, f"{NAMES},6", target)


def _cut(packages: Path, face: Face, target: Path) -> Path:
    folder = packages / "@fontsource-variable" / face.package / "files"
    source = folder / f"{face.package}-{face.file}.woff2"
    _run("fontTools.varLib.instancer", source, *face.axes, f"--output={target}")
    return _with_space(target, face.space) if face.space else target


def _with_space(cut: Path, width: int) -> Path:
    """A copy of a cut in which each space, also the one that does not break, has this width."""
    widths, copy = cut.with_suffix(".ttx"), cut.with_stem(f"{cut.stem}-spaced")
    _run("fontTools.ttx", "-t", "hmtx", "-o", widths, cut)
    xml = widths.read_text(encoding="utf-8")
    spaces = r'(?<=<mtx name=")(space|uni00A0)" width="\d+'
    widths.write_text(re.sub(spaces, rf'\1" width="{width}', xml), encoding="utf-8", newline="\n")
    _run("fontTools.ttx", "-m", cut, "-o", copy, widths)
    return copy


def _subset(cut: Path, characters: str, names: str, target: Path, *options: str) -> None:
    _run(
        "fontTools.subset",
        cut,
        f"--unicodes={characters}",
        f"--layout-features={FEATURES}",
        f"--drop-tables+={UNUSED_TABLES}",
        f"--name-IDs={names}",
        "--no-hinting",
        f"--output-file={target}",
        *options,
    )


def _run(tool: str, *options: object) -> None:
    subprocess.run([sys.executable, "-m", tool, *map(str, options)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
