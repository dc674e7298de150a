"""Rules for tools: lessons teach them, and their examples keep to the limits they state."""

from collections.abc import Iterator

from course.checks.context import Context
from course.checks.references import named_by_lessons
from course.checks.unknown import unknown
from course.models.language import is_english
from course.models.tool import Ask, Example
from course.problems import Finding
from course.read.places import tool_file


def tools(context: Context) -> Iterator[Finding]:
    """The tools that lessons link to are in `reference/tools/`, and a lesson links to each tool.

    Good: `tools: [noticing-note]` if `reference/tools/noticing-note.yml` exists
    Bad: `tools: [notice-note]`, or a tool that no lesson teaches
    """
    yield from named_by_lessons(context, "tools")
    taught = {
        name
        for module in context.course.modules.values()
        for lesson in module.lessons.values()
        for name in lesson.tools
    }
    # A module that could not be read may link to any of them.
    for tool_id in context.course.tools if context.course.is_read("modules") else ():
        if tool_id not in taught:
            yield Finding(
                tool_file(tool_id),
                (),
                "No lesson links to this tool.",
                f"Write `tools: [{tool_id}]` under the lesson that teaches it.",
                is_warning=True,
            )


def fitting_answers(context: Context) -> Iterator[Finding]:
    """The answers under `fits` exist in the tool's question, and are not all of its answers.

    Good: `fits: [wait-and-point]` if that is an answer
    Bad: `fits: [wait]`, or every answer
    """
    for (path, location), ask in context.find_all(Ask):
        for index, name in enumerate(ask.fits):
            if name not in ask.answers:
                yield unknown(
                    (path, (*location, "fits", index)),
                    f'There is no answer "{name}" here.',
                    name,
                    ask.answers,
                )
        if set(ask.answers) <= set(ask.fits):
            yield Finding(
                path,
                (*location, "fits"),
                "Every answer fits.",
                "Leave `fits` out if none is better than another.",
            )


def examples(context: Context) -> Iterator[Finding]:
    """The example of a tool keeps to the number of words and the school grade that it states.

    Good: a letter of 120 words under `most-words: 150` and `reading-grade: 5`
    Bad: the same letter with two sentences from the school code
    """
    for (path, location), example in context.find_all(Example):
        size = context.measure(example.text)
        if example.most_words and size.words > example.most_words:
            yield Finding(
                path,
                (*location, "text"),
                f"This has {size.words} words; `most-words` allows {example.most_words}.",
                "Cut what the reader does not need.",
            )
        has_grades = is_english(context.course.outline.language)
        if has_grades and example.reading_grade and size.grade > example.reading_grade:
            yield Finding(
                path,
                (*location, "text"),
                f"This reads at school grade {size.grade:.1f}; `reading-grade` allows "
                f"{example.reading_grade}.",
                "Use shorter words and sentences.",
            )


RULES = (tools, fitting_answers, examples)
