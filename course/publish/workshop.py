"""The workshop: the course's editor on the site itself, with the generator in the browser.

Its programs come from two registries, once for each version of them. The file names are fixed:
`frontend/workshop` asks for them.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from html import escape
from importlib.metadata import distribution, packages_distributions
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from course.compare.git import on_github
from course.frontend.build import MESSAGES, script_to_try
from course.frontend.minified import minified
from course.inputs import ALL, DISTRICT
from course.publish.folder import Writer, alone
from course.site import WORKSHOP, Site
from course.workshop.published import STAMP, Published
from course.zipped import zipped

LIBRARIES = (
    "annotated_types",
    "babel",
    "coloraide",
    "jinja2",
    "markdown_it",
    "markupsafe",
    "mdurl",
    "phonenumbers",
    "pydantic",
    "segno",
    "syllapy",
    "typing_extensions",
    "typing_inspection",
    "yaml",
)
"""What the generator imports, and has no part that only runs on one kind of machine."""
PYODIDE = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)
"""The files of Python for browsers."""
REQUIREMENTS = "requirements-workshop.txt"
"""The one library with a part in another language, in its build for browsers."""
PLATFORM = ("pyemscripten_2026_0_wasm32", "314", "cp314")
"""The platform, the version of Python and its binary interface that builds for browsers have."""
RESULTS = ("yaml", "measures")
"""The tables of results that take longest to make again. Others are larger than they are worth."""
_TOP = Path(__file__).resolve().parents[2]
CACHE = _TOP / ".cache" / "workshop"
"""Where its programs are kept."""
_SOURCE = _TOP / "course" / "frontend" / "workshop"
_NOT_NEEDED = ("geodata", "carrierdata", "tzdata", "locale-data", "__pycache__")
"""Folders of libraries with data that the generator does not use."""
_NOT_IN_BROWSERS = (
    "frontend/js/",
    "frontend/tried/",
    "frontend/fonts/",
    "frontend/workshop/",
    "cli/",
)
"""Folders of the generator that the workshop does not use."""


class WorkshopError(Exception):
    """The workshop cannot be built. The message says why, and what to do."""


def write_workshop(folder: Path, district: Path | None, site: Site, writer: Writer) -> None:
    """Write the workshop for a course into its site.

    `district` is the folder of what a district writes over the course.

    Raises WorkshopError if its programs cannot be fetched, and OSError if the file system refuses.
    """
    for name, content in workshop_files(folder, district, site).items():
        writer.write(f"{WORKSHOP}{name}", content)


def workshop_files(folder: Path, district: Path | None, site: Site) -> Mapping[str, bytes]:
    """The files of the workshop for a course, by their names in its folder.

    Raises WorkshopError if its programs cannot be fetched.
    """
    # A district changes only its own files, which may be in a repository of its own.
    own = folder if district is None else district.parent
    is_named_so = district is None or district.name == DISTRICT
    published = Published.of(site, on_github(own) if is_named_so else None)
    files = {
        **programs(),
        "generator.zip": zipped(_generator()),
        "course.zip": zipped(_course(folder, district)),
        "site.json": json.dumps(asdict(published)).encode(),
        "index.html": _page(site),
        "workshop.css": minified("css", _text("workshop.css")).encode(),
        "try.js": script_to_try().encode(),
        MESSAGES: site.files[f"{site.scripts}{MESSAGES}"].make(),
    }
    files["results.zip"] = zipped(results(files["course.zip"], files["site.json"]))
    hashes = {name: sha256(content).hexdigest()[:8] for name, content in files.items()}
    manifest = json.dumps(hashes, separators=(",", ":"))
    worker = minified("javascript", _text("worker.js"))
    files["worker.js"] = f"const manifest={manifest};\n{worker}".encode()
    return files


def _text(name: str) -> str:
    return (_SOURCE / name).read_text(encoding="utf-8")


def _page(site: Site) -> bytes:
    page = _text("index.html")
    for name in ("style_sheet", "icon", "title"):
        page = page.replace(f"{{{{ {name} }}}}", escape(getattr(site, name)))
    return page.encode()


def programs() -> dict[str, bytes]:
    """Python for browsers, libraries and the page's scripts. They are kept until one changes."""
    names = sorted(path for path in _SOURCE.iterdir() if path.suffix in {".mjs", ".json"})
    stand_ins = sorted((_SOURCE / "stand_ins").glob("*.py"))
    key = sha256()
    for path in (
        *names,
        *stand_ins,
        _TOP / REQUIREMENTS,
        _TOP / "requirements.txt",
        Path(__file__),
    ):
        key.update(path.name.encode() + path.read_bytes())
    kept = CACHE / key.hexdigest()[:16]
    CACHE.mkdir(parents=True, exist_ok=True)
    with alone(CACHE.with_suffix(".lock")):
        if not kept.is_dir():
            _keep_programs(kept)
        paths = (path for path in sorted(kept.rglob("*")) if path.is_file())
        return {path.relative_to(kept).as_posix(): path.read_bytes() for path in paths}


def _keep_programs(kept: Path) -> None:
    with TemporaryDirectory() as name:
        made = Path(name) / "made"
        _make_programs(Path(name), made)
        for old in kept.parent.iterdir():
            if old.is_dir():  # and no file that an operating system leaves in every folder
                shutil.rmtree(old)
        # From another disk it is copied, which may be interrupted: so not under its name yet.
        shutil.move(made, kept.with_suffix(".new"))
        kept.with_suffix(".new").rename(kept)


