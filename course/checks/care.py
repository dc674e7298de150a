"""Rules for what may be hard to read."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from course.checks.context import Context
from course.problems import Finding
from course.read.places import module_file


def care_for_hard_texts(context: Context) -> Iterator[Finding]:
    """A module that mentions death or harm says so first, under `care`.

    Good: `care:` with `mentions`, and a quieter lesson to read instead
    Bad: a funeral, if `funeral*` is under `needs-care` in `reference/style.yml`, and no `care:`
    """
    style = context.course.style
    phrases = (*style.hard, *style.needs_care)
    without = {module_file(name) for name, it in context.course.modules.items() if it.care is None}
    if not (phrases and without):
        return
    for (path, location), text in context.texts_with(phrases):
        if path in without and (hit := context.pattern(phrases).search(text)):
            without.remove(path)
            yield Finding(
                path,
                location,
                f"“{' '.join(hit[0].split())}” comes without warning.",
                "Add `care:` at the top of the module: what it mentions, the lesson with the hard "
                "example, and one to read instead.",
                offset=hit.start(),
                is_warning=True,
                needs=f"care/{PurePosixPath(path).stem}",
            )


RULES = (care_for_hard_texts,)
