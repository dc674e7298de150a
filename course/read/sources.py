"""The files of a course, each with what a district has written over it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from course.memo import Table
from course.models.language import TRANSLATIONS, is_english
from course.models.texts import TruncatedText
from course.problems import Finding, Location, Position, Problem
from course.read.catalogs import problems_of_catalogs
from course.read.codes import DISTRICT_FILES, FILE_NAMES, LOOKED_AT, YAML
from course.read.district_files import SETTINGS, DistrictFiles, is_piece
from course.read.field_docs import fields_at
from course.read.files import MAY_BE_MISSING, REFERENCE_NAMES
from course.read.kept import (
    DAYS,
    kept_variants,
    whole_parts,
    why_it_stays,
    why_number_stays,
)
from course.read.overlay import (
    NEW,
    Layer,
    Layered,
    Merge,
    Replaced,
    called_now,
    found_at,
    places_before,
)
from course.read.stray_files import (
    entries,
    misnamed,
    misnamed_folder,
    not_opened,
    stray_piece,
    stray_reference,
)
from course.read.yaml_reader import Data, Document, read
from course.suggestions import in_quotes


@dataclass(frozen=True)
class Source:
    """A YAML file without syntax errors."""

    path: str
    content: bytes | None
    """None if only a district has this file."""
    digest: str
    """Changes with everything that it was made from."""
    data: Data
    layers: tuple[Layer, ...] = ()

    @property
    def paths(self) -> set[str]:
        """The files that it was made from."""
        return {self.path, *(layer.document.path for layer in self.layers)}

    @cached_property
    def document(self) -> Document | Layered:
        """The file with the position of every value. It is slow to read, and rarely needed."""
        document = None if self.content is None else read(self.path, self.content)[0]
        if self.layers:
            return Layered(self.path, document, self.layers)
        assert document is not None, "the file was read before"
        return document


class Sources:
    """Reads the files of a course. It collects what is wrong with the files themselves."""

    def __init__(
        self,
        folder: Path,
        known_data: Table,
        district: DistrictFiles | None,
        *,
        keeps_removed: bool = False,
    ) -> None:
        """`keeps_removed` is whether what the district takes out stays."""
        self._folder, self._known_data, self._district = folder, known_data, district
        self._keeps_removed = keeps_removed
        self.contents: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}
        self.layers: dict[str, tuple[Layer, ...]] = {}
        self.replaced: dict[str, dict[str, Replaced]] = {}
        self.removed: dict[str, dict[str, Data]] = {}
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()

    def yaml(self, path: str, kind: Any) -> Source | None:
        """A YAML file of a kind. None if it is left out, or cannot be read."""
        layers = self._district.layers(path) if self._district else ()
        is_own = bool(layers) and not (self._folder / path).exists()
        content = None if is_own else self._bytes(path)
        if content is None and not is_own:
            return None
        digest = sha256(content or b"").hexdigest()
        data = {} if content is None else self._data(path, content, digest)
        if data is not None and layers and self._district:
            self.layers[path] = layers
            texts = (self._district.contents[layer.document.path] for layer in layers)
            mark = b"kept" if self._keeps_removed else b""
            digest = sha256(b"".join((digest.encode(), mark, *texts))).hexdigest()
            if is_own and is_piece(path):
                data = self._own_piece(path, layers[0])
            else:
                data = self._merged(path, data, layers, kind)
        self.digests[path] = digest
        return None if data is None else Source(path, content, digest, data, layers)

    @property
    def has_unread_district(self) -> bool:
        """Whether a file of the district's cannot be read, so that nobody knows what it says."""
        return self._district is not None and self._district.has_unread

    def settings(self) -> Source | None:
        """The settings of the district. None without one, or if they cannot be read."""
        if self._district is None:
            return None
        self.contents.update(self._district.contents)
        self.problems.extend(self._district.problems)
        document = self._district.settings
        if document is None:
            return None
        content = self.contents[document.path]
        digest = sha256(content).hexdigest()
        self.digests[document.path] = digest
        self.layers[SETTINGS] = (Layer(document),)
        return Source(document.path, content, digest, document.data)

    def has_buttons_in(self, language: str) -> bool:
        """Whether the buttons are translated into a language. They are written in English."""
        catalog = self._folder / TRANSLATIONS / f"{language}.po"
        return is_english(language) or catalog.is_file()

    def catalogs(self) -> Iterator[Problem]:
        """What is wrong with the translations of the interface."""
        return problems_of_catalogs(self._folder)

    def drawing(self, path: str) -> tuple[str, bytes | None]:
        """The content of a drawing, which is the district's if it has one, and its path."""
        own = self._district.bytes_of(path) if self._district else None
        content = self._bytes(path) if own is None else own
        if content is not None:
            self.digests[path] = sha256(content).hexdigest()
        is_own = self._district is not None and own is not None
        return self._district.shown(path) if self._district and is_own else path, content

    def logo(self, name: str) -> tuple[str, bytes | None]:
        """The content of the district's logo, and its path."""
        assert self._district is not None, "the settings name it"
        content, path = self._district.bytes_of(name), self._district.shown(name)
        if content is not None:
            self.digests[path] = sha256(content).hexdigest()
        return path, content

    def files(self, name: str, ending: str = ".yml") -> Iterator[str]:
        """The files of a folder that should be read, with those that only a district has.

        Any others are reported.
        """
        found = set()
        if other := misnamed_folder(self._folder / name):
            what = f'This folder is not read: its name is not "{Path(name).name}".'
            self.report(other.name, what, f"Rename it to {Path(name).name}.")
            self.unreadable.add(Path(name).name)
        for path in entries(self._folder / name):
            shown = f"{name}/{path.name}"
            stray = stray_piece(path, name, ending)
            if stray is None:
                found.add(shown)
                yield shown
            else:
                self.report(shown, stray.what, stray.remedy)
                kind = Path(name).name
                self.unreadable.update(f"{kind}/{piece_id}" for piece_id in stray.seems)
        for shown in self._district.pieces(name, ending) if self._district else ():
            if shown not in found:
                yield shown

    def reference_names(self) -> None:
        """Report everything in `reference/` with a name that is not read."""
        for path in entries(self._folder / "reference"):
            if stray := stray_reference(path, REFERENCE_NAMES):
                self.report(f"reference/{path.name}", stray.what, stray.remedy)
                self.unreadable.update(stray.seems)

    def is_left_out(self, path: str) -> bool:
        """Whether a course that may do without this file does without it."""
        return path in MAY_BE_MISSING and not (self._folder / path).exists()

    def report(
        self,
        path: str,
        what: str,
        remedy: str,
        position: Position | None = None,
        code: str = FILE_NAMES,
    ) -> None:
        """Report something about a whole file, or about a position in it."""
        self.problems.append(Problem(path, position or Position(), what, remedy, rule=code))

    def _bytes(self, path: str) -> bytes | None:
        try:
            self.contents[path] = (self._folder / path).read_bytes()
            return self.contents[path]
        except FileNotFoundError:
            if self.is_left_out(path):
                return None
            self._report_missing(path)
        except OSError as error:
            self.report(path, *not_opened(error))
        return None

    def _report_missing(self, path: str) -> None:
        """Report a missing file, but not if it is there under a wrong name."""
        if Path(path).stem in self._misplaced:
            return  # reported with everything else in `reference/`
        if other := misnamed(self._folder / path):
            shown = other.relative_to(self._folder).as_posix()
            what = f'This file is not read: its name is not "{Path(path).name}".'
            self.report(shown, what, f"Rename it to {Path(path).name}.")
        else:
            self.report(path, "The file is missing.", "Copy it from the original project.")

    @cached_property
    def _misplaced(self) -> set[str]:
        """What is in `reference/` under a wrong name or in a folder there, without its ending."""
        strays = (
            stray_reference(path, REFERENCE_NAMES) for path in entries(self._folder / "reference")
        )
        return {name for stray in strays if stray for name in stray.seems}

    def _data(self, path: str, content: bytes, digest: str) -> Data | None:
        """What a file of the course contains. None if it cannot be read to the end."""
        data: Data | None = self._known_data[digest]
        if data is None:
            document, problems = read(path, content)
            self.problems.extend(problems)
            if document is None:
                return None
            data = document.data
            if path.startswith("reference/") and any(it.rule == YAML for it in problems):
                self.unreadable.add(Path(path).stem)  # a key twice, perhaps instead of another
            if not problems and not _is_truncated(data):
                self._known_data[digest] = data
        return data

    def _merged(self, path: str, data: Data, layers: tuple[Layer, ...], kind: Any) -> Data:
        """The data with the layers written over it."""
        course = data
        for layer in layers:
            stays = partial(why_it_stays, path, data)
            merge = Merge(
                layer, lambda location: not fields_at(kind, location), stays, whole_parts(path)
            )
            before, data = data, merge.over(data, keeps_removed=self._keeps_removed)
            if merge.removed:
                self.removed[path] = merge.removed
            self.problems.extend(layer.document.problem(it) for it in merge.findings)
            fixed = dict(_fixed_numbers(path, before, layer, merge.replaced))
            self.problems.extend(fixed.values())
            texts = _texts(merge.replaced, layer, course)
            own = {location: text for location, text in texts.items() if location not in fixed}
            self.problems.extend(self._not_looked_at(path, before, layer, own, kind))
        return data

    def _not_looked_at(
        self,
        path: str,
        data: Data,
        layer: Layer,
        replaced: Mapping[Location, Data],
        kind: Any,
    ) -> Iterator[Problem]:
        """Remarks on texts of the course that nobody has looked at since they changed.

        `data` is what the course's file says.
        """
        assert self._district is not None
        for location, text in replaced.items():
            address = "/".join(map(str, location))
            earlier = (self._district.accepted(*it) for it in places_before(path, address, data))
            known = next((it for it in earlier if it is not None), None)
            not_for = kept_variants(kind, data, layer.data, location)
            found = Replaced(text, layer, location, known, not_for)
            self.replaced.setdefault(path, {})[address] = found
            if not found.is_looked_at:
                fits = "this reason fits" if found.is_removed else "this fits"
                what = (
                    f"Nobody has said yet that {fits} what the course says here."
                    if known is None
                    else "What the course says here has changed since somebody looked at it."
                )
                if not_for:
                    what += (
                        f" Yours is not for {in_quotes(not_for)}: the course has other words for "
                        "them, under `instead:`."
                    )
                command = self._district.command
                remedy = (
                    f"See both with `{command} --report`. If yours still fits: "
                    f"`{command} --accept {path}:{address}`"
                )
                finding = Finding(
                    path, location, what, remedy, on_key=True, is_warning=True, rule=LOOKED_AT
                )
                yield layer.document.problem(layer.at(finding))

    def _own_piece(self, path: str, layer: Layer) -> Data | None:
        """What a district's own file contains, such as a module that the course does not have."""
        data = layer.data
        if not isinstance(data, dict):
            return data
        if NEW in data:
            return {key: value for key, value in data.items() if key != NEW}
        known = {it.stem: self._peek(it) for it in entries(self._folder / Path(path).parent)}
        self.report(
            layer.document.path,
            f'The course has no "{path}" to change.',
            f"{called_now(Path(path).stem, known)} If it is your own, write `new: yes` at its top.",
            code=DISTRICT_FILES,
        )
        return None

    def _peek(self, path: Path) -> Data:
        """What a file of the course contains, as far as it can be read."""
        try:
            document, _ = read(path.name, path.read_bytes())
        except OSError:
            return {}
        return document.data if document else {}


def _fixed_numbers(
    path: str, data: Data, layer: Layer, replaced: Mapping[Location, Data]
) -> Iterator[tuple[Location, Problem]]:
    """Mistakes for the numbers that are the same everywhere, and that a layer writes over."""
    for location in replaced:
        if refusal := why_number_stays(path, data, location):
            finding = Finding(path, location, *refusal, rule=DISTRICT_FILES)
            yield location, layer.document.problem(layer.at(finding))


def _texts(
    replaced: Mapping[Location, Data], layer: Layer, course: Data
) -> Mapping[Location, Data]:
    """What somebody has to look at again when the course changes it.

    `district.yml` gives the course its title, and contacts their days. A number in it may also
    replace the one that all districts of a state have. None of these is a text of the course.
    """
    if layer.is_file:
        return replaced
    return {
        location: text
        for location, text in replaced.items()
        if location[1:]
        and location[-1] not in DAYS
        and found_at(course, *map(str, location)) == text
    }


def _is_truncated(data: Data) -> bool:
    """Whether any text in the data was truncated, which JSON cannot represent."""
    if isinstance(data, str):
        return isinstance(data, TruncatedText)
    return any(map(_is_truncated, data.values() if isinstance(data, dict) else data))
