"""Writes QTI 1.2 as Canvas reads it: a package with a practice quiz for each module.

Canvas has names of its own for kinds of question, and a second file with the settings of a quiz.
An order is a matching with numbers, as its classic quizzes have none.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from course.banks import qti
from course.banks.elements import document, node
from course.banks.question import (
    FULL,
    PARTS_ARE_ANSWERS,
    PLAIN_OPTIONS,
    Answer,
    Bank,
    Question,
    Quiz,
)
from course.zipped import zipped

SUFFIX = ".qti.zip"
_QTI_SCHEMA = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_MANIFEST_SCHEMA = "http://www.imsglobal.org/xsd/imscp_v1p1.xsd"
_SETTINGS = "http://canvas.instructure.com/xsd/cccv1p0"
_SETTINGS_SCHEMA = "https://canvas.instructure.com/xsd/cccv1p0.xsd"
_SETTINGS_RESOURCE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
_KINDS = {
    "choice": "multiple_choice_question",
    "choices": "multiple_answers_question",
    "mark": "multiple_answers_question",
    "order": "matching_question",
    "match": "matching_question",
}
_FIRST_ANSWER, _FIRST_MATCH = 1_001, 2_001
"""Canvas takes the first number in a name for the whole name, so names are numbers."""


def write(bank: Bank) -> bytes:
    """The questions of a bank, as a package."""
    files = [("imsmanifest.xml", _manifest(bank))]
    for quiz in bank.quizzes:
        files.append((_questions_path(quiz), _questions(quiz)))
        files.append((_settings_path(quiz), _settings(quiz)))
    return zipped(files)


def changes(question: Question) -> Iterator[str]:
    """What is different in this format."""
    if question.kind == "match":
        yield "The feedback of a pair is shown only after a wrong match: Canvas has no other place."
    if question.kind == "order":
        yield (
            "Steps are matched with numbers: Canvas imports no order. The feedback of a step is "
            "shown only after a wrong number."
        )
    if question.kind == "mark":
        yield PARTS_ARE_ANSWERS
    if any(option.has_markup for option in question.options):
        yield PLAIN_OPTIONS
    yield "Its objective is left out: Canvas has no place for it."


def _manifest(bank: Bank) -> bytes:
    root = node(
        "manifest",
        node("metadata", node("schema", "IMS Content"), node("schemaversion", "1.1.3")),
        node("organizations"),
        node("resources", *(it for quiz in bank.quizzes for it in _resources(quiz))),
        identifier=f"manifest_{bank.identifier}",
        xmlns=_MANIFEST,
        xmlns_xsi=qti.XSI,
        xsi_schemaLocation=f"{_MANIFEST} {_MANIFEST_SCHEMA}",
    )
    return document(root)


def _resources(quiz: Quiz) -> Iterator[Element]:
    settings = _settings_path(quiz)
    yield node(
        "resource",
        node("file", href=_questions_path(quiz)),
        node("dependency", identifierref=f"settings_{quiz.identifier}"),
        identifier=quiz.identifier,
        type="imsqti_xmlv1p2",
    )
    yield node(
        "resource",
        node("file", href=settings),
        identifier=f"settings_{quiz.identifier}",
        type=_SETTINGS_RESOURCE,
        href=settings,
    )


def _questions_path(quiz: Quiz) -> str:
    return f"{quiz.identifier}/{quiz.identifier}.xml"


def _settings_path(quiz: Quiz) -> str:
    return f"{quiz.identifier}/assessment_meta.xml"


def _settings(quiz: Quiz) -> bytes:
    """A quiz for practice: no grade, as often as somebody wants, and answers are shown."""
    root = node(
        "quiz",
        node("title", quiz.long_title),
        node("description"),
        node("shuffle_answers", "false"),  # the parts of a note have to stay where they are
        node("scoring_policy", "keep_highest"),
        node("hide_results"),
        node("quiz_type", "practice_quiz"),
        node("points_possible", f"{len(quiz.questions)}.0"),
        node("show_correct_answers", "true"),
        node("allowed_attempts", "-1"),
        node("one_question_at_a_time", "false"),
        node("cant_go_back", "false"),
        node("available", "false"),
        node("one_time_results", "false"),
        identifier=quiz.identifier,
        xmlns=_SETTINGS,
        xmlns_xsi=qti.XSI,
        xsi_schemaLocation=f"{_SETTINGS} {_SETTINGS_SCHEMA}",
    )
    return document(root)


def _questions(quiz: Quiz) -> bytes:
    metadata = {"cc_maxattempts": "unlimited"}
    items = map(_item, quiz.questions)
    return qti.file(qti.assessment(quiz.identifier, quiz.long_title, metadata, items), _QTI_SCHEMA)


def _item(question: Question) -> Element:
    answers = {str(number): it for number, it in enumerate(question.answers, _FIRST_ANSWER)}
    metadata = {
        "question_type": _KINDS[question.kind],
        "points_possible": "1",
        "original_answer_ids": ",".join(answers),
        "assessment_question_identifierref": f"ref_{question.identifier}",
    }
    asked = question.text.html if question.kind in {"choice", "match"} else question.with_hint()
    pick = _picked if question.is_picked else _matched
    response, conditions = pick(question, answers)
    feedback = {qti.GENERAL: question.general()}
    feedback |= {_feedback(name): it.feedback.html for name, it in answers.items()}
    return qti.item(
        question.identifier,
        question.place,
        metadata,
        [qti.html(asked), *response],
        [qti.always(qti.GENERAL), *conditions],
        feedback,
    )


def _picked(
    question: Question, answers: Mapping[str, Answer]
) -> tuple[list[Element], list[Element]]:
    """Answers to pick, and what happens then."""
    right = {name: answer.is_right for name, answer in answers.items()}
    fits = (
        qti.all_of(right)
        if question.has_several
        else qti.equals(next(name for name in right if right[name]))
    )
    texts = {name: answer.text.alone for name, answer in answers.items()}
    conditions = [
        qti.condition(qti.equals(name), feedback=_feedback(name), goes_on=True) for name in answers
    ]
    return (
        [qti.to_pick(texts, several=question.has_several)],
        [*conditions, qti.condition(fits, score="100")],
    )


def _matched(
    question: Question, answers: Mapping[str, Answer]
) -> tuple[list[Element], list[Element]]:
    """Things to match, and what happens then."""
    if question.kind == "order":
        partners = [str(answer.place) for answer in answers.values()]
        options = [str(step.place) for step in question.steps]
    else:
        partners = [answer.goes_with.plain for answer in answers.values()]
        options = [option.plain for option in question.options]
    names = {option: str(number) for number, option in enumerate(options, _FIRST_MATCH)}
    labels = [(name, option) for option, name in names.items()]
    responses, conditions = [], []
    for (answer_name, answer), partner in zip(answers.items(), partners, strict=True):
        choices = (node("response_label", qti.plain(text), ident=name) for name, text in labels)
        responses.append(
            node(
                "response_lid",
                qti.html(answer.text.alone),
                node("render_choice", *choices),
                ident=_response(answer_name),
            )
        )
        fits = qti.equals(names[partner], _response(answer_name))
        part = node("setvar", f"{FULL / len(answers):.2f}", varname="SCORE", action="Add")
        conditions.append(node("respcondition", node("conditionvar", fits), part))
        differs = node("not", qti.equals(names[partner], _response(answer_name)))
        shown = node("displayfeedback", feedbacktype="Response", linkrefid=_feedback(answer_name))
        conditions.append(node("respcondition", node("conditionvar", differs), shown))
    return responses, conditions


def _response(answer: str) -> str:
    return f"response_{answer}"


def _feedback(answer: str) -> str:
    return f"{answer}_fb"
