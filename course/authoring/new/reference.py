"""New pieces in `reference/`: a card, a topic, a tool, a claim, a term and a source."""

import re
from collections.abc import Iterator
from datetime import timedelta

from course.authoring.new import pieces
from course.authoring.new.asks import (
    Answers,
    Ask,
    Asks,
    ask_id,
    ask_jobs,
    ask_lesson,
    ask_line,
    ask_module,
    ask_one,
    ask_some,
    listed,
)
from course.authoring.new.changes import Entry
from course.authoring.new.pieces import Piece, blank
from course.authoring.plain_answers import wrong_day
from course.models.card import CARD_PARTS, CardKind
from course.models.course import Course
from course.models.reference import EvidenceTag
from course.models.review import Capacity
from course.models.topic import TOPIC_PARTS
from course.read.places import card_file, module_file, quiz_file, shared_file, tool_file, topic_file
from course.today import current_day

_PARTS = {
    "call": "who to call, in order, and what to tell them",
    "do": "the first act, and the next one or two",
    "say": "the words to say, ready to use",
    "dont": "what makes it worse, with its exception",
    "then": "what comes right after",
    "see": "what you may see or hear, never a diagnosis",
    "tell": "who to tell, in what order, and how fast",
    "sure": "how sure we are, with a claim in brackets: [@claim-id]",
}
_YEARS_UNTIL_REVIEW = 1


def asks_card(course: Course, answers: Answers) -> Asks:
    """What must be known about a card, and about the question that asks about its moment."""
    yield ask_id(course.cards, "card", "wont-get-off")
    yield ask_line("title", "What is the moment?", "as someone would shout it: Can't breathe")
    yield ask_one("kind", "What is it about?", CardKind)
    yield ask_jobs(course)
    yield ask_module(course)
    yield ask_lesson(course, answers, "In which lesson is it taught?")
    objectives = [*course.modules[answers["module"]].objectives]
    yield ask_one(
        "objective",
        "Which objective does the question about it prove?",
        objectives,
        objectives[0] if len(objectives) == 1 else "",
    )


def new_card(_: Course, answers: Answers) -> Iterator[Entry]:
    """The card, its row in the table of moments, and a question that it answers."""
    only = pieces.for_jobs(listed(answers["for"]))
    title, place = answers["title"], (answers["module"], answers["lesson"])
    card: Piece = {
        "title": title,
        "kind": answers["kind"],
        **only,
        **{part: blank(_PARTS[part]) for part in CARD_PARTS},
        "lesson": "/".join(place),
    }
    yield Entry(card_file(answers["id"]), (), card)
    row: Piece = {"title": title, **only}
    for name, what in (
        ("first", "the first act"),
        ("calls", "who is called"),
        ("exception", "when the usual rule does not apply"),
    ):
        row[name] = {
            "means": blank(f"{what}, in plain words"),
            "says": [blank("words of the card that say so")],
        }
    yield Entry(shared_file("moments"), (), {answers["id"]: row})
    question = pieces.question(
        place[1], answers["objective"], title, listed(answers["for"]), answers["id"]
    )
    yield Entry(quiz_file(place[0]), ("questions",), {f"card-{answers['id']}": question})


def asks_topic(course: Course, answers: Answers) -> Asks:
    """What must be known about a topic."""
    yield ask_id(course.topics, "topic", "a-death")
    yield ask_line("title", "What would staff call it?")
    yield ask_one("reviewer", "Who should review it first?", Capacity)
    yield ask_module(course)
    yield ask_lesson(course, answers, "In which lesson does it come up?")


def new_topic(_: Course, answers: Answers) -> Iterator[Entry]:
    """The topic, and the link of the lesson to it."""
    module_id, lesson_id = answers["module"], answers["lesson"]
    topic: Piece = {
        "title": answers["title"],
        "summary": blank("one line for lists"),
        "reviewer": answers["reviewer"],
        **{part: blank(_PARTS[part]) for part in TOPIC_PARTS},
        "lessons": [f"{module_id}/{lesson_id}"],
    }
    yield Entry(topic_file(answers["id"]), (), topic)
    place = ("lessons", lesson_id)
    yield Entry(module_file(module_id), place, {"topics": [answers["id"]]}, extends=True)


def asks_tool(course: Course, answers: Answers) -> Asks:
    """What must be known about a tool."""
    yield ask_id(course.tools, "tool", "late-student")
    yield ask_line("title", "What is the sheet called?")
    yield ask_module(course)
    yield ask_lesson(course, answers, "Which lesson teaches people to use it?")


