"""The packages: what a system finds in them, and what it says to each answer."""

from collections.abc import Iterator
from io import BytesIO
from itertools import chain, combinations
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest

from course.banks import canvas, cartridge
from course.banks.formats import FORMATS
from course.banks.making import MOST_CHARACTERS, Banks
from course.banks.question import Bank, Question
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.models.texts import Prose
from tests.banks.conftest import MODULE, SITE_URL
from tests.rendering import ENGLISH, markdown_of

PACKAGES = {"qti": canvas.write, "cartridge": cartridge.write}
ORACLE = Path(__file__).parents[1] / "cases" / "text2qti.xml"
"""What text2qti 0.8.0 writes for a question with one right answer and one with two."""
LIST_NAMES = {"original_answer_ids", "assessment_question_identifierref"}
"""Fields with nothing but names."""
QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


@pytest.fixture(scope="session")
def linked(specimen: Course, driver: RoleCourse) -> Bank:
    """The bank of a course whose site has an address."""
    return Banks(specimen, markdown_of(specimen), ENGLISH, SITE_URL).bank(driver)


def files(package: bytes) -> dict[str, Element]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def items(package: bytes) -> list[Element]:
    return [item for root in files(package).values() for item in root.iter(f"{QTI}item")]


def is_met(condition: Element, given: dict[str, set[str]]) -> bool:
    """Whether answers meet a condition. `given` are the names of the answers to each response."""
    tag = condition.tag.removeprefix(QTI)
    inside = [is_met(part, given) for part in condition]
    if tag == "varequal":
        return condition.text in given[condition.attrib["respident"]]
    return not inside[0] if tag == "not" else all(inside)


def reply(item: Element, given: dict[str, set[str]]) -> tuple[float, list[str]]:
    """The score of answers, and the names of what is shown then."""
    score, shown = 0.0, []
    for condition in item.iter(f"{QTI}respcondition"):
        if is_met(condition[0], given):
            for part in condition[1:]:
                if part.tag == f"{QTI}setvar":
                    before = score if part.attrib["action"] == "Add" else 0
                    score = before + float(part.text or "")
                else:
                    shown.append(part.attrib["linkrefid"])
            if condition.get("continue") == "No":
                break
    return score, shown


def text_of(item: Element, feedback: str) -> str:
    (found,) = (it for it in item.iter(f"{QTI}itemfeedback") if it.get("ident") == feedback)
    return "".join(found.itertext()).strip()


def picks(question: Question) -> Iterator[set[int]]:
    """What readers may pick."""
    places = range(len(question.answers))
    sizes = range(1, len(places) + 1) if question.has_several else [1]
    yield from map(set, chain.from_iterable(combinations(places, size) for size in sizes))


@pytest.mark.parametrize("name", PACKAGES)
def test_only_right_answers_are_right_and_each_pick_is_explained(name: str, bank: Bank) -> None:
    if name == "qti":
        asked = [it for it in bank.questions if it.is_picked]
    else:
        asked = [part for it in bank.questions for part in cartridge.parts_of(it)]
    by_name = {it.attrib["ident"]: it for it in items(PACKAGES[name](bank))}
    assert len(by_name) == sum(1 for _ in items(PACKAGES[name](bank)))
    for question in asked:
        item = by_name[question.identifier]
        labels = [it.attrib["ident"] for it in item.iter(f"{QTI}response_label")]
        assert len(labels) == len(question.answers)
        for picked in picks(question):
            score, shown = reply(item, {"response1": {labels[place] for place in picked}})
            right = {place for place, it in enumerate(question.answers) if it.is_right}
            assert (score == 100) == (picked == right)
            assert shown[0] == "general_fb"
            told = "".join(text_of(item, feedback) for feedback in shown)
            for place in picked:
                assert question.answers[place].feedback.html in told


def test_each_right_match_is_a_part_of_the_score_and_each_wrong_one_is_explained(
    bank: Bank,
) -> None:
    by_name = {it.attrib["ident"]: it for it in items(canvas.write(bank))}
    for question in bank.questions:
        if question.is_picked:
            continue
        item = by_name[question.identifier]
        responses = list(item.iter(f"{QTI}response_lid"))
        texts = {
            label.attrib["ident"]: "".join(label.itertext()).strip()
            for label in responses[0].iter(f"{QTI}response_label")
        }
        names = {text: name for name, text in texts.items()}
        right = [names[it.goes_with.plain or str(it.place)] for it in question.answers]
        given = {
            response.attrib["ident"]: {name}
            for response, name in zip(responses, right, strict=True)
        }
        score, shown = reply(item, given)
        assert score == pytest.approx(100, abs=0.1)
        assert shown == ["general_fb"]
        first, *_ = given
        given[first] = {next(name for name in texts if name != right[0])}
        score, shown = reply(item, given)
        assert score == pytest.approx(100 - 100 / len(right), abs=0.1)
        assert text_of(item, shown[1]) == question.answers[0].feedback.html


