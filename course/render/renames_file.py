"""What scripts need to know about earlier ids, so that what readers have saved follows."""

import json
from collections.abc import Mapping

from course.renames import Renames


def renames_file(renames: Renames) -> str:
    """The new id or key by each old one, as JSON, for each kind of thing that is stored.

    Empty if nothing was renamed. What is in a module that was renamed is found by its module.
    """
    tools = {f"tools/{old}": f"tools/{new}" for old, new in renames.tools.items()}
    lessons = _moved(renames, renames.lessons)
    data = {
        "jobs": renames.roles,
        "modules": renames.modules,
        "answers": _moved(renames, renames.questions),
        "notes": {**lessons, **renames.activities, **tools},
    }
    return json.dumps(data, separators=(",", ":")) if any(data.values()) else ""


def _moved(renames: Renames, places: Mapping[str, str]) -> Mapping[str, str]:
    """Those that are not found by the new id of their module."""
    found = {}
    for old, new in places.items():
        module_id, _, name = old.partition("/")
        if new != f"{renames.module_now(module_id)}/{name}":
            found[old] = new
    return found
