"""What was read from the folder of a course."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from course.models.course import Course
from course.problems import Finding, Position, Problem
from course.read.limit import limited
from course.read.overlay import Layer, Layered, Replaced
from course.read.yaml_reader import Data, Document, read


@dataclass(frozen=True)
class Loaded:
    """What could be read, and what could not."""

    course: Course | None
    """None if `course.yml` or the roles cannot be read: nothing is possible without them."""
    contents: Mapping[str, bytes]
    """Every file that was read, by its path."""
    digests: Mapping[str, str]
    """A hash of all that each file of the course was made from, by its path."""
    layers: Mapping[str, tuple[Layer, ...]]
    """What a district has written over files of the course, by their paths."""
    replaced: Mapping[str, Mapping[str, Replaced]]
    """What a district has replaced: by the path of the course's file, and by the place in it, such
    as `lessons/few-words/title`."""
    problems: tuple[Problem, ...]
    kept: Course | None = None
    """The course with what its district has taken out. None if that is nothing."""
    caused: tuple[Problem, ...] = ()
    """Those of the problems in files of the course that are not there if nothing is taken out."""
    removed: Mapping[str, Mapping[str, Data]] = field(default_factory=dict)
    """What a district has taken out, by the path of the course's file and by address."""

    @property
    def own_paths(self) -> frozenset[str]:
        """The files of a district that were read, as problems name them."""
        return frozenset(it.document.path for layers in self.layers.values() for it in layers)

    def document(self, path: str) -> Document | Layered | None:
        """A YAML file with the position of every value. None if there is no such YAML file."""
        content = self.contents.get(path)
        is_yaml = content is not None and path.endswith(".yml")
        document = read(path, content)[0] if content is not None and is_yaml else None
        layers = self.layers.get(path, ())
        return Layered(path, document, layers) if layers else document

    def to_problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Turn the findings of rules into problems, with the lines that they are about."""
        by_path = groupby(sorted(findings, key=_path_of), key=_path_of)
        return limited(
            problem for path, of_file in by_path for problem in self._problems(path, of_file)
        )

    def _problems(self, path: str, findings: Iterable[Finding]) -> Iterator[Problem]:
        document = self.document(path)
        for finding in findings:
            yield (
                document.problem(finding)
                if document
                else Problem(
                    path,
                    Position(),
                    finding.what,
                    finding.remedy,
                    is_warning=finding.is_warning,
                    rule=finding.rule,
                    needs=finding.needs,
                    addition=finding.addition,
                )
            )


def _path_of(finding: Finding) -> str:
    return finding.path
