"""The answer of a command's last run, to be repeated if nothing has changed since."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from course.inputs import digest_of, digest_of_all, district_in, misplaced
from course.memo import cache_of, generator_stamp
from course.publish.folder import is_unchanged, record_hash
from course.publish.guide import guide_key
from course.report import usual_format
from course.today import current_day

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "site"
"""Where the site is built."""
ENVIRONMENT = ("GITHUB_ACTIONS", "SITE_URL")
"""The environment variables that change an answer."""


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit status."""

    out: str
    err: str
    status: int


class LastRun:
    """Finds out whether a command would do again what it did last.

    It looks at the content of every file, not at dates: at the generator, the course, and the
    built site, which another command may have replaced. Since some rules are about the age of
    things, no answer is repeated on another day.
    """

    def __init__(
        self,
        command: str,
        folder: Path,
        output: Path | None = None,
        today: date | None = None,
        guide: str = "",
        district: Path | None = None,
    ) -> None:
        """Look at everything, before the command reads it.

        `command` identifies the command and its options, except its folders: `folder` contains the
        course, and `output` the site, if the command makes one. `today` is by default the current
        day. `guide` is the key of the guide, if the command builds one. `district` is the folder of
        what a district writes over the course.
        """
        self.stamp = generator_stamp()
        """Changes with the generator."""
        self.guide, self.district = guide, district
        self._folder, self._output = folder, output
        self._path = cache_of(folder) / self.stamp / f"{command}.answer"
        variables = [os.environ.get(name) for name in ENVIRONMENT]
        today = today or current_day()
        self._inputs = self._read_inputs()
        state = (self.stamp, str(today), variables, str(output), guide, self._inputs)
        self._state = sha256(repr(state).encode()).hexdigest()

    def _read_inputs(self) -> tuple[str, ...]:
        folder, district = self._folder, self.district
        own = (
            (str(district), digest_of_all(district), *misplaced(district, folder))
            if district
            else ()
        )
        return (digest_of(folder), *own)

    def answer(self) -> Answer | None:
        """What the command would print. None if it has to run."""
        try:
            state, site, answer = json.loads(self._path.read_text(encoding="utf-8"))
            if (state, site) == (self._state, self._site()) and (
                self._output is None or is_unchanged(self._output)
            ):
                return Answer(**answer)
        except (OSError, ValueError, TypeError):
            pass  # there is no last run, or its file is damaged
        return None

    def save(self, answer: Answer) -> None:
        """Keep an answer for the next run.

        Does nothing if that is not possible, or if a file has changed while the command was
        running: nobody knows which of its versions the answer is about.
        """
        try:
            if self._read_inputs() != self._inputs:
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps([self._state, self._site(), asdict(answer)])
            self._path.write_text(text, encoding="utf-8", newline="\n")
        except OSError:
            return  # the next run is slower, nothing worse

    def _site(self) -> str:
        """Changes with each build that changes anything in the site."""
        return record_hash(self._output) if self._output else ""


def find_last_run(arguments: list[str]) -> LastRun | None:
    """The last run of a whole command line, without loading what the command would need.

    None for commands that always run, and for those with options, which look for it themselves.
    """
    if arguments == ["build"]:
        key, district = guide_key(ROOT), district_in(ROOT)
        return LastRun("build", ROOT, OUTPUT.resolve(), guide=key, district=district)
    if arguments == ["check"]:
        return LastRun(f"check-{usual_format()}", ROOT, district=district_in(ROOT))
    return None
