"""Writes a Common Cartridge 1.1: a quiz for each module, and links to the pages of the site.

Its profile of QTI has no questions that match or order. So a pair becomes a question of its own,
and of an order it asks what comes first. Each answer is in one condition only, and the right one
comes first, because readers of cartridges disagree about the rest.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from course.banks import qti
from course.banks.elements import document, node
from course.banks.question import PARTS_ARE_ANSWERS, Answer, Bank, Question, Quiz, Text
from course.zipped import zipped

SUFFIX = ".imscc"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
_LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p1"
_QTI_SCHEMA = f"{_PROFILE}/ccv1p1_qtiasiv1p2p1_v1p0.xsd"
_QUIZ_RESOURCE = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
_LINK_RESOURCE = "imswl_xmlv1p1"
_METADATA = {
    "cc_profile": "cc.exam.v0p1",
    "qmd_assessmenttype": "Examination",
    "qmd_scoretype": "Percentage",
    "qmd_feedbackpermitted": "Yes",
    "qmd_hintspermitted": "No",
    "qmd_solutionspermitted": "Yes",
    "cc_maxattempts": "unlimited",
}
_FEWEST_ANSWERS = 3
_FIRST_ANSWER = 1_001


def write(bank: Bank) -> bytes:
    """The questions of a bank, as a cartridge."""
    files = [("imsmanifest.xml", _manifest(bank))]
    for quiz in bank.quizzes:
        files.append((_quiz_path(quiz), _quiz(quiz)))
        if quiz.url:
            files.append((_link_path(quiz), _link(quiz)))
    return zipped(files)


def changes(question: Question) -> Iterator[str]:
    """What is different in this format."""
    if question.kind == "match":
        yield (
            "Each pair is a question of its own: this format has no matching. What the pairs show "
            "together is below each."
        )
    if question.kind == "order":
        yield (
            "It asks only which step comes first: this format has no order. The whole order is in "
            "the general feedback."
        )
    if question.kind == "mark":
        yield PARTS_ARE_ANSWERS
    if question.has_several:
        yield (
            "The feedback of all answers is in the general feedback: systems disagree about what "
            "to do with feedback for each of several answers."
        )
    if any(len(part.answers) < _FEWEST_ANSWERS for part in parts_of(question)):
        yield (
            "It has two answers, and the standard wants three or more. A strict system may refuse "
            "it."
        )


def _manifest(bank: Bank) -> bytes:
    title = f"{bank.course_title}: {bank.role_title}"
    text = node("lomimscc:string", title, language=bank.language)
    general = node("lomimscc:general", node("lomimscc:title", text))
    folders = node("item", *map(_folder, bank.quizzes), identifier="root")
    organization = node(
        "organization", folders, identifier="organization", structure="rooted-hierarchy"
    )
    root = node(
        "manifest",
        node(
            "metadata",
            node("schema", "IMS Common Cartridge"),
            node("schemaversion", "1.1.0"),
            node("lomimscc:lom", general),
        ),
        node("organizations", organization),
        node("resources", *(it for quiz in bank.quizzes for it in _resources(quiz))),
        identifier=f"manifest_{bank.identifier}",
        xmlns=_MANIFEST,
        xmlns_lomimscc=_LOM,
        xmlns_xsi=qti.XSI,
        xsi_schemaLocation=(
            f"{_MANIFEST} {_PROFILE}/ccv1p1_imscp_v1p2_v1p0.xsd "
            f"{_LOM} {_PROFILE}/LOM/ccv1p1_lommanifest_v1p0.xsd"
        ),
    )
    return document(root)


def _folder(quiz: Quiz) -> Element:
    """A module: the link to its page, and its quiz."""
    parts = [_entry(f"link_{quiz.identifier}", quiz.title)] if quiz.url else []
    parts.append(_entry(quiz.identifier, quiz.long_title))
    return node("item", node("title", quiz.title), *parts, identifier=f"module_{quiz.identifier}")


def _entry(resource: str, title: str) -> Element:
    return node(
        "item", node("title", title), identifier=f"entry_{resource}", identifierref=resource
    )


def _resources(quiz: Quiz) -> Iterator[Element]:
    if quiz.url:
        yield node(
            "resource",
            node("file", href=_link_path(quiz)),
            identifier=f"link_{quiz.identifier}",
            type=_LINK_RESOURCE,
        )
    yield node(
        "resource",
        node("file", href=_quiz_path(quiz)),
        identifier=quiz.identifier,
        type=_QUIZ_RESOURCE,
    )


def _quiz_path(quiz: Quiz) -> str:
    return f"{quiz.identifier}/assessment.xml"


def _link_path(quiz: Quiz) -> str:
    return f"{quiz.identifier}/link.xml"


def _link(quiz: Quiz) -> bytes:
    root = node(
        "webLink",
        node("title", quiz.title),
        node("url", href=quiz.url, target="_blank"),
        xmlns=_LINK,
        xmlns_xsi=qti.XSI,
        xsi_schemaLocation=f"{_LINK} {_PROFILE}/ccv1p1_imswl_v1p1.xsd",
    )
    return document(root)


def _quiz(quiz: Quiz) -> bytes:
    items = (_item(part) for question in quiz.questions for part in parts_of(question))
    return qti.file(qti.assessment(quiz.identifier, quiz.long_title, _METADATA, items), _QTI_SCHEMA)


def parts_of(question: Question) -> Iterator[Question]:
    """The question as questions with answers to pick."""
    if question.kind == "match":
        for number, pair in enumerate(question.answers, 1):
            options = (
                Answer(option, Text(), option.plain == pair.goes_with.plain)
                for option in question.options
            )
            yield replace(
                question,
                id=f"{question.id}-{number}",
                place=f"{question.place}-{number}",
                identifier=f"{question.identifier}_{number}",
                kind="choice",
                text=Text(f"{question.text.html}<p><strong>{pair.text.alone}</strong></p>"),
                answers=tuple(options),
                closing=f"{pair.feedback.html}{question.closing}",
            )
    elif question.kind == "order":
        answers = (replace(it, is_right=it.place == 1) for it in question.answers)
        yield replace(
            question,
            kind="choice",
            hint=question.ask_first,
            answers=tuple(answers),
            closing=question.general_with_reasons(),
            more="",
        )
    else:
        yield question


def _item(question: Question) -> Element:
    answers = {str(number): it for number, it in enumerate(question.answers, _FIRST_ANSWER)}
    profile = "multiple_response" if question.has_several else "multiple_choice"
    metadata = {
        "cc_profile": f"cc.{profile}.v0p1",
        "cc_question_category": question.tags[0],
    }
    several = question.has_several
    general = question.general_with_reasons() if several else question.general()
    feedback = {qti.GENERAL: general}
    if several:
        right = {name: answer.is_right for name, answer in answers.items()}
        # Moodle finds the right answers by `case`.
        conditions = [qti.condition(qti.all_of(right, case="Yes"), score="100")]
    else:
        by_verdict = sorted(answers.items(), key=lambda named: not named[1].is_right)
        conditions = [
            _reply(name, answer)
            for name, answer in by_verdict
            if answer.is_right or answer.feedback
        ]
        feedback |= {f"{name}_fb": it.feedback.html for name, it in answers.items() if it.feedback}
    return qti.item(
        question.identifier,
        question.place,
        metadata,
        [
            qti.html(question.with_hint()),
            qti.to_pick({name: it.text.alone for name, it in answers.items()}, several=several),
        ],
        [qti.always(qti.GENERAL), *conditions],
        feedback,
    )


def _reply(name: str, answer: Answer) -> Element:
    """What happens when an answer is picked. Readers pick one, so no other condition is met."""
    return qti.condition(
        qti.equals(name),
        score="100" if answer.is_right else "",
        feedback=f"{name}_fb" if answer.feedback else "",
    )
