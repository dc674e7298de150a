"""The pages for trainers: all that learners read, with answers, evidence, plans and drawings."""

import re
from urllib.parse import urldefrag, urljoin

from course.models.base import walk
from course.models.texts import Prose
from course.read.loader import load
from course.site import TRAINERS, Page, session_address
from course.tailor import tailor
from tests.render.outline import Outline
from tests.specimen import SPECIMEN


def test_trainer_page_has_all_learner_content_with_answers_and_evidence(
    specimen_pages: dict[str, Page],
) -> None:
    course = load(SPECIMEN).course
    assert course
    for role_id in course.roles:
        address = session_address(role_id, "a-calmer-morning")
        outline = Outline(specimen_pages[address].html)
        learners = tailor(course).in_full[role_id].modules["a-calmer-morning"]
        scenes = (Outline(specimen_pages[f"{address}{name}/"].html) for name in learners.scenes)
        shown = re.sub(r"\W+", " ", " ".join((outline.text, *(it.text for it in scenes))))
        texts = [text for _, text in walk(learners) if isinstance(text, Prose)]
        for text in texts:
            opening = re.split(r"\[|\n", text.replace("**", ""))[0]
            assert re.sub(r"\W+", " ", opening).strip() in shown, text
        cited = {hit["id"] for text in texts for hit in text.claims()}
        assert all(str(course.claims[name].limits)[:20] in outline.text for name in cited)
        assert urljoin(f"/{address}", "../../../evidence/#report-yourself").lstrip("/") in {
            urljoin(f"/{address}", link).lstrip("/") for link in outline.links
        }


def test_session_plans_show_start_times_and_the_total(
    specimen_pages: dict[str, Page],
) -> None:
    text = Outline(specimen_pages["trainers/bus-driver/a-calmer-morning/"].html).text
    assert "Ten minutes 0–7 One moment at work" in text
    assert "7–10 The two questions at the end. Total: 10 minutes." in text


def test_session_shows_the_drawings_of_lessons_situations_and_scenes(
    specimen_pages: dict[str, Page],
) -> None:
    html = specimen_pages["trainers/bus-driver/a-calmer-morning/"].html
    shown = re.findall(r'<svg class="drawn" [^>]*aria-label="([^"]*)"', html)
    assert [text[:19] for text in shown] == [
        "A child comes to th",
        "Two empty bus seats",
        "A boy stands beside",
        "A small girl stands",
    ]
    for shape in set(re.findall(r'<use href="#([^"]+)"', html)):
        assert html.count(f'id="{shape}"') == 1


def test_sessions_are_listed_and_have_no_input_fields(specimen_pages: dict[str, Page]) -> None:
    sessions = {
        name
        for name, page in specimen_pages.items()
        if name.startswith(TRAINERS) and not page.moved_to
    } - {TRAINERS}
    scenes = {name for name in sessions if name.count("/") == 4}
    lists = {TRAINERS, *(sessions - scenes)}
    linked = {
        urldefrag(urljoin(f"/{name}", link))[0].lstrip("/")
        for name in lists
        for link in Outline(specimen_pages[name].html).links
    }
    assert scenes
    assert linked >= sessions
    for name in sessions:
        assert not re.search("<(?:private-note|self-check|textarea)", specimen_pages[name].html)


def test_course_without_sessions_has_no_trainer_pages(pages: dict[str, Page]) -> None:
    assert not any(name.startswith(TRAINERS) for name in pages)
    assert not any(TRAINERS in page.html for page in pages.values())