def _make_programs(work: Path, made: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise WorkshopError(
            "The workshop needs npm, which comes with Node.js: https://nodejs.org/. To build the "
            "site without it, leave out --workshop."
        )
    shutil.copytree(_SOURCE, work / "source")
    _run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], work / "source")
    _run([npm, "run", "--silent", "bundle"], work / "source")
    platform, version, interface = PLATFORM
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    of_browsers = ["--platform", platform, "--python-version", version, "--abi", interface]
    only = ["--implementation", "cp", "--only-binary", ":all:"]
    requirements = ["--requirement", str(_TOP / REQUIREMENTS), "--dest", str(work / "wheels")]
    _run([*pip, *of_browsers, *only, *requirements], work)
    (made / "pyodide").mkdir(parents=True)
    for name in PYODIDE:
        shutil.copy(work / "source" / "node_modules" / "pyodide" / name, made / "pyodide")
    for script in (work / "source" / "bundled").iterdir():
        shutil.copy(script, made)
    (wheel,) = (work / "wheels").iterdir()
    licenses = "\n\n".join((*_licenses_of_scripts(work / "source"), *_licenses_of_libraries()))
    (made / "licenses.txt").write_text(licenses, encoding="utf-8", newline="\n")
    libraries = {**dict(library_files()), **_unpacked(wheel)}
    (made / "libraries.zip").write_bytes(zipped(libraries.items()))


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, check=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        ending = "\n".join(f"{done.stdout}\n{done.stderr}".strip().splitlines()[-8:])
        raise WorkshopError(
            f"The programs of the workshop could not be fetched.\n\n{ending}\n\n"
            "Check the connection to the internet. To build the site without the workshop, leave "
            "out --workshop."
        )


def library_files() -> Iterator[tuple[str, bytes]]:
    """The files of the libraries, by their names in the archive."""
    for name in LIBRARIES:
        origin = Path(getattr(find_spec(name), "origin", None) or name)
        if origin.name != "__init__.py":
            yield origin.name, origin.read_bytes()
            continue
        for path in sorted(origin.parent.rglob("*")):
            inside = path.relative_to(origin.parent)
            is_wanted = path.suffix in {".py", ".csv"} or path.name == "global.dat"
            if path.is_file() and is_wanted and not set(_NOT_NEEDED) & set(inside.parts):
                yield f"{name}/{inside.as_posix()}", path.read_bytes()
        if name == "babel":
            for data in sorted((origin.parent / "locale-data").glob("*.dat")):
                if data.stem == "root" or data.stem.split("_")[0] in {"en", "es"}:
                    yield f"babel/locale-data/{data.name}", data.read_bytes()
    for path in sorted((_SOURCE / "stand_ins").glob("*.py")):
        yield path.name, path.read_bytes()


def _licenses_of_scripts(source: Path) -> Iterator[str]:
    """The license of each package that is in the page's scripts, and of Python for browsers."""
    lock = json.loads((source / "package-lock.json").read_text(encoding="utf-8"))
    for place, package in lock["packages"].items():
        folder = source / place
        if place and not package.get("dev") and folder.is_dir():
            texts = (
                path.read_text(encoding="utf-8") for path in sorted(folder.glob("LICEN[CS]E*"))
            )
            name = place.removeprefix("node_modules/")
            yield "\n".join((f"{name} {package['version']}: {package.get('license')}", *texts))


def _licenses_of_libraries() -> Iterator[str]:
    """The license of each library of Python."""
    of_packages = packages_distributions()
    for name in (*LIBRARIES, "pydantic_core"):
        library = distribution(of_packages[name][0])
        files = [
            path
            for path in library.files or ()
            if path.name.upper().startswith(("LICENSE", "LICENCE"))
        ]
        title = f"{library.name} {library.version}"
        yield "\n".join((title, *(path.read_text(encoding="utf-8") for path in files)))


def _unpacked(wheel: Path) -> Mapping[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def _generator() -> Iterator[tuple[str, bytes]]:
    package = _TOP / "course"
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package).as_posix()
        is_ours = path.is_file() and "__pycache__" not in inside
        if is_ours and not inside.startswith(_NOT_IN_BROWSERS):
            yield f"course/{inside}", path.read_bytes()


def _course(folder: Path, district: Path | None) -> Iterator[tuple[str, bytes]]:
    parts = [(folder / name, name) for name in ALL]
    if district:
        parts.append((district, DISTRICT))
    for part, name in parts:
        for path in [part] if part.is_file() else sorted(part.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                inside = path.relative_to(part).as_posix()
                yield (name if path == part else f"{name}/{inside}"), path.read_bytes()


def results(course: bytes, published: bytes) -> Iterator[tuple[str, bytes]]:
    """What reading and checking the course has found out, so that browsers need not.

    A process of its own finds it out, because no other command needs what that imports.
    """
    with TemporaryDirectory() as name:
        folder, kept = Path(name) / "course", Path(name) / "kept"
        with ZipFile(BytesIO(course)) as archive:
            archive.extractall(folder)
        command = [sys.executable, "-m", "course.workshop.results", str(folder), str(kept)]
        subprocess.run(command, cwd=_TOP, input=published, check=True)
        for table in RESULTS:
            yield f"{STAMP}/{table}.json", (kept / STAMP / f"{table}.json").read_bytes()
