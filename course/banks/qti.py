"""What the QTI 1.2 files of all formats have in common."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from course.banks.elements import document, node

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
RESPONSE = "response1"
"""The name of what readers pick, in a question with one thing to do."""
GENERAL = "general_fb"
"""The name of the feedback that is shown after any answer."""


def file(assessment: Element, schema: str) -> bytes:
    """A file with one quiz. `schema` is the address of the schema that it follows."""
    root = node(
        "questestinterop",
        assessment,
        xmlns=_NAMESPACE,
        xmlns_xsi=XSI,
        xsi_schemaLocation=f"{_NAMESPACE} {schema}",
    )
    return document(root)


def assessment(
    identifier: str, title: str, metadata: Mapping[str, str], items: Iterable[Element]
) -> Element:
    """A quiz."""
    section = node("section", *items, ident="root_section")
    return node("assessment", _metadata(metadata), section, ident=identifier, title=title)


def item(
    identifier: str,
    title: str,
    metadata: Mapping[str, str],
    presentation: Iterable[Element],
    conditions: Iterable[Element],
    feedback: Mapping[str, str],
) -> Element:
    """A question. `feedback` is HTML by its name."""
    score = node("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    return node(
        "item",
        node("itemmetadata", _metadata(metadata)),
        node("presentation", *presentation),
        node("resprocessing", node("outcomes", score), *conditions),
        *(
            node("itemfeedback", node("flow_mat", html(text)), ident=name)
            for name, text in feedback.items()
        ),
        ident=identifier,
        title=title,
    )


def html(text: str) -> Element:
    """A text in HTML."""
    return node("material", node("mattext", text, texttype="text/html"))


def plain(text: str) -> Element:
    """A text without markup."""
    return node("material", node("mattext", text, texttype="text/plain"))


def to_pick(texts: Mapping[str, str], *, several: bool) -> Element:
    """Answers to pick: HTML by the name of the answer."""
    labels = (node("response_label", html(text), ident=name) for name, text in texts.items())
    return node(
        "response_lid",
        node("render_choice", *labels),
        ident=RESPONSE,
        rcardinality="Multiple" if several else "Single",
    )


def equals(answer: str, response: str = RESPONSE, **attributes: str) -> Element:
    """The condition that an answer was given."""
    return node("varequal", answer, **attributes, respident=response)


def all_of(right: Mapping[str, bool], **attributes: str) -> Element:
    """The condition that exactly the right answers were picked."""
    return node(
        "and",
        *(
            equals(name, **attributes) if is_right else node("not", equals(name, **attributes))
            for name, is_right in right.items()
        ),
    )


def condition(
    when: Element, *, score: str = "", feedback: str = "", goes_on: bool = False
) -> Element:
    """What happens when a condition is met, and whether the next ones are looked at then."""
    setvar = [node("setvar", score, action="Set", varname="SCORE")] if score else []
    shown = [_show(feedback)] if feedback else []
    goes = "Yes" if goes_on else "No"
    return node("respcondition", node("conditionvar", when), *setvar, *shown, **{"continue": goes})


def always(feedback: str) -> Element:
    """Shows a feedback after any answer."""
    return condition(node("other"), feedback=feedback, goes_on=True)


def _show(feedback: str) -> Element:
    return node("displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _metadata(fields: Mapping[str, str]) -> Element:
    return node(
        "qtimetadata",
        *(
            node("qtimetadatafield", node("fieldlabel", label), node("fieldentry", entry))
            for label, entry in fields.items()
        ),
    )
