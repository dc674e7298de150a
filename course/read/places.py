"""Where each piece of a course is written."""

from course.problems import Location

Place = tuple[str, Location]
"""The path of a file, and the location of a value in it."""

FOLDERS = {
    "modules": "modules",
    "quizzes": "quizzes",
    "tools": "reference/tools",
    "cards": "reference/cards",
    "topics": "reference/topics",
}
"""The folder of each kind of piece that has its own file."""


def place_of(kind: str, piece_id: str) -> Place:
    """Where a piece with an id is written.

    `kind` is its key in the course, such as `cards` or `local_rules`.
    """
    if kind in FOLDERS:
        return f"{FOLDERS[kind]}/{piece_id}.yml", ()
    if kind in {"groups", "roles"}:
        return "reference/roles.yml", (kind, piece_id)
    return shared_file(kind), (piece_id,)


def shared_file(kind: str) -> str:
    """The file in `reference/` that contains all pieces of one kind, such as `local_rules`."""
    return f"reference/{kind.replace('_', '-')}.yml"


def module_file(module_id: str) -> str:
    """The file of a module."""
    return place_of("modules", module_id)[0]


def quiz_file(module_id: str) -> str:
    """The file of a module's quiz."""
    return place_of("quizzes", module_id)[0]


def tool_file(tool_id: str) -> str:
    """The file of a tool."""
    return place_of("tools", tool_id)[0]


def card_file(card_id: str) -> str:
    """The file of a card."""
    return place_of("cards", card_id)[0]


def topic_file(topic_id: str) -> str:
    """The file of a topic."""
    return place_of("topics", topic_id)[0]