def new_tool(_: Course, answers: Answers) -> Iterator[Entry]:
    """The tool, and the link of the lesson to it."""
    tool: Piece = {
        "title": answers["title"],
        "summary": blank("what it is for, in a line or two"),
        "parts": {
            "before": {
                "kind": "read",
                "title": blank("what to know first, in a few words"),
                "text": blank("what to know, such as when not to use it"),
            },
            "to-fill-in": {
                "kind": "write",
                "title": blank("what to write, in a few words"),
                "text": blank("what belongs in the field, and what does not"),
            },
            "steps": {
                "kind": "tick",
                "title": blank("what the list is, in a few words"),
                "items": {
                    "first": blank("the first thing to check off"),
                    "second": blank("the second thing to check off"),
                },
            },
        },
    }
    yield Entry(tool_file(answers["id"]), (), tool)
    place = ("lessons", answers["lesson"])
    path = module_file(answers["module"])
    yield Entry(path, place, {"tools": [answers["id"]]}, extends=True)


def asks_claim(course: Course, answers: Answers) -> Asks:
    """What must be known about a claim."""
    yield ask_id(course.claims, "claim", "few-words-in-stress")
    yield ask_one("tag", "How sure are we?", EvidenceTag)
    yield ask_some(
        "citations",
        "Which sources does it rest on?",
        course.citations,
        "ids from reference/citations.yml with commas between them; first add one that is missing, "
        "with `new citation`",
        is_needed=True,
    )
    if answers["tag"] == EvidenceTag.LAW:
        yield ask_line("jurisdiction", "Whose law is it?", "federal, or the name of the state")
        yield Ask(
            "looked-at",
            "What day did somebody last read its sources?",
            "year, month and day, such as 2026-11-28",
            wrong=wrong_day,
        )


def new_claim(_: Course, answers: Answers) -> Iterator[Entry]:
    """The claim, to be reviewed in a year."""
    today = current_day()
    claim: Piece = {
        "says": blank("the claim in plain words"),
        "tag": answers["tag"],
        "citations": [*listed(answers["citations"])],
        "limits": blank("who was studied, how large the effect is, and what is not known"),
        "review-by": str(today + timedelta(days=365 * _YEARS_UNTIL_REVIEW)),
        **{key: answers[key] for key in ("jurisdiction", "looked-at") if answers.get(key)},
    }
    yield Entry(shared_file("claims"), (), {answers["id"]: claim})


def asks_term(course: Course, _: Answers) -> Asks:
    """What must be known about a hard word."""
    yield ask_id(course.glossary, "word", "co-regulation")
    yield ask_line("term", "What is the word?", "as a text has it")


def new_term(_: Course, answers: Answers) -> Iterator[Entry]:
    """The word in the glossary."""
    term: Piece = {"term": answers["term"], "means": blank("what it means, in plain words")}
    yield Entry(shared_file("glossary"), (), {answers["id"]: term})


def asks_citation(course: Course, answers: Answers) -> Asks:
    """What must be known about a source. Nothing of it is ever left to be guessed."""
    yield ask_id(course.citations, "source", "arnsten2009")
    yield ask_line("authors", "Who wrote it?", "as printed: Arnsten, A. F. T.")
    yield Ask("year", "What year did it come out?", "four digits, or n.d.", wrong=_year)
    yield ask_line("title", "What is its title?")
    yield ask_line("container", "Where did it appear?", "the journal with volume and pages, or who")
    yield Ask(
        "doi",
        "What is its DOI?",
        "without https://doi.org/, and only one that somebody has looked up; empty for none",
        is_needed=False,
        wrong=_doi,
    )
    if not answers["doi"]:
        yield Ask(
            "address",
            "What is its web address?",
            "with https://; empty for none",
            is_needed=False,
            wrong=_web_address,
        )


def new_citation(_: Course, answers: Answers) -> Iterator[Entry]:
    """The source."""
    keys = ("authors", "year", "title", "container", "doi", "address")
    source: Piece = {key: answers[key] for key in keys if answers.get(key)}
    yield Entry(shared_file("citations"), (), {answers["id"]: source})


def _year(text: str) -> str:
    return "" if re.fullmatch(r"\d{4}|n\.d\.", text) else "Type four digits, or n.d."


def _doi(text: str) -> str:
    is_good = re.fullmatch(r"10\.\d{4,9}/\S+", text)
    return "" if is_good else "Type what follows https://doi.org/, such as 10.1038/nrn2648."


def _web_address(text: str) -> str:
    return "" if re.fullmatch(r"https://\S+", text) else "Begin with https://."