def shape(element: Element, names: dict[str, str]) -> object:
    """An element without what people read, and with a number for each name."""

    def numbered(name: str) -> str:
        base = name.removesuffix("_fb")
        return names.setdefault(base, str(len(names))) + name.removeprefix(base)

    values = {
        key: numbered(value) if key in {"ident", "linkrefid"} else value
        for key, value in element.items()
        if key != "title"
    }
    tag, text = element.tag.removeprefix(QTI), (element.text or "").strip()
    inside = [shape(part, names) for part in element]
    if tag == "mattext":
        return tag, values
    if tag == "varequal":
        return tag, values, numbered(text)
    if tag == "qtimetadatafield" and element[0].text in LIST_NAMES:
        return tag, element[0].text
    return tag, values, text, inside


def test_items_are_built_like_those_of_text2qti(bank: Bank) -> None:
    theirs = ElementTree.parse(ORACLE).getroot().iter(f"{QTI}item")
    by_name = {it.attrib["ident"]: it for it in items(canvas.write(bank))}
    for kind, item in zip(("choice", "choices"), theirs, strict=True):
        first = next(question for question in bank.questions if question.kind == kind)
        assert shape(by_name[first.identifier], {}) == shape(item, {})


@pytest.mark.parametrize("name", PACKAGES)
def test_manifest_names_every_file(name: str, linked: Bank) -> None:
    found = files(PACKAGES[name](linked))
    manifest = found.pop("imsmanifest.xml")
    named = [it.attrib["href"] for it in manifest.iter() if it.tag.endswith("}file")]
    assert sorted(named) == sorted(found)
    resources = {it.get("identifier") for it in manifest.iter() if it.tag.endswith("}resource")}
    referred = {it.get("identifierref") for it in manifest.iter()} - {None}
    assert referred <= resources


def test_cartridge_leads_to_the_page_of_each_module(linked: Bank, bank: Bank) -> None:
    addresses = [
        part.get("href")
        for name, root in files(cartridge.write(linked)).items()
        for part in root
        if name.endswith("/link.xml") and part.get("href")
    ]
    assert addresses == [f"{SITE_URL}bus-driver/{MODULE}/"]
    assert not any(name.endswith("/link.xml") for name in files(cartridge.write(bank)))


def test_quiz_in_canvas_is_for_practice(bank: Bank) -> None:
    (settings,) = (
        root for name, root in files(canvas.write(bank)).items() if name.endswith("_meta.xml")
    )
    says = {part.tag.split("}")[1]: part.text for part in settings}
    assert (says["quiz_type"], says["allowed_attempts"]) == ("practice_quiz", "-1")


@pytest.mark.parametrize("name", FORMATS)
def test_file_is_the_same_whenever_it_is_written(
    name: str, bank: Bank, specimen: Course, driver: RoleCourse
) -> None:
    again = Banks(specimen, markdown_of(specimen), ENGLISH).bank(driver)
    assert FORMATS[name].write(bank) == FORMATS[name].write(again)


@pytest.mark.parametrize("name", FORMATS)
def test_texts_lead_to_the_site_only_if_its_address_is_known(
    name: str, bank: Bank, linked: Bank
) -> None:
    for it, has_links in ((bank, False), (linked, True)):
        written = FORMATS[name].write(it)
        package = written.startswith(b"PK")
        content = (
            b"".join(map(ElementTree.tostring, files(written).values())) if package else written
        )
        assert (SITE_URL.encode() in content.replace(b"\\:", b":")) == has_links
        assert b"<script" not in content
        assert b"\0" not in content


def test_identifier_is_never_longer_than_moodle_stores(
    specimen: Course, driver: RoleCourse
) -> None:
    module = driver.modules[MODULE]
    first, *_ = module.questions.values()
    names = [f"{'very-' * 20}long-{number}" for number in range(2)]
    long = module.model_copy(update={"questions": dict.fromkeys(names, first)})
    role = driver.model_copy(update={"modules": {MODULE: long}})
    made = Banks(specimen, markdown_of(specimen), ENGLISH).bank(role)
    identifiers = {question.identifier for question in made.questions}
    assert {len(it) for it in identifiers} == {MOST_CHARACTERS}
    assert len(identifiers) == len(names)


def test_links_to_the_web_stay_and_links_to_the_site_become_words(specimen: Course) -> None:
    markdown = markdown_of(specimen)
    claim, term = next(iter(specimen.claims)), next(iter(specimen.glossary))
    text = Prose(
        f"See [this](https://example.org) and [that](../there/) [[{term}|words]] [@{claim}]."
    )
    assert markdown.html_elsewhere(text) == (
        '<p>See <a href="https://example.org">this</a> and that words.</p>'
    )
