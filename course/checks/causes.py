"""What a district causes by taking something out is told where it does that, and once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from course.problems import Finding, Problem, in_order
from course.read.loaded import Loaded
from course.read.overlay import REMOVE
from course.read.places import Place
from course.suggestions import how_many, in_quotes

MOST_SENTENCES = 3
"""How many different things are told about one removal. More would not be read."""
MOST_FILES = 2
REMEDY = (
    "Write another text instead of removing it. Or fix what is named here, in a file of yours "
    "with the same path: {}"
)
REMEDY_OF_NAMED = (
    "Write another text instead of removing it. Or write your own text wherever it is named, in a "
    "file of yours with the same path."
)


def at_removals(
    findings: Iterable[Finding], removed: Mapping[str, Mapping[str, Any]]
) -> Iterator[Finding]:
    """One mistake, or else one remark, for each removal that causes any of these findings.

    `removed` is what a district has taken out, by file and address.
    """
    places = [(path, (REMOVE, it)) for path, pieces in removed.items() for it in pieces]
    caused: dict[Place, list[tuple[Finding, tuple[Place, ...]]]] = {}
    for finding in findings:
        causes = _causes(finding, places)
        caused.setdefault(causes[0], []).append((finding, causes))
    for place, found in caused.items():
        mistakes = [it for it in found if not it[0].is_warning]
        yield _told(place, mistakes or found)


def problems_of_files(loaded: Loaded) -> tuple[Problem, ...]:
    """What is wrong with the files themselves, in order.

    What a district causes by taking something out of a file is told where it does that.
    """
    by_path: dict[str, list[Finding]] = {}
    for it in loaded.caused:
        finding = Finding(it.path, (), it.what, it.remedy, rule=it.rule)
        by_path.setdefault(it.path, []).append(finding)
    told = (
        finding
        for path, findings in by_path.items()
        for finding in at_removals(findings, _nearest(path, loaded.removed))
    )
    caused = frozenset(loaded.caused)
    others = (it for it in loaded.problems if it not in caused)
    return in_order((*others, *loaded.to_problems(told)))


def _nearest(
    path: str, removed: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Mapping[str, Any]]:
    """What was taken out of a file, or out of any if it is another one."""
    return {path: removed[path]} if path in removed else removed


def _causes(finding: Finding, places: Sequence[Place]) -> tuple[Place, ...]:
    """The removals that may have caused a finding: those that it names, or in the same module."""
    if (finding.path, finding.location) in places:
        return ((finding.path, finding.location),)
    named = tuple(it for it in places if _address(it).rpartition("/")[2] in _names(finding))
    modules = {PurePosixPath(finding.path).stem, *_names(finding)}
    same = tuple(it for it in places if PurePosixPath(it[0]).stem in modules)
    return named or same or tuple(places)


def _names(finding: Finding) -> list[str]:
    """What a finding names in quotation marks."""
    return finding.what.split('"')[1::2]


def _address(place: Place) -> str:
    return str(place[1][-1])


def _told(place: Place, found: Sequence[tuple[Finding, tuple[Place, ...]]]) -> Finding:
    """What one removal causes."""
    of_rules_for_it = [it for it, _ in found if (it.path, it.location) == place]
    others = [it for it, _ in found if it not in of_rules_for_it]
    removals = dict.fromkeys(_address(it) for _, causes in found for it in causes)
    path, location = place
    if of_rules_for_it:
        first, *more = (it.what for it in of_rules_for_it)
        sentences = [first, *(f"And {it.partition(', and ')[2]}" for it in more)]
    else:
        sentences = [f"You have removed {in_quotes(removals)}."]
    remedies = [it.remedy for it in of_rules_for_it]
    if others:
        sentences += _sentences(others)
        gone = {it.rpartition("/")[2] for it in removals}
        is_named = gone.intersection(_names(others[0]))
        remedies.append(REMEDY_OF_NAMED if is_named else REMEDY.format(others[0].remedy))
    return replace(
        found[0][0],
        path=path,
        location=location,
        what=" ".join(sentences),
        remedy=" ".join(dict.fromkeys(remedies)),
        offset=None,
        on_key=True,
        swap=None,
        needs="",
        addition="",
    )


def _sentences(findings: Iterable[Finding]) -> Iterator[str]:
    """What is found in other files, each thing once."""
    files: dict[str, dict[str, None]] = {}
    for finding in findings:
        files.setdefault(finding.what, {})[finding.path] = None
    for what, paths in [*files.items()][:MOST_SENTENCES]:
        shown, more = ", ".join([*paths][:MOST_FILES]), len(paths) - MOST_FILES
        others = f" and {how_many(more, 'other file')}" if more > 0 else ""
        yield f"{shown}{others}: {what}"
    if len(files) > MOST_SENTENCES:
        yield f"There are {len(files) - MOST_SENTENCES} more like these."
